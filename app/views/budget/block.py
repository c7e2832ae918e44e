"""One formula table of the page "Budget": sign, name, amount, where it comes from, what it means."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.services.geld import format_eur
from app.services.worte import BUDGET_WORT
from app.views.bausteine.beschriftung import Verweis, betrag, linie, text
from app.views.bausteine.felder import Textfeld, Zeilenfeld
from app.views.budget.aufbau import POSTEN_CENT, Block, Posten, Zeile
from app.views.budget.umschichtungszeile import Umschichtungszeile
from app.views.thema import ABSTAND, ABSTAND_MITTEL, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.budget import Kennzahlen
    from app.services.planblick import Planblick
    from app.services.zeilen import Budgetart
    from app.views.bruecke import Ziel

_ZEICHEN, _NAME, _BETRAG, _QUELLE, _ERLAEUTERUNG = range(5)
_BREITEN = {_ZEICHEN: 16, _NAME: 250, _BETRAG: 176, _QUELLE: 200, _ERLAEUTERUNG: 240}
_STRECKUNG = {_NAME: 2, _QUELLE: 3, _ERLAEUTERUNG: 7}
_OBEN = Qt.AlignmentFlag.AlignTop
_ZEILENHOEHE = 30


class Blockansicht(QWidget):
    """A formula table; inputs are fields, what follows from them is plain text."""

    def __init__(
        self,
        block: Block,
        setze: Callable[[Budgetart, str], str],
        erlaeutere: Callable[[Budgetart, str, str], str],
        springe: Callable[[Ziel], None],
        zeige_eingabe: Callable[[str], None],
    ) -> None:
        """Build the lines.

        Args:
            block: what to show.
            setze: keeps an amount as typed, or says why not.
            erlaeutere: keeps source and explanation of an input.
            springe: follows a link to another page.
            zeige_eingabe: leads to the input that an amount is carried over from.
        """
        super().__init__()
        self.block = block
        self.setObjectName(f"budget_block_{block.schluessel}")
        self.betragsfelder: dict[Budgetart, Zeilenfeld] = {}
        self.textfelder: dict[Budgetart, tuple[Textfeld, Textfeld]] = {}
        self.abgeleitet: dict[str, QLabel | Verweis] = {}
        self.hinweise: dict[str, QLabel] = {}
        self._setze, self._erlaeutere = setze, erlaeutere
        self._springe, self._zeige_eingabe = springe, zeige_eingabe
        self.umschichtung: Umschichtungszeile | None = None
        self._gitter = QGridLayout(self)
        self._gitter.setContentsMargins(0, 0, 0, 0)
        self._gitter.setHorizontalSpacing(ABSTAND_MITTEL)
        self._gitter.setVerticalSpacing(2)
        for spalte, breite in _BREITEN.items():
            self._gitter.setColumnMinimumWidth(spalte, breite)
            self._gitter.setColumnStretch(spalte, _STRECKUNG.get(spalte, 0))
        self._baue_kopf()
        for zeile in block.zeilen:
            self._baue_zeile(zeile)

    # -- building ----------------------------------------------------------------------------------

    def _baue_kopf(self) -> None:
        self.titel = text(self.block.titel, "untertitel")
        self._gitter.addWidget(self.titel, 0, 0, 1, 2)
        for spalte, wort in ((_BETRAG, "Betrag €"), (_QUELLE, "Quelle"), (_ERLAEUTERUNG, "Erläuterung")):
            schild = text(wort, "kennzahl_name")
            schild.setContentsMargins(ABSTAND, 0, ABSTAND, 0)
            rechts = Qt.AlignmentFlag.AlignRight if spalte == _BETRAG else Qt.AlignmentFlag.AlignLeft
            self._gitter.addWidget(schild, 0, spalte, rechts | Qt.AlignmentFlag.AlignBottom)
        self._trenne()

    def _trenne(self) -> None:
        self._gitter.addWidget(linie(), self._gitter.rowCount(), 0, 1, len(_BREITEN))

    def _baue_zeile(self, zeile: Zeile) -> None:
        if zeile.summe:
            self._trenne()
        reihe = self._gitter.rowCount()
        self._gitter.setRowMinimumHeight(reihe, _ZEILENHOEHE)
        zeichen, name = text(zeile.zeichen), text(zeile.name, umbruch=True)
        zeichen.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        for schild in (zeichen, name):
            schild.setContentsMargins(0, 6, 0, 4)
            if zeile.summe:
                schrift = schild.font()
                schrift.setBold(True)
                schild.setFont(schrift)
        if zeile.neben:
            name.setProperty("rolle", "hinweis")
            name.setContentsMargins(ABSTAND_WEIT, 6, 0, 4)
        self._gitter.addWidget(zeichen, reihe, _ZEICHEN, _OBEN)
        self._gitter.addWidget(name, reihe, _NAME, _OBEN)
        # First, so that Tab comes to it before the input below it.
        verweis = self._baue_ergebnis(zeile, reihe) if zeile.basis or not zeile.eingabe else None
        if zeile.eingabe and zeile.art:
            self._baue_eingabe(zeile, zeile.art, reihe, name)
        if not zeile.eingabe or zeile.herkunft or zeile.basis:
            self._baue_hinweis(zeile, reihe)
        if isinstance(verweis, Verweis) and zeile.basis and zeile.art:
            self._baue_basis(zeile.art, reihe, verweis)

    def _baue_basis(self, art: Budgetart, reihe: int, verweis: Verweis) -> None:
        """Make room below for the input, which gives way to the executed sum."""
        schild = None
        if art in self.textfelder:
            schild = text("Planansatz", "hinweis")
            schild.setContentsMargins(ABSTAND_WEIT, 6, 0, 4)
            self._gitter.addWidget(schild, reihe + 1, _NAME, _OBEN)
            # The row for the choice between the two sums: the next line begins below it.
            self._gitter.setRowMinimumHeight(reihe + 2, 0)
        self.umschichtung = Umschichtungszeile(
            self._gitter,
            reihe,
            verweis,
            self.hinweise[art.value],
            (self.betragsfelder[art], *self.textfelder.get(art, ())),
            schild,
            _ZEILENHOEHE,
        )

    def setze_basiswahl(self, wahl: QWidget) -> None:
        """Put the choice between the two sums of the Umschichtung below its line."""
        if self.umschichtung is not None:
            reihe = self.umschichtung.reihe + 2
            self._gitter.addWidget(wahl, reihe, _NAME, 1, _ERLAEUTERUNG - _NAME + 1)

    def _baue_eingabe(self, zeile: Zeile, art: Budgetart, reihe: int, schild: QLabel) -> None:
        wo = f"{zeile.name}, {self.block.titel}"
        feld = Zeilenfeld(
            f"{wo}: Betrag in Euro", partial(self._setze, art), zahl=True, platzhalter="noch offen"
        )
        feld.benenne(f"betrag_{self.block.schluessel}_{art.value}")
        feld.setFixedWidth(_BREITEN[_BETRAG])
        schild.setBuddy(feld)
        self._gitter.addWidget(feld, reihe, _BETRAG, _OBEN)
        self.betragsfelder[art] = feld
        if zeile.herkunft:
            return
        quelle = Textfeld(f"{wo}: Quelle", lambda t: self._erlaeutere(art, "quelle", t))
        erlaeuterung = Textfeld(f"{wo}: Erläuterung", lambda t: self._erlaeutere(art, "erlaeuterung", t))
        quelle.benenne(f"quelle_{art.value}")
        erlaeuterung.benenne(f"erlaeuterung_{art.value}")
        self._gitter.addWidget(quelle, reihe, _QUELLE, _OBEN)
        self._gitter.addWidget(erlaeuterung, reihe, _ERLAEUTERUNG, _OBEN)
        self.textfelder[art] = (quelle, erlaeuterung)

    def _baue_ergebnis(self, zeile: Zeile, reihe: int) -> QLabel | Verweis:
        name = f"{zeile.name}, {self.block.titel}: Betrag in Euro"
        widget: QLabel | Verweis
        if zeile.art is not None and not zeile.eingabe:
            widget = Verweis("", name, partial(self._zeige_eingabe, zeile.art.value), zahl=True)
            widget.setToolTip(f"Zur Eingabe: {BUDGET_WORT[zeile.art]}")
        elif zeile.ziel is not None:
            widget = Verweis("", name, partial(self._springe, zeile.ziel), zahl=True)
        else:
            widget = betrag(name, fett=zeile.summe)
            widget.setContentsMargins(0, 6, ABSTAND, 4)
            if zeile.neben:
                widget.setProperty("rolle", "hinweis")
        widget.setObjectName(f"ergebnis_{self.block.schluessel}_{zeile.schluessel}")
        self._gitter.addWidget(widget, reihe, _BETRAG, Qt.AlignmentFlag.AlignRight | _OBEN)
        self.abgeleitet[zeile.schluessel] = widget
        return widget

    def _baue_hinweis(self, zeile: Zeile, reihe: int) -> None:
        if zeile.herkunft:
            herkunft = text(zeile.herkunft, "hinweis", umbruch=True)
            herkunft.setContentsMargins(ABSTAND, 6, ABSTAND, 4)
            self._gitter.addWidget(herkunft, reihe, _QUELLE, _OBEN)
        hinweis = text("", "hinweis", umbruch=True)
        hinweis.setObjectName(f"hinweis_{self.block.schluessel}_{zeile.schluessel}")
        hinweis.setContentsMargins(ABSTAND, 6, ABSTAND, 4)
        spalte = _ERLAEUTERUNG if zeile.herkunft else _QUELLE
        self._gitter.addWidget(hinweis, reihe, spalte, 1, _ERLAEUTERUNG - spalte + 1, _OBEN)
        self.hinweise[zeile.schluessel] = hinweis

    # -- showing -----------------------------------------------------------------------------------

    def zeige_eingaben(self, blick: Planblick, nur_lesbar: bool) -> None:
        """Show the stored inputs; what somebody is typing stays."""
        self.titel.setText(f"{self.block.titel} {blick.jahr} ({self.block.abbildung})")
        for art, feld in self.betragsfelder.items():
            feld.setze(_eingabetext(blick, art))
            feld.setze_nur_lesbar(nur_lesbar)
        for art, (quelle, erlaeuterung) in self.textfelder.items():
            posten = blick.posten.get(art)
            for textfeld, inhalt in (
                (quelle, posten.quelle if posten else None),
                (erlaeuterung, posten.erlaeuterung if posten else None),
            ):
                textfeld.setze(inhalt or "")
                textfeld.setze_nur_lesbar(nur_lesbar)

    def zeige_ergebnisse(self, blick: Planblick, kennzahlen: Kennzahlen) -> None:
        """Show what follows from the inputs."""
        if self.umschichtung is not None:
            self.umschichtung.zeige(kennzahlen.umschichtung_basis)
        for zeile in self.block.zeilen:
            widget = self.abgeleitet.get(zeile.schluessel)
            if widget is None:
                continue
            inhalt = self._ergebnistext(zeile, blick, kennzahlen)
            if widget.text() != inhalt:
                widget.setText(inhalt)

    def _ergebnistext(self, zeile: Zeile, blick: Planblick, kennzahlen: Kennzahlen) -> str:
        if zeile.basis:
            return format_eur(kennzahlen.umschichtung_vollzogen_cent, symbol=False)
        if zeile.posten is not None:
            return format_eur(POSTEN_CENT[zeile.posten](kennzahlen), symbol=False)
        return (_eingabetext(blick, zeile.art) if zeile.art else "") or "noch offen"

    def ziel_von(self, posten: str) -> QWidget | None:
        """The widget that shows a budget input or derived amount; None where this block has none."""
        for art, feld in self.betragsfelder.items():
            if art.value == posten:
                return feld
        return self.abgeleitet.get(posten) if posten in set(Posten) else None


def _eingabetext(blick: Planblick, art: Budgetart) -> str:
    posten = blick.posten.get(art)
    return (
        "" if posten is None or posten.betrag_cent is None else format_eur(posten.betrag_cent, symbol=False)
    )
