"""The template as a package of parts: what is not changed goes into the result byte for byte."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.models import fehler
from app.services.excel.vorlage.knoten import Baum, XmlFehler, lies

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.excel.vorlage.knoten import Knoten

ENDUNGEN = (".xlsx", ".xltx")
GROESSTE_DATEI = 50 * 2**20
GROESSTER_INHALT = 100 * 2**20
"""Unpacked: more is no template but an attack, or a data dump."""
GROESSTES_XML = 30 * 2**20
"""Of a single part that has to be read."""
MEISTE_TEILE = 5_000
INHALTSTYPEN = "[Content_Types].xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VERSCHLUESSELT = "EncryptedPackage".encode("utf-16-le")
_NICHTS = "Es wurde nichts geschrieben."
_ALS_XLSX = "Speichern Sie sie in Excel als „Excel-Arbeitsmappe (.xlsx)“ oder „Excel-Vorlage (.xltx)“."


def unbrauchbar(pfad: Path, warum: str, rat: str = "") -> fehler.DateiFehler:
    """The error for a template that cannot be used; ``warum`` completes the sentence."""
    return fehler.DateiFehler(pfad, f"Die Vorlage „{pfad.name}“ {warum}.", _NICHTS, rat)


def beschaedigt(pfad: Path, teil: str = "") -> fehler.DateiFehler:
    """The error for a template that is no whole workbook."""
    wo = f" (in „{teil}“)" if teil else ""
    rat = "Öffnen Sie sie in Excel, speichern Sie sie neu und versuchen Sie es noch einmal."
    return unbrauchbar(pfad, f"ist beschädigt oder keine Excel-Arbeitsmappe{wo}", rat)


@dataclass(frozen=True, slots=True)
class Beziehung:
    """A part that another one refers to: the reference's key, its kind (last word) and the part's name."""

    id: str
    art: str
    teil: str


@dataclass(slots=True)
class Paket:
    """The parts by name; what was changed stands beside what was read."""

    pfad: Path
    gelesen: dict[str, bytes]
    _infos: list[zipfile.ZipInfo]
    _neu: dict[str, bytes] = field(default_factory=dict)
    _baeume: dict[str, Baum] = field(default_factory=dict)
    _weg: set[str] = field(default_factory=set)

    @property
    def namen(self) -> tuple[str, ...]:
        """All parts."""
        return tuple(self.gelesen)

    def baum(self, teil: str) -> Baum:
        """A part's XML; the same tree each time.

        Raises:
            DateiFehler: there is no such part, or it cannot be read.
        """
        if teil not in self._baeume:
            inhalt = self._neu.get(teil) or self.gelesen.get(teil)
            if inhalt is None:
                raise beschaedigt(self.pfad, teil)
            if len(inhalt) > GROESSTES_XML:
                raise unbrauchbar(self.pfad, f"ist zu groß: „{teil}“ hat mehr als {GROESSTES_XML >> 20} MB")
            try:
                self._baeume[teil] = lies(inhalt)
            except XmlFehler as grund:
                raise beschaedigt(self.pfad, teil) from grund
        return self._baeume[teil]

    def uebernimm(self, teil: str) -> None:
        """The part's tree was changed: it goes into the result."""
        self._neu[teil] = self._baeume[teil].als_bytes()

    def setze(self, teil: str, inhalt: bytes) -> None:
        """Replace a part that is no XML."""
        self._neu[teil] = inhalt

    def entferne(self, teil: str) -> None:
        """Leave a part out, with its content type."""
        self._weg.add(teil)
        typen = self.baum(INHALTSTYPEN).wurzel
        typen.kinder = [k for k in typen.kinder if isinstance(k, str) or not _nennt(k, teil)]
        self.uebernimm(INHALTSTYPEN)

    def typ(self, teil: str) -> Knoten | None:
        """What the list of content types says of a part by itself."""
        return next((k for k in self.baum(INHALTSTYPEN).wurzel.elemente() if _nennt(k, teil)), None)

    def beziehungen(self, teil: str) -> tuple[Beziehung, ...]:
        """The parts of this package that ``teil`` refers to; of the package itself for an empty name."""
        liste = beziehungsteil(teil)
        if liste not in self.gelesen:
            return ()
        ordner = posixpath.dirname(teil)
        return tuple(
            Beziehung(
                k.attribute.get("Id", ""),
                k.attribute.get("Type", "").rpartition("/")[2],
                posixpath.normpath(posixpath.join("/", ordner, k.attribute.get("Target", ""))).lstrip("/"),
            )
            for k in self.baum(liste).wurzel.elemente("Relationship")
            if k.attribute.get("TargetMode") != "External"
        )

    def als_bytes(self) -> bytes:
        """The whole file."""
        puffer = io.BytesIO()
        with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as ziel:
            for info in self._infos:
                if info.filename not in self._weg:
                    kopf = zipfile.ZipInfo(info.filename, info.date_time)
                    kopf.compress_type, kopf.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
                    ziel.writestr(kopf, self._neu.get(info.filename, self.gelesen[info.filename]))
        return puffer.getvalue()


