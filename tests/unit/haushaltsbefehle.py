"""Vorgänge on what shapes the year's money as commands: drawn at random, repeatable in another file.

Things are named by their place. Where the order on screen is left to random keys (payments of one day), the
place is that in the order in which the rows arose.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from app.services import fallgruppen as faelle
from app.services import planwerte, ve, zahlungen
from app.services import umschichtungen as bewegungen
from app.services.bindungspruefung import freirechenbar_cent
from app.services.bindungszeilen import Bindungsteil, Vertrag, Zahlungsart
from app.services.haushaltszeilen import (
    Anrechnung,
    Fallgruppe,
    Plangroesse,
    Umschichtungsbasis,
    Umschichtungsrichtung,
    Umschichtungsstand,
    VeStand,
)
from tests.unit.bindung_hilfe import REGELN
from tests.unit.datei_hilfe import frage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.services.dokument import Dokument

Betraege = dict[tuple[int, int | None], int]
_orte = st.integers(0, 60)
_vielleicht = st.none() | _orte
_jahre = st.sampled_from((2020, 2020, 2020, 2021, 2022))
_tage = st.dates(dt.date(2019, 6, 1), dt.date(2022, 12, 31))
FOERDERBAR = {"§ 16i SGB II", "§ 16e SGB II", "§ 16f SGB II"}
_was = st.sampled_from(("neu", "neu", "ändern", "löschen"))


def _an(reihe: Sequence[Any], ort: int | None) -> Any:  # noqa: ANN401 - whatever the list holds
    """What stands at a place; None without one, or where there is nothing."""
    return reihe[ort % len(reihe)] if reihe and ort is not None else None


def _wie_entstanden(dok: Dokument, tabelle: str, posten: Iterable[Any]) -> list[Any]:
    """Rows in the order in which they arose."""
    sql = "SELECT zeile_id FROM aenderung WHERE aktion = 'neu' AND tabelle = ? GROUP BY 1 ORDER BY min(id)"
    da = {p.id: p for p in posten}
    return [da[zeile_id] for (zeile_id,) in frage(dok.datei.pfad, sql, tabelle) if zeile_id in da]


@dataclass(frozen=True)
class Vertragswunsch:
    """What a contract shall say; places of what it refers to."""

    teilung: tuple[Bindungsteil, bool, int | None]
    """Which part it is, whether it binds, and the place of the known sum that it explains."""
    grund: int | None
    produkt: int | None
    ansatz: int | None
    gruppe: int | None
    besetzt: int | None
    tag: dt.date | None
    daneben_cent: int | None
    """By how much the contract's sum is not that of what falls due; None: it is not known."""

    def vertrag(self, dok: Dokument, betraege: Betraege) -> Vertrag:
        """The contract in this plan."""
        blick = dok.blick
        summen = [b.id for b in blick.bindungen if not b.aufgegliedert]
        teil, wirksam, sammel = self.teilung
        return Vertrag(
            teil=teil,
            wirksam=wirksam,
            sammel_id=_an(summen, sammel),
            grund_id=_an([b.id for b in blick.bindungen], self.grund),
            produkt_id=_an(list(blick.produkte), self.produkt),
            ansatz_id=_an(list(blick.zeilen), self.ansatz),
            fallgruppe_id=_an([g.id for g in blick.fallgruppen], self.gruppe),
            datum=self.tag,
            laufzeit_bis=self.tag,
            plaetze=10,
            besetzt=self.besetzt,
            summe_cent=None if self.daneben_cent is None else sum(betraege.values()) + self.daneben_cent,
        )


_teile = st.sampled_from(
    (
        (Bindungsteil.GRUNDVERTRAG, True, None),
        (Bindungsteil.GRUNDVERTRAG, True, None),
        (Bindungsteil.GRUNDVERTRAG, True, 0),
        (Bindungsteil.GRUNDVERTRAG, True, 1),
        (Bindungsteil.GRUNDVERTRAG, False, None),
        (Bindungsteil.OPTION, True, None),
        (Bindungsteil.OPTION, False, None),
        (Bindungsteil.OPTION, False, 0),
        (Bindungsteil.AUFSTOCKUNG, True, None),
    )
)
wuensche = st.builds(
    Vertragswunsch,
    teilung=_teile,
    grund=_orte,
    produkt=_vielleicht,
    ansatz=_vielleicht,
    gruppe=_vielleicht,
    besetzt=st.none() | st.integers(0, 12),
    tag=st.none() | _tage,
    daneben_cent=st.sampled_from((None, None, 0, 1)),
)


