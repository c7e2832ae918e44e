"""The menu bar: commands out of the table, and what only this moment knows: files, plans, pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu

from app.views.aktionen import AKTIONEN, ANSICHT, BEARBEITEN, DATEI, MENUES, PLAN, THEMA, Ort, baue_aktionen
from app.views.seitenliste import SEITEN
from app.views.symbole import setze_symbol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow, QMenuBar

    from app.services.dokument import Dokument
    from app.services.zeilen import Plankopf


class Menues(QObject):
    """Builds the menus of a window and keeps them true."""

    befehl = Signal(str)
    seite_gewaehlt = Signal(str)
    datei_gewaehlt = Signal(object)
    """A ``Path`` opened before."""
    plan_gewaehlt = Signal(str)

    def __init__(self, fenster: QMainWindow, zuletzt: Callable[[], tuple[Path, ...]]) -> None:
        """Fill the menu bar; ``zuletzt`` tells the files opened last."""
        super().__init__(fenster)
        self._zuletzt = zuletzt
        self._dokument: Dokument | None = None
        self._befehle_der_seite: Callable[[], frozenset[str]] = frozenset
        self.aktionen = baue_aktionen(fenster, self.befehl.emit)
        self.seiten = self._baue_seiten(fenster)
        self.menues = {titel: QMenu(f"&{titel}", fenster) for titel in MENUES}
        self._dateimenue = QMenu("Zuletzt geöffnet", fenster)
        self._themamenue = QMenu("Erscheinungsbild", fenster)
        self._fuelle_menues(fenster.menuBar())
        self._plaene: list[QAction] = []
        self._dateimenue.aboutToShow.connect(self._zeige_zuletzt)
        self.menues[PLAN].aboutToShow.connect(self._zeige_plaene)
        self.menues[BEARBEITEN].aboutToShow.connect(self._zeige_moegliches)
        self.menues[ANSICHT].aboutToShow.connect(self._zeige_moegliches)
        self.menues[BEARBEITEN].aboutToHide.connect(self._gib_kuerzel_frei)
        self.menues[ANSICHT].aboutToHide.connect(self._gib_kuerzel_frei)
        self.setze_dokument(None, frozenset)

    def _baue_seiten(self, fenster: QMainWindow) -> dict[str, QAction]:
        aktionen = {}
        gruppe = QActionGroup(fenster)
        for nummer, spec in enumerate(SEITEN, start=1):
            aktion = QAction(spec.titel, fenster)
            aktion.setObjectName(f"aktion_seite_{spec.name}")
            aktion.setShortcut(QKeySequence(f"Ctrl+{nummer}"))
            aktion.setCheckable(True)
            aktion.triggered.connect(partial(self._waehle_seite, spec.name))
            gruppe.addAction(aktion)
            fenster.addAction(aktion)
            aktionen[spec.name] = aktion
        return aktionen

    def _fuelle_menues(self, leiste: QMenuBar) -> None:
        leiste.setAccessibleName("Menü")
        for titel, menue in self.menues.items():
            leiste.addMenu(menue)
            if titel == ANSICHT:
                menue.addActions(list(self.seiten.values()))
            gruppe = 1 if titel == ANSICHT else 0
            for spec in (a for a in AKTIONEN if a.menue == titel):
                if spec.gruppe != gruppe and not menue.isEmpty():
                    menue.addSeparator()
                gruppe = spec.gruppe
                if spec.wahl == THEMA:
                    if self._themamenue.isEmpty():
                        menue.addMenu(self._themamenue)
                    self._themamenue.addAction(self.aktionen[spec.befehl])
                else:
                    menue.addAction(self.aktionen[spec.befehl])
                if titel == DATEI and spec.befehl == "oeffnen":
                    menue.addMenu(self._dateimenue)

    def zeichne_symbole(self) -> None:
        """Give the commands their icons (after the window's first paint)."""
        for spec in AKTIONEN:
            if spec.icon:
                setze_symbol(self.aktionen[spec.befehl], spec.icon)

    # -- what the moment knows -----------------------------------------------------------------------

    def setze_dokument(self, dokument: Dokument | None, befehle: Callable[[], frozenset[str]]) -> None:
        """Another plan is open, or none; ``befehle`` tells what the page shown can do."""
        self._dokument, self._befehle_der_seite = dokument, befehle
        offen = dokument is not None
        for spec in AKTIONEN:
            self.aktionen[spec.befehl].setEnabled(offen or not spec.braucht_plan)
        for aktion in self.seiten.values():
            aktion.setEnabled(offen)
        self.zeige_verlauf()

    def markiere_seite(self, name: str) -> None:
        """The page that is shown has a check mark."""
        if name in self.seiten:
            self.seiten[name].setChecked(True)

    def zeige_verlauf(self) -> None:
        """Say what Undo and Redo would do."""
        dok = self._dokument
        for befehl, wort, schritt in (
            ("rueckgaengig", "Rückgängig", dok.naechstes_rueckgaengig if dok else None),
            ("wiederholen", "Wiederholen", dok.naechstes_wiederholen if dok else None),
        ):
            text = f"{wort}: {schritt.bezeichnung}" if schritt else wort
            # An ampersand in a measure's name would underline a letter.
            self.aktionen[befehl].setText(text.replace("&", "&&"))

    def _zeige_moegliches(self) -> None:
        dok, hier = self._dokument, self._befehle_der_seite()
        for spec in AKTIONEN:
            if dok is not None and spec.ort is not Ort.FENSTER:
                self.aktionen[spec.befehl].setEnabled(spec.ort is Ort.EINGABE or spec.befehl in hier)
        self.aktionen["rueckgaengig"].setEnabled(dok is not None and dok.naechstes_rueckgaengig is not None)
        self.aktionen["wiederholen"].setEnabled(dok is not None and dok.naechstes_wiederholen is not None)

    def _gib_kuerzel_frei(self) -> None:
        # Greyed out only while the menu is open: a disabled action would swallow its key later on.
        for spec in AKTIONEN:
            self.aktionen[spec.befehl].setEnabled(self._dokument is not None or not spec.braucht_plan)

    def _zeige_zuletzt(self) -> None:
        self._dateimenue.clear()
        pfade = self._zuletzt()
        for pfad in pfade:
            da = pfad.is_file()
            aktion = self._dateimenue.addAction(pfad.name if da else f"{pfad.name} (nicht vorhanden)")
            aktion.setStatusTip(str(pfad))
            aktion.setEnabled(da)
            aktion.triggered.connect(partial(self._waehle_datei, pfad))
        if not pfade:
            self._dateimenue.addAction("Noch keine Datei").setEnabled(False)

    def _zeige_plaene(self) -> None:
        menue = self.menues[PLAN]
        for alt in self._plaene:
            menue.removeAction(alt)
            alt.deleteLater()
        self._plaene = []
        dok = self._dokument
        if dok is None or not dok.hat_plan:
            return
        anfang = menue.actions()[0]
        for kopf in dok.plaene():
            aktion = QAction(planname(kopf), menue)
            aktion.setCheckable(True)
            aktion.setChecked(kopf.id == dok.blick.plan_id)
            aktion.triggered.connect(partial(self._waehle_plan, kopf.id))
            menue.insertAction(anfang, aktion)
            self._plaene.append(aktion)
        self._plaene.append(menue.insertSeparator(anfang))

    def _waehle_seite(self, name: str, _an: bool = False) -> None:
        self.seite_gewaehlt.emit(name)

    def _waehle_datei(self, pfad: Path, _an: bool = False) -> None:
        self.datei_gewaehlt.emit(pfad)

    def _waehle_plan(self, plan_id: str, _an: bool = False) -> None:
        self.plan_gewaehlt.emit(plan_id)


def planname(kopf: Plankopf) -> str:
    """A plan in a list: ``2020 · AMIP-Entwurf, Stand 06.11.2019``."""
    return f"{kopf.haushaltsjahr} · {kopf.titel}"
