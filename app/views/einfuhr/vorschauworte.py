"""What the preview says of its items, in words: each in a line, each in full, and all of them together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services import grundlagenfelder
from app.services.einfuhr.vorschau import ANSATZ, BUDGETPOSTEN, Postenart
from app.services.eingabe import FELD_WORT, Feld
from app.services.geld import BetragFehler, format_eur, format_zahl, parse_eur
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.einfuhr.vorschau import Posten

POSTENWORT = {Postenart.NEU: "neue Zeile", Postenart.WEG: "löschen"}
LEER = "(leer)"
_ZAHLFELDER = frozenset({Feld.EINTRITTE.value, Feld.MITTELANSATZ.value})
_NAMEN = frozenset({Feld.LEISTUNG.value, "bezeichnung"})
_GRUNDLAGEN = {t.name: t for t in grundlagenfelder.TABELLEN}
_KATALOGWORT = {
    "betrag": "Betrag",
    "bezeichnung": "Bezeichnung",
    "nummer": "Nummer",
    "quelle": "Quelle",
    "tabellentitel": "Titel der Tabelle",
}


def kurzvermerk(posten: Posten) -> str:
    """What is to be minded of an item, in a word or two; the whole of it says ``einzelheit``."""
    if posten.fehler:
        return "nicht möglich"
    return "Konflikt" if posten.konflikt else einzeilig(posten.vermerk)


def vermerk(posten: Posten) -> str:
    """Why an item is not possible, what makes it a conflict, or where it comes from."""
    if posten.fehler:
        return f"Nicht möglich: {posten.fehler}"
    return f"Konflikt: {posten.vermerk}" if posten.konflikt else posten.vermerk


def einzelheit(posten: Posten) -> str:
    """An item in full."""
    if posten.art is Postenart.WEG:
        was = f"Löschen: fehlt auf dem Blatt „{posten.ort}“."
    else:
        was = f"{posten.feldwort or 'Neue Zeile'}, steht in {posten.ort}"
    teile = [f"{posten.name}\n{was}", "\n".join(_inhalt(posten)), _schluss(posten)]
    return "\n\n".join(teil for teil in teile if teil)


def _inhalt(posten: Posten) -> Iterator[str]:
    if posten.art is Postenart.ZELLE:
        if posten.konflikt and posten.basis is not None:
            yield f"beim Export: {posten.basis or LEER}"
        yield f"jetzt im Plan: {posten.alt or LEER}"
        yield f"neu: {neues(posten) or LEER}{_differenz(posten)}"
    elif posten.art is Postenart.WEG:
        yield f"jetzt im Plan: {posten.alt or LEER}"
    elif posten.texte:
        for feld, text in posten.texte.items():
            yield f"{feldwort(posten.tabelle, feld)}: {_schoen(posten.tabelle, feld, text)}"
    else:
        yield posten.neu


def _schluss(posten: Posten) -> str:
    if posten.fehler or not posten.konflikt or posten.art is not Postenart.ZELLE:
        return vermerk(posten)
    return (
        "Konflikt: Seit dem Export hat sich auch der Plan geändert. "
        "Angekreuzt gilt der neue Inhalt, sonst bleibt der des Plans."
    )


def neues(posten: Posten) -> str:
    """What will be in the plan: a cell's text, or what a new row holds besides its name."""
    if posten.art is Postenart.ZELLE:
        return _schoen(posten.tabelle, posten.feld, posten.neu)
    worte = [_schoen(posten.tabelle, f, t) for f, t in posten.texte.items() if f not in _NAMEN]
    return " · ".join(worte) if posten.texte else posten.neu


def _schoen(tabelle: str, feld: str, text: str) -> str:
    """An amount or count of the measures as the plan writes it, whatever the source wrote."""
    wert = _wert(text) if tabelle == ANSATZ and feld in _ZAHLFELDER else None
    if wert is None:
        return text
    return format_zahl(wert // 100) if feld == Feld.EINTRITTE.value else format_eur(wert, symbol=False)


def feldwort(tabelle: str, feld: str) -> str:
    """What people call a column of a new row."""
    if tabelle == ANSATZ:
        return FELD_WORT[Feld(feld)]
    if tabelle in _GRUNDLAGEN:
        return _GRUNDLAGEN[tabelle].feld(feld).wort
    return _KATALOGWORT.get(feld, feld)


def ist_zahlfeld(posten: Posten) -> bool:
    """True where the field holds amounts or counts."""
    if posten.tabelle in _GRUNDLAGEN:
        return bool(posten.feld) and (
            _GRUNDLAGEN[posten.tabelle].feld(posten.feld).art in grundlagenfelder.ZAHLEN
        )
    return posten.tabelle == BUDGETPOSTEN or posten.feld in _ZAHLFELDER


def ist_zahl(text: str) -> bool:
    """True for an amount or a count, false for a state, an empty cell or any other text."""
    return _wert(text) is not None


def _wert(text: str) -> int | None:
    try:
        return parse_eur(text)
    except BetragFehler:
        return None


def _differenz(posten: Posten) -> str:
    alt, neu = _wert(posten.alt), _wert(posten.neu)
    if alt is None or neu is None or not ist_zahlfeld(posten):
        return ""
    if posten.feld == Feld.EINTRITTE.value:
        stueck = (neu - alt) // 100
        return f" ({'+' if stueck > 0 else ''}{format_zahl(stueck)})"
    return f" ({format_eur(neu - alt, symbol=False, plus=True)})"


def einzeilig(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


# -- all together ----------------------------------------------------------------------------------


def lage(posten: Sequence[Posten]) -> str:
    """What is ticked from the start, and what somebody has to decide."""
    konflikte = sum(p.konflikt and p.moeglich for p in posten)
    loeschungen = sum(p.art is Postenart.WEG and p.moeglich and not p.konflikt for p in posten)
    unmoeglich = sum(not p.moeglich for p in posten)
    offen = _aufzaehlung(
        [
            anzahl(konflikte, "Konflikt", "Konflikte") if konflikte else "",
            anzahl(loeschungen, "Löschung", "Löschungen") if loeschungen else "",
        ]
    )
    bleiben = anzahl(unmoeglich, "Angabe passt nicht und bleibt", "Angaben passen nicht und bleiben")
    saetze = (
        (any(p.vorgeschlagen for p in posten), "Angekreuzt ist alles, was dem Plan nicht widerspricht."),
        (bool(offen), f"Bitte entscheiden Sie selbst: {offen}."),
        (bool(unmoeglich), f"{bleiben} außen vor."),
    )
    return " ".join(satz for gilt, satz in saetze if gilt)


def auswahl(gewaehlt: Sequence[Posten], alle: int) -> str:
    """How much is ticked, and what of it is not to be overlooked."""
    heikel = _aufzaehlung(
        [
            anzahl(zahl, *worte) if zahl else ""
            for zahl, worte in (
                (sum(p.konflikt for p in gewaehlt), ("Konflikt", "Konflikte")),
                (sum(p.art is Postenart.WEG for p in gewaehlt), ("Löschung", "Löschungen")),
            )
        ]
    )
    zusatz = f", darunter {heikel}" if heikel else ""
    return f"Angekreuzt: {format_zahl(len(gewaehlt))} von {format_zahl(alle)}{zusatz}"


def _aufzaehlung(worte: Sequence[str]) -> str:
    return " und ".join(wort for wort in worte if wort)
