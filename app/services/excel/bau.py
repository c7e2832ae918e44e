"""What the tables of the workbook share while it is built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from app.models.arten import Planstatus
from app.services.excel.auswahl import Exportwahl
from app.services.excel.bezug import blattname
from app.services.excel.blatt import Druckkopf
from app.services.excel.sperrplan import EINTRITTE, sperrplan
from app.services.zeilen import ERFUNDEN

if TYPE_CHECKING:
    from app.services.budget import Kennzahlen
    from app.services.excel.bezug import Bereich, Ort, Zahl
    from app.services.excel.flaeche import Blattflaeche
    from app.services.excel.rueckweg import Rueckblatt
    from app.services.excel.sammelzeilen import Sammelzeile
    from app.services.excel.sperrplan import Zelle
    from app.services.planblick import Planblick


class Tabelle(Protocol):
    """A sheet of the workbook.

    Building one lays it out and notes in the ``Bau`` where its figures stand; only when all are built are
    they written, so that a formula can point to any sheet, before it or after it.
    """

    @property
    def blattname(self) -> str:
        """Name of the sheet."""

    @property
    def titel(self) -> str:
        """What the sheet shows, for the list of contents."""

    def schreibe(self, blatt: Blattflaeche, bau: Bau) -> None:
        """Write the sheet."""


@dataclass(frozen=True, slots=True)
class Massnahmenspalten:
    """Where one measure table holds the columns that other sheets calculate with."""

    schluessel: Bereich
    """Hidden column with the product's key."""
    eintritte: Bereich
    summe_eintritte: Zahl
    summe_mittelansatz: Zahl


@dataclass(frozen=True, slots=True)
class Kopfzahlen:
    """The figures that the list of contents shows for a sheet."""

    eintritte: Zahl | None = None
    betrag: Zahl | None = None


@dataclass(frozen=True, slots=True)
class Abstimmung:
    """A difference that should be none: what it is between, and where it stands."""

    text: str
    differenz: Zahl


@dataclass(slots=True)
class Bau:
    """The plan, the names given so far and where each figure stands."""

    blick: Planblick
    wahl: Exportwahl = field(default_factory=Exportwahl)
    tabellen: list[Tabelle] = field(default_factory=list)
    """Those that are written; the others are laid out too, so that their figures are known."""
    weggelassen: list[str] = field(default_factory=list)
    """Sheets that the plan has and nobody wanted."""
    unsperrbar: list[str] = field(default_factory=list)
    """Sheets that are left out as they cannot leave out small counts."""
    teilworte: dict[str, str] = field(default_factory=dict)
    """The word of a single sheet, where its topic has several."""
    sammelzeilen: dict[str, tuple[Sammelzeile, ...]] = field(default_factory=dict)
    """By sheet: what stands for rows that are not listed."""
    zahlen: dict[str, Zahl] = field(default_factory=dict)
    """The key figures by the name that their cells have in the workbook too."""
    massnahmen: list[Massnahmenspalten] = field(default_factory=list)
    kopfzahlen: dict[str, Kopfzahlen] = field(default_factory=dict)
    """By sheet."""
    kategorieorte: dict[str, Ort] = field(default_factory=dict)
    """Where Abb. 6 has the entries of each category that it shows."""
    produktorte: dict[str, Ort] = field(default_factory=dict)
    """Where Abb. 6 has the entries of each product that it shows."""
    abstimmungen: list[Abstimmung] = field(default_factory=list)
    """Ties between counts of two tables, for the list of contents."""
    rueckweg: list[Rueckblatt] = field(default_factory=list)
    """How sheets can be read again, in the order of the sheets."""
    vergeben: set[str] = field(default_factory=set)
    produktschluessel: dict[str, str] = field(init=False)
    """Short keys of the products for the hidden columns: nothing in them can be taken for a pattern."""
    kennzahlen: Kennzahlen = field(init=False)
    sperren: frozenset[Zelle] = field(init=False)
    """The counts that are not told."""

    def __post_init__(self) -> None:
        self.produktschluessel = {
            produkt_id: f"P{nummer:03d}" for nummer, produkt_id in enumerate(self.blick.produkte, start=1)
        }
        self.kennzahlen = self.blick.kennzahlen
        self.sperren = sperrplan(self.blick, self.wahl)

    def name(self, wunsch: str) -> str:
        """A free sheet name near ``wunsch``."""
        return blattname(wunsch, self.vergeben)

    @property
    def blattnamen(self) -> frozenset[str]:
        """The sheets that are written, as far as they are laid out."""
        return frozenset(tabelle.blattname for tabelle in self.tabellen)

    def steht(self, name: str) -> bool:
        """True where a key figure has its cell in this workbook, on a sheet laid out before."""
        return name in self.zahlen and self.zahlen[name].ort.blatt in self.blattnamen

    def gesperrt(self, tabelle: str, zeile_id: str = "", feld: str = EINTRITTE) -> bool:
        """True for a count that is not told (``Blattflaeche.gesperrt``); ``sperrplan`` lists the cells."""
        return (tabelle, zeile_id, feld) in self.sperren

    @property
    def schaetzwerte(self) -> str:
        """The remark that figures are estimates, as long as the plan is not decided."""
        return "" if self.blick.kopf.status == Planstatus.BESCHLOSSEN else " (Schätzwerte)"

    def ueberschrift(self, titel: str) -> str:
        """A sheet's title; with the mark of demo data, so that a sheet copied alone still bears it."""
        return f"{titel} – {ERFUNDEN}" if self.blick.kopf.erfunden else titel

    @property
    def druckkopf(self) -> Druckkopf:
        """Plan and Stand above each printed page."""
        kopf = self.blick.kopf
        stand = f"Stand {kopf.stand:%d.%m.%Y}" if kopf.stand else f"Haushaltsjahr {kopf.haushaltsjahr}"
        return Druckkopf(kopf.name, stand)
