"""Checks of what is committed: known sums and their contracts, VE, releases, movements, cases."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.models.geld import format_eur, format_promille
from app.services.befund import Befund, Bezug, Ort, Schwere
from app.services.bindungsjahre import geltend
from app.services.bindungsstand import ist_teil_im
from app.services.fallgruppen import bindung_der
from app.services.falltabelle import abweichende_jahre
from app.services.freigabelage import freigabelage
from app.services.patlage import patlage
from app.services.regeln import ABWEICHUNG_RAHMEN, gueltig
from app.services.umschichtungen import bewegungslage, produktlagen
from app.services.worte import VE_WORT
from app.services.zeilen import Budgetart, Finanzierung

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.bindungszeilen import Bindungszeile
    from app.services.lage import Lage
    from app.services.patlage import Gruppenlage
    from app.services.planblick import Planblick


def widerspruechlich(lage: Lage) -> Iterator[Befund]:
    """Bindungen due before they were made, or with negative amounts."""
    for bindung in lage.blick.bindungen:
        bezug = Bezug(bindung_id=bindung.id)
        frueh = min((f.jahr for f in bindung.faelligkeiten), default=bindung.herkunft_jahr)
        if frueh < bindung.herkunft_jahr:
            text = (
                f"Bindung „{bindung.bezeichnung}“ stammt aus {bindung.herkunft_jahr}, "
                f"soll aber schon {frueh} fällig sein."
            )
            yield Befund("bindung_zu_frueh", Schwere.WARNUNG, text, bezug=bezug)
        negativ = [f for f in bindung.faelligkeiten if f.betrag_cent < 0]
        if negativ:
            text = (
                f"Bindung „{bindung.bezeichnung}“ hat {negativ[0].jahr} einen negativen Betrag "
                f"({format_eur(negativ[0].betrag_cent)})."
            )
            yield Befund("bindung_negativ", Schwere.FEHLER, text, bezug=bezug)


def ueberzogen(lage: Lage) -> Iterator[Befund]:
    """More paid and released than is bound, or amounts that are not the contract's sum (from imports)."""
    for bindung in lage.blick.bindungen:
        bezug = Bezug(bindung_id=bindung.id)
        for jahr in sorted(bindung.bewegte_jahre):
            if (offen := bindung.offen_cent(jahr)) < 0:
                text = (
                    f"Bindung „{bindung.bezeichnung}“: {jahr} sind {format_eur(-offen)} mehr gezahlt und "
                    "freigerechnet, als gebunden sind."
                )
                yield Befund("bindung_ueberzogen", Schwere.FEHLER, text, bezug=bezug)
        summe, soll = sum(f.betrag_cent for f in bindung.faelligkeiten), bindung.vertrag.summe_cent
        if soll is not None and soll != summe:
            text = (
                f"Bindung „{bindung.bezeichnung}“: Die Fälligkeiten ergeben {format_eur(summe)}, die "
                f"Vertragssumme ist {format_eur(soll)}."
            )
            yield Befund("bindung_summe", Schwere.FEHLER, text, bezug=bezug)


def bekannte_summen(lage: Lage) -> Iterator[Befund]:
    """Known sums: not broken down yet, or exceeded by their contracts. Bindungen without any amount."""
    for bindung in lage.blick.bindungen:
        if not bindung.faelligkeiten:
            text = f"Bindung „{bindung.bezeichnung}“ hat keinen Betrag."
            yield Befund("bindung_ohne_betrag", Schwere.HINWEIS, text, bezug=Bezug(bindung_id=bindung.id))
        elif not bindung.aufgegliedert and bindung.herkunft_jahr < lage.blick.jahr:
            yield from _bekannte_summe(lage.blick, bindung)


