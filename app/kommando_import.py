"""The command ``import``: shows what a file would change in a plan, or takes it over."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from app.models.fehler import Anwendungsfehler
from app.models.geld import format_eur
from app.services.einfuhr.anwenden import wende_an
from app.services.einfuhr.quelle import deute, lies_quelle, vorschau
from app.services.einfuhr.vorschau import Postenart, Quellenart, vorschau_als_dict
from app.services.einfuhr.wirkung import wirkung
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from app.services.dokument import Dokument
    from app.services.einfuhr.quelle import Quelle
    from app.services.einfuhr.spaltenraten import Deutung
    from app.services.einfuhr.vorschau import Posten, Vorschau
    from app.services.planblick import Planblick

UEBERNOMMEN = 0
OFFEN = 1
"""Something of the source was not taken over."""


def pruefe_aufruf(werte: Namespace) -> None:
    """Check what belongs together on the command line.

    Raises:
        Anwendungsfehler: a reason without taking over, or the other way round.
    """
    if werte.anwenden and not (werte.grund or "").strip():
        msg = 'Zum Übernehmen gehört ein Grund: --grund "…"; er steht im Protokoll.'
        raise Anwendungsfehler(msg, "Es wurde nichts geändert.")
    if not werte.anwenden and (werte.alles or werte.grund):
        raise Anwendungsfehler("--grund und --alles gelten nur mit --anwenden.", "Es wurde nichts geändert.")


def vergleiche(blick: Planblick, werte: Namespace) -> Vorschau:
    """Read the source and compare it with the plan."""
    quelle = lies_quelle(werte.quelle)
    return vorschau(blick, quelle, _deutung(quelle, blick, werte.blatt))


def _deutung(quelle: Quelle, blick: Planblick, blatt: str | None) -> Deutung | None:
    return deute(quelle, blick.jahr, blatt) if quelle.art is Quellenart.TABELLE else None


def zeige(blick: Planblick, schau: Vorschau, *, als_json: bool) -> None:
    """Print the preview."""
    if als_json:
        daten = {**vorschau_als_dict(schau), "wirkung": wirkung_als_dict(blick, schau)}
        sys.stdout.write(json.dumps(daten, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(als_text(blick, schau)) + "\n")


def wirkung_als_dict(blick: Planblick, schau: Vorschau) -> dict[str, dict[str, int]]:
    """What the suggested items do to the budget, for JSON."""
    folge = wirkung(blick, schau.nach_schluessel(schau.vorgeschlagen))
    return {
        wort: {
            "neufallbudget_cent": stand.neufallbudget_cent,
            "verplant_cent": stand.verplant_cent,
            "rest_cent": stand.rest_cent,
            "eintritte": stand.eintritte,
        }
        for wort, stand in (("vorher", folge.vorher), ("nachher", folge.nachher))
    }


def als_text(blick: Planblick, schau: Vorschau) -> Iterator[str]:
    """The preview as lines for people."""
    worte = anzahl(len(schau.posten), "Unterschied", "Unterschiede")
    yield f"{blick.kopf.titel}: {worte} in „{schau.quelle}“"
    if schau.geaendert_von:
        wann = f" am {schau.geaendert_am.replace('T', ' ')}" if schau.geaendert_am else ""
        yield f"Zuletzt gespeichert von {schau.geaendert_von}{wann}"
    for posten in schau.posten:
        yield _zeile(posten)
    for hinweis in schau.hinweise:
        yield f"Hinweis: {hinweis}"
    folge = wirkung(blick, schau.nach_schluessel(schau.vorgeschlagen))
    if schau.posten:
        yield (
            f"Rest des Neufallbudgets: {format_eur(folge.vorher.rest_cent)} → "
            f"{format_eur(folge.nachher.rest_cent)}"
        )


def _zeile(posten: Posten) -> str:
    zeichen = "✗" if posten.fehler else "!" if posten.konflikt else "+" if posten.vorgeschlagen else "–"
    was = {
        Postenart.ZELLE: f"{posten.feldwort}: „{posten.alt}“ → „{posten.neu}“",
        Postenart.NEU: f"neue Zeile: {posten.neu}",
        Postenart.WEG: "gelöscht",
    }[posten.art]
    zusatz = "; ".join(t for t in (posten.fehler, posten.vermerk) if t)
    return f"{zeichen} {posten.name} ({posten.ort}) {was}{f' [{zusatz}]' if zusatz else ''}"


def uebernimm(dok: Dokument, schau: Vorschau, werte: Namespace) -> int:
    """Take over what nothing speaks against; with ``--alles`` conflicts and deletions too."""
    gewaehlt = {p.schluessel for p in schau.posten if p.moeglich} if werte.alles else schau.vorgeschlagen
    if not schau.posten:
        sys.stdout.write(f"„{schau.quelle}“: nichts zu übernehmen.\n")
        return UEBERNOMMEN
    if gewaehlt:
        wende_an(dok, schau, gewaehlt, werte.grund)
        rest = format_eur(dok.blick.kennzahlen.rest_cent)
        wort = anzahl(len(gewaehlt), "Änderung", "Änderungen")
        sys.stdout.write(f"{wort} aus „{schau.quelle}“ übernommen. Rest des Neufallbudgets: {rest}\n")
    else:
        sys.stdout.write(f"„{schau.quelle}“: nichts übernommen.\n")
    offen = [p for p in schau.posten if p.schluessel not in gewaehlt]
    for posten in offen:
        sys.stdout.write(f"Nicht übernommen: {_zeile(posten)}\n")
    return OFFEN if offen else UEBERNOMMEN
