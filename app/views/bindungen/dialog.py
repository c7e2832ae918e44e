"""The dialog in which a Bindung is entered or changed: the contract, what falls due, what that would do."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.services.bindungen import betraege_von
from app.services.bindungspruefung import Entwurf
from app.services.bindungswarnungen import warnungen
from app.services.bindungszeilen import KEIN_VERTRAG, Vertrag
from app.services.eingabe import EingabeFehler
from app.services.geld import format_eur
from app.services.verteilung import gleichmaessig, nach_tagen
from app.views.bausteine.beschriftung import text
from app.views.bindungen.formular import FeldFehler, Vertragsformular
from app.views.bindungen.matrix import Faelligkeitsmatrix
from app.views.fluss import Fluss
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_WEIT, spaltenbreite

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from app.services.bindungszeilen import Bindungszeile
    from app.services.planblick import Planblick
    from app.services.verteilung import Monat

    Verteiler = Callable[[int, dt.date, dt.date], dict[Monat, int]]

_NOCH_NICHT = "Noch nicht übernommen. Noch einmal Esc verwirft, was Sie eingegeben haben."
_BREITE, _HOECHSTENS = 1080, 1240
"""Width at normal text size, and what fits on a small screen, in px."""
_FOLGEJAHRE = 2
"""So many years after the plan's are offered for due amounts."""


@dataclass(frozen=True, slots=True)
class Bindungsangaben:
    """What the dialog hands on; ``betraege`` maps (year, month 1–12 or None) to Cent."""

    bezeichnung: str
    herkunft_jahr: int
    massnahme_id: str | None
    bemerkung: str | None
    betraege: dict[tuple[int, int | None], int]
    vertrag: Vertrag

    def werte(self) -> dict[str, Any]:
        """All of it by name, as the Vorgänge take it."""
        return {feld.name: getattr(self, feld.name) for feld in fields(self)}


