"""Paints the charts of the workbook among the tables: the same figures, colours and words, as vectors."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from math import cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, qGray

from app.services.excel.diagramm import Diagrammart
from app.services.geld import format_zahl
from app.services.zahlworte import achsentext_eur, achsenwerte, kurz_eur
from app.views.bericht.satz import LINKS, MITTE, RECHTS, Schriftbild

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.excel.diagramm import Diagramm, Reihe
    from app.views.bericht.satz import Satz, Zeichner

_TEXT, _HELL = "#262626", "#FFFFFF"
_GITTER, _ACHSE = "#D9D9D9", "#8C8C8C"
_PUNKT, _MINDESTENS = 8.5, 7.0
"""Size of the text at full scale, and below which it is not set."""
_RAND = 8.0
_LUECKE = 5.0
_BALKENANTEIL = 0.62
"""Of the room for a column or bar, the part that is painted."""
_NAMENSANTEIL = 0.4
"""Of the width, what the names of bars may take."""
_SCHRITTE = 4
"""About so many steps has the axis of values."""
_DUNKLER_GRUND = 90
"""On colours of a darker grey than this (0 to 255) text is white."""
_DUENNSTES = 1.2
"""So high is a part of a column at least: what exists can be seen."""
_UNENDLICH = 10_000.0
_TASTENMINUS = re.compile(r"(?<!\w)-(?=\d)")


def male_diagramm(zeichner: Zeichner, diagramm: Diagramm, platz: QRectF, massstab: float) -> None:
    """Paint a chart into ``platz`` (in points), with text as its table at ``massstab`` has it."""
    maler = _Maler(zeichner, diagramm, max(_PUNKT * massstab, _MINDESTENS))
    innen = platz.adjusted(0, _RAND * massstab, 0, -_RAND * massstab)
    {
        Diagrammart.SAEULEN: maler.male_saeulen,
        Diagrammart.BALKEN: maler.male_balken,
        Diagrammart.KREIS: maler.male_kreis,
    }[diagramm.art](innen)


@dataclass(frozen=True, slots=True)
class _Skala:
    """Where values lie: ``anfang`` is the place of ``unten``, ``je`` is points per unit."""

    unten: int
    anfang: float
    je: float

    def ort(self, wert: int) -> float:
        """The place of a value."""
        return self.anfang + (wert - self.unten) * self.je


class _Maler:
    """Paints one chart."""

    def __init__(self, zeichner: Zeichner, diagramm: Diagramm, punkt: float) -> None:
        self._zeichner, self._diagramm = zeichner, diagramm
        self._schrift = Schriftbild(punkt, _TEXT)
        self._namen = [_TASTENMINUS.sub("\N{MINUS SIGN}", name) for name in diagramm.namen]
        self._zeile = zeichner.setze("0", self._schrift, _UNENDLICH).zeilenhoehe

    # -- the parts of a whole ----------------------------------------------------------------------

    def male_kreis(self, platz: QRectF) -> None:
        """A circle from its top clockwise, the words of each part at its side."""
        werte = [abs(wert) for wert in self._diagramm.reihen[0].werte]
        gesamt = sum(werte)
        if not gesamt:
            return
        kreis = QRectF(0, 0, platz.height(), platz.height())
        kreis.moveCenter(platz.center())
        von, mitten = 0.0, []
        for wert, farbe in zip(werte, self._diagramm.farben, strict=True):
            self._zeichner.sektor(kreis, von, wert / gesamt, farbe)
            mitten.append(von + wert / gesamt / 2)
            von += wert / gesamt
        rechts = [nummer for nummer, mitte in enumerate(mitten) if mitte < 1 / 2]
        links = [nummer for nummer in reversed(range(len(mitten))) if nummer not in rechts]
        self._male_seite(kreis, platz, mitten, rechts, LINKS)
        self._male_seite(kreis, platz, mitten, links, RECHTS)

    def _male_seite(
        self, kreis: QRectF, platz: QRectF, mitten: Sequence[float], nummern: Sequence[int], zum: str
    ) -> None:
        """Words from above, each with as much room; ``zum`` is the side of them where the circle is."""
        for stelle, nummer in enumerate(nummern):
            hoehe = platz.height() / len(nummern)
            feld = QRectF(platz.left(), platz.top() + stelle * hoehe, platz.width(), hoehe)
            abstand = 4 * _LUECKE
            if zum == LINKS:
                feld.setLeft(kreis.right() + abstand)
                ende = QPointF(feld.left() - _LUECKE / 2, feld.center().y())
            else:
                feld.setRight(kreis.left() - abstand)
                ende = QPointF(feld.right() + _LUECKE / 2, feld.center().y())
            winkel = 2 * pi * mitten[nummer]
            rand = kreis.center() + QPointF(sin(winkel), -cos(winkel)) * (kreis.width() / 2)
            self._zeichner.linie(rand, ende, _ACHSE)
            self._zeichner.text(
                self._namen[nummer], replace(self._schrift, ausrichtung=zum, oben=False), feld
            )

    # -- bars --------------------------------------------------------------------------------------

    def male_balken(self, platz: QRectF) -> None:
        """Bars of one series from the left; what a name says in a second line stands with the value."""
        werte = self._diagramm.reihen[0].werte
        worte = [self._balkenwort(name, wert) for name, wert in zip(self._namen, werte, strict=True)]
        namen = [name.partition("\n")[0] for name in self._namen]
        fett = replace(self._schrift, fett=True, oben=False, umbruch=False)
        links = min(self._breiteste(namen, self._schrift), platz.width() * _NAMENSANTEIL) + _LUECKE
        rechts = self._breiteste(worte, fett) + _LUECKE
        unten, oben = min(0, *werte), max(0, *werte)
        skala = _Skala(unten, platz.left() + links, (platz.width() - links - rechts) / max(oben - unten, 1))
        je = platz.height() / len(namen)
        for nummer, (name, wert, wort) in enumerate(zip(namen, werte, worte, strict=True)):
            zeile = QRectF(platz.left(), platz.top() + nummer * je, links - _LUECKE, je)
            self._zeichner.text(name, replace(self._schrift, oben=False), zeile)
            von, bis = sorted((skala.ort(0), skala.ort(wert)))
            balken = QRectF(von, zeile.top() + je * (1 - _BALKENANTEIL) / 2, bis - von, je * _BALKENANTEIL)
            self._zeichner.flaeche(balken, self._diagramm.reihen[0].farbe)
            self._zeichner.text(wort, fett, QRectF(bis + _LUECKE, zeile.top(), rechts, je))
        null = skala.ort(0)
        self._zeichner.linie(QPointF(null, platz.top()), QPointF(null, platz.bottom()), _ACHSE)

    def _balkenwort(self, name: str, wert: int) -> str:
        zusatz = name.partition("\n")[2].replace("\n", " · ")
        zahl = kurz_eur(wert) if self._diagramm.geld else format_zahl(wert)
        return f"{zahl} · {zusatz}" if zusatz else zahl

    # -- columns -----------------------------------------------------------------------------------

    def male_saeulen(self, platz: QRectF) -> None:
        """Columns on top of each other; a series without a colour only holds up the next one."""
        unten, oben = self._spanne()
        striche = achsenwerte(unten, oben, _SCHRITTE, 100 if self._diagramm.geld else 1)
        texte = [self._achsentext(wert, max(oben, -unten)) for wert in striche]
        links = self._breiteste(texte, self._schrift) + _LUECKE
        feld = platz.adjusted(links, self._zeile / 2, 0, 0)
        if self._diagramm.legende:
            feld.setBottom(feld.bottom() - 1.6 * self._zeile)
            self._male_legende(QRectF(feld.left(), platz.bottom() - self._zeile, feld.width(), self._zeile))
        je = feld.width() / len(self._namen)
        saetze = [self._zeichner.setze(name, self._mittig, je - _LUECKE) for name in self._namen]
        feld.setBottom(feld.bottom() - max(satz.hoehe for satz in saetze) - _LUECKE)
        skala = _Skala(unten, feld.bottom(), -feld.height() / max(oben - unten, 1))
        self._male_gitter(feld, skala, list(zip(striche, texte, strict=True)), links)
        for nummer, satz in enumerate(saetze):
            spalte = QRectF(feld.left() + nummer * je, feld.top(), je, feld.height())
            self._male_saeule(spalte, skala, nummer)
            self._male_namen(satz, QRectF(spalte.left(), feld.bottom() + _LUECKE, je, satz.hoehe))
        self._male_stufen(feld, skala)
        null = QPointF(0, skala.ort(0))
        self._zeichner.linie(null + QPointF(feld.left(), 0), null + QPointF(feld.right(), 0), _ACHSE)

    @property
    def _mittig(self) -> Schriftbild:
        return replace(self._schrift, ausrichtung=MITTE)

    def _male_namen(self, satz: Satz, platz: QRectF) -> None:
        innen = platz.adjusted(_LUECKE / 2, 0, -_LUECKE / 2, 0)
        self._zeichner.male(satz, self._mittig, innen)

    def _spanne(self) -> tuple[int, int]:
        """From the lowest to the highest end of any column."""
        spalten = list(zip(*(reihe.werte for reihe in self._diagramm.reihen), strict=True))
        oben = max((sum(wert for wert in spalte if wert > 0) for spalte in spalten), default=0)
        unten = min((sum(wert for wert in spalte if wert < 0) for spalte in spalten), default=0)
        return unten, oben

    def _achsentext(self, wert: int, groesster: int) -> str:
        return achsentext_eur(wert, groesster) if self._diagramm.geld else format_zahl(wert)

    def _male_gitter(
        self, feld: QRectF, skala: _Skala, striche: Sequence[tuple[int, str]], links: float
    ) -> None:
        rechtsbuendig = replace(self._schrift, ausrichtung=RECHTS, oben=False, umbruch=False)
        for wert, text in striche:
            y = skala.ort(wert)
            self._zeichner.linie(QPointF(feld.left(), y), QPointF(feld.right(), y), _GITTER)
            neben = QRectF(feld.left() - links, y - self._zeile / 2, links - _LUECKE, self._zeile)
            self._zeichner.text(text, rechtsbuendig, neben)

    def _male_saeule(self, spalte: QRectF, skala: _Skala, nummer: int) -> None:
        for reihe, von, bis in self._stuecke(nummer):
            oben, unten = sorted((skala.ort(von), skala.ort(bis)))
            mehr = max(0.0, _DUENNSTES - (unten - oben)) / 2
            platz = QRectF(spalte.left(), oben - mehr, spalte.width(), unten - oben + 2 * mehr)
            self._male_stueck(_schmaler(platz), reihe, bis - von)

    def _stuecke(self, nummer: int) -> list[tuple[Reihe, int, int]]:
        """What is seen of a column, each part from its foot to its end."""
        stand = {True: 0, False: 0}  # above and below zero
        stuecke = []
        for reihe in self._diagramm.reihen:
            wert = reihe.werte[nummer]
            von = stand[wert > 0]
            stand[wert > 0] += wert
            if reihe.farbe and wert:
                stuecke.append((reihe, von, von + wert))
        return stuecke

    def _male_stufen(self, feld: QRectF, skala: _Skala) -> None:
        """Where columns hang in the air, a line from each to the one that begins where it ends."""
        if all(reihe.farbe for reihe in self._diagramm.reihen):
            return
        je = feld.width() / len(self._namen)
        enden = [{w for _, von, bis in self._stuecke(n) for w in (von, bis)} for n in range(len(self._namen))]
        for nummer, (hier, dort) in enumerate(pairwise(enden)):
            for wert in sorted(hier & dort)[-1:]:
                links, y = feld.left() + (nummer + 1 / 2 + _BALKENANTEIL / 2) * je, skala.ort(wert)
                bis = links + je * (1 - _BALKENANTEIL)
                self._zeichner.linie(QPointF(links, y), QPointF(bis, y), _ACHSE)

    def _male_stueck(self, platz: QRectF, reihe: Reihe, wert: int) -> None:
        """A part of a column; where parts are told by their colours, with its value if there is room."""
        self._zeichner.flaeche(platz, reihe.farbe)
        if not self._diagramm.legende or platz.height() < self._zeile:
            return
        farbe = _HELL if qGray(QColor(reihe.farbe).rgb()) < _DUNKLER_GRUND else _TEXT
        wort = kurz_eur(wert) if self._diagramm.geld else format_zahl(wert)
        schrift = replace(self._mittig, farbe=farbe, oben=False, umbruch=False)
        self._zeichner.text(wort, schrift, platz)

    def _male_legende(self, platz: QRectF) -> None:
        schrift = replace(self._schrift, oben=False, umbruch=False)
        x, seite = platz.left(), self._zeile * 0.6
        for reihe in self._diagramm.reihen:
            if not reihe.farbe:
                continue
            feld = QRectF(x, platz.center().y() - seite / 2, seite, seite)
            self._zeichner.flaeche(feld, reihe.farbe)
            x += seite + _LUECKE
            breite = self._breiteste([reihe.name], schrift)
            self._zeichner.text(reihe.name, schrift, QRectF(x, platz.top(), breite + 1, platz.height()))
            x += breite + 3 * _LUECKE

    def _breiteste(self, texte: Sequence[str], schrift: Schriftbild) -> float:
        return max((self._zeichner.setze(text, schrift, _UNENDLICH).breite for text in texte), default=0.0)


def _schmaler(spalte: QRectF) -> QRectF:
    rand = spalte.width() * (1 - _BALKENANTEIL) / 2
    return spalte.adjusted(rand, 0, -rand, 0)
