"""The view on staff: how much is decided and there, and how many clients each member looks after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.geld import format_promille
from app.services.grundlagenfelder import BETREUUNGSSCHLUESSEL, PERSONAL
from app.services.grundlagenworte import (
    personalsatz,
    schluesselsatz,
    schluesselwort,
    vzaewort,
)
from app.views.bausteine.gitterspalten import Spalte
from app.views.bausteine.zellen import Stil
from app.views.grundlagen.tafel import Feldspalte, Tafelspec
from app.views.grundlagen.tafelseite import Tafelseite

if TYPE_CHECKING:
    from app.services.grundlagenzeilen import Betreuungszeile, Personalzeile


class PersonalSeite(Tafelseite):
    """Full-time equivalents and, below them, the ratios."""

    name = "personal"
    titel = "Personal"
    was = "Noch keine Angaben zum Personal."
    rat = (
        "Tragen Sie je Bereich ein, wie viele Vollzeitäquivalente (VZÄ) vorgesehen und wie viele besetzt "
        "sind, und darunter die Betreuungsschlüssel wie 1:73."
    )
    beginn = "Ersten Bereich eintragen"

    def specs(self) -> tuple[Tafelspec[Any], ...]:
        """Staff, then ratios."""
        return _personal(), _schluessel()

    def kernsatz(self) -> str:
        """Each table says its own."""
        return ""


def _personal() -> Tafelspec[Personalzeile]:
    spalten: tuple[Feldspalte[Personalzeile] | Spalte[Personalzeile], ...] = (
        Feldspalte("bezeichnung", 210),
        Feldspalte("soll_hundertstel", 84),
        Feldspalte("ist_hundertstel", 84),
        Spalte(
            "differenz",
            "Differenz",
            150,
            lambda z: vzaewort(z.differenz_hundertstel),
            sortwert=lambda z: z.differenz_hundertstel,
            stil=lambda _z: Stil.NORMAL,
        ),
        Spalte(
            "besetzung",
            "Besetzung",
            124,
            lambda z: "" if z.besetzung_promille is None else format_promille(z.besetzung_promille),
            rechts=True,
            sortwert=lambda z: z.besetzung_promille,
            anteil=lambda z: z.besetzung_promille,
        ),
        Feldspalte("bemerkung", 200),
        Feldspalte("quelle", 110),
    )
    return Tafelspec(
        PERSONAL,
        lambda g: g.personal,
        lambda blick: personalsatz(blick.grundlagen.personal),
        spalten,
        gestreckt="bemerkung",
        neu="Bereich hinzufügen",
        platzhalter="+ neuer Bereich …",
        titel="Vollzeitäquivalente (VZÄ)",
    )


def _schluessel() -> Tafelspec[Betreuungszeile]:
    spalten: tuple[Feldspalte[Betreuungszeile] | Spalte[Betreuungszeile], ...] = (
        Feldspalte("bezeichnung", 210),
        Feldspalte("soll_zehntel", 84),
        Feldspalte("ist_zehntel", 84),
        Spalte(
            "differenz",
            "Differenz",
            150,
            schluesselwort,
            tipp="Wie viele Menschen je Kraft mehr oder weniger betreut werden",
        ),
        Feldspalte("bemerkung", 200),
        Feldspalte("quelle", 110),
    )
    return Tafelspec(
        BETREUUNGSSCHLUESSEL,
        lambda g: g.betreuungsschluessel,
        lambda blick: schluesselsatz(blick.grundlagen.betreuungsschluessel),
        spalten,
        gestreckt="bemerkung",
        neu="Schlüssel hinzufügen",
        platzhalter="+ neuer Bereich …",
        titel="Betreuungsschlüssel",
    )
