#!/usr/bin/env python3
"""One door to the project: makes its environment, starts the program, runs tests and checks.

``python3 dev.py run`` and ``python3 dev.py test`` are all that a fresh machine needs. Standard library only,
and readable for Pythons from 3.8 on, so that one that is too old says so. People read German on the screen.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    Command = Sequence[str | Path]

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
PROJECT_FILE = "pyproject.toml"
REQUIREMENT_FILES = ("requirements.txt", "requirements-dev.txt")

# Debian's packages: for Qt without a screen, for a window, for tests that let LibreOffice print the workbook.
FONTS = ["libfontconfig1", "fonts-dejavu-core", "fonts-liberation"]
QT = ["libglib2.0-0", "libgl1", "libegl1", "libxkbcommon0", "libdbus-1-3", *FONTS]
WINDOW = ["libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0", "libxkbcommon-x11-0"]
RENDER = ["libreoffice-calc", "poppler-utils"]
T64 = "t64"  # from Debian 13 on some carry this suffix; apt picks these by the old name

EXAMPLE = ("--beispiel", "duisburg-2020")
DEMO = ("--beispiel", "demo")
SHOWN = re.compile(r"\((?:docs/)?bilder/([\w/-]+\.png)\)")
"""A picture in the text of a document."""
HELP = {"-h", "--hilfe", "--help"}
USAGE = """\
Aufruf: python3 dev.py BEFEHL [weitere Angaben]

  run [Angaben]      öffnet das Programm am Beispielplan; mit einer Datei oder einem Befehl statt dessen diese
  test [Angaben]     führt die Tests aus (Angaben gehen an pytest)
  check              alles, was die CI prüft: Ruff, Mypy, Schichten, Tests mit Abdeckung
  bench [Angaben]    misst die Geschwindigkeit
  bilder [ORDNER]    legt von jeder Seite ein Bild ab; ohne Ordner nur die Bilder der Dokumente, neu
  setup [--neu]      richtet nur die Umgebung .venv ein; --neu legt sie von vorn an
"""


class Abbruch(Exception):
    """Ends dev.py with exit code 1 and this German sentence."""


def say(text: str = "") -> None:
    """Print at once, so that it stands before what a child process prints."""
    print(text, flush=True)


def call(command: Command, *, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> int:
    """Run a command to its end and return its exit code; Ctrl+C is the command's own affair."""
    with subprocess.Popen([str(part) for part in command], cwd=cwd, env=env) as process:
        while True:
            try:
                code = process.wait()
            except KeyboardInterrupt:
                continue
            return code if code >= 0 else 128 - code


def old_python_complaint(version: tuple[int, ...]) -> str | None:
    """The sentence for a Python that is too old, None for one that is new enough."""
    if version >= OLDEST_PYTHON:
        return None
    have = ".".join(str(part) for part in version[:3])
    need = ".".join(str(part) for part in OLDEST_PYTHON)
    return (
        f"Der Eingliederungsplaner braucht Python {need} oder neuer; dies ist Python {have} "
        f"({sys.executable}). Bitte rufen Sie dev.py mit einem neueren Python auf."
    )


class State(NamedTuple):
    """What an environment was made from; it is current as long as this has not changed."""

    ort: str
    python: str
    pakete: str
    projekt: str


