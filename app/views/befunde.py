"""What the checks of the plan found: run a moment after each change, listed, each a link to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QListView, QSizePolicy, QToolButton, QVBoxLayout

from app.services.befund import SCHWERE_WORT, Befund, Ort
from app.services.summen import Dimension
from app.views.befunddelegat import Befunddelegat
from app.views.bruecke import Ziel
from app.views.leistentexte import befunde_worte
from app.views.symbole import setze_symbol
from app.views.thema import ABSTAND, ABSTAND_WEIT
from app.views.trennlinie import Senkrechte

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from app.services.regeln import Regel
    from app.views.bruecke import Bruecke

PAUSE_MS = 300
"""The checks wait until nothing was changed for so long."""
BREITE = 344
_ANZEIGE = int(Qt.ItemDataRole.DisplayRole)
_VORLESEN = int(Qt.ItemDataRole.AccessibleTextRole)
BEFUND = int(Qt.ItemDataRole.UserRole) + 1
"""Role: the ``Befund`` itself."""
Index = QModelIndex | QPersistentModelIndex
_KEIN_INDEX = QModelIndex()


class BefundePruefer(QObject):
    """Checks the active plan once things are quiet; ``neu`` carries a tuple of ``Befund``."""

    neu = Signal(object)

    def __init__(self, bruecke: Bruecke, parent: QObject | None = None) -> None:
        """Check soon, and after every Vorgang."""
        super().__init__(parent)
        self._bruecke = bruecke
        self._regeln: tuple[Regel, ...] | None = None
        self.befunde: tuple[Befund, ...] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.pruefe)
        bruecke.geaendert.connect(self._pause.start)
        self._pause.start()

    def pruefe(self) -> None:
        """Check now; the rules are read once."""
        from app.services.pruefen import pruefe  # noqa: PLC0415 - after the window's first paint
        from app.services.regeln import lade_regeln  # noqa: PLC0415 - as above

        self._pause.stop()
        if self._regeln is None:
            self._regeln = self._bruecke.tue(lade_regeln) or ()
        befunde = pruefe(self._bruecke.blick, self._regeln)
        if befunde != self.befunde:
            self.befunde = befunde
            self.neu.emit(befunde)


def ziel_von(befund: Befund) -> Ziel | None:
    """Where a finding leads: its rows, its group of rows, its budget input or its Bindung."""
    if befund.zeilen:
        return Ziel("massnahmen", zeilen=befund.zeilen)
    bezug = befund.bezug
    if bezug is None:
        return None
    if bezug.dimension is not None:
        gesamt = bezug.dimension is Dimension.GESAMT
        schluessel = None if gesamt else bezug.schluessel
        return Ziel("massnahmen", bezug.dimension, schluessel, nur_verplante=gesamt)
    if bezug.posten is not None:
        return Ziel("budget", posten=bezug.posten.value)
    ort = _ORTE[bezug.ort] if bezug.ort is not None else None
    return Ziel("bindungen", schluessel=bezug.bindung_id) if bezug.bindung_id is not None else ort


_ORTE = {
    Ort.BINDUNGEN: Ziel("bindungen"),
    Ort.VE: Ziel("bindungen", unterseite="ve"),
    Ort.UMSCHICHTUNG: Ziel("budget", unterseite="umschichtung"),
    Ort.FREIGABE: Ziel("budget", unterseite="freigabe"),
    Ort.FAELLE: Ziel("grundlagen", unterseite="pat"),
    Ort.BILDUNGSZIELE: Ziel("grundlagen", unterseite="bildungsziel"),
    Ort.KUNDENGRUPPEN: Ziel("grundlagen", unterseite="kundengruppe"),
    Ort.PATPAUSCHALEN: Ziel("grundlagen", unterseite="pat"),
}


class BefundeModell(QAbstractListModel):
    """The findings as a list."""

    def __init__(self, parent: QObject | None = None) -> None:
        """No findings."""
        super().__init__(parent)
        self._befunde: tuple[Befund, ...] = ()

    def setze(self, befunde: tuple[Befund, ...]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._befunde = befunde
        self.endResetModel()

    def rowCount(self, parent: Index = _KEIN_INDEX) -> int:
        return 0 if parent.isValid() else len(self._befunde)

    def data(self, index: Index, role: int = _ANZEIGE) -> Any:  # noqa: ANN401 - Qt's signature
        if not index.isValid():
            return None
        befund = self._befunde[index.row()]
        if role == _ANZEIGE:
            return befund.text
        if role == _VORLESEN:
            return f"{SCHWERE_WORT[befund.schwere]}: {befund.text} {befund.quelle}".strip()
        return befund if role == BEFUND else None


class Befundepanel(QFrame):
    """The panel at the right edge; double click or Enter on a finding goes to what it is about."""

    sprung = Signal(object)
    geschlossen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty and hidden."""
        super().__init__(parent)
        self.setObjectName("befundepanel")
        self.setFixedWidth(BREITE)
        self.modell = BefundeModell(self)
        self.liste = _Liste()
        self.liste.setModel(self.modell)
        self.liste.setItemDelegate(Befunddelegat(self.liste))
        self.liste.activated.connect(self._folge)
        self._titel = QLabel("Befunde")
        self._titel.setProperty("rolle", "untertitel")
        self._worte = QLabel()
        self._worte.setProperty("rolle", "hinweis")
        self._worte.setWordWrap(True)
        self._zu = QToolButton()
        self._zu.setProperty("rolle", "nur_symbol")
        self._zu.setAccessibleName("Befunde schließen")
        self._zu.setToolTip("Schließen (Esc)")
        self._zu.clicked.connect(self.schliesse)
        self._lege_aus()
        self.hide()

    def _lege_aus(self) -> None:
        kopf = QHBoxLayout()
        kopf.addWidget(self._titel, 1)
        kopf.addWidget(self._zu)
        spalte = QVBoxLayout()
        spalte.setContentsMargins(ABSTAND_WEIT, ABSTAND, ABSTAND, 0)
        spalte.setSpacing(ABSTAND)
        spalte.addLayout(kopf)
        spalte.addWidget(self._worte)
        spalte.addWidget(self.liste, 1)
        reihe = QHBoxLayout(self)
        reihe.setContentsMargins(0, 0, 0, 0)
        reihe.setSpacing(0)
        reihe.addWidget(Senkrechte())
        reihe.addLayout(spalte, 1)

    def zeige(self, befunde: tuple[Befund, ...]) -> None:
        """List the findings."""
        self.modell.setze(befunde)
        worte = (
            f"{befunde_worte(befunde)}. Doppelklick oder Eingabetaste führt zur Stelle."
            if befunde
            else ("Keine Befunde: Budget, Summen und Zeilen passen zusammen.")
        )
        self._worte.setText(worte)
        self.liste.setVisible(bool(befunde))
        self.setAccessibleName(f"Befunde der Prüfung: {befunde_worte(befunde) or 'keine'}")

    def oeffne(self) -> None:
        """Show the panel with the first finding ready to follow."""
        setze_symbol(self._zu, "ph.x")
        self.show()
        if self.modell.rowCount():
            if not self.liste.currentIndex().isValid():
                self.liste.setCurrentIndex(self.modell.index(0))
            self.liste.setFocus()
        else:
            self._zu.setFocus()

    def schliesse(self) -> None:
        """Put the panel away."""
        self.hide()
        self.geschlossen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.schliesse()
        else:
            super().keyPressEvent(event)

    def _folge(self, index: QModelIndex) -> None:
        befund = index.data(BEFUND)
        ziel = ziel_von(befund) if isinstance(befund, Befund) else None
        if ziel is not None:
            self.sprung.emit(ziel)


class _Liste(QListView):
    """Rows are as high as their wrapped text."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("befunde_liste")
        self.setAccessibleName("Befunde der Prüfung")
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        """May become small."""
        return QSize(120, 80)
