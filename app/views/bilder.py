"""Pictures of every page, light and dark, made without a screen: for the handbook and for looking over."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

from app.services import plaene
from app.services.fehler import Anwendungsfehler
from app.views import anwendung
from app.views.bausteine.unterseiten import Mehrfachseite
from app.views.einstellungen import Einstellungen
from app.views.hauptfenster import Hauptfenster
from app.views.seitenliste import SEITEN
from app.views.thema import Thema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget

BREITE, HOEHE = 1600, 1000
WILLKOMMEN = "willkommen"


def mache_bilder(datei: Path, ordner: Path) -> list[Path]:
    """Write a PNG (1600×1000) of each page and view of a plan and of the welcome page, in both themes.

    A copy of the plan file is shown, so that the pages look as at work and the file stays as it is; the
    user's own settings are neither read nor changed.

    Returns:
        The pictures, named like ``uebersicht-hell.png`` and ``budget-umschichtung-hell.png``.

    Raises:
        DateiFehler: the plan file cannot be read.
        Anwendungsfehler: the pictures cannot be written.
    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = anwendung.erzeuge()
    _lege_an(ordner)
    with tempfile.TemporaryDirectory() as fluechtig:
        kopie = _kopiere(datei, Path(fluechtig))
        return [bild for thema in Thema for bild in _bilder_in(app, thema, kopie, ordner)]


def _kopiere(datei: Path, ordner: Path) -> Path:
    kopie = ordner / datei.name
    try:
        shutil.copyfile(datei, kopie)
    except OSError:
        # The sentence about a missing or unreadable file is the same everywhere.
        plaene.oeffne(datei, schreibgeschuetzt=True).datei.schliesse()
        raise
    return kopie


def _bilder_in(app: QApplication, thema: Thema, datei: Path, ordner: Path) -> list[Path]:
    anwendung.setze_thema(app, thema.value)
    fenster = Hauptfenster(Einstellungen(datei.with_suffix(".ini")), thema=thema.value)
    try:
        fenster.resize(BREITE, HOEHE)
        fenster.show()
        fenster.vollende()
        fenster.zeige_willkommen()
        bilder = [_nimm_auf(fenster, ordner / f"{WILLKOMMEN}-{thema}.png")]
        fenster.dateien.zeige(plaene.oeffne(datei))
        if fenster.pruefer is not None:
            fenster.pruefer.pruefe()
        bilder.extend(_nimm_auf(fenster, ordner / f"{name}-{thema}.png") for name in _zeige_alle(fenster))
    finally:
        fenster.close()
        fenster.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return bilder


def _zeige_alle(fenster: Hauptfenster) -> Iterator[str]:
    """Show each page, and each view of those that have several; yields what its picture is called.

    The first view bears the page's own name.
    """
    for spec in SEITEN:
        seite = fenster.stapel.zeige(spec.name)
        if not isinstance(seite, Mehrfachseite):
            yield spec.name
            continue
        for stelle, ansicht in enumerate(seite.unterseiten):
            seite.zeige(ansicht.name)
            yield f"{spec.name}-{ansicht.name}" if stelle else spec.name


def _nimm_auf(fenster: QWidget, ziel: Path) -> Path:
    if (fokus := fenster.focusWidget()) is not None:
        fokus.clearFocus()
    _lass_zeichnen()
    bild = fenster.grab()
    bild.setDevicePixelRatio(1)
    if bild.width() != BREITE:
        bild = bild.scaled(BREITE, HOEHE)
    if not bild.save(str(ziel), "PNG"):
        raise Anwendungsfehler(
            f"Das Bild „{ziel.name}“ konnte in „{ziel.parent}“ nicht geschrieben werden.",
            "Der Plan ist nicht betroffen.",
            "Wählen Sie einen anderen Ordner.",
        )
    return ziel


def _lass_zeichnen() -> None:
    # Layout requests and paints arrive as events that can cause further ones: twice is enough for all.
    for _runde in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _lege_an(ordner: Path) -> None:
    try:
        ordner.mkdir(parents=True, exist_ok=True)
    except OSError as fehlschlag:
        raise Anwendungsfehler(
            f"Der Ordner „{ordner}“ konnte nicht angelegt werden.", "Es wurde nichts geschrieben."
        ) from fehlschlag
