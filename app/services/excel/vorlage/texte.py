"""Placeholders outside cells: headers and footers of printed pages, text boxes, titles of charts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.services.excel.vorlage import laeufe
from app.services.excel.vorlage.platzhalter import MUSTER, Listenfeld, Unbekannt

if TYPE_CHECKING:
    from app.services.excel.vorlage.bericht import Notizen
    from app.services.excel.vorlage.knoten import Knoten
    from app.services.excel.vorlage.mappe import Mappe
    from app.services.excel.vorlage.platzhalter import Angebot

NUR_IN_ZELLEN = "Listen gehen nur in Zellen"
LAENGSTE_KOPFZEILE = 255
"""Excel calls a file damaged whose header is longer, its codes counted."""
_KOPFZEILEN = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_MIT_TEXT = re.compile(r"(?:^|/)(?:drawings|charts|diagrams)/[^/]*\.xml$", re.IGNORECASE)
_ENDET_MIT_GROESSE = re.compile(r"(?<!&)(?:&&)*&\d+$")
_FORM, _DIAGRAMM = "einem Textfeld", "einem Diagramm"


class Texte:
    """Fills texts of one workbook."""

    def __init__(self, mappe: Mappe, angebot: Angebot, notizen: Notizen) -> None:
        """With what the plan offers."""
        self._mappe, self._angebot, self._notizen = mappe, angebot, notizen

    def fuelle(self) -> None:
        """All of them; parts without any stay as they are."""
        for name, teil in self._mappe.kopfteile:
            if b"{{" in self._mappe.paket.gelesen.get(teil, b"") and self._kopfzeilen(name, teil):
                self._mappe.paket.uebernimm(teil)
        orte = self._orte()
        for teil in self._mappe.paket.namen:
            if _MIT_TEXT.search(teil) and b"{" in self._mappe.paket.gelesen[teil]:
                self._absaetze(teil, orte.get(teil, ""))

    def _ersatz(self, inhalt: str, ort: str) -> str | None:
        deutung = self._angebot.deute(inhalt)
        platzhalter = f"{{{{{inhalt}}}}}"
        if isinstance(deutung, Unbekannt | Listenfeld):
            grund = NUR_IN_ZELLEN if isinstance(deutung, Listenfeld) else deutung.grund
            self._notizen.kennt_nicht(platzhalter, ort, grund)
            return None
        self._notizen.fuellte(platzhalter, ort)
        return " ".join(deutung.text.split("\n"))

    def _kopfzeilen(self, name: str, teil: str) -> bool:
        rahmen = self._mappe.paket.baum(teil).wurzel.kind("headerFooter")
        geaendert = False
        for zeile in rahmen.elemente(*_KOPFZEILEN) if rahmen else ():
            wort = "Kopfzeile" if zeile.lokal.endswith("Header") else "Fußzeile"
            geaendert |= self._kopfzeile(zeile, f"der {wort} von {name}")
        return geaendert

    def _kopfzeile(self, zeile: Knoten, ort: str) -> bool:
        alt = zeile.text
        neu, stelle = "", 0
        for treffer in MUSTER.finditer(alt):
            neu += alt[stelle : treffer.start()]
            wort = self._ersatz(treffer[1], ort)
            # A digit right behind the code of a size ("&8") would be taken for a part of it.
            abstand = " " if wort and wort[0].isdigit() and _ENDET_MIT_GROESSE.search(neu) else ""
            neu += treffer[0] if wort is None else abstand + wort.replace("&", "&&")
            stelle = treffer.end()
        neu += alt[stelle:]
        if neu == alt:
            return False
        if len(neu) > LAENGSTE_KOPFZEILE:
            self._notizen.hinweise.append(
                f"In {ort} wäre der Text länger als die {LAENGSTE_KOPFZEILE} Zeichen, die Excel erlaubt; sie "
                "bleibt, wie sie war."
            )
            return False
        zeile.text = neu
        return True

    def _absaetze(self, teil: str, blatt: str) -> None:
        wort = _DIAGRAMM if "charts/" in teil.casefold() else _FORM
        ort = f"{wort} auf {blatt}" if blatt else wort
        wurzel = self._mappe.paket.baum(teil).wurzel
        geaendert = False
        for absatz in wurzel.alle("p"):
            stuecke = [t for lauf in absatz.elemente("r", "fld") for t in lauf.elemente("t")]
            geaendert |= laeufe.ersetze(stuecke, lambda inhalt: self._ersatz(inhalt, ort))
        if geaendert:
            self._mappe.paket.uebernimm(teil)

    def _orte(self) -> dict[str, str]:
        """The sheet that a drawing belongs to, or a chart in it."""
        orte: dict[str, str] = {}
        for name, teil in self._mappe.kopfteile:
            for zeichnung in self._mappe.paket.beziehungen(teil):
                orte.setdefault(zeichnung.teil, name)
                for diagramm in self._mappe.paket.beziehungen(zeichnung.teil):
                    orte.setdefault(diagramm.teil, name)
        return orte
