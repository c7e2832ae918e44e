"""The program: reads the command line, starts the window or a command, turns errors into sentences.

Exit codes: 0 done, 1 findings of a check, 2 what the user can mend, 3 an error of the program, 130 cancelled.
"""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING

from app.aufruf import FENSTER, LESEN, AufrufFehler, Auftrag, lies

if TYPE_CHECKING:
    from collections.abc import Sequence

BEDIENFEHLER = 2
PROGRAMMFEHLER = 3
ABGEBROCHEN = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: arguments without the program's name; by default those of the process.

    Returns:
        The exit code.
    """
    _sprich_utf8()
    argumente = list(sys.argv[1:] if argv is None else argv)
    try:
        auftrag = lies(argumente)
    except AufrufFehler as fehler:
        hilfe = fehler.aufruf or "Hilfe: eingliederungsplaner --hilfe"
        return _klage(f"{fehler}\n{hilfe}")
    except SystemExit as ende:  # after help or version
        return int(ende.code or 0)
    return _fuehre_aus(auftrag, argumente)


def _fuehre_aus(auftrag: Auftrag, argumente: list[str]) -> int:
    try:
        ergebnis = _tue(auftrag)
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return ABGEBROCHEN
    except BrokenPipeError:  # who read our output has left, e.g. head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fehler:  # noqa: BLE001 - the last resort: a sentence instead of a traceback
        return _melde(fehler, argumente)
    return ergebnis


def _melde(fehler: Exception, argumente: list[str]) -> int:
    """Say what happened; what the user cannot mend goes to the log as well."""
    # Loaded only now: the window's start is not to wait for it.
    from app.models.fehler import Anwendungsfehler
    from app.services import logbuch

    if isinstance(fehler, Anwendungsfehler):
        return _klage(fehler.text)
    return _klage(logbuch.melde_absturz(fehler, wobei=" ".join(argumente)), PROGRAMMFEHLER)


def _tue(auftrag: Auftrag) -> int:
    if auftrag.befehl == FENSTER:
        from app.views.start import starte

        return starte(auftrag.werte.datei, auftrag.werte.beispiel, auftrag.werte.thema)
    if auftrag.befehl == LESEN:  # in a process of its own, which has to start fast: no database, no window
        from app.services.einfuhr.kind import antworte

        return antworte(auftrag.werte.datei, auftrag.werte.grenzen)
    from app.kommandos import fuehre_aus

    return fuehre_aus(auftrag.befehl, auftrag.werte)


def _klage(text: str, rueckgabe: int = BEDIENFEHLER) -> int:
    if sys.stderr is not None:  # started without a console, as Windows does for a window
        print(text, file=sys.stderr)
    return rueckgabe


def _sprich_utf8() -> None:
    """Umlauts and the minus sign on every console and in every pipe, on Windows too."""
    for strom in (sys.stdout, sys.stderr):
        if isinstance(strom, io.TextIOWrapper):
            strom.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
