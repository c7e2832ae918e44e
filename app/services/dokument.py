"""The open plan: one place through which every change goes, with undo and redo out of the journal."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, Table, insert, select

from app.models.basis import Basis, neue_id
from app.models.journal import Satz, beobachte, to_json
from app.models.schema import PLANTABELLEN
from app.models.sperre import benutzername
from app.models.vorgang import Aenderung, Vorgang, Vorgangstyp
from app.services import lader
from app.services.changes import Changes, Nachricht
from app.services.planblick import Planblick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from app.models.datei import PlanDatei
    from app.services.zeilen import Plankopf

PLAN_ANLEGEN = "plan_anlegen"


@dataclass(frozen=True, slots=True)
class Schritt:
    """An entry of the undo or redo list."""

    vorgang_id: str
    bezeichnung: str
    art: str
    plan_id: str | None


@dataclass(slots=True)
class Tat:
    """A Vorgang under way: change entities on ``session``; ``changes`` is there once the block has ended."""

    session: Session
    plan_id: str | None
    bezeichnung: str
    saetze: list[Satz] = field(default_factory=list)
    changes: Changes | None = None

    def ergebnis(self) -> Changes:
        """What changed, after the block."""
        if self.changes is None:
            msg = "the Vorgang has not ended"
            raise RuntimeError(msg)
        return self.changes


class Dokument:
    """An open plan file with its active plan, undo list and read model.

    ``wer`` is the name that stands in the journal.
    """

    def __init__(self, datei: PlanDatei, *, wer: str | None = None, plan_id: str | None = None) -> None:
        """Open the newest plan of the file, or ``plan_id``; a file without plans has no ``blick``."""
        self.datei = datei
        self.wer = wer or benutzername()
        self._tat: Tat | None = None
        self._hoerer: list[Callable[[Nachricht], None]] = []
        self._getan: list[Schritt] = []
        self._zurueckgenommen: list[Schritt] = []
        beobachte(datei.session, self._merke, lambda: self._tat is not None)
        self._lies_verlauf()
        self._blick: Planblick | None = None
        plaene = self.plaene()
        if plaene:
            self.waehle(plan_id or plaene[0].id)

    # -- the active plan -------------------------------------------------------------------------

    def plaene(self) -> tuple[Plankopf, ...]:
        """All plans of the file."""
        with self.datei.lesen() as verbindung:
            return lader.lade_plaene(verbindung)

    def waehle(self, plan_id: str) -> None:
        """Make a plan the active one; listeners are told to show everything anew."""
        self._blick = Planblick(self.datei, plan_id)
        leer = Changes("", "", "", plan_id, ())
        self._melde(
            Nachricht(leer, frozenset(), struktur=True, budget=True, bindungen=True, kataloge=True, plan=True)
        )

    @property
    def blick(self) -> Planblick:
        """The read model of the active plan."""
        if self._blick is None:
            msg = "the file holds no plan"
            raise LookupError(msg)
        return self._blick

    @property
    def hat_plan(self) -> bool:
        """False for a file without any plan."""
        return self._blick is not None

    def hoere(self, hoerer: Callable[[Nachricht], None]) -> None:
        """Call ``hoerer`` after every Vorgang that changed something."""
        self._hoerer.append(hoerer)

    # -- Vorgänge --------------------------------------------------------------------------------

    @contextmanager
    def vorgang(
        self, art: str, bezeichnung: str, *, grund: str | None = None, plan_id: str | None = None
    ) -> Iterator[Tat]:
        """One Vorgang: durable and journalled when the block ends, or nothing of it.

        Args:
            art: kind of deed, a stable word for the journal.
            bezeichnung: what the user reads in Protokoll and at Undo.
            grund: why, where the user gave a reason.
            plan_id: the plan concerned, if not the active one.

        Raises:
            DateiFehler: nothing was kept.
        """
        plan_id = plan_id or (self._blick.plan_id if self._blick else None)
        with self._schreibe(art, bezeichnung, plan_id, Vorgangstyp.TAT, None, grund) as tat:
            yield tat
        if tat.ergebnis():
            self._getan.append(Schritt(tat.ergebnis().vorgang_id, bezeichnung, art, plan_id))
            self._zurueckgenommen.clear()
        self._verbreite(tat.ergebnis())

    @property
    def naechstes_rueckgaengig(self) -> Schritt | None:
        """What Undo would take back; None at the start, and for the only plan's creation."""
        if not self._getan or (self._getan[-1].art == PLAN_ANLEGEN and len(self.plaene()) == 1):
            return None
        return self._getan[-1]

    @property
    def naechstes_wiederholen(self) -> Schritt | None:
        """What Redo would do again."""
        return self._zurueckgenommen[-1] if self._zurueckgenommen else None

    def rueckgaengig(self) -> Changes | None:
        """Take back the last deed that is not yet taken back; None where there is none."""
        schritt = self.naechstes_rueckgaengig
        if schritt is None:
            return None
        changes = self._spiele(schritt, Vorgangstyp.RUECKGAENGIG)
        self._zurueckgenommen.append(self._getan.pop())
        self._folge(schritt)
        self._verbreite(changes)
        return changes

    def wiederholen(self) -> Changes | None:
        """Do again what was taken back last; None where there is nothing."""
        schritt = self.naechstes_wiederholen
        if schritt is None:
            return None
        changes = self._spiele(schritt, Vorgangstyp.WIEDERHOLEN)
        self._getan.append(self._zurueckgenommen.pop())
        self._folge(schritt)
        self._verbreite(changes)
        return changes

    # -- within ----------------------------------------------------------------------------------

    @contextmanager
    def _schreibe(  # noqa: PLR0913 - the columns of a journal entry
        self,
        art: str,
        bezeichnung: str,
        plan_id: str | None,
        typ: Vorgangstyp,
        bezug: str | None,
        grund: str | None = None,
    ) -> Iterator[Tat]:
        if self._tat is not None:
            msg = "a Vorgang is already open"
            raise RuntimeError(msg)
        zeitpunkt = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        try:
            with self.datei.schreiben() as session:
                tat = self._tat = Tat(session, plan_id, bezeichnung)
                yield tat
                session.flush()
                vorgang_id = neue_id()
                if tat.saetze:
                    eintrag = {
                        "id": vorgang_id,
                        "plan_id": plan_id,
                        "zeitpunkt": zeitpunkt,
                        "wer": self.wer,
                        "art": art,
                        "bezeichnung": bezeichnung,
                        "grund": grund,
                        "typ": typ.value,
                        "bezug": bezug,
                    }
                    _journal(session.connection(), eintrag, tat.saetze)
            self.datei.session.expunge_all()
            tat.changes = Changes(vorgang_id, bezeichnung, zeitpunkt, plan_id, tuple(tat.saetze))
        finally:
            self._tat = None

    def _merke(self, satz: Satz) -> None:
        if self._tat is None:
            msg = "Plan content is written by a Vorgang only"
            raise RuntimeError(msg)
        self._tat.saetze.append(satz)

    def _spiele(self, schritt: Schritt, typ: Vorgangstyp) -> Changes:
        zurueck = typ is Vorgangstyp.RUECKGAENGIG
        wort = "Rückgängig" if zurueck else "Wiederholt"
        with self._schreibe(
            schritt.art, f"{wort}: {schritt.bezeichnung}", schritt.plan_id, typ, schritt.vorgang_id
        ) as tat:
            verbindung = tat.session.connection()
            verbindung.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            saetze = _lies_saetze(verbindung, schritt.vorgang_id)
            for satz in map(_umgekehrt, reversed(saetze)) if zurueck else saetze:
                _wende_an(verbindung, satz)
                tat.saetze.append(satz)
        return tat.ergebnis()

    def _folge(self, schritt: Schritt) -> None:
        """Show the plan whose deed was taken back or done again."""
        anderer = self._blick is None or schritt.plan_id != self._blick.plan_id
        if anderer and schritt.plan_id in {p.id for p in self.plaene()}:
            self.waehle(str(schritt.plan_id))

    def _verbreite(self, changes: Changes) -> None:
        if not changes:
            return
        plaene = {p.id for p in self.plaene()} if any(s.tabelle == "plan" for s in changes.saetze) else None
        if plaene is not None and (self._blick is None or self._blick.plan_id not in plaene):
            self.waehle(next(iter(plaene)))
        if self._blick is None:
            return
        self._melde(self._blick.nachziehen(changes))

    def _melde(self, nachricht: Nachricht) -> None:
        for hoerer in self._hoerer:
            hoerer(nachricht)

    def _lies_verlauf(self) -> None:
        with self.datei.lesen() as verbindung:
            rows = verbindung.execute(
                select(
                    Vorgang.id, Vorgang.typ, Vorgang.bezeichnung, Vorgang.art, Vorgang.plan_id
                ).order_by(Vorgang.nr)
            ).all()
        for vorgang_id, typ, bezeichnung, art, plan_id in rows:
            if typ == Vorgangstyp.TAT:
                self._getan.append(Schritt(vorgang_id, bezeichnung, art, plan_id))
                self._zurueckgenommen.clear()
            elif typ == Vorgangstyp.RUECKGAENGIG:
                self._zurueckgenommen.append(self._getan.pop())
            else:
                self._getan.append(self._zurueckgenommen.pop())