def _digest(paths: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        # A checkout with CRLF has the same requirements.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


class Environment:
    """The virtual environment of one checkout, and the stamp in it that says what it was made from.

    The stamp is removed before anything changes and written when all is done: an interrupted setup leaves
    none, and an environment without a stamp is made anew.
    """

    def __init__(self, root: Path, *, windows: bool = os.name == "nt") -> None:
        self.root = root
        self.folder = root / ".venv"
        self.stamp = self.folder / "eingliederungsplaner.json"
        self._windows = windows

    def program(self, name: str) -> Path:
        """Where the environment keeps a program: in ``Scripts`` on Windows, else in ``bin``."""
        if self._windows:
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.program("python")

    def wanted(self) -> State:
        """What the environment has to be made from now."""
        return State(
            ort=str(self.root),
            python=f"{sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]}",
            pakete=_digest(self.root / name for name in REQUIREMENT_FILES),
            projekt=_digest([self.root / PROJECT_FILE]),
        )

    def present(self) -> State | None:
        """What the environment was made from; None if there is none, or none that works."""
        try:
            state = State(**json.loads(self.stamp.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        # A removed or moved base Python leaves a link that leads nowhere.
        return state if self.python.is_file() else None

    def ensure(self, *, anew: bool = False) -> bool:
        """Make the environment current; return whether anything had to be done."""
        wanted, present = self.wanted(), None if anew else self.present()
        if present == wanted:
            return False
        if present is None or present._replace(projekt=wanted.projekt) != wanted:
            self._create()
            self._install_packages()
        else:
            self.stamp.unlink()
        self._pip("install", "--no-build-isolation", "--no-deps", f"--editable={self.root}")
        self._write_stamp(wanted)
        say("Die Umgebung ist eingerichtet.")
        return True

    def _create(self) -> None:
        ensure_venv_module()
        say(f"Lege die Umgebung {self.folder} an …")
        self.stamp.unlink(missing_ok=True)
        # Inside an environment, the base Python: no environment can clear itself.
        python = getattr(sys, "_base_executable", None) or sys.executable
        command: Command = [python, "-I", "-m", "venv", "--clear", self.folder]
        self._run_or_stop(command, "Die Umgebung ließ sich nicht anlegen.")

    def _install_packages(self) -> None:
        say("Installiere die Pakete (beim ersten Mal dauert das einige Minuten) …")
        files = [f"--requirement={self.root / name}" for name in REQUIREMENT_FILES]
        self._pip("install", "--require-hashes", "--no-deps", "--only-binary=:all:", *files)
        self._pip("check")

    def _pip(self, *arguments: str) -> None:
        pip = ("-I", "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet")
        complaint = (
            "Die Pakete ließen sich nicht installieren; der Grund steht darüber. Der nächste Aufruf von "
            "dev.py beginnt von vorn."
        )
        self._run_or_stop([self.python, *pip, *arguments], complaint)

    def _run_or_stop(self, command: Command, complaint: str) -> None:
        if call(command, cwd=self.root) != 0:
            raise Abbruch(complaint)

    def _write_stamp(self, state: State) -> None:
        unfinished = self.stamp.with_suffix(".neu")
        unfinished.write_text(json.dumps(state._asdict(), indent=1), encoding="utf-8")
        unfinished.replace(self.stamp)


def has_apt() -> bool:
    """Whether this is Debian or one of its descendants."""
    return shutil.which("apt-get") is not None and shutil.which("dpkg-query") is not None


def lacking(names: Iterable[str], installed: set[str]) -> list[str]:
    """Those of the Debian packages that are not installed under either of their names."""
    return [name for name in names if name not in installed and name + T64 not in installed]


def missing_packages(names: Sequence[str]) -> list[str]:
    """Those of the Debian packages that this machine lacks; none where there is no apt."""
    if not has_apt():
        return []
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", r"${db:Status-Status} ${Package}\n", *names, *(n + T64 for n in names)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,  # 1 only says that some name is unknown
        encoding="utf-8",
    )
    found = [line.split() for line in answer.stdout.splitlines()]
    return lacking(names, {name for status, name in found if status == "installed"})


def apt_command(names: Sequence[str]) -> str:
    """The one command that a person has to type."""
    return f"sudo apt-get install --no-install-recommends {' '.join(names)}"


def apt_install(names: Sequence[str]) -> None:
    """Install Debian packages as root; what failed shows when one looks again."""
    say(f"Installiere Systempakete: {' '.join(names)} …")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt, none = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"), subprocess.DEVNULL
    for arguments in (("update",), ("install", "-y", "--no-install-recommends", *names)):
        subprocess.run([*apt, *arguments], env=env, stdin=none, stdout=none, check=False)


def ensure_packages(names: Sequence[str]) -> list[str]:
    """Install as root what lacks of the Debian packages, and return what lacks then."""
    missing = missing_packages(names)
    if missing and hasattr(os, "geteuid") and os.geteuid() == 0:
        apt_install(missing)
        missing = missing_packages(missing)
    return missing


def ensure_venv_module() -> None:
    """Have Python make environments: Debian's python3 lacks a module until its venv package is installed.

    Raises:
        Abbruch: it lacks, and cannot be installed from here.
    """
    if importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if not has_apt() or ensure_packages([package]):
        raise Abbruch(
            "Diesem Python fehlt, was eine Umgebung anlegt (venv, ensurepip). Unter Debian hilft:\n  "
            + apt_command([package])
        )


def prepare(*packages: str, anew: bool = False) -> Environment:
    """Have everything that a command needs: the environment, and on Debian the packages named.

    Raises:
        Abbruch: something lacks without which nothing runs.
    """
    environment = Environment(ROOT)
    environment.ensure(anew=anew)
    missing = ensure_packages(packages)
    if missing:
        say(f"Es fehlen Systempakete. Bitte rufen Sie auf:\n  {apt_command(missing)}")
        probe = [str(environment.python), "-c", "import PySide6.QtWidgets"]
        if subprocess.run(probe, stderr=subprocess.DEVNULL, check=False).returncode != 0:
            raise Abbruch("Ohne diese Pakete lässt sich Qt nicht laden.")
    return environment


def app_arguments(rest: Sequence[str]) -> list[str]:
    """What the program gets: the example plan, unless a file or a command is named first."""
    return list(rest) if rest and not rest[0].startswith("-") else [*EXAMPLE, *rest]


def display_complaint(platform: str, env: Mapping[str, str]) -> str | None:
    """The sentence for a Linux without a screen, None where a window can be opened."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if platform != "linux" or any(env.get(name) for name in screens):
        return None
    return (
        "Das Fenster lässt sich nicht öffnen: Hier ist kein Bildschirm angeschlossen (DISPLAY und "
        "WAYLAND_DISPLAY sind leer). Bitte rufen Sie dev.py an einem Arbeitsplatz mit grafischer Oberfläche "
        "auf. Ohne Fenster geht: python3 dev.py run kennzahlen DATEI.amip --json"
    )


def app_command(environment: Environment, arguments: Sequence[str]) -> Command:
    """The program's command line; ``-P``, so that no folder ``app`` where the user stands is taken for it."""
    return [environment.python, "-P", "-m", "app", *arguments]


def test_command(environment: Environment, arguments: Sequence[str]) -> Command:
    """The tests' command line, one process per processor; later arguments win (``-n0`` for one process)."""
    return [environment.python, "-m", "pytest", "-n", "auto", *arguments]


def run(rest: Sequence[str]) -> int:
    """Open the program, in the folder where the user stands: names of files are meant from there."""
    opens_window = not rest or (rest[0].startswith("-") and not {*HELP, "--version"} & set(rest))
    if opens_window and (complaint := display_complaint(sys.platform, os.environ)):
        raise Abbruch(complaint)
    return call(app_command(prepare(*QT, *WINDOW), app_arguments(rest)))


def test(rest: Sequence[str]) -> int:
    """Run the tests."""
    return call(test_command(prepare(*QT, *RENDER), rest), cwd=ROOT)


def bench(rest: Sequence[str]) -> int:
    """Measure."""
    return call([prepare(*QT).python, "-m", "tests.benchmarks", *rest], cwd=ROOT)


def bilder(rest: Sequence[str]) -> int:
    """Draw every page of both examples into a folder, or anew the pictures that the documents show."""
    environment = prepare(*QT)
    if rest:
        return draw(environment, Path(rest[0]).resolve())
    with tempfile.TemporaryDirectory() as folder:
        code = draw(environment, Path(folder))
        return code or copy_shown(Path(folder), ROOT / "docs" / "bilder")


def draw(environment: Environment, target: Path) -> int:
    """Draw the pages of the example plan, and those of the demonstration in the folder ``demo`` beside."""
    # The Protokoll names whoever works on the plan: in the documents an office, not an account.
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "LOGNAME": "BfdH"}
    for example, place in ((EXAMPLE, target), (DEMO, target / "demo")):
        with tempfile.TemporaryDirectory() as folder:
            plan = str(Path(folder) / "beispiel.amip")
            code = call(app_command(environment, ["neu", plan, *example]), env=env)
            code = code or call(app_command(environment, ["bilder", plan, str(place)]), env=env)
        if code:
            return code
    return 0


def copy_shown(source: Path, target: Path) -> int:
    """Replace the pictures of the documents: those that a document shows, and no others."""
    documents = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
    shown = {name for text in documents for name in SHOWN.findall(text.read_text(encoding="utf-8"))}
    if missing := sorted(name for name in shown if not (source / name).is_file()):
        say(f"Diese Bilder gibt es nicht: {', '.join(missing)}")
        return 1
    shutil.rmtree(target, ignore_errors=True)
    for name in sorted(shown):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / name, target / name)
    say(f"{len(shown)} Bilder in {target}")
    return 0