@dataclass(frozen=True)
class Buchung:
    """A payment or a release of a share of what is open, new, changed or deleted."""

    frei: bool
    was: str
    ort: int
    jahr: int
    tag: dt.date
    promille: int
    daneben_cent: int
    skonto_cent: int
    art: Zahlungsart

    def __call__(self, dok: Dokument) -> None:
        if self.was == "neu":
            self._buche(dok)
        elif self.frei:
            self._frei(dok)
        else:
            self._zahlung(dok)

    def _cent(self, offen: int) -> int:
        return offen * self.promille // 1000 + self.daneben_cent

    def _buche(self, dok: Dokument) -> None:
        bindung = _an(dok.blick.bindungen, self.ort)
        if bindung is None:
            return
        cent = self._cent(max(0, freirechenbar_cent(dok.blick, bindung, self.jahr)))
        if self.frei:
            zahlungen.freirechnen(dok, bindung.id, self.jahr, cent, datum=self.tag, grund="weniger Plätze")
        else:
            zahlungen.zahlung_buchen(
                dok,
                bindung.id,
                cent,
                datum=self.tag,
                jahr=self.jahr,
                art=self.art,
                skonto_cent=self.skonto_cent,
            )

    def _zahlung(self, dok: Dokument) -> None:
        alle = (z for b in dok.blick.bindungen for z in b.zahlungen)
        alte = _an(_wie_entstanden(dok, "zahlung", alle), self.ort)
        if alte is None:
            return
        if self.was == "löschen":
            zahlungen.zahlungen_loeschen(dok, [alte.id])
        else:
            neu = replace(alte, jahr=self.jahr, datum=self.tag, betrag_cent=self._cent(alte.betrag_cent))
            zahlungen.zahlung_setzen(dok, neu)

    def _frei(self, dok: Dokument) -> None:
        alle = (f for b in dok.blick.bindungen for f in b.freirechnungen)
        alte = _an(_wie_entstanden(dok, "freirechnung", alle), self.ort)
        if alte is None:
            return
        if self.was == "löschen":
            zahlungen.freirechnungen_loeschen(dok, [alte.id])
        else:
            neu = replace(alte, jahr=self.jahr, betrag_cent=self._cent(alte.betrag_cent))
            zahlungen.freirechnung_setzen(dok, neu)


buchungen = st.builds(
    Buchung,
    frei=st.booleans(),
    was=_was,
    ort=_orte,
    jahr=_jahre,
    tag=_tage,
    promille=st.sampled_from((0, 300, 1000, 1000, 1500)),
    daneben_cent=st.sampled_from((0, 0, 1, -1)),
    skonto_cent=st.sampled_from((0, 0, 0, 0, 0, 1, -1)),
    art=st.sampled_from(Zahlungsart),
)


@dataclass(frozen=True)
class Ermaechtigung:
    """A VE, new, changed or deleted."""

    was: str
    ort: int
    jahr: int
    cent: int
    stand: VeStand
    ab: dt.date

    def __call__(self, dok: Dokument) -> None:
        if self.was == "neu":
            ve.ve_eintragen(dok, self.jahr, self.cent, stand=self.stand, ab=self.ab)
            return
        alte = _an(dok.blick.ermaechtigungen, self.ort)
        if alte is not None and self.was == "löschen":
            ve.ve_loeschen(dok, [alte.id])
        elif alte is not None:
            neu = replace(alte, jahr=self.jahr, betrag_cent=self.cent, stand=self.stand, ab=self.ab)
            ve.ve_setzen(dok, neu)


ermaechtigungen = st.builds(
    Ermaechtigung,
    was=_was,
    ort=_orte,
    jahr=st.sampled_from((2020, 2021, 2021, 2022, 2023, 2025)),
    cent=st.integers(-1, 10**10),
    stand=st.sampled_from(VeStand),
    ab=_tage,
)


