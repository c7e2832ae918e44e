"""What a file is, by its first bytes and its parts: its name may say anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.services.einfuhr import lesefehler

if TYPE_CHECKING:
    from pathlib import Path

    from app.services.einfuhr.archiv import Archiv

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04\x06\x08\x10]\x00")
"""The first record of an .xls without a container."""
_ALTES_EXCEL = "eine alte Excel-Datei (.xls)"
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
_ANFANG = 2048

_STROEME = (
    ("EncryptedPackage", None),
    ("Workbook", _ALTES_EXCEL),
    ("Book", _ALTES_EXCEL),
)
"""Names in an OLE2 container by which it is known; None: encrypted."""

_KENNUNGEN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "eine PDF-Datei"),
    (rb"{\rtf", "ein Word-Text (RTF)"),
    (b"\x89PNG", "ein Bild"),
    (b"\xff\xd8\xff", "ein Bild"),
    (b"7z\xbc\xaf", "ein gepacktes Archiv (7z)"),
    (b"\x1f\x8b", "ein gepacktes Archiv (gzip)"),
    (b"Rar!", "ein gepacktes Archiv (RAR)"),
)
_SQLITE = b"SQLite format 3\x00"
_HTML = re.compile(rb"\s*<(!doctype\s+html|html|table|head|body)\b", re.IGNORECASE)
_XML = re.compile(rb"(\xef\xbb\xbf)?\s*<\?xml\b")
_TABELLE_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"


def pruefe_inhalt(inhalt: bytes, pfad: Path) -> None:
    """Refuse what is known to be neither a workbook's container nor a text.

    Raises:
        DateiFehler: with what it is, and what to do.
    """
    if not inhalt:
        raise lesefehler.leer(pfad)
    if inhalt.startswith(_SQLITE):
        raise lesefehler.plandatei(pfad)
    if inhalt.startswith(_OLE2):
        raise _ole2(inhalt, pfad)
    if _BIFF.match(inhalt):
        raise lesefehler.kein_format(pfad, _ALTES_EXCEL)
    if inhalt.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise lesefehler.keine_tabelle(pfad, "ein ZIP-Archiv")
    for kennung, was in _KENNUNGEN:
        if inhalt.startswith(kennung):
            raise lesefehler.keine_tabelle(pfad, was)
    _pruefe_auszeichnung(inhalt[:_ANFANG], pfad)


def _pruefe_auszeichnung(anfang: bytes, pfad: Path) -> None:
    """HTML and XML: some programs call such tables .xls."""
    if _HTML.match(anfang):
        raise lesefehler.kein_format(pfad, "eine Tabelle als Internetseite (HTML)")
    if _XML.match(anfang):
        if _TABELLE_2003 in anfang:
            raise lesefehler.kein_format(pfad, "eine XML-Kalkulationstabelle von Excel 2003")
        raise lesefehler.keine_tabelle(pfad, "eine XML-Datei")


def _ole2(inhalt: bytes, pfad: Path) -> Exception:
    for name, was in _STROEME:
        if name.encode("utf-16-le") + b"\x00\x00" in inhalt:
            return lesefehler.kennwort(pfad) if was is None else lesefehler.kein_format(pfad, was)
    return lesefehler.keine_tabelle(pfad, "ein altes Office-Dokument")


def pruefe_archiv(archiv: Archiv, pfad: Path) -> None:
    """Refuse what is packed like a workbook but is something else.

    Raises:
        DateiFehler: with what it is, and what to do.
    """
    if "xl/workbook.bin" in archiv:
        raise lesefehler.kein_format(pfad, "eine binäre Excel-Mappe (.xlsb)")
    if "word/document.xml" in archiv:
        raise lesefehler.keine_tabelle(pfad, "ein Word-Dokument")
    if "ppt/presentation.xml" in archiv:
        raise lesefehler.keine_tabelle(pfad, "eine PowerPoint-Präsentation")
    if "mimetype" in archiv:
        art = b"".join(archiv.strom("mimetype"))
        if art.startswith(_OPENDOCUMENT + b"spreadsheet"):
            raise lesefehler.kein_format(pfad, "eine Tabelle von LibreOffice oder OpenOffice (.ods)")
        if art.startswith(_OPENDOCUMENT):
            raise lesefehler.keine_tabelle(pfad, "ein Dokument von LibreOffice oder OpenOffice")
    if "[content_types].xml" not in archiv:
        raise lesefehler.keine_tabelle(pfad, "ein ZIP-Archiv")
