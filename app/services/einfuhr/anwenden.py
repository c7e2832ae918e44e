"""Takes over what was accepted of a preview: one Vorgang with its reason, or nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.models.arten import Finanzierung
from app.models.geld import parse_eur
from app.models.massnahme import Ansatz, Massnahme
from app.models.plan import Budgetposten
from app.services import grundlagenfelder
from app.services.bindungen import neue_bindung
from app.services.bindungszeilen import Vertrag
from app.services.einfuhr.kataloge import lege_kataloge_an
from app.services.einfuhr.spiegel import Spiegel, lies_budget, zellen_aus
from app.services.einfuhr.vorschau import (
    ANSATZ,
    BINDUNG,
    BUDGETPOSTEN,
    HANDLUNGSFELD,
    PRODUKT,
    PRODUKTKATEGORIE,
    Posten,
    Postenart,
)
from app.services.einfuhr.wirkung import leere_zeile
from app.services.eingabe import EingabeFehler, Feld, lies_zelle
from app.services.fehler import Anwendungsfehler
from app.services.grundlagen import haenge_an
from app.services.struktur import loesche_zeilen, neue_massnahme, neuer_ansatz
from app.services.worte import BUDGET_WORT
from app.services.zahlworte import anzahl
from app.services.zellen import lies_zellen, schreibe

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from app.services.changes import Changes
    from app.services.dokument import Dokument, Tat
    from app.services.einfuhr.vorschau import Vorschau
    from app.services.zeilen import Zeile

_KATALOGE = frozenset({HANDLUNGSFELD, PRODUKTKATEGORIE, PRODUKT})


class NichtsGewaehlt(Anwendungsfehler):
    """Nothing was accepted."""


def wende_an(dok: Dokument, vorschau: Vorschau, angenommen: Collection[str], grund: str) -> Changes:
    """Take over the items of these keys.

    The journal tells who accepted it (whoever works here), from which file, and who saved that file last.

    Raises:
        Anwendungsfehler: nothing accepted, no reason, an item that cannot be taken over, or the plan has
            changed since the preview was made; nothing is changed.
    """
    posten = vorschau.nach_schluessel(angenommen)
    _pruefe(dok, vorschau, posten, grund)
    try:
        with dok.vorgang("einfuhr", bezeichnung(vorschau, posten), grund=_grund(vorschau, grund)) as tat:
            _Uebernahme(dok, tat).uebernimm(posten)
    except EingabeFehler as fehler:
        raise Anwendungsfehler(
            f"Der Import passt nicht: {fehler}", "Am Plan wurde nichts geändert."
        ) from fehler
    return tat.ergebnis()


def bezeichnung(vorschau: Vorschau, posten: Sequence[Posten]) -> str:
    """What the Protokoll says of an import."""
    je_art = {art: sum(p.art is art for p in posten) for art in Postenart}
    teile = [
        anzahl(je_art[Postenart.ZELLE], "Zelle", "Zellen"),
        anzahl(je_art[Postenart.NEU], "neue Zeile", "neue Zeilen"),
        anzahl(je_art[Postenart.WEG], "gelöschte Zeile", "gelöschte Zeilen"),
    ]
    worte = [wort for wort, zahl in zip(teile, je_art.values(), strict=True) if zahl]
    return f"Import „{vorschau.quelle}“: {', '.join(worte)}"


def _grund(vorschau: Vorschau, grund: str) -> str:
    wer = f"zuletzt gespeichert von {vorschau.geaendert_von}" if vorschau.geaendert_von else ""
    wann = f"am {vorschau.geaendert_am.replace('T', ' ')}" if wer and vorschau.geaendert_am else ""
    herkunft = " ".join(wort for wort in (wer, wann) if wort)
    return f"{grund.strip()} ({herkunft})" if herkunft else grund.strip()


def _pruefe(dok: Dokument, vorschau: Vorschau, posten: Sequence[Posten], grund: str) -> None:
    nichts = "Am Plan wurde nichts geändert."
    if vorschau.plan_id != dok.blick.plan_id:
        raise Anwendungsfehler("Die Vorschau gehört zu einem anderen Plan.", nichts)
    if not posten:
        raise NichtsGewaehlt("Es ist nichts ausgewählt, was übernommen werden könnte.", nichts)
    if not grund.strip():
        raise Anwendungsfehler("Ein Import braucht einen Grund; er steht im Protokoll.", nichts)
    if (schlecht := next((p for p in posten if not p.moeglich), None)) is not None:
        raise Anwendungsfehler(
            f"„{schlecht.name}“ ({schlecht.ort}) kann nicht übernommen werden: {schlecht.fehler}", nichts
        )
    spiegel = Spiegel(dok.blick)
    for p in posten:
        if p.art is Postenart.NEU:
            continue
        da = spiegel.hat(p.tabelle, p.zeile_id)
        if not da or (p.art is Postenart.ZELLE and spiegel.text(p.tabelle, p.zeile_id, p.feld) != p.alt):
            raise Anwendungsfehler(
                f"„{p.name}“ ({p.ort}) hat sich im Plan geändert, seit die Vorschau entstand.",
                nichts,
                "Lesen Sie die Datei noch einmal ein.",
            )


class _Uebernahme:
    """Writes accepted items, inside a Vorgang under way."""

    def __init__(self, dok: Dokument, tat: Tat) -> None:
        self.dok, self.tat, self.blick = dok, tat, dok.blick
        self.neue_zeilen: dict[str, Zeile] = {}
        """What was added so far, by its key to be."""
        self.kataloge: frozenset[str] = frozenset()
        """Catalogue entries that were added."""

    def uebernimm(self, posten: Sequence[Posten]) -> None:
        eintraege = [p for p in posten if p.tabelle in _KATALOGE]
        self.kataloge = lege_kataloge_an(self.tat, self.blick, eintraege)
        rest = [p for p in posten if p.tabelle not in _KATALOGE]
        self._zellen([p for p in rest if p.art is Postenart.ZELLE])
        for p in rest:
            if p.art is Postenart.NEU and p.tabelle == ANSATZ:
                self._neue_zeile(p)
            elif p.art is Postenart.NEU and p.tabelle == BINDUNG:
                self._neue_bindung(p)
            elif p.art is Postenart.NEU:
                self._neue_grundlage(p)
        self._geloeschte([p for p in rest if p.art is Postenart.WEG])

    def _zellen(self, posten: Sequence[Posten]) -> None:
        ansaetze = [p for p in posten if p.tabelle == ANSATZ]
        zellen = [z for p in ansaetze for z in zellen_aus(p.zeile_id, Feld(p.feld), p.neu)]
        schreibe(self.tat, lies_zellen(self.blick, zellen))
        for p in posten:
            if p.tabelle == ANSATZ:
                continue
            if p.tabelle == BUDGETPOSTEN:
                self._budget(p)
                continue
            tabelle = grundlagenfelder.tabelle(p.tabelle)
            objekt = self.tat.session.get_one(tabelle.entitaet, p.zeile_id)
            setattr(objekt, p.feld, grundlagenfelder.lies(tabelle, p.feld, p.neu))

    def _budget(self, p: Posten) -> None:
        objekt = self.tat.session.get_one(Budgetposten, p.zeile_id)
        art = next(art for art in BUDGET_WORT if art.value == objekt.art)
        objekt.betrag_cent = lies_budget(art, p.neu)
        if "quelle" in p.zusatz:
            objekt.quelle = p.zusatz["quelle"]

    def _neue_bindung(self, p: Posten) -> None:
        """The known sum of the Vorbindungen: from years before, due in this one."""
        jahr = self.blick.jahr
        betraege: dict[tuple[int, int | None], int] = {(jahr, None): int(parse_eur(p.texte["betrag"]))}
        neue_bindung(
            self.tat,
            self.blick.plan_id,
            betraege,
            Vertrag(),
            bezeichnung=p.texte["bezeichnung"],
            herkunft_jahr=jahr - 1,
            aufgegliedert=False,
            quelle=p.texte["quelle"],
        )

    def _neue_grundlage(self, p: Posten) -> None:
        tabelle = grundlagenfelder.tabelle(p.tabelle)
        werte = {feld: grundlagenfelder.lies(tabelle, feld, text) for feld, text in p.texte.items()}
        haenge_an(self.tat, self.blick, tabelle, werte, p.zeile_id)

    def _geloeschte(self, posten: Sequence[Posten]) -> None:
        loesche_zeilen(self.tat, self.blick, [p.zeile_id for p in posten if p.tabelle == ANSATZ])
        for p in posten:
            if p.tabelle != ANSATZ:
                tabelle = grundlagenfelder.tabelle(p.tabelle)
                self.tat.session.delete(self.tat.session.get_one(tabelle.entitaet, p.zeile_id))

    # -- new rows of measures --------------------------------------------------------------------

    def _neue_zeile(self, p: Posten) -> None:
        massnahme = self._massnahme(p)
        ansatz = neuer_ansatz(self.tat, massnahme.id)
        leistung = p.texte.get(Feld.LEISTUNG.value) or massnahme.leistung
        zeile = replace(leere_zeile(ansatz.id, massnahme.id), leistung=leistung)
        self.neue_zeilen[p.zeile_id] = zeile
        for feld in (Feld.FINANZIERUNG, Feld.EINTRITTE, Feld.MITTELANSATZ):
            if feld.value in p.texte:
                zeile = self._setze(zeile, ansatz, feld, p.texte[feld.value])
        for feld in (Feld.LEISTUNG, Feld.FUNKTION, Feld.BEMERKUNG, Feld.PRODUKT, Feld.TEAM):
            if p.texte.get(feld.value):
                self._setze(zeile, massnahme, feld, p.texte[feld.value])
        self.tat.session.flush()

    def _massnahme(self, p: Posten) -> Massnahme:
        """The measure that a new row belongs to: one that is there or was added just now, or a new one."""
        if (gehoert := p.zusatz.get("massnahme_id")) is not None:
            return self.tat.session.get_one(Massnahme, gehoert)
        davor = self._zeile(p.zusatz.get("nach"))
        if (erste := self.neue_zeilen.get(p.zusatz.get("zu", ""))) is not None:
            return self.tat.session.get_one(Massnahme, erste.massnahme_id)
        leistung = p.texte.get(Feld.LEISTUNG.value, "")
        if davor is not None and not leistung:
            return self.tat.session.get_one(Massnahme, davor.massnahme_id)
        feld_id = p.zusatz.get("handlungsfeld_id", "")
        bekannt = feld_id in self.kataloge or feld_id in self.blick.handlungsfelder
        return neue_massnahme(
            self.tat,
            self.blick.plan_id,
            nach=davor.massnahme_id if davor else None,
            handlungsfeld_id=feld_id if bekannt else None,
            leistung=leistung,
        )

    def _zeile(self, zeile_id: str | None) -> Zeile | None:
        if zeile_id is None:
            return None
        return self.neue_zeilen.get(zeile_id) or self.blick.zeilen.get(zeile_id)

    def _setze(self, zeile: Zeile, objekt: Ansatz | Massnahme, feld: Feld, text: str) -> Zeile:
        for zelle in zellen_aus(zeile.id, feld, text):
            werte: dict[str, Any] = dict(lies_zelle(self.blick, zeile, zelle.feld, zelle.text).werte)
            for spalte, wert in werte.items():
                setattr(objekt, spalte, wert)
            if "finanzierung" in werte:
                zeile = replace(
                    zeile,
                    finanzierung=Finanzierung(werte["finanzierung"]),
                    mittelansatz_cent=werte["mittelansatz_cent"],
                )
        return zeile
