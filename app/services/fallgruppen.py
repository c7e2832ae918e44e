"""Cases of § 16i and § 16e: Vorgänge on groups of them, and the Bindungen that follow (AMIP 2.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.models import haushalt
from app.models.bindung import Bindung
from app.models.massnahme import POSITION_STEP
from app.services.bindungen import bindung_setzen, neue_bindung
from app.services.bindungspruefung import Entwurf, pruefe_bindung
from app.services.bindungszeilen import Bindungsart, Bindungszeile, Vertrag
from app.services.eingabe import EingabeFehler
from app.services.foerderfaelle import Faelle, Fallmonat, faelligkeiten, monatsverlauf

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.changes import Changes
    from app.services.dokument import Dokument
    from app.services.haushaltszeilen import Fallgruppe
    from app.services.planblick import Planblick
    from app.services.regeln import Regel

    Betraege = dict[tuple[int, int | None], int]

STANDARD_DAUER = 24
"""Months of a new group until somebody says otherwise."""


def rechtsgrundlage(blick: Planblick, gruppe: Fallgruppe) -> str:
    """What the group's product rests on.

    Raises:
        EingabeFehler: no product yet, or one without a legal basis.
    """
    produkt = blick.produkte.get(gruppe.produkt_id or "")
    if produkt is None:
        msg = "Wählen Sie das Produkt: Seine Rechtsgrundlage bestimmt Zuschuss und PAT."
        raise EingabeFehler(msg)
    if not produkt.zusatz:
        msg = f"Das Produkt „{produkt.bezeichnung}“ hat im Katalog keine Rechtsgrundlage."
        raise EingabeFehler(msg)
    return produkt.zusatz


def verlauf(blick: Planblick, gruppe: Fallgruppe, regeln: Sequence[Regel]) -> tuple[Fallmonat, ...]:
    """Subsidy and PAT of a group month by month.

    Raises:
        EingabeFehler: no product, no rule, an unknown class, a term that is too long.
    """
    faelle = Faelle(
        rechtsgrundlage=rechtsgrundlage(blick, gruppe),
        klasse=gruppe.klasse,
        anzahl=gruppe.anzahl,
        beginn=(gruppe.beginn_jahr, gruppe.beginn_monat),
        dauer_monate=gruppe.dauer_monate,
        lohn_cent=gruppe.lohn_cent,
    )
    return monatsverlauf(faelle, regeln)


def fallgruppe_anlegen(dok: Dokument, regeln: Sequence[Regel], entwurf: Fallgruppe) -> tuple[str, Changes]:
    """Add a group at the end; key and position of ``entwurf`` do not count.

    Raises:
        EingabeFehler: what does not fit; nothing is changed.
    """
    _pruefe(dok.blick, entwurf, regeln)
    with dok.vorgang("fallgruppe_neu", f"Fallgruppe „{entwurf.bezeichnung.strip()}“ angelegt") as tat:
        letzte = tat.session.scalar(
            select(func.max(haushalt.Fallgruppe.position)).where(
                haushalt.Fallgruppe.plan_id == dok.blick.plan_id
            )
        )
        zeile = haushalt.Fallgruppe(plan_id=dok.blick.plan_id, position=(letzte or 0) + POSITION_STEP)
        _uebernimm(zeile, entwurf)
        tat.session.add(zeile)
        tat.session.flush()
        zeile_id = zeile.id
    return zeile_id, tat.ergebnis()


def fallgruppe_setzen(dok: Dokument, regeln: Sequence[Regel], neu: Fallgruppe) -> Changes:
    """Change a group (``neu.id``) as a whole.

    Raises:
        EingabeFehler: what does not fit; nothing is changed.
    """
    _pruefe(dok.blick, neu, regeln)
    with dok.vorgang("fallgruppe", f"Fallgruppe „{neu.bezeichnung.strip()}“ geändert") as tat:
        _uebernimm(tat.session.get_one(haushalt.Fallgruppe, neu.id), neu)
    return tat.ergebnis()


def fallgruppen_loeschen(dok: Dokument, ids: Iterable[str]) -> Changes:
    """Delete groups; Bindungen that pay for them stay and lose only the reference."""
    with dok.vorgang("fallgruppe_weg", "Fallgruppe gelöscht") as tat:
        for zeile_id in ids:
            for bindung in tat.session.scalars(select(Bindung).where(Bindung.fallgruppe_id == zeile_id)):
                bindung.fallgruppe_id = None
            tat.session.flush()
            tat.session.delete(tat.session.get_one(haushalt.Fallgruppe, zeile_id))
    return tat.ergebnis()


def bindung_der(blick: Planblick, gruppe_id: str) -> Bindungszeile | None:
    """The Bindung that pays for a group; None where there is none yet."""
    return next((b for b in blick.bindungen if b.vertrag.fallgruppe_id == gruppe_id), None)


def faellig_ab_planjahr(blick: Planblick, gruppe: Fallgruppe, regeln: Sequence[Regel]) -> Betraege:
    """What the Eingliederungstitel pays for a group from the plan's year on, net of the PAT, in Cent.

    Raises:
        EingabeFehler: the group's figures do not fit the rules.
    """
    alle = faelligkeiten(verlauf(blick, gruppe, regeln))
    return {(jahr, monat): cent for (jahr, monat), cent in alle.items() if jahr >= blick.jahr and cent}


def binde(dok: Dokument, regeln: Sequence[Regel], gruppe_id: str) -> Changes:
    """Book what a group costs as a Bindung, or bring the booked one up to the group's figures.

    Cases that began before the plan's year make a Vorbindung: part of the known sum where there is one.

    Raises:
        EingabeFehler: the figures do not fit the rules, or nothing falls due from the plan's year on.
    """
    blick = dok.blick
    gruppe = next((g for g in blick.fallgruppen if g.id == gruppe_id), None)
    if gruppe is None:
        msg = "Diese Fallgruppe gibt es nicht mehr."
        raise EingabeFehler(msg)
    betraege = faellig_ab_planjahr(blick, gruppe, regeln)
    if not betraege:
        msg = f"„{gruppe.bezeichnung}“: Ab {blick.jahr} ist nichts zu zahlen."
        raise EingabeFehler(msg)
    alte = bindung_der(blick, gruppe_id)
    return _neue(dok, gruppe, betraege) if alte is None else _bisherige(dok, gruppe, alte, betraege)


def _bisherige(dok: Dokument, gruppe: Fallgruppe, alte: Bindungszeile, betraege: Betraege) -> Changes:
    """What the cases say replaces what the Bindung said; what else is known of it stays."""
    blick, vertrag = dok.blick, alte.vertrag
    herkunft, sammel_id = alte.herkunft_jahr, vertrag.sammel_id
    if (herkunft < blick.jahr) != (gruppe.beginn_jahr < blick.jahr):
        herkunft, sammel_id = _herkunft(blick, gruppe), _sammel_id(blick, gruppe)
    summe = None if vertrag.summe_cent is None else sum(betraege.values())
    return bindung_setzen(
        dok,
        alte.id,
        bezeichnung=alte.bezeichnung,
        herkunft_jahr=herkunft,
        betraege=betraege,
        massnahme_id=alte.massnahme_id,
        bemerkung=alte.bemerkung,
        vertrag=replace(vertrag, sammel_id=sammel_id, summe_cent=summe, plaetze=gruppe.anzahl),
    )


def _herkunft(blick: Planblick, gruppe: Fallgruppe) -> int:
    return min(gruppe.beginn_jahr, blick.jahr)


def _sammel_id(blick: Planblick, gruppe: Fallgruppe) -> str | None:
    """The known sum of the Vorbindungen that cases of earlier years are a part of."""
    if gruppe.beginn_jahr >= blick.jahr:
        return None
    summen = (b.id for b in blick.bindungen if not b.aufgegliedert and b.herkunft_jahr < blick.jahr)
    return next(summen, None)


def _neue(dok: Dokument, gruppe: Fallgruppe, betraege: Betraege) -> Changes:
    blick, herkunft = dok.blick, _herkunft(dok.blick, gruppe)
    vertrag = Vertrag(
        art=Bindungsart.BEWILLIGUNG,
        fallgruppe_id=gruppe.id,
        produkt_id=gruppe.produkt_id,
        sammel_id=_sammel_id(blick, gruppe),
        plaetze=gruppe.anzahl,
    )
    pruefe_bindung(blick, Entwurf(gruppe.bezeichnung, herkunft, betraege, vertrag))
    with dok.vorgang("fallgruppe_bindung", f"Fallgruppe „{gruppe.bezeichnung}“ als Bindung gebucht") as tat:
        neue_bindung(
            tat,
            blick.plan_id,
            betraege,
            vertrag,
            bezeichnung=gruppe.bezeichnung,
            herkunft_jahr=herkunft,
            massnahme_id=gruppe.massnahme_id,
        )
    return tat.ergebnis()


def _pruefe(blick: Planblick, gruppe: Fallgruppe, regeln: Sequence[Regel]) -> None:
    if not gruppe.bezeichnung.strip():
        msg = "Eine Fallgruppe braucht eine Bezeichnung."
        raise EingabeFehler(msg)
    verlauf(blick, gruppe, regeln)


def _uebernimm(zeile: haushalt.Fallgruppe, gruppe: Fallgruppe) -> None:
    zeile.bezeichnung, zeile.produkt_id = gruppe.bezeichnung.strip(), gruppe.produkt_id
    zeile.massnahme_id, zeile.klasse, zeile.anzahl = gruppe.massnahme_id, gruppe.klasse, gruppe.anzahl
    zeile.beginn_jahr, zeile.beginn_monat = gruppe.beginn_jahr, gruppe.beginn_monat
    zeile.dauer_monate, zeile.lohn_cent = gruppe.dauer_monate, gruppe.lohn_cent
    zeile.bemerkung = gruppe.bemerkung or None
