"""The one QApplication: German throughout, theme, icon, and what happens to errors that nobody foresaw."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app import __version__
from app.views import thema
from app.views.symbole import programmsymbol
from app.views.thema import Thema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

NAME = "Eingliederungsplaner"


def erzeuge(argumente: Sequence[str] = ()) -> QApplication:
    """The application, German before any widget exists; one that is there already is set up likewise."""
    os.environ.setdefault("QT_API", "pyside6")
    vorhanden = QApplication.instance()
    if isinstance(vorhanden, QApplication):
        app = vorhanden
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
        app = QApplication([NAME, *argumente])
    QCoreApplication.setApplicationName(NAME)
    QCoreApplication.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("eingliederungsplaner")
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    _sprich_deutsch(app)
    app.setWindowIcon(programmsymbol())
    return app


def _sprich_deutsch(app: QApplication) -> None:
    if app.findChild(QTranslator) is not None:
        return
    deutsch = QTranslator(app)
    # "qt_de" is only a stub that refers to this one.
    if deutsch.load("qtbase_de", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(deutsch)


def setze_thema(app: QApplication, wort: str) -> None:
    """Give the program a theme: ``hell``, ``dunkel``, or whatever the desktop has (``system``)."""
    neu = Thema(wort) if wort in set(Thema) else thema.system_thema(app)
    thema.anwenden(app, neu)


def fange_abstuerze(melde: Callable[[BaseException], None]) -> None:
    """Hand exceptions that nobody foresaw to ``melde`` instead of ending the program."""

    def haken(art: type[BaseException], fehler: BaseException, spur: TracebackType | None) -> None:
        if issubclass(art, KeyboardInterrupt):
            sys.__excepthook__(art, fehler, spur)
            QCoreApplication.exit(130)
            return
        melde(fehler)

    sys.excepthook = haken
