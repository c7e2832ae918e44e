"""dev.py: what it asks of a machine, what it calls, and the environment that it makes."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent


# --- what a machine is asked for ---


@pytest.mark.parametrize("version", [(2, 7, 18), (3, 8, 0), (3, 10, 13)])
def test_a_python_that_is_too_old_is_told_which_one_is_needed(version: tuple[int, int, int]) -> None:
    complaint = dev.old_python_complaint(version)

    assert complaint is not None
    assert "braucht Python 3.11 oder neuer" in complaint
    assert ".".join(map(str, version)) in complaint


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 14, 2), (4, 0, 0)])
def test_a_python_that_is_new_enough_is_taken(version: tuple[int, int, int]) -> None:
    assert dev.old_python_complaint(version) is None


def test_an_older_python_can_read_dev_py_far_enough_to_complain() -> None:
    source = (ROOT / "dev.py").read_text(encoding="utf-8")

    tree = ast.parse(source, feature_version=(3, 8))

    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    modules = {name.name for node in imports for name in node.names}
    modules |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imported = {module.split(".")[0] for module in modules}
    assert imported <= sys.stdlib_module_names
    assert "tomllib" not in imported, "tomllib came with Python 3.11"


def test_a_debian_package_counts_as_installed_under_its_new_name_too() -> None:
    installed = {"libgl1", "libglib2.0-0t64"}

    assert dev.lacking(["libglib2.0-0", "libgl1", "libegl1"], installed) == ["libegl1"]


def test_the_command_for_a_person_names_all_that_lacks_at_once() -> None:
    command = dev.apt_command(["libegl1", "libgl1"])

    assert command == "sudo apt-get install --no-install-recommends libegl1 libgl1"


@pytest.mark.skipif(not dev.has_apt(), reason="only Debian has dpkg")
def test_dpkg_is_asked_for_what_lacks() -> None:
    assert dev.missing_packages(["dpkg", "no-such-package-anywhere", "apt"]) == ["no-such-package-anywhere"]


@pytest.mark.parametrize(
    ("platform", "env"),
    [
        ("linux", {"DISPLAY": ":0"}),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}),
        ("win32", {}),
    ],
)
def test_a_window_is_tried_where_one_can_be_opened(platform: str, env: dict[str, str]) -> None:
    assert dev.display_complaint(platform, env) is None


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_run_without_a_screen_says_so_and_sets_nothing_up(tmp_path: Path) -> None:
    shutil.copy(ROOT / "dev.py", tmp_path)

    result = call_dev(tmp_path, "run", without=("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))

    assert result.returncode == 1
    assert "kein Bildschirm angeschlossen" in result.stderr
    assert not (tmp_path / ".venv").exists()


def test_an_unknown_command_shows_what_there_is(tmp_path: Path) -> None:
    shutil.copy(ROOT / "dev.py", tmp_path)

    result = call_dev(tmp_path, "rum")

    assert result.returncode == 2
    assert all(f"  {name} " in result.stdout for name in dev.COMMANDS)


# --- what is called ---


def test_programs_of_the_environment_lie_where_the_system_puts_them(tmp_path: Path) -> None:
    windows = dev.Environment(tmp_path, windows=True)
    others = dev.Environment(tmp_path, windows=False)

    assert windows.program("lint-imports") == tmp_path / ".venv" / "Scripts" / "lint-imports.exe"
    assert others.program("lint-imports") == tmp_path / ".venv" / "bin" / "lint-imports"
    assert windows.python.name == "python.exe"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], ["--beispiel", "duisburg-2020"]),
        (["--dunkel"], ["--beispiel", "duisburg-2020", "--dunkel"]),
        (["mein plan.amip"], ["mein plan.amip"]),
        (["kennzahlen", "plan.amip", "--json"], ["kennzahlen", "plan.amip", "--json"]),
    ],
)
def test_run_opens_the_example_unless_something_else_is_named(given: list[str], expected: list[str]) -> None:
    assert dev.app_arguments(given) == expected


def test_check_runs_the_tests_by_the_same_command_as_test(tmp_path: Path) -> None:
    environment = dev.Environment(tmp_path)
    tests = list(dev.test_command(environment, []))

    (step,) = [step for step in dev.check_steps(environment) if "pytest" in step.command]

    assert list(step.command[: len(tests)]) == tests
    assert all(str(part).startswith("--cov") for part in step.command[len(tests) :])


def test_check_runs_every_step_and_names_those_that_failed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def step(name: str, code: int) -> dev.Step:
        return dev.Step(name, [sys.executable, "-c", f"print('{name} lief'); raise SystemExit({code})"])

    code = dev.run_steps([step("eins", 0), step("zwei", 3), step("drei", 0), step("vier", 1)], tmp_path)

    out = capfd.readouterr().out
    assert code == 1
    assert [name for name in ("eins", "zwei", "drei", "vier") if f"{name} lief" in out] == [
        "eins",
        "zwei",
        "drei",
        "vier",
    ]
    assert out.splitlines()[-4:] == [
        "eins: in Ordnung",
        "zwei: FEHLER (Code 3)",
        "drei: in Ordnung",
        "vier: FEHLER (Code 1)",
    ]


def test_check_succeeds_if_every_step_does(tmp_path: Path) -> None:
    assert dev.run_steps([dev.Step("gut", [sys.executable, "-c", ""])] * 2, tmp_path) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no signals")
def test_a_program_ended_by_a_signal_is_no_success() -> None:
    command = [sys.executable, "-c", "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"]

    assert dev.call(command) == 128 + 15


# --- the stamp ---


def project(folder: Path) -> Path:
    """A project as small as can be, with the real dev.py: no package, and a build backend of its own."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "dev.py", folder)
    for name in dev.REQUIREMENT_FILES:
        (folder / name).write_text("# none\n", encoding="utf-8")
    (folder / dev.PROJECT_FILE).write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "klein"\nversion = "1"\n',
        encoding="utf-8",
    )
    (folder / "backend.py").write_text(BACKEND, encoding="utf-8")
    (folder / "app").mkdir()
    (folder / "app" / "__init__.py").touch()
    (folder / "app" / "__main__.py").write_text(
        "import json, os, sys\nprint(json.dumps([sys.argv[1:], os.getcwd()]))\n", encoding="utf-8"
    )
    return folder


