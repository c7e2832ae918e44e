"""The preview of what will be printed: Qt's own dialog with the icons and dialogs of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QColor
from PySide6.QtPrintSupport import QPageSetupDialog, QPrinter, QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QAbstractButton, QComboBox, QGraphicsView, QLineEdit, QToolBar, QToolButton

from app.views.druck.geduld import Geduld
from app.views.hintergrund import Abgebrochen
from app.views.symbole import setze_symbol
from app.views.thema import tokens_fuer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.views.druck.maler import Maler

GROESSE = (1100, 800)
_SYMBOL = 20
_SYMBOLE = {
    "Fit width": "ph.arrows-out-line-horizontal",
    "Fit page": "ph.arrows-out-line-vertical",
    "Zoom in": "ph.magnifying-glass-plus",
    "Zoom out": "ph.magnifying-glass-minus",
    "Portrait": "ph.file-text",
    "Landscape": "ph.rectangle",
    "First page": "ph.caret-double-left",
    "Previous page": "ph.caret-left",
    "Next page": "ph.caret-right",
    "Last page": "ph.caret-double-right",
    "Show single page": "ph.file",
    "Show facing pages": "ph.columns",
    "Show overview of all pages": "ph.squares-four",
    "Page setup": "ph.gear",
    "Print": "ph.printer",
}
"""The actions of Qt's dialog by the words of its source, and what they look like here."""


class Vorschau(QPrintPreviewDialog):
    """Shows every sheet; prints, or writes a PDF, by the ways of the window that opened it."""

    drucken = Signal()
    pdf = Signal()

    def __init__(self, maler: Maler, drucker: QPrinter, fenster: QWidget, seit: float) -> None:
        """Show what ``maler`` paints for the paper of ``drucker``; people wait since ``seit`` (monotonic)."""
        super().__init__(drucker, fenster)
        self._maler, self.drucker, self._fenster = maler, drucker, fenster
        self._seit: float | None = seit
        self.setObjectName("druckvorschau")
        self.setWindowTitle(f"Druckvorschau – {maler.blatt.titel}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(*GROESSE)
        self.abgebrochen = False
        self.aktionen = {_wort(quelle): quelle for quelle in _SYMBOLE}
        self._richte_ein()
        self.paintRequested.connect(self._male)

    def _richte_ein(self) -> None:
        leiste = self.findChild(QToolBar)
        if not isinstance(leiste, QToolBar):
            return
        leiste.setMovable(False)
        leiste.setIconSize(QSize(_SYMBOL, _SYMBOL))
        nach_quelle = {self.aktionen.get(a.text(), ""): a for a in self.findChildren(QAction)}
        for quelle, symbol in _SYMBOLE.items():
            if (aktion := nach_quelle.get(quelle)) is not None:
                setze_symbol(aktion, symbol)
        self._lege_um(nach_quelle["Print"], self.drucken.emit)
        self._lege_um(nach_quelle["Page setup"], self._richte_seite_ein)
        # Without a printer there is no paper to choose but the sheet as it is, upright or sideways.
        nach_quelle["Page setup"].setVisible(
            self.drucker.outputFormat() == QPrinter.OutputFormat.NativeFormat
        )
        als_pdf = leiste.addAction("Als PDF …")
        als_pdf.setToolTip("Als PDF speichern")
        setze_symbol(als_pdf, "ph.file-pdf")
        als_pdf.triggered.connect(lambda _an=False: self.pdf.emit())
        for aktion in (nach_quelle["Print"], als_pdf):
            knopf = leiste.widgetForAction(aktion)
            if isinstance(knopf, QToolButton):
                knopf.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._benenne(leiste)
        self._gestalte(leiste)

    @staticmethod
    def _lege_um(aktion: QAction, tat: object) -> None:
        """Qt's own dialogs would stop the window until they are closed."""
        aktion.triggered.disconnect()
        aktion.triggered.connect(lambda _an=False: tat())  # type: ignore[operator]  # one of our own methods

    def _benenne(self, leiste: QToolBar) -> None:
        """Screen readers need a name for everything."""
        for knopf in leiste.findChildren(QAbstractButton):
            if not knopf.accessibleName():
                knopf.setAccessibleName(knopf.text() or knopf.toolTip())
        for kasten in leiste.findChildren(QComboBox):
            kasten.setAccessibleName("Vergrößerung")
        for eingabe in leiste.findChildren(QLineEdit):
            im_kasten = isinstance(eingabe.parentWidget(), QComboBox)
            eingabe.setAccessibleName("Vergrößerung" if im_kasten else "Seite")
        for bild in self.findChildren(QPrintPreviewWidget):
            bild.setAccessibleName(f"Vorschau: {self._maler.blatt.titel}")

    def _gestalte(self, leiste: QToolBar) -> None:
        """As the rest of the program looks; the sheets lie on the ground of its bars, light or dark."""
        for kasten in leiste.findChildren(QComboBox):
            if (eingabe := kasten.lineEdit()) is not None:
                eingabe.setStyleSheet("border: 0; padding: 0; min-height: 0;")
        for tisch in self.findChildren(QGraphicsView):
            tisch.setBackgroundBrush(QColor(tokens_fuer(self.palette()).linie_stark))

    def _richte_seite_ein(self) -> None:
        dialog = QPageSetupDialog(self.drucker, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._zeige_neu)
        dialog.open()

    def _zeige_neu(self) -> None:
        bild = self.findChild(QPrintPreviewWidget)
        if isinstance(bild, QPrintPreviewWidget):
            bild.setOrientation(self.drucker.pageLayout().orientation())
            bild.updatePreview()

    def _male(self, drucker: QPrinter) -> None:
        try:
            with Geduld(self if self.isVisible() else self._fenster, seit=self._seit) as geduld:
                self._seit = None
                self._maler.male(drucker, melde=geduld)
        except Abgebrochen:
            self.abgebrochen = True
            # Half of a document is no preview; Qt still needs the dialog for what it began.
            QTimer.singleShot(0, self, self.reject)


def _wort(quelle: str) -> str:
    return QCoreApplication.translate("QPrintPreviewDialog", quelle)
