"""Rules that change with the law: dated data with its source (``resources/regeln``), no constants in code."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from app.models.fehler import DateiFehler
from app.models.geld import BetragFehler, parse_eur
from app.services.ressourcen import ressource

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

EINGLIEDERUNGSMITTEL = "eingliederungsmittel"
BASEN = (EINGLIEDERUNGSMITTEL, "gesamtverwaltungskosten")
"""What a share can refer to."""
OBERGRENZE = "obergrenze_anteil"
ABWEICHUNG_MEDIAN = "abweichung_median"
PAT_PAUSCHALE = "pat_pauschale"
LOHNKOSTENZUSCHUSS = "lohnkostenzuschuss"
AUSLASTUNG_NIEDRIG = "auslastung_niedrig"
ABWEICHUNG_RAHMEN = "abweichung_rahmen"
ZUTEILUNG_EINGLIEDERUNG = "zuteilung_eingliederung"
ZUTEILUNG_VERWALTUNG = "zuteilung_verwaltung"

_KOPF: Mapping[str, type] = {
    "schluessel": str,
    "art": str,
    "bezeichnung": str,
    "gueltig_von": dt.date,
    "quelle": str,
}
_WERTE: Mapping[str, Mapping[str, type]] = {
    OBERGRENZE: {"anteil_promille": int, "basis": str, "rechtsgrundlagen": list},
    "keine_obergrenze": {"rechtsgrundlagen": list},
    ABWEICHUNG_MEDIAN: {"faktor_von_promille": int, "faktor_bis_promille": int, "mindestzeilen": int},
    PAT_PAUSCHALE: {"pauschalen": list, "zeitraum": str, "rechtsgrundlagen": list},
    LOHNKOSTENZUSCHUSS: {"anteile_promille": list, "rechtsgrundlagen": list},
    AUSLASTUNG_NIEDRIG: {"anteil_promille": int},
    ABWEICHUNG_RAHMEN: {"anteil_promille": int},
    "anteil_verwaltungskosten": {"bund_promille": int, "kommune_promille": int, "basis": str},
    ZUTEILUNG_EINGLIEDERUNG: {
        "anteil_pdi_promille": int,
        "anteil_si_promille": int,
        "gewicht_promille": int,
    },
    ZUTEILUNG_VERWALTUNG: {"zeitraum_neu": str, "zeitraum_alt": str},
}
"""What a rule of each kind must say; other kinds are kept as they are, for later versions' data."""
_ELEMENTE: Mapping[str, type] = {"rechtsgrundlagen": str, "anteile_promille": int, "pauschalen": dict}
_PAUSCHALE: Mapping[str, type] = {"klasse": int, "bezeichnung": str, "betrag": str}
_TYPWORT = {
    str: "ein Text",
    int: "eine ganze Zahl",
    list: "eine Liste",
    dt.date: "ein Datum (JJJJ-MM-TT)",
    dict: "eine Tabelle",
}


