"""The figures above the cases: gross, PAT and net of the year, beside the relief that is expected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.services.eingabe import MAX_TEXT
from app.services.geld import eur, format_zahl, parse_eur
from app.services.haushaltszeilen import Plangroesse
from app.services.patworte import rahmenwort
from app.services.planwerte import planwert_setzen
from app.services.worte import GROESSE_WORT
from app.views.bausteine.beschriftung import betrag, linie, text
from app.views.bausteine.felder import Textfeld, Zeilenfeld, verkette
from app.views.bausteine.versuch import versuche
from app.views.thema import ABSTAND, ABSTAND_MITTEL

if TYPE_CHECKING:
    from app.services.foerderfaelle import Fallsumme
    from app.services.patlage import Patlage
    from app.views.bruecke import Bruecke

_NAME, _FAELLE, _BRUTTO, _PAT, _NETTO, _RAHMEN, _WORT, _QUELLE = range(8)
_BREITEN = {
    _NAME: 116,
    _FAELLE: 52,
    _BRUTTO: 106,
    _PAT: 106,
    _NETTO: 106,
    _RAHMEN: 132,
    _WORT: 170,
    _QUELLE: 130,
}
_STRECKUNG = {_WORT: 3, _QUELLE: 4}
_RECHTE = {_FAELLE, _BRUTTO, _PAT, _NETTO, _RAHMEN}
_OBEN = Qt.AlignmentFlag.AlignTop
_LUFT = 6
"""Px above the text of a label, so that it stands on one line with that of a field."""
_ZEILEN: tuple[tuple[str, str, bool | None, Plangroesse | None], ...] = (
    ("neu", "neue Fälle", True, Plangroesse.PAT_RAHMEN_NEU_CENT),
    ("bestand", "Bestandsfälle", False, Plangroesse.PAT_RAHMEN_BESTAND_CENT),
    ("alle", "zusammen", None, None),
)


class Patkopf(QWidget):
    """New cases, running ones and all; the expected relief and its source are inputs."""

    def __init__(self, bruecke: Bruecke) -> None:
        """Empty until ``zeige``."""
        super().__init__()
        self._bruecke = bruecke
        self.koepfe: dict[int, QLabel] = {}
        self.zahlen: dict[tuple[str, int], QLabel] = {}
        self.worte: dict[str, QLabel] = {}
        self.rahmen: dict[Plangroesse, Zeilenfeld] = {}
        self.quellen: dict[Plangroesse, Textfeld] = {}
        self._gitter = QGridLayout(self)
        self._gitter.setContentsMargins(0, 0, 0, 0)
        self._gitter.setHorizontalSpacing(ABSTAND_MITTEL)
        self._gitter.setVerticalSpacing(2)
        self._baue()

    # -- building ----------------------------------------------------------------------------------

    def _baue(self) -> None:
        for spalte, breite in _BREITEN.items():
            self._gitter.setColumnMinimumWidth(spalte, breite)
            self._gitter.setColumnStretch(spalte, _STRECKUNG.get(spalte, 0))
            kopf = text("", "kennzahl_name")
            links = ABSTAND if spalte == _QUELLE else 0
            kopf.setContentsMargins(links, 0, ABSTAND if spalte == _RAHMEN else 0, 0)
            rechts = Qt.AlignmentFlag.AlignRight if spalte in _RECHTE else Qt.AlignmentFlag.AlignLeft
            self._gitter.addWidget(kopf, 0, spalte, rechts | Qt.AlignmentFlag.AlignBottom)
            self.koepfe[spalte] = kopf
        self._trenne()
        for zeile in _ZEILEN:
            self._baue_zeile(*zeile)
        felder = list(self.rahmen.values())
        verkette(felder)

    def _trenne(self) -> None:
        self._gitter.addWidget(linie(), self._gitter.rowCount(), 0, 1, len(_BREITEN))

    def _baue_zeile(self, name: str, wort: str, _neu: bool | None, groesse: Plangroesse | None) -> None:
        gesamt = groesse is None
        if gesamt:
            self._trenne()
        reihe = self._gitter.rowCount()
        schild = text(wort)
        schild.setContentsMargins(0, _LUFT, 0, 0)
        if gesamt:
            schrift = schild.font()
            schrift.setBold(True)
            schild.setFont(schrift)
        self._gitter.addWidget(schild, reihe, _NAME, _OBEN)
        for spalte, was in ((_FAELLE, "Fälle"), (_BRUTTO, "brutto"), (_PAT, "PAT"), (_NETTO, "netto")):
            self._baue_zahl(name, f"{wort}: {was}", reihe, spalte, fett=gesamt)
        hinweis = text("", "hinweis", umbruch=True)
        hinweis.setObjectName(f"pat_abweichung_{name}")
        hinweis.setContentsMargins(0, _LUFT, 0, 0)
        self._gitter.addWidget(hinweis, reihe, _WORT, _OBEN)
        self.worte[name] = hinweis
        if groesse is None:
            self._baue_zahl(name, f"{wort}: erwartete Entlastung", reihe, _RAHMEN, fett=True)
        else:
            self._baue_rahmen(name, groesse, reihe)

    def _baue_zahl(self, name: str, wort: str, reihe: int, spalte: int, *, fett: bool) -> None:
        zahl = betrag(wort, fett=fett)
        zahl.setObjectName(f"pat_zahl_{name}_{spalte}")
        zahl.setContentsMargins(0, _LUFT, ABSTAND if spalte == _RAHMEN else 0, 0)
        self._gitter.addWidget(zahl, reihe, spalte, Qt.AlignmentFlag.AlignRight | _OBEN)
        self.zahlen[name, spalte] = zahl

    def _baue_rahmen(self, name: str, groesse: Plangroesse, reihe: int) -> None:
        was = GROESSE_WORT[groesse]
        feld = Zeilenfeld(
            f"{was}: Betrag in Euro", partial(self._setze, groesse), zahl=True, platzhalter="noch offen"
        )
        feld.benenne(f"pat_rahmen_{name}")
        feld.setFixedWidth(_BREITEN[_RAHMEN])
        quelle = Textfeld(f"{was}: Quelle", partial(self._setze_quelle, groesse), platzhalter="Quelle")
        quelle.benenne(f"pat_quelle_{name}")
        self._gitter.addWidget(feld, reihe, _RAHMEN, _OBEN)
        self._gitter.addWidget(quelle, reihe, _QUELLE, _OBEN)
        self.rahmen[groesse], self.quellen[groesse] = feld, quelle

    # -- showing -----------------------------------------------------------------------------------

    def zeige(self, lage: Patlage, *, nur_lesbar: bool) -> None:
        """Show the figures; what somebody is typing stays."""
        jahr = lage.haushaltsjahr
        for spalte, wort in (
            (_FAELLE, "Fälle"),
            (_BRUTTO, f"brutto {jahr} €"),
            (_PAT, f"− PAT {jahr} €"),
            (_NETTO, f"= netto {jahr} €"),
            (_RAHMEN, "PAT erwartet €"),
            (_WORT, "PAT gegenüber Erwartung"),
            (_QUELLE, "Quelle der Erwartung"),
        ):
            self.koepfe[spalte].setText(wort)
        rahmen = {True: lage.rahmen_neu_cent, False: lage.rahmen_bestand_cent, None: lage.rahmen_cent}
        for name, _wort, neu, _groesse in _ZEILEN:
            summe = lage.summe(jahr, neu=neu)
            self._zeige_zeile(name, lage.faelle_von(neu=neu), summe)
            self.worte[name].setText(rahmenwort(summe.pat_cent, rahmen[neu], faelle=bool(lage.gruppen)))
        erwartet = lage.rahmen_cent
        self.zahlen["alle", _RAHMEN].setText("" if erwartet is None else eur(erwartet))
        self._zeige_eingaben(nur_lesbar)

    def _zeige_zeile(self, name: str, faelle: int, summe: Fallsumme) -> None:
        for spalte, inhalt in (
            (_FAELLE, format_zahl(faelle)),
            (_BRUTTO, eur(summe.zuschuss_cent)),
            (_PAT, eur(summe.pat_cent)),
            (_NETTO, eur(summe.netto_cent)),
        ):
            self.zahlen[name, spalte].setText(inhalt)

    def _zeige_eingaben(self, nur_lesbar: bool) -> None:
        for groesse, feld in self.rahmen.items():
            zeile = self._bruecke.blick.planwerte.get(groesse)
            feld.setze("" if zeile is None or zeile.wert is None else eur(zeile.wert))
            self.quellen[groesse].setze((zeile.quelle if zeile else None) or "")
            feld.setze_nur_lesbar(nur_lesbar)
            self.quellen[groesse].setze_nur_lesbar(nur_lesbar)

    # -- doing -------------------------------------------------------------------------------------

    def _setze(self, groesse: Plangroesse, eingabe: str) -> str:
        def tat() -> None:
            cent = int(parse_eur(eingabe)) if eingabe.strip() else None
            planwert_setzen(self._bruecke.dokument, groesse, cent)

        return versuche(self._bruecke, tat)

    def _setze_quelle(self, groesse: Plangroesse, eingabe: str) -> str:
        if len(eingabe) > MAX_TEXT:
            return f"Der Text ist mit {len(eingabe)} Zeichen zu lang; Platz ist für {MAX_TEXT}."
        zeile = self._bruecke.blick.planwerte.get(groesse)
        wert = zeile.wert if zeile else None
        return versuche(
            self._bruecke,
            lambda: planwert_setzen(self._bruecke.dokument, groesse, wert, quelle=eingabe.strip()),
        )
