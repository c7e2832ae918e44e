"""The parts of a workbook around its sheets: which sheets there are, shared texts, styles, who saved it."""

from __future__ import annotations

import datetime as dt
import functools
import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.einfuhr import lesefehler
from app.services.einfuhr.blattleser import textzelle
from app.services.einfuhr.xmlstrom import BEZIEHUNG, PAKET, TABELLE, Hoerer, lies_xml, voller_name
from app.services.einfuhr.zellwerte import (
    DATUMSFORMATE,
    TAG_NULL,
    TAG_NULL_1904,
    ist_datumsformat,
    lies_ganzzahl,
)

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.einfuhr.archiv import Archiv
    from app.services.einfuhr.grenzen import Grenzen
    from app.services.einfuhr.rohdaten import Rohzelle

_NAMENSLAENGE = 200
_KERN = (
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "http://purl.org/dc/terms/",
)


@dataclass(frozen=True, slots=True)
class Verweis:
    """What a part refers to: the last word of its kind (``worksheet``), and the name of the other part."""

    art: str
    teil: str
    ausserhalb: bool


@dataclass(frozen=True, slots=True)
class Blattverweis:
    """A sheet as the workbook lists it."""

    name: str
    verweis: str
    versteckt: bool


@dataclass(slots=True)
class Mappenkopf:
    """What the workbook says before its sheets."""

    blaetter: list[Blattverweis] = field(default_factory=list)
    tag_null: dt.datetime = TAG_NULL


def lies_verweise(archiv: Archiv, pfad: Path, teil: str) -> dict[str, Verweis]:
    """What a part refers to, by the name of the reference; nothing where it has no such list."""
    ordner, name = posixpath.split(teil)
    liste = posixpath.join(ordner, "_rels", f"{name}.rels")
    verweise: dict[str, Verweis] = {}

    def nimm_auf(angaben: dict[str, str]) -> None:
        ziel = posixpath.join(ordner, angaben.get("Target", ""))  # an absolute target stays as it is
        verweise[angaben.get("Id", "")] = Verweis(
            angaben.get("Type", "").rpartition("/")[2],
            posixpath.normpath(ziel).lstrip("/"),
            angaben.get("TargetMode") == "External",
        )

    if liste in archiv:
        lies_xml(archiv.strom(liste), pfad, PAKET, Hoerer({"Relationship": nimm_auf}))
    return verweise


def lies_kopf(archiv: Archiv, pfad: Path, teil: str, grenzen: Grenzen) -> Mappenkopf:
    """The sheets in their order, and the workbook's day 0.

    Raises:
        DateiFehler: more sheets than are read, or two of the same name.
    """
    kopf = Mappenkopf()
    namen: set[str] = set()

    def blatt(angaben: dict[str, str]) -> None:
        name = angaben.get("name", "")
        if not name or len(name) > _NAMENSLAENGE or name.casefold() in namen:
            raise lesefehler.beschaedigt(pfad, f"Blatt „{name[:_NAMENSLAENGE]}“")
        if len(kopf.blaetter) >= grenzen.blaetter:
            raise lesefehler.zu_viele_blaetter(pfad, grenzen.blaetter)
        namen.add(name.casefold())
        verweis = next(filter(None, (angaben.get(voller_name(raum, "id")) for raum in BEZIEHUNG)), "")
        versteckt = angaben.get("state", "visible") != "visible"
        kopf.blaetter.append(Blattverweis(name, verweis, versteckt))

    def eigenschaften(angaben: dict[str, str]) -> None:
        if angaben.get("date1904") in {"1", "true"}:
            kopf.tag_null = TAG_NULL_1904

    hoerer = Hoerer({"sheet": blatt, "workbookPr": eigenschaften})
    lies_xml(archiv.strom(teil), pfad, TABELLE, hoerer)
    return kopf


