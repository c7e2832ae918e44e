"""The pieces that sheets are made of: each knows its height and paints itself, and is never torn apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from app.views.druck.satz import EINHEIT, EINZUG, SPALTENLUFT
from app.views.thema import TOKENS, Thema

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter

    from app.views.druck.satz import Schrift

_FARBEN = TOKENS[Thema.HELL]
TEXT, NEBEN = QColor(_FARBEN.text), QColor(_FARBEN.text_neben)
LINIE, LINIE_STARK = QColor(_FARBEN.linie), QColor(_FARBEN.rand)
_KOPFGRUND, _GRUPPENGRUND = QColor(_FARBEN.leiste), QColor(_FARBEN.flaeche)
HAARLINIE = EINHEIT // 2
ZELLENLUFT = 2 * EINHEIT
"""Above and below the text of a row."""
Zellen = tuple[tuple[str, ...], ...]
"""The lines of each cell of a row."""


class Stueck(Protocol):
    """Something of a certain height."""

    @property
    def hoehe(self) -> int:
        """How much of the sheet it takes."""

    @property
    def haelt(self) -> bool:
        """True where it must not be the last on a sheet."""

    @property
    def kopf(self) -> Kopfstueck | None:
        """What is repeated above it on a new sheet."""

    def male(self, maler: QPainter, y: int) -> None:
        """Paint it below ``y``."""


@dataclass(frozen=True, slots=True)
class Luft:
    """Nothing."""

    hoehe: int
    haelt: bool = False
    kopf: Kopfstueck | None = None

    def male(self, maler: QPainter, y: int) -> None:
        """There is nothing to paint."""


@dataclass(frozen=True, slots=True)
class Textstueck:
    """A line of a heading or a sentence."""

    text: str
    schrift: Schrift
    farbe: QColor
    haelt: bool = False
    kopf: Kopfstueck | None = None

    @property
    def hoehe(self) -> int:
        """One line."""
        return self.schrift.zeile

    def male(self, maler: QPainter, y: int) -> None:
        """Write it."""
        maler.setPen(self.farbe)
        maler.setFont(self.schrift.schrift)
        maler.drawText(QPointF(0, y + self.schrift.grundlinie), self.text)


@dataclass(frozen=True, slots=True)
class Bildstueck:
    """A chart."""

    bild: QImage
    breite: int
    hoehe: int
    haelt: bool = False
    kopf: Kopfstueck | None = None

    def male(self, maler: QPainter, y: int) -> None:
        """Draw it at its size on paper."""
        maler.drawImage(QRectF(0, y, self.breite, self.hoehe), self.bild)


@dataclass(frozen=True, slots=True)
class Spaltenlage:
    """Where the columns of a table begin and end, and which way they lean."""

    breiten: tuple[int, ...]
    rechts: tuple[bool, ...]
    normal: Schrift
    fett: Schrift
    stufenspalte: int
    """The column that is set in; −1 where that is not among these."""

    @property
    def breite(self) -> int:
        """Of all columns together."""
        return sum(self.breiten)

    def platz(self, spalte: int, stufe: int = 0) -> int:
        """Width for the text of a cell."""
        return self.breiten[spalte] - SPALTENLUFT - (EINZUG * stufe if spalte == self.stufenspalte else 0)

    def schreibe(self, maler: QPainter, y: int, zellen: Zellen, stufe: int, schrift: Schrift) -> None:
        """Write the cells of a row below ``y``."""
        x = SPALTENLUFT // 2
        for spalte, zeilen in enumerate(zellen):
            platz = self.platz(spalte, stufe)
            links = x + self.breiten[spalte] - SPALTENLUFT - platz
            unten = y + schrift.grundlinie
            for text in zeilen:
                if text:
                    wo = links + platz - schrift.breite(text) if self.rechts[spalte] else links
                    maler.drawText(QPointF(wo, unten), text)
                unten += schrift.zeile
            x += self.breiten[spalte]


@dataclass(frozen=True, slots=True)
class Kopfstueck:
    """The headings of a table."""

    lage: Spaltenlage
    zellen: Zellen
    hoehe: int
    haelt: bool = True
    kopf: Kopfstueck | None = None

    def male(self, maler: QPainter, y: int) -> None:
        """On a quiet ground, with a line below."""
        breite = self.lage.breite
        maler.fillRect(QRectF(0, y, breite, self.hoehe), _KOPFGRUND)
        maler.fillRect(QRectF(0, y + self.hoehe - HAARLINIE, breite, HAARLINIE), LINIE_STARK)
        maler.setPen(TEXT)
        maler.setFont(self.lage.fett.schrift)
        for spalte, zeilen in enumerate(self.zellen):
            # Short headings stand on the line, whatever the others need.
            fehlen = (max(len(z) for z in self.zellen) - len(zeilen)) * self.lage.fett.zeile
            nur = tuple(zeilen if s == spalte else () for s in range(len(self.zellen)))
            self.lage.schreibe(maler, y + ZELLENLUFT + fehlen, nur, 0, self.lage.fett)


@dataclass(frozen=True, slots=True)
class Zeilenstueck:
    """A row of a table."""

    lage: Spaltenlage
    zellen: Zellen
    hoehe: int
    stufe: int
    fett: bool
    linie: bool
    haelt: bool
    kopf: Kopfstueck | None

    def male(self, maler: QPainter, y: int) -> None:
        """Groups and sums on a quiet ground."""
        breite = self.lage.breite
        if self.fett:
            maler.fillRect(QRectF(0, y, breite, self.hoehe), _GRUPPENGRUND)
        maler.fillRect(QRectF(0, y + self.hoehe - HAARLINIE, breite, HAARLINIE), LINIE)
        if self.linie:
            maler.fillRect(QRectF(0, y - HAARLINIE, breite, HAARLINIE), LINIE_STARK)
        schrift = self.lage.fett if self.fett else self.lage.normal
        maler.setPen(TEXT)
        maler.setFont(schrift.schrift)
        self.lage.schreibe(maler, y + ZELLENLUFT, self.zellen, self.stufe, schrift)