def _journal(verbindung: Connection, eintrag: dict[str, Any], saetze: list[Satz]) -> None:
    verbindung.execute(insert(Vorgang), eintrag)
    verbindung.execute(
        insert(Aenderung),
        [
            {
                "vorgang_id": eintrag["id"],
                "tabelle": satz.tabelle,
                "zeile_id": satz.zeile_id,
                "aktion": satz.aktion,
                "alt": to_json(satz.alt),
                "neu": to_json(satz.neu),
            }
            for satz in saetze
        ],
    )


def _tabelle(name: str) -> Table:
    return Basis.metadata.tables[PLANTABELLEN[name].__tablename__]


def _lies_saetze(verbindung: Connection, vorgang_id: str) -> list[Satz]:
    rows = verbindung.execute(
        select(Aenderung.tabelle, Aenderung.zeile_id, Aenderung.aktion, Aenderung.alt, Aenderung.neu)
        .where(Aenderung.vorgang_id == vorgang_id)
        .order_by(Aenderung.id)
    )
    return [Satz(t, z, a, _werte(t, alt), _werte(t, neu)) for t, z, a, alt, neu in rows]


def _werte(tabelle: str, text: str) -> dict[str, Any]:
    spalten = _tabelle(tabelle).columns
    return {
        name: dt.date.fromisoformat(wert) if wert is not None and isinstance(spalten[name].type, Date) else wert
        for name, wert in json.loads(text).items()
    }


_GEGENTEIL = {"neu": "geloescht", "geloescht": "neu", "geaendert": "geaendert"}


def _umgekehrt(satz: Satz) -> Satz:
    return Satz(satz.tabelle, satz.zeile_id, _GEGENTEIL[satz.aktion], satz.neu, satz.alt)


def _wende_an(verbindung: Connection, satz: Satz) -> None:
    tabelle = _tabelle(satz.tabelle)
    if satz.aktion == "neu":
        verbindung.execute(insert(tabelle).values(satz.neu))
        return
    treffer = tabelle.c.id == satz.zeile_id
    if satz.aktion == "geloescht":
        verbindung.execute(tabelle.delete().where(treffer))
    else:
        verbindung.execute(tabelle.update().where(treffer).values(satz.neu))
