"""Cases of § 16i and § 16e: Vorgänge on groups of them, and the Bindungen that follow (AMIP 2.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.models import haushalt
from app.models.bindung import Bindung
from app.models.geld import GROESSTER_BETRAG, format_eur
from app.models.massnahme import POSITION_STEP
from app.services.bindungen import neue_bindung, setze_bindung
from app.services.bindungspruefung import Entwurf, pruefe_bindung
from app.services.bindungszeilen import Bindungsart, Bindungszeile, Vertrag
from app.services.eingabe import EingabeFehler
from app.services.foerderfaelle import Faelle, Fallmonat, faelligkeiten, monatsverlauf
from app.services.patregeln import regeln_des_plans
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.changes import Changes
    from app.services.dokument import Dokument, Tat
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
    return monatsverlauf(faelle, regeln_des_plans(blick, regeln))


def fallgruppe_anlegen(dok: Dokument, regeln: Sequence[Regel], entwurf: Fallgruppe) -> tuple[str, Changes]:
    """Add a group at the end; key and position of ``entwurf`` do not count.

    Raises:
        EingabeFehler: what does not fit; nothing is changed.
    """
    _pruefe(dok.blick, entwurf, regeln)
    with dok.vorgang("fallgruppe_neu", f"Fallgruppe „{entwurf.bezeichnung.strip()}“ angelegt") as tat:
        zeile_id = _haenge_an(tat, dok.blick.plan_id, entwurf)
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


def fallgruppen_setzen(
    dok: Dokument,
    regeln: Sequence[Regel],
    geaendert: Sequence[Fallgruppe],
    neue: Sequence[Fallgruppe],
) -> Changes:
    """Change groups (by their ``id``) and add others at the end: all of it in one Vorgang, or nothing.

    Raises:
        EingabeFehler: what does not fit, with the group's name; nothing is changed.
    """
    for gruppe in (*geaendert, *neue):
        try:
            _pruefe(dok.blick, gruppe, regeln)
        except EingabeFehler as fehler:
            msg = f"„{gruppe.bezeichnung}“: {fehler}"
            raise EingabeFehler(msg) from fehler
    wort = anzahl(len(geaendert) + len(neue), "Fallgruppe", "Fallgruppen")
    with dok.vorgang("fallgruppen", f"{wort} eingefügt oder geändert") as tat:
        for gruppe in geaendert:
            _uebernimm(tat.session.get_one(haushalt.Fallgruppe, gruppe.id), gruppe)
        for gruppe in neue:
            _haenge_an(tat, dok.blick.plan_id, gruppe)
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


@dataclass(frozen=True, slots=True)
class _Buchung:
    """A group's Bindung as it shall be; ``alte`` is the one that is there already."""

    gruppe: Fallgruppe
    alte: Bindungszeile | None
    herkunft_jahr: int
    betraege: Betraege
    vertrag: Vertrag

    @property
    def bezeichnung(self) -> str:
        return self.alte.bezeichnung if self.alte else self.gruppe.bezeichnung


def binde(dok: Dokument, regeln: Sequence[Regel], gruppe_id: str) -> Changes:
    """Book what a group costs as a Bindung, or bring the booked one up to the group's figures.

    Cases that began before the plan's year make a Vorbindung: part of the known sum where there is one.

    Raises:
        EingabeFehler: the figures do not fit the rules, or nothing falls due from the plan's year on.
    """
    return binde_alle(dok, regeln, (gruppe_id,))


def binde_alle(dok: Dokument, regeln: Sequence[Regel], ids: Sequence[str]) -> Changes:
    """Book several groups as Bindungen, each as ``binde`` does: all of them in one Vorgang, or none.

    Raises:
        EingabeFehler: the first group that cannot be booked; nothing is changed.
    """
    buchungen = [_buchung(dok.blick, regeln, gruppe_id) for gruppe_id in ids]
    with dok.vorgang(*_vorgang(buchungen)) as tat:
        for buchung in buchungen:
            _buche(tat, dok.blick.plan_id, buchung)
    return tat.ergebnis()


def _vorgang(buchungen: Sequence[_Buchung]) -> tuple[str, str]:
    if len(buchungen) > 1:
        return "fallgruppe_bindung", f"{len(buchungen)} Fallgruppen als Bindungen gebucht"
    name = buchungen[0].bezeichnung
    if buchungen[0].alte is not None:
        return "bindung", f"Bindung „{name}“ geändert"
    return "fallgruppe_bindung", f"Fallgruppe „{name}“ als Bindung gebucht"


