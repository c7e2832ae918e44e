"""Writes the report: a PDF that is made in memory and put in its place whole, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from app import __version__
from app.services.ablage import lege_ab, pruefe_ziel
from app.services.excel.auswahl import ALLES
from app.services.excel.blatt import RAND_KOPF, RAND_OBEN, RAND_SEITE
from app.services.excel.papier import papierblaetter
from app.services.excel.papierseiten import BREITE, erste_seiten, seiten
from app.services.fehler import Anwendungsfehler
from app.views.bericht.deckblatt import Deckblatt
from app.views.bericht.diagrammbilder import diagrammbilder, diagrammdaten
from app.views.bericht.satz import JE_PUNKT, RECHTS, Schriftbild, Zeichner, schriftname
from app.views.bericht.tabellenmaler import male_tabellen
from app.views.thema import TOKENS, Thema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.excel.auswahl import Exportwahl
    from app.services.excel.papierseiten import Papierseite
    from app.services.planblick import Planblick
    from app.services.zeilen import Plankopf
    from app.views.bericht.diagrammbilder import Diagrammbild

ENDUNG = ".pdf"
_ZOLL = 72
_SEITENHOEHE = 8.27 * _ZOLL
_ZEILE = 10.0
_FARBEN = TOKENS[Thema.HELL]
_RAND_LINKS = Schriftbild(8.0, _FARBEN.text_neben, umbruch=False)
_RAND_RECHTS = replace(_RAND_LINKS, ausrichtung=RECHTS)
_FORTSETZUNG = Schriftbild(8.0, _FARBEN.text, fett=True, umbruch=False)
_FORTSETZUNG_UEBER = 13.0
"""So far above a table stands what it continues."""
_NACH_LINKS = 0.72
"""Part of the width that the plan's name or the sheets' names may take."""


@dataclass(frozen=True, slots=True)
class _Bericht:
    """All that is painted."""

    kopf: Plankopf
    deckblatt: Deckblatt
    seiten: tuple[Papierseite, ...]

    @property
    def seitenzahl(self) -> int:
        return len(self.seiten) + 1


def schreibe_bericht(
    blick: Planblick,
    ziel: Path,
    *,
    wahl: Exportwahl = ALLES,
    bilder: tuple[Diagrammbild, ...] | None = None,
    fortschritt: Callable[[str, float], None] | None = None,
) -> Path:
    """Write the plan as a report to ``ziel``: key figures and charts, then every table of the workbook.

    Args:
        blick: the plan.
        ziel: the file, ending in ``.pdf``; an existing one is replaced at the very end.
        wahl: which tables and rows, and whether small counts are told; the first page stays the same, but
            for the chart of entries, which tells none where small counts are not.
        bilder: the charts, where they were made before (``diagrammbilder``): then any thread may write.
        fortschritt: told what is being written and which part (0 to 1) is done; an exception from it
            cancels the report, and nothing is written.

    Returns:
        ``ziel``.

    Raises:
        DateiFehler: with what, which file and what now; an existing file is unchanged.
        Anwendungsfehler: ``bilder`` show other figures than ``blick`` has.
    """
    melde = fortschritt or (lambda _text, _anteil: None)
    pruefe_ziel(ziel, ENDUNG)
    melde("Diagramme und Tabellen", 0.0)
    if bilder is None:
        bilder = diagrammbilder(blick, wahl)
    elif tuple(bild.daten for bild in bilder) != diagrammdaten(blick, wahl):
        raise Anwendungsfehler(
            "Der Plan wurde geändert, während der Bericht begann.",
            "Es wurde nichts geschrieben.",
            "Erstellen Sie den Bericht noch einmal.",
        )
    bericht = _Bericht(
        blick.kopf, Deckblatt(blick.kopf, blick.kennzahlen, bilder), seiten(papierblaetter(blick, wahl=wahl))
    )
    lege_ab(_als_pdf(bericht, melde), ziel)
    melde("Fertig", 1.0)
    return ziel


def _als_pdf(bericht: _Bericht, melde: Callable[[str, float], None]) -> bytes:
    puffer = QBuffer()
    puffer.open(QIODevice.OpenModeFlag.WriteOnly)
    schreiber = QPdfWriter(puffer)
    schreiber.setResolution(JE_PUNKT * _ZOLL)
    schreiber.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Landscape, QMarginsF())
    )
    schreiber.setTitle(bericht.kopf.titel)
    schreiber.setCreator(f"Eingliederungsplaner {__version__}")
    maler = QPainter(schreiber)
    try:
        _male(bericht, Zeichner(maler, schriftname()), schreiber, melde)
    finally:
        # Also when cancelled: a painter must not outlive what it paints on.
        maler.end()
        puffer.close()
    return bytes(puffer.data().data())


def _male(
    bericht: _Bericht, zeichner: Zeichner, schreiber: QPdfWriter, melde: Callable[[str, float], None]
) -> None:
    gesamt = bericht.seitenzahl
    seitenzahlen = erste_seiten(bericht.seiten, 2)
    links_oben = QPointF(RAND_SEITE * _ZOLL, RAND_OBEN * _ZOLL)
    melde(f"Seite 1 von {gesamt}", 0.0)
    bericht.deckblatt.male(zeichner, links_oben.x())
    _male_fuss(zeichner, "", f"Seite 1 von {gesamt}")
    for nummer, seite in enumerate(bericht.seiten, start=2):
        melde(f"Seite {nummer} von {gesamt}", nummer / (gesamt + 1))
        schreiber.newPage()
        _male_kopf(zeichner, seite, bericht.kopf)
        male_tabellen(zeichner, seite, links_oben, seitenzahlen)
        _male_fuss(zeichner, seite.namen, f"Seite {nummer} von {gesamt}")


def _male_kopf(zeichner: Zeichner, seite: Papierseite, plan: Plankopf) -> None:
    """The plan's name and Stand, as above each printed page of the workbook."""
    kopf = seite.teile[0].tabelle.druckkopf
    links, rechts = (kopf.links, kopf.rechts) if kopf else (plan.name, "")
    _male_rand(zeichner, RAND_KOPF * _ZOLL, links, rechts)
    if seite.teile[0].nummer:
        platz = QRectF(RAND_SEITE * _ZOLL, RAND_OBEN * _ZOLL - _FORTSETZUNG_UEBER, BREITE, _ZEILE)
        satz = zeichner.gekuerzt(f"{seite.teile[0].tabelle.titel} (Fortsetzung)", _FORTSETZUNG, platz.width())
        zeichner.text(satz, _FORTSETZUNG, platz)


def _male_fuss(zeichner: Zeichner, links: str, rechts: str) -> None:
    _male_rand(zeichner, _SEITENHOEHE - RAND_KOPF * _ZOLL - _ZEILE, links, rechts)


def _male_rand(zeichner: Zeichner, oben: float, links: str, rechts: str) -> None:
    platz = QRectF(RAND_SEITE * _ZOLL, oben, BREITE, _ZEILE)
    zeichner.text(zeichner.gekuerzt(links, _RAND_LINKS, BREITE * _NACH_LINKS), _RAND_LINKS, platz)
    zeichner.text(rechts, _RAND_RECHTS, platz)
