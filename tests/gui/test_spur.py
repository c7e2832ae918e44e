"""From an entry of the Protokoll to the place of what it changed: every table of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services import umschichtungen
from app.services.haushaltszeilen import Plangroesse
from app.services.planwerte import planwert_setzen
from app.services.protokoll import lies_protokoll
from app.services.ve import ve_loeschen
from app.services.zahlungen import freirechnen, zahlung_buchen
from app.views.bruecke import Bruecke, Ziel
from app.views.budget.seite import BudgetSeite
from app.views.protokoll.spur import ziel_von
from tests.unit.bindung_hilfe import TAG, Voll, fuelle

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from app.services.dokument import Dokument


@pytest.fixture
def voll(beispiel: Dokument) -> Voll:
    return fuelle(beispiel)


def letzte_spur(dok: Dokument) -> Ziel | None:
    (eintrag,) = lies_protokoll(dok, hoechstens=1)
    return ziel_von(dok.blick, eintrag.aenderungen)


def _rahmen(voll: Voll) -> None:
    planwert_setzen(voll.dok, Plangroesse.PAT_RAHMEN_NEU_CENT, 1_00)


def _rechner(voll: Voll) -> None:
    planwert_setzen(voll.dok, Plangroesse.ELB_LOKAL, 1)


@pytest.mark.parametrize(
    ("tat", "ziel"),
    [
        (_rahmen, Ziel("grundlagen", unterseite="pat")),
        (_rechner, Ziel("budget", unterseite="zuteilung")),
    ],
)
def test_a_figure_leads_to_its_calculator(voll: Voll, tat: Callable[[Voll], None], ziel: Ziel) -> None:
    tat(voll)
    assert letzte_spur(voll.dok) == ziel


def test_a_payment_and_a_release_lead_to_their_bindung(voll: Voll) -> None:
    bindung = next(b for b in voll.blick.bindungen if b.aufgegliedert and b.offen_cent(2020) > 2)
    for tat in (
        lambda: zahlung_buchen(voll.dok, bindung.id, 1, datum=TAG),
        lambda: freirechnen(voll.dok, bindung.id, 2020, 1, datum=TAG, grund="x"),
    ):
        tat()
        assert letzte_spur(voll.dok) == Ziel("bindungen", schluessel=bindung.id)


def test_everything_in_a_full_plan_has_a_place(voll: Voll) -> None:
    ziele = {
        feld.tabelle: ziel_von(voll.blick, [feld])
        for eintrag in lies_protokoll(voll.dok)[:-1]
        for feld in eintrag.aenderungen
    }
    umschichtung, freigabe, gruppe = (
        voll.blick.umschichtungen[0].id,
        voll.blick.freigaben[0].id,
        voll.blick.fallgruppen[0].id,
    )
    assert ziele["Umschichtung"] == Ziel("budget", unterseite="umschichtung", schluessel=umschichtung)
    assert ziele["Vorläufige Haushaltsführung"] == Ziel("budget", unterseite="freigabe", schluessel=freigabe)
    assert ziele["Fallgruppe"] == Ziel("grundlagen", unterseite="pat", schluessel=gruppe)
    ve = ziele["VE"]
    assert ve is not None
    assert (ve.seite, ve.unterseite) == ("bindungen", "ve")
    assert None not in ziele.values()


def test_what_is_gone_leads_nowhere(voll: Voll) -> None:
    umschichtungen.umschichtungen_loeschen(voll.dok, [u.id for u in voll.blick.umschichtungen])
    assert letzte_spur(voll.dok) is None
    ve_loeschen(voll.dok, [v.id for v in voll.blick.ermaechtigungen])
    assert letzte_spur(voll.dok) is None


def test_the_line_is_chosen_on_its_view(qtbot: QtBot, voll: Voll) -> None:
    seite = BudgetSeite(Bruecke(voll.dok))
    qtbot.addWidget(seite)
    for ansicht, zeile in (
        ("umschichtung", voll.blick.umschichtungen[-1]),
        ("freigabe", voll.blick.freigaben[-1]),
    ):
        seite.gehe_zu(Ziel("budget", unterseite=ansicht, schluessel=zeile.id))
        gewaehlt = getattr(seite.aktuelle(), "gitter").aktuelle()  # noqa: B009 - views share no type for it
        assert gewaehlt.id == zeile.id
