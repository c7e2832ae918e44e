"""Our own workbook, edited by somebody else: differences to the plan, field by field (base, ours, theirs)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from app.services.einfuhr.eigene_lesen import finde_blaetter
from app.services.einfuhr.eigene_neue import NeueZeilen
from app.services.einfuhr.eigene_paare import JE_MASSNAHME, fremdheit, paare_zeilen, sagt_nichts
from app.services.einfuhr.eigene_pruefen import nicht_uebernommenes
from app.services.einfuhr.rueckwegleser import lies_rueckweg
from app.services.einfuhr.spiegel import Spiegel
from app.services.einfuhr.vorschau import (
    ANSATZ,
    BUDGETPOSTEN,
    Posten,
    Postenart,
    Quellenart,
    Vorschau,
    vereint,
)
from app.services.eingabe import Feld
from app.services.fehler import Anwendungsfehler
from app.services.zahlworte import anzahl

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.services.einfuhr.eigene_lesen import Fundzelle
    from app.services.einfuhr.eigene_paare import Paar
    from app.services.einfuhr.rohdaten import Rohmappe
    from app.services.einfuhr.rueckwegleser import Rueckweg
    from app.services.excel.rueckweg import Rueckblatt, Rueckzeile
    from app.services.planblick import Planblick

_GENANNT = 3
"""So many notes of a sheet are quoted."""


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
        gefunden = finde_blaetter(mappe, rueckweg)
        self.kopien = [f for f in gefunden if f.kopie_von]
        self.funde = [f for f in gefunden if not f.kopie_von]
        self.paarung = paare_zeilen(self.funde, rueckweg)
        self.paare: list[Paar] = []
        """Rows that the plan still has."""
        self.verschwundene: list[Paar] = []
        for paar in self.paarung.paare:
            da = self.spiegel.hat(paar.heimat.tabelle, paar.basis.zeile_id)
            (self.paare if da else self.verschwundene).append(paar)

    def vorschau(self) -> Vorschau:
        zellen = [*self._zellen(), *self._feldwechsel()]
        weg = list(self._geloeschte())
        neue = NeueZeilen(self.spiegel, self.rueckweg, self.paarung)
        neu = list(neue.posten())
        hinweise = (
            *self.mappe.hinweise,
            *self._blatthinweise(),
            *self._spaltenhinweise(),
            *self._zeilenhinweise(),
            *self.paarung.hinweise,
            *nicht_uebernommenes(self.mappe, self.rueckweg, self.funde),
        )
        betroffen = {(p.tabelle, p.zeile_id) for p in zellen}
        return Vorschau(
            self.blick.plan_id,
            Quellenart.EIGENE,
            self.mappe.name,
            (*zellen, *neu, *weg),
            hinweise,
            self.mappe.geaendert_von,
            self.mappe.geaendert_am,
            neue.bekannt + sum((p.heimat.tabelle, p.basis.zeile_id) not in betroffen for p in self.paare),
        )

    # -- what is not taken over ------------------------------------------------------------------

    def _blatthinweise(self) -> Iterator[str]:
        gefunden = {f.stelle: f.roh.name for f in self.funde}
        namen = {b.name for b in self.mappe.blaetter}
        for rueck in self.rueckweg.blaetter:
            heute = gefunden.get((rueck.blatt, rueck.tabelle))
            if heute is not None and heute != rueck.blatt:
                yield f"Das Blatt „{rueck.blatt}“ heißt jetzt „{heute}“."
            if heute is not None or not rueck.zeilen:
                continue
            if rueck.blatt in namen:
                satz = "fehlen die Schlüssel der Zeilen; es wird nicht verglichen."
                yield f"Auf dem Blatt „{rueck.blatt}“ {satz}"
            else:
                wort = anzahl(len(rueck.zeilen), "Zeile gilt", "Zeilen gelten")
                yield f"Das Blatt „{rueck.blatt}“ fehlt in der Mappe; {wort} deshalb nicht als gelöscht."
        for kopie in self.kopien:
            yield (
                f"Das Blatt „{kopie.roh.name}“ enthält die Zeilen von „{kopie.kopie_von}“ ein zweites Mal; "
                f"verglichen wird nur „{kopie.kopie_von}“."
            )

    def _spaltenhinweise(self) -> Iterator[str]:
        for fund in self.funde:
            for kopf in fund.fehlende:
                yield (
                    f"Auf dem Blatt „{fund.roh.name}“ fehlt die Spalte „{kopf}“; sie wird nicht verglichen."
                )

    def _zeilenhinweise(self) -> Iterator[str]:
        for paar in self.verschwundene:
            if fremdheit(paar.basis, paar.zeile):
                texte, ort = paar.basis.texte, paar.fund.roh.ort(paar.zeile.nummer, 0)
                name = texte.get("leistung") or texte.get("bezeichnung") or "Eine Zeile"
                yield f"„{name}“ ({ort}) gibt es im Plan nicht mehr; ihre Änderungen entfallen."
        for fund in self.funde:
            if fund.notizen:
                worte = ", ".join(f"„{text}“ ({ort})" for ort, text in fund.notizen[:_GENANNT])
                mehr = len(fund.notizen) - _GENANNT
                rest = f" und {mehr} weitere" if mehr > 0 else ""
                yield f"Keine Zeile des Plans und nicht übernommen: {worte}{rest}."

    # -- cells -----------------------------------------------------------------------------------

    def _zellen(self) -> Iterator[Posten]:
        je_massnahme: dict[tuple[str, str], list[Posten]] = defaultdict(list)
        for paar in self.paare:
            for posten in self._geaenderte(paar):
                if paar.heimat.tabelle == ANSATZ and posten.feld in JE_MASSNAHME:
                    massnahme = self.blick.zeilen[posten.zeile_id].massnahme_id
                    je_massnahme[massnahme, posten.feld].append(posten)
                else:
                    yield posten
        for posten_einer in je_massnahme.values():
            yield vereint(posten_einer)

    def _geaenderte(self, paar: Paar) -> Iterator[Posten]:
        for feld, zelle in paar.zeile.zellen.items():
            basis = paar.basis.texte.get(feld)
            unveraendert = zelle.text == basis and not zelle.fehler
            if basis is None or unveraendert or sagt_nichts(paar.basis, feld, zelle):
                continue
            posten = self._zelle(paar, feld, zelle, basis)
            if posten is not None:
                yield posten

    def _zelle(self, paar: Paar, feld: str, zelle: Fundzelle, basis: str) -> Posten | None:
        tabelle, zeile_id = paar.heimat.tabelle, paar.basis.zeile_id
        jetzt = self.spiegel.text(tabelle, zeile_id, feld)
        fehler, konflikt = zelle.fehler, jetzt != basis
        if not fehler:
            bekannte = (basis, jetzt) if konflikt else (basis,)
            if any(self.spiegel.gleichbedeutend(tabelle, zeile_id, feld, zelle.text, t) for t in bekannte):
                return None
            fehler = self.spiegel.warum_nicht(tabelle, zeile_id, feld, zelle.text)
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

    # -- rows ------------------------------------------------------------------------------------

    def _feldwechsel(self) -> Iterator[Posten]:
        """Measures whose rows stand on another Handlungsfeld's sheet belong there now."""
        je_massnahme: dict[str, list[Paar]] = defaultdict(list)
        for paar in self.paare:
            if paar.heimat.tabelle == ANSATZ:
                je_massnahme[self.blick.zeilen[paar.basis.zeile_id].massnahme_id].append(paar)
        for paare in je_massnahme.values():
            if any(p.umgezogen for p in paare) and (posten := self._umzug(paare)) is not None:
                yield posten

    def _umzug(self, paare: Sequence[Paar]) -> Posten | None:
        paar = next(p for p in paare if p.umgezogen)
        zeile, felder = self.blick.zeilen[paar.basis.zeile_id], self.blick.handlungsfelder
        vorher = paar.heimat.zusatz.get("handlungsfeld_id")
        ziel = paar.fund.rueck.zusatz.get("handlungsfeld_id")
        if ziel in {zeile.handlungsfeld_id, vorher}:
            return None
        fehler = ""
        if len({p.fund.rueck.blatt for p in paare}) > 1:
            fehler = "Nur ein Teil der Zeilen wurde verschoben; das Handlungsfeld gilt der ganzen Leistung."
        elif ziel is not None and ziel not in felder:
            fehler = "Dieses Handlungsfeld gibt es im Plan nicht mehr."
        titel: dict[str | None, str] = {None: "", **{i: feld.titel for i, feld in felder.items()}}
        konflikt = zeile.handlungsfeld_id != vorher
        vermerke = [
            f"vom Blatt „{paar.heimat.blatt}“ hierher verschoben",
            f"im Plan inzwischen in „{titel[zeile.handlungsfeld_id]}“" if konflikt else "",
        ]
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
            titel[zeile.handlungsfeld_id],
            titel.get(ziel, ""),
            titel.get(vorher),
            konflikt,
            fehler,
            "; ".join(v for v in vermerke if v),
        )

    def _geloeschte(self) -> Iterator[Posten]:
        da = {(p.heimat.tabelle, p.basis.zeile_id) for p in self.paarung.paare}
        gefunden = {f.stelle for f in self.funde}
        for rueck in self.rueckweg.blaetter:
            if (rueck.blatt, rueck.tabelle) not in gefunden:
                continue
            for basis in rueck.zeilen:
                schluessel = (rueck.tabelle, basis.zeile_id)
                if schluessel not in da and self.spiegel.hat(*schluessel):
                    yield self._weg(rueck, basis)

    def _weg(self, rueck: Rueckblatt, basis: Rueckzeile) -> Posten:
        tabelle, zeile_id = rueck.tabelle, basis.zeile_id
        geaendert = [f for f, t in basis.texte.items() if self.spiegel.text(tabelle, zeile_id, f) != t]
        ohne = JE_MASSNAHME if tabelle == ANSATZ else frozenset({"bezeichnung"})
        worte = (self.spiegel.text(tabelle, zeile_id, f) for f in basis.texte if f not in ohne)
        return Posten(
            f"{tabelle}:{zeile_id}:weg",
            Postenart.WEG,
            tabelle,
            zeile_id,
            rueck.blatt,
            self.spiegel.name(tabelle, zeile_id),
            rueck.blatt,
            alt=" · ".join(wort for wort in worte if wort),
            konflikt=bool(geaendert),
            fehler="Eine Eingabe des Budgets kann nicht gelöscht werden." if tabelle == BUDGETPOSTEN else "",
            vermerk="im Plan inzwischen geändert" if geaendert else "",
        )
