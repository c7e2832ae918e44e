"""What can be wrong with a foreign file, in three German sentences each: what, what is safe, what now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.fehler import (
    Anwendungsfehler,
    DateiBeschaedigt,
    DateiFehler,
    DateiFehlt,
    NurLesbar,
    SpeicherFehler,
)
from app.models.geld import format_zahl
from app.services.zellname import zelle

if TYPE_CHECKING:
    from pathlib import Path

SICHER = "Am Plan wurde nichts geändert."
_NEU_SPEICHERN = (
    "Öffnen Sie sie in Excel oder LibreOffice und speichern Sie sie als „Excel-Arbeitsmappe (.xlsx)“."
)
_LESBAR = "Gelesen werden Excel-Mappen (.xlsx, .xlsm) und Texttabellen (.csv, .tsv, .txt)."
_WENIGER = "Kopieren Sie nur die Tabelle, die Sie brauchen, in eine neue Mappe und lesen Sie diese ein."
_UNGEWOEHNLICH = (
    "So packen sich Dateien, die Programme lahmlegen sollen. Fragen Sie nach, woher die Datei stammt, oder "
    "speichern Sie die Tabelle in Excel neu."
)
_MB = 1_000_000

KLASSEN: dict[str, type[DateiFehler]] = {
    klasse.__name__: klasse
    for klasse in (DateiFehler, DateiFehlt, DateiBeschaedigt, NurLesbar, SpeicherFehler)
}
"""The kinds of error that the reading process hands to the program, by name."""


def dateiname(pfad: Path) -> str:
    """The file's name without what no text file could hold (names that are not UTF-8)."""
    return pfad.name.encode("utf-8", "replace").decode("utf-8")


def _fehler(pfad: Path, was: str, rat: str) -> DateiFehler:
    return DateiFehler(pfad, f"„{dateiname(pfad)}“ {was}", SICHER, rat)


# -- the file itself -----------------------------------------------------------------------------------


def fehlt(pfad: Path) -> DateiFehlt:
    """There is no such file."""
    return DateiFehlt(
        pfad,
        f"Die Datei „{dateiname(pfad)}“ gibt es in „{pfad.parent}“ nicht.",
        SICHER,
        "Prüfen Sie Ort und Namen der Datei.",
    )


def verweigert(pfad: Path) -> NurLesbar:
    """Somebody else's file, or one that another program holds."""
    return NurLesbar(
        pfad,
        f"„{dateiname(pfad)}“ lässt sich nicht lesen: Der Zugriff wurde verweigert.",
        SICHER,
        "Schließen Sie die Datei in anderen Programmen (zum Beispiel in Excel) und prüfen Sie Ihre Rechte.",
    )


def unerreichbar(pfad: Path) -> SpeicherFehler:
    """The disk or the network drive does not answer."""
    return SpeicherFehler(
        pfad,
        f"„{dateiname(pfad)}“ lässt sich nicht lesen: Der Datenträger ist nicht erreichbar oder gestört.",
        SICHER,
        "Stellen Sie die Verbindung zum Datenträger her und versuchen Sie es noch einmal.",
    )


def ordner(pfad: Path) -> DateiFehler:
    """A folder instead of a file."""
    return _fehler(pfad, "ist ein Ordner.", "Wählen Sie eine Datei in diesem Ordner.")


def keine_datei(pfad: Path) -> DateiFehler:
    """A pipe or a device."""
    return _fehler(pfad, "ist keine gewöhnliche Datei.", "Wählen Sie eine Datei auf einem Datenträger.")


def leer(pfad: Path) -> DateiFehler:
    """Nothing is in it."""
    return _fehler(
        pfad, "ist leer: Es steht nichts darin.", "Prüfen Sie, ob Sie die richtige Datei gewählt haben."
    )


def zu_gross(pfad: Path, grenze: int) -> DateiFehler:
    """More bytes on the disk than are read."""
    return _fehler(pfad, f"ist zu groß: Gelesen werden bis zu {grenze // _MB} MB.", _WENIGER)


# -- what it is instead of a table ---------------------------------------------------------------------


def kein_format(pfad: Path, was: str) -> DateiFehler:
    """A known kind of file that is not read but can be saved anew as a workbook; ``was``: "eine alte …"."""
    return _fehler(pfad, f"ist {was} und kann so nicht gelesen werden.", _NEU_SPEICHERN)


def keine_tabelle(pfad: Path, was: str = "") -> DateiFehler:
    """Neither a workbook nor a text; ``was`` says what it is, where that is known: "eine PDF-Datei"."""
    satz = f"ist {was}, keine Tabelle." if was else "ist keine Tabelle, die gelesen werden kann."
    return _fehler(pfad, satz, _LESBAR)


def plandatei(pfad: Path) -> DateiFehler:
    """One of our own plan files."""
    return _fehler(pfad, "ist eine Plandatei, keine Tabelle.", "Öffnen Sie sie mit „Datei › Öffnen …“.")


def kennwort(pfad: Path) -> DateiFehler:
    """Encrypted."""
    return _fehler(
        pfad,
        "ist mit einem Kennwort geschützt und kann nicht gelesen werden.",
        "Öffnen Sie sie in Excel, entfernen Sie unter „Datei › Informationen › Arbeitsmappe schützen“ das "
        "Kennwort zum Öffnen, und speichern Sie eine Kopie.",
    )


