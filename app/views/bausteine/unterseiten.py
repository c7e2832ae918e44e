"""A page made of several views with a calm row of tabs above them, each built when it is first shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.views.bausteine.beschriftung import linie
from app.views.bausteine.gitter import gitter_hier
from app.views.bruecke import Ziel
from app.views.seite import Seite
from app.views.thema import ABSTAND, ABSTAND_GROSS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent

    from app.services.befund import Befund
    from app.services.changes import Nachricht
    from app.views.bruecke import Bruecke

_GEZEIGT = "unterseite"
"""Under this word the page remembers which view was shown."""


class Unterseite(Seite):
    """One view of a page; all that ``Seite`` says holds for it.

    Its ``focusInEvent`` hands the focus on to what people work with, as a page's does.
    """

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Listen to changes of the plan."""
        super().__init__(bruecke, parent)
        self.setObjectName(f"unterseite_{self.name}")

    def befehle(self) -> frozenset[str]:
        """What the table with the focus carries out; views with other commands override this."""
        gitter = gitter_hier(self)
        return gitter.befehle() if gitter is not None else frozenset()

    def fuehre_aus(self, befehl: str) -> None:
        """The table with the focus does it."""
        if (gitter := gitter_hier(self)) is not None:
            gitter.fuehre_aus(befehl)


@dataclass(frozen=True, slots=True)
class UnterseitenSpec:
    """A view: the word for links and settings, what its tab says, and where its class is."""

    name: str
    titel: str
    modul: str
    klasse: str

    def baue(self, bruecke: Bruecke) -> Unterseite:
        """Load the view's code and build it."""
        unterseite: Unterseite = getattr(import_module(self.modul), self.klasse)(bruecke)
        return unterseite


