"""Paints the pages of the tables: what was recorded cell by cell, at the size that the pages ask for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from app.services.excel.schrift import PUNKT_JE_PIXEL
from app.views.bericht.diagrammmaler import male_diagramm
from app.views.bericht.satz import KLEINSTE, LINKS, RECHTS, Schriftbild
from app.views.thema import TOKENS, Thema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PySide6.QtCore import QPointF

    from app.services.excel.papier import Gestalt, Papierzelle
    from app.services.excel.papierseiten import Papierseite, Teil
    from app.views.bericht.satz import Satz, Zeichner

_RAND = 3 * PUNKT_JE_PIXEL
"""Space between a cell's line and its text, in points."""
_EINZUG = 9 * PUNKT_JE_PIXEL
_X_BREITE = 4.5
"""What a list leaves free at the right of its amounts (``_x``)."""
_SCHRITT = 0.25
_ROT = TOKENS[Thema.HELL].fehler


def male_tabellen(
    zeichner: Zeichner, seite: Papierseite, links_oben: QPointF, seitenzahlen: Mapping[str, int]
) -> None:
    """Paint the tables of a page.

    Args:
        zeichner: paints.
        seite: what is on the page.
        links_oben: where its printed range begins, in points.
        seitenzahlen: the page on which each sheet begins.
    """
    for teil in seite.teile:
        Tabellenmaler(zeichner, teil, links_oben, seitenzahlen).male()


class Tabellenmaler:
    """Paints one part of a table."""

    def __init__(
        self, zeichner: Zeichner, teil: Teil, links_oben: QPointF, seitenzahlen: Mapping[str, int]
    ) -> None:
        """Know where each row and column lies on the page."""
        self._zeichner, self._teil, self._seitenzahlen = zeichner, teil, seitenzahlen
        tabelle, mass = teil.tabelle, teil.massstab
        # All begin at the left margin, whatever their widths: one edge down the page.
        self._x = [links_oben.x()]
        for breite in tabelle.breiten:
            self._x.append(self._x[-1] + breite * mass)
        self._y: dict[int, float] = {}
        y = links_oben.y() + teil.oben
        for zeile in (*teil.kopf, *teil.zeilen):
            self._y[zeile] = y
            y += tabelle.hoehen[zeile] * mass

    def male(self) -> None:
        """Grounds first, then lines, then text: nothing covers what belongs to a neighbour."""
        stellen = list(self._stellen())
        for zelle, platz in stellen:
            if zelle.gestalt.grund:
                self._zeichner.flaeche(platz, zelle.gestalt.grund)
        for zelle, platz in stellen:
            if zelle.gestalt.linie:
                self._zeichner.rahmen(platz, zelle.gestalt.linie)
        for zelle, platz in stellen:
            self._male_text(zelle, platz)
        for papierdiagramm in self._teil.tabelle.diagramme:
            zeilen = papierdiagramm.zeilen
            if zeilen.start in self._y:  # a chart is never torn
                hoehe = sum(self._hoehe(z) for z in zeilen)
                platz = QRectF(self._x[0], self._y[zeilen.start], self._x[-1] - self._x[0], hoehe)
                male_diagramm(self._zeichner, papierdiagramm.diagramm, platz, self._teil.massstab)

    def _stellen(self) -> Iterator[tuple[Papierzelle, QRectF]]:
        """The cells on this page; of one that reaches over pages the part that is here."""
        for zelle in self._teil.tabelle.zellen:
            zeilen = [z for z in range(zelle.zeile, zelle.letzte_zeile + 1) if z in self._y]
            if zeilen:
                links, rechts = self._x[zelle.spalte], self._x[zelle.letzte_spalte + 1]
                unten = self._y[zeilen[-1]] + self._hoehe(zeilen[-1])
                yield zelle, QRectF(links, self._y[zeilen[0]], rechts - links, unten - self._y[zeilen[0]])

    def _hoehe(self, zeile: int) -> float:
        return self._teil.tabelle.hoehen[zeile] * self._teil.massstab

    def _male_text(self, zelle: Papierzelle, platz: QRectF) -> None:
        text = zelle.text
        if zelle.seite_von:
            text = str(self._seitenzahlen.get(zelle.seite_von, ""))
        if not text:
            return
        form, mass = zelle.gestalt, self._teil.massstab
        bild = Schriftbild(
            form.punkt * mass,
            _ROT if zelle.rot else form.farbe,
            fett=form.fett,
            kursiv=form.kursiv,
            unterstrichen=form.unterstrichen,
            ausrichtung=form.ausrichtung,
            oben=form.oben,
            umbruch=form.umbruch,
        )
        innen = _innen(form, platz, mass)
        faecher = self._faecher(zelle)
        if len(faecher) == 1:
            self._zeichner.text(text, bild, innen)
        else:
            self._male_zerteilt(text, bild, innen, faecher)

    def _faecher(self, zelle: Papierzelle) -> dict[int, float]:
        """The parts of the table that a cell reaches into, with its height in each."""
        faecher = {}
        for nummer, zeilen in enumerate(self._teil.abschnitte):
            eigene = range(max(zeilen.start, zelle.zeile), min(zeilen.stop, zelle.letzte_zeile + 1))
            if eigene:
                faecher[nummer] = sum(self._hoehe(z) for z in eigene)
        return faecher

    def _male_zerteilt(
        self, text: str, bild: Schriftbild, innen: QRectF, faecher: Mapping[int, float]
    ) -> None:
        """A cell that reaches over pages: its text on each where it fits, else one part after the other."""
        satz = self._zeichner.setze(text, bild, innen.width())
        if satz.hoehe <= min(faecher.values()):
            self._zeichner.male(satz, bild, innen)
            return
        while not (zeilen := _verteile(satz, faecher)) and bild.punkt > KLEINSTE:
            bild = replace(bild, punkt=bild.punkt - _SCHRITT)
            satz = self._zeichner.setze(text, bild, innen.width())
        hier = zeilen.get(self._teil.nummer, range(satz.zeilen))
        self._zeichner.male(satz, replace(bild, oben=True), innen, hier)


def _verteile(satz: Satz, faecher: Mapping[int, float]) -> dict[int, range]:
    """Which lines stand in which part; empty where they do not fit."""
    ergebnis, anfang = {}, 0
    for nummer, hoehe in faecher.items():
        ende = min(anfang + int(hoehe // satz.zeilenhoehe), satz.zeilen)
        ergebnis[nummer] = range(anfang, ende)
        anfang = ende
    return ergebnis if anfang == satz.zeilen else {}


def _innen(form: Gestalt, platz: QRectF, mass: float) -> QRectF:
    """Where the text of a cell stands."""
    if not form.linie:  # in line with the lines of the table
        return platz
    links, rechts = _RAND, _RAND + (_X_BREITE if "_x" in form.zahlform else 0.0)
    if form.ausrichtung == LINKS:
        links += _EINZUG * form.einzug
    elif form.ausrichtung == RECHTS:
        rechts += _EINZUG * form.einzug
    return platz.adjusted(links * mass, 0, -rechts * mass, 0)
