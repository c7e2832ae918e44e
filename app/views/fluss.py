"""A layout that puts widgets side by side and goes on in the next line where there is no more room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class Fluss(QLayout):
    """For rows that must stay readable with large text and in narrow windows."""

    def __init__(self, parent: QWidget, raender: QMargins, abstand: int, zeilenabstand: int = 0) -> None:
        """Lay out the children of ``parent`` as they are added, ``abstand`` px between them.

        Args:
            parent: whose children are laid out.
            raender: the margins.
            abstand: px between widgets.
            zeilenabstand: px between lines.
        """
        super().__init__(parent)
        self._zeilenabstand = zeilenabstand
        self._teile: list[QLayoutItem] = []
        self.setContentsMargins(raender)
        self.setSpacing(abstand)

    def addItem(self, item: QLayoutItem, /) -> None:
        self._teile.append(item)

    def count(self) -> int:
        return len(self._teile)

    def itemAt(self, nummer: int, /) -> QLayoutItem | None:
        return self._teile[nummer] if 0 <= nummer < len(self._teile) else None

    def takeAt(self, nummer: int, /) -> QLayoutItem | None:
        return self._teile.pop(nummer) if 0 <= nummer < len(self._teile) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, breite: int, /) -> int:
        return self._lege(QRect(0, 0, breite, 0), setzen=False)

    def setGeometry(self, flaeche: QRect, /) -> None:
        super().setGeometry(flaeche)
        self._lege(flaeche, setzen=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        breiten = [teil.sizeHint().width() for teil in self._teile]
        raender = self.contentsMargins()
        luecken = max(len(breiten) - 1, 0) * self.spacing()
        breite = sum(breiten) + luecken + raender.left() + raender.right()
        return QSize(breite, self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """Each in a line of its own: as wide as the widest."""
        groesse = QSize()
        for teil in self._teile:
            groesse = groesse.expandedTo(teil.minimumSize())
        raender = self.contentsMargins()
        return groesse + QSize(raender.left() + raender.right(), raender.top() + raender.bottom())

    def _lege(self, flaeche: QRect, *, setzen: bool) -> int:
        """Place the widgets (or only measure); returns the height that they take."""
        innen = flaeche.marginsRemoved(self.contentsMargins())
        x, y, zeilenhoehe = innen.left(), innen.top(), 0
        for teil in self._teile:
            groesse = teil.sizeHint().expandedTo(teil.minimumSize())
            if zeilenhoehe and x + groesse.width() > innen.right() + 1:
                x, y, zeilenhoehe = innen.left(), y + zeilenhoehe + self._zeilenabstand, 0
            if setzen:
                teil.setGeometry(QRect(QPoint(x, y), groesse))
            x += groesse.width() + self.spacing()
            zeilenhoehe = max(zeilenhoehe, groesse.height())
        return y + zeilenhoehe - flaeche.top() + self.contentsMargins().bottom()
