"""A reckoning step by step: sign, name, value, what it rests on; quiet, and the same with other figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.views.bausteine.beschriftung import Verweis, betrag, linie, text
from app.views.stil import setze_rolle
from app.views.thema import ABSTAND, ABSTAND_MITTEL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.views.bruecke import Ziel

_ZEICHEN, _NAME, _WERT, _HINWEIS = range(4)
_OBEN = Qt.AlignmentFlag.AlignTop
_OBEN_RECHTS = Qt.AlignmentFlag.AlignRight | _OBEN
_RAENDER = (0, 6, 0, 2)


@dataclass(frozen=True, slots=True)
class Schritt:
    """One line; ``ton`` (``fehler``, ``erfolg``) colours value and remark, ``ziel`` makes it a link."""

    zeichen: str
    name: str
    wert: str
    hinweis: str = ""
    summe: bool = False
    ton: str = ""
    ziel: Ziel | None = None


class Rechenweg(QWidget):
    """Shows steps; lines that stay keep their widgets, so that nobody loses the focus."""

    def __init__(self, objektname: str, springe: Callable[[Ziel], None], *, namensbreite: int = 0) -> None:
        """Empty until ``zeige``.

        Args:
            objektname: what tests call it.
            springe: follows a link.
            namensbreite: px for the names; without it they take all that the values leave.
        """
        super().__init__()
        self.setObjectName(objektname)
        self._springe = springe
        self._gitter = QGridLayout(self)
        self._gitter.setContentsMargins(0, 0, 0, 0)
        self._gitter.setHorizontalSpacing(ABSTAND_MITTEL)
        self._gitter.setVerticalSpacing(0)
        self._gitter.setColumnMinimumWidth(_ZEICHEN, 16)
        self._gitter.setColumnMinimumWidth(_WERT, 140)
        self._gitter.setColumnMinimumWidth(_NAME, namensbreite)
        self._gitter.setColumnStretch(_HINWEIS if namensbreite else _NAME, 1)
        self._reihen: list[_Reihe] = []

    def zeige(self, schritte: Sequence[Schritt]) -> None:
        """Show these steps."""
        while len(self._reihen) < len(schritte):
            name = f"{self.objectName()}_{len(self._reihen)}"
            self._reihen.append(_Reihe(self._gitter, 2 * len(self._reihen), name, self._springe))
        for nummer, reihe in enumerate(self._reihen):
            reihe.zeige(schritte[nummer] if nummer < len(schritte) else None)

    def texte(self) -> list[tuple[str, str, str]]:
        """Name, value and remark of each line as they are shown."""
        return [reihe.texte() for reihe in self._reihen if not reihe.name.isHidden()]


class _Reihe:
    def __init__(
        self, gitter: QGridLayout, zeile: int, objektname: str, springe: Callable[[Ziel], None]
    ) -> None:
        self._ziel: Ziel | None = None
        self._springe = springe
        self.linie, self.zeichen, self.name = linie(), text(""), text("", umbruch=True)
        self.wert = betrag("")
        self.verweis = Verweis("", "", self._folge, zahl=True)
        self.hinweis = text("", "hinweis", umbruch=True)
        self.zeichen.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.wert.setObjectName(f"{objektname}_wert")
        self.verweis.setObjectName(f"{objektname}_verweis")
        gitter.addWidget(self.linie, zeile, 0, 1, _HINWEIS + 1)
        for spalte, schild in ((_ZEICHEN, self.zeichen), (_NAME, self.name), (_HINWEIS, self.hinweis)):
            schild.setContentsMargins(*_RAENDER)
            gitter.addWidget(schild, zeile + 1, spalte, _OBEN)
        self.wert.setContentsMargins(0, 6, ABSTAND, 2)
        for wert in (self.wert, self.verweis):
            gitter.addWidget(wert, zeile + 1, _WERT, _OBEN_RECHTS)

    def _alle(self) -> tuple[QWidget, ...]:
        return self.linie, self.zeichen, self.name, self.wert, self.verweis, self.hinweis

    def zeige(self, schritt: Schritt | None) -> None:
        if schritt is None:
            for widget in self._alle():
                widget.hide()
            return
        self._ziel = schritt.ziel
        self.linie.setVisible(schritt.summe)
        for schild, inhalt in (
            (self.zeichen, schritt.zeichen),
            (self.name, schritt.name),
            (self.wert, schritt.wert),
            (self.hinweis, schritt.hinweis),
        ):
            schild.setText(inhalt)
            schild.show()
        self.verweis.setText(schritt.wert)
        for wert in (self.wert, self.verweis):
            wert.setAccessibleName(f"{schritt.name}: {schritt.wert}")
        self.wert.setVisible(schritt.ziel is None)
        self.verweis.setVisible(schritt.ziel is not None)
        setze_rolle(self.wert, schritt.ton)
        setze_rolle(self.hinweis, schritt.ton or "hinweis")
        # Last: polishing for a role gives the font back.
        for schild in (self.zeichen, self.name, self.wert):
            _setze_fett(schild, schritt.summe)

    def texte(self) -> tuple[str, str, str]:
        return self.name.text(), self.wert.text(), self.hinweis.text()

    def _folge(self) -> None:
        if self._ziel is not None:
            self._springe(self._ziel)


def _setze_fett(schild: QLabel, fett: bool) -> None:
    schrift = schild.font()
    if schrift.bold() != fett:
        schrift.setBold(fett)
        schild.setFont(schrift)
