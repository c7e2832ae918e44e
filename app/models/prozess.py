"""Whether a process lives, and since when: the number alone can be another program's by now."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_QUERY_LIMITED_INFORMATION = 0x1000
_STILL_ACTIVE = 259
_STARTTIME = 19
"""Place of field 22 (``starttime``) of ``/proc/PID/stat`` behind the program's name."""


def lebenszeichen(prozess: int) -> str | None:
    """Start of a living process of this machine as opaque text; empty if not known, None if it is gone."""
    if sys.platform == "win32":
        return _windows(prozess)
    if Path("/proc/self/stat").exists():
        return _linux(prozess)
    return _posix(prozess)


def lebt(prozess: int, start: str) -> bool:
    """False only where it is sure that a process of this machine is gone: no such number, or begun later."""
    heute = lebenszeichen(prozess)
    return heute is not None and (not start or not heute or heute == start)


def _linux(prozess: int) -> str | None:
    try:
        stat = Path(f"/proc/{prozess}/stat").read_text(encoding="utf-8", errors="replace")
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="utf-8").strip()
    except OSError:
        return _posix(prozess)
    zustand, *felder = stat.rpartition(")")[2].split()
    return None if zustand in {"Z", "X"} else f"{boot}/{felder[_STARTTIME - 1]}"


def _posix(prozess: int) -> str | None:
    try:
        os.kill(prozess, 0)
    except (ProcessLookupError, OverflowError):
        return None
    except PermissionError:
        return ""
    return ""


def _windows(prozess: int) -> str | None:
    import ctypes  # noqa: PLC0415 - what follows exists on Windows only

    # os.kill(pid, 0) would end the process on Windows.
    kernel32 = getattr(ctypes, "windll").kernel32  # noqa: B009 - unknown to the type checker elsewhere
    kernel32.OpenProcess.restype = ctypes.c_void_p
    griff = kernel32.OpenProcess(_QUERY_LIMITED_INFORMATION, 0, prozess)
    if not griff:
        return None
    try:
        code = ctypes.c_ulong()
        zeiten = [ctypes.c_ulonglong() for _ in range(4)]
        kernel32.GetExitCodeProcess(ctypes.c_void_p(griff), ctypes.byref(code))
        if code.value != _STILL_ACTIVE:
            return None
        kernel32.GetProcessTimes(ctypes.c_void_p(griff), *map(ctypes.byref, zeiten))
    finally:
        kernel32.CloseHandle(ctypes.c_void_p(griff))
    return str(zeiten[0].value)
