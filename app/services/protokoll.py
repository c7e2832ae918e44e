"""The Protokoll: who changed which figure when and why, read out of the journal, newest first.

Things are called by their name of today; what is deleted meanwhile, by its last name.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.models.vorgang import Aenderung, Vorgang, Vorgangstyp
from app.services.protokoll_namen import Namen
from app.services.protokoll_worte import (
    AKTION_WORT,
    BEI_NEU_STILL,
    FELD_WORT,
    ORT_FELDER,
    STILL,
    TABELLE_WORT,
    planwert_text,
    tabelle_von,
    wert_text,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from app.services.dokument import Dokument

SEITE = 500
ZEILEN_JE_VORGANG = 50


@dataclass(frozen=True, slots=True)
class Protokollfeld:
    """One field that a Vorgang changed, in German words; amounts in Euro."""

    tabelle: str
    """What kind of thing: ``Ansatz``, ``Budget``, ``Bindung`` …"""
    zeile_id: str
    ort: str
    """Where: name of the Leistung, budget input, Bindung …"""
    feld: str
    alt: str
    neu: str
    aktion: str
    """``angelegt``, ``geändert`` or ``gelöscht``."""


@dataclass(frozen=True, slots=True)
class Protokollzeile:
    """One entry of the journal."""

    nr: int
    vorgang_id: str
    zeitpunkt: dt.datetime
    """Aware, in coordinated universal time; views show it in local time."""
    wer: str
    bezeichnung: str
    grund: str
    typ: Vorgangstyp
    plan_id: str | None
    aenderungen: tuple[Protokollfeld, ...]
    zeilen: int
    """How many rows the Vorgang touched; ``aenderungen`` may show only the first of them."""
    vollstaendig: bool
    bezug: str | None
    """Entry that this one takes back or does again."""


def anzahl_vorgaenge(dok: Dokument, *, plan_id: str | None = None) -> int:
    """How many entries there are, of one plan or of the whole file."""
    abfrage = select(func.count()).select_from(Vorgang)
    if plan_id is not None:
        abfrage = abfrage.where(Vorgang.plan_id == plan_id)
    with dok.datei.lesen() as verbindung:
        return int(verbindung.execute(abfrage).scalar_one())


def lies_protokoll(
    dok: Dokument,
    *,
    plan_id: str | None = None,
    ab: int = 0,
    hoechstens: int = SEITE,
    zeilen_je_vorgang: int = ZEILEN_JE_VORGANG,
) -> tuple[Protokollzeile, ...]:
    """A page of the journal, newest first.

    Args:
        dok: the open file.
        plan_id: only entries of this plan.
        ab: how many of the newest to pass over.
        hoechstens: how many to read.
        zeilen_je_vorgang: of how many touched rows the fields are read; loading a plan touches hundreds.

    Raises:
        DateiFehler: the file cannot be read.
    """
    auswahl = select(Vorgang.id).order_by(Vorgang.nr.desc()).offset(ab).limit(hoechstens)
    if plan_id is not None:
        auswahl = auswahl.where(Vorgang.plan_id == plan_id)
    with dok.datei.lesen() as verbindung:
        return _zeilen(verbindung, auswahl, zeilen_je_vorgang)


def lies_vorgang(dok: Dokument, vorgang_id: str) -> Protokollzeile | None:
    """One entry with all of its fields; None where there is no such entry.

    Raises:
        DateiFehler: the file cannot be read.
    """
    auswahl = select(Vorgang.id).where(Vorgang.id == vorgang_id)
    with dok.datei.lesen() as verbindung:
        zeilen = _zeilen(verbindung, auswahl, None)
    return zeilen[0] if zeilen else None


@dataclass(frozen=True, slots=True)
class _Satz:
    """A changed row as the journal has it."""

    tabelle: str
    zeile_id: str
    aktion: str
    alt: dict[str, Any]
    neu: dict[str, Any]


def _zeilen(
    verbindung: Connection, auswahl: Select[str], je_vorgang: int | None
) -> tuple[Protokollzeile, ...]:
    vorgaenge = verbindung.execute(
        select(Vorgang.__table__).where(Vorgang.id.in_(auswahl)).order_by(Vorgang.nr.desc())
    ).all()
    anzahlen = _anzahlen(verbindung, auswahl)
    saetze = _saetze(verbindung, auswahl, je_vorgang)
    namen = Namen(verbindung)
    namen.merke(_verweise(saetze))
    namen.merke_plaene({v.plan_id for v in vorgaenge if v.plan_id})
    return tuple(
        Protokollzeile(
            nr=v.nr,
            vorgang_id=v.id,
            zeitpunkt=dt.datetime.fromisoformat(v.zeitpunkt),
            wer=v.wer,
            bezeichnung=v.bezeichnung,
            grund=v.grund or "",
            typ=Vorgangstyp(v.typ),
            plan_id=v.plan_id,
            aenderungen=tuple(
                feld for satz in saetze[v.id] for feld in _felder(satz, namen, namen.jahr(v.plan_id))
            ),
            zeilen=anzahlen.get(v.id, 0),
            vollstaendig=len(saetze[v.id]) == anzahlen.get(v.id, 0),
            bezug=v.bezug,
        )
        for v in vorgaenge
    )


def _anzahlen(verbindung: Connection, auswahl: Select[str]) -> dict[str, int]:
    rows = verbindung.execute(
        select(Aenderung.vorgang_id, func.count())
        .where(Aenderung.vorgang_id.in_(auswahl))
        .group_by(Aenderung.vorgang_id)
    )
    return {vorgang_id: int(zahl) for vorgang_id, zahl in rows}


def _saetze(verbindung: Connection, auswahl: Select[str], je_vorgang: int | None) -> dict[str, list[_Satz]]:
    """The changed rows of each entry, in the order of the deed, the first ``je_vorgang`` of them."""
    rang = func.row_number().over(partition_by=Aenderung.vorgang_id, order_by=Aenderung.id).label("rang")
    gezaehlt = select(Aenderung.id, rang).where(Aenderung.vorgang_id.in_(auswahl)).subquery()
    abfrage = select(Aenderung.__table__).join(gezaehlt, gezaehlt.c.id == Aenderung.id).order_by(Aenderung.id)
    if je_vorgang is not None:
        abfrage = abfrage.where(gezaehlt.c.rang <= je_vorgang)
    saetze: dict[str, list[_Satz]] = defaultdict(list)
    for r in verbindung.execute(abfrage):
        satz = _Satz(r.tabelle, r.zeile_id, r.aktion, json.loads(r.alt), json.loads(r.neu))
        saetze[r.vorgang_id].append(satz)
    return saetze


def _verweise(saetze: dict[str, list[_Satz]]) -> set[tuple[str, str]]:
    """Every row that has to be named: the changed ones and those that values refer to."""
    alle: set[tuple[str, str]] = set()
    for satz in (s for liste in saetze.values() for s in liste):
        alle.add((satz.tabelle, satz.zeile_id))
        for werte in (satz.alt, satz.neu):
            alle.update(
                (tabelle_von(feld), str(wert))
                for feld, wert in werte.items()
                if feld.endswith("_id") and wert is not None
            )
    return alle


def _felder(satz: _Satz, namen: Namen, haushaltsjahr: int) -> list[Protokollfeld]:
    art = TABELLE_WORT.get(satz.tabelle, satz.tabelle)
    ort = namen.ort(satz.tabelle, satz.zeile_id)
    aktion = AKTION_WORT.get(satz.aktion, satz.aktion)

    def text(werte: dict[str, Any], feld: str) -> str:
        if (satz.tabelle, feld) == ("planwert", "wert"):
            return planwert_text(namen.wert(satz.tabelle, satz.zeile_id, "groesse"), werte.get(feld))
        return wert_text(feld, werte.get(feld), haushaltsjahr=haushaltsjahr, verweis=namen.name)

    felder = []
    for feld in _gezeigt(satz):
        alt, neu = text(satz.alt, feld), text(satz.neu, feld)
        if alt != neu:
            felder.append(Protokollfeld(art, satz.zeile_id, ort, FELD_WORT.get(feld, feld), alt, neu, aktion))
    return felder or [Protokollfeld(art, satz.zeile_id, ort, "", "", "", aktion)]


def _gezeigt(satz: _Satz) -> list[str]:
    still = set(STILL)
    if satz.aktion != "geaendert":
        still |= BEI_NEU_STILL | ORT_FELDER.get(satz.tabelle, set())
    reihenfolge = {feld: stelle for stelle, feld in enumerate(FELD_WORT)}
    felder = [feld for feld in satz.alt | satz.neu if feld not in still]
    return sorted(felder, key=lambda feld: (reihenfolge.get(feld, len(reihenfolge)), feld))
