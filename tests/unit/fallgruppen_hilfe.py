"""Groups of cases as people would paste them: 150 new ones of three classes, and some that run already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.fallzellen import zellen_setzen
from app.services.regeln import lade_regeln

if TYPE_CHECKING:
    from app.services.dokument import Dokument

REGELN = lade_regeln()
NEUE = tuple(
    {
        "bezeichnung": f"neu, Klasse {klasse}",
        "klasse": str(klasse),
        "anzahl": str(anzahl),
        "beginn": "03.2020",
        "dauer": "60",
        "lohn": "1.900,00",
    }
    for klasse, anzahl in ((1, 80), (2, 40), (3, 30))
)
BESTAND = {
    "bezeichnung": "Bestand",
    "klasse": "2",
    "anzahl": "100",
    "beginn": "09.2019",
    "dauer": "24",
    "lohn": "1.800,00",
}
OHNE_PAT = {"bezeichnung": "§ 16e", "produkt": "§ 16e", "anzahl": "10", "beginn": "07.2020", "lohn": "2.000"}


def lege_an(dok: Dokument, *zeilen: dict[str, str]) -> list[str]:
    """Add groups; returns their keys."""
    vorher = {g.id for g in dok.blick.fallgruppen}
    zellen_setzen(dok, REGELN, (), zeilen)
    return [g.id for g in dok.blick.fallgruppen if g.id not in vorher]
