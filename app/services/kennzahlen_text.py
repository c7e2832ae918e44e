"""The key figures of a plan as a German table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.arten import Planstatus, Umschichtungsbasis
from app.models.geld import format_eur, format_zahl
from app.services.summen import Dimension
from app.services.worte import BUDGET_WORT, EINTRITTE_WORT, PLANSTATUS_WORT
from app.services.zeilen import Budgetart, Eintrittestatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.bindungsjahre import Bindungsjahr
    from app.services.budget import Kennzahlen
    from app.services.planblick import Planblick
    from app.services.summen import Summe

Tabellenzeile = tuple[str, ...]


def als_text(blick: Planblick) -> str:
    """Head, budget, Handlungsfelder and the overview of entries, in aligned columns."""
    teile = [
        _kopf(blick),
        _tabelle(("Budget", ""), _budget(blick)),
        _tabelle(_BINDUNGSKOPF, _bindungen(blick)),
        _tabelle(("Handlungsfeld", "Zeilen", "Eintritte", "Mittelansatz"), _handlungsfelder(blick)),
        _tabelle(("Produktkategorie, Produkt", "Eintritte"), _kategorien(blick)),
    ]
    return "\n\n".join(teile)


def _kopf(blick: Planblick) -> str:
    kopf = blick.kopf
    stand = f", Stand {kopf.stand:%d.%m.%Y}" if kopf.stand else ""
    status = PLANSTATUS_WORT[Planstatus(kopf.status)]
    return f"{kopf.name} · Haushaltsjahr {kopf.haushaltsjahr}{stand} · {status}"


def _budget(blick: Planblick) -> list[Tabellenzeile]:
    k = blick.kennzahlen
    rest = "Rest" if k.rest_cent >= 0 else "Rest (überplant)"
    return [
        (BUDGET_WORT[Budgetart.EINGLIEDERUNGSMITTEL], format_eur(k.eingliederungsmittel_cent)),
        (BUDGET_WORT[Budgetart.VERWALTUNGSMITTEL], format_eur(k.verwaltungsmittel_cent)),
        ("Globalbudget", format_eur(k.globalbudget_cent)),
        (f"{BUDGET_WORT[Budgetart.UMSCHICHTUNG]}{_basis(k)}", format_eur(k.umschichtung_cent)),
        ("Vorbindungen", format_eur(k.vorbindungen_cent)),
        *([("Freirechnungen", format_eur(k.freirechnung_cent))] if k.freirechnung_cent else []),
        (BUDGET_WORT[Budgetart.RUECKEINNAHMEN], format_eur(k.rueckeinnahmen_cent)),
        ("Neufallbudget", format_eur(k.neufallbudget_cent)),
        ("verplant", format_eur(k.verplant_cent)),
        (rest, format_eur(k.rest_cent)),
        ("noch nicht gebunden", format_eur(k.ungebunden_cent)),
        (BUDGET_WORT[Budgetart.KFA], format_eur(k.kfa_cent)),
        (BUDGET_WORT[Budgetart.VORLEISTUNGEN], format_eur(k.vorleistungen_cent)),
        ("Verwaltungskostenbudget", format_eur(k.verwaltungskostenbudget_cent)),
    ]


def _basis(k: Kennzahlen) -> str:
    """Says so where only executed movements count."""
    return " (vollzogen)" if k.umschichtung_basis is Umschichtungsbasis.VOLLZOGEN else ""


_BINDUNGSKOPF = ("Haushaltsjahr", "Vorbindungen", "neu gebunden", "geplant", "VE", "frei")


def _bindungen(blick: Planblick) -> list[Tabellenzeile]:
    return [
        (
            str(j.jahr),
            format_eur(j.vorbindung_cent),
            format_eur(j.neu_gebunden_cent),
            format_eur(j.neu_geplant_cent),
            "" if j.ve_cent is None else format_eur(j.ve_cent),
            format_eur(_frei(blick.kennzahlen, j)),
        )
        for j in blick.bindungsjahre
    ]


def _frei(k: Kennzahlen, jahr: Bindungsjahr) -> int:
    """What is left; negative: over the Neufallbudget in the plan's year, over the VE in a later one."""
    if jahr.jahr == k.haushaltsjahr:
        return k.neufallbudget_cent - max(k.verplant_cent, k.neu_gebunden_cent)
    return jahr.frei_cent - jahr.ueber_ve_cent


def _handlungsfelder(blick: Planblick) -> list[Tabellenzeile]:
    gruppen = [(h.titel, blick.summe(Dimension.HANDLUNGSFELD, h.id)) for h in blick.handlungsfelder.values()]
    ohne = blick.summe(Dimension.HANDLUNGSFELD, None)
    if ohne.zeilen:
        gruppen.append(("ohne Handlungsfeld", ohne))
    gruppen.append(("Summe", blick.summe(Dimension.GESAMT)))
    return [
        (titel, format_zahl(s.zeilen), _eintritte(s), format_eur(s.mittelansatz_cent)) for titel, s in gruppen
    ]


def _kategorien(blick: Planblick) -> list[Tabellenzeile]:
    zeilen: list[Tabellenzeile] = []
    for kategorie in blick.kategorien.values():
        zeilen.append((kategorie.titel, _eintritte(blick.summe(Dimension.PRODUKTKATEGORIE, kategorie.id))))
        zeilen.extend(
            (f"  {p.bezeichnung}", _eintritte(blick.summe(Dimension.PRODUKT, p.id)))
            for p in blick.produkte.values()
            if p.gehoert_zu == kategorie.id
        )
    ohne = blick.summe(Dimension.PRODUKT, None)
    if ohne.zeilen:
        zeilen.append(("ohne Produkt", _eintritte(ohne)))
    zeilen.append(("Summe", _eintritte(blick.summe(Dimension.GESAMT))))
    return zeilen


def _eintritte(summe: Summe) -> str:
    zahl = summe.eintritte_oder_none
    return EINTRITTE_WORT[Eintrittestatus.KALKULATION_VORJAHR] if zahl is None else format_zahl(zahl)


def _tabelle(kopf: Tabellenzeile, zeilen: Sequence[Tabellenzeile]) -> str:
    """First column to the left, the others to the right; a line under the headings."""
    breiten = [max(len(zeile[i]) for zeile in (kopf, *zeilen)) for i in range(len(kopf))]
    alle = [kopf, tuple("─" * breite for breite in breiten), *zeilen]
    return "\n".join(_zeile(zeile, breiten).rstrip() for zeile in alle)


def _zeile(zeile: Tabellenzeile, breiten: Sequence[int]) -> str:
    rechts = (text.rjust(breite) for text, breite in zip(zeile[1:], breiten[1:], strict=True))
    return "  ".join((zeile[0].ljust(breiten[0]), *rechts))
