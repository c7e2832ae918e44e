"""Where a changed field is to be found today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.grundlagenfelder import BETREUUNGSSCHLUESSEL, PATPAUSCHALEN, PERSONAL, TABELLEN
from app.services.haushaltszeilen import Plangroesse
from app.services.protokoll_worte import TABELLE_WORT
from app.views.bruecke import Ziel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.grundlagenfelder import Grundtabelle
    from app.services.planblick import Planblick
    from app.services.protokoll import Protokollfeld


_RAHMEN = frozenset({Plangroesse.PAT_RAHMEN_NEU_CENT, Plangroesse.PAT_RAHMEN_BESTAND_CENT})
"""Figures that are typed beside the cases; all others belong to the calculators of the Zuteilung."""

_ANSICHT = {BETREUUNGSSCHLUESSEL.name: PERSONAL.name, PATPAUSCHALEN.name: "pat"}
"""Where a table of the Grundlagen stands that has no view of its own."""


def ziel_von(blick: Planblick, felder: Iterable[Protokollfeld]) -> Ziel | None:
    """The place of the first field that still exists; rows of the grid all together. None: gone."""
    zeilen: list[str] = []
    for feld in felder:
        ziel = _SUCHEN.get(feld.tabelle, _nirgends)(blick, feld.zeile_id)
        if ziel is not None and not ziel.zeilen:
            return ziel if not zeilen else Ziel("massnahmen", zeilen=tuple(dict.fromkeys(zeilen)))
        if ziel is not None:
            zeilen.extend(ziel.zeilen)
    return Ziel("massnahmen", zeilen=tuple(dict.fromkeys(zeilen))) if zeilen else None


def _ansatz(blick: Planblick, schluessel: str) -> Ziel | None:
    return Ziel("massnahmen", zeilen=(schluessel,)) if schluessel in blick.zeilen else None


def _massnahme(blick: Planblick, schluessel: str) -> Ziel | None:
    ansaetze = blick.ansaetze.get(schluessel)
    return Ziel("massnahmen", zeilen=tuple(ansaetze)) if ansaetze else None


def _posten(blick: Planblick, schluessel: str) -> Ziel | None:
    art = next((art for art, posten in blick.posten.items() if posten.id == schluessel), None)
    return Ziel("budget", posten=art.value) if art else None


def _bindung(blick: Planblick, schluessel: str) -> Ziel | None:
    """The Bindung itself, or the one that a due amount, a payment or a release belongs to."""
    for b in blick.bindungen:
        teile = (*(f.id for f in b.faelligkeiten), *(z.id for z in b.zahlungen))
        if schluessel in {b.id, *teile, *(f.id for f in b.freirechnungen)}:
            return Ziel("bindungen", schluessel=b.id)
    return None


def _ve(blick: Planblick, schluessel: str) -> Ziel | None:
    gemeint = next((v for v in blick.ermaechtigungen if v.id == schluessel), None)
    return Ziel("bindungen", unterseite="ve", posten=str(gemeint.jahr)) if gemeint else None


def _umschichtung(blick: Planblick, schluessel: str) -> Ziel | None:
    da = any(u.id == schluessel for u in blick.umschichtungen)
    return Ziel("budget", unterseite="umschichtung", schluessel=schluessel) if da else None


def _freigabe(blick: Planblick, schluessel: str) -> Ziel | None:
    da = any(f.id == schluessel for f in blick.freigaben)
    return Ziel("budget", unterseite="freigabe", schluessel=schluessel) if da else None


def _fallgruppe(blick: Planblick, schluessel: str) -> Ziel | None:
    da = any(g.id == schluessel for g in blick.fallgruppen)
    return Ziel("grundlagen", unterseite="pat", schluessel=schluessel) if da else None


def _planwert(blick: Planblick, schluessel: str) -> Ziel | None:
    groesse = next((g for g, wert in blick.planwerte.items() if wert.id == schluessel), None)
    if groesse is None:
        return None
    if groesse in _RAHMEN:
        return Ziel("grundlagen", unterseite="pat")
    return Ziel("budget", unterseite="zuteilung")


def _plan(blick: Planblick, schluessel: str) -> Ziel | None:
    return Ziel("budget") if schluessel == blick.plan_id else None


def _nirgends(_blick: Planblick, _schluessel: str) -> Ziel | None:
    return None


def _grundlage(tabelle: Grundtabelle) -> Callable[[Planblick, str], Ziel | None]:
    def suche(blick: Planblick, schluessel: str) -> Ziel | None:
        da = any(z.id == schluessel for z in tabelle.zeilen(blick))
        ansicht = _ANSICHT.get(tabelle.name, tabelle.name)
        return Ziel("grundlagen", unterseite=ansicht, schluessel=schluessel) if da else None

    return suche


_SUCHEN: dict[str, Callable[[Planblick, str], Ziel | None]] = {
    TABELLE_WORT["ansatz"]: _ansatz,
    TABELLE_WORT["massnahme"]: _massnahme,
    TABELLE_WORT["budgetposten"]: _posten,
    TABELLE_WORT["bindung"]: _bindung,
    TABELLE_WORT["bindungsbetrag"]: _bindung,
    TABELLE_WORT["zahlung"]: _bindung,
    TABELLE_WORT["freirechnung"]: _bindung,
    TABELLE_WORT["verpflichtungsermaechtigung"]: _ve,
    TABELLE_WORT["umschichtung"]: _umschichtung,
    TABELLE_WORT["freigabe"]: _freigabe,
    TABELLE_WORT["fallgruppe"]: _fallgruppe,
    TABELLE_WORT["planwert"]: _planwert,
    TABELLE_WORT["plan"]: _plan,
    **{TABELLE_WORT[t.name]: _grundlage(t) for t in TABELLEN},
}
