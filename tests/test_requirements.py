"""The requirements and the package: all pinned and hashed, no address of an index, and complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent
PIN = re.compile(r"(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[0-9][\w.]*)(?: ; [^\\]+)?")
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
URL = re.compile(r"\b[a-z][a-z+]*://([^\s/\"'<>)]+)", re.IGNORECASE)
# What hosts of package indexes are called in part; their addresses stand nowhere, here neither.
INDEX_WORDS = re.compile("pypi|pythonhosted|artifactory|nexus|devpi|registry|mirror|npm|conda", re.IGNORECASE)
NOT_OURS = {".git", ".venv", "__pycache__", "build", "dist", "htmlcov"}
CACHES = re.compile(r"\.\w+_cache|\.hypothesis|\.benchmarks")


def requirements(name: str) -> dict[str, str]:
    """Package and version of every line of a requirements file; each has to be pinned and hashed."""
    lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    pins: dict[str, str] = {}
    for line in lines:
        requirement, *hashes = (part.strip() for part in line.split(" --hash=") if part.strip())
        pin = PIN.fullmatch(requirement)
        assert pin, f"{name}: not pinned: {requirement}"
        assert hashes, f"{name}: no hash: {requirement}"
        assert all(HASH.fullmatch(f"--hash={value}") for value in hashes), f"{name}: bad hash: {requirement}"
        assert pin["name"] not in pins, f"{name}: twice: {requirement}"
        pins[pin["name"]] = pin["version"]
    return pins


def test_both_requirement_files_install_in_one_go() -> None:
    runtime, development = (requirements(name) for name in dev.REQUIREMENT_FILES)

    assert len(runtime) > 10
    assert len(development) > 10
    assert not runtime.keys() & development.keys()


def test_what_the_project_file_asks_for_is_what_is_pinned() -> None:
    data = tomllib.loads((ROOT / dev.PROJECT_FILE).read_text(encoding="utf-8"))
    runtime, development = (requirements(name) for name in dev.REQUIREMENT_FILES)

    def asked(entries: list[str]) -> dict[str, str]:
        return {name.lower(): version for name, version in (entry.split("==") for entry in entries)}

    assert asked(data["project"]["dependencies"]).items() <= runtime.items()
    assert asked(data["dependency-groups"]["dev"]).items() <= (runtime | development).items()
    assert asked(data["build-system"]["requires"]).items() <= development.items()


def our_files() -> list[Path]:
    """Every file of the project, less what tools have put there."""
    found: list[Path] = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in NOT_OURS and not CACHES.fullmatch(name)]
        found += [Path(folder, name) for name in files]
    return found


def test_no_file_names_the_host_of_a_package_index() -> None:
    files = our_files()
    assert ROOT / "dev.py" in files

    found = [
        f"{path.relative_to(ROOT)}: {host}"
        for path in files
        for host in URL.findall(path.read_text(encoding="utf-8", errors="replace"))
        if INDEX_WORDS.search(host)
    ]

    assert found == []


@pytest.mark.parametrize("name", [*dev.REQUIREMENT_FILES, dev.PROJECT_FILE, "dev.py", ".ci/run"])
def test_what_installs_names_no_address_and_no_index(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"--(?:extra-)?index-url [a-z]|--find-links|--trusted-host", text)


@pytest.mark.parametrize("name", ["pypi", "my-registry", "files.pythonhosted"])
def test_the_search_for_hosts_finds_one(name: str) -> None:
    (host,) = URL.findall(f"Get it from git+https://{name}.example/simple, or elsewhere")

    assert INDEX_WORDS.search(host)


def test_a_wheel_carries_the_resources_inside_the_package_and_names_the_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)

    (path,) = tmp_path.glob("eingliederungsplaner-*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()
        (entry_points,) = (wheel.read(name).decode() for name in names if name.endswith("/entry_points.txt"))
    resources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*.toml")}
    assert resources
    assert {f"app/{name}" for name in resources} <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"app", "eingliederungsplaner"}
    assert "eingliederungsplaner = app.__main__:main" in entry_points
