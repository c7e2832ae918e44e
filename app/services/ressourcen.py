"""Where the program's data lies: beside the code in a checkout, inside the package in a wheel."""

from __future__ import annotations

from pathlib import Path

_APP = Path(__file__).resolve().parents[1]


def ressource(*teile: str) -> Path:
    """Path of a file or folder under ``resources``."""
    innen = _APP / "resources"
    wurzel = innen if innen.is_dir() else _APP.parent / "resources"
    return wurzel.joinpath(*teile)


def handbuch() -> Path:
    """The handbook's Markdown file: in the package of a wheel, else under ``docs``."""
    innen = _APP / "docs" / "handbuch.md"
    return innen if innen.is_file() else _APP.parent / "docs" / "handbuch.md"
