"""The tables of the workbook on paper: the same layout, recorded cell by cell with every figure in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from app.services.excel.auswahl import ALLES
from app.services.excel.bezug import Ort
from app.services.excel.export import TABELLENARTEN, lege_aus
from app.services.excel.formate import Stil, eigenschaften
from app.services.excel.geheimhaltung import GESPERRT
from app.services.excel.papierdiagramm import Papierdiagramm, papierhoehe
from app.services.excel.schrift import PUNKT_JE_PIXEL
from app.services.excel.zahlform import ROT, zahlwort

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from app.services.excel.auswahl import Exportwahl, Tabellenart
    from app.services.excel.blatt import Druckkopf
    from app.services.excel.diagramm import Diagramm
    from app.services.planblick import Planblick

_NORMALE_HOEHE = 15.0
_NORMALE_BREITE = 64
_SCHWARZ = "#000000"


@dataclass(frozen=True, slots=True)
class Gestalt:
    """The look of a cell; an empty colour is none."""

    punkt: float
    fett: bool
    kursiv: bool
    unterstrichen: bool
    farbe: str
    grund: str
    linie: str
    ausrichtung: str
    """``left``, ``center`` or ``right``."""
    oben: bool
    """At the top of the cell, not in its middle."""
    umbruch: bool
    einzug: int
    zahlform: str
    """The number format of the workbook."""


@cache
def gestalt(stil: Stil) -> Gestalt:
    """The look that the workbook gives a style."""
    format_ = eigenschaften(stil)
    return Gestalt(
        punkt=format_["font_size"],
        fett=bool(format_.get("bold")),
        kursiv=bool(format_.get("italic")),
        unterstrichen=bool(format_.get("underline")),
        farbe=format_.get("font_color", _SCHWARZ),
        grund=format_.get("bg_color", ""),
        linie=format_.get("border_color", _SCHWARZ) if format_.get("border") else "",
        ausrichtung=format_.get("align", "left"),
        oben=format_["valign"] == "top",
        umbruch=bool(format_.get("text_wrap")),
        einzug=format_.get("indent", 0),
        zahlform=format_.get("num_format", ""),
    )


@dataclass(frozen=True, slots=True)
class Papierzelle:
    """A cell with its text, over one or more rows and columns (counted from 0, both ends included)."""

    zeile: int
    spalte: int
    letzte_zeile: int
    letzte_spalte: int
    text: str
    stil: Stil
    rot: bool = False
    """A negative amount where the workbook shows these in red."""
    seite_von: str = ""
    """Instead of the text: the page on which the sheet of this name begins."""

    @property
    def gestalt(self) -> Gestalt:
        """Its look."""
        return gestalt(self.stil)


@dataclass(frozen=True, slots=True)
class Papiertabelle:
    """A table as it is printed: what is hidden or beside the printed range is not in it."""

    name: str
    """The name of its sheet."""
    titel: str
    zellen: tuple[Papierzelle, ...]
    breiten: tuple[float, ...]
    """Of the columns, in points; 0: hidden."""
    hoehen: tuple[float, ...]
    """Of the rows, in points."""
    kopf: range
    """Rows that each further page repeats."""
    umbrueche: tuple[int, ...]
    """Rows that begin a page."""
    eine_seite: bool
    """To be shrunk to one page."""
    druckkopf: Druckkopf | None
    diagramme: tuple[Papierdiagramm, ...] = ()

    @property
    def breite(self) -> float:
        """Width in points."""
        return sum(self.breiten)

    def mit_hoehen(self, hoehen: Mapping[int, float]) -> Papiertabelle:
        """With some rows of other heights."""
        return replace(self, hoehen=tuple(hoehen.get(z, hoehe) for z, hoehe in enumerate(self.hoehen)))

    @property
    def verzeichnis(self) -> bool:
        """True where it says on which pages the others are."""
        return any(zelle.seite_von for zelle in self.zellen)


class Papierblatt:
    """A ``Blattflaeche`` that records what is written on it."""

    def __init__(self, name: str, titel: str) -> None:
        """An empty sheet."""
        self._name, self._titel = name, titel
        self._zellen: dict[tuple[int, int], Papierzelle] = {}
        self._formeln: dict[tuple[int, int], str] = {}
        self.gesperrte: set[str] = set()
        """The cells that are not told, as formulas name them."""
        self._breiten: dict[int, int] = {}
        self._hoehen: dict[int, float] = {}
        self._versteckt: set[int] = set()
        self._diagramme: list[Papierdiagramm] = []
        self._groesse: tuple[int, int] | None = None
        self._kopf = range(0)
        self._umbrueche: tuple[int, ...] = ()
        self._eine_seite = False
        self._druckkopf: Druckkopf | None = None

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self._name

    # -- cells -----------------------------------------------------------------------------------

    def text(self, zeile: int, spalte: int, text: str, stil: Stil = Stil.TEXT) -> None:
        """Text as it is."""
        vorhanden = self._zellen.get((zeile, spalte), Papierzelle(zeile, spalte, zeile, spalte, "", stil))
        self._zellen[zeile, spalte] = replace(vorhanden, text=text, stil=stil, rot=False, seite_von="")

    def betrag(self, zeile: int, spalte: int, cent: int | None, stil: Stil = Stil.BETRAG) -> None:
        """An amount in Cent, as ``1.234,56 €``; without the sign where the heading says it."""
        self._zahl(zeile, spalte, cent, 2, stil)

    def anzahl(self, zeile: int, spalte: int, zahl: int | None, stil: Stil = Stil.ANZAHL) -> None:
        """A count, as ``15.812``."""
        self._zahl(zeile, spalte, zahl, 0, stil)

    def dezimal(self, zeile: int, spalte: int, wert: int | None, stellen: int, stil: Stil) -> None:
        """A decimal, as a whole number of its last place."""
        self._zahl(zeile, spalte, wert, stellen, stil)

    def _zahl(self, zeile: int, spalte: int, wert: int | None, stellen: int, stil: Stil) -> None:
        form = gestalt(stil).zahlform
        self.text(zeile, spalte, "" if wert is None else zahlwort(wert, stellen, form), stil)
        if wert is not None and wert < 0 and ROT in form:
            self._zellen[zeile, spalte] = replace(self._zellen[zeile, spalte], rot=True)

    def gesperrt(self, zeile: int, spalte: int, stil: Stil = Stil.STAND_ANZAHL) -> None:
        """The mark of a count that is not told."""
        self.text(zeile, spalte, GESPERRT, stil)
        self.gesperrte.add(Ort(self._name, zeile, spalte).bezug)

    def verschweige(self, verdeckt: AbstractSet[str], legende: str) -> None:
        """Leave out what just points to a cell that is not told, and say below what its sign means."""
        for stelle, formel in self._formeln.items():
            if formel in verdeckt:
                self._zellen[stelle] = replace(self._zellen[stelle], text=GESPERRT, rot=False)
        if legende and any(zelle.text == GESPERRT for zelle in self._zellen.values()):
            zeilen, spalten = self._groesse or self._umfang()
            self.text(zeilen, 0, legende, Stil.HINWEIS)
            self._groesse = (zeilen + 1, spalten)

    def datum(self, zeile: int, spalte: int, datum: dt.date | None, stil: Stil = Stil.WERT_DATUM) -> None:
        """A date, as ``06.11.2019``."""
        self.text(zeile, spalte, "" if datum is None else f"{datum:%d.%m.%Y}", stil)

    def leer(self, zeile: int, spalte: int, stil: Stil = Stil.TEXT) -> None:
        """An empty cell with its lines."""
        self.text(zeile, spalte, "", stil)

    def betragsformel(
        self, zeile: int, spalte: int, formel: str, cent: int, stil: Stil = Stil.SUMME_BETRAG
    ) -> None:
        """The value of a formula for an amount."""
        self._formeln[zeile, spalte] = formel
        self.betrag(zeile, spalte, cent, stil)

    def formel(
        self, zeile: int, spalte: int, formel: str, wert: int | str, stil: Stil = Stil.SUMME_ANZAHL
    ) -> None:
        """The value of a formula for a count or a word."""
        self._formeln[zeile, spalte] = formel
        if isinstance(wert, str):
            self.text(zeile, spalte, wert, stil)
        else:
            self.anzahl(zeile, spalte, wert, stil)

    def dezimalformel(  # noqa: PLR0913 - as the others, and with how many places
        self, zeile: int, spalte: int, formel: str, wert: int, *, stellen: int, stil: Stil
    ) -> None:
        """The value of a formula for a decimal."""
        self._formeln[zeile, spalte] = formel
        self._zahl(zeile, spalte, wert, stellen, stil)

    def link(self, zeile: int, spalte: int, blatt: str) -> None:
        """The other sheet's name: on paper nothing can be clicked."""
        self.text(zeile, spalte, blatt, Stil.TEXT)

    def seitenzahl(self, zeile: int, spalte: int, blatt: str = "") -> None:
        """The page on which a sheet begins, known when all are laid out on pages; or the heading."""
        self.text(zeile, spalte, "" if blatt else "Seite", Stil.MITTIG if blatt else Stil.KOPF)
        self._zellen[zeile, spalte] = replace(self._zellen[zeile, spalte], seite_von=blatt)

    def verbinde(self, erste: int, letzte: int, spalten: tuple[int, int], text: str, stil: Stil) -> None:
        """Text in a cell merged over rows and columns (both ends included)."""
        von, bis = spalten
        verbunden = Papierzelle(erste, von, letzte, bis, text, stil)
        for stelle in _flaeche(verbunden):  # what stood below it is no longer seen
            self._zellen.pop(stelle, None)
        self._zellen[erste, von] = verbunden

    def diagramm(self, zeile: int, diagramm: Diagramm) -> None:
        """Note where the chart lies; its rows are as high as it is on paper."""
        self._diagramme.append(Papierdiagramm(range(zeile, zeile + diagramm.zeilen), diagramm))

    # -- shape -----------------------------------------------------------------------------------

    def breiten(self, pixel: Sequence[int]) -> None:
        """Widths of the columns from the first on."""
        self._breiten.update(enumerate(pixel))

    def verstecke(self, erste: int, letzte: int) -> None:
        """Leave columns out."""
        self._versteckt.update(range(erste, letzte + 1))

    def hoehe(self, zeile: int, punkt: float) -> None:
        """Height of a row in points."""
        self._hoehen[zeile] = punkt

    def fixiere(self, zeilen: int) -> None:
        """Nothing: paper does not scroll."""

    def drucke(
        self,
        kopf: Druckkopf,
        groesse: tuple[int, int],
        *,
        kopfzeile: int | None = None,
        kopfzeilen: int = 1,
        eine_seite: bool = False,
    ) -> None:
        """Note what is printed and how."""
        self._druckkopf, self._groesse, self._eine_seite = kopf, groesse, eine_seite
        self._kopf = range(0) if kopfzeile is None else range(kopfzeile, kopfzeile + kopfzeilen)

    def seitenumbrueche(self, zeilen: Sequence[int]) -> None:
        """Begin a printed page with each of these rows."""
        self._umbrueche = tuple(sorted(zeilen))

    # -- the record ------------------------------------------------------------------------------

    def fertig(self) -> Papiertabelle:
        """What was written, as it is printed."""
        zeilen, spalten = self._groesse or self._umfang()
        gedruckt = [
            zelle
            for stelle, zelle in sorted(self._zellen.items())
            if zelle.zeile < zeilen and zelle.spalte < spalten and zelle.spalte not in self._versteckt
        ]
        belegt = {(z, s) for zelle in gedruckt for z, s in _flaeche(zelle)}
        return Papiertabelle(
            name=self._name,
            titel=self._titel,
            zellen=tuple(_laufe_aus(zelle, belegt, spalten) for zelle in gedruckt),
            breiten=tuple(
                0.0 if s in self._versteckt else self._breiten.get(s, _NORMALE_BREITE) * PUNKT_JE_PIXEL
                for s in range(spalten)
            ),
            hoehen=self._zeilenhoehen(zeilen),
            kopf=self._kopf,
            umbrueche=tuple(z for z in self._umbrueche if z < zeilen),
            eine_seite=self._eine_seite,
            druckkopf=self._druckkopf,
            diagramme=tuple(d for d in self._diagramme if d.zeilen.stop <= zeilen),
        )

    def _zeilenhoehen(self, zeilen: int) -> tuple[float, ...]:
        hoehen = dict(self._hoehen)
        for d in self._diagramme:
            hoehen |= d.hoehen(papierhoehe(d.diagramm) / len(d.zeilen))
        return tuple(hoehen.get(z, _NORMALE_HOEHE) for z in range(zeilen))

    def _umfang(self) -> tuple[int, int]:
        zellen = self._zellen.values()
        return (
            max((z.letzte_zeile + 1 for z in zellen), default=0),
            max((z.letzte_spalte + 1 for z in zellen if z.spalte not in self._versteckt), default=0),
        )


