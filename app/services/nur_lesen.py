"""Opens a plan for reading only: neither the file nor its folder is touched, whatever the file's format."""

from __future__ import annotations

from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from app.models import pruefung
from app.models.datei import PlanDatei
from app.models.schema import FORMAT
from app.models.verbindung import verbinde

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def zum_lesen(pfad: Path) -> Iterator[PlanDatei]:
    """A plan file, closed at the end of the block; of a file in an older format, a lifted copy.

    Raises:
        DateiFehler: with what, which file and what now.
    """
    pfad = pfad.absolute()
    _kennung, version = pruefung.header(pfad)
    if version >= FORMAT:
        with PlanDatei.oeffne(pfad, schreibgeschuetzt=True) as datei:
            yield datei
        return
    pruefung.pruefe(pfad)
    with TemporaryDirectory() as ordner:
        kopie = Path(ordner) / pfad.name
        _kopiere(pfad, kopie)
        with PlanDatei.oeffne(kopie) as datei:
            yield datei


def _kopiere(pfad: Path, kopie: Path) -> None:
    """By SQLite's own means: a whole state, even while another program writes."""
    with closing(verbinde(pfad, "ro")) as quelle, closing(verbinde(kopie, "rwc")) as ziel:
        quelle.backup(ziel)
