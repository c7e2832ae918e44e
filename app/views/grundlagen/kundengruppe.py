"""The view on groups of clients and their shares of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.geld import promille
from app.services.grundlagenfelder import KUNDENGRUPPEN
from app.services.grundlagenworte import kundensatz
from app.views.bausteine.gitterspalten import Spalte
from app.views.bausteine.zellen import Stil
from app.views.grundlagen.tafel import Feldspalte, Tafelspec
from app.views.grundlagen.tafelseite import Tafelseite

if TYPE_CHECKING:
    from app.services.grundlagenzeilen import Kundenzeile


class KundengruppeSeite(Tafelseite):
    """Each group with its share, as a figure and as a bar."""

    name = "kundengruppe"
    titel = "Kundengruppen"
    was = "Noch keine Kundengruppen."
    rat = (
        "Tragen Sie die Gruppen mit ihrer Anzahl ein und kennzeichnen Sie eine als das Ganze (zum Beispiel "
        "alle erwerbsfähigen Leistungsberechtigten).\nVon ihr werden die Anteile gerechnet."
    )
    beginn = "Erste Kundengruppe eintragen"

    def specs(self) -> tuple[Tafelspec[Kundenzeile]]:
        """Groups with their shares."""
        spalten: tuple[Feldspalte[Kundenzeile] | Spalte[Kundenzeile], ...] = (
            Feldspalte("bezeichnung", 260, stil=_stil),
            Feldspalte("anzahl", 110, stil=_stil),
            Spalte(
                "anteil",
                "Anteil",
                190,
                self._prozent,
                rechts=True,
                tipp="Anteil am Ganzen",
                sortwert=self._promille,
                stil=lambda _z: Stil.NORMAL,
                anteil=self._promille,
            ),
            Feldspalte("gesamt", 108, stil=lambda z: Stil.NORMAL if z.gesamt else Stil.NEBEN),
            Feldspalte("berichtsmonat", 96),
            Feldspalte("quelle", 210),
        )
        return (
            Tafelspec(
                KUNDENGRUPPEN,
                lambda g: g.kundengruppen,
                lambda blick: kundensatz(blick.grundlagen),
                spalten,
                gestreckt="quelle",
                neu="Kundengruppe hinzufügen",
                platzhalter="+ neue Kundengruppe …",
            ),
        )

    def _prozent(self, zeile: Kundenzeile) -> str:
        prozent = self.bruecke.blick.grundlagen.kundenanteil_prozent(zeile)
        return "" if prozent is None else f"{prozent}\u00a0%"

    def _promille(self, zeile: Kundenzeile) -> int | None:
        ganzes = self.bruecke.blick.grundlagen.eindeutige_gesamtgruppe
        if ganzes is None or not ganzes.anzahl or zeile.anzahl is None:
            return None
        return promille(zeile.anzahl, ganzes.anzahl)


def _stil(zeile: Kundenzeile) -> Stil:
    return Stil.FETT if zeile.gesamt else Stil.NORMAL
