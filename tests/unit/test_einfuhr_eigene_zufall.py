"""Whatever changes in the workbook and in the plan: just these differences, and just they are taken over."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.geld import format_eur, format_zahl, parse_eur
from app.services import protokoll
from app.services.einfuhr.anwenden import wende_an
from app.services.einfuhr.eigene import vorschau_eigene
from app.services.einfuhr.mappenleser import lies
from app.services.einfuhr.rohdaten import LEER, Rohblatt, Rohmappe, Rohzelle, Zellart
from app.services.einfuhr.wirkung import wirkung
from app.services.eingabe import Feld
from app.services.excel import exportiere
from app.services.excel.massnahmen import blatttext
from app.services.grundlagen import zelle_setzen as grundzelle_setzen
from app.services.grundlagenfelder import SONDERPROJEKTE
from app.services.plaene import budget_setzen, oeffne
from app.services.zellen import zelle_setzen
from tests.unit.einfuhr_mappe_hilfe import abbild

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument
    from app.services.planblick import Planblick

Ort = tuple[str, str, str]
"""Table, row (for what a measure's rows share: the measure) and field."""
_SCHLUESSEL = re.compile("[a-z_]+:[0-9a-f]{32}")
STAENDE = ("Einkauf erfolgte im Vorjahr", "Auszahlung 2021", "zu Lasten SGB III", "fremdfinanziert")
SPALTEN = {"leistung": 0, "eintritte": 1, "mittelansatz": 2, "funktion": 3}
BETRAEGE = st.integers(0, 10**9).map(lambda c: (_zahl(c), format_eur(c, symbol=False)))
WORTE = st.text("ab §ß&", min_size=1, max_size=4).map(str.strip).filter(bool)
WERTE = {
    "eintritte": st.one_of(
        st.integers(0, 99_999).map(lambda n: (Rohzelle(Zellart.ZAHL, str(n)), format_zahl(n))),
        st.sampled_from(("Kalkulation VJ", "-", "")).map(lambda w: (_text(w), w)),
    ),
    "mittelansatz": st.one_of(
        BETRAEGE,
        st.sampled_from((*STAENDE, "")).map(lambda w: (_text(w), w)),
        st.integers(0, 10**9)
        .map(lambda c: 2 * (f"fremdfinanziert\n(nachrichtlich {format_eur(c)})",))
        .map(lambda paar: (_text(paar[0]), paar[1])),
    ),
    "leistung": WORTE.map(lambda w: (_text(w), w)),
    "funktion": st.one_of(st.just(""), WORTE).map(lambda w: (_text(w), w)),
    "betrag": BETRAEGE,
    "sachkosten_cent": BETRAEGE,
}
AENDERUNGEN = st.lists(
    st.tuples(st.integers(0, 10**6), st.sampled_from(tuple(WERTE))).flatmap(
        lambda paar: st.tuples(st.just(paar[0]), st.just(paar[1]), WERTE[paar[1]])
    ),
    max_size=5,
)


def _text(wort: str) -> Rohzelle:
    return Rohzelle(Zellart.TEXT, wort) if wort else LEER


def _zahl(cent: int) -> Rohzelle:
    return Rohzelle(Zellart.ZAHL, f"{cent // 100}.{cent % 100:02d}")


@dataclass
class Fall:
    """The plan, its workbook as it is read, and where each cell of it stands."""

    dok: Dokument
    mappe: Rohmappe
    orte: dict[Ort, tuple[int, int, int]]
    """Sheet, row and column of the cell that holds the text."""

    def nach_feld(self, feld: str) -> list[Ort]:
        return [ort for ort in self.orte if ort[2] == feld]


@pytest.fixture(scope="module")
def fall(beispiel_vorlage: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fall]:
    ordner = tmp_path_factory.mktemp("zufall")
    dok = oeffne(shutil.copyfile(beispiel_vorlage, ordner / "plan.amip"))
    mappe = lies(exportiere(dok.blick, ordner / "mappe.xlsx"))
    yield Fall(dok, mappe, _orte(dok.blick, mappe))
    dok.datei.schliesse()


def _orte(blick: Planblick, mappe: Rohmappe) -> dict[Ort, tuple[int, int, int]]:
    orte: dict[Ort, tuple[int, int, int]] = {}
    for b, blatt in enumerate(mappe.blaetter):
        oben = {
            (z, s): (v.erste_zeile, v.erste_spalte)
            for v in blatt.verbunden
            for z in range(v.erste_zeile, v.letzte_zeile + 1)
            for s in range(v.erste_spalte, v.letzte_spalte + 1)
        }
        for z, zeile in enumerate(blatt.zeilen):
            schluessel = next((c.text for c in zeile if _SCHLUESSEL.fullmatch(c.text)), "")
            tabelle, _, zeile_id = schluessel.partition(":")
            if tabelle == "ansatz":
                massnahme = blick.zeilen[zeile_id].massnahme_id
                for feld, s in SPALTEN.items():
                    eigner = massnahme if feld in {"leistung", "funktion"} else zeile_id
                    orte[tabelle, eigner, feld] = (b, *oben.get((z, s), (z, s)))
            elif tabelle == "budgetposten":
                orte[tabelle, zeile_id, "betrag"] = (b, z, 2)
            elif tabelle == "sonderprojekt":
                orte[tabelle, zeile_id, "sachkosten_cent"] = (b, z, 1)
    return orte


def _sagt(blick: Planblick) -> dict[Ort, str]:
    """What the plan says in each cell of its workbook."""
    texte: dict[Ort, str] = {}
    for zeile in blick.zeilen.values():
        for feld in SPALTEN:
            eigner = zeile.massnahme_id if feld in {"leistung", "funktion"} else zeile.id
            texte["ansatz", eigner, feld] = blatttext(blick, zeile, Feld(feld))
    for posten in blick.posten.values():
        cent = posten.betrag_cent
        texte["budgetposten", posten.id, "betrag"] = "" if cent is None else format_eur(cent, symbol=False)
    for projekt in blick.grundlagen.sonderprojekte:
        text = SONDERPROJEKTE.feld("sachkosten_cent").text(projekt)
        texte["sonderprojekt", projekt.id, "sachkosten_cent"] = text
    return texte


def _mit(mappe: Rohmappe, zellen: dict[tuple[int, int, int], Rohzelle]) -> Rohmappe:
    blaetter = list(mappe.blaetter)
    for (b, z, s), zelle in zellen.items():
        blatt: Rohblatt = blaetter[b]
        zeile = list(blatt.zeilen[z])
        zeile[s] = zelle
        blaetter[b] = replace(blatt, zeilen=(*blatt.zeilen[:z], tuple(zeile), *blatt.zeilen[z + 1 :]))
    return replace(mappe, blaetter=tuple(blaetter))


def _aendere_plan(dok: Dokument, ort: Ort, text: str) -> None:
    tabelle, eigner, feld = ort
    if tabelle == "ansatz":
        zeile = next(z for z in dok.blick.zeilen.values() if eigner in {z.id, z.massnahme_id})
        zelle_setzen(dok, zeile.id, Feld(feld), text.partition("\n")[0])
    elif tabelle == "budgetposten":
        art = next(art for art, p in dok.blick.posten.items() if p.id == eigner)
        budget_setzen(dok, art, parse_eur(text))
    else:
        grundzelle_setzen(dok, SONDERPROJEKTE, eigner, feld, text)


Aenderungen = list[tuple[int, str, tuple[Rohzelle, str]]]


@settings(max_examples=60)
@given(AENDERUNGEN, AENDERUNGEN, st.booleans())
def test_every_change_is_told_and_only_they_are_taken_over(
    fall: Fall, dort: Aenderungen, hier: Aenderungen, alles: bool
) -> None:
    dok = fall.dok
    anfang = abbild(dok.blick)
    taten = protokoll.anzahl_vorgaenge(dok)
    try:
        _pruefe(fall, dort, hier, alles=alles)
    finally:
        for _ in range(protokoll.anzahl_vorgaenge(dok) - taten):
            dok.rueckgaengig()
    assert abbild(dok.blick) == anfang


def _pruefe(fall: Fall, dort: Aenderungen, hier: Aenderungen, *, alles: bool) -> None:
    dok, orte, basis = fall.dok, fall.orte, _sagt(fall.dok.blick)
    zellen: dict[tuple[int, int, int], Rohzelle] = {}
    neue: dict[tuple[int, int, int], str] = {}
    for nummer, feld, (zelle, text) in dort:
        moegliche = fall.nach_feld(feld)
        stelle = orte[moegliche[nummer % len(moegliche)]]
        zellen[stelle], neue[stelle] = zelle, text
    mappe = {ort: neue.get(stelle, basis[ort]) for ort, stelle in orte.items()}
    for nummer, feld, (_, text) in hier:
        moegliche = fall.nach_feld(feld)
        _aendere_plan(dok, moegliche[nummer % len(moegliche)], text)
    plan = _sagt(dok.blick)
    unterschiede = {ort for ort in orte if mappe[ort] not in {basis[ort], plan[ort]}}

    schau = vorschau_eigene(dok.blick, _mit(fall.mappe, zellen))
    massnahmen = {z.id: z.massnahme_id for z in dok.blick.zeilen.values()}
    gefunden = {
        (p.tabelle, massnahmen[p.zeile_id] if p.feld in {"leistung", "funktion"} else p.zeile_id, p.feld): p
        for p in schau.posten
    }
    assert len(gefunden) == len(schau.posten)
    assert gefunden.keys() == unterschiede
    assert schau.hinweise == ()
    for ort, posten in gefunden.items():
        assert (posten.alt, posten.neu, posten.basis) == (plan[ort], mappe[ort], basis[ort])
        assert (posten.konflikt, posten.fehler) == (plan[ort] != basis[ort], "")
    gewaehlt = frozenset(p.schluessel for p in schau.posten) if alles else schau.vorgeschlagen
    angenommen = {ort for ort, p in gefunden.items() if p.schluessel in gewaehlt}
    folge = wirkung(dok.blick, schau.nach_schluessel(gewaehlt))
    if gewaehlt:
        wende_an(dok, schau, gewaehlt, "Zufall")
    nachher = _sagt(dok.blick)
    assert nachher == {ort: mappe[ort] if ort in angenommen else plan[ort] for ort in orte}
    zahlen = dok.blick.kennzahlen
    assert folge.nachher.rest_cent == zahlen.rest_cent
    assert folge.nachher.eintritte == zahlen.eintritte_gesamt
    offen = vorschau_eigene(dok.blick, _mit(fall.mappe, zellen)).posten
    assert {p.schluessel for p in offen} == {p.schluessel for p in schau.posten} - gewaehlt