class Bindungsdialog(QDialog):
    """Contract and due amounts side by side; stays open with the reason while something does not fit."""

    def __init__(
        self,
        blick: Planblick,
        bindung: Bindungszeile | None,
        speichere: Callable[[Bindungsangaben], str],
        parent: QWidget | None = None,
        vorlage: Vertrag = KEIN_VERTRAG,
    ) -> None:
        """Fill in ``bindung``, or start a new one; ``speichere`` keeps it or says why not."""
        super().__init__(parent)
        self._blick, self._bindung, self._speichere = blick, bindung, speichere
        self._bestaetigt: tuple[str, ...] = ()
        self._gewarnt = False
        self.setObjectName("bindung_dialog")
        self.setWindowTitle("Bindung bearbeiten" if bindung else "Neue Bindung")
        self.setAccessibleName(self.windowTitle())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(spaltenbreite(self.font(), _BREITE), _HOECHSTENS), 700)
        self.formular = Vertragsformular(blick, bindung, vorlage)
        self.matrix = Faelligkeitsmatrix()
        self.summe = text("", "hinweis")
        self.summe.setObjectName("bindung_summe")
        self.warnung = text("", "warnung", umbruch=True)
        self.warnung.setObjectName("bindung_warnung")
        self.grund = text("", "fehler", umbruch=True)
        self.grund.setObjectName("bindung_grund")
        self._lege_aus()
        jahre = range(blick.jahr, blick.jahr + _FOLGEJAHRE + 1)
        self.matrix.setze(betraege_von(bindung) if bindung else {}, jahre)
        self._anfang = self._inhalt()
        self.matrix.geprueft.connect(self._zeige_stand)
        self.matrix.abgelehnt.connect(self._zeige_grund)
        self.formular.geaendert.connect(self._zeige_stand)
        self._zeige_stand()

    # -- building ----------------------------------------------------------------------------------

    def _lege_aus(self) -> None:
        rechts = QVBoxLayout()
        rechts.setSpacing(ABSTAND)
        rechts.addWidget(text("Fälligkeiten €", "untertitel"))
        rechts.addWidget(self.matrix, 1)
        rechts.addWidget(self._baue_verteilung())
        rechts.addWidget(self.summe)
        spalten = QHBoxLayout()
        spalten.setSpacing(ABSTAND_GROSS)
        links = QVBoxLayout()
        links.addWidget(self.formular)
        links.addStretch()
        spalten.addLayout(links, 5)
        spalten.addLayout(rechts, 6)
        inhalt = QWidget()
        inhalt.setLayout(spalten)
        spalten.setContentsMargins(0, 0, ABSTAND, 0)
        roller = QScrollArea()
        roller.setObjectName("bindung_roller")
        roller.setFrameShape(QFrame.Shape.NoFrame)
        roller.setWidgetResizable(True)
        roller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        roller.setWidget(inhalt)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(ABSTAND_GROSS, ABSTAND_WEIT, ABSTAND_GROSS, ABSTAND_WEIT)
        anordnung.setSpacing(ABSTAND)
        anordnung.addWidget(roller, 1)
        anordnung.addWidget(self.warnung)
        anordnung.addWidget(self.grund)
        anordnung.addWidget(self._baue_knoepfe())

    def _baue_verteilung(self) -> QWidget:
        reihe = QWidget()
        zeile = Fluss(reihe, QMargins(), ABSTAND, ABSTAND)
        zeile.addWidget(text("Vertragssumme verteilen:", "hinweis"))
        for name, wort, tipp, folge in (
            ("gleich", "gleichmäßig", "auf alle Monate der Laufzeit gleich", self._verteile_gleich),
            ("tage", "nach Tagen", "nach den Tagen der Laufzeit in jedem Monat", self._verteile_tage),
            ("jahr", "Jahr anfügen", "eine Spalte für ein weiteres Jahr", self.matrix.fuege_jahr_an),
        ):
            knopf = QPushButton(wort)
            knopf.setObjectName(f"bindung_verteilen_{name}")
            knopf.setToolTip(tipp)
            knopf.setAutoDefault(False)
            knopf.clicked.connect(folge)
            zeile.addWidget(knopf)
        return reihe

    def _baue_knoepfe(self) -> QDialogButtonBox:
        knoepfe = QDialogButtonBox()
        self.uebernehmen = knoepfe.addButton("Übernehmen", QDialogButtonBox.ButtonRole.AcceptRole)
        self.uebernehmen.setObjectName("bindung_uebernehmen")
        self.uebernehmen.setProperty("rolle", "primaer")
        self.uebernehmen.setDefault(True)
        abbrechen = knoepfe.addButton("Abbrechen", QDialogButtonBox.ButtonRole.RejectRole)
        abbrechen.setObjectName("bindung_abbrechen")
        knoepfe.accepted.connect(self.uebernimm)
        knoepfe.rejected.connect(self.verwirf)
        return knoepfe

    # -- spreading ---------------------------------------------------------------------------------

    def _verteile_gleich(self) -> None:
        self._verteile(gleichmaessig)

    def _verteile_tage(self) -> None:
        self._verteile(nach_tagen)

    def _verteile(self, verteiler: Verteiler) -> None:
        """Spread the contract's sum (or what is entered) over the Laufzeit."""
        try:
            vertrag = self.formular.vertrag()
            von, bis = vertrag.laufzeit_von, vertrag.laufzeit_bis
            cent = self.matrix.summe_cent if vertrag.summe_cent is None else vertrag.summe_cent
            teile = verteiler(cent, von, bis) if von and bis and cent else None
        except EingabeFehler as fehler:
            self._zeige_grund(str(fehler))
            return
        if teile is None:
            self._zeige_grund("Zum Verteilen braucht es eine Laufzeit (von, bis) und eine Vertragssumme.")
            return
        self._zeige_grund("")
        self.matrix.setze({(jahr, monat): cent for (jahr, monat), cent in teile.items()}, self.matrix.jahre)

    # -- what it would do --------------------------------------------------------------------------

    def _entwurf(self) -> Entwurf:
        angaben = self.formular.grundangaben()
        return Entwurf(
            angaben.bezeichnung, angaben.herkunft_jahr, self.matrix.betraege, self.formular.vertrag()
        )

    def _zeige_stand(self) -> None:
        self._zeige_summe()
        self._zeige_grund("")
        try:
            saetze = warnungen(
                self._blick, self._entwurf(), self.formular.grundangaben().massnahme_id, self._bindung
            )
        except EingabeFehler:
            # Somebody is still typing; what does not fit is said when the dialog is accepted.
            saetze = ()
        self._zeige_warnung(saetze)

    def _zeige_warnung(self, saetze: tuple[str, ...]) -> None:
        self.warnung.setText("\n".join(f"▲ {satz}" for satz in saetze))
        self.warnung.setVisible(bool(saetze))
        if saetze != self._bestaetigt:
            self._bestaetigt = ()
        self.uebernehmen.setText("Trotzdem übernehmen" if saetze and self._bestaetigt else "Übernehmen")

    def _zeige_summe(self) -> None:
        summe = self.matrix.summe_cent
        worte = [f"Summe der Fälligkeiten {format_eur(summe)}"]
        soll = _vertragssumme(self.formular)
        if soll is not None and soll != summe:
            fehlt = soll - summe
            worte.append(f"es fehlen {format_eur(fehlt)}" if fehlt > 0 else f"{format_eur(-fehlt)} zu viel")
        self.summe.setText(" · ".join(worte))

    # -- leaving -----------------------------------------------------------------------------------

    def _inhalt(self) -> tuple[object, ...]:
        """Everything that was typed or chosen, as it stands."""
        return self.formular.inhalt(), self.matrix.inhalt()

    def reject(self) -> None:
        """Escape: what was typed goes only at the second time."""
        if self._inhalt() == self._anfang or self._gewarnt:
            self.verwirf()
            return
        self._zeige_grund(_NOCH_NICHT)
        self._gewarnt = True

    def verwirf(self) -> None:
        """Close without keeping anything."""
        super().reject()

    # -- doing -------------------------------------------------------------------------------------

    def uebernimm(self) -> None:
        """Keep the Bindung and close; or say why it cannot be kept, and what it would exceed."""
        try:
            angaben = self._lies()
            saetze = warnungen(
                self._blick,
                Entwurf(angaben.bezeichnung, angaben.herkunft_jahr, angaben.betraege, angaben.vertrag),
                angaben.massnahme_id,
                self._bindung,
            )
        except EingabeFehler as fehler:
            if isinstance(fehler, FeldFehler):
                fehler.feld.setFocus()
            self._zeige_grund(str(fehler))
            return
        if saetze and saetze != self._bestaetigt:
            self._bestaetigt = saetze
            self._zeige_warnung(saetze)
            return
        grund = self._speichere(angaben)
        if grund:
            self._zeige_grund(grund)
        else:
            self.accept()

    def _lies(self) -> Bindungsangaben:
        grundangaben = self.formular.grundangaben()
        if not grundangaben.bezeichnung:
            raise FeldFehler("Eine Bindung braucht eine Bezeichnung.", self.formular.bezeichnung)
        self.matrix.pruefe()
        if self.matrix.fehler:
            self.matrix.gehe_zum_fehler()
            raise EingabeFehler(self.matrix.grund())
        return Bindungsangaben(
            bezeichnung=grundangaben.bezeichnung,
            herkunft_jahr=grundangaben.herkunft_jahr,
            massnahme_id=grundangaben.massnahme_id,
            bemerkung=grundangaben.bemerkung,
            betraege=dict(self.matrix.betraege),
            vertrag=self.formular.vertrag(),
        )

    def _zeige_grund(self, grund: str) -> None:
        self._gewarnt = False
        grund = grund or self.matrix.grund()
        self.grund.setText(grund)
        self.grund.setVisible(bool(grund))


def _vertragssumme(formular: Vertragsformular) -> int | None:
    try:
        return formular.vertrag().summe_cent
    except EingabeFehler:
        return None
