"""Vorgänge on the Grundlagen: one mechanism for all of their tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.models.basis import neue_id
from app.models.massnahme import POSITION_STEP
from app.models.plan import Produkt
from app.services.eingabe import EingabeFehler
from app.services.grundlagenfelder import Grundtabelle, lies, tabelle
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.models.grundlagen import Grundlage
    from app.services.changes import Changes
    from app.services.dokument import Dokument, Tat
    from app.services.grundlagenzeilen import Bildungsart
    from app.services.planblick import Planblick
    from app.services.struktur import Richtung

BILDUNGSZIEL = "bildungsziel"


@dataclass(frozen=True, slots=True)
class Grundzelle:
    """A cell of one of the tables and the text meant for it; ``zeile_id`` can be a key that is new."""

    zeile_id: str
    feld: str
    text: str


def zelle_setzen(dok: Dokument, tabelle: Grundtabelle, zeile_id: str, feld: str, text: str) -> Changes:
    """Write one cell as typed.

    Raises:
        EingabeFehler: the text does not fit; nothing is changed.
    """
    return zellen_setzen(dok, tabelle, [Grundzelle(zeile_id, feld, text)])


def zellen_setzen(dok: Dokument, tabelle: Grundtabelle, zellen: Sequence[Grundzelle]) -> Changes:
    """Write many cells as one Vorgang; keys that the plan does not know become new rows at the end.

    Raises:
        EingabeFehler: at least one text does not fit; nothing is changed.
    """
    gelesen = _lies_alle(tabelle, zellen)
    vorhanden = {z.id: z for z in tabelle.zeilen(dok.blick)}
    pruefe(dok.blick, tabelle, gelesen)
    with dok.vorgang("grundlagen", _wort(tabelle, gelesen, vorhanden)) as tat:
        for zeile_id, werte in gelesen.items():
            if zeile_id not in vorhanden:
                haenge_an(tat, dok.blick, tabelle, werte, zeile_id)
                continue
            objekt = tat.session.get_one(tabelle.entitaet, zeile_id)
            for feld, wert in werte.items():
                if getattr(objekt, feld) != wert:
                    setattr(objekt, feld, wert)
    return tat.ergebnis()


def _lies_alle(tabelle: Grundtabelle, zellen: Sequence[Grundzelle]) -> dict[str, dict[str, Any]]:
    gelesen: dict[str, dict[str, Any]] = {}
    fehler: list[str] = []
    for zelle in zellen:
        try:
            wert = lies(tabelle, zelle.feld, zelle.text)
        except EingabeFehler as grund:
            fehler.append(str(grund))
            continue
        gelesen.setdefault(zelle.zeile_id, {})[zelle.feld] = wert
    if len(zellen) == 1 and fehler:
        raise EingabeFehler(fehler[0])
    if fehler:
        msg = f"{len(fehler)} von {len(zellen)} Zellen passen nicht, zum Beispiel: {fehler[0]}"
        raise EingabeFehler(msg)
    return gelesen


def pruefe(blick: Planblick, tabelle: Grundtabelle, gelesen: Mapping[str, Mapping[str, Any]]) -> None:
    """Check what a row can only say as a whole: new values by key and column.

    Raises:
        EingabeFehler: with the reason in German.
    """
    if tabelle.name != BILDUNGSZIEL:
        return
    vorhanden = {z.id: z for z in blick.grundlagen.bildungsziele}
    for zeile_id, werte in gelesen.items():
        alt = vorhanden.get(zeile_id)
        ganz = werte.get("umschulungen", alt.umschulungen if alt else None)
        teil = werte.get("teilqualifizierungen", alt.teilqualifizierungen if alt else None)
        if ganz is not None and teil is not None and teil > ganz:
            msg = f"{teil} Teilqualifizierungen sind mehr als die {ganz} Umschulungen, zu denen sie zählen."
            raise EingabeFehler(msg)


def _wort(
    tabelle: Grundtabelle, gelesen: Mapping[str, Mapping[str, Any]], vorhanden: Mapping[str, Any]
) -> str:
    if len(gelesen) > 1:
        return f"{tabelle.einzahl}: {anzahl(len(gelesen), 'Zeile', 'Zeilen')} geändert"
    zeile_id, werte = next(iter(gelesen.items()))
    alt = vorhanden.get(zeile_id)
    name = werte.get("bezeichnung") or (alt.bezeichnung if alt else tabelle.neu)
    return f"{tabelle.einzahl} „{name}“ {'geändert' if alt else 'angelegt'}"


def haenge_an(
    tat: Tat, blick: Planblick, tabelle: Grundtabelle, werte: Mapping[str, Any], zeile_id: str | None = None
) -> Grundlage:
    """Add a row at the end, inside a Vorgang under way."""
    klasse = tabelle.entitaet
    letzte = tat.session.scalar(select(func.max(klasse.position)).where(klasse.plan_id == blick.plan_id))
    objekt = klasse(
        id=zeile_id or neue_id(),
        plan_id=blick.plan_id,
        position=(letzte or 0) + POSITION_STEP,
        **{"bezeichnung": tabelle.neu, **tabelle.anfang(blick), **werte},
    )
    tat.session.add(objekt)
    tat.session.flush()
    return objekt


def zeilen_loeschen(dok: Dokument, tabelle: Grundtabelle, ids: Sequence[str]) -> Changes:
    """Delete rows."""
    with dok.vorgang(
        "grundlagen_weg", f"{tabelle.einzahl}: {anzahl(len(ids), 'Zeile', 'Zeilen')} gelöscht"
    ) as tat:
        for zeile_id in ids:
            tat.session.delete(tat.session.get_one(tabelle.entitaet, zeile_id))
    return tat.ergebnis()


def zeilen_verschieben(
    dok: Dokument, tabelle: Grundtabelle, ids: Sequence[str], richtung: Richtung
) -> Changes:
    """Move rows by one place, each one that is not held up by the end of the table."""
    zeilen = tabelle.zeilen(dok.blick)
    alt = [z.id for z in zeilen]
    neu = _verschoben(alt, frozenset(ids), int(richtung))
    wort = "Zeile" if len(ids) == 1 else "Zeilen"
    with dok.vorgang("grundlagen", f"{tabelle.einzahl}: {wort} verschoben") as tat:
        positionen = {zeile_id: z.position for zeile_id, z in zip(neu, zeilen, strict=True)}
        for zeile_id in (i for i, vorher in zip(neu, alt, strict=True) if i != vorher):
            tat.session.get_one(tabelle.entitaet, zeile_id).position = positionen[zeile_id]
    return tat.ergebnis()


def _verschoben(ids: Sequence[str], gewaehlt: frozenset[str], schritt: int) -> list[str]:
    reihe = list(ids[::-schritt])
    for stelle in range(1, len(reihe)):
        if reihe[stelle] in gewaehlt and reihe[stelle - 1] not in gewaehlt:
            reihe[stelle - 1], reihe[stelle] = reihe[stelle], reihe[stelle - 1]
    return reihe[::-schritt]


def zeile_verschieben(dok: Dokument, tabelle: Grundtabelle, zeile_id: str, richtung: Richtung) -> Changes:
    """Move a row by one place; at the end of the table nothing changes."""
    return zeilen_verschieben(dok, tabelle, [zeile_id], richtung)


def bildungsart_setzen(dok: Dokument, produkt_id: str, art: Bildungsart | None) -> Changes:
    """Say what a product's entries count as in the Bildungszielplanung; None: as nothing (Abb. 14)."""
    return bildungsarten_setzen(dok, {produkt_id: art})


def bildungsarten_setzen(dok: Dokument, arten: Mapping[str, Bildungsart | None]) -> Changes:
    """Say it of many products as one Vorgang."""
    if len(arten) == 1:
        was = f"„{dok.blick.produkte[next(iter(arten))].bezeichnung}“"
    else:
        was = anzahl(len(arten), "Produkt", "Produkten")
    with dok.vorgang("katalog", f"Bildungsziel von {was} geändert") as tat:
        for produkt_id, art in arten.items():
            tat.session.get_one(Produkt, produkt_id).bildungsart = art.value if art else None
    return tat.ergebnis()


__all__ = [
    "Grundzelle",
    "bildungsart_setzen",
    "bildungsarten_setzen",
    "haenge_an",
    "pruefe",
    "tabelle",
    "zeile_verschieben",
    "zeilen_loeschen",
    "zeilen_verschieben",
    "zelle_setzen",
    "zellen_setzen",
]
