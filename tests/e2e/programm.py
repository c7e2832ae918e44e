"""Starts the real program as its own process, as a person or a script would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WURZEL = Path(__file__).resolve().parents[2]


def umgebung(zuhause: Path, **mehr: str) -> dict[str, str]:
    """The environment of the tests, with log files below ``zuhause`` and the project importable."""
    # An ASCII locale and no UTF-8 mode: what a bare console or an old Windows would do to umlauts.
    eigen = {
        "XDG_STATE_HOME": str(zuhause),
        "PYTHONPATH": str(WURZEL),
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "ascii",
    }
    return {**os.environ, **eigen, **mehr}


def rufe(ordner: Path, *argumente: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``python -m app`` with arguments, in ``ordner``."""
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, argumente)],
        cwd=ordner,
        env=umgebung(ordner / "zustand"),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def rufe_python(ordner: Path, programm: str, *argumente: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a piece of Python in a fresh process of its own."""
    return subprocess.run(
        [sys.executable, "-c", programm, *map(str, argumente)],
        cwd=ordner,
        env=umgebung(ordner / "zustand"),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
