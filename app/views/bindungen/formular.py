"""The form of a contract or grant: what is known of it, read as a whole, each refusal at its field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QFormLayout, QHBoxLayout, QLineEdit, QWidget

from app.services.bindungen import lies_jahr
from app.services.bindungszeilen import KEIN_VERTRAG, Bindungsart, Bindungsteil, Bindungszeile, Vertrag
from app.services.datum import format_datum, lies_datum
from app.services.eingabe import EingabeFehler
from app.services.geld import (
    BetragFehler,
    format_eur,
    format_promille,
    parse_anzahl,
    parse_eur,
    parse_promille,
)
from app.services.worte import BINDUNGSART_WORT, BINDUNGSTEIL_WORT
from app.views.bausteine.beschriftung import text
from app.views.thema import ABSTAND, ABSTAND_WEIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.planblick import Planblick

A = TypeVar("A")
KEINE_LEISTUNG = "keiner Leistung zugeordnet"
KEIN_PRODUKT = "wie die Leistung"
KEINE_SUMME = "nein, zählt für sich"


@dataclass(frozen=True, slots=True)
class Grundangaben:
    """What a Bindung says beside its contract."""

    bezeichnung: str
    herkunft_jahr: int
    massnahme_id: str | None
    bemerkung: str | None


class FeldFehler(EingabeFehler):
    """A text that a field cannot take; ``feld`` is where it stands."""

    def __init__(self, satz: str, feld: QWidget) -> None:
        """Keep the field beside the sentence."""
        super().__init__(satz)
        self.feld = feld


class Vertragsformular(QWidget):
    """All fields of a Bindung but its due amounts."""

    geaendert = Signal()
    """Something was typed or chosen."""

    def __init__(self, blick: Planblick, bindung: Bindungszeile | None, vorlage: Vertrag) -> None:
        """Fill in ``bindung``, or begin a new one from ``vorlage``."""
        super().__init__()
        self._vertrag = bindung.vertrag if bindung else vorlage
        self._bindung_id = bindung.id if bindung else None
        self._baue_felder(blick, bindung)
        self._lege_aus()
        for feld in self.findChildren(QLineEdit):
            feld.textChanged.connect(self.geaendert)
        for wahl in self.findChildren(QComboBox):
            wahl.currentIndexChanged.connect(self.geaendert)
        self.gezogen.toggled.connect(self.geaendert)
        self.teil.currentIndexChanged.connect(self._zeige_teil)
        self._zeige_teil()

    # -- building ----------------------------------------------------------------------------------

    def _baue_felder(self, blick: Planblick, bindung: Bindungszeile | None) -> None:
        v = self._vertrag
        herkunft = bindung.herkunft_jahr if bindung else blick.jahr - (1 if v.sammel_id else 0)
        self.bezeichnung = _zeile("bezeichnung", "Bezeichnung", bindung.bezeichnung if bindung else "")
        self.herkunft = _zeile("herkunft", "Herkunftsjahr", str(herkunft), 72)
        self.partner = _partnerwahl(blick, v.vertragspartner or "")
        self.aktenzeichen = _zeile("aktenzeichen", "Vertrags- oder Aktenzeichen", v.aktenzeichen or "")
        self.datum = _zeile("datum", "Datum", format_datum(v.datum), 104, "TT.MM.JJJJ")
        self.von = _zeile("laufzeit_von", "Laufzeit von", format_datum(v.laufzeit_von), 104, "TT.MM.JJJJ")
        self.bis = _zeile("laufzeit_bis", "Laufzeit bis", format_datum(v.laufzeit_bis), 104, "TT.MM.JJJJ")
        self.summe = _zeile("vertragssumme", "Vertragssumme in Euro", _euro(v.summe_cent), 152)
        self.summe.setPlaceholderText("Summe der Fälligkeiten")
        self.plaetze = _zeile("plaetze", "Plätze", _zahl(v.plaetze), 72)
        self.besetzt = _zeile("besetzt", "besetzte Plätze", _zahl(v.besetzt), 72)
        self.abschlag = _zeile("abschlag", "Abschlag", _promille(v.abschlag_promille), 72)
        self.zahlungsziel = _zeile("zahlungsziel", "Zahlungsziel in Tagen", _zahl(v.zahlungsziel_tage), 72)
        self.skonto = _zeile("skonto", "Skonto", _promille(v.skonto_promille), 72)
        self.skontofrist = _zeile("skontofrist", "Skontofrist in Tagen", _zahl(v.skonto_tage), 72)
        self.bemerkung = _zeile("bemerkung", "Bemerkung", (bindung.bemerkung if bindung else "") or "")
        self.art = _wahl("art", "Art", [(BINDUNGSART_WORT[a], a.value) for a in Bindungsart], v.art.value)
        teile = [(BINDUNGSTEIL_WORT[t], t.value) for t in Bindungsteil]
        self.teil = _wahl("teil", "Vertragsteil", teile, v.teil.value)
        self.grund = _wahl("grundvertrag", "Grundvertrag", self._grundvertraege(blick), v.grund_id)
        self.gezogen = QCheckBox("gezogen: bindet")
        self.gezogen.setObjectName("bindung_gezogen")
        self.gezogen.setChecked(v.wirksam)
        self.sammel = _wahl("sammel", "Teil der Vorbindungen", self._summen(blick), v.sammel_id)
        leistungen = [(blick.zeilen[a[0]].leistung, m) for m, a in blick.ansaetze.items()]
        massnahme_id = bindung.massnahme_id if bindung else None
        self.leistung = _suchwahl("leistung", "Leistung", [(KEINE_LEISTUNG, None), *leistungen], massnahme_id)
        produkte = [(p.bezeichnung, p.id) for p in blick.produkte.values()]
        self.produkt = _suchwahl("produkt", "Produkt", [(KEIN_PRODUKT, None), *produkte], v.produkt_id)

    def _grundvertraege(self, blick: Planblick) -> list[tuple[str, str | None]]:
        """The contracts that an option or top-up can belong to."""
        return [("bitte wählen", None)] + [
            (b.bezeichnung, b.id)
            for b in blick.bindungen
            if b.vertrag.teil is Bindungsteil.GRUNDVERTRAG and b.aufgegliedert and b.id != self._bindung_id
        ]

    def _summen(self, blick: Planblick) -> list[tuple[str, str | None]]:
        """The known sums that this contract can be a part of."""
        bekannte = [(b.bezeichnung, b.id) for b in blick.bindungen if not b.aufgegliedert]
        return [(KEINE_SUMME, None), *((n, i) for n, i in bekannte if i != self._bindung_id)]

    def _lege_aus(self) -> None:
        formular = QFormLayout(self)
        formular.setContentsMargins(0, 0, 0, 0)
        formular.setHorizontalSpacing(ABSTAND_WEIT)
        formular.setVerticalSpacing(ABSTAND)
        formular.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        formular.addRow("&Bezeichnung", self.bezeichnung)
        formular.addRow("&Vertragspartner", self.partner)
        formular.addRow("Akten&zeichen", _reihe(self.aktenzeichen, "Datum", self.datum))
        formular.addRow("&Art", _reihe(self.art, "Herkunftsjahr", self.herkunft))
        formular.addRow("Vertrags&teil", _reihe(self.teil, "", self.gezogen))
        self._grundname = text("Grundvertrag")
        self._grundname.setBuddy(self.grund)
        formular.addRow(self._grundname, self.grund)
        formular.addRow("Teil der V&orbindungen", self.sammel)
        formular.addRow("&Leistung", self.leistung)
        formular.addRow("&Produkt", self.produkt)
        formular.addRow("La&ufzeit", _reihe(self.von, "bis", self.bis))
        formular.addRow("Vertrags&summe €", _reihe(self.summe, "", None))
        formular.addRow("Plätze", _reihe(self.plaetze, "davon besetzt", self.besetzt))
        formular.addRow("Abschlag", _reihe(self.abschlag, "Zahlungsziel (Tage)", self.zahlungsziel))
        formular.addRow("Skonto", _reihe(self.skonto, "Frist (Tage)", self.skontofrist))
        formular.addRow("Be&merkung", self.bemerkung)

    def _zeige_teil(self) -> None:
        teil = Bindungsteil(self.teil.currentData())
        zusatz = teil is not Bindungsteil.GRUNDVERTRAG
        self.grund.setVisible(zusatz)
        self._grundname.setVisible(zusatz)
        self.gezogen.setVisible(teil is Bindungsteil.OPTION)

    def inhalt(self) -> tuple[object, ...]:
        """What the fields say, to be compared with what they said."""
        zeilen = [feld.text() for feld in self.findChildren(QLineEdit)]
        gewaehlt = [wahl.currentText() for wahl in self.findChildren(QComboBox)]
        return (*zeilen, *gewaehlt, self.gezogen.isChecked())

    # -- reading -----------------------------------------------------------------------------------

    def grundangaben(self) -> Grundangaben:
        """Name, year of origin, Leistung and remark.

        Raises:
            FeldFehler: a year that is none, or a Leistung that there is not.
        """
        return Grundangaben(
            self.bezeichnung.text().strip(),
            _lies(self.herkunft, lies_jahr),
            _gewaehlt(self.leistung, "Eine Leistung"),
            self.bemerkung.text().strip() or None,
        )

    def vertrag(self) -> Vertrag:
        """The contract as the fields say.

        Raises:
            FeldFehler: a date, amount or count that cannot be read.
        """
        teil = Bindungsteil(self.teil.currentData())
        return replace(
            self._vertrag if self._bindung_id else _ohne_herkunft(self._vertrag),
            art=Bindungsart(self.art.currentData()),
            teil=teil,
            wirksam=self.gezogen.isChecked() if teil is Bindungsteil.OPTION else True,
            grund_id=None if teil is Bindungsteil.GRUNDVERTRAG else self.grund.currentData(),
            sammel_id=self.sammel.currentData(),
            produkt_id=_gewaehlt(self.produkt, "Ein Produkt"),
            vertragspartner=self.partner.currentText().strip() or None,
            aktenzeichen=self.aktenzeichen.text().strip() or None,
            datum=_lies(self.datum, lies_datum),
            laufzeit_von=_lies(self.von, lies_datum),
            laufzeit_bis=_lies(self.bis, lies_datum),
            summe_cent=_lies_oder_leer(self.summe, lambda t: int(parse_eur(t))),
            plaetze=_lies_oder_leer(self.plaetze, parse_anzahl),
            besetzt=_lies_oder_leer(self.besetzt, parse_anzahl),
            abschlag_promille=_lies_oder_leer(self.abschlag, parse_promille),
            zahlungsziel_tage=_lies_oder_leer(self.zahlungsziel, parse_anzahl),
            skonto_promille=_lies_oder_leer(self.skonto, parse_promille),
            skonto_tage=_lies_oder_leer(self.skontofrist, parse_anzahl),
        )


def _ohne_herkunft(vorlage: Vertrag) -> Vertrag:
    """What a new Bindung keeps of the one that it began from: only what it stands for."""
    return replace(KEIN_VERTRAG, ansatz_id=vorlage.ansatz_id, fallgruppe_id=vorlage.fallgruppe_id)


def _lies(feld: QLineEdit, lies: Callable[[str], A]) -> A:
    try:
        return lies(feld.text())
    except (EingabeFehler, BetragFehler) as fehler:
        raise FeldFehler(f"{feld.accessibleName()}: {fehler}", feld) from fehler


def _lies_oder_leer(feld: QLineEdit, lies: Callable[[str], int]) -> int | None:
    return _lies(feld, lies) if feld.text().strip() else None


def _gewaehlt(wahl: QComboBox, was: str) -> str | None:
    eingabe = wahl.currentText().strip()
    stelle = wahl.currentIndex()
    if not eingabe:
        return None
    if stelle < 0 or wahl.itemText(stelle) != eingabe:
        stelle = wahl.findText(eingabe, Qt.MatchFlag.MatchFixedString)
    if stelle < 0:
        raise FeldFehler(f"{was} „{eingabe}“ gibt es in diesem Plan nicht. Wählen Sie aus der Liste.", wahl)
    schluessel = wahl.itemData(stelle)
    return str(schluessel) if schluessel else None


# -- parts -------------------------------------------------------------------------------------------


def _zeile(name: str, wort: str, inhalt: str, breite: int = 0, platzhalter: str = "") -> QLineEdit:
    feld = QLineEdit(inhalt)
    feld.setObjectName(f"bindung_{name}")
    feld.setAccessibleName(wort)
    feld.setPlaceholderText(platzhalter)
    if breite:
        feld.setFixedWidth(max(breite, feld.fontMetrics().averageCharWidth() * breite // 7))
    return feld


def _wahl(
    name: str, wort: str, eintraege: list[tuple[str, str | None]] | list[tuple[str, str]], jetzt: str | None
) -> QComboBox:
    wahl = QComboBox()
    wahl.setObjectName(f"bindung_{name}")
    wahl.setAccessibleName(wort)
    wahl.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for titel, schluessel in eintraege:
        wahl.addItem(titel, schluessel)
    wahl.setCurrentIndex(max(0, wahl.findData(jetzt)))
    return wahl


def _suchwahl(name: str, wort: str, eintraege: list[tuple[str, str | None]], jetzt: str | None) -> QComboBox:
    wahl = _wahl(name, wort, eintraege, jetzt)
    _mach_suchbar(wahl)
    return wahl


def _partnerwahl(blick: Planblick, jetzt: str) -> QComboBox:
    partner = sorted({b.vertrag.vertragspartner for b in blick.bindungen if b.vertrag.vertragspartner})
    wahl = _wahl("vertragspartner", "Vertragspartner oder Träger", [(p, p) for p in ("", *partner)], "")
    _mach_suchbar(wahl)
    wahl.setEditText(jetzt)
    return wahl


def _mach_suchbar(wahl: QComboBox) -> None:
    stelle = wahl.currentIndex()
    wahl.setEditable(True)
    wahl.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    wahl.setCurrentIndex(stelle)
    vorschlag = wahl.completer()
    if vorschlag is not None:
        vorschlag.setFilterMode(Qt.MatchFlag.MatchContains)
        vorschlag.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)


def _reihe(links: QWidget, wort: str, rechts: QWidget | None) -> QWidget:
    reihe = QWidget()
    anordnung = QHBoxLayout(reihe)
    anordnung.setContentsMargins(0, 0, 0, 0)
    anordnung.setSpacing(ABSTAND)
    anordnung.addWidget(links, 1 if isinstance(links, QComboBox) else 0)
    if wort:
        schild = text(wort, "hinweis")
        if rechts is not None:
            schild.setBuddy(rechts)
        anordnung.addWidget(schild)
    if rechts is not None:
        anordnung.addWidget(rechts)
    if not isinstance(links, QComboBox):
        anordnung.addStretch()
    return reihe


def _euro(cent: int | None) -> str:
    return "" if cent is None else format_eur(cent, symbol=False)


def _zahl(zahl: int | None) -> str:
    return "" if zahl is None else str(zahl)


def _promille(promille: int | None) -> str:
    return "" if promille is None else format_promille(promille)
