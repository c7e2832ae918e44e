"""The columns of the releases: what each shows, and what a typed text makes of a record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.services.datum import format_datum, verlange_datum
from app.services.eingabe import MAX_TEXT, EingabeFehler, lies_wort
from app.services.geld import format_promille, parse_promille
from app.services.haushaltszeilen import Anrechnung, Freigabezeile
from app.services.planwerte import GANZES
from app.services.worte import ANRECHNUNG_WORT
from app.views.bausteine.entwuerfe import FEHLT
from app.views.bausteine.gitterspalten import Spalte
from app.views.bausteine.zellen import Stil

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Angaben:
    """A release as it is typed: the plan takes it once both days and the share (thousandths) are there."""

    id: str
    von: dt.date | None = None
    bis: dt.date | None = None
    anteil_promille: int | None = None
    anrechnung: Anrechnung = Anrechnung.GANZES_JAHR
    bemerkung: str = ""

    @classmethod
    def aus(cls, zeile: Freigabezeile) -> Angaben:
        """A release of the plan."""
        return cls(
            zeile.id, zeile.von, zeile.bis, zeile.anteil_promille, zeile.anrechnung, zeile.bemerkung or ""
        )

    def zeile(self) -> Freigabezeile | None:
        """What the plan takes; None while something is lacking."""
        if self.von is None or self.bis is None or self.anteil_promille is None:
            return None
        return Freigabezeile(
            self.id, self.von, self.bis, self.anteil_promille, self.anrechnung, self.bemerkung or None
        )

    @property
    def fehlend(self) -> tuple[str, ...]:
        """Headings of the columns that the plan cannot do without."""
        angaben = (("von", self.von), ("bis", self.bis), ("Anteil", self.anteil_promille))
        return tuple(wort for wort, wert in angaben if wert is None)


def lies(zeile: Angaben, spalte: str, text: str) -> Angaben:
    """What a text typed into a column makes of a record.

    Raises:
        EingabeFehler: it does not fit.
        BetragFehler: no share.
    """
    return _LESER[spalte](zeile, text.strip())


def _lies_anteil(zeile: Angaben, text: str) -> Angaben:
    promille = parse_promille(text)
    if not 0 <= promille <= GANZES:
        msg = f"{format_promille(promille)} ist kein Anteil von 0 bis 100 %."
        raise EingabeFehler(msg)
    return replace(zeile, anteil_promille=promille)


def _lies_tag(text: str, was: str) -> dt.date:
    return verlange_datum(text, f"Hier fehlt ein Tag: „{was}“ gehört zu jeder Freigabe.")


def _lies_anrechnung(zeile: Angaben, text: str) -> Angaben:
    if not text:
        msg = "„angerechnet“ kann nicht leer sein; F4 zeigt, was es gibt."
        raise EingabeFehler(msg)
    return replace(zeile, anrechnung=lies_wort(text, ANRECHNUNG_WORT, "keine Anrechnung"))


def _lies_bemerkung(zeile: Angaben, text: str) -> Angaben:
    if len(text) > MAX_TEXT:
        msg = f"Der Text ist mit {len(text)} Zeichen zu lang; Platz ist für {MAX_TEXT}."
        raise EingabeFehler(msg)
    return replace(zeile, bemerkung=text)


_LESER: dict[str, Callable[[Angaben, str], Angaben]] = {
    "von": lambda z, t: replace(z, von=_lies_tag(t, "von")),
    "bis": lambda z, t: replace(z, bis=_lies_tag(t, "bis")),
    "anteil": _lies_anteil,
    "anrechnung": _lies_anrechnung,
    "bemerkung": _lies_bemerkung,
}


def spalten(setze: Callable[[Angaben, str, str], object]) -> tuple[Spalte[Angaben], ...]:
    """The columns; ``setze`` writes a text into a record's column."""

    def zu(spalte: str) -> Callable[[Angaben, str], object]:
        return lambda zeile, text: setze(zeile, spalte, text)

    return (
        _pflicht("von", "von", lambda z: format_datum(z.von), zu("von"), lambda z: z.von),
        _pflicht("bis", "bis", lambda z: format_datum(z.bis), zu("bis"), lambda z: z.bis),
        _pflicht(
            "anteil",
            "Anteil %",
            lambda z: "" if z.anteil_promille is None else format_promille(z.anteil_promille),
            zu("anteil"),
            lambda z: z.anteil_promille,
            rechts=True,
        ),
        Spalte(
            "anrechnung",
            "angerechnet",
            230,
            lambda z: ANRECHNUNG_WORT[z.anrechnung],
            zu("anrechnung"),
            vorschlaege=lambda: tuple(ANRECHNUNG_WORT.values()),
            tipp="Welche Bindungen gegen die freigegebenen Mittel zählen",
        ),
        Spalte("bemerkung", "Bemerkung", 200, lambda z: z.bemerkung, zu("bemerkung")),
    )


def _pflicht(  # noqa: PLR0913 - the facts of a column
    schluessel: str,
    kopf: str,
    text: Callable[[Angaben], str],
    setze: Callable[[Angaben, str], object],
    wert: Callable[[Angaben], object],
    *,
    rechts: bool = False,
) -> Spalte[Angaben]:
    """A column that every release must fill."""
    return Spalte(
        schluessel,
        kopf,
        110,
        lambda z: text(z) or FEHLT,
        setze,
        eingabe=text,
        rechts=rechts,
        sortwert=wert,
        stil=lambda z: Stil.NORMAL if text(z) else Stil.FEHLER,
    )
