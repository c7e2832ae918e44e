"""The charts of the report as pictures: made of the charts' own drawing areas, light whatever theme is on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from app.services.bindungsdiagramme import bindungen
from app.services.diagrammdaten import Groesse, balken, wasserfall
from app.services.diagrammkuerzung import gekuerzt
from app.services.diagrammtypen import Balkendaten, Saeulendaten
from app.services.excel.auswahl import ALLES
from app.services.summen import Dimension
from app.views.bericht.satz import schriftname
from app.views.thema import TOKENS, Thema

if TYPE_CHECKING:
    from app.services.excel.auswahl import Exportwahl
    from app.services.planblick import Planblick
    from app.views.diagramme.balkenflaeche import Balkenflaeche
    from app.views.diagramme.saeulenflaeche import Saeulenflaeche

PUNKT_JE_PX = 0.62
"""How large a chart's pixel is on paper, in points: its text has 12 px."""
BREITE = 366.0
"""Of each chart, in points."""
_FAKTOR = 3
_SCHRIFT_PX = 12
EINZUG = 8 * PUNKT_JE_PX
"""What a chart leaves free at its left, in points."""
JE_SPALTE = 2
"""Charts below each other."""
_LINKS = (174.0, 122.0)
"""Heights of the charts of the left column, in points; those of the right one share as much."""
_AUSSER_BALKEN = 2
"""An axis and its margin take as much as so many bars."""

Daten = Balkendaten | Saeulendaten


@dataclass(frozen=True, slots=True)
class Diagrammbild:
    """A chart: what it shows, its height on paper in points, and its picture without the title."""

    daten: Daten
    hoehe: float
    bild: QImage

    @property
    def titel(self) -> str:
        """What stands above it."""
        return self.daten.titel


def diagrammdaten(blick: Planblick, wahl: Exportwahl = ALLES) -> tuple[Daten, ...]:
    """What the four charts show: the left column from above, then the right one.

    Where small counts are not told, no chart tells entries: money takes their place.
    """
    groesse = Groesse.EINTRITTE if wahl.kleine_zahlen is None else Groesse.MITTEL
    return (
        wasserfall(blick),
        bindungen(blick),
        *gekuerzt(
            balken(blick, Dimension.HANDLUNGSFELD, Groesse.MITTEL),
            balken(blick, Dimension.PRODUKTKATEGORIE, groesse),
        ),
    )


def diagrammbilder(blick: Planblick, wahl: Exportwahl = ALLES) -> tuple[Diagrammbild, ...]:
    """The pictures, at three times their size. Only in the window's thread: they are made of widgets."""
    alle = diagrammdaten(blick, wahl)
    hoehen = (*_LINKS, *_teile_auf(alle[JE_SPALTE:]))
    return tuple(
        Diagrammbild(daten, hoehe, _zeichne(daten, hoehe)) for daten, hoehe in zip(alle, hoehen, strict=True)
    )


def _teile_auf(spalte: tuple[Daten, ...]) -> list[float]:
    """Each as high as it has bars."""
    teile = [len(daten.schluessel) + _AUSSER_BALKEN for daten in spalte]
    return [sum(_LINKS) * teil / sum(teile) for teil in teile]


def _zeichne(daten: Daten, hoehe: float) -> QImage:
    """A picture in the shape of its place; one that needs more room for its bars is drawn larger."""
    from app.views.diagramme.balkenflaeche import Balkenflaeche  # noqa: PLC0415 - over half a second to import
    from app.views.diagramme.saeulenflaeche import Saeulenflaeche  # noqa: PLC0415 - as above

    groesse = QSize(round(BREITE / PUNKT_JE_PX), round(hoehe / PUNKT_JE_PX))
    flaeche: Balkenflaeche | Saeulenflaeche
    if isinstance(daten, Balkendaten):
        flaeche = balkenflaeche = Balkenflaeche()
        balkenflaeche.setze(daten)
    else:
        flaeche = saeulenflaeche = Saeulenflaeche()
        saeulenflaeche.setze(daten)
    try:
        return _nimm_auf(flaeche, groesse)
    finally:
        flaeche.hide()
        flaeche.deleteLater()


def _nimm_auf(flaeche: Balkenflaeche | Saeulenflaeche, groesse: QSize) -> QImage:
    schrift = QFont(schriftname())
    schrift.setPixelSize(_SCHRIFT_PX)
    # Only what is shown is laid out; nothing of it reaches the screen.
    flaeche.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    flaeche.setStyleSheet(f"font-family: '{schriftname()}'; font-size: {_SCHRIFT_PX}px;")
    flaeche.setFont(schrift)
    flaeche.resize(groesse)
    flaeche.show()
    gebraucht = flaeche.minimumSizeHint().height()
    if gebraucht > groesse.height():
        groesse = QSize(groesse.width() * gebraucht // groesse.height(), gebraucht)
        flaeche.resize(groesse)
    flaeche.faerbe(TOKENS[Thema.HELL])
    flaeche.ohne_marken()
    bild = QImage(groesse * _FAKTOR, QImage.Format.Format_RGB32)
    bild.setDevicePixelRatio(_FAKTOR)
    bild.fill(QColor(TOKENS[Thema.HELL].grund))
    maler = QPainter(bild)
    maler.setRenderHints(flaeche.renderHints())
    flaeche.render(maler, QRectF(0, 0, groesse.width(), groesse.height()), flaeche.rect())
    maler.end()
    bild.setDevicePixelRatio(1)
    return bild
