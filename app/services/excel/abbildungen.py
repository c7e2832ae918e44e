"""Abb. 1 to 3: the budget formulas as small tables in the order of the formula (AMIP 2.2 to 2.2.2).

In the printed programme these are pictures: each has its chart below. Each input stands once; the other
tables point to it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.arten import Budgetart, Umschichtungsbasis, Umschichtungsstand
from app.models.geld import format_eur
from app.services.excel.bau import Kopfzahlen
from app.services.excel.bezug import Ort, Zahl, zelle
from app.services.excel.diagramm import ZEILENHOEHE
from app.services.excel.formate import PUNKT, Stil
from app.services.excel.rueckweg import SCHLUESSELKOPF, Rueckblatt, Rueckzeile, schluesseltext
from app.services.excel.schrift import texthoehe
from app.services.excel.wasserfall import KOEPFE, Formelbild, Spalten, Stufe, Teilebild
from app.services.worte import BUDGET_WORT, UMSCHICHTUNGSSTAND_WORT

if TYPE_CHECKING:
    from app.services.excel.bau import Bau, Tabelle
    from app.services.excel.flaeche import Blattflaeche

ZEICHEN, BEZEICHNUNG, BETRAG, ZEILENSCHLUESSEL = range(4)
PIXEL = (44, 640, 220)
KOPFZEILE, ERSTE_ZEILE = 2, 3
BETRAGSKOPF = "€"
_HILFSSPALTEN = Spalten(BEZEICHNUNG, BETRAG, ZEILENSCHLUESSEL + 1)
_ZEILENHOEHE = 20.0


@dataclass(frozen=True, slots=True)
class Glied:
    """A line of a formula: what it is, its sign and the name of its cell.

    ``geliehen`` says that the figure stands in an earlier table of the workbook and is only pointed to.
    """

    name: str
    bezeichnung: str
    cent: int | None
    plus: bool = True
    geliehen: bool = False
    posten_id: str | None = None
    """The plan's input that can be typed here; None where the figure is derived."""


@dataclass(frozen=True, slots=True)
class Ergebnis:
    """The last line of a formula."""

    name: str
    bezeichnung: str
    cent: int


