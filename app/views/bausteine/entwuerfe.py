"""Records that are typed cell by cell before the plan can take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from app.views.bausteine.gitterspalten import T

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FEHLT = "fehlt noch"
"""What a cell of a draft says that the plan cannot do without."""


class Entwuerfe(Generic[T]):
    """The drafts of a grid: each becomes a record of the plan, under the same key, once it is complete.

    A grid shows them below the plan's own records and says which cells are lacking.
    """

    def __init__(
        self, vollstaendig: Callable[[T], bool], lege_an: Callable[[T], object], zeige: Callable[[], None]
    ) -> None:
        """Without drafts.

        Args:
            vollstaendig: True where the plan can take a record.
            lege_an: the Vorgang that adds it; may refuse it.
            zeige: shows the grid's records anew.
        """
        self._vollstaendig, self._lege_an, self._zeige = vollstaendig, lege_an, zeige
        self._plan_id = ""
        self._alle: dict[str, T] = {}

    @property
    def zeilen(self) -> tuple[T, ...]:
        """The drafts, in the order in which they were begun."""
        return tuple(self._alle.values())

    def wort(self, eins: str, mehrere: str) -> str:
        """A sentence about drafts that nothing would be left of; empty without any."""
        zahl = len(self._alle)
        if not zahl:
            return ""
        return f"{eins} ist noch unvollständig" if zahl == 1 else f"{zahl} {mehrere} sind noch unvollständig"

    def ist(self, zeile: T) -> bool:
        """True for a record that the plan does not have yet."""
        return zeile.id in self._alle

    def schreibe(self, zeile: T) -> None:
        """Keep a draft, or add it to the plan once it is complete.

        Raises:
            EingabeFehler: the plan does not take it so; the draft stays as it was.
        """
        if not self._vollstaendig(zeile):
            self._alle[zeile.id] = zeile
            self._zeige()
            return
        vorher = dict(self._alle)
        self._alle.pop(zeile.id, None)
        try:
            self._lege_an(zeile)
        except BaseException:
            self._alle = vorher
            raise

    def verwirf(self, zeilen: Iterable[T]) -> tuple[T, ...]:
        """Drop those that are drafts; returns the others, which the plan has."""
        zeilen = tuple(zeilen)
        im_plan = tuple(z for z in zeilen if not self.ist(z))
        if len(im_plan) < len(zeilen):
            for zeile in zeilen:
                self._alle.pop(zeile.id, None)
            self._zeige()
        return im_plan

    def gehoeren_zu(self, plan_id: str) -> None:
        """Drop what was begun in another plan of the file."""
        if plan_id != self._plan_id:
            self._plan_id, self._alle = plan_id, {}
