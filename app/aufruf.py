"""The command line in German: what was asked for, or a sentence about what is wrong with it."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from app import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

PROGRAMM = "eingliederungsplaner"
ENDUNG = ".amip"
FENSTER = "fenster"
LESEN = "_lesen"
"""The program calls itself by it, to read a foreign file in a process of its own; no command for people."""


class AufrufFehler(Exception):
    """A command line that cannot be understood.

    Attributes:
        aufruf: how it has to look.
    """

    def __init__(self, was: str, aufruf: str = "") -> None:
        """Keep the sentence and the usage line."""
        super().__init__(was)
        self.aufruf = aufruf


@dataclass(frozen=True, slots=True)
class Auftrag:
    """What to do: a command with its arguments, or ``FENSTER``."""

    befehl: str
    werte: argparse.Namespace


class _Gestalt(argparse.RawDescriptionHelpFormatter):
    """Help texts with a German beginning."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin with "Aufruf:" instead of argparse's English word."""
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


class Zerleger(argparse.ArgumentParser):
    """An argument parser that speaks German and raises ``AufrufFehler`` instead of ending the program."""

    def __init__(self, prog: str, beschreibung: str, nachwort: str = "") -> None:
        """Prepare headings and the option for help."""
        super().__init__(
            prog=prog,
            description=beschreibung,
            epilog=nachwort,
            formatter_class=_Gestalt,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = "Angaben"
        self._optionals.title = "Optionen"
        self.add_argument("-h", "--hilfe", "--help", action="help", help="diese Hilfe zeigen")

    def error(self, message: str) -> NoReturn:
        """Translate argparse's message.

        Raises:
            AufrufFehler: always.
        """
        raise AufrufFehler(_auf_deutsch(message), self.format_usage().strip())


_MELDUNGEN: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.+)", r"Es fehlt: \1."),
    (r"unrecognized arguments: (.+)", r"Unbekannte Angabe: \1."),
    (r"argument (.+?): expected .*argument.*", r"Nach \1 fehlt eine Angabe."),
    (
        r"argument (.+?): invalid choice: '?(.+?)'? \(choose from (.+)\)",
        r"„\2“ gibt es bei \1 nicht. Möglich: \3.",
    ),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 und \2 schließen sich aus."),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 nimmt keinen Wert an."),
)


def _auf_deutsch(meldung: str) -> str:
    for muster, deutsch in _MELDUNGEN:
        if treffer := re.fullmatch(muster, meldung):
            return treffer.expand(deutsch).replace("'", "")
    return "Der Aufruf ist nicht verständlich."


def lies(argumente: Sequence[str]) -> Auftrag:
    """Read the command line.

    A first word that is an existing file or ends in ``.amip`` is a plan to open, not a command. ``LESEN`` is
    followed by the file to read and its limits, and never by anything that a person typed.

    Raises:
        AufrufFehler: with a German sentence and the usage line.
        SystemExit: after help or version were printed.
    """
    erstes = argumente[0] if argumente else ""
    if erstes == LESEN and len(argumente) == len(("befehl", "datei", "grenzen")):
        return Auftrag(LESEN, argparse.Namespace(datei=_pfad(argumente[1]), grenzen=argumente[2]))
    if erstes in BEFEHLE and not Path(erstes).is_file():
        zerleger = Zerleger(f"{PROGRAMM} {erstes}", BEFEHLE[erstes][0])
        BEFEHLE[erstes][1](zerleger)
        return Auftrag(erstes, zerleger.parse_args(argumente[1:]))
    return _fenster(argumente)


def _fenster(argumente: Sequence[str]) -> Auftrag:
    zerleger = Zerleger(
        PROGRAMM,
        "Plant und überwacht die Eingliederungsmittel eines Jobcenters. Ohne Befehl öffnet sich das Fenster.",
        "Befehle (Hilfe dazu: BEFEHL --hilfe):\n"
        + "\n".join(f"  {name:<15}{zweck}" for name, (zweck, _) in BEFEHLE.items()),
    )
    zerleger.add_argument("datei", metavar="DATEI", nargs="?", type=_pfad, help="Plandatei (.amip)")
    zerleger.add_argument("--beispiel", metavar="NAME", help="mit diesem Beispielplan beginnen")
    zerleger.add_argument("--thema", choices=("hell", "dunkel"), help="Farben des Fensters")
    version = f"Eingliederungsplaner {__version__}"
    zerleger.add_argument("--version", action="version", version=version, help="Version zeigen")
    werte = zerleger.parse_args(argumente)
    datei: Path | None = werte.datei
    if datei is not None and datei.suffix.casefold() != ENDUNG and not datei.exists():
        was = (
            f"„{datei.name}“ ist weder eine vorhandene Datei noch ein Befehl. Befehle: {', '.join(BEFEHLE)}."
        )
        raise AufrufFehler(was, zerleger.format_usage().strip())
    if datei is not None and werte.beispiel is not None:
        raise AufrufFehler("DATEI und --beispiel schließen sich aus.", zerleger.format_usage().strip())
    return Auftrag(FENSTER, werte)


def _pfad(text: str) -> Path:
    """Whole paths, so that messages name the folder."""
    return Path(text).absolute()


def _jahr(text: str) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII):
        raise AufrufFehler(f"„{text}“ ist kein Haushaltsjahr, zum Beispiel 2025.")
    return int(text)


def _woerter(text: str) -> tuple[str, ...]:
    return tuple(wort.strip().casefold() for wort in text.split(",") if wort.strip())


def _grenze(text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text, re.ASCII):
        raise AufrufFehler(f"„{text}“ ist keine Grenze für kleine Zahlen, zum Beispiel 3.")
    return int(text)


