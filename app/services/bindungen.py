"""Vorgänge on Bindungen: money committed by contracts and grants, payable by year (and month)."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.models.arten import Finanzierung
from app.models.bindung import Bindung, Bindungsbetrag, Freirechnung, Zahlung
from app.models.massnahme import POSITION_STEP
from app.services.bindungspruefung import MONATE, Entwurf, pruefe_bindung
from app.services.bindungszeilen import KEIN_VERTRAG, Bindungsart, Bindungsteil, Bindungszeile, Vertrag
from app.services.eingabe import EingabeFehler

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session

    from app.services.changes import Changes
    from app.services.dokument import Dokument, Tat
    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile

JAHRESSTELLEN = 4


def finde(blick: Planblick, bindung_id: str) -> Bindungszeile:
    """A Bindung of the plan by its key.

    Raises:
        EingabeFehler: it is gone.
    """
    for bindung in blick.bindungen:
        if bindung.id == bindung_id:
            return bindung
    msg = "Diese Bindung gibt es nicht mehr."
    raise EingabeFehler(msg)


def bindung_anlegen(  # noqa: PLR0913 - the fields of a Bindung, by name
    dok: Dokument,
    *,
    bezeichnung: str,
    herkunft_jahr: int,
    betraege: Mapping[tuple[int, int | None], int],
    massnahme_id: str | None = None,
    bemerkung: str | None = None,
    vertrag: Vertrag = KEIN_VERTRAG,
    aufgegliedert: bool = True,
) -> tuple[str, Changes]:
    """Add a Bindung; ``betraege`` maps (year, month 1–12 or None) to Cent.

    Raises:
        EingabeFehler: what does not fit, see ``bindungspruefung``; nothing is changed.
    """
    vertrag = _ohne_rest(vertrag)
    pruefe_bindung(dok.blick, Entwurf(bezeichnung, herkunft_jahr, betraege, vertrag, aufgegliedert))
    with dok.vorgang("bindung_neu", f"Bindung „{bezeichnung.strip()}“ angelegt") as tat:
        bindung = neue_bindung(
            tat,
            dok.blick.plan_id,
            betraege,
            vertrag,
            bezeichnung=bezeichnung.strip(),
            herkunft_jahr=herkunft_jahr,
            massnahme_id=massnahme_id,
            bemerkung=bemerkung or None,
            aufgegliedert=aufgegliedert,
        )
        bindung_id = bindung.id
    return bindung_id, tat.ergebnis()


def neue_bindung(
    tat: Tat,
    plan_id: str,
    betraege: Mapping[tuple[int, int | None], int],
    vertrag: Vertrag,
    **werte: object,
) -> Bindung:
    """A Bindung at the end of the list with its due amounts, inside a Vorgang under way."""
    letzte = tat.session.scalar(select(func.max(Bindung.position)).where(Bindung.plan_id == plan_id))
    bindung = Bindung(plan_id=plan_id, position=(letzte or 0) + POSITION_STEP, **werte)
    _setze_vertrag(bindung, vertrag)
    tat.session.add(bindung)
    tat.session.flush()
    _setze_betraege(tat.session, bindung.id, betraege)
    tat.session.flush()
    return bindung


def bindung_setzen(  # noqa: PLR0913 - the fields of a Bindung, by name
    dok: Dokument,
    bindung_id: str,
    *,
    bezeichnung: str,
    herkunft_jahr: int,
    betraege: Mapping[tuple[int, int | None], int],
    massnahme_id: str | None = None,
    bemerkung: str | None = None,
    vertrag: Vertrag | None = None,
) -> Changes:
    """Change a Bindung and its due amounts as a whole; ``vertrag`` None leaves the contract as it is.

    Raises:
        EingabeFehler: what does not fit, see ``bindungspruefung``; nothing is changed.
    """
    bisher = finde(dok.blick, bindung_id)
    soll = _ohne_rest(vertrag or bisher.vertrag)
    entwurf = Entwurf(bezeichnung, herkunft_jahr, betraege, soll, bisher.aufgegliedert)
    pruefe_bindung(dok.blick, entwurf, bisher)
    with dok.vorgang("bindung", f"Bindung „{bezeichnung.strip()}“ geändert") as tat:
        setze_bindung(
            tat.session,
            tat.session.get_one(Bindung, bindung_id),
            betraege,
            soll,
            bezeichnung=bezeichnung.strip(),
            herkunft_jahr=herkunft_jahr,
            massnahme_id=massnahme_id,
            bemerkung=bemerkung or None,
        )
    return tat.ergebnis()


def setze_bindung(
    session: Session,
    bindung: Bindung,
    betraege: Mapping[tuple[int, int | None], int],
    vertrag: Vertrag,
    **werte: object,
) -> None:
    """Change a Bindung with its due amounts, inside a Vorgang under way."""
    for name, wert in werte.items():
        setattr(bindung, name, wert)
    _setze_vertrag(bindung, vertrag)
    _setze_betraege(session, bindung.id, betraege)


def vertrag_setzen(dok: Dokument, bindung_id: str, vertrag: Vertrag) -> Changes:
    """Change only what is known of the contract.

    Raises:
        EingabeFehler: what does not fit; nothing is changed.
    """
    bisher = finde(dok.blick, bindung_id)
    return bindung_setzen(
        dok,
        bindung_id,
        bezeichnung=bisher.bezeichnung,
        herkunft_jahr=bisher.herkunft_jahr,
        betraege=betraege_von(bisher),
        massnahme_id=bisher.massnahme_id,
        bemerkung=bisher.bemerkung,
        vertrag=vertrag,
    )


def option_ziehen(dok: Dokument, bindung_id: str, *, gezogen: bool = True) -> Changes:
    """Let an option bind from now on, or take that back.

    What is drawn in the plan's year is bound in it, whatever year the base contract is from (§ 38 BHO); only
    what a known sum of earlier years holds already stays a part of it.

    Raises:
        EingabeFehler: it is no option, or something is paid on it already.
    """
    bisher = finde(dok.blick, bindung_id)
    if bisher.vertrag.teil is not Bindungsteil.OPTION:
        msg = f"„{bisher.bezeichnung}“ ist keine Option."
        raise EingabeFehler(msg)
    herkunft_jahr = bisher.herkunft_jahr
    if gezogen and bisher.vertrag.sammel_id is None and min(bisher.jahre, default=0) >= dok.blick.jahr:
        herkunft_jahr = max(herkunft_jahr, dok.blick.jahr)
    return bindung_setzen(
        dok,
        bindung_id,
        bezeichnung=bisher.bezeichnung,
        herkunft_jahr=herkunft_jahr,
        betraege=betraege_von(bisher),
        massnahme_id=bisher.massnahme_id,
        bemerkung=bisher.bemerkung,
        vertrag=replace(bisher.vertrag, wirksam=gezogen),
    )


def bindung_loeschen(dok: Dokument, bindung_id: str) -> Changes:
    """Delete a Bindung with its due amounts, payments and releases; parts of a known sum stand alone then.

    Raises:
        EingabeFehler: it has options or top-ups.
    """
    return bindungen_loeschen(dok, [bindung_id])


def bindungen_loeschen(dok: Dokument, ids: Collection[str]) -> Changes:
    """Delete Bindungen with all that belongs to them, as one Vorgang; see ``bindung_loeschen``.

    Raises:
        EingabeFehler: one of them has options or top-ups that would stay; nothing is changed.
    """
    weg = [finde(dok.blick, bindung_id) for bindung_id in ids]
    gruende = {b.vertrag.grund_id for b in dok.blick.bindungen if b.id not in ids}
    for bindung in weg:
        if bindung.id in gruende:
            msg = f"„{bindung.bezeichnung}“ hat Optionen oder Aufstockungen: Löschen Sie zuerst diese."
            raise EingabeFehler(msg)
    wort = f"Bindung „{weg[0].bezeichnung}“" if len(weg) == 1 else f"{len(weg)} Bindungen"
    with dok.vorgang("bindung_weg", f"{wort} gelöscht") as tat:
        # Options and top-ups before the contract that they belong to.
        for bindung in sorted(weg, key=lambda b: b.vertrag.grund_id is None):
            _loesche(tat.session, bindung.id)
    return tat.ergebnis()


def _loesche(session: Session, bindung_id: str) -> None:
    for teil in session.scalars(select(Bindung).where(Bindung.sammel_id == bindung_id)):
        teil.sammel_id = None
    for klasse in (Bindungsbetrag, Zahlung, Freirechnung):
        for objekt in session.scalars(select(klasse).where(klasse.bindung_id == bindung_id)):
            session.delete(objekt)
    session.flush()
    session.delete(session.get_one(Bindung, bindung_id))
    session.flush()


def betraege_von(bindung: Bindungszeile) -> dict[tuple[int, int | None], int]:
    """The due amounts of a Bindung as ``bindung_setzen`` takes them."""
    return {(f.jahr, f.monat): f.betrag_cent for f in bindung.faelligkeiten}


def steht_im_folgejahr(blick: Planblick, zeile: Zeile) -> bool:
    """True for a new case that is paid in the year after and that no booked Bindung stands for."""
    im_folgejahr = zeile.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR
    return im_folgejahr and zeile.id not in blick.stand.ansaetze


def folgebindung_anlegen(dok: Dokument, ansatz_id: str) -> tuple[str, Changes]:
    """Book the Folgejahr-Bindung that a row "Auszahlung" of the year after is, to be completed.

    Raises:
        EingabeFehler: the row is paid otherwise, has no amount yet, or is booked already.
    """
    zeile = dok.blick.zeilen[ansatz_id]
    if not steht_im_folgejahr(dok.blick, zeile):
        msg = f"„{zeile.leistung}“ wird nicht erst im Folgejahr gezahlt oder ist schon als Bindung gebucht."
        raise EingabeFehler(msg)
    if zeile.mittelansatz_cent is None:
        msg = f"„{zeile.leistung}“ hat noch keinen Betrag: Tragen Sie ihn zuerst bei den Maßnahmen ein."
        raise EingabeFehler(msg)
    return bindung_anlegen(
        dok,
        bezeichnung=zeile.leistung or "Neufall",
        herkunft_jahr=dok.blick.jahr,
        betraege={(dok.blick.jahr + 1, None): zeile.mittelansatz_cent},
        massnahme_id=zeile.massnahme_id,
        vertrag=Vertrag(art=Bindungsart.VERTRAG, ansatz_id=ansatz_id, produkt_id=zeile.produkt_id),
    )


def lies_jahr(text: str) -> int:
    """Read a year in four digits.

    Raises:
        EingabeFehler: with the reason in German.
    """
    kern = text.strip()
    if not (kern.isdecimal() and kern.isascii() and len(kern) == JAHRESSTELLEN):
        msg = f"„{kern}“ ist kein Jahr."
        raise EingabeFehler(msg)
    return int(kern)


def lies_monat(text: str) -> int | None:
    """Read a month from 1 to 12; an empty text is None.

    Raises:
        EingabeFehler: with the reason in German.
    """
    kern = text.strip()
    if not kern:
        return None
    if kern.lstrip("0") not in {str(m) for m in range(1, MONATE + 1)}:
        msg = f"„{kern}“ ist kein Monat (1 bis 12, oder leer)."
        raise EingabeFehler(msg)
    return int(kern)


def _ohne_rest(vertrag: Vertrag) -> Vertrag:
    """A base contract belongs to no other one, whatever it was before."""
    return replace(vertrag, grund_id=None) if vertrag.teil is Bindungsteil.GRUNDVERTRAG else vertrag


def _setze_vertrag(bindung: Bindung, vertrag: Vertrag) -> None:
    for feld in fields(Vertrag):
        wert = getattr(vertrag, feld.name)
        setattr(bindung, feld.name, wert.value if isinstance(wert, Bindungsart | Bindungsteil) else wert)


def _setze_betraege(
    session: Session, bindung_id: str, betraege: Mapping[tuple[int, int | None], int]
) -> None:
    zeilen = session.scalars(select(Bindungsbetrag).where(Bindungsbetrag.bindung_id == bindung_id))
    vorhanden = {(b.jahr, b.monat): b for b in zeilen}
    for stelle, betrag in vorhanden.items():
        if stelle not in betraege:
            session.delete(betrag)
    for (jahr, monat), cent in betraege.items():
        if (jahr, monat) in vorhanden:
            vorhanden[jahr, monat].betrag_cent = cent
        else:
            session.add(Bindungsbetrag(bindung_id=bindung_id, jahr=jahr, monat=monat, betrag_cent=cent))
