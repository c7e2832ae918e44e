"""In which order Bindungen stand: contracts below the sum that they explain, options below their contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.services.bindungszeilen import Bindungszeile

Unter = dict[str, list["Bindungszeile"]]


def eltern(bindung: Bindungszeile) -> str | None:
    """What a Bindung stands below: its base contract, else the known sum that it is a part of."""
    return bindung.vertrag.grund_id or bindung.vertrag.sammel_id


def geordnet(bindungen: Sequence[Bindungszeile]) -> tuple[list[Bindungszeile], Unter]:
    """Those at the top, and what stands below others by their keys; each in the order given.

    One whose parent is not among them stands at the top.
    """
    da = {b.id for b in bindungen}
    oben: list[Bindungszeile] = []
    unter: Unter = {}
    for bindung in bindungen:
        ueber = eltern(bindung)
        if ueber is not None and ueber in da and ueber != bindung.id:
            unter.setdefault(ueber, []).append(bindung)
        else:
            oben.append(bindung)
    return oben, unter


def in_folge(bindungen: Sequence[Bindungszeile]) -> list[Bindungszeile]:
    """All of them, each followed by what stands below it."""
    oben, unter = geordnet(bindungen)
    return list(_folge(oben, unter)) if unter else oben


def _folge(
    bindungen: Iterable[Bindungszeile], unter: Mapping[str, Sequence[Bindungszeile]]
) -> Iterator[Bindungszeile]:
    for bindung in bindungen:
        yield bindung
        yield from _folge(unter.get(bindung.id, ()), unter)