@dataclass(frozen=True)
class Bewegung:
    """A movement, new, changed or deleted, or the sum in use (``basis``)."""

    was: str
    ort: int
    richtung: Umschichtungsrichtung
    stand: Umschichtungsstand
    cent: int
    tag: dt.date | None
    von: int | None
    nach: int | None
    basis: Umschichtungsbasis | None

    def __call__(self, dok: Dokument) -> None:
        produkte = list(dok.blick.produkte)
        werte: dict[str, Any] = {
            "richtung": self.richtung,
            "stand": self.stand,
            "datum": self.tag,
            "von_produkt_id": _an(produkte, self.von),
            "nach_produkt_id": _an(produkte, self.nach),
        }
        alte = _an(_wie_entstanden(dok, "umschichtung", dok.blick.umschichtungen), self.ort)
        if self.basis is not None:
            bewegungen.basis_setzen(dok, self.basis)
        elif self.was == "neu":
            bewegungen.umschichtung_anlegen(dok, self.cent, **werte)
        elif alte is not None and self.was == "löschen":
            bewegungen.umschichtungen_loeschen(dok, [alte.id])
        elif alte is not None:
            bewegungen.umschichtung_setzen(dok, replace(alte, betrag_cent=self.cent, **werte))


umschichtungen = st.builds(
    Bewegung,
    was=_was,
    ort=_orte,
    richtung=st.sampled_from(Umschichtungsrichtung),
    stand=st.sampled_from(Umschichtungsstand),
    cent=st.integers(0, 10**9),
    tag=st.none() | _tage,
    von=_vielleicht,
    nach=_vielleicht,
    basis=st.sampled_from((None, None, *Umschichtungsbasis)),
)


@dataclass(frozen=True)
class Groesse:
    """A named figure, or a release of a part of the funds (without ``groesse``)."""

    groesse: Plangroesse | None
    wert: int | None
    was: str
    ort: int
    von: dt.date
    bis: dt.date
    promille: int
    anrechnung: Anrechnung

    def __call__(self, dok: Dokument) -> None:
        alte = _an(_wie_entstanden(dok, "freigabe", dok.blick.freigaben), self.ort)
        if self.groesse is not None:
            planwerte.planwert_setzen(dok, self.groesse, self.wert)
        elif self.was == "neu":
            planwerte.freigabe_anlegen(dok, self.von, self.bis, self.promille, anrechnung=self.anrechnung)
        elif alte is not None and self.was == "löschen":
            planwerte.freigaben_loeschen(dok, [alte.id])
        elif alte is not None:
            planwerte.freigabe_setzen(
                dok, replace(alte, von=self.von, bis=self.bis, anteil_promille=self.promille)
            )


groessen = st.builds(
    Groesse,
    groesse=st.none() | st.sampled_from(Plangroesse),
    wert=st.none() | st.integers(-1, 10**12),
    was=_was,
    ort=_orte,
    von=_tage,
    bis=_tage,
    promille=st.integers(0, 1001),
    anrechnung=st.sampled_from(Anrechnung),
)


@dataclass(frozen=True)
class Faelle:
    """A group of cases, new, changed, deleted, or booked as a Bindung."""

    was: str
    ort: int
    produkt: int | None
    massnahme: int | None
    klasse: int | None
    zahl: int
    beginn: dt.date
    dauer: int

    def __call__(self, dok: Dokument) -> None:
        alte = _an(dok.blick.fallgruppen, self.ort)
        if self.was == "neu":
            faelle.fallgruppe_anlegen(dok, REGELN, self._gruppe(dok, ""))
        elif alte is None:
            return
        elif self.was == "löschen":
            faelle.fallgruppen_loeschen(dok, [alte.id])
        elif self.was == "binden":
            faelle.binde(dok, REGELN, alte.id)
        else:
            faelle.fallgruppe_setzen(dok, REGELN, self._gruppe(dok, alte.id))

    def _gruppe(self, dok: Dokument, gruppe_id: str) -> Fallgruppe:
        foerderbar = [p.id for p in dok.blick.produkte.values() if p.zusatz in FOERDERBAR]
        return Fallgruppe(
            id=gruppe_id,
            position=0,
            bezeichnung="Fälle",
            produkt_id=_an(foerderbar, self.produkt),
            massnahme_id=_an(list(dok.blick.ansaetze), self.massnahme),
            klasse=self.klasse,
            anzahl=self.zahl,
            beginn_jahr=self.beginn.year,
            beginn_monat=self.beginn.month,
            dauer_monate=self.dauer,
            lohn_cent=1_500_00,
            bemerkung=None,
        )


fallgruppen = st.builds(
    Faelle,
    was=st.sampled_from(("neu", "neu", "binden", "binden", "ändern", "löschen")),
    ort=_orte,
    produkt=_orte,
    massnahme=_vielleicht,
    klasse=st.none() | st.integers(1, 4),
    zahl=st.integers(-1, 9),
    beginn=_tage,
    dauer=st.integers(1, 26),
)
