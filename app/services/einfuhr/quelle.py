"""From a file to a preview: recognises what it is, and reads it by the way that fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.models.fehler import DateiFehler
from app.services.einfuhr.abgleich import Abgleich
from app.services.einfuhr.amip import lies_amip
from app.services.einfuhr.amip_posten import budgetposten, grundlagenposten, katalogposten, vorbindungen
from app.services.einfuhr.eigene import ist_eigene, vorschau_eigene
from app.services.einfuhr.lesen import lies_datei
from app.services.einfuhr.spaltenraten import rate, rate_blatt
from app.services.einfuhr.tabelle import lies_tabelle
from app.services.einfuhr.vorschau import Quellenart, Vorschau
from app.services.eingabe import Feld
from app.services.fehler import Anwendungsfehler

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.services.einfuhr.amip import AmipLesung
    from app.services.einfuhr.rohdaten import Rohblatt, Rohmappe
    from app.services.einfuhr.spaltenraten import Deutung
    from app.services.planblick import Planblick

TEXTENDUNGEN = frozenset({".txt", ".md"})
GROESSTER_TEXT = 20_000_000
"""Bytes of a text that is read as a programme."""
NICHTS = "Am Plan wurde nichts geändert."
_GENANNT = 8
"""So many sheets a message names."""


@dataclass(frozen=True, slots=True)
class Quelle:
    """A file that was read: what it is, and what it holds."""

    art: Quellenart
    name: str
    mappe: Rohmappe | None = None
    text: str = ""

    def blatt(self, name: str | None, jahr: int) -> Rohblatt:
        """A sheet of a foreign table: that of a name, or the one that looks most like measures."""
        if self.mappe is None:
            msg = f"„{self.name}“ ist keine Tabelle."
            raise Anwendungsfehler(msg, NICHTS)
        if name is None:
            return rate_blatt(self.mappe, jahr)
        for blatt in self.mappe.blaetter:
            if blatt.name == name:
                return blatt
        vorhanden = ", ".join(f"„{b.name}“" for b in self.mappe.blaetter[:_GENANNT])
        msg = f"Ein Blatt „{name}“ gibt es in „{self.name}“ nicht; dort stehen {vorhanden}."
        raise Anwendungsfehler(msg, NICHTS)


def lies_quelle(pfad: Path, *, fortschritt: Callable[[str, float], None] | None = None) -> Quelle:
    """Read a file and say what it is; a workbook is read in a process of its own.

    Raises:
        Anwendungsfehler: it cannot be read, with the reason; the plan is not touched.
    """
    melde = fortschritt or (lambda _text, _anteil: None)
    melde(f"„{pfad.name}“ lesen", 0.1)
    if pfad.suffix.casefold() in TEXTENDUNGEN and (text := _programmtext(pfad)) is not None:
        return Quelle(Quellenart.AMIP, pfad.name, text=text)
    mappe = lies_datei(pfad, fortschritt=lambda text, anteil: melde(text, 0.1 + 0.7 * anteil))
    melde(f"„{pfad.name}“ vergleichen", 0.8)
    art = Quellenart.EIGENE if ist_eigene(mappe) else Quellenart.TABELLE
    return Quelle(art, pfad.name, mappe)


def _programmtext(pfad: Path) -> str | None:
    """The text of a file that holds measure tables of a programme; None for any other."""
    try:
        if pfad.stat().st_size > GROESSTER_TEXT:
            raise DateiFehler(
                pfad, f"„{pfad.name}“ ist zu groß für den Text eines Programms.", NICHTS, "Kürzen Sie ihn."
            )
        text = _entziffert(pfad.read_bytes())
    except OSError as fehlschlag:
        raise DateiFehler(
            pfad, f"„{pfad.name}“ lässt sich nicht lesen.", NICHTS, "Prüfen Sie Ort und Rechte der Datei."
        ) from fehlschlag
    try:
        lies_amip(text, pfad.name)
    except Anwendungsfehler:
        return None
    return text


def _entziffert(inhalt: bytes) -> str:
    """The text of a file: UTF-8, or as older programs of Windows write."""
    if inhalt.startswith((b"\xff\xfe", b"\xfe\xff")):
        return inhalt.decode("utf-16", errors="replace")
    try:
        return inhalt.decode("utf-8-sig")
    except UnicodeDecodeError:
        return inhalt.decode("cp1252", errors="replace")


def deute(quelle: Quelle, jahr: int, blatt: str | None = None) -> Deutung:
    """What the columns of a foreign table seem to be, for somebody to confirm."""
    return rate(quelle.blatt(blatt, jahr), jahr)


def vorschau(blick: Planblick, quelle: Quelle, deutung: Deutung | None = None) -> Vorschau:
    """What the source would change in the plan; ``deutung``: the columns as somebody confirmed them.

    Raises:
        Anwendungsfehler: another plan's workbook, or no table that can be read.
    """
    if quelle.art is Quellenart.EIGENE and quelle.mappe is not None:
        return vorschau_eigene(blick, quelle.mappe)
    if quelle.art is Quellenart.AMIP:
        return _vorschau_amip(blick, quelle)
    return _vorschau_tabelle(blick, quelle, deutung)


def _vorschau_tabelle(blick: Planblick, quelle: Quelle, deutung: Deutung | None) -> Vorschau:
    blatt = quelle.blatt(deutung.blatt if deutung else None, blick.jahr)
    deutung = deutung or rate(blatt, blick.jahr)
    if not deutung.lesbar:
        raise Anwendungsfehler(
            f"In „{quelle.name}“, Blatt „{blatt.name}“, fand sich keine Tabelle mit Maßnahmen.",
            NICHTS,
            "Gebraucht wird eine Spalte mit der Leistung und eine weitere, etwa Eintritte oder Mittelansatz.",
        )
    lesung = replace(lies_tabelle(blatt, deutung, blick.jahr), quelle=quelle.name)
    mappe = quelle.mappe
    hinweise = mappe.hinweise if mappe else ()
    schau = Abgleich(blick, lesung).vorschau(Quellenart.TABELLE, hinweise=hinweise)
    if mappe is None:
        return schau
    return replace(schau, geaendert_von=mappe.geaendert_von, geaendert_am=mappe.geaendert_am)


def _vorschau_amip(blick: Planblick, quelle: Quelle) -> Vorschau:
    produkte = {
        z.leistung: blick.produkte[z.produkt_id].bezeichnung for z in blick.zeilen.values() if z.produkt_id
    }
    lesung: AmipLesung = lies_amip(quelle.text, quelle.name, produkte or None)
    neue_bindungen, saetze = vorbindungen(blick, lesung)
    if lesung.haushaltsjahr not in {None, blick.jahr}:
        saetze = (f"Der Text ist für {lesung.haushaltsjahr}, der Plan für {blick.jahr}.", *saetze)
    weitere = (
        *budgetposten(blick, lesung),
        *neue_bindungen,
        *katalogposten(blick, lesung),
        *grundlagenposten(blick, lesung),
    )
    abgleich = Abgleich(blick, lesung.lesung, nur_neue=frozenset({Feld.FUNKTION}))
    return abgleich.vorschau(Quellenart.AMIP, weitere=weitere, hinweise=saetze)
