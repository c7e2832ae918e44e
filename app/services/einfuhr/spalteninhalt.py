"""What the cells of a column speak for, whatever stands above them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.models.arten import Eintrittestatus, Finanzierung
from app.services.einfuhr.rohdaten import Zellart
from app.services.einfuhr.spaltenworte import Rolle
from app.services.einfuhr.standworte import FELDNAME, ist_strich, lies_stand, schluessel, trenne_betrag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.einfuhr.rohdaten import Rohzelle

_ZAHLTEXT = re.compile(
    r"(?:ca\.?|rd\.?|rund|etwa|~)?\s*(?:€|EUR|T€|TEUR)?\s*-?\d[\d.,\s\u00a0\u202f]*-?\s*(?:€|EUR|T€|TEUR|Euro|TN|Plätze)?",
    re.IGNORECASE,
)
_GELDTEXT = re.compile(r"€|EUR|,\d\d(?!\d)", re.IGNORECASE)
_JAHRE = range(1990, 2100)
_BETRAG_AB = 1000.0
_MEIST, _TEILS = 0.7, 0.3
_LANGER_TEXT, _LEISTUNG_LAENGE = 60.0, 120.0
_FOLGE_AB = 3
_LAENGSTE_ZAHL = 60


@dataclass(slots=True)
class Inhalt:
    """Counts over the cells of a column that hold something."""

    gefuellt: int = 0
    zahlen: int = 0
    gebrochen: int = 0
    """Numbers with decimals, and texts with a euro sign."""
    gross: int = 0
    eintrittestaende: int = 0
    geldstaende: int = 0
    texte: int = 0
    zeichen: int = 0
    felder: int = 0
    teams: int = 0
    paragraphen: int = 0
    verschieden: float = 0.0
    """Share of texts that stand there once."""
    folge: bool = False
    """The numbers count up by one, or are years."""

    @property
    def anteil_zahlen(self) -> float:
        """Share of cells that a column of figures can hold."""
        return (self.zahlen + self.eintrittestaende + self.geldstaende) / max(self.gefuellt, 1)

    @property
    def anteil_texte(self) -> float:
        """Share of cells with words."""
        return self.texte / max(self.gefuellt, 1)

    @property
    def laenge(self) -> float:
        """Mean length of the texts."""
        return self.zeichen / max(self.texte, 1)


def lies_inhalt(zellen: Sequence[Rohzelle], jahr: int) -> Inhalt:
    """Count what stands in a column."""
    inhalt = Inhalt()
    werte: list[float] = []
    texte: set[str] = set()
    for zelle in zellen:
        text = zelle.text.strip()
        if zelle.art is Zellart.LEER or (zelle.art is Zellart.TEXT and not text):
            continue
        inhalt.gefuellt += 1
        if zelle.art is Zellart.ZAHL:
            _zaehle_zahl(inhalt, text, werte)
        elif zelle.art is Zellart.TEXT:
            _zaehle_text(inhalt, text, jahr, texte)
    inhalt.verschieden = len(texte) / max(inhalt.texte, 1)
    inhalt.folge = _ist_folge(werte)
    return inhalt


def _zaehle_zahl(inhalt: Inhalt, text: str, werte: list[float]) -> None:
    try:
        wert = float(text)
    except ValueError:
        return
    werte.append(wert)
    inhalt.zahlen += 1
    inhalt.gebrochen += not wert.is_integer()
    inhalt.gross += wert >= _BETRAG_AB


def _zaehle_text(inhalt: Inhalt, text: str, jahr: int, texte: set[str]) -> None:
    if ist_strich(text):
        inhalt.eintrittestaende += 1
    elif len(text) <= _LAENGSTE_ZAHL and _ZAHLTEXT.fullmatch(text):
        inhalt.zahlen += 1
        inhalt.gebrochen += bool(_GELDTEXT.search(text))
    elif (stand := lies_stand(text, jahr) or lies_stand(trenne_betrag(text)[0], jahr)) is not None:
        inhalt.eintrittestaende += stand.eintritte is Eintrittestatus.KALKULATION_VORJAHR
        inhalt.geldstaende += isinstance(stand.finanzierung, Finanzierung)
    else:
        inhalt.texte += 1
        inhalt.zeichen += len(text)
        klein = schluessel(text)
        texte.add(klein)
        inhalt.felder += bool(FELDNAME.match(klein))
        inhalt.teams += "team" in klein
        inhalt.paragraphen += klein.startswith("§")


def _ist_folge(werte: list[float]) -> bool:
    if len(werte) < _FOLGE_AB:
        return False
    aufwaerts = all(b - a == 1 for a, b in pairwise(werte))
    return aufwaerts or all(w in _JAHRE for w in werte)


def inhaltspunkte(inhalt: Inhalt) -> dict[Rolle, tuple[float, str]]:
    """Points by role (at most 6), each with what speaks for it in German words."""
    if not inhalt.gefuellt:
        return {}
    if inhalt.anteil_zahlen >= _MEIST:
        return _zahlenpunkte(inhalt)
    if inhalt.anteil_texte >= _MEIST:
        return _textpunkte(inhalt)
    return {}


def _zahlenpunkte(inhalt: Inhalt) -> dict[Rolle, tuple[float, str]]:
    if inhalt.folge and not inhalt.gebrochen:
        return {}
    if not inhalt.zahlen:
        return _standpunkte(inhalt)
    if inhalt.geldstaende:
        return {Rolle.MITTELANSATZ: (6.0, "Beträge und Stände wie „Einkauf erfolgte im Vorjahr“")}
    ganze = "ganze Zahlen und Stände wie „Kalkulation VJ“" if inhalt.eintrittestaende else "ganze Zahlen"
    if inhalt.gebrochen * 10 >= inhalt.zahlen:
        return {Rolle.MITTELANSATZ: (5.0, "Geldbeträge")}
    if inhalt.gross * 2 > inhalt.zahlen:
        return {Rolle.MITTELANSATZ: (5.0, "große Zahlen"), Rolle.EINTRITTE: (3.0, ganze)}
    return {
        Rolle.EINTRITTE: (6.0 if inhalt.eintrittestaende else 5.0, ganze),
        Rolle.MITTELANSATZ: (2.0, "Zahlen"),
    }


def _standpunkte(inhalt: Inhalt) -> dict[Rolle, tuple[float, str]]:
    if not inhalt.geldstaende:
        return {Rolle.EINTRITTE: (4.0, "Stände wie „Kalkulation VJ“")}
    staende = "Stände wie „Einkauf erfolgte im Vorjahr“"
    return {Rolle.FINANZIERUNG: (5.0, staende), Rolle.MITTELANSATZ: (3.0, staende)}


def _textpunkte(inhalt: Inhalt) -> dict[Rolle, tuple[float, str]]:
    punkte = {}
    meist = inhalt.texte * _MEIST
    if inhalt.felder >= meist:
        punkte[Rolle.HANDLUNGSFELD] = (6.0, "Namen von Handlungsfeldern")
    if inhalt.teams >= meist:
        punkte[Rolle.TEAM] = (5.0, "Namen von Teams")
    if inhalt.paragraphen >= meist:
        punkte[Rolle.PRODUKT] = (4.0, "Texte, die mit „§“ beginnen")
    if inhalt.laenge >= _LANGER_TEXT:
        punkte[Rolle.FUNKTION] = (4.0, "lange Texte")
    if inhalt.laenge <= _LEISTUNG_LAENGE:
        punkte[Rolle.LEISTUNG] = (2.0 + 3.0 * inhalt.verschieden, "verschiedene kurze Texte")
    return punkte


def widerspricht(inhalt: Inhalt, rolle: Rolle) -> bool:
    """Whether the cells rule a role out that the heading speaks for."""
    if not inhalt.gefuellt:
        return False
    if rolle in {Rolle.EINTRITTE, Rolle.MITTELANSATZ}:
        return inhalt.anteil_zahlen < _TEILS
    if rolle is Rolle.FINANZIERUNG:
        return inhalt.geldstaende < _TEILS * inhalt.gefuellt
    return inhalt.anteil_zahlen > _MEIST
