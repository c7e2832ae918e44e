"""The view on planned entries into training, tied with the entries of the measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.bildungsabgleich import bildungsabgleich
from app.services.geld import format_zahl, promille
from app.services.grundlagenfelder import BILDUNGSZIELE
from app.services.grundlagenworte import bildungssatz, bildungssumme
from app.views.bausteine.beschriftung import text
from app.views.bausteine.gitterspalten import Spalte
from app.views.grundlagen.abstimmung import Abstimmung, Zuordnung
from app.views.grundlagen.tafel import Feldspalte, Tafelspec
from app.views.grundlagen.tafelseite import Tafelseite
from app.views.thema import ABSTAND

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.changes import Nachricht
    from app.services.grundlagenzeilen import Bildungszielzeile

_ZAHLEN = ("umschulungen", "teilqualifizierungen", "fortbildungen")


class BildungszielSeite(Tafelseite):
    """Groups of occupations, the tie with the measures, and which products it takes."""

    name = "bildungsziel"
    titel = "Bildungszielplanung"
    was = "Noch keine Bildungszielplanung."
    rat = (
        "Tragen Sie je Berufsgruppe die geplanten Eintritte in Umschulungen und Fortbildungen ein, oder "
        "fügen Sie die Tabelle aus Excel ein.\nDie Seite stimmt sie mit den Eintritten der Maßnahmen ab."
    )
    beginn = "Erste Berufsgruppe eintragen"

    def specs(self) -> tuple[Tafelspec[Bildungszielzeile]]:
        """Groups of occupations with their sums."""
        spalten: tuple[Feldspalte[Bildungszielzeile] | Spalte[Bildungszielzeile], ...] = (
            Feldspalte("bezeichnung", 330),
            Feldspalte("umschulungen", 104),
            Feldspalte("teilqualifizierungen", 104),
            Feldspalte("fortbildungen", 104),
            Spalte(
                "eintritte",
                "Eintritte",
                160,
                lambda z: format_zahl(_eintritte(z)),
                rechts=True,
                tipp="Umschulungen und Fortbildungen; der Balken vergleicht mit der größten Gruppe",
                sortwert=_eintritte,
                anteil=self._anteil,
            ),
            Feldspalte("bemerkung", 150),
            Feldspalte("quelle", 84),
        )
        return (
            Tafelspec(
                BILDUNGSZIELE,
                lambda g: g.bildungsziele,
                lambda blick: bildungssatz(blick.grundlagen.bildungsziele),
                spalten,
                gestreckt="bezeichnung",
                neu="Berufsgruppe hinzufügen",
                platzhalter="+ neue Berufsgruppe …",
                summe={
                    **{name: _summe(name) for name in _ZAHLEN},
                    "eintritte": lambda zeilen: format_zahl(sum(map(_eintritte, zeilen))),
                },
            ),
        )

    def _anteil(self, zeile: Bildungszielzeile) -> int | None:
        return promille(
            _eintritte(zeile), max(map(_eintritte, self.bruecke.blick.grundlagen.bildungsziele), default=0)
        )

    def weiteres(self) -> Sequence[QWidget]:
        """The tie, and what it is made of."""
        self.abstimmung = Abstimmung(self.bruecke)
        self.zuordnung = Zuordnung(self.bruecke)
        return (
            _block("Abstimmung mit den Maßnahmen", self.abstimmung),
            _block("Welche Produkte als Umschulung oder Fortbildung zählen", self.zuordnung),
        )

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """Entries and products of the measures concern only the tie."""
        if nachricht.grundlagen or nachricht.plan:
            self.zeige()
        elif nachricht.zeilen or nachricht.struktur or nachricht.kataloge:
            self._stimme_ab()

    def zeige(self) -> None:
        """Show tables, statement and tie."""
        super().zeige()
        self._stimme_ab()

    def _stimme_ab(self) -> None:
        self.abstimmung.zeige(bildungsabgleich(self.bruecke.blick))
        self.zuordnung.zeige_produkte()


def _eintritte(zeile: Bildungszielzeile) -> int:
    return (zeile.umschulungen or 0) + (zeile.fortbildungen or 0)


def _summe(name: str) -> Callable[[Sequence[Bildungszielzeile]], str]:
    return lambda zeilen: format_zahl(bildungssumme(zeilen, name))


def _block(titel: str, inhalt: QWidget) -> QWidget:
    block = QWidget()
    spalte = QVBoxLayout(block)
    spalte.setContentsMargins(0, 0, 0, 0)
    spalte.setSpacing(ABSTAND)
    spalte.addWidget(text(titel, "untertitel"))
    spalte.addWidget(inhalt)
    return block
