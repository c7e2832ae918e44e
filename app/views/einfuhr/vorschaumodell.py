"""The items of a preview as a tree with boxes to tick: by sheet or table, then each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication

from app.services.einfuhr.vorschau import Postenart
from app.services.zahlworte import anzahl
from app.views.bausteine.baummodell import (
    ANZEIGE,
    AUSRICHTUNG,
    LINKS,
    RECHTS,
    TIPP,
    Baummodell,
    Knoten,
    Spaltenkopf,
    Zweig,
)
from app.views.bausteine.zellen import STIL, Stil
from app.views.einfuhr.vorschauworte import (
    POSTENWORT,
    einzeilig,
    ist_zahl,
    ist_zahlfeld,
    kurzvermerk,
    neues,
    vermerk,
)
from app.views.thema import zeilenhoehe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.einfuhr.vorschau import Posten, Vorschau
    from app.views.bausteine.baummodell import Index

GRUPPE, POSTEN = "gruppe", "posten"
ZEILE, FELD, ALT, NEU, VERMERK, ORT = range(6)
KOEPFE = (
    Spaltenkopf("Zeile"),
    Spaltenkopf("Feld"),
    Spaltenkopf("jetzt im Plan"),
    Spaltenkopf("neu", hinweis="Was gilt, wenn die Zeile angekreuzt ist"),
    Spaltenkopf("Vermerk"),
    Spaltenkopf("steht in", hinweis="Blatt und Zelle oder Zeile der Datei"),
)
_HAKEN = int(Qt.ItemDataRole.CheckStateRole)
_AN, _TEILS, _AUS = Qt.CheckState.Checked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Unchecked


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
            AUSRICHTUNG: self._ausrichtung,
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
        neu = self.gewaehlt | moeglich if an else self.gewaehlt - moeglich
        if neu != self.gewaehlt:
            self.gewaehlt = neu
            self.melde_alles()
            self.gewaehlt_geaendert.emit()

    def schalte(self, schluessel: Iterable[str]) -> None:
        """Tick items; where all that are possible are ticked, take the ticks away."""
        moeglich = {s for s in schluessel if self._posten[s].moeglich}
        self.setze(moeglich, an=not moeglich <= self.gewaehlt)

    def schluessel_von(self, indizes: Iterable[Index]) -> list[str]:
        """Keys of the items of these lines; a group stands for all that it shows."""
        knoten = [k for i in indizes if (k := self.knoten(i)) is not None]
        return [s for k in knoten for s in _schluessel(k)]

    # -- roles -------------------------------------------------------------------------------------

    def _text(self, knoten: Knoten, spalte: int) -> str:
        if knoten.art == GRUPPE:
            worte = anzahl(len(knoten.kinder), "Unterschied", "Unterschiede")
            return f"{knoten.schluessel}  ·  {worte}" if spalte == ZEILE else ""
        p = self._posten[knoten.schluessel]
        return {
            ZEILE: p.name,
            FELD: p.feldwort or POSTENWORT[p.art],
            ALT: einzeilig(p.alt),
            NEU: einzeilig(neues(p)),
            VERMERK: kurzvermerk(p),
            ORT: p.ort,
        }[spalte]

    def _ausrichtung(self, knoten: Knoten, spalte: int) -> int:
        """Figures to the right, so that their digits stand below each other; words to the left."""
        p = self._posten.get(knoten.schluessel) if spalte in {ALT, NEU} and knoten.art == POSTEN else None
        if p is None or not ist_zahlfeld(p):
            return LINKS
        return RECHTS if ist_zahl(p.alt if spalte == ALT else p.neu) else LINKS

    def _tipp(self, knoten: Knoten, spalte: int) -> str | None:
        if knoten.art == GRUPPE:
            return None
        p = self._posten[knoten.schluessel]
        lang = {ALT: p.alt, NEU: neues(p), VERMERK: vermerk(p), ZEILE: p.name}.get(spalte)
        return lang or None

    def _haken(self, knoten: Knoten, spalte: int) -> Qt.CheckState | None:
        if spalte != ZEILE:
            return None
        moeglich = [s for s in _schluessel(knoten) if self._posten[s].moeglich]
        if not moeglich:
            return None  # no box where there is nothing to choose
        an = sum(s in self.gewaehlt for s in moeglich)
        return _AUS if not an else _AN if an == len(moeglich) else _TEILS

    def _stil(self, knoten: Knoten, spalte: int) -> int:
        if knoten.art == GRUPPE:
            return int(Stil.FETT)
        p = self._posten[knoten.schluessel]
        if spalte == VERMERK and (p.fehler or p.konflikt):
            return int(Stil.FEHLER)
        if p.moeglich and (spalte == NEU or (spalte == FELD and p.art is not Postenart.ZELLE)):
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
        knoten = self.knoten(index)
        if knoten is None or index.column() != ZEILE:
            return flags
        ankreuzbar = self._haken(knoten, ZEILE) is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if ankreuzbar else flags

    def setData(self, index: Index, value: Any, role: int = ANZEIGE) -> bool:  # noqa: ANN401 - a QVariant
        knoten = self.knoten(index)
        if role != _HAKEN or knoten is None or not self.flags(index) & Qt.ItemFlag.ItemIsUserCheckable:
            return False
        self.setze(_schluessel(knoten), an=Qt.CheckState(value) != _AUS)
        return True


def _schluessel(knoten: Knoten) -> list[str]:
    return [k.schluessel for k in knoten.kinder] if knoten.art == GRUPPE else [knoten.schluessel]
