"""Pictures of the pages: of the size asked for, of both themes, and the plan file stays as it is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from app.services.fehler import DateiFehler
from app.views.bausteine.unterseiten import Mehrfachseite
from app.views.bilder import mache_bilder
from app.views.seitenliste import SEITEN, SeitenSpec
from tests.gui.fenster_hilfe import beispielplan

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def ansichten(spec: SeitenSpec) -> list[str]:
    """The names of a page's views as pictures; the first bears the page's own name."""
    klasse = getattr(import_module(spec.modul), spec.klasse)
    weitere = klasse.unterseiten[1:] if issubclass(klasse, Mehrfachseite) else ()
    return [spec.name, *(f"{spec.name}-{u.name}" for u in weitere)]


def test_each_page_is_painted_in_both_themes_and_the_plan_stays_as_it_is(
    qtbot: QtBot, tmp_path: Path
) -> None:
    plan = beispielplan(tmp_path)
    vorher = plan.read_bytes()

    bilder = mache_bilder(plan, tmp_path / "bilder")

    seiten = ["willkommen", *(name for s in SEITEN for name in ansichten(s))]
    assert {"budget", "budget-umschichtung", "budget-freigabe", "budget-zuteilung"} <= set(seiten)
    gleiche = {b.read_bytes() for b in bilder if b.name.startswith("budget")}
    assert len(gleiche) == 2 * len(ansichten(next(s for s in SEITEN if s.name == "budget")))
    assert [b.name for b in bilder] == [f"{s}-{thema}.png" for thema in ("hell", "dunkel") for s in seiten]
    for pfad in bilder:
        bild = QImage(str(pfad))
        assert (bild.width(), bild.height()) == (1600, 1000)
        hell = bild.pixelColor(800, 990).lightness() > 128
        assert hell == pfad.stem.endswith("-hell")
    assert plan.read_bytes() == vorher
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bilder", "plan.amip"]


def test_a_file_that_is_gone_is_said_in_german(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(DateiFehler, match=r"fort\.amip"):
        mache_bilder(tmp_path / "fort.amip", tmp_path / "bilder")
