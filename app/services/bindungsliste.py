"""The list of Bindungen as a grid: its cells read from text, alone or pasted by the dozen, in one Vorgang."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from app.models.bindung import Bindung
from app.models.geld import BetragFehler, format_eur, format_promille, parse_eur
from app.services.bindungen import betraege_von, finde, lies_jahr, neue_bindung, setze_bindung
from app.services.bindungspruefung import Entwurf, pruefe_bindung
from app.services.bindungszeilen import KEIN_VERTRAG, Bindungszeile, Vertrag
from app.services.datum import format_datum, format_zeitraum, lies_datum, lies_zeitraum
from app.services.eingabe import EingabeFehler, eindeutig
from app.services.worte import BINDUNGSTEIL_WORT
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from app.services.changes import Changes
    from app.services.dokument import Dokument
    from app.services.planblick import Planblick


_GANZES = 1000


class Listenfeld(StrEnum):
    """The columns of the list that can be typed in."""

    BEZEICHNUNG = "bezeichnung"
    VERTRAGSPARTNER = "vertragspartner"
    AKTENZEICHEN = "aktenzeichen"
    DATUM = "datum"
    LEISTUNG = "leistung"
    BETRAG = "betrag"
    """What falls due in the plan's year."""
    HERKUNFT = "herkunft"
    LAUFZEIT = "laufzeit"
    BEMERKUNG = "bemerkung"


@dataclass(frozen=True, slots=True)
class Listenzelle:
    """A text meant for a cell of a Bindung."""

    bindung_id: str
    feld: Listenfeld
    text: str


@dataclass(frozen=True, slots=True)
class Neuvorlage:
    """What new rows of the list are: their year of origin, and the known sum that they explain."""

    herkunft_jahr: int
    sammel_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Stand:
    """A Bindung while texts are being read into it."""

    bezeichnung: str
    herkunft_jahr: int
    betraege: dict[tuple[int, int | None], int]
    vertrag: Vertrag
    massnahme_id: str | None = None
    bemerkung: str | None = None
    bisher: Bindungszeile | None = None

    @property
    def entwurf(self) -> Entwurf:
        bekannt = self.bisher is None or self.bisher.aufgegliedert
        return Entwurf(self.bezeichnung, self.herkunft_jahr, self.betraege, self.vertrag, bekannt)


def feldtext(blick: Planblick, bindung: Bindungszeile, feld: Listenfeld) -> str:
    """What stands in a cell, as it is shown and accepted again."""
    return _TEXTE[feld](blick, bindung)


def _leistungstext(blick: Planblick, bindung: Bindungszeile) -> str:
    ansaetze = blick.ansaetze.get(bindung.massnahme_id or "")
    return blick.zeilen[ansaetze[0]].leistung if ansaetze else ""


_TEXTE: dict[Listenfeld, Callable[[Planblick, Bindungszeile], str]] = {
    Listenfeld.BEZEICHNUNG: lambda _blick, b: b.bezeichnung,
    Listenfeld.VERTRAGSPARTNER: lambda _blick, b: b.vertrag.vertragspartner or "",
    Listenfeld.AKTENZEICHEN: lambda _blick, b: b.vertrag.aktenzeichen or "",
    Listenfeld.DATUM: lambda _blick, b: format_datum(b.vertrag.datum),
    Listenfeld.LEISTUNG: _leistungstext,
    Listenfeld.BETRAG: lambda blick, b: format_eur(b.betrag_cent(blick.jahr), symbol=False),
    Listenfeld.HERKUNFT: lambda _blick, b: str(b.herkunft_jahr),
    Listenfeld.LAUFZEIT: lambda _blick, b: format_zeitraum(b.vertrag.laufzeit_von, b.vertrag.laufzeit_bis),
    Listenfeld.BEMERKUNG: lambda _blick, b: b.bemerkung or "",
}


def vermerk(blick: Planblick, bindung: Bindungszeile) -> str:
    """What a Bindung is besides a contract of its own; empty where it is just that."""
    vertrag = bindung.vertrag
    if not bindung.aufgegliedert:
        return _aufgegliedert(blick, bindung)
    if not vertrag.wirksam:
        return f"{BINDUNGSTEIL_WORT[vertrag.teil]}, nicht gezogen"
    if vertrag.grund_id:
        return BINDUNGSTEIL_WORT[vertrag.teil]
    return "Teil der Vorbindungen" if vertrag.sammel_id else ""


