"""Labels and inputs laid out in rows and columns as a ``Drucktabelle``: formulas, reckonings, forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from app.views.bausteine.beschriftung import Verweis
from app.views.bausteine.felder import Feld
from app.views.druck.teile import Drucktabelle, Drucktext, Druckzeile, Textart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.views.druck.teile import Druckteil

Eingabe = QLineEdit | QTextEdit | QPlainTextEdit | QComboBox | QAbstractSpinBox
_KOPFROLLEN = {"kennzahl_name", "untertitel"}
_UEBERSCHRIFT = "untertitel"


@dataclass(slots=True)
class _Reihe:
    """A row of the grid: what stands in its columns, and how it looks."""

    zellen: dict[int, QWidget] = field(default_factory=dict)
    strich: bool = False

    @property
    def texte(self) -> dict[int, str]:
        return {spalte: wort for spalte, w in self.zellen.items() if (wort := text_in(w))}


def text_von(widget: QWidget) -> str:
    """What a label, a link or an input says; a choice says it only where it is made."""
    if isinstance(widget, Feld):
        return text_von(widget.editor)
    if isinstance(widget, QLabel):
        return _ohne_kuerzel(widget) if widget.buddy() is not None else widget.text()
    if isinstance(widget, QAbstractButton):
        gewaehlt = widget.isCheckable() and widget.isChecked()
        return widget.text() if gewaehlt or isinstance(widget, Verweis) else ""
    return _eingabetext(widget)


def _eingabetext(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        # Of a figure that is still open the page says so.
        offen = widget.placeholderText() if widget.alignment() & Qt.AlignmentFlag.AlignRight else ""
        return widget.text() or offen
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.text() if isinstance(widget, QAbstractSpinBox) else ""


def ist_text(widget: QWidget) -> bool:
    """True for what is nothing but text."""
    return isinstance(widget, QLabel | Feld | QAbstractButton | Eingabe)


def text_in(widget: QWidget) -> str:
    """What a widget says, or the visible ones in it side by side."""
    if ist_text(widget):
        return text_von(widget)
    return " ".join(filter(None, (text_von(w) for w in _sichtbare_texte(widget))))


def als_raster(gitter: QGridLayout, eltern: QWidget) -> list[Druckteil] | None:
    """The grid's title and table; None where it holds more than texts: charts, tables, other parts."""
    reihen = _reihen(gitter, eltern)
    if reihen is None:
        return None
    voll = [(reihe, texte) for reihe in _mit_strichen(reihen) if (texte := reihe.texte)]
    if not voll:
        return []
    kopfreihe = voll[0][0] if len(voll) > 1 and _ist_kopf(voll[0][0]) else None
    rumpf = voll[1:] if kopfreihe is not None else voll
    koepfe = kopfreihe.texte if kopfreihe is not None else {}
    titel = ""
    if kopfreihe is not None:
        for spalte, w in kopfreihe.zellen.items():
            if w.property("rolle") == _UEBERSCHRIFT and spalte in koepfe:
                titel = koepfe.pop(spalte)
    spalten = sorted({spalte for _reihe, texte in rumpf for spalte in texte})
    tabelle = Drucktabelle(
        titel,
        tuple(koepfe.get(s, "") for s in spalten) if koepfe else (),
        tuple(_steht_rechts([reihe for reihe, _t in rumpf], s) for s in spalten),
        tuple(
            Druckzeile(tuple(texte.get(s, "") for s in spalten), fett=_ist_fett(reihe), linie=reihe.strich)
            for reihe, texte in rumpf
        ),
    )
    return [*([Drucktext(titel, Textart.UNTERTITEL)] if titel else []), tabelle]


def _reihen(gitter: QGridLayout, eltern: QWidget) -> dict[int, _Reihe] | None:
    """Rows with their visible widgets; None where one of these is more than text."""
    reihen: dict[int, _Reihe] = {}
    for stelle in range(gitter.count()):
        teil = gitter.itemAt(stelle)
        widget = teil.widget() if teil is not None else None
        if widget is None or not (ist_text(widget) or isinstance(widget, QFrame) or _nur_texte(widget)):
            return None
        if not widget.isVisibleTo(eltern):
            continue
        lage: tuple[int, int, int, int] = gitter.getItemPosition(stelle)  # type: ignore[assignment]  # stubs: object
        reihe = reihen.setdefault(lage[0], _Reihe())
        if isinstance(widget, QFrame) and not isinstance(widget, QLabel | Eingabe):
            reihe.strich = True
        else:
            reihe.zellen[lage[1]] = widget
    return dict(sorted(reihen.items()))


def _mit_strichen(reihen: dict[int, _Reihe]) -> Iterator[_Reihe]:
    """Rows of texts; a line of its own belongs to the row below it."""
    strich = False
    for reihe in reihen.values():
        if reihe.strich and not reihe.zellen:
            strich = True
            continue
        reihe.strich = reihe.strich or strich
        strich = False
        yield reihe


def _ist_kopf(reihe: _Reihe) -> bool:
    return all(w.property("rolle") in _KOPFROLLEN for s, w in reihe.zellen.items() if s in reihe.texte)


def _ist_fett(reihe: _Reihe) -> bool:
    return any(w.font().weight() >= QFont.Weight.DemiBold for w in reihe.zellen.values() if text_in(w))


def _steht_rechts(reihen: list[_Reihe], spalte: int) -> bool:
    return any(_rechtsbuendig(r.zellen[spalte]) for r in reihen if spalte in r.texte)


def _rechtsbuendig(widget: QWidget) -> bool:
    kern = widget.editor if isinstance(widget, Feld) else widget
    if isinstance(kern, QLabel | QLineEdit):
        return bool(kern.alignment() & Qt.AlignmentFlag.AlignRight)
    return isinstance(kern, Verweis) and kern.ist_zahl


def _nur_texte(widget: QWidget) -> bool:
    """True for a row of labels and choices, such as a question with its answers."""
    kinder = [k for k in widget.findChildren(QWidget) if not isinstance(k.parentWidget(), Feld | Eingabe)]
    return bool(kinder) and all(ist_text(k) for k in kinder if k.isVisibleTo(widget))


def _sichtbare_texte(widget: QWidget) -> Iterator[QWidget]:
    for kind in widget.findChildren(QWidget):
        if (
            kind.isVisibleTo(widget)
            and ist_text(kind)
            and not isinstance(kind.parentWidget(), Feld | Eingabe)
        ):
            yield kind


def _ohne_kuerzel(schild: QLabel) -> str:
    """The text of an input's label without the mark of its key."""
    return schild.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
