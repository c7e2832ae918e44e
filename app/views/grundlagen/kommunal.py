"""The view on services of the city beside the measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.grundlagenfelder import KOMMUNALE_LEISTUNGEN
from app.services.grundlagenworte import fallwort, kommunalsatz
from app.views.grundlagen.tafel import Feldspalte, Tafelspec
from app.views.grundlagen.tafelseite import Tafelseite

if TYPE_CHECKING:
    from app.services.grundlagenzeilen import KommunaleZeile


class KommunalSeite(Tafelseite):
    """Services with an estimate of their cases."""

    name = "kommunale_leistung"
    titel = "Kommunale Leistungen"
    was = "Noch keine kommunalen Leistungen."
    rat = (
        "Hier stehen die Leistungen der Kommune neben den Maßnahmen, mit geschätzten Fällen, ohne Soll.\n"
        "Wo es keine Zahl gibt, steht ein Wort wie „nach Bedarf“ im Zusatz."
    )
    beginn = "Erste Leistung eintragen"

    def specs(self) -> tuple[Tafelspec[KommunaleZeile]]:
        """Services as printed."""
        spalten: tuple[Feldspalte[KommunaleZeile], ...] = (
            Feldspalte("bezeichnung", 250),
            Feldspalte("rechtsgrundlage", 190),
            Feldspalte("erbracht_von", 250),
            Feldspalte("faelle", 84, kopf="Fälle", text=fallwort),
            Feldspalte("zusatz", 190),
            Feldspalte("quelle", 84),
        )
        return (
            Tafelspec(
                KOMMUNALE_LEISTUNGEN,
                lambda g: g.kommunale_leistungen,
                lambda blick: kommunalsatz(blick.grundlagen.kommunale_leistungen),
                spalten,
                gestreckt="bezeichnung",
                neu="Leistung hinzufügen",
                platzhalter="+ neue Leistung …",
            ),
        )