class _Texte:
    """Collects the shared texts; a text may come in several runs, and its phonetic reading is left out."""

    def __init__(self, pfad: Path, grenzen: Grenzen) -> None:
        self.zellen: list[Rohzelle] = []
        self._pfad, self._grenzen = pfad, grenzen
        self._laenge = 0
        self._sammelt = self._lautschrift = False
        self._stuecke: list[str] = []

    def beginne(self, _angaben: dict[str, str]) -> None:
        self._stuecke, self._laenge = [], 0

    def beginne_text(self, _angaben: dict[str, str]) -> None:
        self._sammelt = not self._lautschrift

    def beende_text(self) -> None:
        self._sammelt = False

    def beginne_lautschrift(self, _angaben: dict[str, str]) -> None:
        self._lautschrift = True

    def beende_lautschrift(self) -> None:
        self._lautschrift = False

    def sammle(self, stueck: str) -> None:
        if not self._sammelt:
            return
        self._laenge += len(stueck)
        if self._laenge > self._grenzen.textlaenge:
            raise lesefehler.zu_lang(self._pfad, self._grenzen.textlaenge)
        self._stuecke.append(stueck)

    def beende(self) -> None:
        if len(self.zellen) >= self._grenzen.zellen:
            raise lesefehler.zu_viele_zellen(self._pfad, self._grenzen.zellen)
        self.zellen.append(textzelle("".join(self._stuecke)))


def lies_texte(archiv: Archiv, pfad: Path, teil: str, grenzen: Grenzen) -> list[Rohzelle]:
    """The texts that the sheets refer to by number."""
    texte = _Texte(pfad, grenzen)
    hoerer = Hoerer(
        {"si": texte.beginne, "t": texte.beginne_text, "rPh": texte.beginne_lautschrift},
        {"si": texte.beende, "t": texte.beende_text, "rPh": texte.beende_lautschrift},
        texte.sammle,
    )
    lies_xml(archiv.strom(teil), pfad, TABELLE, hoerer)
    return texte.zellen


def lies_datumsstile(archiv: Archiv, pfad: Path, teil: str) -> list[bool]:
    """By style number: whether cells of this style show a day."""
    formate = dict.fromkeys(DATUMSFORMATE, True)
    stile: list[bool] = []
    in_zellstilen = False

    def format_(angaben: dict[str, str]) -> None:
        formate[lies_ganzzahl(angaben.get("numFmtId", ""))] = ist_datumsformat(angaben.get("formatCode", ""))

    def beginne(_angaben: dict[str, str]) -> None:
        nonlocal in_zellstilen
        in_zellstilen = True

    def beende() -> None:
        nonlocal in_zellstilen
        in_zellstilen = False

    def stil(angaben: dict[str, str]) -> None:
        if in_zellstilen:
            stile.append(formate.get(lies_ganzzahl(angaben.get("numFmtId", "0")), False))

    hoerer = Hoerer({"numFmt": format_, "cellXfs": beginne, "xf": stil}, {"cellXfs": beende})
    lies_xml(archiv.strom(teil), pfad, TABELLE, hoerer)
    return stile


def lies_herkunft(archiv: Archiv, pfad: Path, teil: str) -> tuple[str | None, str | None]:
    """Who saved the workbook last, and when, as it says; None where it says nothing that makes sense."""
    werte = {"lastModifiedBy": "", "modified": ""}
    feld: str | None = None

    def beginne(name: str, _angaben: dict[str, str]) -> None:
        nonlocal feld
        feld = name

    def beende() -> None:
        nonlocal feld
        feld = None

    def sammle(stueck: str) -> None:
        if feld is not None and len(werte[feld]) < _NAMENSLAENGE:
            werte[feld] += stueck

    beginn = {name: functools.partial(beginne, name) for name in werte}
    lies_xml(archiv.strom(teil), pfad, _KERN, Hoerer(beginn, dict.fromkeys(werte, beende), sammle))
    wer = " ".join(werte["lastModifiedBy"].split())[:_NAMENSLAENGE]
    return wer or None, _zeitpunkt(werte["modified"])


def _zeitpunkt(wort: str) -> str | None:
    try:
        zeit = dt.datetime.fromisoformat(wort.strip())
    except ValueError:
        return None
    return zeit.replace(tzinfo=None).isoformat(timespec="seconds")