def _bekannte_summe(blick: Planblick, sammel: Bindungszeile) -> Iterator[Befund]:
    """Every year from the plan's on that the sum names: in others the contracts count for themselves."""
    bezug = Bezug(bindung_id=sammel.id)
    for jahr in (j for j in sammel.jahre if j >= blick.jahr):
        summe = sammel.betrag_cent(jahr)
        teile = sum(
            b.festgelegt_cent(jahr)
            for b in blick.bindungen
            if b.herkunft_jahr < blick.jahr and ist_teil_im(b, sammel, jahr)
        )
        if teile > summe:
            text = (
                f"„{sammel.bezeichnung}“: Die aufgegliederten Verträge ergeben {jahr} {format_eur(teile)}, "
                f"{format_eur(teile - summe)} mehr als die bekannte Summe {format_eur(summe)}. "
                f"Gerechnet wird mit der bekannten Summe; berichtigen Sie sie oder die Verträge."
            )
            yield Befund("vorbindung_ueberschritten", Schwere.FEHLER, text, bezug=bezug)
        elif teile < summe and jahr == blick.jahr:
            text = (
                f"„{sammel.bezeichnung}“: {format_eur(summe - teile)} sind nur als Summe bekannt; "
                f"welche Maßnahmen sie binden, steht nicht fest."
            )
            yield Befund("vorbindung_pauschal", Schwere.HINWEIS, text, bezug=bezug)


def teil_aus_planjahr(lage: Lage) -> Iterator[Befund]:
    """Parts of a known sum that count twice: they, or the sum, are no Vorbindung in this Haushaltsjahr."""
    nach_id = {b.id: b for b in lage.blick.bindungen}
    for bindung in lage.blick.bindungen:
        sammel = nach_id.get(bindung.vertrag.sammel_id or "")
        if sammel is None or max(bindung.herkunft_jahr, sammel.herkunft_jahr) < lage.blick.jahr:
            continue
        text = (
            f"„{bindung.bezeichnung}“ ({bindung.herkunft_jahr}) ist Teil von „{sammel.bezeichnung}“ "
            f"({sammel.herkunft_jahr}); im Haushaltsjahr {lage.blick.jahr} sind nicht beide Vorbindungen. "
            "Prüfen Sie die Herkunftsjahre, oder lösen Sie die Zuordnung: Der Betrag kann doppelt zählen."
        )
        yield Befund("teil_aus_planjahr", Schwere.FEHLER, text, bezug=Bezug(bindung_id=bindung.id))


def verpflichtungsermaechtigungen(lage: Lage) -> Iterator[Befund]:
    """Later years: commitments above the VE, or without one (§§ 16, 38 BHO)."""
    blick = lage.blick
    bezug = Bezug(ort=Ort.VE)
    for jahr in blick.bindungsjahre[1:]:
        ve = geltend(blick.ermaechtigungen, jahr.jahr)
        if ve is not None and jahr.ueber_ve_cent:
            text = (
                f"VE {jahr.jahr} überschritten um {format_eur(jahr.ueber_ve_cent)}: gebunden "
                f"{format_eur(jahr.neu_cent)}, VE {format_eur(ve.betrag_cent)} ({VE_WORT[ve.stand]} seit "
                f"{ve.ab:%d.%m.%Y})."
            )
            yield Befund("ve_ueberschritten", Schwere.FEHLER, text, bezug=bezug, quelle="§ 38 BHO")
        elif ve is None and jahr.neu_cent > 0:
            text = (
                f"Für {jahr.jahr} sind {format_eur(jahr.neu_cent)} neu gebunden, eine "
                "Verpflichtungsermächtigung ist nicht eingetragen."
            )
            schwere = Schwere.WARNUNG if blick.ermaechtigungen else Schwere.HINWEIS
            yield Befund("ve_fehlt", schwere, text, bezug=bezug, quelle="§ 38 BHO")
    for vorbei in sorted({z.jahr for z in blick.ermaechtigungen if z.jahr <= blick.jahr}):
        text = (
            f"Eine VE {vorbei} ist eingetragen. Im Haushaltsjahr {blick.jahr} gilt sie nicht: Was "
            f"{blick.jahr} zu zahlen ist, deckt das Budget."
        )
        yield Befund("ve_vorbei", Schwere.HINWEIS, text, bezug=bezug)


