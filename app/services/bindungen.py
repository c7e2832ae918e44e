"""Vorgänge on Bindungen: money committed by contracts and grants, payable by year (and month)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.models.geld import BetragFehler, parse_eur
from app.models.massnahme import POSITION_STEP
from app.models.plan import Bindung, Bindungsbetrag
from app.services.eingabe import EingabeFehler
from app.services.plaene import FRUEHESTES_JAHR, SPAETESTES_JAHR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from app.services.changes import Changes
    from app.services.dokument import Dokument

MONATE = 12
JAHRESSTELLEN = 4


def bindung_anlegen(  # noqa: PLR0913 - the fields of a Bindung, by name
    dok: Dokument,
    *,
    bezeichnung: str,
    herkunft_jahr: int,
    betraege: Mapping[tuple[int, int | None], int],
    massnahme_id: str | None = None,
    bemerkung: str | None = None,
) -> tuple[str, Changes]:
    """Add a Bindung; ``betraege`` maps (year, month 1–12 or None) to Cent.

    Raises:
        EingabeFehler: no name, an impossible year or month.
    """
    _pruefe(bezeichnung, herkunft_jahr, betraege)
    with dok.vorgang("bindung_neu", f"Bindung „{bezeichnung.strip()}“ angelegt") as tat:
        letzte = tat.session.scalar(
            select(func.max(Bindung.position)).where(Bindung.plan_id == dok.blick.plan_id)
        )
        bindung = Bindung(
            plan_id=dok.blick.plan_id,
            position=(letzte or 0) + POSITION_STEP,
            bezeichnung=bezeichnung.strip(),
            herkunft_jahr=herkunft_jahr,
            massnahme_id=massnahme_id,
            bemerkung=bemerkung or None,
        )
        tat.session.add(bindung)
        tat.session.flush()
        _setze_betraege(tat.session, bindung.id, betraege)
        bindung_id = bindung.id
    return bindung_id, tat.ergebnis()


def bindung_setzen(  # noqa: PLR0913 - the fields of a Bindung, by name
    dok: Dokument,
    bindung_id: str,
    *,
    bezeichnung: str,
    herkunft_jahr: int,
    betraege: Mapping[tuple[int, int | None], int],
    massnahme_id: str | None = None,
    bemerkung: str | None = None,
) -> Changes:
    """Change a Bindung and its due amounts as a whole.

    Raises:
        EingabeFehler: no name, an impossible year or month.
    """
    _pruefe(bezeichnung, herkunft_jahr, betraege)
    with dok.vorgang("bindung", f"Bindung „{bezeichnung.strip()}“ geändert") as tat:
        bindung = tat.session.get_one(Bindung, bindung_id)
        bindung.bezeichnung, bindung.herkunft_jahr = bezeichnung.strip(), herkunft_jahr
        bindung.massnahme_id, bindung.bemerkung = massnahme_id, bemerkung or None
        _setze_betraege(tat.session, bindung_id, betraege)
    return tat.ergebnis()


def bindung_loeschen(dok: Dokument, bindung_id: str) -> Changes:
    """Delete a Bindung with its due amounts."""
    name = next(b.bezeichnung for b in dok.blick.bindungen if b.id == bindung_id)
    with dok.vorgang("bindung_weg", f"Bindung „{name}“ gelöscht") as tat:
        for betrag in _betraege(tat.session, bindung_id):
            tat.session.delete(betrag)
        tat.session.flush()
        tat.session.delete(tat.session.get_one(Bindung, bindung_id))
    return tat.ergebnis()


def lies_faelligkeit(jahr: str, monat: str, betrag: str) -> tuple[tuple[int, int | None], int]:
    """Read one line of the amounts table: year, month (empty: not known) and amount.

    Raises:
        EingabeFehler: with the reason in German.
    """
    if not (jahr.strip().isdecimal() and jahr.strip().isascii() and len(jahr.strip()) == JAHRESSTELLEN):
        msg = f"„{jahr.strip()}“ ist kein Jahr."
        raise EingabeFehler(msg)
    if monat.strip() and monat.strip().lstrip("0") not in {str(m) for m in range(1, MONATE + 1)}:
        msg = f"„{monat.strip()}“ ist kein Monat (1 bis 12, oder leer)."
        raise EingabeFehler(msg)
    try:
        cent = parse_eur(betrag)
    except BetragFehler as fehler:
        raise EingabeFehler(str(fehler)) from fehler
    return (int(jahr), int(monat) if monat.strip() else None), int(cent)


def _pruefe(bezeichnung: str, herkunft_jahr: int, betraege: Mapping[tuple[int, int | None], int]) -> None:
    if not bezeichnung.strip():
        msg = "Eine Bindung braucht eine Bezeichnung."
        raise EingabeFehler(msg)
    for jahr in (herkunft_jahr, *(jahr for jahr, _monat in betraege)):
        if not FRUEHESTES_JAHR <= jahr <= SPAETESTES_JAHR:
            msg = f"{jahr} ist kein Haushaltsjahr zwischen {FRUEHESTES_JAHR} und {SPAETESTES_JAHR}."
            raise EingabeFehler(msg)
    for (jahr, monat), cent in betraege.items():
        if cent < 0 or (monat is not None and not 1 <= monat <= MONATE):
            msg = f"Die Fälligkeit {jahr} ist negativ oder nennt keinen Monat von 1 bis 12."
            raise EingabeFehler(msg)


def _betraege(session: Session, bindung_id: str) -> list[Bindungsbetrag]:
    return list(session.scalars(select(Bindungsbetrag).where(Bindungsbetrag.bindung_id == bindung_id)))


def _setze_betraege(
    session: Session, bindung_id: str, betraege: Mapping[tuple[int, int | None], int]
) -> None:
    vorhanden = {(b.jahr, b.monat): b for b in _betraege(session, bindung_id)}
    for stelle, betrag in vorhanden.items():
        if stelle not in betraege:
            session.delete(betrag)
    for (jahr, monat), cent in betraege.items():
        if (jahr, monat) in vorhanden:
            vorhanden[jahr, monat].betrag_cent = cent
        else:
            session.add(Bindungsbetrag(bindung_id=bindung_id, jahr=jahr, monat=monat, betrag_cent=cent))
