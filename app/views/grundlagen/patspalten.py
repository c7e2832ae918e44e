"""The grid of the groups of cases as facts: its columns, its new row, its sums, and the Vorgänge behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.fallgruppen import fallgruppen_loeschen
from app.services.falltabelle import BUCHUNG_WORT, Buchungsstand, Fallzeile
from app.services.fallzellen import (
    OHNE_PAT,
    Fallfeld,
    vorschlaege,
    zeile_anlegen,
    zelle_setzen,
    zellen_setzen,
    zelltext,
)
from app.services.geld import format_eur, format_zahl
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.gitterspalten import Gitterspec, Spalte
from app.views.bausteine.zellen import Stil

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.services.planblick import Planblick
    from app.services.regeln import Regel
    from app.views.bruecke import Bruecke

_MASSE = {
    Fallfeld.BEZEICHNUNG: ("Bezeichnung", 132, ""),
    Fallfeld.PRODUKT: ("Produkt", 112, "Seine Rechtsgrundlage bestimmt Zuschuss und PAT"),
    Fallfeld.KLASSE: (
        "BG-Klasse",
        104,
        "Klasse der Bedarfsgemeinschaft für den PAT, je Fall einmal festgelegt",
    ),
    Fallfeld.ANZAHL: ("Anzahl", 60, "Zahl der Fälle; es werden keine Personen erfasst"),
    Fallfeld.BEGINN: ("Beginn", 66, "Erster Monat der Förderung, zum Beispiel 03.2020"),
    Fallfeld.DAUER: ("Monate", 66, "Dauer der Förderung in Monaten"),
    Fallfeld.LOHN: ("Lohn €", 72, "Lohn je Fall und Monat, von dem der Zuschuss gerechnet wird"),
    Fallfeld.MASSNAHME: ("Maßnahme", 120, "Leistung, deren Mittelansatz für diese Fälle gedacht ist"),
    Fallfeld.BEMERKUNG: ("Bemerkung", 110, ""),
}
_RECHTS = {Fallfeld.ANZAHL, Fallfeld.BEGINN, Fallfeld.DAUER, Fallfeld.LOHN}
_MIT_LISTE = {Fallfeld.PRODUKT, Fallfeld.KLASSE, Fallfeld.MASSNAHME}
_BETRAEGE: tuple[tuple[str, str, Callable[[Fallzeile], int], str], ...] = (
    ("brutto", "brutto €", lambda z: z.im_jahr.zuschuss_cent, "Lohnkostenzuschuss im Haushaltsjahr"),
    ("pat", "PAT €", lambda z: z.im_jahr.pat_cent, "Was der Passiv-Aktiv-Transfer davon trägt"),
    ("netto", "netto €", lambda z: z.im_jahr.netto_cent, "Was der Eingliederungstitel davon trägt"),
)
_STIL = {
    Buchungsstand.KEINE: Stil.NEBEN,
    Buchungsstand.GEBUCHT: Stil.VERWEIS,
    Buchungsstand.WEICHT_AB: Stil.FEHLER,
}


class Fallgitter(Gitter[Fallzeile]):
    """Groups of cases, edited in place; each cell is a Vorgang, a paste is one as a whole."""

    def __init__(self, bruecke: Bruecke, regeln: Callable[[], Sequence[Regel]]) -> None:
        """Without groups yet; ``regeln`` are asked for when something is typed."""
        self._bruecke, self._regeln = bruecke, regeln
        super().__init__(bruecke, self._baue_spec())

    def _baue_spec(self) -> Gitterspec[Fallzeile]:
        F = Fallfeld  # noqa: N806 - short, for the order of the columns
        links = (F.BEZEICHNUNG, F.PRODUKT, F.KLASSE, F.ANZAHL, F.BEGINN, F.DAUER, F.LOHN)
        return Gitterspec(
            "Fallgruppen",
            "pat_fallgruppen",
            (
                *(self._eingabe(feld) for feld in links),
                *self._abgeleitete(),
                *(self._eingabe(feld) for feld in (F.MASSNAHME, F.BEMERKUNG)),
            ),
            neu=self._neu,
            platzhalter="+ neue Fallgruppe …",
            summe={
                F.ANZAHL: lambda zeilen: format_zahl(sum(z.gruppe.anzahl for z in zeilen)),
                **{name: _summe(cent) for name, _kopf, cent, _tipp in _BETRAEGE},
            },
            loesche=self._loesche,
            einfuegen=self._fuege_ein,
            gestreckt=F.BEZEICHNUNG,
        )

    @property
    def _blick(self) -> Planblick:
        return self._bruecke.blick

    # -- columns -----------------------------------------------------------------------------------

    def _eingabe(self, feld: Fallfeld) -> Spalte[Fallzeile]:
        kopf, breite, tipp = _MASSE[feld]
        return Spalte(
            feld,
            kopf,
            breite,
            lambda z: zelltext(self._blick, self._regeln(), z.gruppe, feld),
            lambda z, text: zelle_setzen(self._bruecke.dokument, self._regeln(), z.gruppe, feld, text),
            eingabe=self._ohne_pat if feld is Fallfeld.KLASSE else None,
            vorschlaege=(lambda: self._biete_an(feld)) if feld in _MIT_LISTE else None,
            rechts=feld in _RECHTS,
            tipp=tipp,
            sortwert=_SORTWERTE.get(feld),
            stil=_klassenstil if feld is Fallfeld.KLASSE else None,
            wert_cent=(lambda z: z.gruppe.lohn_cent) if feld is Fallfeld.LOHN else None,
        )

    def _abgeleitete(self) -> tuple[Spalte[Fallzeile], ...]:
        art: Spalte[Fallzeile] = Spalte(
            "art",
            "Art",
            64,
            lambda z: z.art,
            tipp="Neufälle beginnen im Haushaltsjahr oder später",
            stil=lambda z: Stil.FEHLER if z.fehler else Stil.NEBEN,
        )
        bindung: Spalte[Fallzeile] = Spalte(
            "bindung",
            "Bindung",
            76,
            lambda z: BUCHUNG_WORT[z.stand],
            tipp="Ob eine Bindung dasselbe sagt wie die Fälle; Doppelklick führt zu ihr",
            stil=lambda z: _STIL[z.stand],
        )
        return (art, *(_betrag(*angaben) for angaben in _BETRAEGE), bindung)

    def _biete_an(self, feld: Fallfeld) -> tuple[str, ...]:
        zeile = self.aktuelle()
        return vorschlaege(self._blick, self._regeln(), feld, zeile.gruppe if zeile else None)

    def _ohne_pat(self, zeile: Fallzeile) -> str:
        text = zelltext(self._blick, self._regeln(), zeile.gruppe, Fallfeld.KLASSE)
        return "" if text == OHNE_PAT else text

    # -- Vorgänge ----------------------------------------------------------------------------------

    def _neu(self, schluessel: str, text: str) -> str:
        return zeile_anlegen(self._bruecke.dokument, self._regeln(), Fallfeld(schluessel), text)

    def _loesche(self, zeilen: Sequence[Fallzeile]) -> None:
        fallgruppen_loeschen(self._bruecke.dokument, [z.id for z in zeilen])

    def _fuege_ein(
        self, zellen: Sequence[tuple[Fallzeile, str, str]], neue: Sequence[Mapping[str, str]]
    ) -> str:
        zellen_setzen(
            self._bruecke.dokument, self._regeln(), [(z.gruppe, feld, text) for z, feld, text in zellen], neue
        )
        return ""


_SORTWERTE: Mapping[str, Callable[[Fallzeile], object]] = {
    Fallfeld.KLASSE: lambda z: z.gruppe.klasse,
    Fallfeld.ANZAHL: lambda z: z.gruppe.anzahl,
    Fallfeld.BEGINN: lambda z: (z.gruppe.beginn_jahr, z.gruppe.beginn_monat),
    Fallfeld.DAUER: lambda z: z.gruppe.dauer_monate,
    Fallfeld.LOHN: lambda z: z.gruppe.lohn_cent,
}


def _klassenstil(zeile: Fallzeile) -> Stil:
    return Stil.NEBEN if zeile.gruppe.klasse is None else Stil.NORMAL


def _betrag(schluessel: str, kopf: str, cent: Callable[[Fallzeile], int], tipp: str) -> Spalte[Fallzeile]:
    return Spalte(
        schluessel,
        kopf,
        102,
        lambda z: "–" if z.fehler else format_eur(cent(z), symbol=False),
        rechts=True,
        tipp=tipp,
        sortwert=cent,
        wert_cent=lambda z: None if z.fehler else cent(z),
    )


def _summe(cent: Callable[[Fallzeile], int]) -> Callable[[Sequence[Fallzeile]], str]:
    return lambda zeilen: format_eur(sum(cent(z) for z in zeilen), symbol=False)
