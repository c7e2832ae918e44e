"""The dialog in which a Bindung is entered or changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.services.eingabe import EingabeFehler
from app.services.geld import format_eur
from app.views.bausteine.beschriftung import text
from app.views.bindungen.betraege import Betragstabelle
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick

KEINE_LEISTUNG = "keiner Leistung zugeordnet"


@dataclass(frozen=True, slots=True)
class Bindungsangaben:
    """What the dialog hands on; ``betraege`` maps (year, month 1–12 or None) to Cent."""

    bezeichnung: str
    herkunft_jahr: int
    massnahme_id: str | None
    bemerkung: str | None
    betraege: dict[tuple[int, int | None], int]


class Bindungsdialog(QDialog):
    """Name, origin, Leistung and due amounts; stays open with the reason while something does not fit."""

    def __init__(
        self,
        blick: Planblick,
        bindung: Bindungszeile | None,
        speichere: Callable[[Bindungsangaben], str],
        parent: QWidget | None = None,
    ) -> None:
        """Fill in ``bindung``, or start a new one; ``speichere`` keeps it or says why not."""
        super().__init__(parent)
        self._speichere = speichere
        self.setObjectName("bindung_dialog")
        self.setWindowTitle("Bindung bearbeiten" if bindung else "Neue Bindung")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(640, 560)
        self.bezeichnung = _zeile(
            "bindung_bezeichnung", "Bezeichnung", bindung.bezeichnung if bindung else ""
        )
        herkunft = bindung.herkunft_jahr if bindung else blick.jahr - 1
        self.herkunft = _zeile("bindung_herkunft", "Herkunftsjahr", str(herkunft))
        self.herkunft.setMaximumWidth(120)
        self.leistung = self._baue_leistung(blick, bindung.massnahme_id if bindung else None)
        bemerkung = (bindung.bemerkung if bindung else None) or ""
        self.bemerkung = _zeile("bindung_bemerkung", "Bemerkung", bemerkung)
        self.betraege = Betragstabelle()
        self.betraege.geprueft.connect(self._zeige_summe)
        self.summe = text("", "hinweis")
        self.summe.setObjectName("bindung_summe")
        self.grund = text("", "fehler", umbruch=True)
        self.grund.setObjectName("bindung_grund")
        self.grund.setVisible(False)
        self._lege_aus()
        self.betraege.setze(bindung.faelligkeiten if bindung else (), blick.jahr)

    # -- building ----------------------------------------------------------------------------------

    def _baue_leistung(self, blick: Planblick, massnahme_id: str | None) -> QComboBox:
        wahl = QComboBox()
        wahl.setObjectName("bindung_leistung")
        wahl.setAccessibleName("Leistung")
        wahl.setEditable(True)
        wahl.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        wahl.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        vorschlag = wahl.completer()
        if vorschlag is not None:
            vorschlag.setFilterMode(Qt.MatchFlag.MatchContains)
            vorschlag.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        wahl.addItem(KEINE_LEISTUNG, None)
        for schluessel, ansaetze in blick.ansaetze.items():
            wahl.addItem(blick.zeilen[ansaetze[0]].leistung, schluessel)
        wahl.setCurrentIndex(max(0, wahl.findData(massnahme_id)))
        return wahl

    def _lege_aus(self) -> None:
        formular = QFormLayout()
        formular.setHorizontalSpacing(ABSTAND_WEIT)
        formular.setVerticalSpacing(ABSTAND)
        formular.addRow("&Bezeichnung", self.bezeichnung)
        formular.addRow("&Herkunftsjahr", self.herkunft)
        formular.addRow("&Leistung", self.leistung)
        formular.addRow("Be&merkung", self.bemerkung)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        anordnung.addLayout(formular)
        anordnung.addSpacing(ABSTAND)
        anordnung.addWidget(text("Fälligkeiten", "untertitel"))
        anordnung.addWidget(self.betraege, 1)
        anordnung.addLayout(self._baue_knopfzeile())
        anordnung.addWidget(self.grund)
        anordnung.addWidget(self._baue_knoepfe())

    def _baue_knopfzeile(self) -> QHBoxLayout:
        zeile = QHBoxLayout()
        for name, wort, folge in (
            ("bindung_betrag_neu", "Zeile hinzufügen", self.betraege.neue_zeile),
            ("bindung_betrag_weg", "Zeile entfernen", self.betraege.entferne_zeile),
        ):
            knopf = QPushButton(wort)
            knopf.setObjectName(name)
            knopf.setAutoDefault(False)
            knopf.clicked.connect(folge)
            zeile.addWidget(knopf)
        zeile.addStretch()
        zeile.addWidget(self.summe)
        return zeile

    def _baue_knoepfe(self) -> QDialogButtonBox:
        knoepfe = QDialogButtonBox()
        self.uebernehmen = knoepfe.addButton("Übernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.uebernehmen.setObjectName("bindung_uebernehmen")
        self.uebernehmen.setProperty("rolle", "primaer")
        self.uebernehmen.setDefault(True)
        abbrechen = knoepfe.addButton("Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        abbrechen.setObjectName("bindung_abbrechen")
        knoepfe.accepted.connect(self.uebernimm)
        knoepfe.rejected.connect(self.reject)
        return knoepfe

    # -- doing -------------------------------------------------------------------------------------

    def uebernimm(self) -> None:
        """Keep the Bindung and close; or say why it cannot be kept."""
        try:
            angaben = self._lies()
        except EingabeFehler as fehler:
            self._zeige_grund(str(fehler))
            return
        grund = self._speichere(angaben)
        if grund:
            self._zeige_grund(grund)
        else:
            self.accept()

    def _lies(self) -> Bindungsangaben:
        if not self.bezeichnung.text().strip():
            self.bezeichnung.setFocus()
            msg = "Eine Bindung braucht eine Bezeichnung."
            raise EingabeFehler(msg)
        herkunft = self.herkunft.text().strip()
        if not (herkunft.isascii() and herkunft.isdecimal()):
            self.herkunft.setFocus()
            msg = f"„{herkunft}“ ist kein Herkunftsjahr. Erwartet wird eine Jahreszahl."
            raise EingabeFehler(msg)
        self.betraege.pruefe()
        if self.betraege.fehler:
            zeile, grund = min(self.betraege.fehler.items())
            self.betraege.zeige_fehler()
            msg = f"Fälligkeit in Zeile {zeile + 1}: {grund}"
            raise EingabeFehler(msg)
        return Bindungsangaben(
            bezeichnung=self.bezeichnung.text().strip(),
            herkunft_jahr=int(herkunft),
            massnahme_id=self._lies_leistung(),
            bemerkung=self.bemerkung.text().strip() or None,
            betraege=self.betraege.betraege,
        )

    def _lies_leistung(self) -> str | None:
        eingabe = self.leistung.currentText().strip()
        stelle = self.leistung.currentIndex()
        if not eingabe:
            return None
        if stelle < 0 or self.leistung.itemText(stelle) != eingabe:
            stelle = self.leistung.findText(eingabe, Qt.MatchFlag.MatchFixedString)
        if stelle < 0:
            self.leistung.setFocus()
            msg = f"Eine Leistung „{eingabe}“ gibt es in diesem Plan nicht. Wählen Sie eine aus der Liste."
            raise EingabeFehler(msg)
        schluessel = self.leistung.itemData(stelle)
        return str(schluessel) if schluessel else None

    def _zeige_grund(self, grund: str) -> None:
        self.grund.setText(grund)
        self.grund.setVisible(True)

    def _zeige_summe(self) -> None:
        summe = sum(self.betraege.betraege.values())
        self.summe.setText(f"Summe {format_eur(summe)}")
        if not self.betraege.fehler:
            self.grund.setVisible(False)


def _zeile(objektname: str, name: str, inhalt: str) -> QLineEdit:
    feld = QLineEdit(inhalt)
    feld.setObjectName(objektname)
    feld.setAccessibleName(name)
    return feld
