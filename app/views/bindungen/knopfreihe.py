"""A row of buttons out of a table: name, word, what it does; the first one is the main one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPushButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def knopfreihe(
    praefix: str, befehle: Sequence[tuple[str, str, Callable[[], object]]]
) -> dict[str, QPushButton]:
    """Buttons by name; their object names begin with ``praefix``."""
    knoepfe = {}
    for nummer, (name, wort, tat) in enumerate(befehle):
        knopf = QPushButton(wort)
        knopf.setObjectName(f"{praefix}_{name}")
        knopf.setAccessibleName(wort)
        knopf.clicked.connect(partial(_tue, tat))
        if nummer == 0:
            knopf.setProperty("rolle", "primaer")
        knoepfe[name] = knopf
    return knoepfe


def _tue(tat: Callable[[], object], _an: bool = False) -> None:
    tat()