BACKEND = """
import pathlib
import zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    with zipfile.ZipFile(pathlib.Path(wheel_directory, "klein-1-py3-none-any.whl"), "w") as wheel:
        wheel.writestr("klein.pth", str(pathlib.Path.cwd()))
        wheel.writestr("klein-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: klein\\nVersion: 1\\n")
        wheel.writestr("klein-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr("klein-1.dist-info/RECORD", "klein.pth,,\\nklein-1.dist-info/METADATA,,\\n")
    return "klein-1-py3-none-any.whl"
"""


def call_dev(
    folder: Path, *arguments: str, cwd: Path | None = None, without: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Call the dev.py of a folder as a person does, from another place if need be."""
    env = {key: value for key, value in os.environ.items() if key not in without}
    return subprocess.run(
        [sys.executable, str(folder / "dev.py"), *arguments],
        cwd=cwd or folder,
        env={**env, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def stamped(folder: Path) -> dev.Environment:
    """The environment of a project as it is when a setup has just ended."""
    environment = dev.Environment(folder)
    environment.python.parent.mkdir(parents=True)
    environment.python.touch()
    environment.stamp.write_text(json.dumps(environment.wanted()._asdict()), encoding="utf-8")
    return environment


def test_an_environment_is_current_as_long_as_nothing_that_made_it_changes(tmp_path: Path) -> None:
    environment = stamped(project(tmp_path / "p"))

    assert environment.present() == environment.wanted()
    assert environment.ensure() is False


@pytest.mark.parametrize("name", [*dev.REQUIREMENT_FILES, dev.PROJECT_FILE])
def test_a_changed_requirement_makes_the_environment_outdated(tmp_path: Path, name: str) -> None:
    environment = stamped(project(tmp_path / "p"))

    with (tmp_path / "p" / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")

    assert environment.present() != environment.wanted()


def test_another_python_makes_the_environment_outdated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment = stamped(project(tmp_path / "p"))

    monkeypatch.setattr(sys, "version_info", (3, 99, 0))

    assert environment.present() != environment.wanted()


def test_a_folder_that_was_moved_makes_the_environment_outdated(tmp_path: Path) -> None:
    stamped(project(tmp_path / "p"))

    moved = dev.Environment((tmp_path / "p").rename(tmp_path / "q"))

    assert moved.present() is not None
    assert moved.present() != moved.wanted()


def test_line_endings_of_a_checkout_do_not_count_as_a_change(tmp_path: Path) -> None:
    environment = stamped(project(tmp_path / "p"))
    path = tmp_path / "p" / dev.PROJECT_FILE

    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert environment.present() == environment.wanted()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"ort": "hier"}', '"x"'])
def test_a_damaged_stamp_counts_as_none(tmp_path: Path, content: str) -> None:
    environment = stamped(project(tmp_path / "p"))

    environment.stamp.write_text(content, encoding="utf-8")

    assert environment.present() is None


def test_an_environment_whose_python_is_gone_counts_as_none(tmp_path: Path) -> None:
    environment = stamped(project(tmp_path / "p"))

    environment.python.unlink()

    assert environment.present() is None


# --- setup, for real ---


def contents(environment: dev.Environment) -> dict[Path, int]:
    """Every file of an environment with its time of change, less what Python compiles when it runs."""
    files = (path for path in environment.folder.rglob("*") if "__pycache__" not in path.parts)
    return {path: path.lstat().st_mtime_ns for path in files}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dev.Environment:
    """A small project, set up from another folder after an interrupted setup; tests leave it as it is."""
    folder = project(tmp_path_factory.mktemp("dev") / "mit Leerzeichen")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "half a package").touch()
    result = call_dev(folder, "setup", cwd=tmp_path_factory.mktemp("anderswo"))
    assert result.returncode == 0, result.stderr
    return dev.Environment(folder)


def test_a_setup_called_from_another_folder_makes_the_environment(installed: dev.Environment) -> None:
    assert installed.present() == installed.wanted()


def test_what_an_interrupted_setup_left_is_cleared_away(installed: dev.Environment) -> None:
    assert not (installed.folder / "half a package").exists()


def test_a_second_setup_installs_nothing(installed: dev.Environment) -> None:
    before = contents(installed)

    result = call_dev(installed.root, "setup")

    assert (result.returncode, result.stdout) == (0, "")
    assert contents(installed) == before


def test_run_from_another_folder_passes_arguments_on_and_stays_in_that_folder(
    installed: dev.Environment, tmp_path: Path
) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "__main__.py").write_text("raise SystemExit('the wrong app')", encoding="utf-8")

    result = call_dev(installed.root, "run", "plan ä.amip", "--json", cwd=tmp_path)

    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == [["plan ä.amip", "--json"], str(tmp_path)]


def test_a_changed_project_file_keeps_the_packages_and_installs_the_project_anew(tmp_path: Path) -> None:
    environment = dev.Environment(project(tmp_path / "p"))
    assert call_dev(environment.root, "setup").returncode == 0
    (environment.folder / "mark").touch()
    with (environment.root / dev.PROJECT_FILE).open("a", encoding="utf-8") as file:
        file.write('description = "anders"\n')

    result = call_dev(environment.root, "setup")

    assert result.returncode == 0, result.stderr
    assert "Lege die Umgebung" not in result.stdout
    assert (environment.folder / "mark").exists()
    assert environment.present() == environment.wanted()


def test_a_package_that_is_not_the_pinned_one_is_refused_and_leaves_no_stamp(tmp_path: Path) -> None:
    folder = project(tmp_path / "p")
    with zipfile.ZipFile(folder / "fremd-1-py3-none-any.whl", "w") as wheel:
        wheel.writestr("fremd.py", "")
    wrong = hashlib.sha256(b"something else").hexdigest()
    (folder / "requirements.txt").write_text(
        f"./fremd-1-py3-none-any.whl --hash=sha256:{wrong}\n", encoding="utf-8"
    )

    result = call_dev(folder, "setup")

    assert result.returncode == 1
    assert "THESE PACKAGES DO NOT MATCH THE HASHES" in result.stderr
    assert "Die Pakete ließen sich nicht installieren" in result.stderr
    assert dev.Environment(folder).present() is None