class Abbildung:
    """One formula as a table: sign, name and amount, with the result below."""

    def __init__(
        self,
        bau: Bau,
        nummer: int,
        glieder: tuple[Glied, ...],
        ergebnis: Ergebnis,
        art: type[Formelbild | Teilebild] = Formelbild,
    ) -> None:
        """Lay out the table and note where its figures stand."""
        self.blattname = bau.name(f"Abb. {nummer}")
        self.titel = f"{ergebnis.bezeichnung} {bau.blick.jahr}{bau.schaetzwerte}"
        self._unterschrift = f"Abb. {nummer} – {self.titel}"
        self._glieder, self._ergebnis = glieder, ergebnis
        self._summenzeile = ERSTE_ZEILE + len(glieder)
        self._bild = art(self.blattname, ERSTE_ZEILE, _HILFSSPALTEN, _stufen(glieder, ergebnis))
        for zeile, glied in enumerate(glieder, start=ERSTE_ZEILE):
            if not glied.geliehen:
                bau.zahlen[glied.name] = Zahl(Ort(self.blattname, zeile, BETRAG), glied.cent or 0)
        summe = Zahl(Ort(self.blattname, self._summenzeile, BETRAG), ergebnis.cent)
        bau.zahlen[ergebnis.name] = summe
        bau.kopfzahlen[self.blattname] = Kopfzahlen(betrag=summe)
        bau.rueckweg.append(_rueckblatt(self.blattname, glieder))

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write the lines, the result as a formula and the caption."""
        blatt.breiten(PIXEL)
        blatt.text(0, 0, bau.ueberschrift(self.titel), Stil.TITEL)
        for spalte, kopf in enumerate(("", "Bezeichnung", BETRAGSKOPF, SCHLUESSELKOPF)):
            blatt.text(KOPFZEILE, spalte, kopf, Stil.KOPF)
        blatt.verstecke(ZEILENSCHLUESSEL, ZEILENSCHLUESSEL + len(KOEPFE))
        for zeile, glied in enumerate(self._glieder, start=ERSTE_ZEILE):
            _schreibe_glied(blatt, zeile, glied, bau)
        blatt.text(self._summenzeile, ZEICHEN, "=", Stil.KOPF)
        blatt.text(self._summenzeile, BEZEICHNUNG, self._ergebnis.bezeichnung, Stil.SUMME)
        blatt.betragsformel(self._summenzeile, BETRAG, self._formel(), self._ergebnis.cent)
        self._bild.schreibe(blatt, KOPFZEILE)
        self._richte_ein(blatt, bau)

    def _formel(self) -> str:
        teile = (
            ("+" if glied.plus else "-") + zelle(zeile, BETRAG)
            for zeile, glied in enumerate(self._glieder, start=ERSTE_ZEILE)
        )
        return f"ROUND({''.join(teile).removeprefix('+')},2)"

    def _richte_ein(self, blatt: Blattflaeche, bau: Bau) -> None:
        hoehen = [_ZEILENHOEHE] * (self._summenzeile + 1)
        if any(glied.cent for glied in self._glieder):
            diagramm = self._bild.diagramm(self.titel)
            blatt.diagramm(len(hoehen), diagramm)
            hoehen += [ZEILENHOEHE] * diagramm.zeilen
        unten = len(hoehen)
        blatt.verbinde(unten, unten, (ZEICHEN, BETRAG), self._unterschrift, Stil.UNTERSCHRIFT)
        hoehen.append(texthoehe(self._unterschrift, sum(PIXEL), PUNKT) + 10)
        for zeile, hoehe in enumerate(hoehen):
            blatt.hoehe(zeile, hoehe)
        blatt.fixiere(ERSTE_ZEILE)
        blatt.drucke(bau.druckkopf, (len(hoehen), len(PIXEL)), kopfzeile=KOPFZEILE, eine_seite=True)


def _zeichen(nummer: int, glied: Glied) -> str:
    return "" if nummer == 0 and glied.plus else "+" if glied.plus else "−"


def _stufen(glieder: tuple[Glied, ...], ergebnis: Ergebnis) -> list[Stufe]:
    stufen = [Stufe(g.bezeichnung, g.cent or 0, _zeichen(n, g)) for n, g in enumerate(glieder)]
    return [*stufen, Stufe(ergebnis.bezeichnung, ergebnis.cent, "=", ergebnis=True)]


def _schreibe_glied(blatt: Blattflaeche, zeile: int, glied: Glied, bau: Bau) -> None:
    blatt.text(zeile, ZEICHEN, _zeichen(zeile - ERSTE_ZEILE, glied), Stil.MITTIG)
    blatt.text(zeile, BEZEICHNUNG, glied.bezeichnung)
    if glied.posten_id is not None and not glied.geliehen:
        blatt.text(zeile, ZEILENSCHLUESSEL, schluesseltext("budgetposten", glied.posten_id))
    if glied.geliehen:
        blatt.betragsformel(zeile, BETRAG, bau.zahlen[glied.name].ort.bezug, glied.cent or 0, Stil.BETRAG)
    else:
        blatt.betrag(zeile, BETRAG, glied.cent)


def _rueckblatt(blatt: str, glieder: tuple[Glied, ...]) -> Rueckblatt:
    zeilen = [
        Rueckzeile(
            glied.posten_id, {"betrag": "" if glied.cent is None else format_eur(glied.cent, symbol=False)}
        )
        for glied in glieder
        if glied.posten_id is not None and not glied.geliehen
    ]
    return Rueckblatt(blatt, "budgetposten", {"betrag": BETRAGSKOPF}, zeilen)


def abb1(bau: Bau) -> list[Tabelle]:
    """Abb. 1, the Globalbudget."""
    glieder = (_posten(bau, Budgetart.EINGLIEDERUNGSMITTEL), _posten(bau, Budgetart.VERWALTUNGSMITTEL))
    zahl = bau.kennzahlen.globalbudget_cent
    return [Abbildung(bau, 1, glieder, Ergebnis("Globalbudget", "Globalbudget", zahl), Teilebild)]


def abb2(bau: Bau) -> list[Tabelle]:
    """Abb. 2, the Neufallbudget."""
    zahl = bau.kennzahlen.neufallbudget_cent
    return [Abbildung(bau, 2, _neufall(bau), Ergebnis("Neufallbudget", "Neufallbudget", zahl))]


def abb3(bau: Bau) -> list[Tabelle]:
    """Abb. 3, the Verwaltungskostenbudget."""
    glieder = (
        _posten(bau, Budgetart.VERWALTUNGSMITTEL),
        _posten(bau, Budgetart.KFA),
        _posten(bau, Budgetart.VORLEISTUNGEN),
        _umschichtung(bau),
    )
    name, zahl = "Verwaltungskostenbudget", bau.kennzahlen.verwaltungskostenbudget_cent
    return [Abbildung(bau, 3, glieder, Ergebnis(name, name, zahl))]


def _neufall(bau: Bau) -> tuple[Glied, ...]:
    """Abb. 2; Freirechnungen have a line only where something is released."""
    zahlen, jahr = bau.kennzahlen, bau.blick.jahr
    vorbindungen = f"Vorbindungen aus Vorjahren mit Wirkung in {jahr}"
    frei = Glied(
        "Freirechnungen", f"Freirechnungen aus Vorbindungen mit Wirkung in {jahr}", zahlen.freirechnung_cent
    )
    return (
        _posten(bau, Budgetart.EINGLIEDERUNGSMITTEL),
        _umschichtung(bau, plus=False),
        Glied("Vorbindungen", vorbindungen, zahlen.vorbindungen_cent, plus=False),
        *((frei,) if zahlen.freirechnung_cent else ()),
        _posten(bau, Budgetart.RUECKEINNAHMEN),
    )


def _posten(bau: Bau, art: Budgetart) -> Glied:
    """An input; it stands once, in the first table of the workbook that shows it."""
    posten = bau.blick.posten.get(art)
    cent = posten.betrag_cent if posten else None
    name = art.value.capitalize()
    return Glied(
        name,
        BUDGET_WORT[art],
        cent,
        geliehen=bau.steht(name),
        posten_id=posten.id if posten else None,
    )


def _umschichtung(bau: Bau, *, plus: bool = True) -> Glied:
    """The Umschichtung that the formulas use: the plan's input, or what is executed."""
    glied = replace(_posten(bau, Budgetart.UMSCHICHTUNG), plus=plus)
    if bau.kennzahlen.umschichtung_basis is Umschichtungsbasis.GEPLANT:
        return glied
    return replace(
        glied,
        bezeichnung=f"{glied.bezeichnung} ({UMSCHICHTUNGSSTAND_WORT[Umschichtungsstand.VOLLZOGEN]})",
        cent=bau.kennzahlen.umschichtung_cent,
        posten_id=None,
    )
