"""Puts the rows of our own workbook beside what was exported: which is which, which are copies, which new."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from app.services.eingabe import Feld

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.services.einfuhr.eigene_lesen import Fundblatt, Fundzeile, Fundzelle
    from app.services.einfuhr.rueckwegleser import Rueckweg
    from app.services.excel.rueckweg import Rueckblatt, Rueckzeile

    Stelle = tuple[Fundblatt, Fundzeile]

JE_MASSNAHME = frozenset({Feld.LEISTUNG.value, Feld.FUNKTION.value, Feld.BEMERKUNG.value})
"""Fields that all rows of a measure share."""
_BEIWERK = re.compile(r"[\s.€]|^1:(?=\d)")
_MIT_KOMMA = re.compile(r",\d*$")
_VERRUTSCHT = 2
"""So many rows must say just what another one said before the keys are taken to have been left behind."""


@dataclass(frozen=True, slots=True)
class Paar:
    """A row of the plan where it stands now, beside what was exported."""

    fund: Fundblatt
    zeile: Fundzeile
    basis: Rueckzeile
    heimat: Rueckblatt

    @property
    def umgezogen(self) -> bool:
        """True where it stands on the sheet of another table now."""
        return self.fund.rueck.blatt != self.heimat.blatt


@dataclass(slots=True)
class Paarung:
    """All rows of a workbook."""

    paare: list[Paar] = field(default_factory=list)
    neue: list[tuple[Fundblatt, Fundzeile, str]] = field(default_factory=list)
    """Added rows with a remark where they come from."""
    hinweise: list[str] = field(default_factory=list)


def paare_zeilen(funde: Sequence[Fundblatt], rueckweg: Rueckweg) -> Paarung:
    """Know each row by its key; where only the visible cells were sorted, by what it says."""
    ergebnis = Paarung()
    heimat = {(r.tabelle, z.zeile_id): (r, z) for r in rueckweg.blaetter for z in r.zeilen}
    je_schluessel: dict[tuple[str, str], list[Stelle]] = defaultdict(list)
    for fund in funde:
        if _ordne_verrutschte(fund):
            ergebnis.hinweise.append(
                f"Auf dem Blatt „{fund.roh.name}“ wurden Zeilen ohne ihre verborgenen Schlüssel umgestellt; "
                "sie wurden an ihrem Inhalt erkannt."
            )
        for zeile in fund.zeilen:
            schluessel = (fund.rueck.tabelle, zeile.zeile_id or "")
            if schluessel not in heimat:
                ergebnis.neue.append((fund, zeile, ""))
            elif not _geleert(zeile, heimat[schluessel][1]):
                je_schluessel[schluessel].append((fund, zeile))
    for schluessel, stellen in je_schluessel.items():
        rueck, basis = heimat[schluessel]
        # Of copies with the same key the one that still says what was exported is the row itself.
        erste, *kopien = sorted(stellen, key=partial(_rang, rueck, basis)) if stellen[1:] else stellen
        ergebnis.paare.append(Paar(*erste, basis, rueck))
        wort = f"Kopie von „{name}“" if (name := _name(basis)) else "Kopie einer Zeile"
        ergebnis.neue.extend((fund, zeile, wort) for fund, zeile in kopien)
    ergebnis.hinweise.extend(_reihenfolge(funde))
    return ergebnis


def _rang(rueck: Rueckblatt, basis: Rueckzeile, stelle: Stelle) -> tuple[int, bool]:
    """Small for the place that is most likely the row itself: unchanged, and on its own sheet."""
    return fremdheit(basis, stelle[1]), stelle[0].rueck.blatt != rueck.blatt


def _reihenfolge(funde: Sequence[Fundblatt]) -> Iterator[str]:
    for fund in funde:
        rang = {z.zeile_id: n for n, z in enumerate(fund.rueck.zeilen)}
        bekannte = [rang[z.zeile_id] for z in fund.zeilen if z.zeile_id in rang]
        if bekannte != sorted(bekannte):
            yield (
                f"Die Zeilen auf dem Blatt „{fund.roh.name}“ stehen in anderer Reihenfolge; "
                "die Reihenfolge im Plan bleibt."
            )


# -- what a row says ---------------------------------------------------------------------------------


def fremdheit(basis: Rueckzeile, zeile: Fundzeile) -> int:
    """How many cells of a row say something else than what was exported."""
    return sum(
        bool(zelle.fehler) or not _wie(zelle.text, basis.texte.get(feld, ""))
        for feld, zelle in zeile.zellen.items()
        if not sagt_nichts(basis, feld, zelle)
    )


def sagt_nichts(basis: Rueckzeile, feld: str, zelle: Fundzelle) -> bool:
    """A merged cell that was taken apart leaves the rows below it empty."""
    return feld in basis.verdeckt and not zelle.gedeckt and not zelle.text and not zelle.fehler


def _wie(eine: str, andere: str) -> bool:
    return eine == andere or _lose(eine) == _lose(andere)


@lru_cache(maxsize=4096)
def _lose(text: str) -> str:
    """A text without what differs between a number and the way it is shown."""
    kern = _BEIWERK.sub("", text)
    return kern.rstrip("0").rstrip(",") if _MIT_KOMMA.search(kern) else kern


def _geleert(zeile: Fundzeile, basis: Rueckzeile) -> bool:
    """A row whose cells were all emptied, its name with them, is gone, whatever its hidden key says."""
    feld = next((f for f in ("leistung", "bezeichnung") if f in zeile.zellen), None)
    if feld is None or feld in basis.verdeckt or zeile.zellen[feld].gedeckt:
        return False
    return not any((z.text or z.fehler) and not z.gedeckt for z in zeile.zellen.values())


# -- rows that were sorted without their keys --------------------------------------------------------


def _ordne_verrutschte(fund: Fundblatt) -> bool:
    """Give rows that say what another row of the sheet said that row's key, if several do."""
    heimat = {z.zeile_id: z for z in fund.rueck.zeilen}
    fremde = {
        nummer: zeile
        for nummer, zeile in enumerate(fund.zeilen)
        if zeile.zeile_id in heimat and fremdheit(heimat[zeile.zeile_id], zeile)
    }
    frei = dict.fromkeys(z.zeile_id for z in fremde.values() if z.zeile_id)
    if fund.fehlende or len(frei) < len(fremde):
        return False  # Copies: their keys say where they come from.
    neu = _zuordnung(fremde, [heimat[i] for i in frei], _inhalt_dort, _inhalt)
    if len(neu) < _VERRUTSCHT:
        return False
    for schluessel in (_name_dort, _name), (_eigener, lambda basis: basis.zeile_id), (_egal, _egal):
        offen = {n: z for n, z in fremde.items() if n not in neu}
        vergeben = set(neu.values())
        neu |= _zuordnung(offen, [heimat[i] for i in frei if i not in vergeben], *schluessel)
    for nummer, zeile_id in neu.items():
        fund.zeilen[nummer] = replace(fund.zeilen[nummer], zeile_id=zeile_id)
    return True


