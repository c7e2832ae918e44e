"""The commands without a window. Only what all of them need is loaded here: Excel and Qt come on use."""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from app.models.fehler import Anwendungsfehler, DateiFehler
from app.services import lader
from app.services.befund import SCHWERE_WORT, Befund, Schwere, befund_als_dict
from app.services.beispiel import lege_beispiel_an
from app.services.eingabe import EingabeFehler
from app.services.fortschreiben import Fortschreibung, bezeichnung_vorschlag, vorschau
from app.services.fortschreiben import fortschreiben as fortschreibe
from app.services.fortschreibworte import punkte, warnungen
from app.services.kennzahlen_json import als_dict
from app.services.kennzahlen_text import als_text
from app.services.nur_lesen import zum_lesen
from app.services.plaene import lege_leer_an, oeffne
from app.services.planblick import Planblick
from app.services.pruefen import pruefe
from app.services.regeln import lade_regeln
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.services.dokument import Dokument
    from app.services.excel import Exportwahl
    from app.services.zeilen import Plankopf

IN_ORDNUNG = 0
BEFUNDE = 1


def neu(werte: Namespace) -> int:
    """Create a plan file: an example, or an empty plan."""
    if werte.beispiel is not None and werte.bezeichnung is not None:
        msg = "Ein Beispielplan hat schon eine Bezeichnung; „--bezeichnung“ gilt nur für leere Pläne."
        raise Anwendungsfehler(msg, "Es wurde nichts angelegt.")
    if werte.beispiel is not None:
        dokument = lege_beispiel_an(werte.ziel, werte.beispiel)
    else:
        jahr = werte.jahr or dt.datetime.now().astimezone().year + 1
        dokument = _lege_leer_an(werte.ziel, jahr, werte.bezeichnung)
    kopf = dokument.blick.kopf
    dokument.datei.schliesse()
    _sag(f"„{werte.ziel}“ angelegt: {kopf.name}, Haushaltsjahr {kopf.haushaltsjahr}.")
    return IN_ORDNUNG


def _lege_leer_an(ziel: Path, jahr: int, bezeichnung: str | None) -> Dokument:
    try:
        return lege_leer_an(ziel, jahr, bezeichnung=bezeichnung)
    except EingabeFehler as fehler:
        raise Anwendungsfehler(str(fehler), "Es wurde nichts angelegt.") from fehler


def kennzahlen(werte: Namespace) -> int:
    """Print the key figures."""
    with _lies(werte.datei, werte.plan) as blick:
        _sag(_json(als_dict(blick, lade_regeln())) if werte.json else als_text(blick))
    return IN_ORDNUNG


def pruefen(werte: Namespace) -> int:
    """Print what the checks found; ``BEFUNDE`` where there is anything, a mere Hinweis included."""
    with _lies(werte.datei, werte.plan) as blick:
        befunde = pruefe(blick, lade_regeln())
        plan, kopf = blick.kopf, als_dict(blick)["plan"]
    if werte.json:
        _sag(_json({"plan": kopf, "befunde": [befund_als_dict(b) for b in befunde]}))
    else:
        vermerk = [plan.titel] if plan.erfunden else []
        _sag("\n".join([*vermerk, *map(_befund_text, befunde), _fazit(befunde)]))
    return BEFUNDE if befunde else IN_ORDNUNG


def export(werte: Namespace) -> int:
    """Write the workbook, or fill a template."""
    if werte.vorlage is not None:
        return _fuelle_vorlage(werte)
    from app.services.excel import exportiere  # noqa: PLC0415 - only this command needs Excel's library

    wahl = _exportwahl(werte)
    with _lies(werte.datei, werte.plan) as blick:
        ziel = exportiere(blick, werte.ziel, wahl=wahl)
    _sag(f"„{ziel}“ geschrieben.")
    return IN_ORDNUNG


def _exportwahl(werte: Namespace) -> Exportwahl:
    from app.services.excel import Exportwahl, Unterdrueckung  # noqa: PLC0415 - as above

    try:
        kleine = None if werte.kleine_zahlen is None else Unterdrueckung(werte.kleine_zahlen)
    except ValueError as fehler:
        raise Anwendungsfehler(str(fehler), "Es wurde nichts geschrieben.") from fehler
    return Exportwahl(
        werte.tabellen,
        interne_bemerkungen=werte.bemerkungen == "mit",
        zeilen_mit_bemerkung=werte.bemerkungen != "ohne-zeilen",
        kleine_zahlen=kleine,
    )


