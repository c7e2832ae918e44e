"""The dialog that books a payment: on account, an invoice or the last one, with Skonto where agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.services.bindungen import lies_jahr
from app.services.bindungspruefung import zahlbar_cent
from app.services.bindungszeilen import Zahlungsart, Zahlungsstand
from app.services.datum import format_datum, stichtag, verlange_datum
from app.services.eingabe import EingabeFehler
from app.services.geld import BetragFehler, format_eur, format_promille, parse_eur
from app.services.worte import ZAHLUNGSART_WORT, ZAHLUNGSSTAND_WORT
from app.services.zahlungen import abschlagsvorschlag_cent, skonto_cent, zahlung_buchen
from app.views.bausteine.beschriftung import text
from app.views.bausteine.versuch import versuche
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT

if TYPE_CHECKING:
    from app.services.bindungszeilen import Bindungszeile
    from app.views.bruecke import Bruecke


_OHNE_TAG = "Eine Zahlung hat ein Datum, zum Beispiel 15.03.2020."


class Zahlungsdialog(QDialog):
    """Amount of the invoice, day, kind and receipt; says what stays open."""

    def __init__(self, bruecke: Bruecke, bindung: Bindungszeile, parent: QWidget | None = None) -> None:
        """Suggest what is still open in the plan's year."""
        super().__init__(parent)
        self._bruecke, self._bindung = bruecke, bindung
        jahr = bruecke.blick.jahr
        self.setObjectName("zahlung_dialog")
        self.setWindowTitle("Zahlung buchen")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(520, 0)
        offen = zahlbar_cent(bruecke.blick, bindung, jahr)
        self.betrag = _feld("betrag", "Rechnungsbetrag in Euro", format_eur(max(offen, 0), symbol=False))
        self.datum = _feld("datum", "Datum", format_datum(stichtag(jahr)))
        self.jahr = _feld("jahr", "Haushaltsjahr", str(jahr))
        self.art = _wahl("art", "Art", {wort: art.value for art, wort in ZAHLUNGSART_WORT.items()})
        self.stand = _wahl("stand", "Stand", {wort: s.value for s, wort in ZAHLUNGSSTAND_WORT.items()})
        self.art.setCurrentIndex(list(ZAHLUNGSART_WORT).index(Zahlungsart.RECHNUNG))
        self.stand.setCurrentIndex(list(ZAHLUNGSSTAND_WORT).index(Zahlungsstand.AUSGEZAHLT))
        self.beleg = _feld("beleg", "Beleg", "")
        self.skonto = QCheckBox(_skontowort(bindung))
        self.skonto.setObjectName("zahlung_skonto")
        self.skonto.setVisible(bool(bindung.vertrag.skonto_promille))
        self.folge = text("", "hinweis", umbruch=True)
        self.folge.setObjectName("zahlung_folge")
        self.grund = text("", "fehler", umbruch=True)
        self.grund.setObjectName("zahlung_grund")
        self.grund.hide()
        self._lege_aus()
        for feld in (self.betrag, self.jahr, self.datum):
            feld.textChanged.connect(self._zeige_folge)
        self.skonto.toggled.connect(self._zeige_folge)
        self.art.currentIndexChanged.connect(self._schlage_vor)
        self.datum.editingFinished.connect(self._schlage_neu_vor)
        self._zeige_folge()
        self.betrag.selectAll()

    def _lege_aus(self) -> None:
        formular = QFormLayout()
        formular.setHorizontalSpacing(ABSTAND_WEIT)
        formular.setVerticalSpacing(ABSTAND)
        for wort, feld in (
            ("&Betrag €", self.betrag),
            ("&Datum", self.datum),
            ("&Haushaltsjahr", self.jahr),
            ("&Art", self.art),
            ("&Stand", self.stand),
            ("B&eleg", self.beleg),
        ):
            formular.addRow(wort, feld)
        formular.addRow("", self.skonto)
        self.buchen = QDialogButtonBox()
        self.ja = self.buchen.addButton("Buchen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.ja.setObjectName("zahlung_buchen")
        self.ja.setProperty("rolle", "primaer")
        self.ja.setDefault(True)
        nein = self.buchen.addButton("Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        nein.setObjectName("zahlung_abbrechen")
        self.buchen.accepted.connect(self.buche)
        self.buchen.rejected.connect(self.reject)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        anordnung.addWidget(text(self._bindung.bezeichnung, "untertitel", umbruch=True))
        anordnung.addLayout(formular)
        anordnung.addWidget(self.folge)
        anordnung.addWidget(self.grund)
        anordnung.addWidget(self.buchen)

    # -- showing -----------------------------------------------------------------------------------

    def _schlage_vor(self) -> None:
        """On account: the agreed share of what is due by the day of payment."""
        if not self._bindung.vertrag.abschlag_promille:
            return
        if self.art.currentData() == Zahlungsart.ABSCHLAG.value:
            try:
                tag = verlange_datum(self.datum.text(), _OHNE_TAG)
            except EingabeFehler:
                # What is wrong with the day is said when the payment is booked.
                return
            cent = abschlagsvorschlag_cent(self._bruecke.blick, self._bindung, tag)
            self.betrag.setText(format_eur(cent, symbol=False))

    def _schlage_neu_vor(self) -> None:
        """Another day may make another instalment due; an amount that somebody typed stays."""
        if not self.betrag.isModified():
            self._schlage_vor()

    def _betraege(self) -> tuple[int, int]:
        """What is paid and what is deducted, in Cent."""
        rechnung = int(parse_eur(self.betrag.text()))
        ab = skonto_cent(self._bindung, rechnung) if self.skonto.isChecked() else 0
        return rechnung - ab, ab

    def _zeige_folge(self) -> None:
        self._zeige_grund("")
        try:
            zahlung, ab = self._betraege()
            jahr = lies_jahr(self.jahr.text())
        except (EingabeFehler, BetragFehler):
            self.folge.setText("")
            return
        rest = zahlbar_cent(self._bruecke.blick, self._bindung, jahr) - zahlung - ab
        worte = [f"Gezahlt werden {format_eur(zahlung)}"]
        if ab:
            worte.append(f"{format_eur(ab)} Skonto werden freigerechnet")
        worte.append(f"{jahr} bleiben {format_eur(rest)} offen")
        self.folge.setText("; ".join(worte) + ".")

    def _zeige_grund(self, grund: str) -> None:
        self.grund.setText(grund)
        self.grund.setVisible(bool(grund))

    # -- doing -------------------------------------------------------------------------------------

    def buche(self) -> None:
        """Book and close; or say why it cannot be booked."""
        grund = versuche(self._bruecke, self._buche)
        self._zeige_grund(grund)
        if not grund:
            self.accept()

    def _buche(self) -> None:
        zahlung, ab = self._betraege()
        zahlung_buchen(
            self._bruecke.dokument,
            self._bindung.id,
            zahlung,
            datum=verlange_datum(self.datum.text(), _OHNE_TAG),
            jahr=lies_jahr(self.jahr.text()),
            art=Zahlungsart(self.art.currentData()),
            stand=Zahlungsstand(self.stand.currentData()),
            beleg=self.beleg.text().strip() or None,
            skonto_cent=ab,
        )


def _skontowort(bindung: Bindungszeile) -> str:
    vertrag = bindung.vertrag
    if not vertrag.skonto_promille:
        return ""
    frist = f" (innerhalb von {vertrag.skonto_tage} Tagen)" if vertrag.skonto_tage else ""
    return f"{format_promille(vertrag.skonto_promille)} Skonto abziehen{frist}"


def _feld(name: str, wort: str, inhalt: str) -> QLineEdit:
    feld = QLineEdit(inhalt)
    feld.setObjectName(f"zahlung_{name}")
    feld.setAccessibleName(wort)
    return feld


def _wahl(name: str, wort: str, eintraege: dict[str, str]) -> QComboBox:
    wahl = QComboBox()
    wahl.setObjectName(f"zahlung_{name}")
    wahl.setAccessibleName(wort)
    for titel, schluessel in eintraege.items():
        wahl.addItem(titel, schluessel)
    return wahl