class Reiter(QTabBar):
    """Names of views, one of them underlined; chosen by mouse, arrow keys, Home and End."""

    gewaehlt = Signal(str)

    def __init__(self, name: str, objektname: str, unterseiten: Sequence[UnterseitenSpec]) -> None:
        """Show the first as chosen; ``name`` is what a screen reader says."""
        super().__init__()
        self.setObjectName(objektname)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setExpanding(False)
        self.setDrawBase(False)
        # With large text all names stay in sight, shortened, rather than the last ones behind buttons.
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self._namen = tuple(spec.name for spec in unterseiten)
        for spec in unterseiten:
            self.setTabToolTip(self.addTab(spec.titel), spec.titel)
        self.currentChanged.connect(lambda stelle: self.gewaehlt.emit(self._namen[stelle]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ende = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.count() - 1}.get(Qt.Key(event.key()))
        if ende is None:
            super().keyPressEvent(event)
        else:
            self.setCurrentIndex(ende)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Who scrolls does not want another view."""
        event.ignore()

    def markiere(self, name: str) -> None:
        """Underline a view that is shown already, without choosing it again."""
        self.blockSignals(True)
        self.setCurrentIndex(self._namen.index(name))
        self.blockSignals(False)


class Mehrfachseite(Seite):
    """A page of views: hands links, commands and what is remembered on to the view that is shown."""

    unterseiten: ClassVar[tuple[UnterseitenSpec, ...]] = ()

    def __init__(self, bruecke: Bruecke, parent: QWidget | None = None) -> None:
        """Only the tabs; the views are built when they are first shown."""
        super().__init__(bruecke, parent)
        self._gebaut: dict[str, Unterseite] = {}
        self._gezeigt = self.unterseiten[0].name
        self._gemerkt: Callable[[str], QByteArray] | None = None
        self._befunde: tuple[Befund, ...] | None = None
        self.reiter = Reiter(f"Ansichten: {self.titel}", f"{self.name}_reiter", self.unterseiten)
        self.reiter.gewaehlt.connect(self.zeige)
        self.stapel = QStackedWidget()
        self.stapel.setObjectName(f"{self.name}_stapel")
        reihe = QHBoxLayout()
        # The words of the tabs stand above the page's own text.
        reihe.setContentsMargins(ABSTAND_GROSS - ABSTAND, ABSTAND, ABSTAND_GROSS, 0)
        reihe.addWidget(self.reiter)
        reihe.addStretch()
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.setSpacing(0)
        anordnung.addLayout(reihe)
        strich = linie()
        anordnung.addWidget(strich)
        if len(self.unterseiten) == 1:
            # Nothing to choose: the view's own title stands above it.
            reihe.setContentsMargins(0, 0, 0, 0)
            self.reiter.hide()
            strich.hide()
        anordnung.addWidget(self.stapel, 1)

    # -- which view --------------------------------------------------------------------------------

    def zeige(self, name: str) -> Unterseite:
        """Show a view; one that there is not: the first."""
        unterseite = self._hole(name)
        self._gezeigt = unterseite.name
        self.reiter.markiere(unterseite.name)
        if self.stapel.currentWidget() is not unterseite:
            fokus: QWidget | None = self.window().focusWidget()
            im_alten = fokus is not None and self.stapel.isAncestorOf(fokus)
            if fokus is not None and im_alten:
                # Else Qt would pass the focus on to whatever comes next; this also takes what is being typed.
                fokus.clearFocus()
            self.stapel.setCurrentWidget(unterseite)
            if im_alten:
                unterseite.setFocus()
            self.befehle_geaendert.emit()
        return unterseite

    def aktuelle(self) -> Unterseite:
        """The view that is shown, or will be when the page is."""
        return self._gebaut.get(self._gezeigt) or self.zeige(self._gezeigt)

    def unterseite_von(self, ziel: Ziel) -> str:
        """The view that a link leads to: its own word, else the first; a link to the page stays."""
        if ziel.unterseite is not None:
            return ziel.unterseite
        return self._gezeigt if ziel == Ziel(ziel.seite) else self.unterseiten[0].name

    def _hole(self, name: str) -> Unterseite:
        spec = next((s for s in self.unterseiten if s.name == name), self.unterseiten[0])
        if spec.name not in self._gebaut:
            unterseite = spec.baue(self.bruecke)
            self._gebaut[spec.name] = unterseite
            self.stapel.addWidget(unterseite)
            unterseite.befehle_geaendert.connect(self.befehle_geaendert)
            if self._gemerkt is not None:
                unterseite.stelle_her(partial(_mit_namen, self._gemerkt, spec.name))
            self._markiere(unterseite)
        return self._gebaut[spec.name]

    # -- as a page ---------------------------------------------------------------------------------

    def fuelle(self) -> None:
        """Views fill themselves when they are shown."""
        self.aktuelle()

    def aktualisiere(self, nachricht: Nachricht) -> None:
        """Views listen themselves."""

    def gehe_zu(self, ziel: Ziel) -> None:
        """Show what a link leads to on its view."""
        self.zeige(self.unterseite_von(ziel)).gehe_zu(ziel)

    def befehle(self) -> frozenset[str]:
        """What the view that is shown carries out."""
        return self.aktuelle().befehle()

    def fuehre_aus(self, befehl: str) -> None:
        """The view that is shown does it."""
        self.aktuelle().fuehre_aus(befehl)

    def zeige_befunde(self, befunde: tuple[Befund, ...]) -> None:
        """Hand the findings to the views that mark them."""
        self._befunde = befunde
        for unterseite in self._gebaut.values():
            self._markiere(unterseite)

    def _markiere(self, unterseite: Unterseite) -> None:
        zeige = getattr(unterseite, "zeige_befunde", None)
        if zeige is not None and self._befunde is not None:
            zeige(self._befunde)

    def zustand(self) -> dict[str, QByteArray]:
        """Which view is shown, and what the views that were built remember."""
        stand = {_GEZEIGT: QByteArray(self._gezeigt.encode())}
        for name, unterseite in self._gebaut.items():
            stand |= {f"{name}_{wort}": wert for wort, wert in unterseite.zustand().items()}
        return stand

    def stelle_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """The view that was shown; the others take over what they remember when they are built."""
        self._gemerkt = zustand
        gezeigt = bytes(zustand(_GEZEIGT).data()).decode(errors="replace")
        if any(spec.name == gezeigt for spec in self.unterseiten):
            self._gezeigt = gezeigt
        for name, unterseite in self._gebaut.items():
            unterseite.stelle_her(partial(_mit_namen, zustand, name))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on; a focus proxy would take the tabs out of the way of Tab."""
        self.aktuelle().setFocus(event.reason())


def _mit_namen(zustand: Callable[[str], QByteArray], name: str, wort: str) -> QByteArray:
    return zustand(f"{name}_{wort}")
