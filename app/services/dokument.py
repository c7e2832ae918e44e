"""The open plan: one place through which every change goes, with undo and redo out of the journal."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models import fehler, journal
from app.models.basis import neue_id, reiner_text
from app.models.sperre import benutzername
from app.models.vorgang import Vorgang, Vorgangstyp
from app.services import lader
from app.services.changes import Changes, Nachricht
from app.services.planblick import Planblick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from app.models.datei import PlanDatei
    from app.models.journal import Satz
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


@dataclass(frozen=True, slots=True)
class _Kopf:
    """What an entry of the journal says besides who, when and which values."""

    art: str
    bezeichnung: str
    plan_id: str | None
    grund: str | None = None
    typ: Vorgangstyp = Vorgangstyp.TAT
    bezug: str | None = None


class Dokument:
    """An open plan file with its active plan, undo list and read model.

    ``wer`` is the name that stands in the journal.
    """

    def __init__(self, datei: PlanDatei, *, wer: str | None = None, plan_id: str | None = None) -> None:
        """Open the newest plan of the file, or ``plan_id``; a file without plans has no ``blick``."""
        self.datei = datei
        self.wer = reiner_text(wer or benutzername())
        self._tat: Tat | None = None
        self._hoerer: list[Callable[[Nachricht], None]] = []
        self._getan: list[Schritt] = []
        self._zurueckgenommen: list[Schritt] = []
        self._lies_verlauf()
        self._blick: Planblick | None = None
        self._veraltet = False
        """True after a Vorgang that is in the file, but could not be read back."""
        self._plaene = self._lies_plaene()
        if self._plaene:
            self.waehle(plan_id or self._plaene[0].id)

    # -- the active plan -------------------------------------------------------------------------

    def plaene(self) -> tuple[Plankopf, ...]:
        """All plans of the file, newest year first; from memory."""
        return self._plaene

    def waehle(self, plan_id: str) -> None:
        """Make a plan the active one; listeners are told to show everything anew.

        Raises:
            LookupError: the file has no such plan.
        """
        if plan_id not in {p.id for p in self._plaene}:
            raise LookupError(plan_id)
        self._blick = Planblick(self.datei, plan_id)
        self._melde(_alles(Changes("", "", "", plan_id, ())))

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
        bezeichnung, grund = reiner_text(bezeichnung), reiner_text(grund) if grund else None
        with self._schreibe(_Kopf(art, bezeichnung, plan_id, grund)) as tat:
            yield tat
        if tat.ergebnis():
            self._getan.append(Schritt(tat.ergebnis().vorgang_id, bezeichnung, art, tat.plan_id))
            self._zurueckgenommen.clear()
        self._verbreite(tat.ergebnis())

    @property
    def naechstes_rueckgaengig(self) -> Schritt | None:
        """What Undo would take back; None at the start, and for the only plan's creation."""
        if not self._getan or (self._getan[-1].art == PLAN_ANLEGEN and len(self._plaene) == 1):
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
        self._verbreite(changes, schritt.plan_id)
        return changes

    def wiederholen(self) -> Changes | None:
        """Do again what was taken back last; None where there is nothing."""
        schritt = self.naechstes_wiederholen
        if schritt is None:
            return None
        changes = self._spiele(schritt, Vorgangstyp.WIEDERHOLEN)
        self._getan.append(self._zurueckgenommen.pop())
        self._verbreite(changes, schritt.plan_id)
        return changes

    # -- within ----------------------------------------------------------------------------------

    @contextmanager
    def _schreibe(self, kopf: _Kopf) -> Iterator[Tat]:
        if self._tat is not None:
            msg = "a Vorgang is already open"
            raise RuntimeError(msg)
        zeitpunkt = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        vorgang_id = neue_id()
        saetze: list[Satz] = []
        tat = Tat(self.datei.session, kopf.plan_id, kopf.bezeichnung, saetze)
        try:
            with self.datei.schreiben(saetze.append) as session:
                self._tat = tat
                yield tat
                session.flush()
                if saetze:
                    eintrag = asdict(kopf) | {
                        "id": vorgang_id,
                        "plan_id": tat.plan_id,
                        "zeitpunkt": zeitpunkt,
                        "wer": self.wer,
                    }
                    journal.schreibe(session.connection(), eintrag, saetze)
            self.datei.session.expunge_all()
            tat.changes = Changes(vorgang_id, kopf.bezeichnung, zeitpunkt, tat.plan_id, tuple(saetze))
        finally:
            self._tat = None

    def _spiele(self, schritt: Schritt, typ: Vorgangstyp) -> Changes:
        zurueck = typ is Vorgangstyp.RUECKGAENGIG
        bezeichnung = f"{'Rückgängig' if zurueck else 'Wiederholt'}: {schritt.bezeichnung}"
        kopf = _Kopf(schritt.art, bezeichnung, schritt.plan_id, typ=typ, bezug=schritt.vorgang_id)
        with self._schreibe(kopf) as tat:
            try:
                self._spiele_saetze(tat, schritt.vorgang_id, zurueck=zurueck)
            except journal.JournalFehler as unpassend:
                raise _protokoll_beschaedigt(self.datei.pfad) from unpassend
        return tat.ergebnis()

    def _spiele_saetze(self, tat: Tat, vorgang_id: str, *, zurueck: bool) -> None:
        verbindung = tat.session.connection()
        verbindung.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        saetze = journal.lies(verbindung, vorgang_id)
        for satz in map(journal.umgekehrt, reversed(saetze)) if zurueck else saetze:
            self.datei.verbuche(journal.wende_an(verbindung, satz))
            tat.saetze.append(satz)

    def _verbreite(self, changes: Changes, folge: str | None = None) -> None:
        """Bring what is in memory up to the file and tell the listeners; ``folge``: a plan to show, if there.

        Raises:
            DateiFehler: the Vorgang is in the file, but cannot be read back now; the next one catches up.
        """
        if not changes:
            return
        try:
            nachricht = self._ziehe_nach(changes, folge)
        except fehler.DateiFehler:
            self._veraltet = True
            raise
        self._veraltet = False
        if nachricht is not None:
            self._melde(nachricht)

    def _ziehe_nach(self, changes: Changes, folge: str | None) -> Nachricht | None:
        if self._veraltet or any(satz.tabelle == "plan" for satz in changes.saetze):
            self._plaene = self._lies_plaene()
        aktiv = self._blick.plan_id if self._blick else None
        ids = [plan.id for plan in self._plaene]
        # A plan that is gone again hands over to the one that it went on from.
        vorgaenger = [s.alt.get("vorgaenger_id") for s in changes.saetze if s.tabelle == "plan"]
        ziel = next((p for p in (folge, aktiv, *vorgaenger, *ids) if p in ids), None)
        if ziel is None:
            return None
        if self._veraltet or self._blick is None or ziel != aktiv:
            self._blick = Planblick(self.datei, ziel)
            return _alles(changes)
        return self._blick.nachziehen(changes)

    def _melde(self, nachricht: Nachricht) -> None:
        for hoerer in self._hoerer:
            hoerer(nachricht)

    def _lies_plaene(self) -> tuple[Plankopf, ...]:
        with self.datei.lesen() as verbindung:
            return lader.lade_plaene(verbindung)

    def _lies_verlauf(self) -> None:
        with self.datei.lesen() as verbindung:
            rows = verbindung.execute(_VERLAUF).all()
        schritte = {row.id: Schritt(row.id, row.bezeichnung, row.art, row.plan_id) for row in rows}
        try:
            for row in rows:
                if row.typ == Vorgangstyp.TAT:
                    self._getan.append(schritte[row.id])
                    self._zurueckgenommen.clear()
                elif row.typ == Vorgangstyp.RUECKGAENGIG:
                    _verschiebe(schritte[row.bezug], self._getan, self._zurueckgenommen)
                else:
                    _verschiebe(schritte[row.bezug], self._zurueckgenommen, self._getan)
        except (KeyError, ValueError) as unpassend:
            raise _protokoll_beschaedigt(self.datei.pfad) from unpassend


_VERLAUF = select(
    Vorgang.id, Vorgang.typ, Vorgang.bezeichnung, Vorgang.art, Vorgang.plan_id, Vorgang.bezug
).order_by(Vorgang.nr)


def _alles(changes: Changes) -> Nachricht:
    """Show everything anew."""
    return Nachricht(
        changes,
        frozenset(),
        struktur=True,
        budget=True,
        bindungen=True,
        kataloge=True,
        plan=True,
        faelle=True,
        grundlagen=True,
    )


def _verschiebe(schritt: Schritt, von: list[Schritt], nach: list[Schritt]) -> None:
    if not von or von[-1] != schritt:
        msg = "the journal takes back what was not done last"
        raise ValueError(msg)
    nach.append(von.pop())


def _protokoll_beschaedigt(pfad: Path) -> fehler.DateiBeschaedigt:
    return fehler.beschaedigt(pfad, "hat ein beschädigtes Protokoll: Ein Vorgang ist darin nicht mehr lesbar")
