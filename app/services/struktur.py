"""Vorgänge on rows: add, duplicate, move, delete measures and their Ansätze."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.models.bindung import Bindung
from app.models.haushalt import Fallgruppe
from app.models.massnahme import POSITION_STEP, Ansatz, Massnahme
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from app.services.changes import Changes
    from app.services.dokument import Dokument, Tat
    from app.services.planblick import Planblick


class Richtung(IntEnum):
    """Which way rows move."""

    HINAUF = -1
    HINUNTER = 1


def massnahme_anlegen(
    dok: Dokument,
    *,
    nach: str | None = None,
    handlungsfeld_id: str | None = None,
    leistung: str = "Neue Leistung",
) -> tuple[str, Changes]:
    """Add a measure with one empty Ansatz, after the row ``nach`` or at the end of a Handlungsfeld.

    Returns:
        Key of the new Ansatz and what changed.
    """
    zeile = dok.blick.zeilen.get(nach) if nach else None
    with dok.vorgang("massnahme_neu", "Leistung hinzugefügt") as tat:
        massnahme = neue_massnahme(
            tat,
            dok.blick.plan_id,
            nach=zeile.massnahme_id if zeile else None,
            handlungsfeld_id=zeile.handlungsfeld_id if zeile else handlungsfeld_id,
            leistung=leistung,
        )
        massnahme.produkt_id = zeile.produkt_id if zeile else None
        massnahme.team_id = zeile.team_id if zeile else None
        ansatz_id = neuer_ansatz(tat, massnahme.id).id
    return ansatz_id, tat.ergebnis()


def neue_massnahme(
    tat: Tat, plan_id: str, *, nach: str | None, handlungsfeld_id: str | None, leistung: str
) -> Massnahme:
    """A new measure without rows, right after the measure ``nach`` or at the end; inside a Vorgang."""
    massnahme = Massnahme(
        plan_id=plan_id,
        handlungsfeld_id=handlungsfeld_id,
        position=_massnahme_position(tat.session, plan_id, nach),
        leistung=leistung,
    )
    tat.session.add(massnahme)
    tat.session.flush()
    return massnahme


def neuer_ansatz(tat: Tat, massnahme_id: str) -> Ansatz:
    """A further empty row at the end of a measure, inside a Vorgang under way."""
    letzte = tat.session.scalar(select(func.max(Ansatz.position)).where(Ansatz.massnahme_id == massnahme_id))
    ansatz = Ansatz(massnahme_id=massnahme_id, position=(letzte or 0) + POSITION_STEP)
    tat.session.add(ansatz)
    tat.session.flush()
    return ansatz


def ansatz_anlegen(dok: Dokument, zeile_id: str) -> tuple[str, Changes]:
    """Add a further Ansatz to the measure of a row, right below it.

    Returns:
        Key of the new Ansatz and what changed.
    """
    zeile = dok.blick.zeilen[zeile_id]
    with dok.vorgang("ansatz_neu", f"Weiterer Ansatz für „{zeile.leistung}“") as tat:
        geschwister = _ansaetze(tat.session, zeile.massnahme_id)
        ansatz = Ansatz(massnahme_id=zeile.massnahme_id, position=0)
        stelle = [a.id for a in geschwister].index(zeile_id) + 1
        geschwister.insert(stelle, ansatz)
        tat.session.add(ansatz)
        _nummeriere(geschwister)
        tat.session.flush()
        ansatz_id = ansatz.id
    return ansatz_id, tat.ergebnis()


def duplizieren(dok: Dokument, zeile_ids: Sequence[str]) -> tuple[tuple[str, ...], Changes]:
    """Copy the measures of the rows, each copy right below its original, with all their Ansätze.

    Returns:
        Keys of the new Ansätze and what changed.
    """
    massnahmen = _massnahmen_von(dok.blick, zeile_ids)
    neue: list[str] = []
    with dok.vorgang("duplizieren", anzahl(len(massnahmen), "Leistung", "Leistungen") + " dupliziert") as tat:
        for massnahme_id in massnahmen:
            neue.extend(_dupliziere(tat.session, dok.blick.plan_id, massnahme_id))
    return tuple(neue), tat.ergebnis()


def _dupliziere(session: Session, plan_id: str, massnahme_id: str) -> list[str]:
    original = session.get_one(Massnahme, massnahme_id)
    kopie = Massnahme(
        plan_id=plan_id,
        handlungsfeld_id=original.handlungsfeld_id,
        produkt_id=original.produkt_id,
        team_id=original.team_id,
        position=_massnahme_position(session, plan_id, massnahme_id),
        leistung=original.leistung,
        funktion=original.funktion,
        bemerkung=original.bemerkung,
        team_hinweis=original.team_hinweis,
        quelle=original.quelle,
    )
    session.add(kopie)
    session.flush()
    ansaetze = [
        Ansatz(
            massnahme_id=kopie.id,
            position=a.position,
            eintritte=a.eintritte,
            eintritte_status=a.eintritte_status,
            mittelansatz_cent=a.mittelansatz_cent,
            finanzierung=a.finanzierung,
        )
        for a in _ansaetze(session, massnahme_id)
    ]
    session.add_all(ansaetze)
    session.flush()
    return [a.id for a in ansaetze]


def loeschen(dok: Dokument, zeile_ids: Sequence[str]) -> Changes:
    """Delete rows; a measure whose last Ansatz goes is deleted with it.

    Bindungen and cases that named the measure stay and lose only the reference.
    """
    with dok.vorgang("loeschen", anzahl(len(set(zeile_ids)), "Zeile", "Zeilen") + " gelöscht") as tat:
        loesche_zeilen(tat, dok.blick, zeile_ids)
    return tat.ergebnis()


def loesche_zeilen(tat: Tat, blick: Planblick, zeile_ids: Sequence[str]) -> None:
    """Delete rows as ``loeschen`` does, inside a Vorgang under way."""
    gehen, session = set(zeile_ids), tat.session
    for massnahme_id in _massnahmen_von(blick, zeile_ids):
        ansaetze = _ansaetze(session, massnahme_id)
        for ansatz in ansaetze:
            if ansatz.id in gehen:
                _loese(session, Bindung, "ansatz_id", ansatz.id)
                session.delete(ansatz)
        session.flush()
        if all(a.id in gehen for a in ansaetze):
            _loese(session, Bindung, "massnahme_id", massnahme_id)
            _loese(session, Fallgruppe, "massnahme_id", massnahme_id)
            session.flush()
            session.delete(session.get_one(Massnahme, massnahme_id))
            session.flush()


def _loese(session: Session, klasse: type[Bindung | Fallgruppe], feld: str, zeile_id: str) -> None:
    """Take the reference to a row away from all that have it."""
    for objekt in session.scalars(select(klasse).where(klasse.__table__.c[feld] == zeile_id)):
        setattr(objekt, feld, None)


def verschieben(dok: Dokument, zeile_ids: Sequence[str], richtung: Richtung) -> Changes:
    """Move rows one place up or down.

    A single Ansatz moves within its measure; at the measure's edge, and for whole measures, the measures
    change places with their neighbour of the same Handlungsfeld.
    """
    wort = "nach oben" if richtung is Richtung.HINAUF else "nach unten"
    with dok.vorgang(
        "verschieben", f"{anzahl(len(set(zeile_ids)), 'Zeile', 'Zeilen')} {wort} verschoben"
    ) as tat:
        if not _verschiebe_innerhalb(dok, tat.session, zeile_ids, richtung):
            _verschiebe_massnahmen(dok, tat.session, _massnahmen_von(dok.blick, zeile_ids), richtung)
    return tat.ergebnis()


def _verschiebe_innerhalb(
    dok: Dokument, session: Session, zeile_ids: Sequence[str], richtung: Richtung
) -> bool:
    massnahmen = _massnahmen_von(dok.blick, zeile_ids)
    if len(massnahmen) != 1:
        return False
    ansaetze = {a.id: a for a in _ansaetze(session, massnahmen[0])}
    neu = _verschoben(list(ansaetze), set(zeile_ids), richtung)
    if neu == list(ansaetze):
        return False
    _nummeriere([ansaetze[i] for i in neu])
    return True


def _verschiebe_massnahmen(
    dok: Dokument, session: Session, massnahme_ids: list[str], richtung: Richtung
) -> None:
    felder = {dok.blick.zeilen[dok.blick.ansaetze[m][0]].handlungsfeld_id for m in massnahme_ids}
    for feld in felder:
        reihe = session.execute(
            select(Massnahme.id, Massnahme.position)
            .where(Massnahme.plan_id == dok.blick.plan_id, Massnahme.handlungsfeld_id.is_(feld))
            .order_by(Massnahme.position, Massnahme.id)
        ).all()
        bisher = {row.id: row.position for row in reihe}
        neu = _verschoben(list(bisher), set(massnahme_ids), richtung)
        if neu != list(bisher):
            for massnahme_id, position in zip(neu, _steigend(list(bisher.values())), strict=True):
                if bisher[massnahme_id] != position:
                    session.get_one(Massnahme, massnahme_id).position = position


def _verschoben(reihe: list[str], gewaehlt: set[str], richtung: Richtung) -> list[str]:
    """The order after each chosen one changed places with its neighbour; those at the edge stay."""
    neu = reihe[::-1] if richtung is Richtung.HINUNTER else list(reihe)
    for stelle in range(1, len(neu)):
        if neu[stelle] in gewaehlt and neu[stelle - 1] not in gewaehlt:
            neu[stelle - 1], neu[stelle] = neu[stelle], neu[stelle - 1]
    return neu[::-1] if richtung is Richtung.HINUNTER else neu


def _steigend(positionen: list[int]) -> list[int]:
    """The same positions, each at least one above the one before: equal ones would hide a move."""
    for stelle in range(1, len(positionen)):
        positionen[stelle] = max(positionen[stelle], positionen[stelle - 1] + 1)
    return positionen


def _massnahmen_von(blick: Planblick, zeile_ids: Sequence[str]) -> list[str]:
    """The measures of the rows, in printed order, each once."""
    gewaehlt = {blick.zeilen[z].massnahme_id for z in zeile_ids}
    return [m for m in blick.ansaetze if m in gewaehlt]


def _ansaetze(session: Session, massnahme_id: str) -> list[Ansatz]:
    return list(
        session.scalars(
            select(Ansatz).where(Ansatz.massnahme_id == massnahme_id).order_by(Ansatz.position, Ansatz.id)
        )
    )


def _nummeriere(ansaetze: list[Ansatz]) -> None:
    for nummer, ansatz in enumerate(ansaetze, start=1):
        ansatz.position = nummer * POSITION_STEP


def _massnahme_position(session: Session, plan_id: str, nach: str | None) -> int:
    """A free position right after a measure, or at the end; makes room where there is none."""
    im_plan = Massnahme.plan_id == plan_id
    if nach is None:
        return (session.scalar(select(func.max(Massnahme.position)).where(im_plan)) or 0) + POSITION_STEP
    davor = session.get_one(Massnahme, nach).position
    danach = session.scalar(select(func.min(Massnahme.position)).where(im_plan, Massnahme.position > davor))
    if danach is None:
        return davor + POSITION_STEP
    if danach - davor > 1:
        return davor + (danach - davor) // 2
    reihe = session.scalars(select(Massnahme).where(im_plan).order_by(Massnahme.position, Massnahme.id))
    for nummer, massnahme in enumerate(reihe, start=1):
        massnahme.position = nummer * POSITION_STEP
    return session.get_one(Massnahme, nach).position + POSITION_STEP // 2
