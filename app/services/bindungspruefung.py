"""What a Bindung, a payment or a release must keep to; what does not fit is refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.geld import format_eur
from app.services.bindungsstand import ist_teil_im
from app.services.bindungszeilen import Bindungsteil
from app.services.eingabe import EingabeFehler
from app.services.plaene import FRUEHESTES_JAHR, SPAETESTES_JAHR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.bindungszeilen import Bindungszeile, Vertrag
    from app.services.planblick import Planblick

MONATE = 12
GANZES = 1000


@dataclass(frozen=True, slots=True)
class Entwurf:
    """A Bindung as it shall be; ``betraege`` in Cent by year and month (1–12; None: month not known)."""

    bezeichnung: str
    herkunft_jahr: int
    betraege: Mapping[tuple[int, int | None], int]
    vertrag: Vertrag
    aufgegliedert: bool = True
    """False for a known sum whose contracts are not known yet."""

    @property
    def je_jahr(self) -> dict[int, int]:
        """What falls due in each year, in Cent."""
        summen: dict[int, int] = {}
        for (jahr, _monat), cent in self.betraege.items():
            summen[jahr] = summen.get(jahr, 0) + cent
        return summen


def pruefe_bindung(blick: Planblick, entwurf: Entwurf, bisher: Bindungszeile | None = None) -> None:
    """Check a Bindung as it shall be; ``bisher`` is the one that is being changed.

    Raises:
        EingabeFehler: the first thing that does not fit, in German.
    """
    if not entwurf.bezeichnung.strip():
        msg = "Eine Bindung braucht eine Bezeichnung."
        raise EingabeFehler(msg)
    _pruefe_betraege(entwurf)
    _pruefe_vertrag(entwurf)
    _pruefe_verweise(blick, entwurf, bisher)
    if bisher is not None:
        _pruefe_verbrauch(bisher, entwurf)


def _pruefe_betraege(entwurf: Entwurf) -> None:
    herkunft_jahr = entwurf.herkunft_jahr
    for jahr in (herkunft_jahr, *entwurf.je_jahr):
        if not FRUEHESTES_JAHR <= jahr <= SPAETESTES_JAHR:
            msg = f"{jahr} ist kein Haushaltsjahr zwischen {FRUEHESTES_JAHR} und {SPAETESTES_JAHR}."
            raise EingabeFehler(msg)
    for (jahr, monat), cent in entwurf.betraege.items():
        if cent < 0 or (monat is not None and not 1 <= monat <= MONATE):
            msg = f"Die Fälligkeit {jahr} ist negativ oder nennt keinen Monat von 1 bis 12."
            raise EingabeFehler(msg)
        if jahr < herkunft_jahr:
            msg = (
                f"Eine Bindung aus {herkunft_jahr} kann nicht schon {jahr} fällig sein. Prüfen Sie "
                "Herkunftsjahr und Fälligkeit."
            )
            raise EingabeFehler(msg)


def _pruefe_vertrag(entwurf: Entwurf) -> None:
    vertrag, summe = entwurf.vertrag, sum(entwurf.betraege.values())
    if vertrag.summe_cent is not None and vertrag.summe_cent != summe:
        msg = (
            f"Die Fälligkeiten ergeben {format_eur(summe)}, die Vertragssumme ist "
            f"{format_eur(vertrag.summe_cent)}: Es {_fehlt(vertrag.summe_cent - summe)}."
        )
        raise EingabeFehler(msg)
    von, bis = vertrag.laufzeit_von, vertrag.laufzeit_bis
    if von is not None and bis is not None and bis < von:
        msg = f"Die Laufzeit endet am {bis:%d.%m.%Y}, bevor sie am {von:%d.%m.%Y} beginnt."
        raise EingabeFehler(msg)
    for wert, was in (
        (vertrag.plaetze, "Plätze"),
        (vertrag.besetzt, "Besetzte Plätze"),
        (vertrag.zahlungsziel_tage, "Zahlungsziel"),
        (vertrag.skonto_tage, "Skontofrist"),
    ):
        if wert is not None and wert < 0:
            msg = f"{was}: Eine negative Zahl kann hier nicht stehen."
            raise EingabeFehler(msg)
    for wert, was in ((vertrag.abschlag_promille, "Abschlag"), (vertrag.skonto_promille, "Skonto")):
        if wert is not None and not 0 <= wert <= GANZES:
            msg = f"{was}: Erwartet wird ein Anteil von 0 bis 100 %."
            raise EingabeFehler(msg)


def _fehlt(cent: int) -> str:
    return f"fehlen {format_eur(cent)}" if cent > 0 else f"sind {format_eur(-cent)} zu viel"


def _pruefe_verweise(blick: Planblick, entwurf: Entwurf, bisher: Bindungszeile | None) -> None:
    vertrag = entwurf.vertrag
    if not vertrag.wirksam and vertrag.teil is not Bindungsteil.OPTION:
        msg = "Nur eine Option kann noch nicht gezogen sein; jeder andere Vertrag bindet."
        raise EingabeFehler(msg)
    andere = {b.id: b for b in blick.bindungen if bisher is None or b.id != bisher.id}
    if not entwurf.aufgegliedert and (vertrag.teil is not Bindungsteil.GRUNDVERTRAG or vertrag.sammel_id):
        msg = (
            "Eine Bindung, von der nur die Summe bekannt ist, kann weder Option oder Aufstockung noch Teil "
            "einer anderen Summe sein."
        )
        raise EingabeFehler(msg)
    _pruefe_grundvertrag(andere, vertrag, bisher)
    if vertrag.sammel_id is not None:
        _pruefe_sammel(blick, andere.get(vertrag.sammel_id), entwurf)


def _pruefe_grundvertrag(
    andere: Mapping[str, Bindungszeile], vertrag: Vertrag, bisher: Bindungszeile | None
) -> None:
    if vertrag.teil is Bindungsteil.GRUNDVERTRAG:
        return
    grund = andere.get(vertrag.grund_id or "")
    if grund is None or grund.vertrag.teil is not Bindungsteil.GRUNDVERTRAG or not grund.aufgegliedert:
        msg = "Eine Option oder Aufstockung gehört zu einem Grundvertrag: Wählen Sie ihn aus."
        raise EingabeFehler(msg)
    if bisher is not None and any(b.vertrag.grund_id == bisher.id for b in andere.values()):
        msg = f"„{bisher.bezeichnung}“ hat selbst Optionen oder Aufstockungen und bleibt Grundvertrag."
        raise EingabeFehler(msg)


def _pruefe_sammel(blick: Planblick, sammel: Bindungszeile | None, entwurf: Entwurf) -> None:
    if sammel is None or sammel.aufgegliedert:
        msg = "Aufgliedern lässt sich nur eine Bindung, von der bisher nur die Summe bekannt ist."
        raise EingabeFehler(msg)
    if entwurf.herkunft_jahr >= blick.jahr:
        msg = (
            f"Ein Teil der Vorbindungen stammt aus einem Jahr vor {blick.jahr}; dieser Vertrag ist von "
            f"{entwurf.herkunft_jahr}."
        )
        raise EingabeFehler(msg)


def _pruefe_verbrauch(bisher: Bindungszeile, entwurf: Entwurf) -> None:
    neu = entwurf.je_jahr
    for jahr in sorted(bisher.bewegte_jahre):
        gezahlt, frei = bisher.gezahlt_cent(jahr), bisher.frei_cent(jahr)
        if not entwurf.vertrag.wirksam or neu.get(jahr, 0) < gezahlt + frei:
            msg = (
                f"Für {jahr} sind schon {format_eur(gezahlt)} angeordnet oder gezahlt und {format_eur(frei)} "
                f"freigerechnet; weniger kann nicht festgelegt sein."
            )
            raise EingabeFehler(msg)


# -- what is open ------------------------------------------------------------------------------------


def zahlbar_cent(blick: Planblick, bindung: Bindungszeile, jahr: int) -> int:
    """What may still be paid on a Bindung, in Cent: of a known sum, only what no contract accounts for."""
    return bindung.offen_cent(jahr) - sum(t.festgelegt_cent(jahr) for t in _teile(blick, bindung, jahr))


def freirechenbar_cent(blick: Planblick, bindung: Bindungszeile, jahr: int) -> int:
    """What may still be released, in Cent: of a part never more than its known sum with all parts has open.

    Otherwise more would flow back into the Neufallbudget than the sum took from it.
    """
    zahlbar = zahlbar_cent(blick, bindung, jahr)
    sammel = next((b for b in blick.bindungen if _erklaert(blick, bindung, b, jahr)), None)
    if sammel is None:
        return zahlbar
    andere = (t for t in _teile(blick, sammel, jahr) if t.id != bindung.id)
    weg = sum(b.frei_cent(jahr) + b.gezahlt_cent(jahr) for b in (sammel, bindung, *andere))
    return min(zahlbar, sammel.festgelegt_cent(jahr) - weg)


def _teile(blick: Planblick, sammel: Bindungszeile, jahr: int) -> list[Bindungszeile]:
    return [b for b in blick.bindungen if _erklaert(blick, b, sammel, jahr)]


def _erklaert(blick: Planblick, bindung: Bindungszeile, sammel: Bindungszeile, jahr: int) -> bool:
    return bindung.herkunft_jahr < blick.jahr and ist_teil_im(bindung, sammel, jahr)


def pruefe_offen(offen_cent: int, bindung: Bindungszeile, jahr: int, cent: int, was: str) -> None:
    """Check that ``cent`` is a positive amount and not more than is open; ``was`` begins the sentence.

    Raises:
        EingabeFehler: nothing or too little is open.
    """
    if cent <= 0:
        msg = f"{was}: Erwartet wird ein Betrag über 0,00 €."
        raise EingabeFehler(msg)
    if cent > offen_cent:
        msg = (
            f"{was} {format_eur(cent)} ist mehr, als {jahr} bei „{bindung.bezeichnung}“ offen ist "
            f"({format_eur(max(offen_cent, 0))})."
        )
        raise EingabeFehler(msg)
