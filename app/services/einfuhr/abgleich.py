"""Rows of a foreign table or text beside those of the plan: which are the same, changed, new."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from app.models.arten import Eintrittestatus, Finanzierung
from app.models.basis import neue_id
from app.models.geld import format_eur, format_zahl
from app.services.einfuhr.spiegel import Spiegel
from app.services.einfuhr.vorschau import (
    ANSATZ,
    HANDLUNGSFELD,
    Posten,
    Postenart,
    Quellenart,
    Vorschau,
    vereint,
)
from app.services.eingabe import KATALOG_VON, EingabeFehler, Feld, lies_eintrag
from app.services.worte import EINTRITTE_WORT, finanzierung_wort
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.services.einfuhr.lesezeilen import Lesezeile, Lesung
    from app.services.planblick import Planblick
    from app.services.zeilen import Zeile

_GENANNT = 5
"""So many rows a notice names."""
Gruppe = tuple[str | None, str, str]
"""Handlungsfeld, Leistung and Funktion: rows that share them are of one measure."""
_TEXTFELDER = (Feld.FUNKTION, Feld.BEMERKUNG, Feld.PRODUKT, Feld.TEAM)
_JE_MASSNAHME = frozenset({f.value for f in (*_TEXTFELDER, Feld.HANDLUNGSFELD)})


class Abgleich:
    """One comparison of read rows with the plan."""

    def __init__(self, blick: Planblick, lesung: Lesung, *, nur_neue: frozenset[Feld] = frozenset()) -> None:
        """Pair what belongs together; nothing is changed.

        ``nur_neue`` are fields that are taken for new rows only: rows of the plan keep what they say.
        """
        self.blick, self.lesung, self._nur_neue = blick, lesung, nur_neue
        self.spiegel = Spiegel(blick)
        self._neue_felder: dict[str, Posten] = {}
        """Handlungsfelder that the plan lacks, by their title in the source."""
        self._wie_im_plan: set[tuple[str, str]] = set()
        """Measure and field where a row of the source says what the plan says."""
        self._fremde: dict[str, int] = {}
        """Of these, those that rows of the plan stand under in the source, and how many."""
        self._felder = {_norm(t): f.id for f in blick.handlungsfelder.values() for t in _titel(f)}
        self._feld_ids = [self._feld_id(z.handlungsfeld) for z in lesung.zeilen]
        self._je_leistung: dict[str, list[Zeile]] = defaultdict(list)
        self._erste_zeile: dict[str, Zeile] = {}
        for zeile in blick.zeilen.values():
            self._je_leistung[_norm(zeile.leistung)].append(zeile)
            self._erste_zeile.setdefault(zeile.massnahme_id, zeile)
        self.paare: dict[int, Zeile] = self._paare()

    def vorschau(
        self, art: Quellenart, *, weitere: Sequence[Posten] = (), hinweise: Sequence[str] = ()
    ) -> Vorschau:
        """All differences; ``weitere`` come before the rows, ``hinweise`` before those about rows."""
        zeilen = list(self._vereinte())
        betroffen = {p.zeile_id for p in zeilen}
        gebraucht = {p.zusatz.get("handlungsfeld_id") for p in zeilen}
        felder = [f for f in self._neue_felder.values() if f.zeile_id in gebraucht]
        return Vorschau(
            self.blick.plan_id,
            art,
            self.lesung.quelle,
            (*weitere, *felder, *zeilen),
            (*hinweise, *self.lesung.hinweise, *self._unbekannte_felder(), *self._nicht_in_der_quelle()),
            unveraendert=sum(z.id not in betroffen for z in self.paare.values()),
        )

    # -- pairing -----------------------------------------------------------------------------------

    def _feld_id(self, titel: str | None) -> str | None:
        """The Handlungsfeld that a heading means; a new one where the plan has none of that name."""
        if not titel:
            return None
        norm = _norm(titel)
        bekannt = self._felder.get(norm)
        if bekannt is not None:
            return bekannt
        if norm not in self._neue_felder:
            self._neue_felder[norm] = Posten(
                f"{HANDLUNGSFELD}:{titel}:neu",
                Postenart.NEU,
                HANDLUNGSFELD,
                neue_id(),
                "Kataloge",
                titel,
                self.lesung.quelle,
                neu=titel,
                texte=_feldtexte(titel),
            )
        return self._neue_felder[norm].zeile_id

    def _paare(self) -> dict[int, Zeile]:
        """Rows of the plan by the number of the read row: same Leistung, equal ones first, then in order."""
        gruppen: dict[tuple[str | None, str], list[int]] = defaultdict(list)
        for nummer, quelle in enumerate(self.lesung.zeilen):
            gruppen[self._feld_ids[nummer], _norm(quelle.leistung)].append(nummer)
        frei = {leistung: {z.id: z for z in zeilen} for leistung, zeilen in self._je_leistung.items()}
        paare: dict[int, Zeile] = {}
        for streng in (True, False):
            for (feld_id, leistung), nummern in gruppen.items():
                offen = [n for n in nummern if n not in paare]
                kandidaten = [
                    z
                    for z in frei.get(leistung, {}).values()
                    if feld_id is None or not streng or z.handlungsfeld_id == feld_id
                ]
                for nummer, zeile in self._verteile(offen, kandidaten):
                    paare[nummer] = zeile
                    del frei[leistung][zeile.id]
        return paare

    def _verteile(self, nummern: Sequence[int], kandidaten: list[Zeile]) -> Iterator[tuple[int, Zeile]]:
        rest, offen = {z.id: z for z in kandidaten}, []
        for nummer in nummern if rest else ():
            quelle = self.lesung.zeilen[nummer]
            gleich = next((z for z in rest.values() if next(self._felder_von(quelle, z), None) is None), None)
            if gleich is None:
                offen.append(nummer)
            else:
                del rest[gleich.id]
                yield nummer, gleich
        yield from zip(offen, rest.values(), strict=False)

    # -- differences -------------------------------------------------------------------------------

    def _vereinte(self) -> Iterator[Posten]:
        """All items; of what the rows of one measure share one item only."""
        gemeinsame: dict[tuple[str, str], list[Posten]] = defaultdict(list)
        for posten in self._posten():
            if posten.art is Postenart.ZELLE and posten.feld in _JE_MASSNAHME and posten.moeglich:
                massnahme = self.blick.zeilen[posten.zeile_id].massnahme_id
                gemeinsame[massnahme, posten.feld].append(posten)
            else:
                yield posten
        for ort, posten_einer in gemeinsame.items():
            posten = vereint(posten_einer)
            if ort in self._wie_im_plan and posten.moeglich:
                satz = (
                    "Eine andere Zeile dieser Leistung sagt, was im Plan steht; beides zugleich geht nicht."
                )
                posten = replace(posten, fehler=satz)
            yield posten

    def _posten(self) -> Iterator[Posten]:
        davor: str | None = None
        erste_neue: dict[Gruppe, str] = {}
        for nummer, quelle in enumerate(self.lesung.zeilen):
            zeile = self.paare.get(nummer)
            if zeile is None:
                posten = self._neu(nummer, quelle, davor, erste_neue)
                davor = posten.zeile_id
                yield posten
                continue
            davor = zeile.id
            yield from self._zellen(nummer, quelle, zeile)

    def _zellen(self, nummer: int, quelle: Lesezeile, zeile: Zeile) -> Iterator[Posten]:
        fehler = "; ".join(quelle.fehler)
        if fehler:
            yield self._zelle(quelle, zeile, Feld.LEISTUNG, quelle.leistung, fehler)
            return
        andere = dict(self._felder_von(quelle, zeile))
        for feld, text in andere.items():
            grund = self.spiegel.warum_nicht(ANSATZ, zeile.id, feld.value, text)
            yield self._zelle(quelle, zeile, feld, text, grund)
        gleiche = lesetexte(quelle, self.blick.jahr).keys() - {f.value for f in andere}
        self._wie_im_plan.update((zeile.massnahme_id, feld) for feld in gleiche)
        feld_id = self._feld_ids[nummer]
        if (
            feld_id is not None
            and feld_id != zeile.handlungsfeld_id
            and feld_id in self.blick.handlungsfelder
        ):
            titel = self.blick.handlungsfelder[feld_id].titel
            yield self._zelle(quelle, zeile, Feld.HANDLUNGSFELD, titel, "")
        elif feld_id is not None and feld_id not in self.blick.handlungsfelder:
            titel = quelle.handlungsfeld or ""
            self._fremde[titel] = self._fremde.get(titel, 0) + 1

    def _zelle(self, quelle: Lesezeile, zeile: Zeile, feld: Feld, text: str, fehler: str) -> Posten:
        return Posten(
            f"{ANSATZ}:{zeile.id}:{feld.value}",
            Postenart.ZELLE,
            ANSATZ,
            zeile.id,
            self.spiegel.gruppe(zeile.id),
            zeile.leistung,
            quelle.herkunft,
            feld.value,
            self.spiegel.feldwort(ANSATZ, feld.value),
            self.spiegel.text(ANSATZ, zeile.id, feld.value),
            text,
            fehler=fehler,
        )

    def _felder_von(self, quelle: Lesezeile, zeile: Zeile) -> Iterator[tuple[Feld, str]]:
        """The fields that the source states otherwise than the plan, each with its text."""
        texte = lesetexte(quelle, self.blick.jahr)
        for feld in (Feld.EINTRITTE, Feld.MITTELANSATZ, *_TEXTFELDER):
            text = texte.get(feld.value)
            if text is None or (feld in self._nur_neue and self.spiegel.text(ANSATZ, zeile.id, feld.value)):
                continue
            if feld is Feld.MITTELANSATZ and _nur_stand(quelle, zeile):
                continue
            if not self._gleich(zeile, feld, text):
                yield feld, text

    def _gleich(self, zeile: Zeile, feld: Feld, text: str) -> bool:
        if feld is Feld.FUNKTION:
            return _norm(text) == _norm(zeile.funktion)
        return self.spiegel.gleich(ANSATZ, zeile.id, feld.value, text)

    # -- new rows ----------------------------------------------------------------------------------

    def _neu(
        self,
        nummer: int,
        quelle: Lesezeile,
        davor: str | None,
        erste_neue: dict[Gruppe, str],
    ) -> Posten:
        feld_id, texte = self._feld_ids[nummer], lesetexte(quelle, self.blick.jahr)
        gruppe = (feld_id, _norm(quelle.leistung), _norm(quelle.funktion or ""))
        zeile_id = neue_id()
        zusatz: dict[str, str | None] = {
            "handlungsfeld_id": feld_id,
            "nach": davor,
            "massnahme_id": None,
            **self._gehoert_zu(quelle, gruppe, davor, erste_neue),
        }
        erste_neue.setdefault(gruppe, zeile_id)
        fehler = list(quelle.fehler)
        if not quelle.leistung.strip():
            fehler.append("Die Zeile hat keine Leistung.")
        bekannte = {f: t for f, t in texte.items() if t and (f not in KATALOG_FELDER or self._kennt(f, t))}
        if not fehler and (grund := self.spiegel.warum_nicht_neu(ANSATZ, bekannte)):
            fehler.append(grund)
        return Posten(
            f"{ANSATZ}:{nummer}:neu",
            Postenart.NEU,
            ANSATZ,
            zeile_id,
            quelle.handlungsfeld or "ohne Handlungsfeld",
            quelle.leistung,
            quelle.herkunft,
            neu=" · ".join(t for f, t in texte.items() if t and f not in {"leistung", "funktion"}),
            fehler="; ".join(fehler),
            vermerk="; ".join((*self._unbekannte(texte), *self._bleibt(zusatz["massnahme_id"], bekannte))),
            texte=bekannte,
            zusatz={k: v for k, v in zusatz.items() if v is not None},
        )

    def _gehoert_zu(
        self, quelle: Lesezeile, gruppe: Gruppe, davor: str | None, erste_neue: dict[Gruppe, str]
    ) -> dict[str, str | None]:
        """The measure of the plan, or the new row before, that a further row of the same Leistung joins."""
        if quelle.fortsetzung is False:
            return {}
        if quelle.fortsetzung and davor in self.blick.zeilen:
            return {"massnahme_id": self.blick.zeilen[davor].massnahme_id}
        if quelle.fortsetzung:
            return {"zu": davor}
        for zeile in self._je_leistung.get(gruppe[1], ()):
            gleich = not gruppe[2] or gruppe[2] == _norm(zeile.funktion)
            if gleich and gruppe[0] in {None, zeile.handlungsfeld_id}:
                return {"massnahme_id": zeile.massnahme_id}
        return {"zu": erste_neue.get(gruppe)}

    def _kennt(self, feld: str, text: str) -> bool:
        try:
            lies_eintrag(self.blick, KATALOG_VON[Feld(feld)], text, feld)
        except EingabeFehler:
            return False
        return True

    def _unbekannte(self, texte: dict[str, str]) -> Iterator[str]:
        for feld in KATALOG_FELDER:
            text = texte.get(feld)
            if text and not self._kennt(feld, text):
                yield f"{self.spiegel.feldwort(ANSATZ, feld)} „{text}“ kennt der Plan nicht und bleibt leer"

    def _bleibt(self, massnahme_id: str | None, texte: dict[str, str]) -> Iterator[str]:
        """What a further row says of its whole measure, and the measure otherwise."""
        zeile = self._erste_zeile.get(massnahme_id or "")
        if zeile is None:
            return
        for feld in _TEXTFELDER:
            jetzt, neu = self.spiegel.text(ANSATZ, zeile.id, feld.value), texte.get(feld.value, "")
            if jetzt and neu and not self._gleich(zeile, feld, neu):
                wort = self.spiegel.feldwort(ANSATZ, feld.value)
                yield f"{wort} gilt der ganzen Leistung und bleibt „{jetzt}“"

    def _unbekannte_felder(self) -> Iterator[str]:
        for titel, zahl in self._fremde.items():
            wort = anzahl(zahl, "Zeile des Plans", "Zeilen des Plans")
            yield f"Das Handlungsfeld „{titel}“ kennt der Plan nicht; {wort} darunter behalten ihres."

    def _nicht_in_der_quelle(self) -> Iterator[str]:
        gepaart = {z.id for z in self.paare.values()}
        fehlen = [z for z in self.blick.zeilen.values() if z.id not in gepaart]
        if fehlen and self.lesung.zeilen:
            namen = ", ".join(f"„{z.leistung}“" for z in fehlen[:_GENANNT])
            mehr = f" und {len(fehlen) - _GENANNT} weitere" if len(fehlen) > _GENANNT else ""
            wort = anzahl(len(fehlen), "Zeile", "Zeilen")
            yield f"Im Plan, aber nicht in der Quelle: {wort} ({namen}{mehr}). Daran ändert sich nichts."


KATALOG_FELDER = (Feld.PRODUKT.value, Feld.TEAM.value)


def _nur_stand(quelle: Lesezeile, zeile: Zeile) -> bool:
    """True where the source names the state that the plan has, and no amount: the plan's amount stays."""
    stand = quelle.finanzierung
    return stand is zeile.finanzierung and stand is not Finanzierung.NEUFALL and not quelle.mittelansatz_cent