def _aufgegliedert(blick: Planblick, sammel: Bindungszeile) -> str:
    """How far the contracts behind a known sum account for the plan's year."""
    summe, teile = sammel.festgelegt_cent(blick.jahr), blick.stand.teile_cent(sammel.id, blick.jahr)
    if not blick.stand.hat_teile(sammel.id) or not summe:
        return "nicht aufgegliedert"
    if teile == summe:
        return "ganz aufgegliedert"
    if teile > summe:
        return "zu viel aufgegliedert"
    # Rounded down, so that only the whole of it is 100 %.
    return f"zu {format_promille(teile * _GANZES // summe)} aufgegliedert"


def zelle_setzen(dok: Dokument, bindung_id: str, feld: Listenfeld, text: str) -> Changes:
    """Write one cell as typed.

    Raises:
        EingabeFehler: the text does not fit; nothing is changed.
    """
    return schreibe(dok, [Listenzelle(bindung_id, feld, text)], [], Neuvorlage(dok.blick.jahr))


def neu_anlegen(dok: Dokument, bezeichnung: str, vorlage: Neuvorlage) -> str:
    """Add a Bindung without any amount yet; returns its key.

    Raises:
        EingabeFehler: no name.
    """
    bekannt = {b.id for b in dok.blick.bindungen}
    schreibe(dok, [], [{Listenfeld.BEZEICHNUNG: bezeichnung}], vorlage)
    return next(b.id for b in dok.blick.bindungen if b.id not in bekannt)


def schreibe(
    dok: Dokument,
    zellen: Sequence[Listenzelle],
    neue: Sequence[Mapping[Listenfeld, str]],
    vorlage: Neuvorlage,
) -> Changes:
    """Write cells and new rows as one Vorgang: all or nothing.

    Raises:
        EingabeFehler: at least one text does not fit, and of several rows which; nothing is changed.
    """
    neue = [texte for texte in neue if any(t.strip() for t in texte.values())]
    mehrere = len({z.bindung_id for z in zellen}) + len(neue) > 1
    staende = _lies_zellen(dok.blick, zellen, mehrere=mehrere)
    anfang = _Stand("", vorlage.herkunft_jahr, {}, replace(KEIN_VERTRAG, sammel_id=vorlage.sammel_id))
    angelegte = []
    for nummer, texte in enumerate(neue, 1):
        name = texte.get(Listenfeld.BEZEICHNUNG, "").strip()
        with _in_zeile((f"„{name}“" if name else f"{nummer}. neue Zeile") if mehrere else ""):
            angelegte.append(_lies_zeile(dok.blick, anfang, texte))
            pruefe_bindung(dok.blick, angelegte[-1].entwurf)
    with dok.vorgang("bindungsliste", _worte(staende, angelegte)) as tat:
        for stand in staende:
            if stand.bisher is not None:
                bindung = tat.session.get_one(Bindung, stand.bisher.id)
                setze_bindung(tat.session, bindung, stand.betraege, stand.vertrag, **_werte(stand))
        for stand in angelegte:
            neue_bindung(tat, dok.blick.plan_id, stand.betraege, stand.vertrag, **_werte(stand))
    return tat.ergebnis()


def _werte(stand: _Stand) -> dict[str, Any]:
    return {
        "bezeichnung": stand.bezeichnung,
        "herkunft_jahr": stand.herkunft_jahr,
        "massnahme_id": stand.massnahme_id,
        "bemerkung": stand.bemerkung,
    }


def _worte(staende: Sequence[_Stand], angelegte: Sequence[_Stand]) -> str:
    if len(staende) + len(angelegte) == 1:
        (stand,) = (*staende, *angelegte)
        return f"Bindung „{stand.bezeichnung}“ {'geändert' if staende else 'angelegt'}"
    teile = []
    if angelegte:
        teile.append(f"{anzahl(len(angelegte), 'Bindung', 'Bindungen')} angelegt")
    if staende:
        teile.append(f"{anzahl(len(staende), 'Bindung', 'Bindungen')} geändert")
    return ", ".join(teile)


# -- reading -----------------------------------------------------------------------------------------


@contextmanager
def _in_zeile(zeile: str) -> Iterator[None]:
    """Say in which row a text does not fit; nothing is added where there is only one."""
    try:
        yield
    except EingabeFehler as fehler:
        if not zeile:
            raise
        msg = f"{zeile}: {fehler}"
        raise EingabeFehler(msg) from fehler


