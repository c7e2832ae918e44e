"""One sheet of a workbook: cells, formulas with their cached values, merged ranges, in one pass over its XML.

What the sheet says of its own size is not looked at. Cells that are only formatted count for nothing, so a
formatted cell at XFD1048576 costs nothing either.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.einfuhr import lesefehler
from app.services.einfuhr.formeln import verschiebe
from app.services.einfuhr.rohdaten import LEER, Rohblatt, Rohzelle, Verbund, Zellart
from app.services.einfuhr.xmlstrom import TABELLE, Hoerer, lies_xml
from app.services.einfuhr.zellwerte import als_datum, als_dezimalzahl, lies_ganzzahl, lies_zahl, ohne_masken
from app.services.zellname import spaltennummer, zelle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from app.services.einfuhr.grenzen import Grenzen
    from app.services.einfuhr.xmlstrom import Beginn, Ende

_ORT = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})", re.ASCII)
_ZEILENZAHL = 1_048_576
_SPALTENZAHL = 16_384
_WAHRHEIT = {"1": "1", "0": "0", "true": "1", "false": "0"}


@dataclass(slots=True)
class Kontext:
    """What the sheets of a workbook share, and what they have used of the limits."""

    pfad: Path
    grenzen: Grenzen
    tag_null: dt.datetime
    texte: list[Rohzelle]
    """The workbook's shared texts, each as the cell that shows it."""
    datumsstile: list[bool]
    """By style number: whether it shows a day."""
    zellen: int = 0
    zeichen: int = 0
    vorrat: dict[tuple[str, bool, str], Rohzelle] = field(default_factory=dict)
    """Cells without formula by kind, style and value: equal ones are made once."""

    def zaehle_zellen(self, anzahl: int) -> None:
        """Count cells towards the limit."""
        self.zellen += anzahl
        if self.zellen > self.grenzen.zellen:
            raise lesefehler.zu_viele_zellen(self.pfad, self.grenzen.zellen)

    def zaehle_zeichen(self, anzahl: int) -> None:
        """Count characters towards the limit."""
        self.zeichen += anzahl
        if self.zeichen > self.grenzen.zeichen:
            raise lesefehler.zu_viel_text(self.pfad)


def lies_ort(ort: str) -> tuple[int, int]:
    """Row and column, from 0, of ``B7`` or ``$B$7``.

    Raises:
        ValueError: there is no such cell.
    """
    treffer = _ORT.fullmatch(ort)
    if treffer is None:
        raise ValueError(ort)
    zeile, spalte = int(treffer[2]) - 1, spaltennummer(treffer[1])
    if zeile >= _ZEILENZAHL or spalte >= _SPALTENZAHL:
        raise ValueError(ort)
    return zeile, spalte