def _neu(zerleger: Zerleger) -> None:
    zerleger.add_argument("ziel", metavar="ZIEL.amip", type=_neue_plandatei, help="die neue Plandatei")
    inhalt = zerleger.add_mutually_exclusive_group()
    inhalt.add_argument("--beispiel", metavar="NAME", help="diesen Beispielplan laden")
    inhalt.add_argument(
        "--jahr",
        metavar="JJJJ",
        type=_jahr,
        help="leerer Plan für dieses Haushaltsjahr (sonst: nächstes Jahr)",
    )
    zerleger.add_argument("--bezeichnung", metavar="TEXT", help="Name des Plans")


def _neue_plandatei(text: str) -> Path:
    pfad = _pfad(text)
    if pfad.suffix.casefold() != ENDUNG:
        raise AufrufFehler(f"Der Name einer Plandatei endet auf „{ENDUNG}“: „{pfad.name}{ENDUNG}“.")
    return pfad


def _plandatei(zerleger: Zerleger) -> None:
    zerleger.add_argument("datei", metavar="DATEI", type=_pfad, help="Plandatei (.amip)")


def _auswahl(zerleger: Zerleger) -> None:
    _plandatei(zerleger)
    zerleger.add_argument("--plan", metavar="ID", help="ein bestimmter Plan der Datei (sonst: der neueste)")


def _mit_json(zerleger: Zerleger) -> None:
    _auswahl(zerleger)
    zerleger.add_argument("--json", action="store_true", help="als JSON")


def _mit_wahl(zerleger: Zerleger) -> None:
    zerleger.add_argument(
        "--tabellen",
        metavar="WORT,WORT",
        type=_woerter,
        help="nur diese Tabellen, zum Beispiel abb1,abb6,hf2",
    )
    zerleger.add_argument(
        "--bemerkungen",
        choices=("mit", "ohne-zeilen"),
        help="interne Bemerkungen als Spalte mitgeben, oder Zeilen mit Bemerkung weglassen",
    )
    zerleger.add_argument(
        "--kleine-zahlen", metavar="ZAHL", type=_grenze, help="Zahlen unter dieser Grenze unterdrücken"
    )


def _export(zerleger: Zerleger) -> None:
    _auswahl(zerleger)
    zerleger.add_argument("ziel", metavar="ZIEL.xlsx", type=_pfad, help="die Excel-Datei")
    zerleger.add_argument(
        "--vorlage",
        metavar="VORLAGE.xlsx",
        type=_pfad,
        help="diese Vorlage mit Platzhaltern füllen, statt die Tabellen des Plans zu schreiben",
    )
    _mit_wahl(zerleger)


def _bericht(zerleger: Zerleger) -> None:
    _auswahl(zerleger)
    zerleger.add_argument("ziel", metavar="ZIEL.pdf", type=_pfad, help="die PDF-Datei")
    _mit_wahl(zerleger)


def _import(zerleger: Zerleger) -> None:
    _auswahl(zerleger)
    zerleger.add_argument(
        "quelle",
        metavar="QUELLE",
        type=_pfad,
        help="Arbeitsmappe (.xlsx), Tabelle (.csv) oder Text eines Programms (.txt)",
    )
    zerleger.add_argument("--blatt", metavar="NAME", help="dieses Blatt einer fremden Tabelle")
    art = zerleger.add_mutually_exclusive_group()
    art.add_argument(
        "--vorschau", choices=("text", "json"), help="nur zeigen, was sich ändern würde (Vorgabe)"
    )
    art.add_argument("--anwenden", action="store_true", help="übernehmen, was keinem widerspricht")
    zerleger.add_argument("--grund", metavar="TEXT", help="warum; steht im Protokoll (nötig für --anwenden)")
    zerleger.add_argument(
        "--alles", action="store_true", help="mit --anwenden: auch Konflikte und gelöschte Zeilen übernehmen"
    )


def _bilder(zerleger: Zerleger) -> None:
    _plandatei(zerleger)
    zerleger.add_argument("ordner", metavar="ORDNER", type=_pfad, help="wohin die Bilder kommen")


def _fortschreiben(zerleger: Zerleger) -> None:
    _auswahl(zerleger)
    zerleger.add_argument(
        "--bezeichnung", metavar="TEXT", help="Name des neuen Plans (sonst: wie bisher, Jahr + 1)"
    )
    zerleger.add_argument(
        "--ohne-betraege", action="store_true", help="Eintritte und Mittelansätze bleiben leer"
    )


BEFEHLE: dict[str, tuple[str, Callable[[Zerleger], None]]] = {
    "neu": ("Legt eine Plandatei an.", _neu),
    "kennzahlen": ("Zeigt Budget, Bindungen, Handlungsfelder und Eintritte.", _mit_json),
    "pruefen": ("Prüft den Plan (Rückgabe 0: nichts, 1: Befunde, 2: nicht lesbar).", _mit_json),
    "fortschreiben": ("Legt in der Datei den Plan des nächsten Jahres an.", _fortschreiben),
    "export": ("Schreibt die Tabellen des Plans als Excel-Datei.", _export),
    "bericht": ("Schreibt Kennzahlen, Diagramme und alle Tabellen des Plans als PDF.", _bericht),
    "import": ("Vergleicht eine Mappe, Tabelle oder einen Text mit dem Plan und übernimmt.", _import),
    "bilder": ("Schreibt von jeder Seite ein Bild (PNG, hell und dunkel).", _bilder),
}
"""The commands that need no window: purpose and arguments."""
