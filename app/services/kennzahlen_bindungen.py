"""Bindungen, VE, Umschichtungen, Freigaben and cases as plain values for JSON: whole cents, ISO dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.bindungsgruppen import GRUPPIERUNG_WORT, nach_gruppe
from app.services.bindungsjahre import geltend
from app.services.bindungsmonate import monatswerte
from app.services.freigabelage import freigabelage
from app.services.patlage import patlage
from app.services.umschichtungen import bewegungslage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.bindungsjahre import Bindungsjahr
    from app.services.haushaltszeilen import Freigabezeile
    from app.services.planblick import Planblick
    from app.services.regeln import Regel


def bindungen_als_dict(blick: Planblick, regeln: Sequence[Regel]) -> dict[str, Any]:
    """Everything that the dashboards of the Bindungen show. Amounts in Cent, lists January to December."""
    return {
        "bindungen": _bindungen(blick),
        "bindungsjahre": [_jahr(blick, jahr) for jahr in blick.bindungsjahre],
        "bindungen_monate": _monate(blick),
        "bindungen_nach": {
            gruppierung.value: [
                {"bezeichnung": b.name, "gebunden_cent": b.bis}
                for b in nach_gruppe(blick, gruppierung, blick.jahr).balken
            ]
            for gruppierung in GRUPPIERUNG_WORT
        },
        "umschichtung": _umschichtung(blick),
        "vorlaeufige_haushaltsfuehrung": [_freigabe(blick, freigabe) for freigabe in blick.freigaben],
        "passiv_aktiv_transfer": _pat(blick, regeln),
    }


def _bindungen(blick: Planblick) -> dict[str, Any]:
    stand, k = blick.stand.im(blick.jahr), blick.kennzahlen
    return {
        "anzahl": len(blick.bindungen),
        "vorbindungen_cent": stand.vorbindung_cent,
        "vorbindungen_aufgegliedert_cent": stand.aufgegliedert_cent,
        "vorbindungen_nicht_aufgegliedert_cent": stand.nicht_aufgegliedert_cent,
        "freirechnungen_cent": stand.vorbindung_frei_cent + stand.neu_frei_cent,
        "freirechnungen_vorbindungen_cent": stand.vorbindung_frei_cent,
        "neu_gebunden_cent": stand.neu_gebunden_cent,
        "gezahlt_cent": stand.gezahlt_cent,
        "abschlaege_cent": stand.abschlag_cent,
        "offen_cent": stand.offen_cent,
        "neufallbudget_ungebunden_cent": k.ungebunden_cent,
    }


def _jahr(blick: Planblick, jahr: Bindungsjahr) -> dict[str, Any]:
    ve = geltend(blick.ermaechtigungen, jahr.jahr)
    return {
        "jahr": jahr.jahr,
        "vorbindung_cent": jahr.vorbindung_cent,
        "neu_gebunden_cent": jahr.neu_gebunden_cent,
        "neu_geplant_cent": jahr.neu_geplant_cent,
        "frei_cent": jahr.frei_cent,
        "freirechnung_cent": jahr.freirechnung_cent,
        "zeilen_ohne_betrag": jahr.offen,
        "ve_cent": ve.betrag_cent if ve else None,
        "ve_stand": ve.stand.value if ve else None,
        "ve_ab": ve.ab.isoformat() if ve else None,
        "ve_ueberschritten_cent": jahr.ueber_ve_cent,
    }


def _monate(blick: Planblick) -> dict[str, Any]:
    werte = monatswerte(blick, blick.jahr)
    return {
        "vorbindungen_cent": list(werte.vorbindungen),
        "neu_cent": list(werte.neu),
        "gezahlt_cent": list(werte.gezahlt),
        "pfad_cent": list(werte.pfad),
    }


def _umschichtung(blick: Planblick) -> dict[str, Any]:
    lage = bewegungslage(blick)
    return {
        "basis": blick.kopf.umschichtung_basis.value,
        "planansatz_cent": lage.planansatz_cent,
        "geplant_cent": lage.geplant_cent,
        "gesperrt_cent": lage.gesperrt_cent,
        "vollzogen_cent": lage.vollzogen_cent,
        "ohne_bewegung_cent": lage.ohne_bewegung_cent,
    }


def _freigabe(blick: Planblick, freigabe: Freigabezeile) -> dict[str, Any]:
    lage = freigabelage(blick, freigabe)
    return {
        "von": freigabe.von.isoformat(),
        "bis": freigabe.bis.isoformat(),
        "anteil_promille": freigabe.anteil_promille,
        "anrechnung": freigabe.anrechnung.value,
        "freigegeben_cent": lage.freigegeben_cent,
        "vorbindungen_cent": lage.vorbindungen_cent,
        "neu_gebunden_cent": lage.neu_gebunden_cent,
        "umschichtung_cent": lage.umschichtung_cent,
        "bindbar_cent": lage.bindbar_cent,
    }


def _pat(blick: Planblick, regeln: Sequence[Regel]) -> dict[str, Any]:
    lage = patlage(blick, regeln)
    return {
        "faelle": lage.faelle,
        "rahmen_neu_cent": lage.rahmen_neu_cent,
        "rahmen_bestand_cent": lage.rahmen_bestand_cent,
        "jahre": [
            {
                "jahr": jahr,
                "brutto_cent": lage.summe(jahr).zuschuss_cent,
                "pat_cent": lage.summe(jahr).pat_cent,
                "pat_neu_cent": lage.summe(jahr, neu=True).pat_cent,
                "pat_bestand_cent": lage.summe(jahr, neu=False).pat_cent,
                "netto_cent": lage.summe(jahr).netto_cent,
            }
            for jahr in lage.jahre
        ],
        "monate": [
            {"monat": m.monat, "brutto_cent": m.zuschuss_cent, "pat_cent": m.pat_cent} for m in lage.monate()
        ],
    }
