"""The view on the figures that the Jobcenter is steered by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.grundlagenfelder import ZIELWERTE
from app.services.grundlagenworte import ERREICHT, VERFEHLT, ampel, zielbetrag, zielsatz
from app.views.bausteine.gitterspalten import Spalte
from app.views.bausteine.zellen import Stil
from app.views.grundlagen.tafel import Feldspalte, Tafelspec
from app.views.grundlagen.tafelseite import Tafelseite

if TYPE_CHECKING:
    from app.services.grundlagenzeilen import Zielzeile

_STIL = {ERREICHT: Stil.ERFOLG, VERFEHLT: Stil.FEHLER}


class ZielwertSeite(Tafelseite):
    """Planned and actual figures in their units, and whether the goal is reached."""

    name = "zielwert"
    titel = "Zielwerte"
    was = "Noch keine Kennzahlen."
    rat = (
        "Tragen Sie die Kennzahlen der Zielsteuerung ein: Einheit, ob mehr oder weniger besser ist, den "
        "geplanten und den erreichten Wert.\nDaraus folgen Abweichung und Stand."
    )
    beginn = "Erste Kennzahl eintragen"

    def specs(self) -> tuple[Tafelspec[Zielzeile]]:
        """Figures, and how they stand."""
        spalten: tuple[Feldspalte[Zielzeile] | Spalte[Zielzeile], ...] = (
            Feldspalte("bezeichnung", 244),
            Feldspalte("kurz", 54),
            Feldspalte("einheit", 70),
            Feldspalte("richtung", 126),
            Feldspalte("plan_tausendstel", 124, text=lambda z: zielbetrag(z.plan_tausendstel, z.einheit)),
            Feldspalte("ist_tausendstel", 124, text=lambda z: zielbetrag(z.ist_tausendstel, z.einheit)),
            Spalte(
                "abweichung",
                "Abweichung",
                126,
                lambda z: zielbetrag(z.abweichung_tausendstel, z.einheit, abweichung=True),
                rechts=True,
                tipp="Ist weniger geplant",
                sortwert=lambda z: z.abweichung_tausendstel,
            ),
            Spalte(
                "ampel",
                "Ziel erreicht?",
                104,
                ampel,
                stil=lambda z: _STIL.get(ampel(z), Stil.NEBEN),
            ),
            Feldspalte("berichtsmonat", 80),
            Feldspalte("art", 118),
            Feldspalte("bemerkung", 170),
            Feldspalte("quelle", 110),
        )
        return (
            Tafelspec(
                ZIELWERTE,
                lambda g: g.zielwerte,
                lambda blick: zielsatz(blick.grundlagen.zielwerte),
                spalten,
                gestreckt="bemerkung",
                neu="Kennzahl hinzufügen",
                platzhalter="+ neue Kennzahl …",
            ),
        )
