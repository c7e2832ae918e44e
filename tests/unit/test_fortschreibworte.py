"""What carrying a Haushaltsjahr on does, said beforehand in words and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services.fortschreiben import Fortschreibung, bezeichnung_vorschlag, fortschreiben, vorschau
from app.services.fortschreibworte import ergebnis, punkte, warnungen
from app.services.plaene import plan_anlegen, plan_setzen
from tests.unit import probeplan
from tests.unit.fortschreib_hilfe import lege_bindungen_an, lege_fallgruppen_an

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.unit.probeplan import Probeplan

WAHL = Fortschreibung("Plan 2021")


@pytest.fixture
def probe(tmp_path: Path) -> Iterator[Probeplan]:
    """A plan for 2020 without rows."""
    plan = probeplan.baue(tmp_path / "plan.amip")
    yield plan
    plan.dok.datei.schliesse()


def test_a_plan_of_the_new_year_that_is_there_already_is_said_and_no_obstacle(probe: Probeplan) -> None:
    erster = probe.blick.plan_id
    plan_anlegen(probe.dok, 2021, "Schon da")
    probe.dok.waehle(erster)
    (satz,) = warnungen(vorschau(probe.dok, WAHL))
    assert "„Schon da“" in satz

    fortschreiben(probe.dok, WAHL)

    assert [p.bezeichnung for p in probe.dok.plaene() if p.haushaltsjahr == 2021] == ["Plan 2021", "Schon da"]


@pytest.mark.parametrize(
    ("bisher", "naechste"),
    [
        ("AMIP 2020 jobcenter", "AMIP 2021 jobcenter"),
        ("2020/2020", "2021/2021"),
        ("Az. 120205 für 2020", "Az. 120205 für 2021"),
        ("Unser Plan", "Arbeitsmarkt- und Integrationsprogramm 2021"),
    ],
)
def test_the_year_in_the_name_moves_on(probe: Probeplan, bisher: str, naechste: str) -> None:
    kopf = probe.blick.kopf
    plan_setzen(probe.dok, bezeichnung=bisher, haushaltsjahr=2020, stand=None, status=kopf.status)
    assert bezeichnung_vorschlag(probe.blick.kopf) == naechste


def test_the_lines_of_the_preview_say_counts_and_amounts(probe: Probeplan) -> None:
    lege_bindungen_an(probe)
    lege_fallgruppen_an(probe)
    schau = vorschau(probe.dok, WAHL)
    worte = {punkt.name: punkt.text for punkt in punkte(schau)}

    assert worte["Kataloge"] == "1 Handlungsfeld, 2 Produktkategorien, 2 Produkte, 0 Teams"
    assert worte["Maßnahmen"].startswith("2 Leistungen mit 2 Ansätzen; Ausgangswerte: 20 Eintritte")
    assert worte["Bindungen"] == "4 Bindungen: 720,00\u00a0€ fällig 2021, 80,00\u00a0€ später"
    assert worte["Optionen"] == "1 Option bleibt offen und bindet noch nichts"
    assert worte["Vorbindungen 2021"] == "720,00\u00a0€"
    assert worte["Fallgruppen"] == "2 laufen 2021 weiter"
    assert ergebnis(schau) == "Plan 2021 angelegt: 2 Leistungen, Vorbindungen 720,00\u00a0€."
