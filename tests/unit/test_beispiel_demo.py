"""The demo: the plan of the programme with invented contracts, VE, movements and cases, marked as such."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app import kommandos
from app.aufruf import lies
from app.models.schema import PLANTABELLEN
from app.services import beispieldaten, struktur, ve, zahlungen, zellen
from app.services.beispiel import beispiele, lege_beispiel_an, titel, vorlagen
from app.services.bindungen import betraege_von
from app.services.bindungspruefung import Entwurf, pruefe_bindung
from app.services.bindungszeilen import Bindungsart, Bindungsteil, Zahlungsart, Zahlungsstand
from app.services.eingabe import Feld
from app.services.excel import exportiere_huel
from app.services.excel.blatt import _kopftext
from app.services.haushaltszeilen import Plangroesse, Umschichtungsrichtung, Umschichtungsstand, VeStand
from app.services.kennzahlen_json import als_dict
from app.services.kennzahlen_text import als_text
from app.services.plaene import oeffne, plan_setzen
from app.services.ressourcen import ressource
from app.services.summen import Dimension
from app.services.zeilen import ERFUNDEN
from tests.unit.datei_hilfe import frage, pruefsumme_stimmt
from tests.unit.excel_hilfe import exportiert
from tests.unit.excel_hilfe import oeffne as oeffne_mappe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument

JAHR = 2020


def je_name(dok: Dokument) -> dict[str, Bindungszeile]:
    return {b.bezeichnung: b for b in dok.blick.bindungen}


# -- what it holds -----------------------------------------------------------------------------------


def test_the_measures_are_those_of_the_programme(demo: Dokument, beispiel: Dokument) -> None:
    def summen(dok: Dokument) -> list[tuple[str, int, int]]:
        felder = dok.blick.handlungsfelder.values()
        alle = [(h.titel, dok.blick.summe(Dimension.HANDLUNGSFELD, h.id)) for h in felder]
        return [(name, s.eintritte, s.mittelansatz_cent) for name, s in alle]

    assert summen(demo) == summen(beispiel)
    assert {a: p.betrag_cent for a, p in demo.blick.posten.items()} == {
        a: p.betrag_cent for a, p in beispiel.blick.posten.items()
    }


def test_releases_raise_the_neufallbudget_and_turn_overplanned_into_free(demo: Dokument) -> None:
    k = demo.blick.kennzahlen
    assert k.vorbindungen_cent == 32_647_597_00
    assert k.freirechnung_cent == 168_650_00
    assert k.neufallbudget_cent == 35_254_607_00
    assert k.verplant_cent == 35_087_594_74
    assert k.rest_cent == 167_012_26
    assert k.neu_gebunden_cent == 21_929_644_00
    assert k.ungebunden_cent == 13_324_963_00
    assert k.gezahlt_cent == 36_353_075_81


def test_parts_explain_most_of_the_known_sum_and_leave_a_rest(demo: Dokument) -> None:
    k = demo.blick.kennzahlen
    teile = [b for b in demo.blick.bindungen if b.vertrag.sammel_id]
    assert len(teile) == 20
    assert {b.herkunft_jahr for b in teile} == {2018, 2019}
    assert k.vorbindungen_aufgegliedert_cent == 28_836_520_00
    assert k.vorbindungen_aufgegliedert_cent == sum(b.betrag_cent(JAHR) for b in teile)
    assert k.vorbindungen_offen_cent == 3_811_077_00
    assert {b.vertrag.sammel_id for b in teile} == {demo.blick.bindungen[0].id}


def test_every_bindung_is_one_that_could_be_entered_by_hand(demo: Dokument) -> None:
    blick = demo.blick
    for b in blick.bindungen:
        pruefe_bindung(blick, Entwurf(b.bezeichnung, b.herkunft_jahr, betraege_von(b), b.vertrag), b)
        assert all(b.offen_cent(jahr) >= 0 for jahr in b.jahre), b.bezeichnung
        assert b.bewegte_jahre <= set(b.jahre), b.bezeichnung
        besetzt, plaetze = b.vertrag.besetzt or 0, b.vertrag.plaetze or 0
        assert besetzt <= plaetze, b.bezeichnung
        if b.vertrag.datum and b.vertrag.datum.year != b.herkunft_jahr:
            pytest.fail(f"{b.bezeichnung}: {b.vertrag.datum} und {b.herkunft_jahr}")


def test_new_bindungen_stay_within_the_mittelansatz_of_their_leistung(demo: Dokument) -> None:
    blick = demo.blick
    gebunden: Counter[str] = Counter()
    for b in blick.bindungen:
        if b.herkunft_jahr == JAHR and b.massnahme_id:
            gebunden[b.massnahme_id] += b.gebunden_cent(JAHR)
    for massnahme_id, cent in gebunden.items():
        zeilen = [blick.zeilen[a] for a in blick.ansaetze[massnahme_id]]
        assert cent <= sum(z.verplant_cent for z in zeilen), zeilen[0].leistung


def test_contracts_of_every_kind_are_there_to_try(demo: Dokument) -> None:
    vertraege = [b.vertrag for b in demo.blick.bindungen]
    assert {v.art for v in vertraege} == set(Bindungsart)
    optionen = [v.wirksam for v in vertraege if v.teil is Bindungsteil.OPTION]
    assert sorted(optionen) == [False, True]
    assert [v.teil for v in vertraege].count(Bindungsteil.AUFSTOCKUNG) == 1
    bezahlt = [z for b in demo.blick.bindungen for z in b.zahlungen]
    assert {z.art for z in bezahlt} == set(Zahlungsart)
    assert {z.stand for z in bezahlt} == set(Zahlungsstand)
    belege = [z.beleg for z in bezahlt]
    assert None not in belege
    assert len(set(belege)) == len(belege) == 225
    gruende = [f.grund for b in demo.blick.bindungen for f in b.freirechnungen]
    assert len(gruende) == 5
    assert "Skonto" in gruende


def test_months_years_and_the_row_paid_in_the_year_after_are_covered(demo: Dokument) -> None:
    namen = je_name(demo)
    assert namen["BaE, Ausbildungsjahrgang 2020"].jahre == (2020, 2021, 2022, 2023)
    (ansatz_id,) = demo.blick.stand.ansaetze
    assert namen["Neukundenaktivierung 2021"].vertrag.ansatz_id == ansatz_id
    assert demo.blick.folgejahr.offen == 0
    phoenix = namen["Leistungsdiagnostik (Phoenix)"]
    assert phoenix.vertrag.laufzeit_bis == dt.date(2020, 6, 30)
    assert phoenix.offen_cent(JAHR) == 91_840_00
    assert namen["BOGIVA"].vertrag.auslastung_promille == 488


def test_the_ve_of_2021_is_nearly_used_after_its_cut_and_that_of_2023_is_exceeded(demo: Dokument) -> None:
    stand = [(j.jahr, j.gilt and j.gilt.stand, j.genutzt_cent, j.frei_cent) for j in ve.ve_jahre(demo.blick)]
    assert stand == [
        (2021, VeStand.GEKUERZT, 11_618_000_00, 132_000_00),
        (2022, VeStand.ENDGUELTIG, 3_977_560_00, 1_422_440_00),
        (2023, VeStand.ENDGUELTIG, 962_000_00, -22_000_00),
    ]
    geschichte = [(z.stand, z.betrag_cent) for z in demo.blick.ermaechtigungen if z.jahr == 2021]
    assert geschichte == [
        (VeStand.VORLAEUFIG, 12_800_000_00),
        (VeStand.ENDGUELTIG, 13_200_000_00),
        (VeStand.GEKUERZT, 11_750_000_00),
    ]


def test_movements_of_every_direction_and_state_are_there(demo: Dokument) -> None:
    bewegungen = demo.blick.umschichtungen
    assert {b.richtung for b in bewegungen} == set(Umschichtungsrichtung)
    assert {b.stand for b in bewegungen} == set(Umschichtungsstand)
    assert demo.blick.kennzahlen.umschichtung_vollzogen_cent == 600_000_00
    (zwischen,) = [b for b in bewegungen if b.richtung is Umschichtungsrichtung.ZWISCHEN_PRODUKTEN]
    produkte = demo.blick.produkte
    assert produkte[str(zwischen.von_produkt_id)].bezeichnung == "Fortbildung/Qualifizierung (BGS)"
    assert produkte[str(zwischen.nach_produkt_id)].bezeichnung == "Eingliederungszuschuss (EGZ)"
    (freigabe,) = demo.blick.freigaben
    assert (freigabe.bis, freigabe.anteil_promille) == (dt.date(2020, 3, 31), 450)


def test_the_cases_come_to_the_relief_that_the_programme_expects(demo: Dokument) -> None:
    pauschale = {1: 500_00, 2: 600_00, 3: 700_00}  # AMIP 2.4
    entlastung: Counter[int] = Counter()
    for f in demo.blick.fallgruppen:
        monate = 12 if f.beginn_jahr < JAHR else 13 - f.beginn_monat
        if f.klasse is not None:
            entlastung[f.beginn_jahr] += f.anzahl * monate * pauschale[f.klasse]
    assert entlastung == {2019: 2_686_800_00, 2020: 541_800_00}
    assert demo.blick.planwerte[Plangroesse.PAT_RAHMEN_BESTAND_CENT].wert == 2_700_000_00
    assert demo.blick.planwerte[Plangroesse.PAT_RAHMEN_NEU_CENT].wert == 550_000_00
    neu = [f for f in demo.blick.fallgruppen if f.beginn_jahr == JAHR]
    assert sum(f.anzahl for f in neu if f.klasse) == 198
    assert sum(f.anzahl for f in neu if not f.klasse) == 100
    bezahlt = {b.vertrag.fallgruppe_id for b in demo.blick.bindungen if b.vertrag.fallgruppe_id}
    assert len(bezahlt) == 6
    assert bezahlt < {f.id for f in demo.blick.fallgruppen}


def test_the_figures_for_the_allotment_come_close_to_the_budget(demo: Dokument) -> None:
    def wert(groesse: Plangroesse) -> int:
        zahl = demo.blick.planwerte[groesse].wert
        assert zahl is not None
        return zahl

    g = Plangroesse
    assert set(demo.blick.planwerte) == set(g)
    elb, elb_bund = wert(g.ELB_LOKAL), wert(g.ELB_BUND)
    # EinglMV: half of the money by each indicator, a quarter of the deviation from the average counts.
    pdi = (elb / wert(g.BEVOELKERUNG_LOKAL)) / (elb_bund / wert(g.BEVOELKERUNG_BUND))
    si = (wert(g.LZB_LOKAL) / elb) / (wert(g.LZB_BUND) / elb_bund)
    faktor = 1 + ((pdi - 1) + (si - 1)) / 8
    egt = wert(g.EGT_VORAB_CENT) + wert(g.EGT_BUND_CENT) * elb / elb_bund * faktor
    assert egt == pytest.approx(68_899_598_00, rel=0.001)
    anteil = max(wert(g.BG_ZEITRAUM_NEU), wert(g.BG_ZEITRAUM_ALT)) / wert(g.BG_MAXIMALWERTE_BUND)
    assert anteil == pytest.approx(wert(g.VERWALTUNG_ANTEIL_MILLIONSTEL) / 1_000_000, abs=1e-6)
    assert wert(g.VERWALTUNG_BUND_CENT) * anteil == pytest.approx(63_220_580_00, rel=0.001)


# -- the file ----------------------------------------------------------------------------------------


def test_every_table_of_a_plan_has_rows(demo_datei: Path) -> None:
    leer = [t for t in PLANTABELLEN if frage(demo_datei, f"SELECT count(*) FROM {t}") == [(0,)]]  # noqa: S608 - our tables
    assert leer == []
    assert pruefsumme_stimmt(demo_datei)


def test_it_is_loaded_in_one_vorgang_that_cannot_be_undone(demo: Dokument) -> None:
    (text,) = frage(demo.datei.pfad, "SELECT bezeichnung FROM vorgang")
    assert text == (f"Beispielplan „Demo 2020 – {ERFUNDEN}“ geladen",)
    assert demo.naechstes_rueckgaengig is None


def test_it_opens_again_as_it_was_and_undo_reaches_back_to_the_beginning(demo_datei: Path) -> None:
    def inhalt(dok: Dokument) -> tuple[object, ...]:
        b = dok.blick
        return b.bindungen, b.ermaechtigungen, b.umschichtungen, b.fallgruppen, dict(b.zeilen), b.kennzahlen

    dok = oeffne(demo_datei, wer="a")
    anfang = inhalt(dok)
    bindung = je_name(dok)["BOGIVA"]
    zahlungen.freirechnen(dok, bindung.id, JAHR, 1_00, datum=dt.date(2020, 10, 30), grund="Probe")
    zellen.zelle_setzen(dok, next(iter(dok.blick.zeilen)), Feld.EINTRITTE, "71")
    struktur.loeschen(dok, [z.id for z in dok.blick.zeilen.values() if z.leistung == "AsA"])
    geaendert = inhalt(dok)
    dok.datei.schliesse()

    dok = oeffne(demo_datei, wer="a")
    assert inhalt(dok) == geaendert != anfang
    while dok.naechstes_rueckgaengig is not None:
        dok.rueckgaengig()
    assert inhalt(dok) == anfang
    dok.datei.schliesse()
    assert pruefsumme_stimmt(demo_datei)


# -- marked wherever it shows --------------------------------------------------------------------------


def test_the_mark_stays_with_the_plan_whatever_it_is_called(demo: Dokument) -> None:
    assert demo.blick.kopf.titel == "Demo 2020 – Demodaten (erfunden), Stand 30.10.2020"
    plan_setzen(demo, bezeichnung="Mein Plan", haushaltsjahr=JAHR, stand=None, status="entwurf")
    assert demo.blick.kopf.erfunden
    assert demo.blick.kopf.titel == demo.blick.kopf.name == "Mein Plan – Demodaten (erfunden)"
    assert replace(demo.blick.kopf, erfunden=False).titel == "Mein Plan"


@pytest.mark.parametrize("zeige", [als_text, lambda blick: str(als_dict(blick)["plan"])])
def test_the_key_figures_say_that_the_data_is_invented(demo: Dokument, zeige: Callable[..., str]) -> None:
    assert zeige(demo.blick).count(ERFUNDEN) == 1
    assert als_dict(demo.blick)["plan"]["erfunden"] is True


def test_the_findings_on_a_terminal_begin_with_the_mark(
    demo_datei: Path, beispiel_datei: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kommandos.pruefen(lies(["pruefen", str(demo_datei)]).werte)
    assert capsys.readouterr().out.startswith(f"Demo 2020 – {ERFUNDEN}, Stand 30.10.2020\n")
    kommandos.pruefen(lies(["pruefen", str(beispiel_datei)]).werte)
    assert ERFUNDEN not in capsys.readouterr().out


def sichtbare(mappe: Workbook) -> list[Worksheet]:
    """The sheets that a spreadsheet shows."""
    return [blatt for blatt in mappe.worksheets if blatt.sheet_state == "visible"]


def test_every_sheet_of_the_workbook_bears_the_mark(demo: Dokument, tmp_path: Path) -> None:
    mappe = oeffne_mappe(exportiert(demo, tmp_path))
    assert mappe["Inhalt"]["A1"].value == f"Demo 2020 – {ERFUNDEN}"
    assert mappe.properties.title == f"Demo 2020 – {ERFUNDEN}"
    assert len(mappe.worksheets) > 8
    for blatt in sichtbare(mappe):
        assert ERFUNDEN in blatt.oddHeader.left.text, blatt.title
        assert str(blatt["A1"].value).endswith(ERFUNDEN), blatt.title


def test_the_lists_alone_bear_the_mark_too(demo: Dokument, tmp_path: Path) -> None:
    mappe = oeffne_mappe(exportiere_huel(demo.blick, tmp_path / "huel.xlsx"))
    assert [blatt.title for blatt in mappe.worksheets] == ["HÜL 2020", "HÜL-VE"]
    for blatt in mappe.worksheets:
        assert str(blatt["A1"].value).endswith(ERFUNDEN), blatt.title


def test_no_sheet_of_the_programmes_own_plan_bears_the_mark(beispiel: Dokument, tmp_path: Path) -> None:
    for blatt in sichtbare(oeffne_mappe(exportiert(beispiel, tmp_path))):
        assert "erfunden" not in blatt.oddHeader.left.text
        texte = (str(zelle.value) for reihe in blatt.iter_rows() for zelle in reihe)
        assert not any("erfunden" in text for text in texte), blatt.title


def test_a_long_name_does_not_push_the_mark_off_the_printed_page() -> None:
    text = _kopftext(f"{'Ein sehr langer Name ' * 8}– {ERFUNDEN}")
    assert len(text) == 100
    assert text.endswith(f"– {ERFUNDEN}")


def test_each_row_that_can_say_where_it_comes_from_says_that_it_is_invented(demo: Dokument) -> None:
    blick = demo.blick
    eigene = [b for b in blick.bindungen if b.aufgegliedert]
    assert {b.quelle for b in eigene} == {ERFUNDEN}
    assert all((b.vertrag.aktenzeichen or "").startswith("DEMO-") for b in eigene)
    assert all(ERFUNDEN in str(zeile.bemerkung) for zeile in blick.ermaechtigungen)
    assert all("erfunden" in zeile.grund for zeile in blick.umschichtungen)
    assert {f.bemerkung for f in blick.fallgruppen} == {ERFUNDEN}
    aus_dem_programm = {"verwaltung_anteil_millionstel", "pat_rahmen_neu_cent", "pat_rahmen_bestand_cent"}
    for groesse, zeile in blick.planwerte.items():
        assert (zeile.quelle == ERFUNDEN) is (groesse.value not in aus_dem_programm), groesse


# -- the programme's own plan ------------------------------------------------------------------------


def test_the_plan_of_the_programme_is_free_of_invention(beispiel: Dokument) -> None:
    blick = beispiel.blick
    assert not blick.kopf.erfunden
    assert blick.kopf.titel == "AMIP 2020 jobcenter Duisburg, Stand 06.11.2019"
    assert {g.value: (z.wert, z.quelle) for g, z in blick.planwerte.items()} == {
        "verwaltung_anteil_millionstel": (15_759, "2.2"),
        "pat_rahmen_neu_cent": (550_000_00, "2.4"),
        "pat_rahmen_bestand_cent": (2_700_000_00, "2.4"),
    }
    (bindung,) = blick.bindungen
    assert not bindung.aufgegliedert
    assert (bindung.zahlungen, bindung.freirechnungen) == ((), ())
    assert (blick.ermaechtigungen, blick.umschichtungen, blick.freigaben, blick.fallgruppen) == (
        (),
        (),
        (),
        (),
    )


def test_the_programmes_plan_comes_first_and_only_it_lends_its_catalogues() -> None:
    assert beispiele() == ("duisburg-2020", "demo")
    assert vorlagen() == ("duisburg-2020",)
    assert [ERFUNDEN in titel(name) for name in beispiele()] == [False, True]


# -- data that does not fit --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("daten", "was"),
    [
        ({"bindungen": []}, "unbekannte Tabelle „bindungen“"),
        ({"bindung": [{"bezeichnung": "A", "plätze": 3}]}, "bindung: unbekannte Angabe „plätze“"),
        ({"bindung": [{"zahlungen": [{"wann": 1}]}]}, "zahlungen: unbekannte Angabe „wann“"),
        ({"plan": {"titel": "A"}}, "plan: unbekannte Angabe „titel“"),
    ],
)
def test_a_word_that_the_program_does_not_know_is_named(daten: dict[str, object], was: str) -> None:
    with pytest.raises(KeyError, match=was):
        beispieldaten.pruefe_worte(daten)


@pytest.mark.parametrize(
    ("alt", "neu", "was"),
    [
        ('produkt = "ASA"', 'produkt = "ASB"', "Produkt „ASB“"),
        ('fallgruppe = "F16E-B"', 'fallgruppe = "F16E-X"', "Fallgruppe „F16E-X“"),
        ('grund = "N-EDI"', 'grund = "N-XXX"', "Bindung „N-XXX“"),
        ('massnahme = "AsA"', 'massnahme = "AsB"', "Maßnahme „AsB“"),
        ("ansatz = 2", "ansatz = 3", "Ansatz „Neukundenaktivierung .2., Zeile 3“"),
        ('schluessel = "V-BC"', 'schluessel = "V-FZ1"', "Schlüssel „V-FZ1“ ist doppelt"),
    ],
)
def test_a_reference_to_nothing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alt: str, neu: str, was: str
) -> None:
    def umgeleitet(*teile: str) -> Path:
        if teile != ("beispiele", "demo"):
            return ressource(*teile)
        ordner = tmp_path / "demo"
        ordner.mkdir()
        for datei in ressource(*teile).iterdir():
            text = datei.read_text(encoding="utf-8").replace(alt, neu, 1)
            (ordner / datei.name).write_text(text, encoding="utf-8")
        return ordner

    monkeypatch.setattr("app.services.beispieldaten.ressource", umgeleitet)
    with pytest.raises(KeyError, match=was):
        lege_beispiel_an(tmp_path / "kaputt.amip", "demo")
