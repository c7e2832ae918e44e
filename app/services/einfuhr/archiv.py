"""A workbook's container (zip), with limits: what its directory promises, and what is really in it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING

from app.services.einfuhr import lesefehler

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.einfuhr.grenzen import Grenzen

_STUECK = 64 * 1024
_EINTRAG = b"PK\x01\x02"
_VERSCHLUESSELT = 0x1
_ARTEN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archiv:
    """The parts of a workbook by name, whatever their case and slashes; none is ever written to the disk."""

    def __init__(self, inhalt: bytes, pfad: Path, grenzen: Grenzen) -> None:
        """Read the directory.

        Raises:
            DateiFehler: too many parts, too large, packed too densely, encrypted, or broken.
            zipfile.BadZipFile: broken.
        """
        self._pfad, self._grenzen = pfad, grenzen
        self._gelesen = 0
        if inhalt.count(_EINTRAG) > grenzen.eintraege:  # before the directory is read: it may list millions
            raise lesefehler.zu_viele_teile(pfad, grenzen.eintraege)
        self._zip = zipfile.ZipFile(io.BytesIO(inhalt))
        self._teile: dict[str, zipfile.ZipInfo] = {}
        for eintrag in self._zip.infolist():
            self._nimm_auf(eintrag)
        if sum(e.file_size for e in self._teile.values()) > grenzen.ausgepackt:
            raise lesefehler.bombe(pfad, grenzen.ausgepackt)

    def _nimm_auf(self, eintrag: zipfile.ZipInfo) -> None:
        name = _schluessel(eintrag.filename)
        if name in self._teile:  # which one counts would be a guess: programs differ
            raise lesefehler.beschaedigt(self._pfad, f"Teil „{name}“ steht doppelt darin")
        if eintrag.flag_bits & _VERSCHLUESSELT:
            raise lesefehler.kennwort(self._pfad)
        if eintrag.compress_type not in _ARTEN:
            raise lesefehler.beschaedigt(self._pfad, f"Teil „{name}“ ist auf unbekannte Art gepackt")
        gross = eintrag.file_size > self._grenzen.verhaeltnis_ab
        if gross and eintrag.file_size > eintrag.compress_size * self._grenzen.verhaeltnis:
            raise lesefehler.verdichtet(self._pfad)
        self._teile[name] = eintrag

    def __contains__(self, name: str) -> bool:
        return _schluessel(name) in self._teile

    def namen(self) -> list[str]:
        """The names of all parts, in small letters."""
        return list(self._teile)

    def strom(self, name: str) -> Iterator[bytes]:
        """A part in pieces; every byte counts towards the limit, whatever the directory says.

        Raises:
            DateiFehler: no such part, or more than the limit.
        """
        eintrag = self._teile.get(_schluessel(name))
        if eintrag is None:
            raise lesefehler.beschaedigt(self._pfad, f"Teil „{name}“ fehlt")
        with self._zip.open(eintrag) as teil:
            while stueck := teil.read(_STUECK):
                self._gelesen += len(stueck)
                if self._gelesen > self._grenzen.ausgepackt:
                    raise lesefehler.bombe(self._pfad, self._grenzen.ausgepackt)
                yield stueck


def _schluessel(name: str) -> str:
    return posixpath.normpath(name.replace("\\", "/").lstrip("/")).casefold()