def _buchung(blick: Planblick, regeln: Sequence[Regel], gruppe_id: str) -> _Buchung:
    gruppe = next((g for g in blick.fallgruppen if g.id == gruppe_id), None)
    if gruppe is None:
        msg = "Diese Fallgruppe gibt es nicht mehr."
        raise EingabeFehler(msg)
    betraege = faellig_ab_planjahr(blick, gruppe, regeln)
    if not betraege:
        msg = f"„{gruppe.bezeichnung}“: Ab {blick.jahr} ist nichts zu zahlen."
        raise EingabeFehler(msg)
    alte = bindung_der(blick, gruppe_id)
    if alte is not None and (bis := alte.vertrag.laufzeit_bis) is not None:
        betraege = {stelle: c for stelle, c in betraege.items() if stelle <= (bis.year, bis.month)}
    buchung = _neue(blick, gruppe, betraege) if alte is None else _bisherige(blick, gruppe, alte, betraege)
    aufgegliedert = alte is None or alte.aufgegliedert
    entwurf = Entwurf(buchung.bezeichnung, buchung.herkunft_jahr, betraege, buchung.vertrag, aufgegliedert)
    pruefe_bindung(blick, entwurf, alte)
    return buchung


def _bisherige(blick: Planblick, gruppe: Fallgruppe, alte: Bindungszeile, betraege: Betraege) -> _Buchung:
    """What the cases say replaces what the Bindung said; what else is known of it stays."""
    herkunft, sammel_id = alte.herkunft_jahr, alte.vertrag.sammel_id
    if (herkunft < blick.jahr) != (gruppe.beginn_jahr < blick.jahr):
        herkunft, sammel_id = _herkunft(blick, gruppe), _sammel_id(blick, gruppe)
    summe = None if alte.vertrag.summe_cent is None else sum(betraege.values())
    vertrag = replace(alte.vertrag, sammel_id=sammel_id, summe_cent=summe, plaetze=gruppe.anzahl)
    return _Buchung(gruppe, alte, herkunft, betraege, vertrag)


def _neue(blick: Planblick, gruppe: Fallgruppe, betraege: Betraege) -> _Buchung:
    vertrag = Vertrag(
        art=Bindungsart.BEWILLIGUNG,
        fallgruppe_id=gruppe.id,
        produkt_id=gruppe.produkt_id,
        sammel_id=_sammel_id(blick, gruppe),
        plaetze=gruppe.anzahl,
    )
    return _Buchung(gruppe, None, _herkunft(blick, gruppe), betraege, vertrag)


def _herkunft(blick: Planblick, gruppe: Fallgruppe) -> int:
    return min(gruppe.beginn_jahr, blick.jahr)


def _sammel_id(blick: Planblick, gruppe: Fallgruppe) -> str | None:
    """The known sum of the Vorbindungen that cases of earlier years are a part of."""
    if gruppe.beginn_jahr >= blick.jahr:
        return None
    summen = (b.id for b in blick.bindungen if not b.aufgegliedert and b.herkunft_jahr < blick.jahr)
    return next(summen, None)


def _buche(tat: Tat, plan_id: str, buchung: _Buchung) -> None:
    alte, gruppe = buchung.alte, buchung.gruppe
    if alte is None:
        neue_bindung(
            tat,
            plan_id,
            buchung.betraege,
            buchung.vertrag,
            bezeichnung=buchung.bezeichnung,
            herkunft_jahr=buchung.herkunft_jahr,
            massnahme_id=gruppe.massnahme_id,
        )
    else:
        bindung = tat.session.get_one(Bindung, alte.id)
        setze_bindung(
            tat.session, bindung, buchung.betraege, buchung.vertrag, herkunft_jahr=buchung.herkunft_jahr
        )


def _pruefe(blick: Planblick, gruppe: Fallgruppe, regeln: Sequence[Regel]) -> None:
    if not gruppe.bezeichnung.strip():
        msg = "Eine Fallgruppe braucht eine Bezeichnung."
        raise EingabeFehler(msg)
    summe = sum(monat.zuschuss_cent for monat in verlauf(blick, gruppe, regeln))
    if summe > GROESSTER_BETRAG:
        msg = f"Zusammen wären das {format_eur(summe)}. Bitte prüfen Sie Anzahl und Lohn."
        raise EingabeFehler(msg)


def _haenge_an(tat: Tat, plan_id: str, entwurf: Fallgruppe) -> str:
    gruppe = haushalt.Fallgruppe
    letzte = tat.session.scalar(select(func.max(gruppe.position)).where(gruppe.plan_id == plan_id))
    zeile = gruppe(plan_id=plan_id, position=(letzte or 0) + POSITION_STEP)
    _uebernimm(zeile, entwurf)
    tat.session.add(zeile)
    tat.session.flush()
    return zeile.id


def _uebernimm(zeile: haushalt.Fallgruppe, gruppe: Fallgruppe) -> None:
    zeile.bezeichnung, zeile.produkt_id = gruppe.bezeichnung.strip(), gruppe.produkt_id
    zeile.massnahme_id, zeile.klasse, zeile.anzahl = gruppe.massnahme_id, gruppe.klasse, gruppe.anzahl
    zeile.beginn_jahr, zeile.beginn_monat = gruppe.beginn_jahr, gruppe.beginn_monat
    zeile.dauer_monate, zeile.lohn_cent = gruppe.dauer_monate, gruppe.lohn_cent
    zeile.bemerkung = gruppe.bemerkung or None
