"""Placeholders in a text: ``{{Neufallbudget}}``, ``{{massnahmen.leistung}}``, ``{{massnahmen[1].team}}``."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.services.excel.vorlage.angebot import KENNZAHLEN, LISTEN, normal
from app.services.excel.vorlage.werte import LEER

if TYPE_CHECKING:
    from app.services.excel.vorlage.angebot import Liste, Satz
    from app.services.excel.vorlage.werte import Wert
    from app.services.planblick import Planblick

MUSTER = re.compile(r"\{\{([^{}]*)\}\}")
_LISTENFELD = re.compile(r"(?P<liste>[^\[\].]+)(?:\[(?P<gruppe>[^\[\]]*)\])?\.(?P<feld>[^\[\].]+)")
_AEHNLICH = 0.75


@dataclass(frozen=True, slots=True)
class Listenfeld:
    """A field of a list: one value for each entry."""

    saetze: tuple[Satz, ...]
    feld: str

    def wert(self, nummer: int) -> Wert:
        """The value of an entry counted from 0; nothing after the last."""
        return self.saetze[nummer].werte[self.feld] if nummer < len(self.saetze) else LEER


@dataclass(frozen=True, slots=True)
class Unbekannt:
    """Nothing that the program can fill; ``grund`` says why where there is something to say."""

    grund: str = ""


@dataclass(slots=True)
class Angebot:
    """What placeholders stand for in one plan."""

    blick: Planblick
    _kennzahlen: dict[str, str] = field(default_factory=lambda: {normal(n): n for n in KENNZAHLEN})
    _listen: dict[str, Liste] = field(default_factory=lambda: {ll.name: ll for ll in LISTEN})
    _werte: dict[str, Wert] = field(default_factory=dict)
    _saetze: dict[str, tuple[Satz, ...]] = field(default_factory=dict)
    _gedeutet: dict[str, Wert | Listenfeld | Unbekannt] = field(default_factory=dict)

    def kennzahl(self, name: str) -> Wert | None:
        """A key figure; None where there is none of this name."""
        bekannt = self._kennzahlen.get(normal(name))
        if bekannt is None:
            return None
        if bekannt not in self._werte:
            self._werte[bekannt] = KENNZAHLEN[bekannt](self.blick)
        return self._werte[bekannt]

    def deute(self, inhalt: str) -> Wert | Listenfeld | Unbekannt:
        """What stands between the braces."""
        if inhalt not in self._gedeutet:
            self._gedeutet[inhalt] = self._deute(inhalt)
        return self._gedeutet[inhalt]

    def _deute(self, inhalt: str) -> Wert | Listenfeld | Unbekannt:
        wert = self.kennzahl(inhalt)
        if wert is not None:
            return wert
        teile = _LISTENFELD.fullmatch(inhalt.strip())
        liste = self._listen.get(normal(teile["liste"])) if teile else None
        if teile is None or liste is None:
            return Unbekannt(self._vorschlag(inhalt))
        if normal(teile["feld"]) not in liste.felder:
            nahe = difflib.get_close_matches(normal(teile["feld"]), liste.felder, 1, _AEHNLICH)
            felder = f"Felder von {liste.name}: {', '.join(liste.felder)}"
            gemeint = f"gemeint vielleicht {{{{{liste.name}.{nahe[0]}}}}}" if nahe else felder
            return Unbekannt(gemeint)
        return self._begrenzt(liste, teile["gruppe"], normal(teile["feld"]))

    def _begrenzt(self, liste: Liste, gruppe: str | None, feld: str) -> Listenfeld | Unbekannt:
        if liste.name not in self._saetze:
            self._saetze[liste.name] = tuple(liste.saetze(self.blick))
        saetze = self._saetze[liste.name]
        if gruppe is None:
            return Listenfeld(saetze, feld)
        schluessel = self._gruppe(liste, gruppe)
        if schluessel is None:
            return Unbekannt(f"„{gruppe.strip()}“ gibt es in diesem Plan nicht")
        return Listenfeld(tuple(satz for satz in saetze if satz.gruppe == schluessel), feld)

    def _gruppe(self, liste: Liste, name: str) -> str | None:
        """The key of a group by number, short name or name; a number comes before a name that looks alike."""
        gruppen = tuple(liste.gruppen(self.blick))
        for namen in ("nummer", "kurz", "bezeichnung", "titel"):
            for eintrag in gruppen:
                if normal(getattr(eintrag, namen) or "") == normal(name):
                    return eintrag.id
        return None

    def _vorschlag(self, inhalt: str) -> str:
        moeglich = {
            **self._kennzahlen,
            **{f"{ll.name}.{f}": f"{ll.name}.{f}" for ll in LISTEN for f in ll.felder},
        }
        nahe = difflib.get_close_matches(normal(inhalt), moeglich, 1, _AEHNLICH)
        return f"gemeint vielleicht {{{{{moeglich[nahe[0]]}}}}}" if nahe else ""