class RegelFehler(DateiFehler):
    """A rule file that cannot be used; the sentence names file, rule and field."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule with its dates and its source; ``werte`` holds what its kind needs (see ``_WERTE``)."""

    schluessel: str
    art: str
    bezeichnung: str
    gueltig_von: dt.date
    gueltig_bis: dt.date | None
    """Last day; None while the rule is in force."""
    quelle: str
    """Legal source, or that it is a rule of the house."""
    werte: Mapping[str, Any]

    def gilt_am(self, tag: dt.date) -> bool:
        """True on each day from the first to the last, both included."""
        return self.gueltig_von <= tag and (self.gueltig_bis is None or tag <= self.gueltig_bis)

    def gilt_im(self, haushaltsjahr: int) -> bool:
        """True where the rule is in force on at least one day of the year."""
        return self.gueltig_von.year <= haushaltsjahr and (
            self.gueltig_bis is None or haushaltsjahr <= self.gueltig_bis.year
        )

    def zahl(self, name: str) -> int:
        """A whole number, shares in Promille."""
        return int(self.werte[name])

    def text(self, name: str) -> str:
        """A word."""
        return str(self.werte[name])

    def liste(self, name: str) -> tuple[str, ...]:
        """A list of words."""
        return tuple(str(wert) for wert in self.werte[name])

    def zahlen(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        return tuple(int(wert) for wert in self.werte[name])

    def gilt_fuer(self, rechtsgrundlage: str) -> bool:
        """True where the rule names this legal basis, however its blanks and case are written."""
        return norm(rechtsgrundlage) in {norm(code) for code in self.liste("rechtsgrundlagen")}


def norm(rechtsgrundlage: str) -> str:
    """A legal basis for comparing, blanks and case aside: ``§ 16e SGB II`` equals ``§16e sgb ii``."""
    return "".join(rechtsgrundlage.split()).casefold()


def lade_regeln(ordner: Path | None = None) -> tuple[Regel, ...]:
    """All rules of a folder (by default the program's own), by file name and in the files' order.

    Nothing is kept in the background: whoever needs the rules often keeps the tuple.

    Raises:
        RegelFehler: a file is no TOML, a rule lacks something, or two rules have the same key.
    """
    ordner = ordner if ordner is not None else ressource("regeln")
    regeln: list[Regel] = []
    for pfad in sorted(ordner.glob("*.toml")):
        regeln.extend(_lies(pfad))
        schluessel = sorted(r.schluessel for r in regeln)
        doppelt = next((a for a, b in pairwise(schluessel) if a == b), None)
        if doppelt is not None:
            raise _fehler(pfad, f"der Schlüssel „{doppelt}“ kommt zweimal vor")
    return tuple(regeln)


def gueltig(regeln: Iterable[Regel], art: str, wann: int | dt.date) -> tuple[Regel, ...]:
    """The rules of a kind in force on a day, or on at least one day of a Haushaltsjahr (a whole number)."""
    if isinstance(wann, int):
        return tuple(r for r in regeln if r.art == art and r.gilt_im(wann))
    return tuple(r for r in regeln if r.art == art and r.gilt_am(wann))


def _lies(pfad: Path) -> list[Regel]:
    try:
        with pfad.open("rb") as datei:
            daten = tomllib.load(datei)
    except OSError as fehlschlag:
        raise _fehler(pfad, "sie lässt sich nicht lesen") from fehlschlag
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fehlschlag:
        raise _fehler(pfad, f"sie ist kein gültiges TOML ({fehlschlag})") from fehlschlag
    eintraege = daten.get("regel", [])
    if not isinstance(eintraege, list) or not all(isinstance(e, dict) for e in eintraege):
        raise _fehler(pfad, "die Regeln müssen als „[[regel]]“ geschrieben sein")
    return [_regel(pfad, nummer, eintrag) for nummer, eintrag in enumerate(eintraege, start=1)]


def _regel(pfad: Path, nummer: int, eintrag: dict[str, Any]) -> Regel:
    name = f"Regel {nummer} („{eintrag.get('schluessel', 'ohne Schlüssel')}“)"
    _verlange(pfad, name, eintrag, _KOPF)
    felder = _WERTE.get(eintrag["art"], {})
    _verlange(pfad, name, eintrag, felder)
    _verlange_elemente(pfad, name, eintrag, [feld for feld in felder if feld in _ELEMENTE])
    if "basis" in eintrag and eintrag["basis"] not in BASEN:
        raise _fehler(pfad, f"in {name} ist „{eintrag['basis']}“ keine Basis ({', '.join(BASEN)})")
    von, bis = eintrag["gueltig_von"], eintrag.get("gueltig_bis")
    if bis is not None:
        _verlange(pfad, name, eintrag, {"gueltig_bis": dt.date})
        if bis < von:
            raise _fehler(pfad, f"in {name} liegt „gueltig_bis“ vor „gueltig_von“")
    werte = {k: v for k, v in eintrag.items() if k not in _KOPF and k != "gueltig_bis"}
    return Regel(
        eintrag["schluessel"], eintrag["art"], eintrag["bezeichnung"], von, bis, eintrag["quelle"], werte
    )


def _verlange(pfad: Path, name: str, eintrag: dict[str, Any], felder: Mapping[str, type]) -> None:
    for feld, typ in felder.items():
        wert = eintrag.get(feld)
        if wert is None or wert in ("", []):
            raise _fehler(pfad, f"in {name} fehlt „{feld}“")
        # Exact types: TOML's true is no number, and a date with a time of day is no date.
        if type(wert) is not typ:
            raise _fehler(pfad, f"in {name} muss „{feld}“ {_TYPWORT[typ]} sein")


def _verlange_elemente(pfad: Path, name: str, eintrag: dict[str, Any], listen: Iterable[str]) -> None:
    for feld in listen:
        typ = _ELEMENTE[feld]
        if any(type(element) is not typ for element in eintrag[feld]):
            raise _fehler(pfad, f"in {name} muss jeder Eintrag von „{feld}“ {_TYPWORT[typ]} sein")
        if feld != "pauschalen":
            continue
        for nummer, pauschale in enumerate(eintrag[feld], start=1):
            _verlange(pfad, f"Pauschale {nummer} von {name}", pauschale, _PAUSCHALE)
            try:
                parse_eur(pauschale["betrag"])
            except BetragFehler as fehler:
                warum = str(fehler).removesuffix(".")
                raise _fehler(pfad, f"Pauschale {nummer} von {name}: {warum}") from fehler


def _fehler(pfad: Path, warum: str) -> RegelFehler:
    return RegelFehler(
        pfad,
        f"Die Regeldatei „{pfad.name}“ kann nicht verwendet werden: {warum}.",
        "Ihr Plan ist davon nicht betroffen.",
        "Installieren Sie das Programm neu oder berichtigen Sie die Datei.",
    )
