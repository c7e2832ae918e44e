"""Where plan files go by default, and the small questions about files that dialogs and menus share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

ENDUNG = ".amip"
FILTER = "Plandateien (*.amip)"
EXCEL_FILTER = "Excel-Arbeitsmappe (*.xlsx)"
PDF_FILTER = "PDF-Dokument (*.pdf)"
QUELLENDUNGEN = frozenset({".xlsx", ".xlsm", ".csv", ".tsv", ".txt"})
"""What can be imported."""
VORLAGEN_FILTER = "Excel-Vorlagen und -Arbeitsmappen (*.xlsx *.xltx)"


def standardordner() -> Path:
    """The folder for plans among the user's documents; it may not exist yet."""
    from platformdirs import user_documents_path  # noqa: PLC0415 - not needed where a folder is given

    return user_documents_path() / "Eingliederungsplaner"


def lege_ordner_an(ordner: Path) -> None:
    """Make sure that a folder exists.

    Raises:
        Anwendungsfehler: it cannot be created.
    """
    try:
        ordner.mkdir(parents=True, exist_ok=True)
    except OSError as fehlschlag:
        raise Anwendungsfehler(
            f"Der Ordner „{ordner}“ konnte nicht angelegt werden.",
            "Es wurde nichts angelegt.",
            "Wählen Sie mit „Neuer Plan …“ einen anderen Ort.",
        ) from fehlschlag


def freier_name(ordner: Path, stamm: str, endung: str) -> Path:
    """A file name that is not taken yet: ``plan.amip``, else ``plan-2.amip`` and so on."""
    pfad, nummer = ordner / f"{stamm}{endung}", 2
    while pfad.exists():
        pfad, nummer = ordner / f"{stamm}-{nummer}{endung}", nummer + 1
    return pfad


def frage_datei(
    fenster: QWidget, titel: str, ordner: Path, filter_: str, weiter: Callable[[Path], object]
) -> None:
    """Ask for an existing file; ``weiter`` gets it."""
    dialog = QFileDialog(fenster, titel, str(ordner), filter_)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda pfad: weiter(Path(pfad)))
    dialog.open()


def frage_ziel(
    fenster: QWidget, titel: str, vorschlag: Path, filter_: str, weiter: Callable[[Path], object]
) -> None:
    """Ask where a file goes; ``weiter`` gets it."""
    dialog = QFileDialog(fenster, titel, str(vorschlag), filter_)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(vorschlag.suffix.removeprefix("."))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda pfad: weiter(Path(pfad)))
    dialog.open()


def zeige_draussen(pfad: Path) -> bool:
    """Open a file or folder with the program that the desktop has for it; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(pfad)))
