"""A plan with one of everything that shapes the year's money, and what each Vorgang on it must keep."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from app.models.geld import format_eur
from app.services.bindungen import bindung_anlegen, finde, folgebindung_anlegen
from app.services.bindungszeilen import (
    Bindungsart,
    Bindungsteil,
    Bindungszeile,
    Vertrag,
    Zahlungsart,
    Zahlungsstand,
)
from app.services.eingabe import EingabeFehler, Feld
from app.services.fallgruppen import binde, bindung_der, fallgruppe_anlegen
from app.services.haushaltszeilen import (
    Anrechnung,
    Fallgruppe,
    Plangroesse,
    Umschichtungsrichtung,
    Umschichtungsstand,
    VeStand,
)
from app.services.planblick import Planblick
from app.services.planwerte import freigabe_anlegen, planwert_setzen
from app.services.regeln import lade_regeln
from app.services.umschichtungen import umschichtung_anlegen
from app.services.ve import ve_eintragen
from app.services.zahlungen import freirechnen, zahlung_buchen
from app.services.zeilen import Finanzierung
from app.services.zellen import zelle_setzen
from tests.unit.datei_hilfe import inhalt
from tests.unit.test_planblick import gleich

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.dokument import Dokument

TAG = dt.date(2020, 5, 4)
REGELN = lade_regeln()


def eur(cent: int) -> str:
    """An amount as sentences write it."""
    return format_eur(cent)


def lehnt_ab(dok: Dokument, tat: Callable[[], object], satz: str) -> None:
    """A Vorgang is refused with just this sentence, and nothing is changed: no row, no entry, no undo."""
    vorher, schritt = inhalt(dok.datei.pfad), dok.naechstes_rueckgaengig
    with pytest.raises(EingabeFehler) as fehler:
        tat()
    assert str(fehler.value) == satz
    assert inhalt(dok.datei.pfad) == vorher
    assert dok.naechstes_rueckgaengig == schritt


def hin_und_her(dok: Dokument, tat: Callable[[], object]) -> None:
    """A Vorgang, its undo and its redo: the file and the live read model go to and fro with it."""
    vorher = inhalt(dok.datei.pfad)
    tat()
    nachher = inhalt(dok.datei.pfad)
    assert nachher != vorher
    _wie_frisch(dok)
    dok.rueckgaengig()
    assert inhalt(dok.datei.pfad) == vorher
    _wie_frisch(dok)
    dok.wiederholen()
    assert inhalt(dok.datei.pfad) == nachher
    _wie_frisch(dok)


def _wie_frisch(dok: Dokument) -> None:
    assert gleich(dok.blick, Planblick(dok.datei, dok.blick.plan_id))


@dataclass(frozen=True)
class Voll:
    """The example plan with one of everything, and the keys of what stands in it."""

    dok: Dokument
    sammel: str
    teil: str
    """A contract of 2019 that explains 1 Mio. € of the known sum: paid, with Skonto, and released in part."""
    neu: str
    """A contract of 2020: 400.000 € in 2020, 200.000 € in 2021."""
    option: str
    aufstockung: str
    folge: str
    ansatz: str
    """The row "Auszahlung 2021" that ``folge`` is."""
    zahlung: str
    freirechnung: str
    ve: str
    bewegung: str
    produktbewegung: str
    freigabe: str
    gruppe: str
    fallbindung: str

    @property
    def blick(self) -> Planblick:
        return self.dok.blick

    def bindung(self, bindung_id: str) -> Bindungszeile:
        return finde(self.dok.blick, bindung_id)


def produkt(dok: Dokument, rechtsgrundlage: str) -> str:
    """The last product that rests on a paragraph."""
    return [p.id for p in dok.blick.produkte.values() if p.zusatz == rechtsgrundlage][-1]


def faelle(produkt_id: str | None, **anders: object) -> Fallgruppe:
    """Ten cases from March 2020 on, 2.000 € a month for two years, PAT class 1."""
    werte: dict[str, object] = {
        "id": "",
        "position": 0,
        "bezeichnung": "Frühjahr",
        "produkt_id": produkt_id,
        "massnahme_id": None,
        "klasse": 1,
        "anzahl": 10,
        "beginn_jahr": 2020,
        "beginn_monat": 3,
        "dauer_monate": 24,
        "lohn_cent": 2_000_00,
        "bemerkung": None,
    }
    return Fallgruppe(**(werte | anders))  # type: ignore[arg-type]  # the fields of a group, by name


def fuelle(dok: Dokument) -> Voll:
    """Enter everything into the example plan, each by its own Vorgang."""
    massnahme = next(iter(dok.blick.zeilen.values())).massnahme_id
    sammel = dok.blick.bindungen[0].id
    teil, _ = bindung_anlegen(
        dok,
        bezeichnung="Teil",
        herkunft_jahr=2019,
        betraege={(2020, 3): 600_000_00, (2020, None): 400_000_00},
        massnahme_id=massnahme,
        bemerkung="Los 3",
        vertrag=_ganzer_vertrag(sammel, next(iter(dok.blick.produkte))),
    )
    neu, _ = bindung_anlegen(
        dok,
        bezeichnung="Neu",
        herkunft_jahr=2020,
        betraege={(2020, None): 400_000_00, (2021, None): 200_000_00},
        vertrag=Vertrag(datum=TAG),
    )
    option, aufstockung = (
        bindung_anlegen(
            dok,
            bezeichnung=name,
            herkunft_jahr=2020,
            betraege={(2021, None): 50_000_00},
            vertrag=Vertrag(teil=teilart, grund_id=neu, wirksam=teilart is Bindungsteil.AUFSTOCKUNG),
        )[0]
        for name, teilart in (("Option", Bindungsteil.OPTION), ("Mehr", Bindungsteil.AUFSTOCKUNG))
    )
    ansatz, folge = _folgebindung(dok)
    zahlung, _ = zahlung_buchen(
        dok,
        teil,
        98_000_00,
        datum=TAG,
        art=Zahlungsart.ABSCHLAG,
        stand=Zahlungsstand.ANGEORDNET,
        beleg="4711",
        bemerkung="1. Quartal",
        skonto_cent=2_000_00,
    )
    freirechnung, _ = freirechnen(dok, teil, 2020, 100_000_00, datum=TAG, grund="weniger Plätze besetzt")
    ve_eintragen(dok, 2021, 500_000_00, ab=dt.date(2020, 1, 1))
    ve, _ = ve_eintragen(
        dok, 2021, 300_000_00, stand=VeStand.GEKUERZT, ab=dt.date(2020, 6, 1), bemerkung="Erlass"
    )
    bewegung, _ = umschichtung_anlegen(
        dok, 1_000_000_00, datum=TAG, stand=Umschichtungsstand.VOLLZOGEN, grund="Tarif"
    )
    von, nach, *_rest = dok.blick.produkte
    produktbewegung, _ = umschichtung_anlegen(
        dok,
        5_000_00,
        richtung=Umschichtungsrichtung.ZWISCHEN_PRODUKTEN,
        von_produkt_id=von,
        nach_produkt_id=nach,
        grund="Nachfrage",
    )
    freigabe, _ = freigabe_anlegen(
        dok,
        dt.date(2020, 1, 1),
        dt.date(2020, 3, 31),
        450,
        anrechnung=Anrechnung.BIS_STICHTAG,
        bemerkung="Art. 111 GG",
    )
    planwert_setzen(dok, Plangroesse.PAT_RAHMEN_NEU_CENT, 90_000_00, quelle="2.4")
    entwurf = faelle(produkt(dok, "§ 16i SGB II"), massnahme_id=massnahme, bemerkung="geschätzt")
    gruppe, _ = fallgruppe_anlegen(dok, REGELN, entwurf)
    binde(dok, REGELN, gruppe)
    fallbindung = bindung_der(dok.blick, gruppe)
    assert fallbindung is not None
    return Voll(
        dok,
        sammel,
        teil,
        neu,
        option,
        aufstockung,
        folge,
        ansatz,
        zahlung,
        freirechnung,
        ve,
        bewegung,
        produktbewegung,
        freigabe,
        gruppe,
        fallbindung.id,
    )


def _ganzer_vertrag(sammel: str, produkt_id: str) -> Vertrag:
    return Vertrag(
        art=Bindungsart.VERTRAG,
        sammel_id=sammel,
        produkt_id=produkt_id,
        vertragspartner="Bildungswerk",
        aktenzeichen="II-5",
        datum=dt.date(2019, 11, 5),
        laufzeit_von=dt.date(2020, 1, 1),
        laufzeit_bis=dt.date(2020, 12, 31),
        summe_cent=1_000_000_00,
        plaetze=100,
        besetzt=60,
        abschlag_promille=900,
        zahlungsziel_tage=30,
        skonto_promille=20,
        skonto_tage=14,
    )


def _folgebindung(dok: Dokument) -> tuple[str, str]:
    ansatz = next(
        z.id for z in dok.blick.zeilen.values() if z.finanzierung is Finanzierung.AUSZAHLUNG_FOLGEJAHR
    )
    zelle_setzen(dok, ansatz, Feld.MITTELANSATZ, "80.000")
    folge, _ = folgebindung_anlegen(dok, ansatz)
    return ansatz, folge
