"""Rows that somebody added to our own workbook, as items of a preview."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.models.basis import neue_id
from app.services.einfuhr.eigene_paare import JE_MASSNAHME
from app.services.einfuhr.vorschau import ANSATZ, BUDGETPOSTEN, Posten, Postenart
from app.services.eingabe import Feld

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.services.einfuhr.eigene_lesen import Fundblatt, Fundzeile
    from app.services.einfuhr.eigene_paare import Paarung
    from app.services.einfuhr.rueckwegleser import Rueckweg
    from app.services.einfuhr.spiegel import Spiegel

    Platz = tuple[str, int]
    """Sheet and row."""


class NeueZeilen:
    """All that were added; those that the plan took over before are left out."""

    def __init__(self, spiegel: Spiegel, rueckweg: Rueckweg, paarung: Paarung) -> None:
        """Say of each place in the workbook which row of the plan stands there, or will."""
        self._spiegel, self._paarung = spiegel, paarung
        exportiert = {(r.tabelle, z.zeile_id) for r in rueckweg.blaetter for z in r.zeilen}
        self._seither: dict[tuple[str, str], list[str]] = defaultdict(list)
        """Rows that came into the plan since the export, by table and name."""
        for tabelle, zeile_id in spiegel.alle():
            if (tabelle, zeile_id) not in exportiert:
                self._seither[tabelle, spiegel.name(tabelle, zeile_id)].append(zeile_id)
        self._ids: dict[Platz, str] = {
            (p.fund.roh.name, p.zeile.nummer): p.basis.zeile_id for p in paarung.paare
        }
        self._davor: dict[Platz, Platz] = {}
        for fund in {id(fund): fund for fund, _, _ in paarung.neue}.values():
            plaetze = [(fund.roh.name, z.nummer) for z in fund.zeilen]
            self._davor.update(zip(plaetze[1:], plaetze, strict=False))
        self._neue_ids: set[str] = set()
        self.bekannt = 0
        """How many added rows stand in the plan already."""

    def posten(self) -> Iterator[Posten]:
        """One item for each row."""
        for fund, zeile, vermerk in self._paarung.neue:
            platz = fund.roh.name, zeile.nummer
            davor = self._zeile_davor(fund, platz)
            texte, zusatz = self._inhalt(fund, zeile, davor)
            if (schon := self._schon_da(fund, texte, zusatz)) is not None:
                self._ids[platz] = schon
                self.bekannt += 1
                continue
            self._ids[platz] = neue_id()
            self._neue_ids.add(self._ids[platz])
            yield self._posten(fund, zeile, texte, zusatz, vermerk)

    def _zeile_davor(self, fund: Fundblatt, platz: Platz) -> str | None:
        """The row above: of the plan, or one that was added."""
        while (oben := self._davor.get(platz)) is not None:
            platz, zeile_id = oben, self._ids.get(oben, "")
            if zeile_id in self._neue_ids or self._spiegel.hat(fund.rueck.tabelle, zeile_id):
                return zeile_id
        return None

    def _inhalt(
        self, fund: Fundblatt, zeile: Fundzeile, davor: str | None
    ) -> tuple[dict[str, str], dict[str, str]]:
        """What the row says, and what it belongs to: without an own Leistung to that of the row above."""
        texte = {f: z.text for f, z in zeile.zellen.items() if z.text}
        if fund.rueck.tabelle != ANSATZ:
            return texte, {}
        zusatz = {**fund.rueck.zusatz, **({"nach": davor} if davor else {})}
        leistung = zeile.zellen.get(Feld.LEISTUNG.value)
        if davor is None or not (leistung is None or leistung.gedeckt or not leistung.text):
            return texte, zusatz
        if davor in self._neue_ids:
            return texte, {**zusatz, "zu": davor}
        eigene = {f: t for f, t in texte.items() if f not in JE_MASSNAHME}
        return eigene, {**zusatz, "massnahme_id": self._spiegel.blick.zeilen[davor].massnahme_id}

    def _schon_da(self, fund: Fundblatt, texte: dict[str, str], zusatz: dict[str, str]) -> str | None:
        """A row that came into the plan since the export and says the same."""
        spiegel, tabelle = self._spiegel, fund.rueck.tabelle
        felder = [f for f in fund.rueck.felder if f not in JE_MASSNAHME or "massnahme_id" not in zusatz]
        name = texte.get("leistung") or texte.get("bezeichnung") or ""
        if "massnahme_id" in zusatz:
            name = spiegel.name(tabelle, zusatz["nach"])
        kandidaten = self._seither.get((tabelle, name), [])
        for zeile_id in kandidaten:
            gleich = (spiegel.gleich(tabelle, zeile_id, f, texte.get(f, "")) for f in felder)
            if self._gehoert(zeile_id, tabelle, zusatz) and all(gleich):
                kandidaten.remove(zeile_id)
                return zeile_id
        return None

    def _gehoert(self, zeile_id: str, tabelle: str, zusatz: dict[str, str]) -> bool:
        if tabelle != ANSATZ:
            return True
        zeile = self._spiegel.blick.zeilen[zeile_id]
        if "massnahme_id" in zusatz:
            return zeile.massnahme_id == zusatz["massnahme_id"]
        return zeile.handlungsfeld_id == zusatz.get("handlungsfeld_id")

    def _posten(
        self, fund: Fundblatt, zeile: Fundzeile, texte: dict[str, str], zusatz: dict[str, str], vermerk: str
    ) -> Posten:
        tabelle, zeile_id = fund.rueck.tabelle, self._ids[fund.roh.name, zeile.nummer]
        name = texte.get("leistung") or texte.get("bezeichnung") or ""
        if "massnahme_id" in zusatz:
            name = self._spiegel.name(tabelle, zusatz["nach"])
            vermerk = vermerk or "weiterer Ansatz dieser Leistung"
        return Posten(
            f"{tabelle}:{fund.roh.name}:{zeile.nummer}:neu",
            Postenart.NEU,
            tabelle,
            zeile_id,
            fund.roh.name,
            name or "weitere Zeile",
            fund.roh.ort(zeile.nummer, 0),
            neu=" · ".join(texte.values()),
            fehler=self._warum_nicht(fund, zeile, texte, zusatz),
            vermerk=vermerk,
            texte=texte,
            zusatz=zusatz,
        )

    def _warum_nicht(
        self, fund: Fundblatt, zeile: Fundzeile, texte: dict[str, str], zusatz: dict[str, str]
    ) -> str:
        tabelle = fund.rueck.tabelle
        if tabelle == BUDGETPOSTEN:
            return "Das Budget hat feste Eingaben; eine weitere Zeile kennt der Plan nicht."
        if (fehler := next((z.fehler for z in zeile.zellen.values() if z.fehler), "")) != "":
            return fehler
        gehoert = "massnahme_id" in zusatz or "zu" in zusatz
        if tabelle == ANSATZ and not gehoert and not texte.get(Feld.LEISTUNG.value):
            return "Die Zeile hat keine Leistung."
        if tabelle != ANSATZ and not texte.get("bezeichnung"):
            return "Die Zeile hat keine Bezeichnung."
        felder = {"", *self._spiegel.blick.handlungsfelder}
        if tabelle == ANSATZ and not gehoert and zusatz.get("handlungsfeld_id", "") not in felder:
            return "Das Handlungsfeld dieses Blattes gibt es im Plan nicht mehr."
        return self._spiegel.warum_nicht_neu(tabelle, texte)