class Blattleser:
    """Collects one sheet while its XML streams by."""

    def __init__(self, name: str, kontext: Kontext) -> None:
        """Nothing read yet."""
        self._name, self._kontext = name, kontext
        self._zeilen: dict[int, dict[int, Rohzelle]] = {}
        self._verbunden: list[Verbund] = []
        self._geteilt: dict[str, tuple[int, int, str]] = {}
        self._zeile = self._spalte = -1
        self._anzahl = 0
        self._stuecke: list[str] | None = None
        self._laenge = 0
        self._lautschrift = False
        self._beginne_leer()

    def _beginne_leer(self) -> None:
        self._art, self._stil = "n", "0"
        self._wert: str | None = None
        self._formel: str | None = None
        self._formelangaben: dict[str, str] = {}
        self._absatz: list[str] = []

    def lies(self, strom: Iterable[bytes], *, versteckt: bool) -> Rohblatt:
        """Read the sheet.

        Raises:
            DateiFehler: broken, or beyond a limit.
            ValueError, xml.parsers.expat.ExpatError: broken.
        """
        beginn: dict[str, Beginn] = {
            "row": self._beginne_zeile,
            "c": self._beginne_zelle,
            "v": self._beginne_text,
            "t": self._beginne_text,
            "f": self._beginne_formel,
            "rPh": self._beginne_lautschrift,
            "mergeCell": self._verbinde,
        }
        ende: dict[str, Ende] = {
            "c": self._beende_zelle,
            "v": self._beende_wert,
            "t": self._beende_absatz,
            "f": self._beende_formel,
            "rPh": self._beende_lautschrift,
        }
        lies_xml(strom, self._kontext.pfad, TABELLE, Hoerer(beginn, ende, self._sammle))
        return Rohblatt(self._name, self._reihe(), tuple(self._verbunden), versteckt)

    # -- places ----------------------------------------------------------------------------------------

    def _beginne_zeile(self, angaben: dict[str, str]) -> None:
        nummer = angaben.get("r")
        self._zeile = self._zeile + 1 if nummer is None else lies_ganzzahl(nummer) - 1
        self._spalte = -1
        if not 0 <= self._zeile < _ZEILENZAHL:
            raise lesefehler.beschaedigt(self._kontext.pfad, f"Blatt „{self._name}“, Zeile {nummer}")

    def _beginne_zelle(self, angaben: dict[str, str]) -> None:
        ort = angaben.get("r")
        if ort is None:
            self._spalte += 1
        else:
            zeile, self._spalte = lies_ort(ort)
            if zeile != self._zeile:
                raise self._kaputt()
        self._beginne_leer()
        self._art = angaben.get("t", "n")
        self._stil = angaben.get("s", "0")

    def _verbinde(self, angaben: dict[str, str]) -> None:
        von, _, bis = angaben.get("ref", "").partition(":")
        (zeile, spalte), (letzte_zeile, letzte_spalte) = lies_ort(von), lies_ort(bis or von)
        if letzte_zeile < zeile or letzte_spalte < spalte:
            raise ValueError(angaben)
        self._kontext.zaehle_zellen(1)
        self._verbunden.append(Verbund(zeile, spalte, letzte_zeile, letzte_spalte))

    # -- texts within cells ----------------------------------------------------------------------------

    def _beginne_text(self, _angaben: dict[str, str]) -> None:
        self._stuecke, self._laenge = [], 0

    def _beginne_formel(self, angaben: dict[str, str]) -> None:
        self._formelangaben = angaben
        self._stuecke, self._laenge = [], 0

    def _sammle(self, stueck: str) -> None:
        if self._stuecke is None:
            return
        self._laenge += len(stueck)
        if self._laenge > self._kontext.grenzen.textlaenge:
            raise lesefehler.zu_lang(self._kontext.pfad, self._kontext.grenzen.textlaenge, self._wo())
        self._stuecke.append(stueck)

    def _gesammelt(self) -> str:
        text = "".join(self._stuecke or ())
        self._stuecke = None
        return text

    def _beende_wert(self) -> None:
        self._wert = self._gesammelt()

    def _beende_absatz(self) -> None:
        text = self._gesammelt()
        if not self._lautschrift:
            self._absatz.append(text)

    def _beginne_lautschrift(self, _angaben: dict[str, str]) -> None:
        self._lautschrift = True

    def _beende_lautschrift(self) -> None:
        self._lautschrift = False

    def _beende_formel(self) -> None:
        text = self._gesammelt()
        geteilt = self._formelangaben.get("si") if self._formelangaben.get("t") == "shared" else None
        if geteilt is not None and text:
            self._geteilt[geteilt] = (self._zeile, self._spalte, text)
        elif geteilt is not None and geteilt in self._geteilt:
            zeile, spalte, vorlage = self._geteilt[geteilt]
            text = verschiebe(vorlage, self._zeile - zeile, self._spalte - spalte)
        self._formel = f"={text}"

    # -- cells -----------------------------------------------------------------------------------------

    def _beende_zelle(self) -> None:
        inhalt = self._lies_inhalt()
        if inhalt.art is Zellart.LEER:
            return
        grenzen = self._kontext.grenzen
        if self._zeile >= grenzen.zeilen or self._spalte >= grenzen.spalten:
            grenze = (grenzen.zeilen, grenzen.spalten)
            raise lesefehler.zu_weit(self._kontext.pfad, self._name, (self._zeile, self._spalte), grenze)
        zeile = self._zeilen.setdefault(self._zeile, {})
        if self._zeile < 0 or self._spalte in zeile:
            raise self._kaputt()
        self._anzahl += 1
        if self._kontext.zellen + self._anzahl > grenzen.zellen:
            raise lesefehler.zu_viele_zellen(self._kontext.pfad, grenzen.zellen)
        zeile[self._spalte] = inhalt

    def _lies_inhalt(self) -> Rohzelle:
        if self._formel is not None:
            return self._mit_formel(self._formel)
        if self._art == "inlineStr":
            return self._lies_wert("inlineStr", self._absatztext())
        return self._lies_wert(self._art, self._wert) if self._wert else LEER

    def _absatztext(self) -> str:
        text = "".join(self._absatz)
        if len(text) > self._kontext.grenzen.textlaenge:
            raise lesefehler.zu_lang(self._kontext.pfad, self._kontext.grenzen.textlaenge, self._wo())
        return text

    def _mit_formel(self, formel: str) -> Rohzelle:
        self._kontext.zaehle_zeichen(len(formel))
        # A text may well be empty; an empty number was never calculated.
        berechnet = self._wert is not None if self._art == "str" else bool(self._wert)
        if not berechnet:
            return Rohzelle(Zellart.NICHT_BERECHNET, "", formel)
        wert = self._lies_wert(self._art, self._wert or "")
        return Rohzelle(Zellart.TEXT if wert is LEER else wert.art, wert.text, formel)

    def _lies_wert(self, art: str, wert: str) -> Rohzelle:
        if art == "s":
            return self._geteilter_text(wert)
        schluessel = (art, self._ist_datum(), wert)
        if (bekannt := self._kontext.vorrat.get(schluessel)) is not None:
            return bekannt
        leser = _LESER.get(art)
        if leser is None:
            raise self._kaputt()
        try:
            neu = leser(wert, self._kontext.tag_null if schluessel[1] else None)
        except ValueError:
            raise self._kaputt() from None
        self._kontext.zaehle_zeichen(len(neu.text))
        return self._kontext.vorrat.setdefault(schluessel, neu)

    def _geteilter_text(self, wert: str) -> Rohzelle:
        try:
            return self._kontext.texte[lies_ganzzahl(wert)]
        except (ValueError, IndexError):
            raise self._kaputt() from None

    def _ist_datum(self) -> bool:
        stile = self._kontext.datumsstile or [False]
        try:
            return stile[lies_ganzzahl(self._stil)]
        except (ValueError, IndexError):
            raise self._kaputt() from None

    # -- the whole -------------------------------------------------------------------------------------

    def _reihe(self) -> tuple[tuple[Rohzelle, ...], ...]:
        """All rows from the first to the last that holds something; gaps are empty cells and rows."""
        anzahl = max(self._zeilen, default=-1) + 1
        breiten = {nummer: max(zeile) + 1 for nummer, zeile in self._zeilen.items()}
        self._kontext.zaehle_zellen(anzahl + sum(breiten.values()))
        return tuple(
            tuple(self._zeilen[nummer].get(spalte, LEER) for spalte in range(breiten[nummer]))
            if nummer in breiten
            else ()
            for nummer in range(anzahl)
        )

    def _wo(self) -> str:
        return f"Blatt „{self._name}“, Zelle {zelle(max(self._zeile, 0), max(self._spalte, 0))}"

    def _kaputt(self) -> Exception:
        return lesefehler.beschaedigt(self._kontext.pfad, self._wo())


