"""Reads the rows of a foreign measure table, once it is settled what its columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.basis import reiner_text
from app.services.einfuhr.ansatzwerte import Ansatzwerte, verbinde
from app.services.einfuhr.lesezeilen import Lesezeile, Lesung
from app.services.einfuhr.rohdaten import LEER, Zellart
from app.services.einfuhr.spaltenworte import Rolle, kopftreffer, vielfaches
from app.services.einfuhr.standworte import FELDNAME, schluessel
from app.services.einfuhr.tabellensummen import Summen, ist_summenwort, summenbereich
from app.services.einfuhr.verbunde import Verbunde
from app.services.einfuhr.zahlzellen import (
    NICHT_GENANNT,
    Zellwert,
    lies_anzahl,
    lies_betrag,
    lies_finanzierung,
    zellfehler,
)
from app.services.eingabe import FELD_WORT, MAX_TEXT, Feld

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.services.einfuhr.rohdaten import Rohblatt, Rohzelle, Verbund
    from app.services.einfuhr.spaltenraten import Deutung

_ZAHLROLLEN = (Rolle.EINTRITTE, Rolle.MITTELANSATZ)
_WERTROLLEN = (*_ZAHLROLLEN, Rolle.FINANZIERUNG)
_TEXTROLLEN = (Rolle.FUNKTION, Rolle.HANDLUNGSFELD, Rolle.PRODUKT, Rolle.TEAM, Rolle.BEMERKUNG)
_NENNE_HOECHSTENS = 8
_MEHRERE = 2
_LEER, _TEXT = Zellart.LEER, Zellart.TEXT
_WAHR = {"1": "WAHR", "0": "FALSCH"}
_VIELFACH_WORT = {1000: "Tausend", 1_000_000: "Millionen"}


def lies_tabelle(blatt: Rohblatt, deutung: Deutung, jahr: int) -> Lesung:
    """Read all rows below the heading, for a plan of ``jahr``.

    What cannot be read for certain becomes an error of its row; nothing becomes 0 silently. What was passed
    over, and sums that do not tie, stand in the hints. ``quelle`` is the sheet's name.
    """
    if not deutung.lesbar:
        return Lesung((), ("Es ist keine Spalte als Leistung gewählt.",), blatt.name)
    return _Leser(blatt, deutung, jahr).lies()


class _Leser:
    """One pass over the rows, with what earlier rows say of later ones."""

    def __init__(self, blatt: Rohblatt, deutung: Deutung, jahr: int) -> None:
        self._blatt, self._deutung, self._jahr = blatt, deutung, jahr
        self._spalten = {s.rolle: s.nummer for s in deutung.spalten if s.rolle is not None}
        self._links = min(self._spalten.values())
        self._verbunde = Verbunde(blatt, self._spalten.values())
        self._koepfe = {s.nummer: s.kopf for s in deutung.spalten}
        self._faktor = vielfaches(self._koepfe.get(self._spalten.get(Rolle.MITTELANSATZ, -1), ""))
        self._kopfworte = _kopfworte(blatt, deutung)
        self._zeilen: list[Lesezeile] = []
        self._summen = Summen()
        self._feld = _feld_darueber(blatt, deutung.kopfzeile)
        self._nach_ueberschrift = False
        zahlspalten = [self._spalten[r] for r in _WERTROLLEN if r in self._spalten]
        self._letzte = _letzte_datenzeile(blatt, zahlspalten)
        self._davor: Lesezeile | None = None
        self._weitere: list[int] = []
        self._ergaenzt: list[int] = []
        self._leere: list[int] = []
        self._gemeinsame: dict[str, None] = {}

    def lies(self) -> Lesung:
        hinweise = self._vorab()
        for zeile in range(self._deutung.erste_zeile, len(self._blatt.zeilen)):
            self._lies_zeile(zeile)
        self._summen.schliesse()
        hinweise += self._summen.hinweise
        hinweise += [
            f"{ort} gilt für mehrere Zeilen und steht nur bei der ersten." for ort in self._gemeinsame
        ]
        if self._weitere:
            hinweise.append(f"{_nenne(self._weitere)} ohne Leistung: weitere Ansätze der Leistung darüber.")
        if self._ergaenzt:
            hinweise.append(f"{_nenne(self._ergaenzt)} ohne Handlungsfeld: es gilt das von weiter oben.")
        if self._leere:
            hinweise.append(f"{_nenne(self._leere)} ohne Leistung und ohne Zahlen: übergangen.")
        return Lesung(tuple(self._zeilen), tuple(hinweise), self._blatt.name)

    def _vorab(self) -> list[str]:
        hinweise = []
        if self._faktor > 1 and Rolle.MITTELANSATZ in self._spalten:
            kopf = self._koepfe[self._spalten[Rolle.MITTELANSATZ]]
            wort = _VIELFACH_WORT[self._faktor]
            hinweise.append(f"Beträge der Spalte „{kopf}“ sind als {wort} Euro gelesen.")
        for rolle in _ZAHLROLLEN:
            kopf = self._koepfe.get(self._spalten.get(rolle, -1), "")
            if kopftreffer(kopf, self._jahr).anderes_jahr:
                hinweise.append(
                    f"Die Überschrift „{kopf}“ nennt ein anderes Jahr als der Plan ({self._jahr})."
                )
        return hinweise

    # -- one row -----------------------------------------------------------------------------------

    def _lies_zeile(self, zeile: int) -> None:
        gefuellt = {s: z for s, z in enumerate(self._blatt.zeilen[zeile]) if _steht_da(z)}
        if not gefuellt or self._ist_kopf(gefuellt):
            return
        eigene = {rolle: gefuellt[s] for rolle, s in self._spalten.items() if s in gefuellt}
        if self._ist_summe(zeile, gefuellt, eigene) or self._ist_ueberschrift(zeile, gefuellt, eigene):
            return
        self._nach_ueberschrift = False
        leistung = self._text(zeile, Rolle.LEISTUNG)
        zahlen = any(r in eigene for r in _WERTROLLEN)
        if not zahlen and Rolle.LEISTUNG not in eigene:
            self._leere.append(zeile + 1)
            return
        werte = {rolle: self._wert(zeile, rolle) for rolle in _WERTROLLEN if rolle in self._spalten}
        if not leistung and self._ist_unbenannte_summe(zeile, werte):
            return
        self._nimm(self._lesezeile(zeile, leistung, verbinde(werte, self._jahr)), werte)

    def _ist_unbenannte_summe(self, zeile: int, werte: Mapping[Rolle, Zellwert]) -> bool:
        """Figures without a name that end a block, and are what its rows come to."""
        danach = self._blatt.zeilen[zeile + 1] if zeile + 1 < len(self._blatt.zeilen) else ()
        zahlen = {r: w for r, w in werte.items() if r in _ZAHLROLLEN}
        if sum(_steht_da(z) for z in danach) >= _MEHRERE or not self._summen.ist_summe(zahlen):
            return False
        self._summen.summe(zeile + 1, "", zahlen)
        return True

    def _nimm(self, zeile: Lesezeile, werte: Mapping[Rolle, Zellwert]) -> None:
        self._zeilen.append(zeile)
        self._davor = zeile
        betrag = werte.get(Rolle.MITTELANSATZ, NICHT_GENANNT)
        self._summen.zeile(
            zeile.eintritte,
            betrag.zahl if betrag.stand.finanzierung is None else None,
            neufall=zeile.finanzierung is not None and zeile.finanzierung.zaehlt,
            lesbar=not any(w.fehler for w in werte.values()),
        )

    def _lesezeile(self, zeile: int, leistung: str, ansatz: Ansatzwerte) -> Lesezeile:
        texte = {rolle: self._text(zeile, rolle) for rolle in _TEXTROLLEN if rolle in self._spalten}
        fehler = list(ansatz.fehler)
        davor = self._davor
        fortsetzung = not leistung and davor is not None and bool(davor.leistung)
        if davor is not None and fortsetzung:
            self._weitere.append(zeile + 1)
            leistung = davor.leistung
            texte |= {r: getattr(davor, r.value) or "" for r in texte if not texte[r]}
        if not texte.get(Rolle.HANDLUNGSFELD) and (self._feld or davor):
            texte[Rolle.HANDLUNGSFELD] = self._feld or (davor.handlungsfeld if davor else "") or ""
            if Rolle.HANDLUNGSFELD in self._spalten and texte[Rolle.HANDLUNGSFELD]:
                self._ergaenzt.append(zeile + 1)
        if not leistung:
            fehler.append("Leistung: Hier fehlt der Name.")
        fehler += self._textfehler(zeile, {Rolle.LEISTUNG: leistung} | texte)
        return Lesezeile(
            leistung=leistung,
            herkunft=f"{self._blatt.name}, Zeile {zeile + 1}",
            eintritte=ansatz.eintritte,
            eintritte_status=ansatz.eintritte_status,
            mittelansatz_cent=ansatz.mittelansatz_cent,
            finanzierung=ansatz.finanzierung,
            fortsetzung=True if fortsetzung else None,
            fehler=tuple(fehler),
            **{rolle.value: text or None for rolle, text in texte.items()},
        )

    # -- cells -------------------------------------------------------------------------------------

    def _ursprung(self, zeile: int, rolle: Rolle) -> tuple[Rohzelle, Verbund | None]:
        """The cell that counts for a role, and the merged one that it is taken from, if any."""
        spalte = self._spalten[rolle]
        zelle = self._blatt.zelle(zeile, spalte)
        verbund = None if _steht_da(zelle) else self._verbunde.um(zeile, spalte)
        if verbund is None:
            return zelle, None
        return self._blatt.zelle(verbund.erste_zeile, verbund.erste_spalte), verbund

    def _text(self, zeile: int, rolle: Rolle) -> str:
        zelle, verbund = self._ursprung(zeile, rolle)
        if verbund is not None and self._gehoert_links(verbund, rolle):
            return ""
        if zelle.art is Zellart.WAHR:
            return _WAHR.get(zelle.text, zelle.text)
        if zellfehler(zelle):
            return ""
        return reiner_text(zelle.text).strip()

    def _gehoert_links(self, verbund: Verbund, rolle: Rolle) -> bool:
        """Whether a merged cell begins in the column of another role: then its text is that one's."""
        return any(s == verbund.erste_spalte for r, s in self._spalten.items() if r is not rolle)

    def _textfehler(self, zeile: int, texte: Mapping[Rolle, str]) -> list[str]:
        fehler = []
        for rolle, text in texte.items():
            if rolle not in self._spalten:
                continue
            grund = zellfehler(self._ursprung(zeile, rolle)[0])
            if len(text) > MAX_TEXT:
                grund = f"Der Text ist mit {len(text)} Zeichen zu lang; Platz ist für {MAX_TEXT}."
            if grund:
                fehler.append(f"{FELD_WORT[Feld(rolle.value)]}: {grund}")
        return fehler

    def _wert(self, zeile: int, rolle: Rolle) -> Zellwert:
        zelle, verbund = self._ursprung(zeile, rolle)
        wert = self._lies_wert(zelle, rolle)
        if verbund is None or (wert.zahl is None and not wert.fehler):
            return wert
        if verbund.erste_spalte == self._spalten[rolle]:
            ort = self._blatt.ort(verbund.erste_zeile, verbund.erste_spalte)
            self._gemeinsame[f"{FELD_WORT[Feld(rolle.value)]} in {ort}"] = None
        return NICHT_GENANNT

    def _lies_wert(self, zelle: Rohzelle, rolle: Rolle) -> Zellwert:
        if rolle is Rolle.EINTRITTE:
            return lies_anzahl(zelle, self._jahr)
        if rolle is Rolle.MITTELANSATZ:
            return lies_betrag(zelle, self._jahr, self._faktor)
        return lies_finanzierung(zelle, self._jahr)

    # -- rows that are no measures -----------------------------------------------------------------

    def _ist_kopf(self, gefuellt: Mapping[int, Rohzelle]) -> bool:
        """The heading once more, as it stands on top of each printed page."""
        if len(gefuellt) < _MEHRERE:
            return False
        return any(
            kopf.keys() == gefuellt.keys() and all(schluessel(gefuellt[s].text) == t for s, t in kopf.items())
            for kopf in self._kopfworte
        )

    def _ist_summe(
        self, zeile: int, gefuellt: Mapping[int, Rohzelle], eigene: Mapping[Rolle, Rohzelle]
    ) -> bool:
        """A row of sums: by its word, by its formula, or a Handlungsfeld's with the sums of its rows."""
        zahlen = {r: eigene[r] for r in _ZAHLROLLEN if r in eigene}
        name = eigene.get(Rolle.LEISTUNG, LEER).text.strip()
        feld = bool(zahlen) and FELDNAME.match(name) is not None
        wort = self._summenwort(zeile, gefuellt, name)
        bereiche = [b for r, z in zahlen.items() if (b := summenbereich(z.formel, self._spalten[r]))]
        if not wort and not bereiche and not feld:
            return False
        werte = {r: self._lies_wert(z, r) for r, z in zahlen.items()}
        darunter = not wort and (feld or all(erste > zeile for erste, _ in bereiche))
        self._summen.summe(zeile + 1, wort or name, werte, darunter=darunter)
        self._feld = _sauber(name) if feld else self._feld
        self._davor, self._nach_ueberschrift = None, False
        return True

    def _summenwort(self, zeile: int, gefuellt: Mapping[int, Rohzelle], name: str) -> str:
        """The word that makes a row a sum, in the Leistung's column or left of the figures."""
        verbund = self._verbunde.um(zeile, self._spalten[Rolle.LEISTUNG])
        if name or (verbund is not None and verbund.erste_zeile < zeile):
            return name if ist_summenwort(name) else ""
        erster = next(((s, z.text) for s, z in gefuellt.items() if z.art is Zellart.TEXT), None)
        if erster is None or self._deutung.rolle(erster[0]) in {Rolle.FUNKTION, Rolle.BEMERKUNG}:
            return ""
        return erster[1] if ist_summenwort(erster[1]) else ""

    def _ist_ueberschrift(
        self, zeile: int, gefuellt: Mapping[int, Rohzelle], eigene: Mapping[Rolle, Rohzelle]
    ) -> bool:
        """A heading within the table: one text and nothing else, or one merged over several columns."""
        spalte, zelle = next(iter(gefuellt.items()))
        name = eigene.get(Rolle.LEISTUNG, zelle)
        if len(eigene) <= 1 and not eigene.keys() & set(_WERTROLLEN) and FELDNAME.match(name.text.strip()):
            return self._beginne_feld(zeile, name.text, benannt=True)
        if len(gefuellt) != 1 or zelle.art is not Zellart.TEXT or len(self._spalten) == 1:
            return False
        if not self._ist_breit(zeile, spalte):
            rechts = spalte > max(self._links, self._spalten[Rolle.LEISTUNG])
            if rechts or self._verbunde.um(zeile, self._spalten[Rolle.LEISTUNG]) is not None:
                return False
        return self._beginne_feld(zeile, zelle.text, benannt=False)

    def _ist_breit(self, zeile: int, spalte: int) -> bool:
        """Whether a cell is merged over several columns that are read."""
        verbund = next((v for s in self._spalten.values() if (v := self._verbunde.um(zeile, s))), None)
        if verbund is None or (verbund.erste_zeile, verbund.erste_spalte) != (zeile, spalte):
            return False
        breite = sum(verbund.erste_spalte <= s <= verbund.letzte_spalte for s in self._spalten.values())
        return breite >= _MEHRERE

    def _beginne_feld(self, zeile: int, text: str, *, benannt: bool) -> bool:
        text = _sauber(text)
        wo = f"Zeile {zeile + 1} („{_gekuerzt(text)}“)"
        if zeile > self._letzte:
            self._summen.hinweise.append(f"{wo} steht unter der Tabelle: übergangen.")
        elif not benannt and (self._nach_ueberschrift or Rolle.HANDLUNGSFELD in self._spalten):
            self._summen.hinweise.append(f"{wo} nennt weder Zahlen noch ein Handlungsfeld: übergangen.")
        else:
            self._summen.feld_beginnt()
            self._summen.hinweise.append(f"{wo} gilt als Handlungsfeld der Zeilen darunter.")
            self._feld, self._davor, self._nach_ueberschrift = text, None, True
        return True


