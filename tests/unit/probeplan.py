"""A small plan in a real file for tests; its rows can contradict themselves, as those of imports may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models.arten import Budgetart, Eintrittestatus, Finanzierung
from app.models.bindung import Bindung, Bindungsbetrag
from app.models.massnahme import Ansatz, Massnahme
from app.models.plan import (
    Budgetposten,
    Handlungsfeld,
    Plan,
    Produkt,
    Produktkategorie,
)
from app.services.plaene import lege_leer_an

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from app.services.dokument import Dokument
    from app.services.planblick import Planblick

GENUG_CENT = 100_000_000_00


@dataclass(frozen=True)
class Probeplan:
    """A plan with one Handlungsfeld, a category shown in the overview with one product, and one not shown."""

    dok: Dokument
    handlungsfeld: str
    produkt: str
    verdecktes_produkt: str

    @property
    def blick(self) -> Planblick:
        return self.dok.blick

    def zeile(  # noqa: PLR0913 - the columns of a row, by name
        self,
        leistung: str = "Probe",
        *,
        eintritte: int | None = 10,
        eintritte_status: Eintrittestatus = Eintrittestatus.ZAHL,
        cent: int | None = 1_000_00,
        finanzierung: Finanzierung = Finanzierung.NEUFALL,
        produkt: str | None = "",
        handlungsfeld: str | None = "",
    ) -> str:
        """Add a row as given, contradictions included; returns the key of its Ansatz."""
        with self.dok.vorgang("probe", f"Probe {leistung}") as tat:
            massnahme = Massnahme(
                plan_id=self.blick.plan_id,
                position=(len(self.blick.ansaetze) + 1) * 1024,
                leistung=leistung,
                funktion="",
                bemerkung="",
                produkt_id=self.produkt if produkt == "" else produkt,
                handlungsfeld_id=self.handlungsfeld if handlungsfeld == "" else handlungsfeld,
            )
            tat.session.add(massnahme)
            tat.session.flush()
            ansatz = Ansatz(
                massnahme_id=massnahme.id,
                position=1024,
                eintritte=eintritte,
                eintritte_status=eintritte_status.value,
                mittelansatz_cent=cent,
                finanzierung=finanzierung.value,
            )
            tat.session.add(ansatz)
            tat.session.flush()
            return ansatz.id

    def bindung(
        self, *, herkunft: int, betraege: Mapping[int, int], name: str = "Vertrag", aufgegliedert: bool = True
    ) -> str:
        """Add a Bindung with its amounts (Cent) by year."""
        with self.dok.vorgang("probe", "Bindung") as tat:
            bindung = Bindung(
                plan_id=self.blick.plan_id,
                position=1024,
                bezeichnung=name,
                herkunft_jahr=herkunft,
                aufgegliedert=aufgegliedert,
            )
            tat.session.add(bindung)
            tat.session.flush()
            tat.session.add_all(
                Bindungsbetrag(bindung_id=bindung.id, jahr=jahr, betrag_cent=cent)
                for jahr, cent in betraege.items()
            )
            tat.session.flush()
            return bindung.id

    def budget(self, werte: Mapping[Budgetart, int | None]) -> None:
        """Set budget inputs in Cent, also to what the program would refuse."""
        with self.dok.vorgang("probe", "Budget") as tat:
            for posten in tat.session.scalars(
                select(Budgetposten).where(Budgetposten.plan_id == self.blick.plan_id)
            ):
                if posten.art in werte:
                    posten.betrag_cent = werte[Budgetart(posten.art)]

    def rechtsgrundlage(self, produkt_id: str, wert: str | None) -> None:
        """Set what a product rests on."""
        with self.dok.vorgang("probe", "Rechtsgrundlage") as tat:
            tat.session.get_one(Produkt, produkt_id).rechtsgrundlage = wert

    def jahr(self, jahr: int) -> None:
        """Make it the plan of another year."""
        with self.dok.vorgang("probe", "Jahr") as tat:
            tat.session.get_one(Plan, self.blick.plan_id).haushaltsjahr = jahr


def baue(pfad: Path, jahr: int = 2020) -> Probeplan:
    """A plan without rows, with all budget inputs: nothing in it is to be found fault with."""
    dok = lege_leer_an(pfad, jahr, wer="Probe")
    plan_id = dok.blick.plan_id
    with dok.vorgang("probe", "Kataloge") as tat:
        handlungsfeld = Handlungsfeld(plan_id=plan_id, position=1024, nummer="1", bezeichnung="Arbeit")
        gezeigt = Produktkategorie(plan_id=plan_id, position=1024, nummer="I", bezeichnung="Gezeigt")
        verdeckt = Produktkategorie(plan_id=plan_id, position=2048, bezeichnung="Weitere", ausgewiesen=False)
        tat.session.add_all([handlungsfeld, gezeigt, verdeckt])
        tat.session.flush()
        produkt = Produkt(plan_id=plan_id, produktkategorie_id=gezeigt.id, position=1024, bezeichnung="Kurse")
        anderes = Produkt(
            plan_id=plan_id, produktkategorie_id=verdeckt.id, position=1024, bezeichnung="Reisen"
        )
        tat.session.add_all([produkt, anderes])
        tat.session.flush()
        ids = handlungsfeld.id, produkt.id, anderes.id
    probe = Probeplan(dok, *ids)
    probe.budget(dict.fromkeys(Budgetart, 0) | {Budgetart.EINGLIEDERUNGSMITTEL: GENUG_CENT})
    return probe
