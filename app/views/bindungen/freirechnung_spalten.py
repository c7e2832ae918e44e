"""The two tables of the view "Freirechnungen" as facts: what could be released, what is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.bindungen import lies_jahr
from app.services.datum import format_datum, verlange_datum
from app.services.geld import eur, parse_eur
from app.services.zahlungen import freirechnung_setzen, freirechnungen_loeschen
from app.views.bausteine.gitterspalten import Gitterspec, Spalte
from app.views.bausteine.zellen import Stil

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.services.bindungszeilen import Bindungszeile, Freirechnungszeile
    from app.services.freirechnung_vorschlaege import Vorschlag
    from app.views.bruecke import Bruecke


@dataclass(frozen=True, slots=True)
class Freirechnungseintrag:
    """A release with the Bindung that it belongs to."""

    zeile: Freirechnungszeile
    bindung: Bindungszeile

    @property
    def id(self) -> str:
        """Key of the release."""
        return self.zeile.id


def eintraege(bindungen: Iterable[Bindungszeile]) -> tuple[Freirechnungseintrag, ...]:
    """Every release, in the order of its day."""
    alle = (Freirechnungseintrag(zeile, bindung) for bindung in bindungen for zeile in bindung.freirechnungen)
    return tuple(sorted(alle, key=lambda e: (e.zeile.datum, e.bindung.position, e.zeile.jahr, e.id)))


OHNE_TAG = "Zu einer Freirechnung gehört der Tag."


_VORSCHLAGSSPALTEN: tuple[Spalte[Vorschlag], ...] = (
    Spalte("bindung", "Bindung", 232, lambda v: v.bindung.bezeichnung, stil=lambda _v: Stil.VERWEIS),
    Spalte("partner", "Vertragspartner", 172, lambda v: v.bindung.vertrag.vertragspartner or ""),
    Spalte("anlass", "Warum", 240, lambda v: v.begruendung, stil=lambda _v: Stil.NORMAL),
    Spalte(
        "offen",
        "offen €",
        116,
        lambda v: eur(v.offen_cent),
        rechts=True,
        sortwert=lambda v: v.offen_cent,
    ),
    Spalte(
        "vorschlag",
        "Vorschlag €",
        116,
        lambda v: eur(v.vorschlag_cent),
        rechts=True,
        stil=lambda _v: Stil.FETT,
        sortwert=lambda v: v.vorschlag_cent,
        wert_cent=lambda v: v.vorschlag_cent,
    ),
)
VORSCHLAG_SPEC: Gitterspec[Vorschlag] = Gitterspec(
    "Vorschläge zur Freirechnung",
    "freirechnung_vorschlaege",
    _VORSCHLAGSSPALTEN,
    gestreckt="anlass",
    ganze_zeilen=True,
)


def _mit_datum(zeile: Freirechnungszeile, text: str) -> Freirechnungszeile:
    return replace(zeile, datum=verlange_datum(text, OHNE_TAG))


_LESER: dict[str, Callable[[Freirechnungszeile, str], Freirechnungszeile]] = {
    "datum": _mit_datum,
    "jahr": lambda zeile, text: replace(zeile, jahr=lies_jahr(text)),
    "betrag": lambda zeile, text: replace(zeile, betrag_cent=int(parse_eur(text))),
    "grund": lambda zeile, text: replace(zeile, grund=text.strip()),
}


def freirechnungsspec(bruecke: Bruecke) -> Gitterspec[Freirechnungseintrag]:
    """The releases; new ones are made in the dialog."""

    def setzer(schluessel: str) -> Callable[[Freirechnungseintrag, str], object]:
        return lambda e, text: freirechnung_setzen(bruecke.dokument, _LESER[schluessel](e.zeile, text))

    return Gitterspec(
        "Freirechnungen",
        "freirechnung_eintraege",
        _eintragsspalten(setzer),
        summe={"betrag": lambda alle: eur(sum(e.zeile.betrag_cent for e in alle))},
        loesche=lambda alle: freirechnungen_loeschen(bruecke.dokument, [e.id for e in alle]),
        gestreckt="grund",
    )


def _eintragsspalten(
    setzer: Callable[[str], Callable[[Freirechnungseintrag, str], object]],
) -> tuple[Spalte[Freirechnungseintrag], ...]:
    return (
        Spalte(
            "datum",
            "Datum",
            92,
            lambda e: format_datum(e.zeile.datum),
            setzer("datum"),
            sortwert=lambda e: e.zeile.datum,
        ),
        Spalte("bindung", "Bindung", 232, lambda e: e.bindung.bezeichnung, stil=lambda _e: Stil.VERWEIS),
        Spalte("partner", "Vertragspartner", 172, lambda e: e.bindung.vertrag.vertragspartner or ""),
        Spalte("jahr", "Jahr", 64, lambda e: str(e.zeile.jahr), setzer("jahr")),
        Spalte(
            "betrag",
            "Betrag €",
            116,
            lambda e: eur(e.zeile.betrag_cent),
            setzer("betrag"),
            rechts=True,
            sortwert=lambda e: e.zeile.betrag_cent,
            wert_cent=lambda e: e.zeile.betrag_cent,
        ),
        Spalte("grund", "Grund", 200, lambda e: e.zeile.grund, setzer("grund")),
    )
