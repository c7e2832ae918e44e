"""Vorgänge on cells of the measure grid: one edit, a pasted rectangle, fill down, clear."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from app.models.arten import Finanzierung
from app.models.massnahme import Ansatz, Massnahme
from app.services.eingabe import FELD_WORT, EingabeFehler, Feld, Setzung, lies_zelle, zelltext

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from app.services.changes import Changes
    from app.services.dokument import Dokument, Tat
    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile


P = TypeVar("P", Ansatz, Massnahme)
_AUF_EINMAL = 500
"""So many rows are read with one statement."""


@dataclass(frozen=True, slots=True)
class Zelle:
    """A cell and the text meant for it."""

    zeile_id: str
    feld: Feld
    text: str


@dataclass(frozen=True, slots=True)
class Zellvorschau:
    """What a text would do to a cell; ``fehler`` is set where it does not fit."""

    zeile_id: str
    feld: Feld
    leistung: str
    alt: str
    neu: str
    fehler: str | None


def zelle_setzen(dok: Dokument, zeile_id: str, feld: Feld, text: str) -> Changes:
    """Write one cell as typed.

    Raises:
        EingabeFehler: the text does not fit; nothing is changed.
        DateiFehler: the file could not be written; nothing is changed.
    """
    zeile = dok.blick.zeilen[zeile_id]
    setzung = lies_zelle(dok.blick, zeile, feld, text)
    name = zeile.leistung or "neue Zeile"
    return _setze(dok, [setzung], "zelle", f"{FELD_WORT[feld]} von „{_kurz(name)}“")


def zellen_setzen(dok: Dokument, zellen: Sequence[Zelle], bezeichnung: str) -> Changes:
    """Write many cells as one Vorgang: all or nothing.

    Raises:
        EingabeFehler: at least one text does not fit; nothing is changed.
        DateiFehler: the file could not be written; nothing is changed.
    """
    return _setze(dok, lies_zellen(dok.blick, zellen), "zellen", bezeichnung)


def vorschau(blick: Planblick, zellen: Sequence[Zelle]) -> tuple[Zellvorschau, ...]:
    """What the texts would do, cell by cell, without doing it."""
    return tuple(_vorschau(blick, blick.zeilen[z.zeile_id], z) for z in zellen)


def _vorschau(blick: Planblick, zeile: Zeile, zelle: Zelle) -> Zellvorschau:
    alt = zelltext(blick, zeile, zelle.feld)
    try:
        lies_zelle(blick, zeile, zelle.feld, zelle.text)
    except EingabeFehler as fehler:
        return Zellvorschau(zeile.id, zelle.feld, zeile.leistung, alt, zelle.text, str(fehler))
    return Zellvorschau(zeile.id, zelle.feld, zeile.leistung, alt, zelle.text.strip(), None)


def lies_zellen(blick: Planblick, zellen: Sequence[Zelle]) -> list[Setzung]:
    """Read texts for cells of rows that the plan has.

    Raises:
        EingabeFehler: at least one text does not fit, with the first reason.
    """
    # Amount and state of one row can come side by side: the state first, so that the amount decides last.
    reihenfolge = sorted(enumerate(zellen), key=lambda paar: paar[1].feld is not Feld.FINANZIERUNG)
    staende = {z.zeile_id: blick.zeilen[z.zeile_id] for z in zellen}
    setzungen = []
    fehler: dict[int, EingabeFehler] = {}
    for nummer, zelle in reihenfolge:
        try:
            setzung = lies_zelle(blick, staende[zelle.zeile_id], zelle.feld, zelle.text)
        except EingabeFehler as grund:
            fehler[nummer] = grund
            continue
        setzungen.append(setzung)
        staende[zelle.zeile_id] = _mit(staende[zelle.zeile_id], setzung)
    if fehler:
        erster = fehler[min(fehler)]
        msg = f"{len(fehler)} von {len(zellen)} Zellen passen nicht, zum Beispiel: {erster}"
        raise EingabeFehler(msg)
    return setzungen


def _mit(zeile: Zeile, setzung: Setzung) -> Zeile:
    werte = dict(setzung.werte)
    if "finanzierung" not in werte:
        return zeile
    return replace(
        zeile,
        finanzierung=Finanzierung(werte["finanzierung"]),
        mittelansatz_cent=werte["mittelansatz_cent"],
    )


def _setze(dok: Dokument, setzungen: Sequence[Setzung], art: str, bezeichnung: str) -> Changes:
    with dok.vorgang(art, bezeichnung) as tat:
        schreibe(tat, setzungen)
    return tat.ergebnis()


def schreibe(tat: Tat, setzungen: Iterable[Setzung]) -> None:
    """Write what was read from cells, inside a Vorgang under way."""
    setzungen = list(setzungen)
    ansaetze = _lade(tat.session, Ansatz, [s.zeile_id for s in setzungen if s.tabelle == "ansatz"])
    massnahmen = _lade(tat.session, Massnahme, [s.zeile_id for s in setzungen if s.tabelle != "ansatz"])
    for setzung in setzungen:
        objekt = (ansaetze if setzung.tabelle == "ansatz" else massnahmen)[setzung.zeile_id]
        for spalte, wert in setzung.werte:
            if getattr(objekt, spalte) != wert:
                setattr(objekt, spalte, wert)


def _lade(session: Session, klasse: type[P], ids: Sequence[str]) -> dict[str, P]:
    """Rows by key, many with one statement."""
    objekte: dict[str, P] = {}
    for ab in range(0, len(ids), _AUF_EINMAL):
        auswahl = select(klasse).where(klasse.id.in_(ids[ab : ab + _AUF_EINMAL]))
        objekte.update((o.id, o) for o in session.scalars(auswahl))
    return objekte


def _kurz(text: str, laenge: int = 60) -> str:
    return text if len(text) <= laenge else f"{text[: laenge - 1]}…"
