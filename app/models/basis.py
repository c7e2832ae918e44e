"""The declarative base, keys and naming of every table of a plan file."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any

from sqlalchemy import MetaData, String, event
from sqlalchemy.orm import ColumnProperty, DeclarativeBase, Mapped, mapped_column

if TYPE_CHECKING:
    from sqlalchemy.orm import InstrumentedAttribute

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def neue_id() -> str:
    """A new row key: a random UUID (32 hex digits), so that copies of a plan can be merged."""
    return uuid.uuid4().hex


_UNTEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def reiner_text(text: str) -> str:
    """A text without signs that no file, workbook or print can hold; each becomes a space.

    They come along from PDF files and broken clipboards. Line breaks and tabs stay.
    """
    return _UNTEXT.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


class Basis(DeclarativeBase):
    """Base of all tables of the file."""

    metadata = MetaData(naming_convention=NAMING)


class Planinhalt(Basis):
    """Base of the tables whose rows are the plan itself: journalled, undoable, mergeable."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=neue_id)
    """UUID as 32 hex digits."""

    def __init__(self, **werte: Any) -> None:  # noqa: ANN401 - columns of all kinds
        """A new row: columns that are neither named nor have a default are null.

        Set here and not left to the file: the journal takes the old value of a column from memory.
        """
        for spalte in self.__table__.columns:
            if spalte.default is None:
                werte.setdefault(spalte.key, None)
        super().__init__(**werte)


@event.listens_for(Planinhalt, "attribute_instrument", propagate=True)
def _haelt_text_rein(_klasse: type[Planinhalt], _name: str, attribut: InstrumentedAttribute[Any]) -> None:
    """Whatever way a text comes into the plan (typed, pasted, imported), it comes in clean."""
    eigenschaft = attribut.property
    if isinstance(eigenschaft, ColumnProperty) and isinstance(eigenschaft.columns[0].type, String):

        def setze(_objekt: object, wert: object, *_rest: object) -> object:
            return reiner_text(wert) if isinstance(wert, str) else wert

        event.listen(attribut, "set", setze, retval=True)
