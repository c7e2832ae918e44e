"""Reads a foreign file: workbook or text, whatever its name says. Runs in a process of its own (``kind``).

A small reader of its own instead of openpyxl: one pass gives formulas and cached values, merged cells and
hidden sheets, every byte is counted, and the process starts in a tenth of the time.
"""

from __future__ import annotations

import os
import stat
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from app.services.einfuhr import lesefehler
from app.services.einfuhr.archiv import Archiv
from app.services.einfuhr.blattleser import Blattleser, Kontext
from app.services.einfuhr.dateiart import pruefe_archiv, pruefe_inhalt
from app.services.einfuhr.grenzen import VORGABE, Grenzen
from app.services.einfuhr.mappenteile import (
    Blattverweis,
    lies_datumsstile,
    lies_herkunft,
    lies_kopf,
    lies_texte,
    lies_verweise,
)
from app.services.einfuhr.rohdaten import Rohblatt, Rohmappe
from app.services.einfuhr.textleser import lies_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.einfuhr.mappenteile import Verweis

    Melder = Callable[[str, float], None]

_ZIP = b"PK\x03\x04"
_KAPUTT = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    EOFError,
    ValueError,  # numbers and texts that are none
    LookupError,  # unknown encodings
    NotImplementedError,  # kinds of zip that Python does not know
    RuntimeError,  # zipfile: a key is needed
    struct.error,  # zipfile: headers that are cut off
    OverflowError,
    OSError,  # zipfile: offsets before the beginning
)
"""What a broken workbook makes of Python's own libraries."""
_MAPPENENDUNGEN = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_MAKROS = "Die Mappe enthält Makros; sie wurden weder gelesen noch ausgeführt."
_VERKNUEPFT = (
    "Die Mappe verweist auf andere Dateien; diese wurden nicht geöffnet. Werte daraus sind die, die zuletzt "
    "in der Mappe gespeichert wurden."
)


def lies(pfad: Path, grenzen: Grenzen = VORGABE, melde: Melder | None = None) -> Rohmappe:
    """Read a file within this process.

    Args:
        pfad: workbook or text.
        grenzen: how much is read at most.
        melde: told what is being read and which part (0 to 1) is done.

    Raises:
        DateiFehler: German sentences; every way in which a file can be wrong leads here.
    """
    inhalt = _hole(pfad, grenzen)
    pruefe_inhalt(inhalt, pfad)
    if not inhalt.startswith(_ZIP):
        return lies_text(inhalt, pfad, grenzen)
    return _lies_mappe(inhalt, pfad, grenzen, melde or (lambda _text, _anteil: None))


def _hole(pfad: Path, grenzen: Grenzen) -> bytes:
    try:
        lage = os.stat(pfad)  # noqa: PTH116 - before opening: a pipe would wait for ever
        if stat.S_ISDIR(lage.st_mode):
            raise lesefehler.ordner(pfad)
        if not stat.S_ISREG(lage.st_mode):
            raise lesefehler.keine_datei(pfad)
        if lage.st_size > grenzen.dateigroesse:
            raise lesefehler.zu_gross(pfad, grenzen.dateigroesse)
        with pfad.open("rb") as datei:
            inhalt = datei.read(grenzen.dateigroesse + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise lesefehler.fehlt(pfad) from None
    except PermissionError:
        raise lesefehler.verweigert(pfad) from None
    except OSError:
        raise lesefehler.unerreichbar(pfad) from None
    if len(inhalt) > grenzen.dateigroesse:
        raise lesefehler.zu_gross(pfad, grenzen.dateigroesse)
    return inhalt


def _lies_mappe(inhalt: bytes, pfad: Path, grenzen: Grenzen, melde: Melder) -> Rohmappe:
    try:
        archiv = Archiv(inhalt, pfad, grenzen)
        pruefe_archiv(archiv, pfad)
        return _Mappe(archiv, pfad, grenzen).lies(melde)
    except _KAPUTT as fehlschlag:
        raise lesefehler.beschaedigt(pfad) from fehlschlag


class _Mappe:
    """One workbook while it is read."""

    def __init__(self, archiv: Archiv, pfad: Path, grenzen: Grenzen) -> None:
        self._archiv, self._pfad, self._grenzen = archiv, pfad, grenzen
        self._hinweise: list[str] = []

    def lies(self, melde: Melder) -> Rohmappe:
        paket = lies_verweise(self._archiv, self._pfad, "")
        mappenteil = next((v.teil for v in paket.values() if v.art == "officeDocument"), "")
        if mappenteil not in self._archiv:
            torso = any(name.startswith("xl/") for name in self._archiv.namen())
            raise (lesefehler.beschaedigt if torso else lesefehler.keine_tabelle)(self._pfad)
        verweise = lies_verweise(self._archiv, self._pfad, mappenteil)
        kopf = lies_kopf(self._archiv, self._pfad, mappenteil, self._grenzen)
        kontext = Kontext(self._pfad, self._grenzen, kopf.tag_null, [], [])
        if teil := self._teil(verweise, "sharedStrings"):
            kontext.texte = lies_texte(self._archiv, self._pfad, teil, self._grenzen)
            kontext.zaehle_zeichen(sum(len(z.text) for z in kontext.texte))
        if teil := self._teil(verweise, "styles"):
            kontext.datumsstile = lies_datumsstile(self._archiv, self._pfad, teil)
        kern = self._teil(paket, "core-properties")
        wer, wann = lies_herkunft(self._archiv, self._pfad, kern) if kern else (None, None)
        self._merke_an()
        blaetter: list[Rohblatt] = []
        for nummer, blatt in enumerate(kopf.blaetter):
            melde(f"Blatt „{blatt.name}“", nummer / len(kopf.blaetter))
            blaetter.extend(self._lies_blatt(blatt, verweise, kontext))
        if not any(blatt.zeilen for blatt in blaetter):
            raise lesefehler.leer(self._pfad)
        name = lesefehler.dateiname(self._pfad)
        return Rohmappe(name, tuple(blaetter), wer, wann, tuple(self._hinweise))

    def _teil(self, verweise: dict[str, Verweis], art: str) -> str:
        """The part of a kind that there is once or not at all."""
        gemeint = (v.teil for v in verweise.values() if v.art == art and not v.ausserhalb)
        return next((teil for teil in gemeint if teil in self._archiv), "")

    def _lies_blatt(
        self, blatt: Blattverweis, verweise: dict[str, Verweis], kontext: Kontext
    ) -> list[Rohblatt]:
        ziel = verweise.get(blatt.verweis)
        if ziel is None or ziel.ausserhalb:
            raise lesefehler.beschaedigt(self._pfad, f"Blatt „{blatt.name}“ fehlt")
        if ziel.art != "worksheet":
            self._hinweise.append(
                f"Das Blatt „{blatt.name}“ ist ein Diagramm- oder Makroblatt und wurde übergangen."
            )
            return []
        strom = self._archiv.strom(ziel.teil)
        return [Blattleser(blatt.name, kontext).lies(strom, versteckt=blatt.versteckt)]

    def _merke_an(self) -> None:
        endung = self._pfad.suffix.casefold()
        if endung not in _MAPPENENDUNGEN:
            self._hinweise.append(
                f"Die Datei endet auf „{endung}“, ist aber eine Excel-Mappe und wurde als solche gelesen."
            )
        namen = self._archiv.namen()
        if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in namen):
            self._hinweise.append(_MAKROS)
        if any(name.startswith("xl/externallinks/") for name in namen):
            self._hinweise.append(_VERKNUEPFT)
