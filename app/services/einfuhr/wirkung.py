"""What accepting items of a preview would do to the budget, calculated before anything happens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import parse_eur
from app.services.budget import Umschichtungen, kennzahlen, vollzogen_cent
from app.services.einfuhr.spiegel import leere_zeile, lies_budget, trage_ein
from app.services.einfuhr.vorschau import ANSATZ, BINDUNG, BUDGETPOSTEN, Posten, Postenart
from app.services.eingabe import EingabeFehler, Feld
from app.services.zeilen import Budgetart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile


@dataclass(frozen=True, slots=True)
class Stand:
    """Neufallbudget, verplant and Rest in Cent, and the entries."""

    neufallbudget_cent: int
    verplant_cent: int
    eintritte: int

    @property
    def rest_cent(self) -> int:
        """Neufallbudget less verplant."""
        return self.neufallbudget_cent - self.verplant_cent


@dataclass(frozen=True, slots=True)
class Wirkung:
    """Before and after."""

    vorher: Stand
    nachher: Stand


def wirkung(blick: Planblick, posten: Iterable[Posten]) -> Wirkung:
    """The budget as it is, and as it would be with these items; what cannot be read counts as it is."""
    jetzt = blick.kennzahlen
    vorher = Stand(jetzt.neufallbudget_cent, jetzt.verplant_cent, jetzt.eintritte_gesamt)
    betraege = {art: zeile.betrag_cent for art, zeile in blick.posten.items()}
    verplant, eintritte = vorher.verplant_cent, vorher.eintritte
    vorbindungen = 0
    geaendert: dict[str, Zeile] = {}
    for p in posten:
        if p.tabelle == BUDGETPOSTEN:
            _budget(blick, p, betraege)
        elif p.tabelle == BINDUNG:
            vorbindungen += int(parse_eur(p.texte["betrag"]))
        elif p.tabelle == ANSATZ and p.art is Postenart.ZELLE:
            zeile = geaendert.get(p.zeile_id) or blick.zeilen[p.zeile_id]
            geaendert[p.zeile_id] = _mit(blick, zeile, p.feld, p.neu)
        elif p.tabelle == ANSATZ and p.art is Postenart.NEU:
            neu = _neue(blick, p)
            verplant, eintritte = verplant + neu.verplant_cent, eintritte + (neu.eintritte or 0)
        elif p.tabelle == ANSATZ:
            alt = blick.zeilen[p.zeile_id]
            verplant, eintritte = verplant - alt.verplant_cent, eintritte - (alt.eintritte or 0)
    for zeile_id, zeile in geaendert.items():
        alt = blick.zeilen[zeile_id]
        verplant += zeile.verplant_cent - alt.verplant_cent
        eintritte += (zeile.eintritte or 0) - (alt.eintritte or 0)
    return Wirkung(vorher, Stand(_neufall(blick, betraege) - vorbindungen, verplant, eintritte))


def _neufall(blick: Planblick, betraege: dict[Budgetart, int | None]) -> int:
    umschichtungen = Umschichtungen(
        blick.kopf.umschichtung_basis,
        betraege.get(Budgetart.UMSCHICHTUNG) or 0,
        vollzogen_cent(blick.umschichtungen),
    )
    stand = blick.stand.im(blick.jahr)
    return kennzahlen(blick.jahr, betraege, stand, blick.summen.gesamt, umschichtungen).neufallbudget_cent


def _budget(blick: Planblick, p: Posten, betraege: dict[Budgetart, int | None]) -> None:
    art = next((art for art, zeile in blick.posten.items() if zeile.id == p.zeile_id), None)
    if art is None:
        return
    try:
        betraege[art] = lies_budget(art, p.neu)
    except EingabeFehler:
        return


def _mit(blick: Planblick, zeile: Zeile, feld: str, text: str) -> Zeile:
    try:
        return trage_ein(blick, zeile, Feld(feld), text)[0]
    except EingabeFehler:
        return zeile


def _neue(blick: Planblick, p: Posten) -> Zeile:
    zeile = leere_zeile(p.zeile_id)
    for feld in (Feld.EINTRITTE, Feld.MITTELANSATZ):
        if feld.value in p.texte:
            zeile = _mit(blick, zeile, feld.value, p.texte[feld.value])
    return zeile