def _nennt(knoten: object, teil: str) -> bool:
    attribute: dict[str, str] = getattr(knoten, "attribute", {})
    return attribute.get("PartName", "").lstrip("/").casefold() == teil.casefold()


def beziehungsteil(teil: str) -> str:
    """The part that lists what ``teil`` refers to."""
    ordner, name = posixpath.split(teil)
    return posixpath.join(ordner, "_rels", f"{name}.rels")


def oeffne(pfad: Path) -> Paket:
    """Read a template whole.

    Raises:
        DateiFehler: no workbook without macros and password, or not safe to read.
    """
    inhalt = _lies_datei(pfad)
    _pruefe_art(pfad, inhalt)
    try:
        with zipfile.ZipFile(io.BytesIO(inhalt)) as mappe:
            infos = mappe.infolist()
            _pruefe_umfang(pfad, infos)
            gelesen = {info.filename: mappe.read(info) for info in infos}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as grund:
        raise beschaedigt(pfad) from grund
    if INHALTSTYPEN not in gelesen:
        raise beschaedigt(pfad)
    if b"macroEnabled" in gelesen[INHALTSTYPEN] or any(
        n.casefold().endswith("vbaproject.bin") for n in gelesen
    ):
        raise _makros(pfad)
    return Paket(pfad, gelesen, infos)


def _lies_datei(pfad: Path) -> bytes:
    try:
        if pfad.is_dir():
            raise unbrauchbar(pfad, "ist ein Ordner", "Wählen Sie eine Datei.")
        if pfad.stat().st_size > GROESSTE_DATEI:
            raise unbrauchbar(pfad, f"ist größer als {GROESSTE_DATEI >> 20} MB")
        return pfad.read_bytes()
    except FileNotFoundError as grund:
        raise fehler.DateiFehlt(
            pfad, f"Die Vorlage „{pfad.name}“ wurde in „{pfad.parent}“ nicht gefunden.", _NICHTS
        ) from grund
    except OSError as grund:
        raise fehler.unlesbar(pfad) from grund


def _pruefe_art(pfad: Path, inhalt: bytes) -> None:
    endung = pfad.suffix.casefold()
    if inhalt.startswith(_OLE) and _VERSCHLUESSELT in inhalt:
        raise unbrauchbar(
            pfad,
            "ist mit einem Kennwort geschützt",
            "Entfernen Sie in Excel das Kennwort zum Öffnen (Datei › Informationen › Arbeitsmappe schützen).",
        )
    if endung in {".xlsm", ".xltm"}:
        raise _makros(pfad)
    if inhalt.startswith(_OLE) or endung == ".xls":
        raise unbrauchbar(pfad, "hat das alte Format von Excel (.xls)", _ALS_XLSX)
    if endung not in ENDUNGEN:
        raise unbrauchbar(pfad, f"hat nicht die Endung „{'“ oder „'.join(ENDUNGEN)}“", _ALS_XLSX)


def _makros(pfad: Path) -> fehler.DateiFehler:
    return unbrauchbar(pfad, "enthält Makros; solche Dateien füllt das Programm nicht", _ALS_XLSX)


def _pruefe_umfang(pfad: Path, infos: list[zipfile.ZipInfo]) -> None:
    namen = [info.filename for info in infos]
    if len(infos) > MEISTE_TEILE or sum(info.file_size for info in infos) > GROESSTER_INHALT:
        raise unbrauchbar(pfad, f"ist zu groß: ausgepackt mehr als {GROESSTER_INHALT >> 20} MB")
    if len(set(namen)) != len(namen) or any(re.search(r"(?:^|/)\.\.(?:/|$)|^/|\\", name) for name in namen):
        raise beschaedigt(pfad)
    if any(info.flag_bits & 1 for info in infos):
        raise unbrauchbar(pfad, "ist mit einem Kennwort geschützt", "Speichern Sie sie ohne Kennwort.")