def _lies_zahl(wert: str, tag_null: dt.datetime | None) -> Rohzelle:
    zahl = lies_zahl(wert)
    if tag_null is not None and (tag := als_datum(zahl, tag_null)) is not None:
        return Rohzelle(Zellart.DATUM, tag)
    return Rohzelle(Zellart.ZAHL, als_dezimalzahl(zahl))


def _lies_text(wert: str, _tag_null: dt.datetime | None) -> Rohzelle:
    return textzelle(wert)


def textzelle(wert: str) -> Rohzelle:
    """The cell of a text of the workbook; empty where the text is."""
    return Rohzelle(Zellart.TEXT, ohne_masken(wert)) if wert else LEER


def _lies_wahrheit(wert: str, _tag_null: dt.datetime | None) -> Rohzelle:
    if wert not in _WAHRHEIT:
        raise ValueError(wert)
    return Rohzelle(Zellart.WAHR, _WAHRHEIT[wert])


def _lies_fehler(wert: str, _tag_null: dt.datetime | None) -> Rohzelle:
    return Rohzelle(Zellart.FEHLER, wert)


def _lies_tag(wert: str, _tag_null: dt.datetime | None) -> Rohzelle:
    """A day in words of ISO 8601, as "Strict Open XML" has it."""
    try:
        zeit = dt.datetime.fromisoformat(wert)
    except ValueError:  # a mere time of day
        return textzelle(wert)
    ganz = zeit.time() == zeit.time().min
    return Rohzelle(Zellart.DATUM, zeit.date().isoformat() if ganz else zeit.isoformat(timespec="seconds"))


_LESER: dict[str, Callable[[str, dt.datetime | None], Rohzelle]] = {
    "n": _lies_zahl,
    "str": _lies_text,
    "inlineStr": _lies_text,
    "b": _lies_wahrheit,
    "e": _lies_fehler,
    "d": _lies_tag,
}
"""By the kind that a cell states of itself; ``s``, a shared text, is looked up instead."""