def _lies_zellen(blick: Planblick, zellen: Sequence[Listenzelle], *, mehrere: bool) -> list[_Stand]:
    staende: dict[str, _Stand] = {}
    for zelle in zellen:
        stand = staende.get(zelle.bindung_id) or _stand(finde(blick, zelle.bindung_id))
        with _in_zeile(f"„{stand.bezeichnung}“" if mehrere else ""):
            staende[zelle.bindung_id] = _LESER[zelle.feld](blick, stand, zelle.text.strip())
    for stand in staende.values():
        with _in_zeile(f"„{stand.bezeichnung}“" if mehrere else ""):
            pruefe_bindung(blick, stand.entwurf, stand.bisher)
    return list(staende.values())


def _lies_zeile(blick: Planblick, anfang: _Stand, texte: Mapping[Listenfeld, str]) -> _Stand:
    stand = anfang
    for feld, text in texte.items():
        if text.strip():
            stand = _LESER[feld](blick, stand, text.strip())
    return stand


def _stand(bindung: Bindungszeile) -> _Stand:
    return _Stand(
        bindung.bezeichnung,
        bindung.herkunft_jahr,
        betraege_von(bindung),
        bindung.vertrag,
        bindung.massnahme_id,
        bindung.bemerkung,
        bindung,
    )


def _bezeichnung(_blick: Planblick, stand: _Stand, text: str) -> _Stand:
    return replace(stand, bezeichnung=text)


def _bemerkung(_blick: Planblick, stand: _Stand, text: str) -> _Stand:
    return replace(stand, bemerkung=text or None)


def _vertragspartner(_blick: Planblick, stand: _Stand, text: str) -> _Stand:
    return replace(stand, vertrag=replace(stand.vertrag, vertragspartner=text or None))


def _aktenzeichen(_blick: Planblick, stand: _Stand, text: str) -> _Stand:
    return replace(stand, vertrag=replace(stand.vertrag, aktenzeichen=text or None))


def _datum(_blick: Planblick, stand: _Stand, text: str) -> _Stand:
    return replace(stand, vertrag=replace(stand.vertrag, datum=lies_datum(text)))


def _herkunft(_blick: Planblick, stand: _Stand, text: str) -> _Stand:
    return replace(stand, herkunft_jahr=lies_jahr(text))


def _laufzeit(_blick: Planblick, stand: _Stand, text: str) -> _Stand:
    von, bis = lies_zeitraum(text)
    return replace(stand, vertrag=replace(stand.vertrag, laufzeit_von=von, laufzeit_bis=bis))


def _leistung(blick: Planblick, stand: _Stand, text: str) -> _Stand:
    if not text:
        return replace(stand, massnahme_id=None)
    nach_name: dict[str, str] = {}
    for massnahme_id, ansaetze in blick.ansaetze.items():
        nach_name.setdefault(blick.zeilen[ansaetze[0]].leistung, massnahme_id)
    wort = eindeutig(text, tuple(nach_name), "keine Leistung dieses Plans")
    return replace(stand, massnahme_id=nach_name[wort])


def _betrag(blick: Planblick, stand: _Stand, text: str) -> _Stand:
    """The plan's year as a whole; where it stands by months, it is left to the dialog."""
    jahr = blick.jahr
    monate = [monat for (j, monat) in stand.betraege if j == jahr and monat is not None]
    if monate:
        msg = f"{jahr} steht hier nach Monaten fest: Ändern Sie die Fälligkeiten mit „Bearbeiten …“."
        raise EingabeFehler(msg)
    try:
        cent = int(parse_eur(text)) if text else 0
    except BetragFehler as fehler:
        raise EingabeFehler(str(fehler)) from fehler
    betraege = {ort: c for ort, c in stand.betraege.items() if ort != (jahr, None)}
    if cent:
        betraege[jahr, None] = cent
    summe = stand.vertrag.summe_cent
    vertrag = stand.vertrag if summe is None else replace(stand.vertrag, summe_cent=sum(betraege.values()))
    return replace(stand, betraege=betraege, vertrag=vertrag)


_LESER: dict[Listenfeld, Callable[[Planblick, _Stand, str], _Stand]] = {
    Listenfeld.BEZEICHNUNG: _bezeichnung,
    Listenfeld.VERTRAGSPARTNER: _vertragspartner,
    Listenfeld.AKTENZEICHEN: _aktenzeichen,
    Listenfeld.DATUM: _datum,
    Listenfeld.LEISTUNG: _leistung,
    Listenfeld.BETRAG: _betrag,
    Listenfeld.HERKUNFT: _herkunft,
    Listenfeld.LAUFZEIT: _laufzeit,
    Listenfeld.BEMERKUNG: _bemerkung,
}