# -- texts -----------------------------------------------------------------------------------------


def _steht_da(zelle: Rohzelle) -> bool:
    if zelle.art is _TEXT:
        return not zelle.text.isspace() and zelle.text != ""
    return zelle.art is not _LEER


def _sauber(text: str) -> str:
    return " ".join(reiner_text(text).split()).rstrip(" :")


def _gekuerzt(text: str) -> str:
    laengste = 60
    return text if len(text) <= laengste else f"{text[: laengste - 1]}…"


def _nenne(nummern: list[int]) -> str:
    if len(nummern) == 1:
        return f"Zeile {nummern[0]}"
    genannt = ", ".join(str(n) for n in nummern[:_NENNE_HOECHSTENS])
    weitere = len(nummern) - _NENNE_HOECHSTENS
    return f"Zeilen {genannt}" + (f" und {weitere} weitere" if weitere > 0 else "")


def _letzte_datenzeile(blatt: Rohblatt, zahlspalten: list[int]) -> int:
    """The last row with figures, or with texts side by side; what stands below it is no part of the table."""
    for nummer in range(len(blatt.zeilen) - 1, -1, -1):
        gefuellt = [s for s, z in enumerate(blatt.zeilen[nummer]) if _steht_da(z)]
        if len(gefuellt) >= _MEHRERE or any(s in zahlspalten for s in gefuellt):
            return nummer
    return -1


def _kopfworte(blatt: Rohblatt, deutung: Deutung) -> list[dict[int, str]]:
    if deutung.kopfzeile is None:
        return []
    zeilen = blatt.zeilen[deutung.kopfzeile : deutung.erste_zeile]
    return [{s: schluessel(z.text) for s, z in enumerate(zeile) if _steht_da(z)} for zeile in zeilen]


def _feld_darueber(blatt: Rohblatt, kopfzeile: int | None) -> str | None:
    """The Handlungsfeld that the title above the heading names."""
    for zeile in reversed(blatt.zeilen[: kopfzeile or 0]):
        texte = [z.text for z in zeile if z.art is Zellart.TEXT and _steht_da(z)]
        if len(texte) == 1 and FELDNAME.match(texte[0].strip()):
            return _sauber(texte[0])
    return None
