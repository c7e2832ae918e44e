"""The Grundlagen in words: the statement above each table, and what derived columns say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.services import grundlagenworte as worte
from app.services.bildungsabgleich import bildungsabgleich, bildungsprodukte
from app.services.grundlagen import (
    Grundzelle,
    bildungsarten_setzen,
    zeilen_loeschen,
    zeilen_verschieben,
    zelle_setzen,
    zellen_setzen,
)
from app.services.grundlagenfelder import (
    BETREUUNGSSCHLUESSEL,
    BILDUNGSZIELE,
    KOMMUNALE_LEISTUNGEN,
    KUNDENGRUPPEN,
    PATPAUSCHALEN,
    PERSONAL,
    SONDERPROJEKTE,
    ZIELWERTE,
    Grundtabelle,
)
from app.services.grundlagenzeilen import Bildungsart, Grundlagen, Zieleinheit
from app.services.protokoll import lies_protokoll
from app.services.regeln import lade_regeln
from app.services.struktur import Richtung

if TYPE_CHECKING:
    from app.services.dokument import Dokument

S = "\u00a0"
REGELN = lade_regeln()


def stand(dok: Dokument) -> Grundlagen:
    return dok.blick.grundlagen


def setze(dok: Dokument, tabelle: Grundtabelle, stelle: int, **texte: str) -> None:
    zeile = tabelle.zeilen(dok.blick)[stelle]
    zellen_setzen(dok, tabelle, [Grundzelle(zeile.id, feld, text) for feld, text in texte.items()])


def neu(dok: Dokument, tabelle: Grundtabelle, schluessel: str, **texte: str) -> None:
    zellen_setzen(dok, tabelle, [Grundzelle(schluessel * 32, feld, text) for feld, text in texte.items()])


# -- statements ----------------------------------------------------------------------------------------


def test_each_table_of_the_programme_says_what_matters(beispiel: Dokument) -> None:
    g = stand(beispiel)
    assert worte.projektsatz(g.sonderprojekte) == (
        f"3 Sonderprojekte bringen 179.123,00{S}€ außerhalb des Budgets."
    )
    assert worte.patsatz(beispiel.blick, REGELN) == (
        "Die Pauschalen des Plans gehen der datierten Regel vor. Keine weicht von ihr ab."
    )
    assert worte.personalsatz(g.personal) == (
        f"Von 868,20 VZÄ sind 792,33 besetzt (91,3{S}%): 75,87 VZÄ zu wenig."
    )
    assert worte.schluesselsatz(g.betreuungsschluessel) == (
        "Geplant sind Betreuungsschlüssel von 1:73 bis 1:135."
    )
    assert worte.kundensatz(g) == (
        "Erwerbsfähige Leistungsberechtigte (eLb): 50.396, davon 36.203 Langzeitleistungsbezieher (LZB) "
        f"(72{S}%)."
    )
    assert worte.bildungssatz(g.bildungsziele) == (
        "Geplant sind 1.813 Eintritte in berufliche Bildung: 580 Umschulungen, davon 246 "
        "Teilqualifizierungen, und 1.233 Fortbildungen."
    )
    assert worte.kommunalsatz(g.kommunale_leistungen) == (
        "4 kommunale Leistungen, geschätzt zusammen ca. 1.550 Fälle; 1 ohne Zahl."
    )
    assert worte.zielsatz(g.zielwerte) == "5 Kennzahlen, noch ohne geplante Werte."


def test_a_single_project_and_projects_without_amounts_have_their_own_words(beispiel: Dokument) -> None:
    ids = [p.id for p in stand(beispiel).sonderprojekte]
    zeilen_loeschen(beispiel, SONDERPROJEKTE, ids[1:])
    assert worte.projektsatz(stand(beispiel).sonderprojekte) == (
        f"1 Sonderprojekt bringt 30.087,00{S}€ außerhalb des Budgets."
    )
    setze(beispiel, SONDERPROJEKTE, 0, sachkosten_cent="")
    assert worte.projektsatz(stand(beispiel).sonderprojekte) == "1 Sonderprojekt, noch ohne Beträge."


def test_a_flat_rate_that_differs_says_by_how_much(beispiel: Dokument) -> None:
    setze(beispiel, PATPAUSCHALEN, 0, betrag_cent="550")
    setze(beispiel, PATPAUSCHALEN, 1, betrag_cent="")
    setze(beispiel, PATPAUSCHALEN, 2, betrag_cent="699,50")
    neu(beispiel, PATPAUSCHALEN, "f", betrag_cent="800")
    assert [worte.patwort(z, REGELN) for z in stand(beispiel).patpauschalen] == [
        f"50,00{S}€ mehr als die Regel",
        "es gilt die Regel",
        f"0,50{S}€ weniger als die Regel",
        "ohne Regel für diese Klasse",
    ]
    assert worte.patsatz(beispiel.blick, REGELN).endswith("2 von 4 weichen von ihr ab.")
    zeilen_loeschen(beispiel, PATPAUSCHALEN, [p.id for p in stand(beispiel).patpauschalen])
    assert worte.patsatz(beispiel.blick, REGELN) == (
        "Der Plan nennt keine eigenen Pauschalen: Es gilt die datierte Regel."
    )


def test_staff_of_several_rows_is_not_added_up(beispiel: Dokument) -> None:
    neu(beispiel, PERSONAL, "f", bezeichnung="davon U25", soll_hundertstel="100", ist_hundertstel="100")
    assert [worte.vzaewort(p.differenz_hundertstel) for p in stand(beispiel).personal] == [
        "75,87 VZÄ zu wenig",
        "voll besetzt",
    ]
    assert worte.personalsatz(stand(beispiel).personal) == (
        "In 1 von 2 Bereichen fehlt Personal, am meisten in „Jobcenter gesamt“: 75,87 VZÄ zu wenig."
    )
    setze(beispiel, PERSONAL, 0, ist_hundertstel="870")
    assert worte.vzaewort(stand(beispiel).personal[0].differenz_hundertstel) == "1,80 VZÄ mehr als das Soll"
    assert worte.personalsatz(stand(beispiel).personal) == "In keinem von 2 Bereichen fehlt Personal."
    assert worte.personalsatz(()) == "Noch ohne Soll oder Ist der Vollzeitäquivalente (VZÄ)."


def test_a_ratio_beside_the_planned_one_says_more_or_less(beispiel: Dokument) -> None:
    for stelle, ist in enumerate(("1:75", "1:130,5", "1:109")):
        setze(beispiel, BETREUUNGSSCHLUESSEL, stelle, ist_zehntel=ist)
    assert [worte.schluesselwort(z) for z in stand(beispiel).betreuungsschluessel] == [
        "2 mehr als geplant",
        "4,5 weniger als geplant",
        "wie geplant",
    ]
    assert worte.schluesselsatz(stand(beispiel).betreuungsschluessel) == (
        "Geplant sind Betreuungsschlüssel von 1:73 bis 1:135; in 1 von 3 Bereichen sind es mehr."
    )
    assert worte.schluesselsatz(stand(beispiel).betreuungsschluessel[:1]).startswith(
        "Geplant ist ein Betreuungsschlüssel von 1:73;"
    )
    assert worte.schluesselsatz(()) == "Noch ohne geplante Betreuungsschlüssel."


def test_shares_need_exactly_one_whole_with_a_number(beispiel: Dokument) -> None:
    setze(beispiel, KUNDENGRUPPEN, 1, gesamt="ja")
    assert worte.kundensatz(stand(beispiel)).startswith("Anteile fehlen: Kennzeichnen Sie genau eine")
    setze(beispiel, KUNDENGRUPPEN, 1, gesamt="nein")
    setze(beispiel, KUNDENGRUPPEN, 0, anzahl="")
    assert worte.kundensatz(stand(beispiel)) == (
        "Anteile fehlen, solange „Erwerbsfähige Leistungsberechtigte (eLb)“ keine Anzahl hat."
    )
    setze(beispiel, KUNDENGRUPPEN, 0, anzahl="50.396")
    zeilen_loeschen(beispiel, KUNDENGRUPPEN, [k.id for k in stand(beispiel).kundengruppen if not k.gesamt])
    assert worte.kundensatz(stand(beispiel)) == "Erwerbsfähige Leistungsberechtigte (eLb): 50.396."


def test_services_without_any_estimate_say_so(beispiel: Dokument) -> None:
    assert [worte.fallwort(z) for z in stand(beispiel).kommunale_leistungen] == [
        "",
        "ca. 800",
        "ca. 550",
        "ca. 200",
    ]
    ids = [z.id for z in stand(beispiel).kommunale_leistungen]
    zeilen_loeschen(beispiel, KOMMUNALE_LEISTUNGEN, ids[1:])
    assert worte.kommunalsatz(stand(beispiel).kommunale_leistungen) == (
        "1 kommunale Leistung, noch ohne geschätzte Fälle."
    )


def test_goals_say_reached_and_missed_by_their_direction(beispiel: Dokument) -> None:
    setze(beispiel, ZIELWERTE, 1, plan_tausendstel="25,3", ist_tausendstel="25,2")
    setze(beispiel, ZIELWERTE, 2, plan_tausendstel="36.300")
    assert [worte.ampel(z) for z in stand(beispiel).zielwerte] == [
        worte.BEOBACHTET,
        worte.VERFEHLT,
        worte.ERREICHT,
        worte.OFFEN,
        worte.OFFEN,
    ]
    assert worte.zielsatz(stand(beispiel).zielwerte) == "5 Kennzahlen: 1 erreicht, 1 verfehlt, 2 offen."
    setze(beispiel, ZIELWERTE, 1, ist_tausendstel="")
    setze(beispiel, ZIELWERTE, 2, ist_tausendstel="")
    assert worte.zielsatz(stand(beispiel).zielwerte) == "5 Kennzahlen, 3 noch ohne geplanten Wert."


@pytest.mark.parametrize(
    ("tausendstel", "einheit", "wert", "abweichung"),
    [
        (1_234_000, Zieleinheit.EURO, f"1.234,00{S}€", f"+1.234,00{S}€"),
        (25_300, Zieleinheit.PROZENT, f"25,3{S}%", f"+25,3{S}%-Punkte"),
        (-25_000, Zieleinheit.PROZENT, f"−25,0{S}%", f"−25,0{S}%-Punkte"),
        (36_203_000, Zieleinheit.ANZAHL, "36.203", "+36.203"),
        (2_450, Zieleinheit.NOTE, "2,45", "+2,45"),
        (0, Zieleinheit.INDEX, "0,0", "0,0"),
        (None, Zieleinheit.EURO, "", ""),
    ],
)
def test_a_goal_is_written_with_its_unit(
    tausendstel: int | None, einheit: Zieleinheit, wert: str, abweichung: str
) -> None:
    assert worte.zielbetrag(tausendstel, einheit) == wert
    assert worte.zielbetrag(tausendstel, einheit, abweichung=True) == abweichung


def test_the_tie_of_the_training_targets_says_what_is_missing(beispiel: Dokument) -> None:
    setze(beispiel, BILDUNGSZIELE, 3, umschulungen="31")
    setze(beispiel, BILDUNGSZIELE, 3, fortbildungen="57")
    assert [(worte.artwort(a.art), worte.abgleichwort(a)) for a in bildungsabgleich(beispiel.blick)] == [
        ("Umschulungen", "7 zu wenig"),
        ("Fortbildungen", "3 zu viel"),
    ]
    beispiel.rueckgaengig()
    assert worte.abgleichwort(bildungsabgleich(beispiel.blick)[1]) == worte.STIMMT


# -- what the pages need of the Vorgänge ---------------------------------------------------------------


def test_products_are_asked_about_by_category_and_set_in_one_step(beispiel: Dokument) -> None:
    gefragt = bildungsprodukte(beispiel.blick)
    assert [p.bildungsart for p in gefragt] == [
        Bildungsart.FORTBILDUNG,
        Bildungsart.UMSCHULUNG,
        Bildungsart.FORTBILDUNG,
        Bildungsart.FORTBILDUNG,
    ]
    bildungsarten_setzen(beispiel, {p.id: None for p in gefragt})
    assert len(bildungsprodukte(beispiel.blick)) == len(beispiel.blick.produkte)
    (eintrag,) = lies_protokoll(beispiel, hoechstens=1)
    assert eintrag.bezeichnung == "Bildungsziel von 4 Produkten geändert"
    beispiel.rueckgaengig()
    assert bildungsprodukte(beispiel.blick) == gefragt


def test_several_rows_move_together_and_stop_at_the_end(beispiel: Dokument) -> None:
    def folge() -> list[str]:
        return [p.bezeichnung for p in stand(beispiel).sonderprojekte]

    ids = [p.id for p in stand(beispiel).sonderprojekte]
    zeilen_verschieben(beispiel, SONDERPROJEKTE, ids[1:], Richtung.HINAUF)
    assert folge() == ["TQ", "Jobstarter+", "ESF-LZA"]
    assert not zeilen_verschieben(beispiel, SONDERPROJEKTE, ids[1:], Richtung.HINAUF)
    zeilen_verschieben(beispiel, SONDERPROJEKTE, [ids[1], ids[0]], Richtung.HINUNTER)
    assert folge() == ["Jobstarter+", "TQ", "ESF-LZA"]
    zelle_setzen(beispiel, SONDERPROJEKTE, ids[0], "bezeichnung", "zuletzt")
    assert folge()[-1] == "zuletzt"
