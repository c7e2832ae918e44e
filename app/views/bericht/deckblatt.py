"""The report's first page: which plan this is, what it comes to, and four charts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF

from app.services.excel.papierseiten import BREITE
from app.services.geld import format_eur
from app.services.worte import BASIS_WORT, PLANSTATUS_WORT
from app.services.zeilen import ERFUNDEN
from app.views.bericht import diagrammbilder
from app.views.bericht.satz import MITTE, Schriftbild
from app.views.leistentexte import BEFUNDE, FELDER, Feld, Lage
from app.views.thema import TOKENS, Thema
from app.views.uebersicht.seite import kernsatz

if TYPE_CHECKING:
    from app.services.budget import Kennzahlen
    from app.services.zeilen import Plankopf
    from app.views.bericht.diagrammbilder import Diagrammbild
    from app.views.bericht.satz import Zeichner

_FARBEN = TOKENS[Thema.HELL]
_OBERTITEL = Schriftbild(8.5, _FARBEN.text_neben)
_TITEL = Schriftbild(20.0, _FARBEN.text, fett=True, oben=False)
_ANGABEN = Schriftbild(9.5, _FARBEN.text_neben)
_KERNSATZ = Schriftbild(12.0, _FARBEN.text, oben=False)
_NAME = Schriftbild(8.0, _FARBEN.text_neben)
_WERT = Schriftbild(15.0, _FARBEN.text, fett=True, oben=False, umbruch=False)
_ZWISCHENTITEL = Schriftbild(10.0, _FARBEN.text, fett=True, umbruch=False)
_HINWEIS = Schriftbild(7.5, _FARBEN.text_neben)
_MARKE = Schriftbild(9.0, _FARBEN.warnung, fett=True, ausrichtung=MITTE, oben=False)

_OBEN = 36.0
_BANDHOEHE = 50.0
_DIAGRAMME_AB = 182.0
_TITELHOEHE = 17.0
_ZEILENABSTAND = 14.0
_HINWEIS_AB = 533.0
_HINWEISHOEHE = 20.0
_LAENGSTE_QUELLE = 320
_MARKENHOEHE = 18.0
_LUECKE = 8.0
"""Between two figures."""
_BREITE_FELDER = {"ausschoepfung": 0.65, "eintritte": 0.65}
"""Shares need less room than amounts."""


@dataclass(frozen=True, slots=True)
class Deckblatt:
    """What the page says."""

    kopf: Plankopf
    zahlen: Kennzahlen
    bilder: tuple[Diagrammbild, ...]

    def male(self, zeichner: Zeichner, links: float) -> None:
        """Paint all of it; ``links`` is the left edge of the printed range, in points."""
        ende = self._male_kopf(zeichner, links)
        self._male_kennzahlen(zeichner, QRectF(links, ende + 7, BREITE, _BANDHOEHE))
        self._male_diagramme(zeichner, links)
        platz = QRectF(links, _HINWEIS_AB, BREITE, _HINWEISHOEHE)
        zeichner.text(hinweis(self.kopf, self.zahlen), _HINWEIS, platz)

    def _male_kopf(self, zeichner: Zeichner, links: float) -> float:
        """Title, plan and statement; returns where they end."""
        y = _OBEN
        if self.kopf.erfunden:
            self._male_marke(zeichner, QPointF(links + BREITE, y))
        zeichner.text("Bericht zur Planung der Eingliederungsmittel", _OBERTITEL, _zeile(links, y, 12))
        y += 14
        zeichner.text(self.kopf.name, _TITEL, _zeile(links, y, 27))
        y += 28
        zeichner.text(angaben(self.kopf), _ANGABEN, _zeile(links, y, 13))
        y += 19
        zeichner.text(aussage(self.zahlen), _KERNSATZ, _zeile(links, y, 16))
        return y + 16

    def _male_marke(self, zeichner: Zeichner, rechts_oben: QPointF) -> None:
        satz = zeichner.setze(ERFUNDEN, _MARKE, BREITE)
        platz = QRectF(rechts_oben - QPointF(satz.breite + 16, 4), QSizeF(satz.breite + 16, _MARKENHOEHE))
        zeichner.flaeche(platz, _FARBEN.warnung_flaeche)
        zeichner.male(satz, _MARKE, platz)

    def _male_kennzahlen(self, zeichner: Zeichner, band: QRectF) -> None:
        for y in (band.top(), band.bottom()):
            zeichner.linie(QPointF(band.left(), y), QPointF(band.right(), y), _FARBEN.linie_stark)
        felder = [feld for feld in FELDER if feld.schluessel != BEFUNDE]
        teile = [_BREITE_FELDER.get(feld.schluessel, 1.0) for feld in felder]
        x, je = band.left(), band.width() / sum(teile)
        for feld, teil in zip(felder, teile, strict=True):
            breite = teil * je - _LUECKE
            self._male_kennzahl(zeichner, feld, QRectF(x, band.top() + 6, breite, band.height() - 12))
            x += teil * je

    def _male_kennzahl(self, zeichner: Zeichner, feld: Feld, platz: QRectF) -> None:
        lage = Lage(self.zahlen)
        ton = feld.ton(lage)
        farbe = {"fehler": _FARBEN.fehler, "erfolg": _FARBEN.erfolg}.get(ton, _FARBEN.text)
        x, y, breite = platz.left(), platz.top(), platz.width()
        zeichner.text(feld.name, _NAME, QRectF(x, y, breite, 10))
        wert = replace(_WERT, farbe=farbe)
        zeichner.text(kennzahl(feld, lage), wert, QRectF(x, y + 10, breite, 18))
        zusatz = replace(_NAME, farbe=farbe if ton else _NAME.farbe)
        zeichner.text(feld.zusatz(lage), zusatz, QRectF(x, y + 28, breite, 10))

    def _male_diagramme(self, zeichner: Zeichner, links: float) -> None:
        je_spalte = diagrammbilder.JE_SPALTE
        rechts = links + BREITE - diagrammbilder.BREITE
        for x, bilder in ((links, self.bilder[:je_spalte]), (rechts, self.bilder[je_spalte:])):
            y = _DIAGRAMME_AB
            for bild in bilder:
                platz = QRectF(x, y, diagrammbilder.BREITE, _TITELHOEHE)
                zeichner.text(bild.titel, _ZWISCHENTITEL, platz)
                y += _TITELHOEHE
                # So that its text stands below the title.
                ecke = QPointF(x - diagrammbilder.EINZUG, y)
                zeichner.bild(QRectF(ecke, QSizeF(diagrammbilder.BREITE, bild.hoehe)), bild.bild)
                y += bild.hoehe + _ZEILENABSTAND


def angaben(kopf: Plankopf) -> str:
    """Year, Stand and status."""
    teile = [f"Haushaltsjahr {kopf.haushaltsjahr}"]
    if kopf.stand:
        teile.append(f"Stand {kopf.stand:%d.%m.%Y}")
    teile += [f"Status: {wort}" for status, wort in PLANSTATUS_WORT.items() if status == kopf.status]
    return "  ·  ".join(teile)


def aussage(zahlen: Kennzahlen) -> str:
    """The statement of the overview; on paper it does not say where to begin."""
    if zahlen.neufallbudget_cent == 0 and zahlen.verplant_cent == 0:
        return "Noch ist nichts geplant."
    return kernsatz(zahlen)


def kennzahl(feld: Feld, lage: Lage) -> str:
    """A figure of the Budgetleiste; the Rest with its sign."""
    if feld.schluessel == "rest":
        return format_eur(lage.zahlen.rest_cent, plus=True)
    return feld.wert(lage)


def hinweis(kopf: Plankopf, zahlen: Kennzahlen) -> str:
    """How the figures came about and where they come from."""
    basis = BASIS_WORT[zahlen.umschichtung_basis]
    saetze = [
        "Beträge in den Diagrammen sind gerundet; die genauen stehen in den Tabellen ab Seite 2.",
        f"Neufallbudget = Eingliederungsmittel − Umschichtung ({basis})",
        "− Vorbindungen + Freirechnungen + Rückeinnahmen.",
    ]
    if kopf.quelle:
        passt = len(kopf.quelle) <= _LAENGSTE_QUELLE
        saetze.append(f"Quelle: {kopf.quelle}" if passt else "Quelle: siehe Seite 2.")
    return " ".join(saetze)


def _zeile(links: float, oben: float, hoehe: float) -> QRectF:
    return QRectF(links, oben, BREITE, hoehe)