def _zuordnung(
    zeilen: Mapping[int, Fundzeile],
    basen: Sequence[Rueckzeile],
    dort: Callable[[Fundzeile], object],
    hier: Callable[[Rueckzeile], object],
) -> dict[int, str]:
    """Keys for rows of which the same can be said, each given once; None says nothing."""
    je_wort: dict[object, list[str]] = defaultdict(list)
    for basis in reversed(basen):
        je_wort[hier(basis)].append(basis.zeile_id)
    ergebnis = {}
    for nummer, zeile in zeilen.items():
        wort = dort(zeile)
        if wort is not None and je_wort.get(wort):
            ergebnis[nummer] = je_wort[wort].pop()
    return ergebnis


def _inhalt(basis: Rueckzeile) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((feld, _lose(text)) for feld, text in basis.texte.items()))


def _inhalt_dort(zeile: Fundzeile) -> tuple[tuple[str, str], ...] | None:
    texte = tuple(sorted((feld, _lose(zelle.text)) for feld, zelle in zeile.zellen.items()))
    return texte if any(text for _, text in texte) else None


def _name(basis: Rueckzeile) -> str:
    return basis.texte.get("leistung") or basis.texte.get("bezeichnung") or ""


def _name_dort(zeile: Fundzeile) -> str | None:
    felder = (zeile.zellen[f].text for f in ("leistung", "bezeichnung") if f in zeile.zellen)
    return next(felder, None) or None


def _eigener(zeile: Fundzeile) -> str | None:
    return zeile.zeile_id


def _egal(_zeile: object) -> str:
    return ""
