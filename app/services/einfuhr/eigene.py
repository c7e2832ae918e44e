"""Our own workbook, edited by somebody else: differences to the plan, field by field (base, ours, theirs)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from app.models.basis import neue_id
from app.services.einfuhr.eigene_lesen import (
    Fundblatt,
    Fundzeile,
    finde_blaetter,
    lies_rueckweg,
    verlorene_formeln,
)
from app.services.einfuhr.spiegel import Spiegel
from app.services.einfuhr.vorschau import ANSATZ, BUDGETPOSTEN, Posten, Postenart, Quellenart, Vorschau
from app.services.eingabe import EingabeFehler, Feld
from app.services.fehler import Anwendungsfehler
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.einfuhr.eigene_lesen import Fundzelle, Rueckweg
    from app.services.einfuhr.rohdaten import Rohmappe
    from app.services.excel.rueckweg import Rueckblatt, Rueckzeile
    from app.services.planblick import Planblick

_JE_MASSNAHME = frozenset({Feld.LEISTUNG.value, Feld.FUNKTION.value, Feld.BEMERKUNG.value})
"""Fields that all rows of a measure share."""


@dataclass(frozen=True, slots=True)
class _Paar:
    """A row of the plan where it stands now, beside what was exported."""

    fund: Fundblatt
    zeile: Fundzeile
    basis: Rueckzeile
    heimat: Rueckblatt


def ist_eigene(mappe: Rohmappe) -> bool:
    """True for a workbook that this program wrote with keys."""
    return lies_rueckweg(mappe) is not None


def vorschau_eigene(blick: Planblick, mappe: Rohmappe) -> Vorschau:
    """Compare a workbook of this program with the plan.

    Raises:
        Anwendungsfehler: it belongs to another plan, or its hidden part is damaged.
    """
    rueckweg = lies_rueckweg(mappe)
    if rueckweg is None:
        msg = f"„{mappe.name}“ ist keine Arbeitsmappe dieses Programms."
        raise Anwendungsfehler(msg, "Am Plan wurde nichts geändert.")
    if rueckweg.plan_id != blick.plan_id:
        raise Anwendungsfehler(
            f"„{mappe.name}“ gehört zu einem anderen Plan: „{rueckweg.name}“ ({rueckweg.haushaltsjahr}).",
            "Am Plan wurde nichts geändert.",
            "Öffnen Sie jenen Plan, oder lesen Sie eine Mappe ein, die aus diesem exportiert wurde.",
        )
    return _Abgleich(blick, mappe, rueckweg).vorschau()


class _Abgleich:
    """One comparison."""

    def __init__(self, blick: Planblick, mappe: Rohmappe, rueckweg: Rueckweg) -> None:
        self.blick, self.mappe, self.rueckweg = blick, mappe, rueckweg
        self.spiegel = Spiegel(blick)
        self.funde = finde_blaetter(mappe, rueckweg)
        self.hinweise = list(mappe.hinweise)
        self.paare: list[_Paar] = []
        self.neue: list[tuple[Fundblatt, Fundzeile, str]] = []
        """Added rows with a remark where they come from."""

    def vorschau(self) -> Vorschau:
        self._benenne_blaetter()
        self._paare_zeilen()
        zellen = list(self._zellen())
        weg = list(self._geloeschte())
        neu = list(self._neue())
        self.hinweise.extend(self._reihenfolge())
        self.hinweise.extend(verlorene_formeln(self.mappe, self.rueckweg, self.funde))
        betroffen = {(p.tabelle, p.zeile_id) for p in zellen}
        return Vorschau(
            self.blick.plan_id,
            Quellenart.EIGENE,
            self.mappe.name,
            (*zellen, *neu, *weg),
            tuple(self.hinweise),
            self.mappe.geaendert_von,
            self.mappe.geaendert_am,
            sum((p.heimat.tabelle, p.basis.zeile_id) not in betroffen for p in self.paare),
        )

    # -- sheets ----------------------------------------------------------------------------------

    def _benenne_blaetter(self) -> None:
        gefunden = {(f.rueck.blatt, f.rueck.tabelle): f.roh.name for f in self.funde}
        namen = {b.name for b in self.mappe.blaetter}
        for rueck in self.rueckweg.blaetter:
            if not rueck.zeilen:
                continue
            heute = gefunden.get((rueck.blatt, rueck.tabelle))
            if heute is None and rueck.blatt in namen:
                satz = "fehlen die Schlüssel der Zeilen; es wird nicht verglichen."
                self.hinweise.append(f"Auf dem Blatt „{rueck.blatt}“ {satz}")
            elif heute is None:
                wort = anzahl(len(rueck.zeilen), "Zeile gilt", "Zeilen gelten")
                self.hinweise.append(
                    f"Das Blatt „{rueck.blatt}“ fehlt in der Mappe; {wort} deshalb nicht als gelöscht."
                )
            elif heute != rueck.blatt:
                self.hinweise.append(f"Das Blatt „{rueck.blatt}“ heißt jetzt „{heute}“.")
        for fund in self.funde:
            for kopf in fund.fehlende:
                self.hinweise.append(
                    f"Auf dem Blatt „{fund.roh.name}“ fehlt die Spalte „{kopf}“; sie wird nicht verglichen."
                )

    def _paare_zeilen(self) -> None:
        heimat = {(r.tabelle, z.zeile_id): (r, z) for r in self.rueckweg.blaetter for z in r.zeilen}
        funde: dict[tuple[str, str], list[tuple[Fundblatt, Fundzeile]]] = defaultdict(list)
        for fund in self.funde:
            for zeile in fund.zeilen:
                schluessel = (fund.rueck.tabelle, zeile.zeile_id or "")
                if schluessel in heimat:
                    funde[schluessel].append((fund, zeile))
                else:
                    self.neue.append((fund, zeile, ""))
        for schluessel, stellen in funde.items():
            rueck, basis = heimat[schluessel]
            # Of copies with the same key the one that still says what was exported is the row itself.
            erste, *kopien = sorted(stellen, key=partial(_fremdheit, basis))
            self.paare.append(_Paar(*erste, basis, rueck))
            for fund, zeile in kopien:
                name = basis.texte.get("leistung") or basis.texte.get("bezeichnung") or ""
                self.neue.append((fund, zeile, f"Kopie von „{name}“" if name else "Kopie einer Zeile"))

    def _reihenfolge(self) -> Iterator[str]:
        for fund in self.funde:
            ids = [z.zeile_id for z in fund.zeilen if z.zeile_id]
            rang = {z.zeile_id: n for n, z in enumerate(fund.rueck.zeilen)}
            bekannte = [rang[i] for i in ids if i in rang]
            if bekannte != sorted(bekannte):
                yield (
                    f"Die Zeilen auf dem Blatt „{fund.roh.name}“ stehen in anderer Reihenfolge; "
                    "die Reihenfolge im Plan bleibt."
                )

    # -- cells -----------------------------------------------------------------------------------

    def _zellen(self) -> Iterator[Posten]:
        je_massnahme: dict[tuple[str, str], list[Posten]] = defaultdict(list)
        for paar in self.paare:
            tabelle = paar.heimat.tabelle
            if not self.spiegel.hat(tabelle, paar.basis.zeile_id):
                self._melde_verschwundene(paar)
                continue
            for posten in self._geaenderte(paar):
                if tabelle == ANSATZ and posten.feld in _JE_MASSNAHME:
                    massnahme = self.blick.zeilen[posten.zeile_id].massnahme_id
                    je_massnahme[massnahme, posten.feld].append(posten)
                else:
                    yield posten
            if (wechsel := self._feldwechsel(paar)) is not None:
                yield wechsel
        for posten_einer in je_massnahme.values():
            yield _vereint(posten_einer)

    def _melde_verschwundene(self, paar: _Paar) -> None:
        """A row that was edited there and deleted here."""
        if _fremdheit(paar.basis, (paar.fund, paar.zeile)):
            texte, ort = paar.basis.texte, paar.fund.roh.ort(paar.zeile.nummer, 0)
            name = texte.get("leistung") or texte.get("bezeichnung") or "Eine Zeile"
            self.hinweise.append(f"„{name}“ ({ort}) gibt es im Plan nicht mehr; ihre Änderungen entfallen.")

    def _geaenderte(self, paar: _Paar) -> Iterator[Posten]:
        for feld, zelle in paar.zeile.zellen.items():
            basis = paar.basis.texte.get(feld)
            if basis is None or (zelle.text == basis and not zelle.fehler) or _sagt_nichts(paar, feld, zelle):
                continue
            posten = self._zelle(paar, feld, zelle, basis)
            if posten is not None:
                yield posten

    def _zelle(self, paar: _Paar, feld: str, zelle: Fundzelle, basis: str) -> Posten | None:
        tabelle, zeile_id = paar.heimat.tabelle, paar.basis.zeile_id
        jetzt = self.spiegel.text(tabelle, zeile_id, feld)
        fehler = zelle.fehler or self._warum_nicht(tabelle, zeile_id, feld, zelle.text)
        if not fehler:
            neu = self.spiegel.lies(tabelle, zeile_id, feld, zelle.text)
            if neu in (
                self._wert(tabelle, zeile_id, feld, basis),
                self.spiegel.lies(tabelle, zeile_id, feld, jetzt),
            ):
                return None
        konflikt = jetzt != basis
        vermerke = [
            f"im Plan inzwischen von „{basis}“ auf „{jetzt}“ geändert" if konflikt else "",
            f"aus der Formel {zelle.formel}" if zelle.formel and not zelle.fehler else "",
        ]
        return Posten(
            f"{tabelle}:{zeile_id}:{feld}",
            Postenart.ZELLE,
            tabelle,
            zeile_id,
            paar.fund.roh.name,
            self.spiegel.name(tabelle, zeile_id),
            zelle.ort,
            feld,
            self.spiegel.feldwort(tabelle, feld),
            jetzt,
            zelle.text if fehler else self.spiegel.schoen(tabelle, feld, zelle.text),
            basis,
            konflikt,
            fehler,
            "; ".join(v for v in vermerke if v),
        )

    def _wert(self, tabelle: str, zeile_id: str, feld: str, text: str) -> object:
        try:
            return self.spiegel.lies(tabelle, zeile_id, feld, text)
        except EingabeFehler:
            return None

    def _warum_nicht(self, tabelle: str, zeile_id: str, feld: str, text: str) -> str:
        try:
            self.spiegel.lies(tabelle, zeile_id, feld, text)
        except EingabeFehler as fehler:
            return str(fehler)
        return ""

    def _feldwechsel(self, paar: _Paar) -> Posten | None:
        """A row that stands on another Handlungsfeld's sheet belongs there now."""
        vorher, nachher = paar.heimat.zusatz, paar.fund.rueck.zusatz
        if paar.heimat.tabelle != ANSATZ or paar.fund.rueck.blatt == paar.heimat.blatt:
            return None
        zeile = self.blick.zeilen[paar.basis.zeile_id]
        ziel = nachher.get("handlungsfeld_id")
        if zeile.handlungsfeld_id == ziel or vorher.get("handlungsfeld_id") == ziel:
            return None
        felder = self.blick.handlungsfelder
        return Posten(
            f"{ANSATZ}:{zeile.id}:{Feld.HANDLUNGSFELD.value}",
            Postenart.ZELLE,
            ANSATZ,
            zeile.id,
            paar.fund.roh.name,
            zeile.leistung,
            paar.fund.roh.ort(paar.zeile.nummer, 0),
            Feld.HANDLUNGSFELD.value,
            self.spiegel.feldwort(ANSATZ, Feld.HANDLUNGSFELD.value),
            felder[zeile.handlungsfeld_id].titel if zeile.handlungsfeld_id else "",
            felder[ziel].titel if ziel in felder else "",
            fehler=""
            if ziel is None or ziel in felder
            else "Dieses Handlungsfeld gibt es im Plan nicht mehr.",
            vermerk=f"vom Blatt „{paar.heimat.blatt}“ hierher verschoben",
        )

    # -- rows ------------------------------------------------------------------------------------

    def _geloeschte(self) -> Iterator[Posten]:
        da = {(p.heimat.tabelle, p.basis.zeile_id) for p in self.paare}
        gefunden = {(f.rueck.blatt, f.rueck.tabelle) for f in self.funde}
        for rueck in self.rueckweg.blaetter:
            if (rueck.blatt, rueck.tabelle) not in gefunden:
                continue
            for basis in rueck.zeilen:
                schluessel = (rueck.tabelle, basis.zeile_id)
                if schluessel in da or not self.spiegel.hat(*schluessel):
                    continue
                yield self._weg(rueck, basis)

    def _weg(self, rueck: Rueckblatt, basis: Rueckzeile) -> Posten:
        tabelle, zeile_id = rueck.tabelle, basis.zeile_id
        geaendert = [f for f, t in basis.texte.items() if self.spiegel.text(tabelle, zeile_id, f) != t]
        return Posten(
            f"{tabelle}:{zeile_id}:weg",
            Postenart.WEG,
            tabelle,
            zeile_id,
            rueck.blatt,
            self.spiegel.name(tabelle, zeile_id),
            rueck.blatt,
            alt=" · ".join(
                self.spiegel.text(tabelle, zeile_id, f) for f in basis.texte if f not in _JE_MASSNAHME
            ),
            konflikt=bool(geaendert),
            fehler="Eine Eingabe des Budgets kann nicht gelöscht werden." if tabelle == BUDGETPOSTEN else "",
            vermerk="im Plan inzwischen geändert" if geaendert else "",
        )

    def _neue(self) -> Iterator[Posten]:
        for fund, zeile, vermerk in self.neue:
            yield self._neu(fund, zeile, vermerk)

    def _neu(self, fund: Fundblatt, zeile: Fundzeile, vermerk: str) -> Posten:
        tabelle, zeile_id = fund.rueck.tabelle, neue_id()
        texte = {f: z.text for f, z in zeile.zellen.items() if z.text}
        fehler = next((z.fehler for z in zeile.zellen.values() if z.fehler), "")
        if tabelle == BUDGETPOSTEN:
            fehler = "Das Budget hat feste Eingaben; eine weitere Zeile kennt der Plan nicht."
        elif tabelle == ANSATZ and not texte.get(Feld.LEISTUNG.value) and "nach" not in _davor(fund, zeile):
            fehler = fehler or "Die Zeile hat keine Leistung."
        return Posten(
            f"{tabelle}:{fund.roh.name}:{zeile.nummer}:neu",
            Postenart.NEU,
            tabelle,
            zeile_id,
            fund.roh.name,
            texte.get("leistung") or texte.get("bezeichnung") or "weitere Zeile",
            fund.roh.ort(zeile.nummer, 0),
            neu=" · ".join(texte.values()),
            fehler=fehler,
            vermerk=vermerk,
            texte=texte,
            zusatz={**fund.rueck.zusatz, **_davor(fund, zeile)},
        )


