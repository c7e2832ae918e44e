"""All pages of a plan one after the other, what they hand to paper, and what stands on it."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.views.bausteine.unterseiten import Mehrfachseite
from app.views.druck.maler import Maler
from app.views.druck.sammeln import sammle
from app.views.druck.teile import Druckblatt, Drucktabelle, Druckzeile
from app.views.seitenliste import SEITEN
from tests.gui.fenster_hilfe import neues_fenster

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.views.druck.teile import Druckteil
    from app.views.hauptfenster import Hauptfenster
    from app.views.seite import Seite

JETZT = dt.datetime(2020, 11, 5, 14, 2, tzinfo=dt.UTC)


def fenster_mit(qtbot: QtBot, vorlage: Path, ordner: Path) -> Hauptfenster:
    fenster = neues_fenster(qtbot, ordner, (1440, 900))
    assert fenster.dateien.oeffne(shutil.copyfile(vorlage, ordner / "plan.amip"))
    return fenster


def gehe(fenster: Hauptfenster, seite: str, unterseite: str = "") -> Seite:
    fenster.zeige_seite(seite)
    gezeigt = fenster.stapel.aktuelle()
    assert gezeigt is not None
    if unterseite:
        assert isinstance(gezeigt, Mehrfachseite)
        gezeigt.zeige(unterseite)
    QCoreApplication.processEvents()
    return gezeigt


def alle_ansichten() -> Iterator[tuple[str, str]]:
    """Name of page and view; the classes are asked, so that a new one comes along by itself."""
    for spec in SEITEN:
        klasse = getattr(__import__(spec.modul, fromlist=[spec.klasse]), spec.klasse)
        unterseiten = klasse.unterseiten if issubclass(klasse, Mehrfachseite) else ()
        yield from ((spec.name, u.name) for u in unterseiten) if unterseiten else [(spec.name, "")]


def blatt_von(fenster: Hauptfenster, seite: str, unterseite: str = "") -> Druckblatt:
    gezeigt = gehe(fenster, seite, unterseite)
    assert fenster.bruecke is not None
    return sammle(gezeigt, fenster.bruecke.blick.kopf)


def tabellen(blatt: Druckblatt) -> dict[str, Drucktabelle]:
    return {t.titel: t for t in blatt.teile if isinstance(t, Drucktabelle)}


def sichtbare_tabellen(seite: Seite) -> list[QAbstractItemView]:
    """Tables on screen; one that lies upon another is a part of that."""
    alle = [a for a in seite.findChildren(QAbstractItemView) if a.isVisible()]
    return [a for a in alle if not any(b is not a and b.isAncestorOf(a) for b in alle)]


def maler_fuer(*teile: Druckteil) -> Maler:
    return Maler(Druckblatt("Probe", "Plan 2020", "", teile), QApplication.font(), JETZT)


def lange_tabelle(zeilen: int, *, gruppen: int = 0) -> Drucktabelle:
    """Rows with texts of many lengths; every so many the head of a group."""
    return Drucktabelle(
        "Lang",
        ("Name", "Betrag €", "Bemerkung"),
        (False, True, False),
        tuple(
            Druckzeile(
                (f"Zeile {i}", f"{i}.000,00", "viele Worte über diese Zeile " * (i % 7)),
                fett=bool(gruppen) and i % gruppen == 0,
            )
            for i in range(zeilen)
        ),
    )
