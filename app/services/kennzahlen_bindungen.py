"""Bindungen, VE, Umschichtungen, Freigaben and cases as plain values for JSON: whole cents, ISO dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.bindungsgruppen import GRUPPIERUNG_WORT, nach_gruppe
from app.services.bindungsjahre import geltend
from app.services.bindungsmonate import kumuliert, monatswerte
from app.services.freigabelage import freigabelage
from app.services.patlage import patlage
from app.services.patvergleich import vergleiche
from app.services.umschichtungen import bewegungslage, produktlagen
from app.services.ve import ve_jahre
from app.services.ve_diagramm import ve_monate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.bindungsjahre import Bindungsjahr
    from app.services.haushaltszeilen import Freigabezeile
    from app.services.planblick import Planblick
    from app.services.regeln import Regel
    from app.services.ve import VeJahr


def bindungen_als_dict(blick: Planblick, regeln: Sequence[Regel]) -> dict[str, Any]:
    """Everything that the dashboards of the Bindungen show. Amounts in Cent, lists January to December."""
    return {
        "bindungen": _bindungen(blick),
        "bindungsjahre": [_jahr(blick, jahr) for jahr in blick.bindungsjahre],
        "bindungen_monate": _monate(blick, blick.jahr),
        "bindungen_nach": _nach(blick, blick.jahr),
        "bindungen_spaeter": [
            {"jahr": j.jahr, "monate": _monate(blick, j.jahr), "nach": _nach(blick, j.jahr)}
            for j in blick.bindungsjahre[1:]
        ],
        "verpflichtungsermaechtigungen": [_ve(blick, jahr) for jahr in ve_jahre(blick)],
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


def _monate(blick: Planblick, jahr: int) -> dict[str, Any]:
    """Month by month, and summed up from January on as the curves are drawn."""
    werte = monatswerte(blick, jahr)
    return {
        "vorbindungen_cent": list(werte.vorbindungen),
        "neu_cent": list(werte.neu),
        "gezahlt_cent": list(werte.gezahlt),
        "pfad_cent": list(werte.pfad),
        "gebunden_kumuliert_cent": list(kumuliert(werte.gebunden)),
        "gezahlt_kumuliert_cent": list(kumuliert(werte.gezahlt)),
        "pfad_kumuliert_cent": list(kumuliert(werte.pfad)),
    }


def _nach(blick: Planblick, jahr: int) -> dict[str, Any]:
    return {
        gruppierung.value: [
            {"bezeichnung": b.name, "gebunden_cent": b.bis}
            for b in nach_gruppe(blick, gruppierung, jahr).balken
        ]
        for gruppierung in GRUPPIERUNG_WORT
    }


def _ve(blick: Planblick, jahr: VeJahr) -> dict[str, Any]:
    """As in the HÜL-VE; the months begin with what has no date, then January to December."""
    monate = ve_monate(blick, jahr.jahr)
    return {
        "jahr": jahr.jahr,
        "genutzt_cent": jahr.genutzt_cent,
        "frei_cent": jahr.frei_cent,
        "genutzt_kumuliert_cent": [m.kumuliert_cent for m in monate],
        "ve_im_verlauf_cent": [m.ve_cent for m in monate],
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
        "produkte": [
            {
                "bezeichnung": blick.produkte[p.produkt_id].bezeichnung,
                "ansatz_cent": p.ansatz_cent,
                "zugang_cent": p.zugang_cent,
                "abgang_cent": p.abgang_cent,
                "soll_cent": p.soll_cent,
            }
            for p in produktlagen(blick)
        ],
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
        "faelle_neu": lage.faelle_von(neu=True),
        "faelle_bestand": lage.faelle_von(neu=False),
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
            {
                "monat": m.monat,
                "brutto_cent": m.zuschuss_cent,
                "pat_cent": m.pat_cent,
                "netto_cent": m.zuschuss_cent - m.pat_cent,
            }
            for m in lage.monate()
        ],
        "vergleich": [
            {
                "bezeichnung": v.name,
                "mittelansatz_cent": v.mittelansatz_cent,
                "brutto_cent": v.neufaelle.zuschuss_cent,
                "pat_cent": v.neufaelle.pat_cent,
                "netto_cent": v.neufaelle.netto_cent,
            }
            for v in vergleiche(blick, lage)
        ],
    }