def ueberbunden(lage: Lage) -> Iterator[Befund]:
    """More bound by this year's Bindungen than the Neufallbudget holds, or than is planned at all."""
    k, mittel = lage.kennzahlen, lage.blick.posten.get(Budgetart.EINGLIEDERUNGSMITTEL)
    bezug = Bezug(ort=Ort.BINDUNGEN)
    if mittel is None or mittel.betrag_cent is None:
        return
    if k.neu_gebunden_cent > max(k.neufallbudget_cent, 0):
        text = (
            f"Für {k.haushaltsjahr} sind {format_eur(k.neu_gebunden_cent)} neu gebunden, "
            f"{format_eur(-k.ungebunden_cent)} mehr als das Neufallbudget "
            f"({format_eur(k.neufallbudget_cent)})."
        )
        yield Befund("ueberbunden", Schwere.FEHLER, text, bezug=bezug)
    elif k.zeilen and k.neu_gebunden_cent > k.verplant_cent:
        text = (
            f"Für {k.haushaltsjahr} sind {format_eur(k.neu_gebunden_cent)} neu gebunden, "
            f"{format_eur(k.neu_gebunden_cent - k.verplant_cent)} mehr als verplant "
            f"({format_eur(k.verplant_cent)}). Der Rest ist um so viel kleiner, als er aussieht."
        )
        yield Befund("mehr_gebunden_als_verplant", Schwere.WARNUNG, text, bezug=bezug)


def ansatz_ueberbunden(lage: Lage) -> Iterator[Befund]:
    """More bound this year for a Leistung than its Mittelansätze hold."""
    blick, jahr = lage.blick, lage.blick.jahr
    gebunden: dict[str, int] = defaultdict(int)
    for bindung in blick.bindungen:
        if bindung.massnahme_id and bindung.herkunft_jahr >= jahr:
            gebunden[bindung.massnahme_id] += bindung.gebunden_cent(jahr)
    for massnahme_id, cent in gebunden.items():
        ansaetze = tuple(blick.ansaetze.get(massnahme_id, ()))
        geplant = sum(blick.zeilen[a].verplant_cent for a in ansaetze)
        if ansaetze and cent > geplant:
            text = (
                f"„{blick.zeilen[ansaetze[0]].leistung}“: {jahr} sind {format_eur(cent)} neu gebunden, "
                f"{format_eur(cent - geplant)} mehr als der Mittelansatz {format_eur(geplant)}."
            )
            yield Befund("ansatz_ueberbunden", Schwere.WARNUNG, text, ansaetze)


def folgebindung_weicht_ab(lage: Lage) -> Iterator[Befund]:
    """Booked Folgejahr-Bindungen that say something else than the row that they are."""
    blick = lage.blick
    gebunden: dict[str, int] = defaultdict(int)
    for bindung in blick.bindungen:
        if bindung.vertrag.ansatz_id and bindung.vertrag.wirksam:
            gebunden[bindung.vertrag.ansatz_id] += bindung.betrag_cent(blick.jahr + 1)
    for ansatz_id, betrag in gebunden.items():
        zeile = blick.zeilen.get(ansatz_id)
        if zeile is None or zeile.mittelansatz_cent is None:
            continue
        if zeile.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR and betrag != zeile.mittelansatz_cent:
            text = (
                f"„{zeile.leistung}“: {blick.jahr + 1} sind {format_eur(betrag)} gebunden, die Maßnahme "
                f"nennt {format_eur(zeile.mittelansatz_cent)}."
            )
            yield Befund("folgebindung_weicht_ab", Schwere.WARNUNG, text, (zeile.id,))