def bericht(werte: Namespace) -> int:
    """Write the report, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded: it is read only then
    from app.views import anwendung  # noqa: PLC0415 - only this command and "bilder" need Qt
    from app.views.bericht import schreibe_bericht  # noqa: PLC0415 - as above

    anwendung.setze_thema(anwendung.erzeuge(), "hell")
    with _lies(werte.datei, werte.plan) as blick:
        ziel = schreibe_bericht(blick, werte.ziel, wahl=_exportwahl(werte))
    _sag(f"„{ziel}“ geschrieben.")
    return IN_ORDNUNG


def importieren(werte: Namespace) -> int:
    """Show what a file would change in the plan, or take it over."""
    from app import kommando_import  # noqa: PLC0415 - only this command needs it

    kommando_import.pruefe_aufruf(werte)
    if not werte.anwenden:
        with _lies(werte.datei, werte.plan) as blick:
            schau = kommando_import.vergleiche(blick, werte)
            kommando_import.zeige(blick, schau, als_json=werte.vorschau == "json")
        return IN_ORDNUNG
    dok = oeffne(werte.datei)
    try:
        dok.waehle(_waehle(werte.datei, dok.plaene(), werte.plan).id)
        return kommando_import.uebernimm(dok, kommando_import.vergleiche(dok.blick, werte), werte)
    finally:
        dok.datei.schliesse()


def _fuelle_vorlage(werte: Namespace) -> int:
    if werte.tabellen is not None or werte.bemerkungen is not None or werte.kleine_zahlen is not None:
        was = "„--vorlage“ schließt „--tabellen“, „--bemerkungen“ und „--kleine-zahlen“ aus."
        raise Anwendungsfehler(was, "Es wurde nichts geschrieben.")
    from app.services.excel.vorlage import fuelle_vorlage  # noqa: PLC0415 - only this command needs it

    with _lies(werte.datei, werte.plan) as blick:
        bericht = fuelle_vorlage(blick, werte.vorlage, werte.ziel)
    _sag(f"„{bericht.ziel}“ geschrieben: {bericht.zahlen}.")
    for platzhalter in bericht.nicht_erkannt:
        _sag(f"Nicht erkannt: {platzhalter}")
    for hinweis in bericht.hinweise:
        _sag(hinweis)
    return IN_ORDNUNG


def bilder(werte: Namespace) -> int:
    """Write a picture of each page, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is loaded: it is read only then
    from app.views.bilder import mache_bilder  # noqa: PLC0415 - as above

    for pfad in mache_bilder(werte.datei, werte.ordner):
        _sag(str(pfad))
    return IN_ORDNUNG


def fortschreiben(werte: Namespace) -> int:
    """Make the plan of the year after in the same file, and say what came about."""
    dok = oeffne(werte.datei)
    try:
        dok.waehle(_waehle(werte.datei, dok.plaene(), werte.plan).id)
        bezeichnung = (
            werte.bezeichnung if werte.bezeichnung is not None else bezeichnung_vorschlag(dok.blick.kopf)
        )
        wahl = Fortschreibung(bezeichnung, betraege_uebernehmen=not werte.ohne_betraege)
        schau = vorschau(dok, wahl)
        try:
            fortschreibe(dok, wahl)
        except EingabeFehler as fehler:
            raise Anwendungsfehler(str(fehler), "Es wurde nichts geändert.") from fehler
        kopf = dok.blick.kopf
    finally:
        dok.datei.schliesse()
    _sag(f"„{werte.datei}“: Plan {kopf.haushaltsjahr} angelegt, „{kopf.bezeichnung}“.")
    for punkt in punkte(schau):
        _sag(f"{punkt.name}: {punkt.text}")
    for warnung in warnungen(schau):
        _sag(f"Warnung: {warnung}")
    return IN_ORDNUNG


KOMMANDOS: dict[str, Callable[[Namespace], int]] = {
    "neu": neu,
    "kennzahlen": kennzahlen,
    "pruefen": pruefen,
    "fortschreiben": fortschreiben,
    "export": export,
    "bericht": bericht,
    "import": importieren,
    "bilder": bilder,
}


@contextmanager
def _lies(pfad: Path, plan_id: str | None) -> Iterator[Planblick]:
    """A plan of the file, read only: neither the file nor its folder is touched."""
    with zum_lesen(pfad) as datei:
        with datei.lesen() as verbindung:
            plaene = lader.lade_plaene(verbindung)
        yield Planblick(datei, _waehle(pfad, plaene, plan_id).id)


def _waehle(pfad: Path, plaene: tuple[Plankopf, ...], plan_id: str | None) -> Plankopf:
    if not plaene:
        raise DateiFehler(pfad, f"„{pfad.name}“ enthält keinen Plan.")
    if plan_id is None:
        return plaene[0]
    for plan in plaene:
        if plan.id == plan_id:
            return plan
    vorhanden = "; ".join(f"{p.id} ({p.haushaltsjahr}, {p.name})" for p in plaene)
    raise DateiFehler(
        pfad, f"Einen Plan „{plan_id}“ gibt es in „{pfad.name}“ nicht.", rat=f"Vorhanden: {vorhanden}."
    )


def _befund_text(befund: Befund) -> str:
    quelle = f" [{befund.quelle}]" if befund.quelle else ""
    return f"{SCHWERE_WORT[befund.schwere]}: {befund.text}{quelle}"


def _fazit(befunde: tuple[Befund, ...]) -> str:
    if not befunde:
        return "Keine Befunde."
    zahlen = {s: sum(b.schwere is s for b in befunde) for s in Schwere}
    return (
        f"{anzahl(len(befunde), 'Befund', 'Befunde')}: {zahlen[Schwere.FEHLER]} Fehler, "
        f"{anzahl(zahlen[Schwere.WARNUNG], 'Warnung', 'Warnungen')}, "
        f"{anzahl(zahlen[Schwere.HINWEIS], 'Hinweis', 'Hinweise')}."
    )


def _json(daten: dict[str, Any]) -> str:
    return json.dumps(daten, ensure_ascii=False, indent=2)


def _sag(text: str) -> None:
    sys.stdout.write(f"{text}\n")
