"""Reads XML in pieces, element by element, and refuses what opens other doors: document types and entities.

Nothing is kept: a part of 100 MB takes as little memory as one of 1 KB. The rules are those of defusedxml (no
document type, hence neither entities nor references outside); here they hold while streaming.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn
from xml.parsers import expat

from app.services.einfuhr import lesefehler

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    Beginn = Callable[[dict[str, str]], None]
    Ende = Callable[[], None]

TABELLE = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of workbooks: the usual one, and that of "Strict Open XML"."""
BEZIEHUNG = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""The namespaces of the attribute that names another part."""
PAKET = ("http://schemas.openxmlformats.org/package/2006/relationships",)
"""The namespace of the lists of parts."""


@dataclass(frozen=True, slots=True)
class Hoerer:
    """What is called while XML streams by."""

    beginn: Mapping[str, Beginn]
    """By element: called with its attributes."""
    ende: Mapping[str, Ende] = field(default_factory=dict)
    """By element: called at its end."""
    text: Callable[[str], None] | None = None
    """Called with every piece of text, wherever it stands."""


def voller_name(namensraum: str, name: str) -> str:
    """An element or attribute as the reader names it."""
    return f"{namensraum} {name}"


def lies_xml(
    strom: Iterable[bytes],
    pfad: Path,
    raum: tuple[str, ...],
    hoerer: Hoerer,
) -> None:
    """Read a part and call what is wanted for its elements.

    Args:
        strom: the part, in pieces.
        pfad: the file, for errors.
        raum: the namespaces in which elements count.
        hoerer: what is called.

    Raises:
        DateiFehler: a document type or an entity.
        xml.parsers.expat.ExpatError: this is no XML.
    """
    leser = expat.ParserCreate(namespace_separator=" ")
    leser.buffer_text = True
    anfaenge = {voller_name(r, name): tue for r in raum for name, tue in hoerer.beginn.items()}
    enden = {voller_name(r, name): tue for r in raum for name, tue in hoerer.ende.items()}

    def verbiete(*_: object) -> NoReturn:
        raise lesefehler.dtd(pfad)

    def beginne(name: str, angaben: dict[str, str]) -> None:
        if (tue := anfaenge.get(name)) is not None:
            tue(angaben)

    def beende(name: str) -> None:
        if (tue := enden.get(name)) is not None:
            tue()

    leser.StartDoctypeDeclHandler = verbiete
    leser.EntityDeclHandler = verbiete
    leser.ExternalEntityRefHandler = verbiete
    leser.StartElementHandler = beginne
    leser.EndElementHandler = beende
    leser.CharacterDataHandler = hoerer.text
    for stueck in strom:
        leser.Parse(stueck)
    leser.Parse(b"", True)  # noqa: FBT003 - the argument has no name
