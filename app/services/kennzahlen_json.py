"""The key figures of a plan as plain values for JSON: whole cents, ISO dates, null where nothing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.services.kennzahlen_bindungen import bindungen_als_dict
from app.services.kennzahlen_zuteilung import zuteilung_als_dict
from app.services.summen import Dimension

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.planblick import Planblick
    from app.services.regeln import Regel
    from app.services.zeilen import Katalogeintrag


def als_dict(blick: Planblick, regeln: Sequence[Regel] = ()) -> dict[str, Any]:
    """The plan's head, its budget, the roll-ups, what is committed, the estimates of what is allotted.

    Amounts are in Cent. ``eintritte`` is null where a group is planned from last year's amount and has no
    number. ``handlungsfelder`` with ``ohne_handlungsfeld`` make up the total, and so do
    ``produktkategorien`` with ``weitere_leistungen`` (not part of the printed overview) and ``ohne_produkt``.
    """
    return {
        "plan": _kopf(blick),
        **_budget(blick),
        "handlungsfelder": [_handlungsfeld(blick, h) for h in blick.handlungsfelder.values()],
        "ohne_handlungsfeld": _rest(blick, Dimension.HANDLUNGSFELD),
        "produktkategorien": [_kategorie(blick, k) for k in blick.kategorien.values() if k.ausgewiesen],
        "weitere_leistungen": [_kategorie(blick, k) for k in blick.kategorien.values() if not k.ausgewiesen],
        "ohne_produkt": _rest(blick, Dimension.PRODUKT),
        **bindungen_als_dict(blick, regeln),
        "zuteilung": zuteilung_als_dict(blick, regeln),
    }


def _kopf(blick: Planblick) -> dict[str, Any]:
    kopf = blick.kopf
    return {
        "id": kopf.id,
        "haushaltsjahr": kopf.haushaltsjahr,
        "bezeichnung": kopf.bezeichnung,
        "stand": kopf.stand.isoformat() if kopf.stand else None,
        "status": kopf.status,
        "erfunden": kopf.erfunden,
    }


def _budget(blick: Planblick) -> dict[str, Any]:
    k = blick.kennzahlen
    return {
        "globalbudget_cent": k.globalbudget_cent,
        "eingliederungsmittel_cent": k.eingliederungsmittel_cent,
        "verwaltungsmittel_cent": k.verwaltungsmittel_cent,
        "umschichtung_cent": k.umschichtung_cent,
        "umschichtung_basis": k.umschichtung_basis.value,
        "vorbindungen_cent": k.vorbindungen_cent,
        "rueckeinnahmen_cent": k.rueckeinnahmen_cent,
        "freirechnung_cent": k.freirechnung_cent,
        "neufallbudget_cent": k.neufallbudget_cent,
        "verplant_cent": k.verplant_cent,
        "rest_cent": k.rest_cent,
        "kfa_cent": k.kfa_cent,
        "vorleistungen_cent": k.vorleistungen_cent,
        "verwaltungskostenbudget_cent": k.verwaltungskostenbudget_cent,
        "eintritte_gesamt": k.eintritte_gesamt,
        "zeilen": k.zeilen,
        "nicht_eingetragen": [a.value for a, p in blick.posten.items() if p.betrag_cent is None],
    }


def _handlungsfeld(blick: Planblick, eintrag: Katalogeintrag) -> dict[str, Any]:
    summe = blick.summe(Dimension.HANDLUNGSFELD, eintrag.id)
    return {
        "nummer": eintrag.nummer,
        "bezeichnung": eintrag.bezeichnung,
        "zeilen": summe.zeilen,
        "eintritte": summe.eintritte_oder_none,
        "mittelansatz_cent": summe.mittelansatz_cent,
    }


def _kategorie(blick: Planblick, eintrag: Katalogeintrag) -> dict[str, Any]:
    summe = blick.summe(Dimension.PRODUKTKATEGORIE, eintrag.id)
    return {
        "nummer": eintrag.nummer,
        "bezeichnung": eintrag.bezeichnung,
        "eintritte": summe.eintritte_oder_none,
        "mittelansatz_cent": summe.mittelansatz_cent,
        "produkte": [_produkt(blick, p) for p in blick.produkte.values() if p.gehoert_zu == eintrag.id],
    }


def _produkt(blick: Planblick, eintrag: Katalogeintrag) -> dict[str, Any]:
    summe = blick.summe(Dimension.PRODUKT, eintrag.id)
    return {
        "bezeichnung": eintrag.bezeichnung,
        "eintritte": summe.eintritte_oder_none,
        "mittelansatz_cent": summe.mittelansatz_cent,
    }


def _rest(blick: Planblick, dimension: Dimension) -> dict[str, int]:
    summe = blick.summe(dimension, None)
    return {
        "zeilen": summe.zeilen,
        "eintritte": summe.eintritte,
        "mittelansatz_cent": summe.mittelansatz_cent,
    }
