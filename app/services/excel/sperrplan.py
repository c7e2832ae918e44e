"""The counts of persons in a workbook, how they add up, and which of them are not told.

A cell is named by table, row and field; the empty row is the total. What other sheets show of them:

- ``ansatz``, ``handlungsfeld`` ("": measures without one), ``nicht_ausgewiesen`` (by Handlungsfeld),
  ``gesamt``, ``produkt``, ``produktkategorie``, ``abb6`` (SUMME GESAMT), ``ohne_abb6``: field ``eintritte``
- ``bildungsziel``: ``umschulungen``, ``teilqualifizierungen``, ``fortbildungen``, each also for the row ""
- ``bildungsabgleich`` (by ``Bildungsart``, and "" for both): ``geplant``, ``eintritte``, ``differenz``
- ``kundengruppe``: ``anzahl`` and ``anteil``; ``kommunale_leistung``: ``faelle``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.arten import Bildungsart
from app.services.bildungsabgleich import bildungsabgleich
from app.services.excel.geheimhaltung import Gleichung, gesperrte
from app.services.excel.sammelzeilen import gelistete, sammelzeilen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.services.excel.auswahl import Exportwahl
    from app.services.excel.geheimhaltung import Unterdrueckung
    from app.services.planblick import Planblick

    Zelle = tuple[str, str, str]

EINTRITTE = "eintritte"
_GEPLANT = {Bildungsart.UMSCHULUNG: "umschulungen", Bildungsart.FORTBILDUNG: "fortbildungen"}
_BILDUNGSFELDER = ("umschulungen", "teilqualifizierungen", "fortbildungen")


def sperrplan(blick: Planblick, wahl: Exportwahl) -> frozenset[Zelle]:
    """The cells of a workbook that are not told; none where small counts are told.

    All tables count, also those that are not chosen: two workbooks of the same plan tell no more than one.
    """
    if wahl.kleine_zahlen is None:
        return frozenset()
    aufstellung = _Aufstellung(blick, wahl)
    return aufstellung.gesperrte(wahl.kleine_zahlen)


class _Aufstellung:
    """Values and equations of one plan."""

    def __init__(self, blick: Planblick, wahl: Exportwahl) -> None:
        self.blick, self.wahl = blick, wahl
        self.werte: dict[Zelle, int] = {}
        self.gleichungen: list[Gleichung[Zelle]] = []
        self.je_produkt: dict[str | None, list[Zelle]] = {}
        self._massnahmen()
        self._produkte()
        self._bildungsziele()
        self._abgleiche()
        for leistung in blick.grundlagen.kommunale_leistungen:
            self._setze(("kommunale_leistung", leistung.id, "faelle"), leistung.faelle)
        for gruppe in blick.grundlagen.kundengruppen:
            self._setze(("kundengruppe", gruppe.id, "anzahl"), gruppe.anzahl)

    def gesperrte(self, wie: Unterdrueckung) -> frozenset[Zelle]:
        gesperrt = gesperrte(self.werte, self.gleichungen, wie)
        return gesperrt | self._anteile(gesperrt)

    def _setze(self, zelle: Zelle, wert: int | None) -> Zelle:
        self.werte[zelle] = wert or 0
        return zelle

    def _summe(self, zelle: Zelle, teile: Iterable[Zelle]) -> Zelle:
        teile = tuple(teile)
        self.werte[zelle] = sum(self.werte[t] for t in teile)
        self.gleichungen.append(Gleichung(zelle, teile))
        return zelle

    # -- measures and products -------------------------------------------------------------------

    def _massnahmen(self) -> None:
        """Rows → Handlungsfeld → all; rows that are not listed count by product."""
        felder = [self._handlungsfeld(feld_id) for feld_id in (*self.blick.handlungsfelder, None)]
        self._summe(("gesamt", "", EINTRITTE), felder)

    def _handlungsfeld(self, feld_id: str | None) -> Zelle:
        teile: list[Zelle] = []
        for zeile in gelistete(self.blick, self.wahl, feld_id):
            if zeile.eintritte is not None:
                teile.append(self._setze(("ansatz", zeile.id, EINTRITTE), zeile.eintritte))
                self.je_produkt.setdefault(zeile.produkt_id, []).append(teile[-1])
        gesammelt: list[Zelle] = []
        for sammel in sammelzeilen(self.blick, self.wahl, feld_id):
            schluessel = f"{feld_id or ''}/{sammel.produkt_id or ''}"
            gesammelt.append(self._setze(("sammelzeile", schluessel, EINTRITTE), sammel.summe.eintritte))
            self.je_produkt.setdefault(sammel.produkt_id, []).append(gesammelt[-1])
        if gesammelt:
            teile.append(self._summe(("nicht_ausgewiesen", feld_id or "", EINTRITTE), gesammelt))
        return self._summe(("handlungsfeld", feld_id or "", EINTRITTE), teile)

    def _produkte(self) -> None:
        """Rows → product → category → SUMME GESAMT, and what has no line in Abb. 6."""
        je_kategorie: dict[str | None, list[Zelle]] = {None: list(self.je_produkt.get(None, ()))}
        for produkt in self.blick.produkte.values():
            zelle = self._summe(("produkt", produkt.id, EINTRITTE), self.je_produkt.get(produkt.id, ()))
            je_kategorie.setdefault(produkt.gehoert_zu, []).append(zelle)
        uebrige = [self._summe(("produktkategorie", "", EINTRITTE), je_kategorie[None])]
        ausgewiesen: list[Zelle] = []
        for kategorie in self.blick.kategorien.values():
            teile = je_kategorie.get(kategorie.id, ())
            zelle = self._summe(("produktkategorie", kategorie.id, EINTRITTE), teile)
            (ausgewiesen if kategorie.ausgewiesen else uebrige).append(zelle)
        gezeigt = self._summe(("abb6", "", EINTRITTE), ausgewiesen)
        ohne = self._summe(("ohne_abb6", "", EINTRITTE), uebrige)
        self.gleichungen.append(Gleichung(("gesamt", "", EINTRITTE), (gezeigt, ohne)))

    # -- what the plan rests on ------------------------------------------------------------------

    def _bildungsziele(self) -> None:
        ziele = self.blick.grundlagen.bildungsziele
        for feld in _BILDUNGSFELDER:
            teile = [self._setze(("bildungsziel", z.id, feld), getattr(z, feld)) for z in ziele]
            self._summe(("bildungsziel", "", feld), teile)
        for zeile_id in ("", *(z.id for z in ziele)):
            # The Teilqualifizierungen are part of the Umschulungen: what is left is known as well.
            self._differenz(
                ("bildungsziel", zeile_id, "umschulungen"),
                ("bildungsziel", zeile_id, "teilqualifizierungen"),
                ("bildungsziel", zeile_id, "uebrige_umschulungen"),
            )

    def _abgleiche(self) -> None:
        """Abb. 14 beside the products that it breaks down."""
        geplant, eintritte = [], []
        for abgleich in bildungsabgleich(self.blick):
            art = abgleich.art.value
            oben = ("bildungsziel", "", _GEPLANT[abgleich.art])
            geplant.append(self._summe(("bildungsabgleich", art, "geplant"), [oben]))
            produkte = (("produkt", p.id, EINTRITTE) for p in abgleich.produkte)
            eintritte.append(self._summe(("bildungsabgleich", art, EINTRITTE), produkte))
            self._differenz(geplant[-1], eintritte[-1], ("bildungsabgleich", art, "differenz"))
        links = self._summe(("bildungsabgleich", "", "geplant"), geplant)
        rechts = self._summe(("bildungsabgleich", "", EINTRITTE), eintritte)
        self._differenz(links, rechts, ("bildungsabgleich", "", "differenz"))

    def _differenz(self, eine: Zelle, andere: Zelle, differenz: Zelle) -> None:
        """The larger one is the smaller one and their difference; no difference makes both the same."""
        kleinere, groessere = sorted((eine, andere), key=lambda zelle: self.werte[zelle])
        self.werte[differenz] = self.werte[groessere] - self.werte[kleinere]
        self.gleichungen.append(Gleichung(groessere, (kleinere, differenz)))

    def _anteile(self, gesperrt: frozenset[Zelle]) -> frozenset[Zelle]:
        """The share of a group tells its number, and the whole where one of both is known."""
        ganzes = self.blick.grundlagen.eindeutige_gesamtgruppe
        alle = ganzes is not None and ("kundengruppe", ganzes.id, "anzahl") in gesperrt
        return frozenset(
            ("kundengruppe", gruppe.id, "anteil")
            for gruppe in self.blick.grundlagen.kundengruppen
            if alle or ("kundengruppe", gruppe.id, "anzahl") in gesperrt
        )