# -- broken or hostile ---------------------------------------------------------------------------------


def beschaedigt(pfad: Path, warum: str = "") -> DateiBeschaedigt:
    """Cut off or broken; ``warum`` is a part of the sentence that says where: "Blatt „A“, Zelle B7"."""
    wo = f" ({warum})" if warum else ""
    return DateiBeschaedigt(
        pfad,
        f"„{dateiname(pfad)}“ ist beschädigt oder unvollständig und kann nicht gelesen werden{wo}.",
        SICHER,
        "Lassen Sie sich die Datei noch einmal schicken, oder öffnen und speichern Sie sie in Excel.",
    )


def dtd(pfad: Path) -> DateiFehler:
    """A document type declaration: the door for entities and for reading other files (XXE)."""
    return _fehler(
        pfad,
        "enthält Anweisungen, die in einer Tabelle nichts zu suchen haben (XML-Dokumenttyp oder Entitäten), "
        "und wird deshalb nicht gelesen.",
        "Solche Anweisungen können fremde Dateien auslesen. Fragen Sie nach, woher die Datei stammt.",
    )


def bombe(pfad: Path, grenze: int) -> DateiFehler:
    """Unpacks to more than is read."""
    return _fehler(
        pfad, f"würde sich auf mehr als {grenze // _MB} MB auspacken und wird nicht gelesen.", _UNGEWOEHNLICH
    )


def verdichtet(pfad: Path) -> DateiFehler:
    """A part of it is packed as no table is."""
    return _fehler(pfad, "ist ungewöhnlich stark gepackt und wird nicht gelesen.", _UNGEWOEHNLICH)


def zu_viele_teile(pfad: Path, grenze: int) -> DateiFehler:
    """More entries in the archive than are read."""
    return _fehler(
        pfad, f"besteht aus mehr als {format_zahl(grenze)} Teilen und wird nicht gelesen.", _UNGEWOEHNLICH
    )


# -- more than is read ---------------------------------------------------------------------------------


def zu_viele_blaetter(pfad: Path, grenze: int) -> DateiFehler:
    """More sheets than are read."""
    return _fehler(pfad, f"hat zu viele Blätter: Gelesen werden bis zu {format_zahl(grenze)}.", _WENIGER)


def zu_weit(pfad: Path, blatt: str, ort: tuple[int, int], grenze: tuple[int, int]) -> DateiFehler:
    """A cell (row and column from 0) lies beyond the rows and columns (counts) that are read."""
    zeilen, spalten = grenze
    return DateiFehler(
        pfad,
        f"In „{dateiname(pfad)}“, Blatt „{blatt}“, steht etwas in Zelle {zelle(*ort)}. Gelesen werden bis zu "
        f"{format_zahl(zeilen)} Zeilen und {format_zahl(spalten)} Spalten.",
        SICHER,
        f"Löschen Sie die Zelle {zelle(*ort)}, falls sie versehentlich beschrieben ist, und speichern Sie "
        "die Datei; sonst teilen Sie die Tabelle auf mehrere Dateien auf.",
    )


def zu_viele_zellen(pfad: Path, grenze: int) -> DateiFehler:
    """More cells than are read."""
    return _fehler(pfad, f"ist zu umfangreich: Gelesen werden bis zu {format_zahl(grenze)} Zellen.", _WENIGER)


def zu_viel_text(pfad: Path) -> DateiFehler:
    """More text, or more memory, than reading may take."""
    return _fehler(pfad, "ist zu umfangreich, um gelesen zu werden.", _WENIGER)


def zu_lang(pfad: Path, grenze: int, wo: str = "") -> DateiFehler:
    """A text of one cell is longer than Excel allows; ``wo``: "Blatt „A“, Zelle B7"."""
    ort = f"{wo}: " if wo else ""
    return DateiFehler(
        pfad,
        f"In „{dateiname(pfad)}“ ist ein Text zu lang ({ort}mehr als {format_zahl(grenze)} Zeichen).",
        SICHER,
        "Kürzen Sie den Text; in einer Texttabelle prüfen Sie, ob ein Anführungszeichen am Ende fehlt.",
    )


# -- the reading process -------------------------------------------------------------------------------


def zeit_um(pfad: Path, sekunden: float) -> DateiFehler:
    """Reading took too long; the process was ended."""
    dauer = format_zahl(max(1, round(sekunden)))
    return _fehler(
        pfad,
        f"konnte nicht rechtzeitig gelesen werden; nach {dauer} s wurde das Lesen beendet.",
        f"Liegt die Datei auf einem Netzlaufwerk, kopieren Sie sie auf diesen Rechner. {_WENIGER}",
    )


def abgestuerzt(pfad: Path) -> DateiFehler:
    """The reading process ended without an answer."""
    return _fehler(
        pfad,
        "konnte nicht gelesen werden: Das Lesen ist unerwartet abgebrochen.",
        "Öffnen Sie die Datei in Excel, speichern Sie sie als .xlsx neu und versuchen Sie es noch einmal.",
    )


def nicht_gestartet(pfad: Path) -> Anwendungsfehler:
    """The reading process could not be started."""
    return _fehler(
        pfad,
        "konnte nicht gelesen werden: Das Lesen ließ sich nicht starten.",
        "Schließen Sie andere Programme und versuchen Sie es noch einmal.",
    )
