"""What all tests share: no screen is needed, and Qt's Python names come from PySide6."""

from __future__ import annotations

import os

# Before anything imports Qt, and here rather than in the shell: so any way of calling pytest will do.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("PYTEST_QT_API", "pyside6")

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.services.dokument import Dokument

# The same examples in every run, on every machine; HYPOTHESIS_PROFILE=gruendlich looks for new ones.
settings.register_profile("gleich", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("gruendlich", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gleich"))


@pytest.fixture(scope="session", autouse=True)
def _eigener_zustand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program notes for itself goes into a folder of the tests, not into the user's own."""
    with pytest.MonkeyPatch.context() as umgebung:
        umgebung.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("zustand")))
        yield


@pytest.fixture(scope="session")
def beispiel_vorlage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plan as a file, made once and never opened again: copy it."""
    from app.services.beispiel import lege_beispiel_an

    pfad = tmp_path_factory.mktemp("vorlage") / "beispiel.amip"
    lege_beispiel_an(pfad, "duisburg-2020", wer="vorlage").datei.schliesse()
    return pfad


@pytest.fixture
def beispiel_datei(beispiel_vorlage: Path, tmp_path: Path) -> Path:
    """A file of one's own with the example plan, closed."""
    return shutil.copyfile(beispiel_vorlage, tmp_path / "beispiel.amip")


@pytest.fixture
def beispiel(beispiel_datei: Path) -> Iterator[Dokument]:
    """The example plan, open for editing."""
    from app.services.plaene import oeffne

    dok = oeffne(beispiel_datei, wer="m.muster")
    yield dok
    dok.datei.schliesse()


@pytest.fixture(scope="session")
def demo_vorlage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo plan as a file, made once and never opened again: copy it."""
    from app.services.beispiel import lege_beispiel_an

    pfad = tmp_path_factory.mktemp("vorlage") / "demo.amip"
    lege_beispiel_an(pfad, "demo", wer="vorlage").datei.schliesse()
    return pfad


@pytest.fixture
def demo_datei(demo_vorlage: Path, tmp_path: Path) -> Path:
    """A file of one's own with the demo plan, closed."""
    return shutil.copyfile(demo_vorlage, tmp_path / "demo.amip")


@pytest.fixture
def demo(demo_datei: Path) -> Iterator[Dokument]:
    """The demo plan (invented contracts, VE, movements and cases), open for editing."""
    from app.services.plaene import oeffne

    dok = oeffne(demo_datei, wer="m.muster")
    yield dok
    dok.datei.schliesse()


@pytest.fixture
def leer(tmp_path: Path) -> Iterator[Dokument]:
    """A plan for 2027 without rows, catalogues or amounts, open for editing."""
    from app.services.plaene import lege_leer_an

    dok = lege_leer_an(tmp_path / "leer.amip", 2027)
    yield dok
    dok.datei.schliesse()