def _davor(fund: Fundblatt, zeile: Fundzeile) -> dict[str, str]:
    """The row of the plan that stands above an added one."""
    davor = [z.zeile_id for z in fund.zeilen if z.nummer < zeile.nummer and z.zeile_id]
    return {"nach": davor[-1]} if davor and davor[-1] else {}


def _fremdheit(basis: Rueckzeile, stelle: tuple[Fundblatt, Fundzeile]) -> int:
    """How many cells of a row say something else than what was exported."""
    zellen = stelle[1].zellen.items()
    return sum(bool(z.text) and _lose(z.text) != _lose(basis.texte.get(feld, "")) for feld, z in zellen)


def _lose(text: str) -> str:
    """A text without what differs between a number and the way it is shown."""
    return re.sub(r"[\s.€]|,0+$", "", text)


def _sagt_nichts(paar: _Paar, feld: str, zelle: Fundzelle) -> bool:
    """A merged cell that was taken apart leaves the rows below it empty."""
    geteilt = feld in paar.basis.verdeckt or (feld in _JE_MASSNAHME and paar.heimat.tabelle == ANSATZ)
    return geteilt and not zelle.text and not zelle.fehler


def _vereint(posten: Sequence[Posten]) -> Posten:
    """What several rows of one measure say of a field that they share."""
    worte = Counter(p.neu for p in posten)
    if len(worte) == 1:
        return posten[0]
    gesagt = ", ".join(f"„{wort}“ ({p.ort})" for wort in worte for p in posten if p.neu == wort)
    return replace(posten[0], fehler=f"Die Zeilen dieser Leistung sagen Verschiedenes: {gesagt}.")