def umschichtungen(lage: Lage) -> Iterator[Befund]:
    """Movements that come to more than the plan's input, or take from a product more than it has."""
    stand = bewegungslage(lage.blick)
    plan = stand.planansatz_cent
    if plan is not None and not min(0, plan) <= stand.erfasst_cent <= max(0, plan):
        text = (
            f"Die erfassten Umschichtungen ergeben {format_eur(stand.erfasst_cent)} in die Verwaltung, "
            f"geplant sind {format_eur(plan)}."
        )
        bezug = Bezug(posten=Budgetart.UMSCHICHTUNG)
        yield Befund("umschichtung_weicht_ab", Schwere.WARNUNG, text, bezug=bezug)
    for produkt in produktlagen(lage.blick):
        if produkt.soll_cent < 0:
            name = lage.blick.produkte[produkt.produkt_id].bezeichnung
            text = (
                f"„{name}“: Umgeschichtet sind {format_eur(produkt.abgang_cent)}, mehr als die Mittelansätze "
                f"mit Zugängen ({format_eur(produkt.ansatz_cent + produkt.zugang_cent)})."
            )
            yield Befund("umschichtung_produkt", Schwere.WARNUNG, text, bezug=Bezug(ort=Ort.UMSCHICHTUNG))


def freigaben(lage: Lage) -> Iterator[Befund]:
    """Vorläufige Haushaltsführung: more is committed than released."""
    for freigabe in lage.blick.freigaben:
        stand = freigabelage(lage.blick, freigabe)
        if stand.bindbar_cent < 0:
            text = (
                f"Vorläufige Haushaltsführung bis {freigabe.bis:%d.%m.%Y}: Freigegeben sind "
                f"{format_promille(freigabe.anteil_promille)} ({format_eur(stand.freigegeben_cent)}), "
                f"gebunden {format_eur(-stand.bindbar_cent)} mehr. Neue Bindungen sind in dieser Zeit nicht "
                "gedeckt."
            )
            bezug = Bezug(ort=Ort.FREIGABE)
            yield Befund("freigabe_ueberschritten", Schwere.HINWEIS, text, bezug=bezug, quelle="Art. 111 GG")


def faelle(lage: Lage) -> Iterator[Befund]:
    """Cases that no rule fits, Bindungen that do not follow them, a relief far from the expected frame."""
    blick, bezug = lage.blick, Bezug(ort=Ort.FAELLE)
    stand = patlage(blick, lage.regeln)
    for gruppe in stand.gruppen:
        if gruppe.fehler:
            text = f"Fallgruppe „{gruppe.gruppe.bezeichnung}“: {gruppe.fehler}"
            yield Befund("faelle_ohne_regel", Schwere.FEHLER, text, bezug=bezug)
            continue
        bindung = bindung_der(blick, gruppe.gruppe.id)
        if bindung is not None and (saetze := _abweichungen(gruppe, bindung, blick.jahr)):
            text = f"Fallgruppe „{gruppe.gruppe.bezeichnung}“: {saetze}"
            yield Befund("faelle_bindung", Schwere.WARNUNG, text, bezug=Bezug(bindung_id=bindung.id))
    regel = next(iter(gueltig(lage.regeln, ABWEICHUNG_RAHMEN, blick.jahr)), None)
    rahmen, entlastung = stand.rahmen_cent, stand.summe(blick.jahr).pat_cent
    if regel is None or not rahmen or not stand.gruppen:
        return
    if abs(entlastung - rahmen) * 1000 > rahmen * regel.zahl("anteil_promille"):
        text = (
            f"Passiv-Aktiv-Transfer: Aus den Fällen folgen {blick.jahr} {format_eur(entlastung)}, erwartet "
            f"sind {format_eur(rahmen)}."
        )
        yield Befund("pat_rahmen", Schwere.HINWEIS, text, bezug=bezug, quelle=regel.quelle)


def _abweichungen(lage: Gruppenlage, bindung: Bindungszeile, ab: int) -> str:
    """A sentence for each year in which the Bindung says something else than the cases."""
    return " ".join(
        f"{jahr} sind {format_eur(ist)} gebunden, aus den Fällen folgen {format_eur(soll)}."
        for jahr, ist, soll in abweichende_jahre(lage, bindung, ab)
    )