def papierblaetter(
    blick: Planblick, arten: Sequence[Tabellenart] = TABELLENARTEN, wahl: Exportwahl = ALLES
) -> tuple[Papiertabelle, ...]:
    """The plan's tables as they are printed, in the order of the workbook's sheets.

    Raises:
        Anwendungsfehler: a word of ``wahl`` that no table has.
    """
    bau = lege_aus(blick, arten, wahl)
    blaetter = []
    for tabelle in bau.tabellen:
        blatt = Papierblatt(tabelle.blattname, tabelle.titel)
        tabelle.schreibe(blatt, bau)
        blaetter.append(blatt)
    verdeckt = {bezug for blatt in blaetter for bezug in blatt.gesperrte}
    legende = wahl.kleine_zahlen.legende if wahl.kleine_zahlen else ""
    for blatt in blaetter:
        blatt.verschweige(verdeckt, legende)
    return tuple(blatt.fertig() for blatt in blaetter)


def _flaeche(zelle: Papierzelle) -> set[tuple[int, int]]:
    return {
        (z, s)
        for z in range(zelle.zeile, zelle.letzte_zeile + 1)
        for s in range(zelle.spalte, zelle.letzte_spalte + 1)
    }


def _laufe_aus(zelle: Papierzelle, belegt: set[tuple[int, int]], spalten: int) -> Papierzelle:
    """Let a text that neither breaks nor has lines around it run on over the free cells at its right."""
    form = zelle.gestalt
    if form.umbruch or form.linie or form.ausrichtung != "left" or not zelle.text:
        return zelle
    bis = zelle.letzte_spalte
    while bis + 1 < spalten and (zelle.zeile, bis + 1) not in belegt:
        bis += 1
    return replace(zelle, letzte_spalte=bis)
