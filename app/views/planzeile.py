"""The open plan in one line, for pages and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.worte import PLANSTATUS_WORT

if TYPE_CHECKING:
    from app.services.zeilen import Plankopf


def planzeile(kopf: Plankopf) -> str:
    """Name, Stand and status of the plan on one line."""
    teile = [kopf.name, f"Haushaltsjahr {kopf.haushaltsjahr}"]
    if kopf.stand:
        teile.append(f"Stand {kopf.stand:%d.%m.%Y}")
    teile += [wort for status, wort in PLANSTATUS_WORT.items() if status == kopf.status]
    return " · ".join(teile)
