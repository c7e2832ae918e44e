"""What is known of one Bindung: its years, its payments, its releases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QToolButton, QVBoxLayout, QWidget

from app.services.bindungen import lies_jahr
from app.services.datum import format_datum, stichtag, verlange_datum
from app.services.eingabe import EingabeFehler, lies_wort
from app.services.geld import format_eur, format_promille, parse_eur
from app.services.worte import ZAHLUNGSART_WORT, ZAHLUNGSSTAND_WORT
from app.services.zahlungen import (
    freirechnen,
    freirechnung_setzen,
    freirechnungen_loeschen,
    zahlung_buchen,
    zahlung_setzen,
    zahlungen_loeschen,
)
from app.views.bausteine.beschriftung import Verweis, text
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.gitterspalten import Gitterspec, Spalte
from app.views.bindungen.jahrestafel import Jahrestafel
from app.views.bruecke import Ziel
from app.views.thema import ABSTAND, ABSTAND_HALB, ABSTAND_MITTEL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QByteArray

    from app.services.bindungszeilen import Bindungszeile, Freirechnungszeile, Zahlungszeile
    from app.views.bruecke import Bruecke

Z = TypeVar("Z", "Zahlungszeile", "Freirechnungszeile")
_ANTEILE = (302, 466, 292)
"""How wide years, payments and releases are beside each other."""
_BELIEBIG = 16_777_215
_OHNE_TAG = "Hier fehlt ein Datum, zum Beispiel 15.03.2020."
_WAEHLEN = "Wählen Sie zuerst eine Bindung in der Liste."


class Einzelheiten(QWidget):
    """Below the list: the years of the chosen Bindung on the left, payments and releases beside them.

    Only the line with its name stays while they are put away.
    """

    klappt = Signal(bool)
    """Will be put away (True) or come back."""
    geklappt = Signal(bool)
    """Has been put away (True) or come back."""

    def __init__(self, bruecke: Bruecke) -> None:
        """Without a Bindung yet."""
        super().__init__()
        self._bruecke = bruecke
        self._bindung: Bindungszeile | None = None
        self.setObjectName("bindung_einzelheiten")
        self.zu = False
        """True while only the line with the name is shown."""
        self.klappe_knopf = QToolButton()
        self.klappe_knopf.setObjectName("bindung_einzelheiten_klappe")
        self.klappe_knopf.setProperty("rolle", "nur_symbol")
        self.klappe_knopf.clicked.connect(lambda: self.klappe(zu=not self.zu))
        self.titel = text(_WAEHLEN, "untertitel")
        self.titel.setObjectName("bindung_einzelheiten_titel")
        self.bedingungen = text("", "hinweis")
        self.bedingungen.setObjectName("bindung_bedingungen")
        # Long terms are cut, not the window made wider; the tooltip has them whole.
        self.bedingungen.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.leistung = Verweis("", "Zur Leistung", self._zur_leistung)
        self.leistung.setObjectName("bindung_zur_leistung")
        self.jahre = Jahrestafel()
        self.zahlungen = Gitter(bruecke, self._zahlungsspec())
        self.freirechnungen = Gitter(bruecke, self._freispec())
        self.teiler = QSplitter(Qt.Orientation.Horizontal)
        self.teiler.setObjectName("bindung_einzelheiten_teiler")
        self.teiler.setChildrenCollapsible(False)
        self.teiler.setHandleWidth(1)
        for name, widget in (
            ("Nach Jahren €", self.jahre),
            ("Zahlungen", self.zahlungen),
            ("Freirechnungen", self.freirechnungen),
        ):
            self.teiler.addWidget(_mit_namen(name, widget))
        for stelle, anteil in enumerate(_ANTEILE):
            self.teiler.setStretchFactor(stelle, anteil)
        self.teiler.setSizes(list(_ANTEILE))
        kopf = QHBoxLayout()
        kopf.setSpacing(ABSTAND_HALB)
        kopf.addWidget(self.klappe_knopf)
        kopf.addWidget(self.titel)
        kopf.addSpacing(ABSTAND)
        kopf.addWidget(self.bedingungen, 1)
        kopf.addWidget(self.leistung)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, ABSTAND, 0, 0)
        anordnung.setSpacing(ABSTAND)
        anordnung.addLayout(kopf)
        anordnung.addWidget(self.teiler, 1)
        self._zeige_klappe()

    def klappe(self, *, zu: bool) -> None:
        """Put the details away below their line, or bring them back."""
        if zu == self.zu:
            return
        self.klappt.emit(zu)
        self.zu = zu
        self.teiler.setVisible(not zu)
        self.setMaximumHeight(self.minimumSizeHint().height() if zu else _BELIEBIG)
        self._zeige_klappe()
        self.geklappt.emit(zu)

    def _zeige_klappe(self) -> None:
        wort = "Einzelheiten einblenden" if self.zu else "Einzelheiten ausblenden"
        self.klappe_knopf.setArrowType(Qt.ArrowType.RightArrow if self.zu else Qt.ArrowType.DownArrow)
        self.klappe_knopf.setToolTip(wort)
        self.klappe_knopf.setAccessibleName(wort)

    def zeige(self, bindung: Bindungszeile | None) -> None:
        """Show a Bindung; None: nothing is chosen."""
        self._bindung = bindung
        self.titel.setText(bindung.bezeichnung if bindung else _WAEHLEN)
        self.bedingungen.setText(" · ".join(_bedingungen(bindung)) if bindung else "")
        self.bedingungen.setToolTip(self.bedingungen.text())
        ansaetze = self._bruecke.blick.ansaetze.get(bindung.massnahme_id or "") if bindung else None
        self.leistung.setVisible(bool(ansaetze))
        if ansaetze:
            self.leistung.setText(f"Leistung: {self._bruecke.blick.zeilen[ansaetze[0]].leistung}")
        self.jahre.zeige(bindung, self._bruecke.blick)
        self.zahlungen.zeige(bindung.zahlungen if bindung else ())
        self.freirechnungen.zeige(bindung.freirechnungen if bindung else ())

    def _zur_leistung(self) -> None:
        ansaetze = (
            self._bruecke.blick.ansaetze.get(self._bindung.massnahme_id or "") if self._bindung else None
        )
        if ansaetze:
            self._bruecke.sprung.emit(Ziel("massnahmen", zeilen=tuple(ansaetze)))

    def spaltenstand(self) -> dict[str, QByteArray]:
        """How wide the columns of the grids are, to be remembered."""
        return {"zahlungen": self.zahlungen.spaltenstand(), "frei": self.freirechnungen.spaltenstand()}

    def stelle_spalten_her(self, zustand: Callable[[str], QByteArray]) -> None:
        """Give the columns the widths that were remembered."""
        self.zahlungen.stelle_spalten_her(zustand("zahlungen"))
        self.freirechnungen.stelle_spalten_her(zustand("frei"))

    # -- payments ----------------------------------------------------------------------------------

    def _zahlungsspec(self) -> Gitterspec[Zahlungszeile]:
        dok = self._bruecke.dokument

        def setze(zahlung: Zahlungszeile, **werte: object) -> None:
            zahlung_setzen(dok, replace(zahlung, **werte))  # type: ignore[arg-type]  # fields by name

        gemeinsam: tuple[Spalte[Zahlungszeile], ...] = _betrag_und_tag(setze)
        spalten: tuple[Spalte[Zahlungszeile], ...] = (
            *gemeinsam,
            Spalte(
                "art",
                "Art",
                78,
                lambda z: ZAHLUNGSART_WORT[z.art],
                lambda z, t: setze(z, art=lies_wort(t, ZAHLUNGSART_WORT, "keine Art einer Zahlung")),
                vorschlaege=lambda: tuple(ZAHLUNGSART_WORT.values()),
            ),
            Spalte(
                "stand",
                "Stand",
                78,
                lambda z: ZAHLUNGSSTAND_WORT[z.stand],
                lambda z, t: setze(z, stand=lies_wort(t, ZAHLUNGSSTAND_WORT, "kein Stand einer Zahlung")),
                vorschlaege=lambda: tuple(ZAHLUNGSSTAND_WORT.values()),
            ),
            Spalte("jahr", "Jahr", 46, lambda z: str(z.jahr), lambda z, t: setze(z, jahr=lies_jahr(t))),
            Spalte("beleg", "Beleg", 60, lambda z: z.beleg or "", lambda z, t: setze(z, beleg=t.strip())),
        )
        return Gitterspec(
            "Zahlungen der gewählten Bindung",
            "bindung_zahlungen",
            spalten,
            neu=self._neue_zahlung,
            platzhalter="+ Betrag …",
            summe={"betrag": lambda zs: format_eur(sum(z.betrag_cent for z in zs), symbol=False)},
            loesche=lambda zs: zahlungen_loeschen(dok, [z.id for z in zs]),
            gestreckt="beleg",
        )

    def _neue_zahlung(self, schluessel: str, eingabe: str) -> str:
        bindung = self._gewaehlte(schluessel)
        jahr = self._bruecke.blick.jahr
        cent = int(parse_eur(eingabe))
        return zahlung_buchen(self._bruecke.dokument, bindung.id, cent, datum=stichtag(jahr), jahr=jahr)[0]

    # -- releases ----------------------------------------------------------------------------------

    def _freispec(self) -> Gitterspec[Freirechnungszeile]:
        dok = self._bruecke.dokument

        def setze(zeile: Freirechnungszeile, **werte: object) -> None:
            freirechnung_setzen(dok, replace(zeile, **werte))  # type: ignore[arg-type]  # fields by name

        gemeinsam: tuple[Spalte[Freirechnungszeile], ...] = _betrag_und_tag(setze)
        spalten: tuple[Spalte[Freirechnungszeile], ...] = (
            *gemeinsam,
            Spalte("jahr", "Jahr", 46, lambda f: str(f.jahr), lambda f, t: setze(f, jahr=lies_jahr(t))),
            Spalte("grund", "Grund", 60, lambda f: f.grund, lambda f, t: setze(f, grund=t)),
        )
        return Gitterspec(
            "Freirechnungen der gewählten Bindung",
            "bindung_freirechnungen",
            spalten,
            neu=self._neue_freirechnung,
            platzhalter="+ Betrag …",
            summe={"betrag": lambda fs: format_eur(sum(f.betrag_cent for f in fs), symbol=False)},
            loesche=lambda fs: freirechnungen_loeschen(dok, [f.id for f in fs]),
            gestreckt="grund",
        )

    def _neue_freirechnung(self, schluessel: str, eingabe: str) -> str:
        bindung = self._gewaehlte(schluessel)
        jahr = self._bruecke.blick.jahr
        cent = int(parse_eur(eingabe))
        dok = self._bruecke.dokument
        grund = "Rest wird nicht gebraucht"
        return freirechnen(dok, bindung.id, jahr, cent, datum=stichtag(jahr), grund=grund)[0]

    def _gewaehlte(self, schluessel: str) -> Bindungszeile:
        if self._bindung is None:
            raise EingabeFehler(_WAEHLEN)
        if schluessel != "betrag":
            msg = "Beginnen Sie mit dem Betrag; das Übrige ergänzen Sie danach."
            raise EingabeFehler(msg)
        return self._bindung


def _betrag_und_tag(setze: Callable[..., None]) -> tuple[Spalte[Z], ...]:
    """The columns that payments and releases have in common; ``setze`` writes fields of one by name."""
    return (
        Spalte(
            "betrag",
            "Betrag €",
            90,
            lambda z: format_eur(z.betrag_cent, symbol=False),
            lambda z, t: setze(z, betrag_cent=int(parse_eur(t))),
            rechts=True,
            sortwert=lambda z: z.betrag_cent,
            wert_cent=lambda z: z.betrag_cent,
        ),
        Spalte(
            "datum",
            "Datum",
            84,
            lambda z: format_datum(z.datum),
            lambda z, t: setze(z, datum=verlange_datum(t, _OHNE_TAG)),
            sortwert=lambda z: z.datum,
        ),
    )


def _bedingungen(bindung: Bindungszeile) -> Sequence[str]:
    """The terms of payment in words."""
    v = bindung.vertrag
    worte = []
    if v.abschlag_promille:
        worte.append(f"Abschlag {format_promille(v.abschlag_promille)}")
    if v.zahlungsziel_tage:
        worte.append(f"Zahlungsziel {v.zahlungsziel_tage} Tage")
    if v.skonto_promille:
        frist = f" in {v.skonto_tage} Tagen" if v.skonto_tage else ""
        worte.append(f"Skonto {format_promille(v.skonto_promille)}{frist}")
    if v.plaetze is not None and v.besetzt is not None:
        worte.append(f"{v.besetzt} von {v.plaetze} Plätzen besetzt")
    return worte


def _mit_namen(name: str, widget: QWidget) -> QWidget:
    rahmen = QWidget()
    spalte = QVBoxLayout(rahmen)
    spalte.setContentsMargins(0, 0, ABSTAND_MITTEL, 0)
    spalte.setSpacing(ABSTAND_HALB)
    schild = text(name, "kennzahl_name")
    schild.setBuddy(widget)
    spalte.addWidget(schild)
    spalte.addWidget(widget, 1)
    return rahmen
