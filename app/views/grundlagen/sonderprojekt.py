"""The view on projects with money of their own beside the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.geld import format_eur
from app.services.grundlagenfelder import SONDERPROJEKTE
from app.services.grundlagenworte import projektsatz
from app.views.bausteine.gitterspalten import Spalte
from app.views.grundlagen.tafel import Feldspalte, Tafelspec
from app.views.grundlagen.tafelseite import Tafelseite

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.services.grundlagenzeilen import Projektzeile


class SonderprojektSeite(Tafelseite):
    """Sach- and Personalkosten of each project, and what they come to."""

    name = "sonderprojekt"
    titel = "Sonderprojekte"
    was = "Noch keine Sonderprojekte."
    rat = (
        "Ein Sonderprojekt bringt eigene Mittel außerhalb des Budgets, zum Beispiel eines Bundesprogramms.\n"
        "Tragen Sie Sach- und Personalkosten ein, oder fügen Sie die Tabelle aus Excel ein."
    )
    beginn = "Erstes Sonderprojekt eintragen"

    def specs(self) -> tuple[Tafelspec[Projektzeile]]:
        """Projects with their sums."""
        spalten: tuple[Feldspalte[Projektzeile] | Spalte[Projektzeile], ...] = (
            Feldspalte("bezeichnung", 190),
            Feldspalte("sachkosten_cent", 116),
            Feldspalte("personalkosten_cent", 132),
            Spalte(
                "summe",
                "Summe €",
                116,
                lambda z: format_eur(z.summe_cent, symbol=False),
                rechts=True,
                tipp="Sachkosten und Personalkosten",
                sortwert=lambda z: z.summe_cent,
                wert_cent=lambda z: z.summe_cent,
            ),
            Feldspalte("bemerkung", 250),
            Feldspalte("quelle", 130),
        )
        return (
            Tafelspec(
                SONDERPROJEKTE,
                lambda g: g.sonderprojekte,
                lambda blick: projektsatz(blick.grundlagen.sonderprojekte),
                spalten,
                gestreckt="bemerkung",
                neu="Sonderprojekt hinzufügen",
                platzhalter="+ neues Sonderprojekt …",
                summe={
                    "sachkosten_cent": _summe(lambda z: z.sachkosten_cent),
                    "personalkosten_cent": _summe(lambda z: z.personalkosten_cent),
                    "summe": _summe(lambda z: z.summe_cent),
                },
            ),
        )


def _summe(cent: Callable[[Projektzeile], int | None]) -> Callable[[Sequence[Projektzeile]], str]:
    return lambda zeilen: format_eur(sum(cent(z) or 0 for z in zeilen), symbol=False)
