"""The handbook inside the program (F1): readable without a browser and without a connection."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from app.services.ressourcen import handbuch

if TYPE_CHECKING:
    from pathlib import Path

RAND = 48


class Handbuchtext(QTextBrowser):
    """A text browser whose pictures never run past the window."""

    def __init__(self, datei: Path, parent: QWidget | None = None) -> None:
        """Show a Markdown file; its pictures lie beside it."""
        super().__init__(parent)
        self._ordner = datei.parent
        self.setObjectName("handbuch_text")
        self.setAccessibleName("Handbuch")
        self.setOpenExternalLinks(False)
        self.setReadOnly(True)
        self.document().setDocumentMargin(24)
        self.setMarkdown(datei.read_text(encoding="utf-8"))

    def loadResource(self, art: int, name: QUrl | str) -> object:
        """Scale pictures to the window's width."""
        bild = QTextDocument.ResourceType.ImageResource.value
        if art != bild:
            return super().loadResource(art, name)
        ort = name if isinstance(name, str) else name.toString()
        inhalt = QImage(str(self._ordner / ort))
        breite = max(320, self.viewport().width() - 2 * RAND)
        if inhalt.isNull() or inhalt.width() <= breite:
            return inhalt
        return inhalt.scaledToWidth(breite, Qt.TransformationMode.SmoothTransformation)


class Handbuchfenster(QWidget):
    """A window of its own, so that it can stay open beside the plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Open the handbook that came with the program."""
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("handbuch")
        self.setWindowTitle("Handbuch – Eingliederungsplaner")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(QSize(920, 820))
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        self.text = Handbuchtext(handbuch(), self)
        anordnung.addWidget(self.text)
