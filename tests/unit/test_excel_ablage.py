"""The workbook is written whole or not at all; what stood there before is safe."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.models import fehler
from app.services.ablage import lege_ab
from app.services.beispiel import lege_beispiel_an
from app.services.excel import exportiere
from tests.unit.excel_hilfe import oeffne

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.dokument import Dokument

nur_posix = pytest.mark.skipif(
    os.name == "nt", reason="Rechte, Grenzen und Signale wie hier gibt es nur unter POSIX"
)
nur_root = pytest.mark.skipif(
    os.name == "nt" or os.geteuid() != 0, reason="eine Datei, die einem anderen gehört, legt nur root an"
)
ALT = b"der letzte Export"
NIEMAND = 65534


@pytest.fixture
def dok(tmp_path: Path) -> Iterator[Dokument]:
    dokument = lege_beispiel_an(tmp_path / "plan.amip", "duisburg-2020", wer="Test")
    yield dokument
    dokument.datei.schliesse()


@pytest.fixture
def ziel(tmp_path: Path) -> Path:
    ordner = tmp_path / "ausgabe"
    ordner.mkdir()
    (ordner / "plan.xlsx").write_bytes(ALT)
    return ordner / "plan.xlsx"


@pytest.fixture
def offener_ordner() -> Iterator[Path]:
    """A folder that any user can reach."""
    with tempfile.TemporaryDirectory() as name:
        ordner = Path(name)
        ordner.chmod(0o755)
        yield ordner
        ordner.chmod(0o700)


def neben(ziel: Path) -> list[str]:
    return sorted(p.name for p in ziel.parent.iterdir() if p != ziel)


def in_eigenem_prozess(programm: str, *argumente: str) -> subprocess.CompletedProcess[str]:
    kopf = "import os, resource, signal, sys\nfrom pathlib import Path\n"
    kopf += "from app.models import fehler\nfrom app.services.ablage import lege_ab, pruefe_ziel\n"
    return subprocess.run(
        [sys.executable, "-c", kopf + textwrap.dedent(programm), *argumente],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def test_an_existing_file_is_replaced_and_nothing_is_left_beside(dok: Dokument, ziel: Path) -> None:
    assert exportiere(dok.blick, ziel) == ziel
    assert oeffne(ziel).sheetnames[0] == "Inhalt"
    assert neben(ziel) == []


def test_progress_tells_each_sheet_and_ends_with_all(dok: Dokument, ziel: Path) -> None:
    meldungen: list[tuple[str, float]] = []
    exportiere(dok.blick, ziel, fortschritt=lambda text, anteil: meldungen.append((text, anteil)))
    anteile = [anteil for _, anteil in meldungen]
    assert anteile == sorted(anteile)
    assert (anteile[0], anteile[-1]) == (0.0, 1.0)
    assert "Blatt „Abb. 6“" in [text for text, _ in meldungen]


def test_a_cancelled_export_writes_nothing(dok: Dokument, ziel: Path) -> None:
    class Abbruch(Exception):
        pass

    def brich_ab(_text: str, anteil: float) -> None:
        if anteil > 0.5:
            raise Abbruch

    with pytest.raises(Abbruch):
        exportiere(dok.blick, ziel, fortschritt=brich_ab)
    assert ziel.read_bytes() == ALT
    assert neben(ziel) == []


@nur_posix
def test_a_full_disk_leaves_the_former_file_whole(ziel: Path) -> None:
    lauf = in_eigenem_prozess(
        """
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            lege_ab(b"x" * 100_000, Path(sys.argv[1]))
        except fehler.SpeicherFehler as fehlschlag:
            print(fehlschlag.text)
        """,
        str(ziel),
    )
    assert "Der Datenträger ist voll. Die vorhandene Datei ist unverändert. Schaffen Sie Platz" in lauf.stdout
    assert ziel.read_bytes() == ALT
    assert neben(ziel) == []


@nur_posix
def test_a_killed_export_leaves_the_former_file_whole_and_the_next_one_tidies_up(
    dok: Dokument, ziel: Path
) -> None:
    lauf = in_eigenem_prozess(
        """
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # the system ends the process in the middle of writing
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        lege_ab(b"x" * 100_000, Path(sys.argv[1]))
        """,
        str(ziel),
    )
    assert lauf.returncode < 0
    assert ziel.read_bytes() == ALT
    assert len(neben(ziel)) == 1
    exportiere(dok.blick, ziel)
    assert neben(ziel) == []


@nur_posix
def test_what_a_living_export_is_writing_is_left_alone(ziel: Path) -> None:
    lege_ab(b"neu", ziel)
    lauf = in_eigenem_prozess(
        """
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        lege_ab(b"x" * 100_000, Path(sys.argv[1]))
        """,
        str(ziel),
    )
    assert lauf.returncode < 0
    (verwaist,) = neben(ziel)
    teile = verwaist.split("-")
    lebend = ziel.with_name("-".join([*teile[:-2], str(os.getpid()), teile[-1]]))
    ziel.with_name(verwaist).rename(lebend)
    lege_ab(b"noch neuer", ziel)
    assert neben(ziel) == [lebend.name]
    zwei_tage_alt = lebend.stat().st_mtime - 48 * 3600
    os.utime(lebend, (zwei_tage_alt, zwei_tage_alt))
    lege_ab(b"am neuesten", ziel)
    assert neben(ziel) == []


def test_a_missing_folder_is_told_by_name(dok: Dokument, tmp_path: Path) -> None:
    with pytest.raises(fehler.DateiFehlt, match=r"Den Ordner „.*fehlt“ gibt es nicht") as info:
        exportiere(dok.blick, tmp_path / "fehlt" / "plan.xlsx")
    assert "Wählen Sie" in info.value.rat or "wählen Sie" in info.value.rat


def test_a_folder_is_no_target(dok: Dokument, tmp_path: Path) -> None:
    (tmp_path / "ordner.xlsx").mkdir()
    with pytest.raises(fehler.DateiFehler, match="ist ein Ordner"):
        exportiere(dok.blick, tmp_path / "ordner.xlsx")


def test_the_plan_file_itself_is_never_overwritten(dok: Dokument) -> None:
    vorher = dok.datei.pfad.read_bytes()
    with pytest.raises(fehler.DateiFehler, match="nicht die Endung"):
        exportiere(dok.blick, dok.datei.pfad)
    assert dok.datei.pfad.read_bytes() == vorher


def test_a_name_that_the_disk_refuses_is_told_in_german(dok: Dokument, tmp_path: Path) -> None:
    with pytest.raises(fehler.DateiFehler, match=r"konnte in .* nicht geschrieben werden"):
        exportiere(dok.blick, tmp_path / f"{'n' * 300}.xlsx")


@nur_posix
def test_a_link_stays_a_link(dok: Dokument, ziel: Path) -> None:
    link = ziel.with_name("link.xlsx")
    link.symlink_to(ziel)
    exportiere(dok.blick, link)
    assert link.is_symlink()
    assert oeffne(ziel).sheetnames[0] == "Inhalt"


@nur_posix
def test_a_write_protected_folder_is_told_and_nothing_is_left(offener_ordner: Path) -> None:
    ziel = offener_ordner / "plan.xlsx"
    offener_ordner.chmod(0o555)
    lauf = in_eigenem_prozess(
        """
        if os.geteuid() == 0:
            os.setuid(int(sys.argv[2]))  # no folder is write-protected for root
        try:
            lege_ab(b"neu", Path(sys.argv[1]))
        except fehler.NurLesbar as fehlschlag:
            print(fehlschlag.text)
        """,
        str(ziel),
        str(NIEMAND),
    )
    assert "ist schreibgeschützt. Es wurde nichts geschrieben. Wählen Sie" in lauf.stdout
    assert list(offener_ordner.iterdir()) == []


@nur_posix
def test_a_write_protected_file_is_not_replaced(offener_ordner: Path) -> None:
    ziel = offener_ordner / "plan.xlsx"
    ziel.write_bytes(ALT)
    ziel.chmod(0o444)
    offener_ordner.chmod(0o777)
    lauf = in_eigenem_prozess(
        """
        if os.geteuid() == 0:
            os.setuid(int(sys.argv[2]))
        try:
            pruefe_ziel(Path(sys.argv[1]), ".xlsx")
        except fehler.NurLesbar as fehlschlag:
            print(fehlschlag.text)
        """,
        str(ziel),
        str(NIEMAND),
    )
    assert "Die Datei ist schreibgeschützt. Die vorhandene Datei ist unverändert." in lauf.stdout


@nur_root
def test_a_target_that_cannot_be_exchanged_is_reported_as_open_elsewhere(offener_ordner: Path) -> None:
    # As on Windows, where Excel holds the file: writing beside it works, the exchange is refused.
    ziel = offener_ordner / "plan.xlsx"
    ziel.write_bytes(ALT)
    ziel.chmod(0o666)
    offener_ordner.chmod(0o1777)
    lauf = in_eigenem_prozess(
        """
        os.setuid(int(sys.argv[2]))
        try:
            pruefe_ziel(Path(sys.argv[1]), ".xlsx")
            lege_ab(b"neu", Path(sys.argv[1]))
        except fehler.DateiGesperrt as fehlschlag:
            print(fehlschlag.text)
        """,
        str(ziel),
        str(NIEMAND),
    )
    assert (
        "ist gerade in einem anderen Programm geöffnet. Die vorhandene Datei ist unverändert." in lauf.stdout
    )
    assert ziel.read_bytes() == ALT
    assert neben(ziel) == []
