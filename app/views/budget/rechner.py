"""A calculator of what the Bund will allot: inputs with their sources, the reckoning, a way into the plan."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.eingabe import MAX_TEXT, EingabeFehler
from app.services.geld import format_eur
from app.services.haushaltszeilen import Plangroesse
from app.services.plaene import budget_uebernehmen
from app.services.planwerte import lies_planwert, planwert_setzen, planwert_text
from app.services.regeln import ZUTEILUNG_EINGLIEDERUNG, ZUTEILUNG_VERWALTUNG, Regel, gueltig
from app.services.worte import BUDGET_WORT, GROESSE_WORT
from app.services.zeilen import Budgetart
from app.services.zuteilung import (
    EINGLIEDERUNG_GROESSE,
    VERWALTUNG_GROESSE,
    Zuteilung,
    eingliederungseingaben,
    schaetze_eingliederung,
    schaetze_verwaltung,
    verwaltungseingaben,
)
from app.views.bausteine.beschriftung import linie, text
from app.views.bausteine.felder import Textfeld, Zeilenfeld, verkette
from app.views.bausteine.versuch import versuche
from app.views.bruecke import Ziel
from app.views.budget.rechenweg import Rechenweg, Schritt
from app.views.stil import setze_rolle
from app.views.thema import ABSTAND, ABSTAND_GROSS, ABSTAND_HALB, ABSTAND_MITTEL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from app.services.planblick import Planblick
    from app.views.bruecke import Bruecke

_NAME, _WERT, _QUELLE = range(3)
_BREITEN = {_NAME: 200, _WERT: 166, _QUELLE: 150}
_RECHTS_MINDESTENS = 400
GENUEGT = "Steht der Anteil des Jobcenters schon fest, genügt er anstelle der Bedarfsgemeinschaften."
_ZEITRAEUME = {Plangroesse.BG_ZEITRAUM_NEU: "zeitraum_neu", Plangroesse.BG_ZEITRAUM_ALT: "zeitraum_alt"}


@dataclass(frozen=True, slots=True)
class Rechnerart:
    """What makes one calculator different from the other."""

    schluessel: str
    titel: str
    art: Budgetart
    """The budget input that the result is for."""
    regelart: str
    ohne_regel: str
    """What is said where no rule is in force; ``{jahr}`` is the Haushaltsjahr."""
    groessen: Mapping[str, Plangroesse]
    schaetze: Callable[[Planblick, Regel | None], Zuteilung | None]
    """None where it cannot be calculated without a rule."""
    quelle: str
    """What stands as the source of the budget input; ``{jahr}`` is the Haushaltsjahr."""


def _eingliederung(blick: Planblick, regel: Regel | None) -> Zuteilung | None:
    return schaetze_eingliederung(eingliederungseingaben(blick.planwerte), regel) if regel else None


RECHNER = (
    Rechnerart(
        "eingliederung",
        "Eingliederungsmittel",
        Budgetart.EINGLIEDERUNGSMITTEL,
        ZUTEILUNG_EINGLIEDERUNG,
        "Für {jahr} ist kein Verteilungsmaßstab hinterlegt: Ohne ihn lässt sich nichts schätzen.",
        EINGLIEDERUNG_GROESSE,
        _eingliederung,
        "EinglMV-Schätzung für {jahr}",
    ),
    Rechnerart(
        "verwaltung",
        "Verwaltungsmittel",
        Budgetart.VERWALTUNGSMITTEL,
        ZUTEILUNG_VERWALTUNG,
        "Für {jahr} sind keine Bemessungszeiträume hinterlegt: Gerechnet wird mit dem, was Sie eintragen.",
        VERWALTUNG_GROESSE,
        lambda blick, regel: schaetze_verwaltung(verwaltungseingaben(blick.planwerte), regel),
        "Maximalwert-Schätzung für {jahr}",
    ),
)


class Rechner(QWidget):
    """Inputs on the left, on the right what follows from them."""

    def __init__(self, bruecke: Bruecke, art: Rechnerart) -> None:
        """Empty until ``zeige``."""
        super().__init__()
        self._bruecke, self.art = bruecke, art
        self._ergebnis: int | None = None
        self.setObjectName(f"zuteilung_{art.schluessel}")
        self.felder: dict[Plangroesse, Zeilenfeld] = {}
        self.quellen: dict[Plangroesse, Textfeld] = {}
        self._schilder: dict[Plangroesse, QLabel] = {}
        self.titel = text(art.titel, "untertitel")
        self.regel = self._satz("regel", "hinweis")
        self.hinweis = self._satz("hinweis", "hinweis")
        self.rechenweg = Rechenweg(f"zuteilung_{art.schluessel}_weg", bruecke.sprung.emit)
        self.vergleich = Rechenweg(f"zuteilung_{art.schluessel}_vergleich", bruecke.sprung.emit)
        self.uebernehmen = QPushButton("In den Plan übernehmen")
        self.uebernehmen.setObjectName(f"zuteilung_{art.schluessel}_uebernehmen")
        self.uebernehmen.setAccessibleName(f"{BUDGET_WORT[art.art]}: In den Plan übernehmen")
        self.uebernehmen.clicked.connect(self._uebernimm)
        self._lege_aus()

    def _satz(self, name: str, rolle: str) -> QLabel:
        satz = text("", rolle, umbruch=True)
        satz.setObjectName(f"zuteilung_{self.art.schluessel}_{name}")
        return satz

    # -- building ----------------------------------------------------------------------------------

    def _lege_aus(self) -> None:
        rechts = QWidget()
        rechts.setMinimumWidth(_RECHTS_MINDESTENS)
        spalte = QVBoxLayout(rechts)
        spalte.setContentsMargins(0, ABSTAND_HALB, 0, 0)
        spalte.setSpacing(ABSTAND)
        for widget in (self.hinweis, self.rechenweg, self.vergleich):
            spalte.addWidget(widget)
        spalte.addWidget(self.uebernehmen, 0, Qt.AlignmentFlag.AlignLeft)
        spalte.addStretch()
        beide = QHBoxLayout()
        beide.setSpacing(ABSTAND_GROSS + ABSTAND)
        beide.addLayout(self._baue_eingaben(), 1)
        beide.addWidget(rechts, 1)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.setSpacing(ABSTAND_HALB)
        for kopf in (self.titel, self.regel, linie()):
            anordnung.addWidget(kopf)
        anordnung.addLayout(beide)

    def _baue_eingaben(self) -> QGridLayout:
        gitter = QGridLayout()
        gitter.setHorizontalSpacing(ABSTAND_MITTEL)
        gitter.setVerticalSpacing(2)
        for spalte, breite in _BREITEN.items():
            gitter.setColumnMinimumWidth(spalte, breite)
        gitter.setColumnStretch(_NAME, 2)
        gitter.setColumnStretch(_QUELLE, 3)
        for reihe, groesse in enumerate(self.art.groessen.values()):
            self._baue_eingabe(gitter, reihe, groesse)
        gitter.setRowStretch(len(self.art.groessen), 1)
        verkette(list(self.felder.values()))
        return gitter

    def _baue_eingabe(self, gitter: QGridLayout, reihe: int, groesse: Plangroesse) -> None:
        schild = text(GROESSE_WORT[groesse], umbruch=True)
        schild.setContentsMargins(0, 6, 0, 4)
        feld = Zeilenfeld(
            GROESSE_WORT[groesse], partial(self._setze, groesse), zahl=True, platzhalter="noch offen"
        )
        feld.benenne(f"planwert_{groesse.value}")
        feld.setFixedWidth(_BREITEN[_WERT])
        schild.setBuddy(feld)
        quelle = Textfeld(
            f"{GROESSE_WORT[groesse]}: Quelle", partial(self._setze_quelle, groesse), platzhalter="Quelle"
        )
        quelle.benenne(f"planwert_quelle_{groesse.value}")
        for spalte, widget in ((_NAME, schild), (_WERT, feld), (_QUELLE, quelle)):
            gitter.addWidget(widget, reihe, spalte, Qt.AlignmentFlag.AlignTop)
        self.felder[groesse], self.quellen[groesse], self._schilder[groesse] = feld, quelle, schild

    # -- showing -----------------------------------------------------------------------------------

    def zeige(self, regeln: Iterable[Regel]) -> None:
        """Show inputs, reckoning and what stands in the plan."""
        blick = self._bruecke.blick
        regel = next(iter(gueltig(regeln, self.art.regelart, blick.jahr)), None)
        self.titel.setText(f"{self.art.titel} {blick.jahr}")
        self._zeige_regel(regel, blick.jahr)
        self._zeige_eingaben(blick, regel)
        zuteilung, grund = None, ""
        try:
            zuteilung = self.art.schaetze(blick, regel)
        except EingabeFehler as fehler:
            grund = str(fehler)
        self._ergebnis = zuteilung.ergebnis_cent if zuteilung else None
        self._zeige_rechenweg(zuteilung, grund)
        self._zeige_vergleich(blick)

    def _zeige_regel(self, regel: Regel | None, jahr: int) -> None:
        if regel is None:
            self.regel.setText(self.art.ohne_regel.format(jahr=jahr))
            self.regel.setToolTip("")
        else:
            self.regel.setText(f"{regel.bezeichnung}. Quelle: {regel.quelle}")
            self.regel.setToolTip(str(regel.werte.get("erlaeuterung", "")))

    def _zeige_eingaben(self, blick: Planblick, regel: Regel | None) -> None:
        nur_lesbar = self._bruecke.dokument.datei.schreibgeschuetzt
        for groesse, feld in self.felder.items():
            zeile = blick.planwerte.get(groesse)
            feld.setze(planwert_text(groesse, zeile.wert if zeile else None))
            self.quellen[groesse].setze((zeile.quelle if zeile else None) or "")
            feld.setze_nur_lesbar(nur_lesbar)
            self.quellen[groesse].setze_nur_lesbar(nur_lesbar)
        for groesse, wort in _ZEITRAEUME.items():
            if groesse in self._schilder:
                zeitraum = f" ({regel.text(wort)})" if regel else ""
                self._schilder[groesse].setText(f"{GROESSE_WORT[groesse]}{zeitraum}")

    def _zeige_rechenweg(self, zuteilung: Zuteilung | None, grund: str) -> None:
        worte = grund or (self._fehlend(zuteilung) if zuteilung else "")
        self.hinweis.setText(worte)
        self.hinweis.setVisible(bool(worte))
        setze_rolle(self.hinweis, "fehler" if grund else "hinweis")
        schritte = zuteilung.schritte if zuteilung else ()
        letzter = len(schritte) - 1
        self.rechenweg.zeige(
            [
                Schritt("=" if i == letzter else "", s.bezeichnung, s.wert_text, summe=i == letzter)
                for i, s in enumerate(schritte)
            ]
        )

    def _fehlend(self, zuteilung: Zuteilung) -> str:
        if not zuteilung.fehlend:
            return ""
        fehlend = [self.art.groessen[name] for name in zuteilung.fehlend]
        fehlt = "Es fehlt noch" if len(fehlend) == 1 else "Es fehlen noch"
        rat = f" {GENUEGT}" if any(g in _ZEITRAEUME for g in fehlend) else ""
        return f"{fehlt}: {'; '.join(GROESSE_WORT[g] for g in fehlend)}.{rat}"

    def _zeige_vergleich(self, blick: Planblick) -> None:
        posten = blick.posten.get(self.art.art)
        heute = posten.betrag_cent if posten else None
        schritte = [
            Schritt(
                "",
                f"{BUDGET_WORT[self.art.art]} im Plan",
                "noch offen" if heute is None else format_eur(heute),
                ziel=Ziel("budget", posten=self.art.art.value, unterseite="rechnung"),
            )
        ]
        if heute is not None and self._ergebnis is not None:
            abweichung = format_eur(self._ergebnis - heute, plus=True)
            schritte.append(Schritt("", "Die Schätzung weicht davon ab um", abweichung))
        self.vergleich.zeige(schritte)
        nur_lesbar = self._bruecke.dokument.datei.schreibgeschuetzt
        self.uebernehmen.setEnabled(not nur_lesbar and self._ergebnis not in {None, heute})

    # -- doing -------------------------------------------------------------------------------------

    def _setze(self, groesse: Plangroesse, eingabe: str) -> str:
        dok = self._bruecke.dokument
        return versuche(self._bruecke, lambda: planwert_setzen(dok, groesse, lies_planwert(groesse, eingabe)))

    def _setze_quelle(self, groesse: Plangroesse, eingabe: str) -> str:
        if len(eingabe) > MAX_TEXT:
            return f"Der Text ist mit {len(eingabe)} Zeichen zu lang; Platz ist für {MAX_TEXT}."
        zeile = self._bruecke.blick.planwerte.get(groesse)
        wert = zeile.wert if zeile else None
        dok = self._bruecke.dokument
        return versuche(self._bruecke, lambda: planwert_setzen(dok, groesse, wert, quelle=eingabe.strip()))

    def _uebernimm(self) -> None:
        ergebnis = self._ergebnis
        if ergebnis is None:
            return
        quelle = self.art.quelle.format(jahr=self._bruecke.blick.jahr)
        dok = self._bruecke.dokument
        versuche(self._bruecke, lambda: budget_uebernehmen(dok, self.art.art, ergebnis, quelle=quelle))
