"""The dialog in which a part of a Bindung is released; says beforehand what that makes of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.services.bindungspruefung import freirechenbar_cent
from app.services.datum import format_datum, stichtag, verlange_datum
from app.services.freirechnung_wirkung import Wirkung, wirkung
from app.services.geld import BetragFehler, format_eur, parse_eur
from app.services.zahlungen import freirechnen
from app.views.bausteine.beschriftung import linie, text
from app.views.bausteine.versuch import versuche
from app.views.bindungen.freirechnung_spalten import OHNE_TAG
from app.views.stil import setze_rolle
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_MITTEL, ABSTAND_WEIT, zahlenschrift

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.views.bruecke import Bruecke

_BREITE = 600
_PFEIL = "→"


class Freirechendialog(QDialog):
    """Amount, year, day and reason of a release; stays open with the reason while something does not fit."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is filled in, by name
        self,
        bruecke: Bruecke,
        bindung: Bindungszeile,
        parent: QWidget | None = None,
        jahr: int | None = None,
        betrag_cent: int | None = None,
        grund: str = "",
    ) -> None:
        """Begin with these values; by default all that is open in the plan's year, or the next with any."""
        super().__init__(parent)
        self._bruecke, self._bindung = bruecke, bindung
        self.setObjectName("freirechendialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Freirechnen")
        self.setAccessibleName(self.windowTitle())
        self.setFixedWidth(_BREITE)
        self._baue_felder(grund)
        self._zeilen = [(text("", "hinweis"), _wirkungstext(nummer)) for nummer in range(2)]
        self.ablehnung = text("", "fehler", umbruch=True)
        self.ablehnung.setObjectName("freirechnen_ablehnung")
        self.ablehnung.hide()
        self._lege_aus()
        self._biete_jahre_an(jahr)
        self._vorgabe = ""
        self._setze_vorgabe(betrag_cent)
        self.betrag.selectAll()
        self.jahr.currentIndexChanged.connect(self._bei_jahr)
        for feld in (self.betrag, self.datum, self.warum):
            feld.textChanged.connect(self._zeige_wirkung)
        self._zeige_wirkung()

    # -- building ----------------------------------------------------------------------------------

    def _baue_felder(self, grund: str) -> None:
        self.betrag = _zeile("betrag", "Betrag in Euro", 152)
        self.betrag.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.betrag.setFont(zahlenschrift(self.betrag.font()))
        self.jahr = QComboBox()
        self.jahr.setObjectName("freirechnen_jahr")
        self.jahr.setAccessibleName("Haushaltsjahr")
        self.datum = _zeile("datum", "Datum", 104)
        self.datum.setPlaceholderText("TT.MM.JJJJ")
        self.datum.setText(format_datum(stichtag(self._bruecke.blick.jahr)))
        self.warum = _zeile("grund", "Grund")
        self.warum.setPlaceholderText("Warum wird das Geld nicht gebraucht?")
        self.warum.setText(grund)
        self.warum.setCursorPosition(0)

    def _lege_aus(self) -> None:
        spalte = QVBoxLayout(self)
        spalte.setContentsMargins(ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_GROSS, ABSTAND_WEIT)
        spalte.setSpacing(ABSTAND_WEIT)
        wer = QVBoxLayout()
        wer.setSpacing(2)
        wer.addWidget(text(self._bindung.bezeichnung, "untertitel", umbruch=True))
        wer.addWidget(text(_worte(self._bindung), "hinweis", umbruch=True))
        spalte.addLayout(wer)
        formular = QFormLayout()
        formular.setHorizontalSpacing(ABSTAND_WEIT)
        formular.setVerticalSpacing(ABSTAND)
        formular.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        formular.addRow("&Betrag €", self.betrag)
        formular.addRow("Haushalts&jahr", self.jahr)
        formular.addRow("&Datum", self.datum)
        formular.addRow("&Grund", self.warum)
        spalte.addLayout(formular)
        spalte.addWidget(linie())
        gitter = QGridLayout()
        gitter.setHorizontalSpacing(ABSTAND_WEIT)
        gitter.setVerticalSpacing(ABSTAND)
        gitter.setColumnStretch(1, 1)
        for nummer, (name, wert) in enumerate(self._zeilen):
            gitter.addWidget(name, nummer, 0)
            gitter.addWidget(wert, nummer, 1)
        spalte.addLayout(gitter)
        spalte.addWidget(self.ablehnung)
        spalte.addSpacing(ABSTAND_MITTEL)
        spalte.addWidget(self._baue_knoepfe())

    def _baue_knoepfe(self) -> QDialogButtonBox:
        knoepfe = QDialogButtonBox()
        self.ja = knoepfe.addButton("Freirechnen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ja.setObjectName("freirechnen_ja")
        self.ja.setProperty("rolle", "primaer")
        self.ja.setDefault(True)
        nein = knoepfe.addButton("Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        nein.setObjectName("freirechnen_abbrechen")
        knoepfe.accepted.connect(self.uebernimm)
        knoepfe.rejected.connect(self.reject)
        return knoepfe

    def _biete_jahre_an(self, jahr: int | None) -> None:
        haushaltsjahr = self._bruecke.blick.jahr
        jahre = sorted({*self._bindung.jahre, *([jahr] if jahr else [])}) or [haushaltsjahr]
        for angebot in jahre:
            self.jahr.addItem(f"{angebot}  (offen {format_eur(self._offen_cent(angebot))})", angebot)
        mit_rest = [j for j in jahre if j >= haushaltsjahr and self._offen_cent(j) > 0]
        self.jahr.setCurrentIndex(jahre.index(jahr or next(iter(mit_rest), jahre[-1])))

    def _offen_cent(self, jahr: int) -> int:
        return freirechenbar_cent(self._bruecke.blick, self._bindung, jahr)

    def _setze_vorgabe(self, betrag_cent: int | None) -> None:
        cent = max(self._offen_cent(self._jahr()), 0) if betrag_cent is None else betrag_cent
        self._vorgabe = format_eur(cent, symbol=False)
        self.betrag.setText(self._vorgabe)

    # -- what it would do --------------------------------------------------------------------------

    def _jahr(self) -> int:
        return int(self.jahr.currentData())

    def _bei_jahr(self) -> None:
        """Another year: another rest, unless an amount was typed."""
        if self.betrag.text() == self._vorgabe:
            self._setze_vorgabe(None)
        self._zeige_wirkung()

    def _zeige_wirkung(self) -> None:
        self._zeige_ablehnung("")
        try:
            cent = int(parse_eur(self.betrag.text()))
        except BetragFehler:
            # Somebody is still typing; what does not fit is said when the dialog is accepted.
            cent = 0
        teile = wirkung(self._bruecke.blick, self._bindung, self._jahr(), max(cent, 0))
        for (name, wert), teil in zip(self._zeilen, teile, strict=True):
            name.setText(_gross(teil.name))
            wert.setText(_von_nach(teil))
            wert.setAccessibleName(f"{_gross(teil.name)}: {_von_nach(teil)}")
            setze_rolle(wert, "fehler" if teil.nachher_cent < min(teil.vorher_cent, 0) else "", "ton")

    def _zeige_ablehnung(self, satz: str) -> None:
        self.ablehnung.setText(satz)
        self.ablehnung.setVisible(bool(satz))
        # Sentences wrap: a dialog by itself does not ask how high they are at its width.
        if (anordnung := self.layout()) is not None:
            anordnung.activate()
            self.setFixedHeight(anordnung.totalHeightForWidth(_BREITE))

    # -- doing -------------------------------------------------------------------------------------

    def uebernimm(self) -> None:
        """Release and close; or say why that cannot be done."""
        satz = versuche(self._bruecke, self._rechne_frei)
        if satz:
            self._zeige_ablehnung(satz)
        else:
            self.accept()

    def _rechne_frei(self) -> None:
        cent, bindung = int(parse_eur(self.betrag.text())), self._bindung
        freirechnen(
            self._bruecke.dokument,
            bindung.id,
            self._jahr(),
            cent,
            datum=verlange_datum(self.datum.text(), OHNE_TAG),
            grund=self.warum.text(),
        )
        was = f"{format_eur(cent)} von „{bindung.bezeichnung}“ freigerechnet"
        self._bruecke.hinweis.emit(f"{was}. Strg+Z nimmt das zurück.")


def _worte(bindung: Bindungszeile) -> str:
    """Who it is with, and since when."""
    teile = [bindung.vertrag.vertragspartner, bindung.vertrag.aktenzeichen]
    return " · ".join([*(teil for teil in teile if teil), f"Bindung aus {bindung.herkunft_jahr}"])


def _von_nach(teil: Wirkung) -> str:
    return f"{format_eur(teil.vorher_cent)} {_PFEIL} {format_eur(teil.nachher_cent)}"


def _gross(wort: str) -> str:
    return wort[:1].upper() + wort[1:]


def _wirkungstext(nummer: int) -> QLabel:
    schild = text("")
    schild.setObjectName(f"freirechnen_wirkung_{nummer}")
    schild.setFont(zahlenschrift(schild.font(), fett=nummer == 0))
    return schild


def _zeile(name: str, wort: str, breite: int = 0) -> QLineEdit:
    feld = QLineEdit()
    feld.setObjectName(f"freirechnen_{name}")
    feld.setAccessibleName(wort)
    if breite:
        feld.setFixedWidth(max(breite, feld.fontMetrics().averageCharWidth() * breite // 7))
    return feld
