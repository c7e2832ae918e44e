"""New rows of measures that an import takes over: they stand where the source has them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.models.basis import neue_id
from app.models.massnahme import POSITION_STEP, Ansatz, Massnahme
from app.services.einfuhr.spiegel import leere_zeile, trage_ein
from app.services.einfuhr.vorschau import ANSATZ
from app.services.eingabe import EingabeFehler, Feld

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.services.dokument import Tat
    from app.services.einfuhr.vorschau import Posten
    from app.services.planblick import Planblick


class Zugang:
    """Adds rows, inside a Vorgang under way; ``schliesse`` puts them in their places."""

    def __init__(
        self, tat: Tat, blick: Planblick, kataloge: Collection[str], davor: Mapping[str, str | None]
    ) -> None:
        """Look at the order of the plan.

        Args:
            tat: the Vorgang.
            blick: the plan as it was before.
            kataloge: keys of catalogue entries that were added just now.
            davor: for each new row of the preview, accepted or not, the row above it.
        """
        self._tat, self._blick, self._kataloge, self._davor = tat, blick, kataloge, davor
        self._massnahmen: dict[str, Massnahme] = {}
        """Measures that were added, by key."""
        self._ansaetze: list[Ansatz] = []
        self._von: dict[str, str] = {z.id: z.massnahme_id for z in blick.zeilen.values()}
        """The measure of each row, also of those added so far."""
        positionen = {z.massnahme_id: z.position for z in blick.zeilen.values()}
        self._reihe = sorted(positionen, key=lambda m: (positionen[m], m))
        """All measures in the order that they are to have."""
        self._position = positionen
        self._letzter: Counter[str] = Counter()
        for zeile in blick.zeilen.values():
            self._letzter[zeile.massnahme_id] = max(self._letzter[zeile.massnahme_id], zeile.ansatz_position)

    def nimm_auf(self, p: Posten) -> None:
        """Add one row.

        Raises:
            EingabeFehler: a text that does not fit, or a further row of a Leistung that is not taken over.
        """
        massnahme = self._vorhandene(p)
        neu = massnahme is None
        massnahme = massnahme or self._neue(p)
        self._letzter[massnahme.id] += POSITION_STEP
        ansatz = Ansatz(id=p.zeile_id, massnahme_id=massnahme.id, position=self._letzter[massnahme.id])
        zeile = leere_zeile(ansatz.id, massnahme.id)
        for feld in Feld:
            if feld.value in p.texte:
                zeile, setzung = trage_ein(self._blick, zeile, feld, p.texte[feld.value])
                objekt = ansatz if setzung.tabelle == ANSATZ else massnahme
                for spalte, wert in setzung.werte:
                    # A row that joins a measure changes nothing of what the measure says.
                    if objekt is ansatz or neu or not getattr(objekt, spalte):
                        setattr(objekt, spalte, wert)
        self._von[p.zeile_id] = massnahme.id
        self._ansaetze.append(ansatz)

    def _vorhandene(self, p: Posten) -> Massnahme | None:
        """The measure that a new row joins: one of the plan, or one that was added just now."""
        gehoert = p.zusatz.get("massnahme_id") or self._von.get(p.zusatz.get("zu", ""))
        if gehoert is None:
            return None
        return self._massnahmen.get(gehoert) or self._tat.session.get_one(Massnahme, gehoert)

    def _neue(self, p: Posten) -> Massnahme:
        leistung = p.texte.get(Feld.LEISTUNG.value, "")
        if not leistung:
            msg = f"{p.ort} gehört zu einer neuen Leistung, die nicht übernommen wird."
            raise EingabeFehler(msg)
        feld_id = p.zusatz.get("handlungsfeld_id", "")
        bekannt = feld_id in self._kataloge or feld_id in self._blick.handlungsfelder
        massnahme = Massnahme(
            id=neue_id(),
            plan_id=self._blick.plan_id,
            handlungsfeld_id=feld_id if bekannt else None,
            leistung=leistung,
        )
        self._massnahmen[massnahme.id] = massnahme
        self._reihe.insert(self._stelle(p), massnahme.id)
        return massnahme

    def _stelle(self, p: Posten) -> int:
        """Right after the nearest row above that the plan has by now; else at the end."""
        davor = p.zusatz.get("nach")
        while davor is not None and davor not in self._von:
            davor = self._davor.get(davor)
        return len(self._reihe) if davor is None else self._reihe.index(self._von[davor]) + 1

    def schliesse(self) -> None:
        """Write all: new measures between their neighbours; where there is no room all get new positions."""
        session = self._tat.session
        if not self._zwischen_nachbarn():
            alte = session.scalars(select(Massnahme).where(Massnahme.plan_id == self._blick.plan_id))
            alle = {m.id: m for m in alte} | self._massnahmen
            for nummer, massnahme_id in enumerate(self._reihe, start=1):
                alle[massnahme_id].position = nummer * POSITION_STEP
        for objekte in (self._massnahmen.values(), self._ansaetze):
            session.add_all(objekte)
            session.flush()

    def _zwischen_nachbarn(self) -> bool:
        """Divide each gap evenly among those that stand in it; False where one is too narrow."""
        gruppe: list[Massnahme] = []
        davor = 0
        for massnahme_id in (*self._reihe, None):
            if massnahme_id in self._massnahmen:
                gruppe.append(self._massnahmen[massnahme_id])
                continue
            ende = davor + POSITION_STEP * (len(gruppe) + 1)
            danach = ende if massnahme_id is None else self._position[massnahme_id]
            if not _verteile(gruppe, davor, danach):
                return False
            gruppe, davor = [], danach
        return True


def _verteile(gruppe: Sequence[Massnahme], davor: int, danach: int) -> bool:
    schritt = (danach - davor) // (len(gruppe) + 1)
    for nummer, massnahme in enumerate(gruppe, start=1):
        massnahme.position = davor + schritt * nummer
    return schritt > 0 or not gruppe
