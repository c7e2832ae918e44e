"""The Protokoll as an item model: read in pages, newest first, searched without reading anything twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.protokoll import anzahl_vorgaenge, lies_protokoll, lies_vorgang
from app.views.bausteine.baummodell import ANZEIGE, TIPP, Baummodell, Knoten, Spaltenkopf, Zweig
from app.views.bausteine.zellen import STIL, Stil
from app.views.protokoll.spalten import SPALTEN, Eintrag, suchtext

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from app.services.dokument import Dokument
    from app.services.protokoll import Protokollfeld, Protokollzeile

    Index = QModelIndex | QPersistentModelIndex

VORGANG, FELD = "vorgang", "feld"
SEITE = 200
"""Entries read at once."""
_KOEPFE = tuple(Spaltenkopf(s.kopf) for s in SPALTEN)
_TIPP_AB = 24


class Protokollmodell(Baummodell):
    """Entries with the fields that they changed."""

    def __init__(self, dokument: Dokument, parent: QObject | None = None) -> None:
        """Empty until ``lade``."""
        super().__init__(parent)
        self._dokument = dokument
        self._plan_id: str | None = None
        self._geladen: list[Protokollzeile] = []
        self._nach_id: dict[str, Protokollzeile] = {}
        self._suchtexte: dict[str, str] = {}
        self._letzter_bezug: dict[str, str] = {}
        """How the newest entry that refers to a deed did so: taken back, or done again."""
        self._suche = ""
        self.anzahl = 0
        """Entries of the journal, read or not."""
        self.koepfe = _KOEPFE
        self.handler |= {ANZEIGE: self._text, STIL: self._stil, TIPP: self._tipp}

    # -- reading -----------------------------------------------------------------------------------

    @property
    def geladen(self) -> int:
        """How many entries have been read."""
        return len(self._geladen)

    def lade(self, plan_id: str | None) -> None:
        """Read the newest entries of a plan, or of the whole file."""
        self._plan_id = plan_id
        self._geladen, self._nach_id, self._suchtexte, self._letzter_bezug = [], {}, {}, {}
        self.anzahl = anzahl_vorgaenge(self._dokument, plan_id=plan_id)
        self._nimm_auf(lies_protokoll(self._dokument, plan_id=plan_id, hoechstens=SEITE))
        self.ersetze(self._aeste(self._geladen), _KOEPFE)

    def hole_neuesten(self) -> None:
        """Put the newest entry on top, unless it is there; what it takes back shows it."""
        seite = lies_protokoll(self._dokument, plan_id=self._plan_id, hoechstens=1)
        if not seite or seite[0].vorgang_id in self._nach_id:
            return
        (zeile,) = seite
        self.anzahl += 1
        self._geladen.insert(0, zeile)
        self._nach_id[zeile.vorgang_id] = zeile
        if zeile.bezug is not None:
            self._letzter_bezug[zeile.bezug] = zeile.typ
            knoten = self.knoten_zu(VORGANG, zeile.bezug)
            if knoten is not None:
                self.melde_knoten(knoten)
        self.fuege_ein(self.wurzel, 0, self._aeste(seite))

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.geladen < self.anzahl

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent):
            return
        seite = lies_protokoll(self._dokument, plan_id=self._plan_id, ab=self.geladen, hoechstens=SEITE)
        if not seite:
            self.anzahl = self.geladen
        self._nimm_auf(seite)
        self.fuege_ein(self.wurzel, len(self.wurzel.kinder), self._aeste(seite))

    def vervollstaendige(self, vorgang_id: str) -> None:
        """Read the fields that were left out of a long entry."""
        zeile = self._nach_id.get(vorgang_id)
        knoten = self.knoten_zu(VORGANG, vorgang_id)
        if zeile is None or zeile.vollstaendig or knoten is None:
            return
        ganz = lies_vorgang(self._dokument, vorgang_id)
        if ganz is not None:
            self._nach_id[vorgang_id] = ganz
            self._geladen[self._geladen.index(zeile)] = ganz
            self._suchtexte.pop(vorgang_id, None)
            self.gleiche_kinder_an(knoten, _felder(ganz))
            self.melde_knoten(knoten)

    def suche(self, text: str) -> None:
        """Show only entries that contain ``text``; those not yet read come with ``fetchMore``."""
        suche = text.strip().casefold()
        if suche != self._suche:
            self._suche = suche
            self.gleiche_an(self._aeste(self._geladen))

    def _nimm_auf(self, seite: tuple[Protokollzeile, ...]) -> None:
        for zeile in seite:
            self._geladen.append(zeile)
            self._nach_id[zeile.vorgang_id] = zeile
            if zeile.bezug is not None:
                # Newest first: the first entry that refers to a deed is the last word on it.
                self._letzter_bezug.setdefault(zeile.bezug, zeile.typ)

    def _aeste(self, zeilen: list[Protokollzeile] | tuple[Protokollzeile, ...]) -> list[Zweig]:
        return [Zweig(VORGANG, zeile.vorgang_id, _felder(zeile)) for zeile in zeilen if self._passt(zeile)]

    def _passt(self, zeile: Protokollzeile) -> bool:
        if not self._suche:
            return True
        if zeile.vorgang_id not in self._suchtexte:
            self._suchtexte[zeile.vorgang_id] = suchtext(zeile)
        return self._suche in self._suchtexte[zeile.vorgang_id]

    # -- for the page ------------------------------------------------------------------------------

    def eintrag(self, knoten: Knoten) -> Eintrag | None:
        """The entry that a line shows or belongs to."""
        vorgang_id = knoten.schluessel.partition(":")[0]
        zeile = self._nach_id.get(vorgang_id)
        if zeile is None:
            return None
        return Eintrag(zeile, self._letzter_bezug.get(vorgang_id) == "rueckgaengig")

    def felder(self, index: QModelIndex) -> tuple[Protokollfeld, ...]:
        """The changed fields that a line shows: one, or all of an entry."""
        knoten = self.knoten(index)
        eintrag = self.eintrag(knoten) if knoten else None
        if knoten is None or eintrag is None:
            return ()
        feld = _feld(eintrag, knoten)
        return (feld,) if feld else eintrag.zeile.aenderungen

    # -- roles -------------------------------------------------------------------------------------

    def _text(self, knoten: Knoten, spalte: int) -> str | None:
        eintrag = self.eintrag(knoten)
        if eintrag is None:
            return None
        feld = _feld(eintrag, knoten)
        return SPALTEN[spalte].feld(feld) if feld else SPALTEN[spalte].eintrag(eintrag)

    def _stil(self, knoten: Knoten, spalte: int) -> int:
        eintrag = self.eintrag(knoten)
        if eintrag is None:
            return 0
        return int(Stil.NEBEN if eintrag.zurueckgenommen else SPALTEN[spalte].stil)

    def _tipp(self, knoten: Knoten, spalte: int) -> str | None:
        text = self._text(knoten, spalte)
        return text if text and len(text) > _TIPP_AB else None


def _felder(zeile: Protokollzeile) -> tuple[Zweig, ...]:
    if Eintrag(zeile, zurueckgenommen=False).einziges:
        return ()
    return tuple(Zweig(FELD, f"{zeile.vorgang_id}:{nummer}") for nummer in range(len(zeile.aenderungen)))


def _feld(eintrag: Eintrag, knoten: Knoten) -> Protokollfeld | None:
    if knoten.art != FELD:
        return None
    nummer = int(knoten.schluessel.partition(":")[2])
    return eintrag.zeile.aenderungen[nummer]
