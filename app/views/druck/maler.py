"""Paints a page onto paper or into a PDF: head and foot on every sheet, between them what was laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from app.views.druck.satz import EINHEIT, Satz
from app.views.druck.stuecke import HAARLINIE, LINIE_STARK, NEBEN, TEXT
from app.views.druck.umbruch import brich_um, passt_quer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from PySide6.QtGui import QFont, QPagedPaintDevice

    from app.views.druck.satz import Schrift
    from app.views.druck.teile import Druckblatt
    from app.views.druck.umbruch import Blatt

_RAND_MM = 14.0
_TITELGRAD, _GRAD = 120, 80
_UNTER_DEM_KOPF = 10 * EINHEIT
_UEBER_DEM_FUSS = 8 * EINHEIT
_SCHOEN = (
    QPainter.RenderHint.Antialiasing
    | QPainter.RenderHint.TextAntialiasing
    | QPainter.RenderHint.SmoothPixmapTransform
    | QPainter.RenderHint.LosslessImageRendering
)
_PUNKT = QPageLayout.Unit.Point


class Maler:
    """A page of the window, ready for any paper."""

    def __init__(self, blatt: Druckblatt, familie: QFont, gedruckt: dt.datetime) -> None:
        """``gedruckt`` stands at the foot of every sheet."""
        self.blatt = blatt
        self._gedruckt = f"Gedruckt am {gedruckt:%d.%m.%Y} um {gedruckt:%H:%M} Uhr"
        self._satz = Satz(familie)
        self._fertig: tuple[tuple[int, int], list[Blatt]] | None = None

    # -- paper -------------------------------------------------------------------------------------

    def anordnung(self) -> QPageLayout:
        """A4, turned sideways where a table is wide."""
        rand = QMarginsF(_RAND_MM, _RAND_MM, _RAND_MM, _RAND_MM)
        hoch = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            rand,
            QPageLayout.Unit.Millimeter,
        )
        breite = int(hoch.paintRect(_PUNKT).width() * EINHEIT)
        if passt_quer(self.blatt.teile, self._satz, breite):
            hoch.setOrientation(QPageLayout.Orientation.Landscape)
        return hoch

    def blaetter(self, papier: QPageLayout, melde: Callable[[], None] = lambda: None) -> list[Blatt]:
        """The sheets for a size of paper; laid out once for each."""
        platz = self._platz(papier)
        if self._fertig is None or self._fertig[0] != platz:
            self._fertig = (platz, brich_um(self.blatt.teile, self._satz, *platz, melde))
        return self._fertig[1]

    # -- painting ----------------------------------------------------------------------------------

    def male(
        self,
        geraet: QPagedPaintDevice,
        seiten: range | None = None,
        melde: Callable[[], None] = lambda: None,
    ) -> None:
        """Paint all sheets, or those whose numbers (from 1) are in ``seiten``; ``melde`` may raise."""
        papier = geraet.pageLayout()
        blaetter = self.blaetter(papier, melde)
        nummern = [n for n in range(1, len(blaetter) + 1) if seiten is None or n in seiten]
        maler = QPainter(geraet)
        try:
            maler.setRenderHints(_SCHOEN)
            masstab = maler.device().logicalDpiX() / (72 * EINHEIT)
            for stelle, nummer in enumerate(nummern):
                melde()
                if stelle:
                    geraet.newPage()
                maler.save()
                maler.scale(masstab, masstab)
                self._male_blatt(maler, papier, blaetter[nummer - 1], f"Seite {nummer} von {len(blaetter)}")
                maler.restore()
        finally:
            maler.end()

    def _male_blatt(self, maler: QPainter, papier: QPageLayout, blatt: Blatt, seite: str) -> None:
        ganz = _groesse(papier)
        self._male_kopf(maler, ganz)
        oben = self._kopfhoehe()
        for y, stueck in blatt:
            stueck.male(maler, oben + y)
        klein = self._satz.schrift(_GRAD)
        unten = round(ganz.height()) - klein.zeile
        maler.setPen(NEBEN)
        _links(maler, klein, unten, self._gedruckt)
        _rechts(maler, klein, unten, seite, ganz)

    def _male_kopf(self, maler: QPainter, ganz: QSizeF) -> None:
        titel, klein = self._satz.schrift(_TITELGRAD, fett=True), self._satz.schrift(_GRAD)
        maler.setPen(TEXT)
        _links(maler, titel, 0, self.blatt.titel)
        if self.blatt.vermerk:
            fett = self._satz.schrift(_GRAD, fett=True)
            _rechts(maler, fett, titel.grundlinie - fett.grundlinie, self.blatt.vermerk, ganz)
        maler.setPen(NEBEN)
        platz = round(ganz.width())
        _links(maler, klein, titel.zeile, klein.zeilen(self.blatt.plan, platz)[0])
        strich = titel.zeile + klein.zeile + 3 * EINHEIT
        maler.fillRect(QRectF(0, strich, ganz.width(), HAARLINIE), LINIE_STARK)

    def _kopfhoehe(self) -> int:
        zeilen = self._satz.schrift(_TITELGRAD, fett=True).zeile + self._satz.schrift(_GRAD).zeile
        return zeilen + 3 * EINHEIT + _UNTER_DEM_KOPF

    def _platz(self, papier: QPageLayout) -> tuple[int, int]:
        """Width and height between head and foot."""
        ganz = _groesse(papier)
        fuss = self._satz.schrift(_GRAD).zeile + _UEBER_DEM_FUSS
        return int(ganz.width()), int(ganz.height()) - self._kopfhoehe() - fuss


def _groesse(papier: QPageLayout) -> QSizeF:
    return papier.paintRect(_PUNKT).size() * EINHEIT


def _links(maler: QPainter, schrift: Schrift, y: int, text: str) -> None:
    maler.setFont(schrift.schrift)
    maler.drawText(QPointF(0, y + schrift.grundlinie), text)


def _rechts(maler: QPainter, schrift: Schrift, y: int, text: str, ganz: QSizeF) -> None:
    maler.setFont(schrift.schrift)
    maler.drawText(QPointF(ganz.width() - schrift.breite(text), y + schrift.grundlinie), text)