def lesetexte(quelle: Lesezeile, jahr: int) -> dict[str, str]:
    """What a read row states, by field of the plan, as people would type it; nothing of what it does not."""
    texte: dict[str, str | None] = {
        Feld.LEISTUNG.value: quelle.leistung,
        Feld.EINTRITTE.value: _eintritte(quelle),
        Feld.MITTELANSATZ.value: _mittelansatz(quelle, jahr),
        Feld.FUNKTION.value: quelle.funktion,
        Feld.BEMERKUNG.value: quelle.bemerkung,
        Feld.PRODUKT.value: quelle.produkt,
        Feld.TEAM.value: quelle.team,
    }
    return {feld: text for feld, text in texte.items() if text is not None}


def _eintritte(quelle: Lesezeile) -> str | None:
    if quelle.eintritte is not None:
        return format_zahl(quelle.eintritte)
    if quelle.eintritte_status in {None, Eintrittestatus.ZAHL}:
        return None if quelle.eintritte_status is None else ""
    return EINTRITTE_WORT[quelle.eintritte_status]


def _mittelansatz(quelle: Lesezeile, jahr: int) -> str | None:
    betrag = None if quelle.mittelansatz_cent is None else format_eur(quelle.mittelansatz_cent)
    if quelle.finanzierung in {None, Finanzierung.NEUFALL}:
        return betrag if quelle.finanzierung is None else betrag or ""
    wort = finanzierung_wort(quelle.finanzierung, jahr)
    return f"{wort}\n(nachrichtlich {betrag})" if betrag else wort


def _norm(text: str) -> str:
    return " ".join(text.replace("–", "-").replace("\u00a0", " ").split()).casefold()


def _titel(feld: object) -> Iterable[str]:
    """All that a Handlungsfeld is called."""
    namen = ("titel", "bezeichnung", "tabellentitel", "kurz")
    return [t for name in namen if (t := getattr(feld, name, None))]


def _feldtexte(titel: str) -> dict[str, str]:
    """Number and name of a heading: ``Handlungsfeld 1 - Arbeits- und Fachkräftesicherung``."""
    anfang, _, rest = titel.partition(" - ")
    worte = anfang.split()
    if rest and worte and worte[-1].isdigit():
        return {"nummer": worte[-1], "bezeichnung": rest.strip(), "tabellentitel": titel}
    return {"bezeichnung": anfang, "tabellentitel": titel}
