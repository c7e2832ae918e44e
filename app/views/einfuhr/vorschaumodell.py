"""The items of a preview as a tree with boxes to tick: by sheet or table, then each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.services.einfuhr.vorschau import Posten, Postenart
from app.services.zahlworte import anzahl
from app.views.bausteine.baummodell import (
    ANZEIGE,
    TIPP,
    Baummodell,
    Knoten,
    Spaltenkopf,
    Zweig,
)
from app.views.bausteine.zellen import STIL, Stil
from app.views.thema import zeilenhoehe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.einfuhr.vorschau import Vorschau
    from app.views.bausteine.baummodell import Index

GRUPPE, POSTEN = "gruppe", "posten"
ZEILE, FELD, ALT, NEU, ORT, VERMERK = range(6)
KOEPFE = (
    Spaltenkopf("Zeile"),
    Spaltenkopf("Feld"),
    Spaltenkopf("bisher im Plan"),
    Spaltenkopf("neu"),
    Spaltenkopf("steht in"),
    Spaltenkopf("Vermerk"),
)
_HAKEN = int(Qt.ItemDataRole.CheckStateRole)
_AN, _TEILS, _AUS = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked
_WORT = {Postenart.NEU: "neue Zeile", Postenart.WEG: "löschen"}


class Vorschaumodell(Baummodell):
    """What is ticked is taken over."""

    gewaehlt_geaendert = Signal()

    def __init__(self, vorschau: Vorschau, parent: QObject | None = None) -> None:
        """All that is suggested is ticked."""
        super().__init__(parent)
        self._hoehe = QSize(0, zeilenhoehe(QApplication.font()))
        self._posten = {p.schluessel: p for p in vorschau.posten}
        self.gewaehlt: set[str] = set(vorschau.vorgeschlagen)
        self._gruppen: dict[str, list[str]] = {}
        for p in vorschau.posten:
            self._gruppen.setdefault(p.gruppe, []).append(p.schluessel)
        self.handler |= {
            ANZEIGE: self._text,
            TIPP: self._tipp,
            _HAKEN: self._haken,
            int(Qt.ItemDataRole.SizeHintRole): lambda _k, _s: self._hoehe,
            STIL: self._stil,
            int(Qt.ItemDataRole.AccessibleTextRole): self._vorgelesen,
        }
        self.zeige(self._posten)

    def zeige(self, schluessel: Iterable[str]) -> None:
        """Show only these items; what is ticked stays so."""
        sichtbar = set(schluessel)
        aeste = [
            Zweig(GRUPPE, name, tuple(Zweig(POSTEN, s) for s in posten if s in sichtbar))
            for name, posten in self._gruppen.items()
        ]
        self.ersetze([ast for ast in aeste if ast.kinder], KOEPFE)

    def posten(self, index: Index) -> Posten | None:
        """The item of a line; None for a group."""
        knoten = self.knoten(index)
        return self._posten.get(knoten.schluessel) if knoten and knoten.art == POSTEN else None

    def setze(self, schluessel: Iterable[str], *, an: bool) -> None:
        """Tick items, or take the ticks away; those that are not possible stay without."""
        moeglich = {s for s in schluessel if self._posten[s].moeglich}
        self.gewaehlt = self.gewaehlt | moeglich if an else self.gewaehlt - moeglich
        self.melde_alles()
        self.gewaehlt_geaendert.emit()

    # -- roles -------------------------------------------------------------------------------------

    def _text(self, knoten: Knoten, spalte: int) -> str:
        if knoten.art == GRUPPE:
            worte = anzahl(len(knoten.kinder), "Unterschied", "Unterschiede")
            return f"{knoten.schluessel}  ·  {worte}" if spalte == ZEILE else ""
        p = self._posten[knoten.schluessel]
        return {
            ZEILE: p.name,
            FELD: p.feldwort or _WORT[p.art],
            ALT: _einzeilig(p.alt),
            NEU: _einzeilig(p.neu),
            ORT: p.ort,
            VERMERK: vermerk(p),
        }[spalte]

    def _tipp(self, knoten: Knoten, spalte: int) -> str | None:
        if knoten.art == GRUPPE:
            return None
        p = self._posten[knoten.schluessel]
        lang = {ALT: p.alt, NEU: p.neu, VERMERK: vermerk(p), ZEILE: p.name}.get(spalte)
        return lang or None

    def _haken(self, knoten: Knoten, spalte: int) -> Qt.CheckState | None:
        if spalte != ZEILE:
            return None
        if knoten.art == POSTEN:
            return _AN if knoten.schluessel in self.gewaehlt else _AUS
        moeglich = [k.schluessel for k in knoten.kinder if self._posten[k.schluessel].moeglich]
        an = sum(s in self.gewaehlt for s in moeglich)
        return _AUS if not an else _AN if an == len(moeglich) else _TEILS

    def _stil(self, knoten: Knoten, spalte: int) -> int:
        if knoten.art == GRUPPE:
            return int(Stil.FETT)
        p = self._posten[knoten.schluessel]
        if spalte == VERMERK and (p.fehler or p.konflikt):
            return int(Stil.FEHLER)
        if spalte == NEU and p.moeglich:
            return int(Stil.FETT)
        return int(Stil.NEBEN) if spalte in {ALT, ORT, VERMERK} or not p.moeglich else int(Stil.NORMAL)

    def _vorgelesen(self, knoten: Knoten, spalte: int) -> str:
        text = self._text(knoten, spalte)
        if spalte != ZEILE or knoten.art == GRUPPE:
            return text
        p = self._posten[knoten.schluessel]
        stand = "ausgewählt" if p.schluessel in self.gewaehlt else "nicht ausgewählt"
        return f"{text}, {stand if p.moeglich else 'nicht möglich'}"

    # -- what Qt asks ------------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        p = self.posten(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if p is None or p.moeglich else flags

    def setData(self, index: Index, value: Any, role: int = ANZEIGE) -> bool:  # noqa: ANN401 - a QVariant
        knoten = self.knoten(index)
        if role != _HAKEN or knoten is None:
            return False
        ziele = [k.schluessel for k in knoten.kinder] if knoten.art == GRUPPE else [knoten.schluessel]
        self.setze(ziele, an=Qt.CheckState(value) != _AUS)
        return True


def vermerk(posten: Posten) -> str:
    """What is to be said of an item: why it is not possible, that it is a conflict, where it comes from."""
    if posten.fehler:
        return f"nicht möglich: {posten.fehler}"
    return f"Konflikt: {posten.vermerk}" if posten.konflikt else posten.vermerk


def einzelheit(posten: Posten) -> str:
    """An item in full, for the field below the list."""
    if posten.art is Postenart.ZELLE:
        worte = [
            f"{posten.name}, {posten.feldwort}",
            f"bisher: {posten.alt or '(leer)'}",
            f"neu: {posten.neu or '(leer)'}",
        ]
    else:
        worte = [f"{posten.name}: {_WORT[posten.art]}", posten.neu or posten.alt]
    return "\n".join([*worte, *([vermerk(posten)] if vermerk(posten) else [])])


def _einzeilig(text: str) -> str:
    return " ".join(text.split())