def setup(rest: Sequence[str]) -> int:
    """Only make the environment."""
    if set(rest) - {"--neu"}:
        raise Abbruch(f"Unbekannte Angabe: {' '.join(rest)}\n\n{USAGE}")
    prepare(*QT, *WINDOW, anew="--neu" in rest)
    return 0


class Step(NamedTuple):
    """One check: its name for the summary, and its command line."""

    name: str
    command: Command


def check_steps(environment: Environment) -> list[Step]:
    """What CI runs; the tests by the same command as ``dev.py test``."""
    python = environment.python
    return [
        Step("Ruff, Regeln", [python, "-m", "ruff", "check", "."]),
        Step("Ruff, Form", [python, "-m", "ruff", "format", "--check", "."]),
        Step("Mypy", [python, "-m", "mypy"]),
        Step("Schichten", [environment.program("lint-imports")]),
        Step("Tests", test_command(environment, ["--cov", "--cov-report=term"])),
    ]


def run_steps(steps: Sequence[Step], cwd: Path) -> int:
    """Run every step, also after a failed one, say which failed, and return 1 if one did."""
    codes: list[int] = []
    for step in steps:
        say(f"\n── {step.name} ──")
        codes.append(call(step.command, cwd=cwd))
    say("\n── Ergebnis ──")
    for step, code in zip(steps, codes, strict=True):
        say(f"{step.name}: {'in Ordnung' if code == 0 else f'FEHLER (Code {code})'}")
    return 1 if any(codes) else 0


def check(rest: Sequence[str]) -> int:
    """Run what CI runs."""
    if rest:
        raise Abbruch(f"check nimmt keine Angaben: {' '.join(rest)}")
    return run_steps(check_steps(prepare(*QT, *RENDER)), ROOT)


COMMANDS = {"run": run, "test": test, "check": check, "bench": bench, "bilder": bilder, "setup": setup}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # an old console lacks some letters: better a "?" than an end
            stream.reconfigure(errors="replace")
    if complaint := old_python_complaint(sys.version_info[:3]):
        print(complaint, file=sys.stderr)
        return 1
    if not arguments or arguments[0] not in COMMANDS:
        print(USAGE, end="")
        return 0 if arguments and arguments[0] in HELP else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except Abbruch as abbruch:
        print(abbruch, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAbgebrochen.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
