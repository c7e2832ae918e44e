"""Takes over what was accepted of a preview: one Vorgang with its reason, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.models.geld import parse_eur
from app.models.plan import Budgetposten
from app.services import grundlagenfelder
from app.services.bindungen import neue_bindung
from app.services.bindungszeilen import Vertrag
from app.services.einfuhr.kataloge import lege_kataloge_an
from app.services.einfuhr.spiegel import Spiegel, lies_budget, lies_text
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
from app.services.einfuhr.zugang import Zugang
from app.services.eingabe import EingabeFehler, Feld
from app.services.fehler import Anwendungsfehler
from app.services.grundlagen import haenge_an, pruefe
from app.services.struktur import loesche_zeilen
from app.services.worte import BUDGET_WORT
from app.services.zahlworte import anzahl
from app.services.zellen import schreibe

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.services.changes import Changes
    from app.services.dokument import Dokument, Tat
    from app.services.einfuhr.vorschau import Vorschau
    from app.services.grundlagenfelder import Grundtabelle

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
            davor = {p.zeile_id: p.zusatz.get("nach") for p in vorschau.posten if p.art is Postenart.NEU}
            _Uebernahme(dok, tat).uebernimm(posten, davor)
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
    massnahmen = {"", *(z.massnahme_id for z in dok.blick.zeilen.values())}
    for p in posten:
        da = spiegel.hat(p.tabelle, p.zeile_id)
        if p.art is Postenart.NEU:
            passt = not da and p.zusatz.get("massnahme_id", "") in massnahmen
        elif p.art is Postenart.ZELLE:
            passt = da and spiegel.text(p.tabelle, p.zeile_id, p.feld) == p.alt
        else:
            passt = da
        if not passt:
            raise Anwendungsfehler(
                f"„{p.name}“ ({p.ort}) hat sich im Plan geändert, seit die Vorschau entstand.",
                nichts,
                "Lesen Sie die Datei noch einmal ein.",
            )


class _Uebernahme:
    """Writes accepted items, inside a Vorgang under way."""

    def __init__(self, dok: Dokument, tat: Tat) -> None:
        self.dok, self.tat, self.blick = dok, tat, dok.blick

    def uebernimm(self, posten: Sequence[Posten], davor: Mapping[str, str | None]) -> None:
        eintraege = [p for p in posten if p.tabelle in _KATALOGE]
        zugang = Zugang(self.tat, self.blick, lege_kataloge_an(self.tat, self.blick, eintraege), davor)
        rest = [p for p in posten if p.tabelle not in _KATALOGE]
        self._zellen([p for p in rest if p.art is Postenart.ZELLE])
        for p in rest:
            if p.art is Postenart.NEU and p.tabelle == ANSATZ:
                zugang.nimm_auf(p)
            elif p.art is Postenart.NEU and p.tabelle == BINDUNG:
                self._neue_bindung(p)
        zugang.schliesse()
        for tabelle in grundlagenfelder.TABELLEN:
            self._grundlagen(tabelle, [p for p in rest if p.tabelle == tabelle.name])
        self._geloeschte([p for p in rest if p.art is Postenart.WEG])

    def _zellen(self, posten: Sequence[Posten]) -> None:
        schreibe(
            self.tat,
            [
                lies_text(self.blick, self.blick.zeilen[p.zeile_id], Feld(p.feld), p.neu)
                for p in posten
                if p.tabelle == ANSATZ
            ],
        )
        for p in posten:
            if p.tabelle == BUDGETPOSTEN:
                self._budget(p)

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

    def _grundlagen(self, tabelle: Grundtabelle, posten: Sequence[Posten]) -> None:
        """Changed cells and new rows of one table."""
        gelesen: dict[str, dict[str, Any]] = {}
        for p in posten:
            texte = {p.feld: p.neu} if p.art is Postenart.ZELLE else p.texte
            werte = {feld: grundlagenfelder.lies(tabelle, feld, text) for feld, text in texte.items()}
            if p.art is not Postenart.WEG:
                gelesen.setdefault(p.zeile_id, {}).update(werte)
        pruefe(self.blick, tabelle, gelesen)
        vorhanden = {z.id for z in tabelle.zeilen(self.blick)}
        for zeile_id, werte in gelesen.items():
            if zeile_id not in vorhanden:
                haenge_an(self.tat, self.blick, tabelle, werte, zeile_id)
                continue
            objekt = self.tat.session.get_one(tabelle.entitaet, zeile_id)
            for feld, wert in werte.items():
                setattr(objekt, feld, wert)

    def _geloeschte(self, posten: Sequence[Posten]) -> None:
        loesche_zeilen(self.tat, self.blick, [p.zeile_id for p in posten if p.tabelle == ANSATZ])
        for p in posten:
            if p.tabelle != ANSATZ:
                tabelle = grundlagenfelder.tabelle(p.tabelle)
                self.tat.session.delete(self.tat.session.get_one(tabelle.entitaet, p.zeile_id))
