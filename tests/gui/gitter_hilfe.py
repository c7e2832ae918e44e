"""A grid over the Bindungen of a real plan, and keys typed into it as a person does."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt

from app.services.bindungen import bindung_anlegen, bindung_loeschen, bindung_setzen
from app.services.eingabe import EingabeFehler
from app.services.geld import format_eur, parse_eur
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.gitterspalten import Gitterspec, Spalte
from app.views.bausteine.versuch import versuche
from app.views.bausteine.zellen import Stil
from app.views.bruecke import Bruecke

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pytestqt.qtbot import QtBot

    from app.services.bindungszeilen import Bindungszeile
    from app.services.dokument import Dokument
    from app.views.bausteine.zelleneditor import Zelleneditor

JAHR = 2027
NAME, HERKUNFT, BETRAG, ANTEIL, BEMERKUNG = range(5)
HERKUENFTE = ("2024", "2025", "2026")


@dataclass
class Bindungsgitter:
    """What a page does with a grid: fills it after each change, and calls Vorgänge."""

    dok: Dokument
    mit_neu: bool = True
    mit_einfuegen: bool = True
    herkunft: int | None = None
    """Show only Bindungen of this year."""
    geoeffnet: list[object] = field(default_factory=list)
    auswahl: list[str] = field(default_factory=list)
    fehler: list[str] = field(default_factory=list)
    hinweise: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bruecke = Bruecke(self.dok)
        spec = Gitterspec(
            "Bindungen",
            "gitter",
            self.spalten(),
            neu=self.neu if self.mit_neu else None,
            platzhalter="+ neue Bindung …",
            summe={"betrag": lambda zeilen: _eur(sum(z.betrag_cent(JAHR) for z in zeilen))},
            loesche=self.loesche,
            einfuegen=self.einfuegen if self.mit_einfuegen else None,
            gestreckt="bezeichnung",
        )
        self.gitter: Gitter[Bindungszeile] = Gitter(self.bruecke, spec)
        self.bruecke.geaendert.connect(lambda _n: self.zeige())
        self.bruecke.fehler.connect(lambda f: self.fehler.append(f.text))
        self.bruecke.hinweis.connect(self.hinweise.append)
        self.gitter.geoeffnet.connect(self.geoeffnet.append)
        self.gitter.auswahltext.connect(self.auswahl.append)
        self.zeige()

    def spalten(self) -> tuple[Spalte[Bindungszeile], ...]:
        return (
            Spalte("bezeichnung", "Bezeichnung", 200, lambda z: z.bezeichnung, self.setze_name),
            Spalte(
                "herkunft",
                "Herkunft",
                90,
                lambda z: str(z.herkunft_jahr),
                self.setze_herkunft,
                vorschlaege=lambda: HERKUENFTE,
                tipp="Jahr, in dem die Bindung entstand",
            ),
            Spalte(
                "betrag",
                f"{JAHR} €",
                130,
                lambda z: _eur(z.betrag_cent(JAHR)),
                self.setze_betrag,
                rechts=True,
                sortwert=lambda z: z.betrag_cent(JAHR) or None,
                wert_cent=lambda z: z.betrag_cent(JAHR),
            ),
            Spalte(
                "anteil",
                "Art",
                120,
                lambda z: "über 1 Mio." if z.betrag_cent(JAHR) > 100_000_000 else "klein",
                stil=lambda z: Stil.VERWEIS if z.betrag_cent(JAHR) else Stil.NEBEN,
            ),
            Spalte("bemerkung", "Bemerkung", 160, lambda z: z.bemerkung or "", nur_neu=True),
        )

    def zeige(self) -> None:
        self.gitter.zeige([b for b in self.dok.blick.bindungen if self.herkunft in {None, b.herkunft_jahr}])

    # -- what the columns do -----------------------------------------------------------------------

    def _setze(self, bindung: Bindungszeile, **werte: Any) -> None:  # noqa: ANN401 - as the Vorgang has it
        alles: dict[str, Any] = {
            "bezeichnung": bindung.bezeichnung,
            "herkunft_jahr": bindung.herkunft_jahr,
            "betraege": {(f.jahr, f.monat): f.betrag_cent for f in bindung.faelligkeiten},
            "bemerkung": bindung.bemerkung,
        }
        bindung_setzen(self.dok, bindung.id, **alles | werte)

    def setze_name(self, bindung: Bindungszeile, text: str) -> None:
        self._setze(bindung, bezeichnung=text)

    def setze_herkunft(self, bindung: Bindungszeile, text: str) -> None:
        if not text.isdecimal():
            raise EingabeFehler(f"„{text}“ ist kein Jahr.")
        self._setze(bindung, herkunft_jahr=int(text))

    def setze_betrag(self, bindung: Bindungszeile, text: str) -> None:
        self._setze(bindung, betraege={(JAHR, None): parse_eur(text)} if text else {})

    def neu(self, schluessel: str, text: str) -> str:
        if schluessel != "bezeichnung":
            raise EingabeFehler("Beginnen Sie mit der Bezeichnung.")
        return bindung_anlegen(self.dok, bezeichnung=text, herkunft_jahr=2026, betraege={})[0]

    def loesche(self, bindungen: Sequence[Bindungszeile]) -> None:
        for bindung in bindungen:
            bindung_loeschen(self.dok, bindung.id)

    def einfuegen(
        self, zellen: Sequence[tuple[Bindungszeile, str, str]], neue: Sequence[Mapping[str, str]]
    ) -> str:
        setzer = {
            "bezeichnung": self.setze_name,
            "herkunft": self.setze_herkunft,
            "betrag": self.setze_betrag,
        }

        def tue() -> None:
            for _zeile, schluessel, text in zellen:
                if schluessel == "betrag" and text:
                    parse_eur(text)
            for zeile, schluessel, text in zellen:
                aktuell = next(b for b in self.dok.blick.bindungen if b.id == zeile.id)
                setzer[schluessel](aktuell, text)
            for angaben in neue:
                self.neu("bezeichnung", angaben["bezeichnung"])

        return versuche(self.bruecke, tue)

    # -- what a person does ------------------------------------------------------------------------

    def auf_den_schirm(self, qtbot: QtBot) -> None:
        qtbot.addWidget(self.gitter)
        self.gitter.resize(820, 320)
        with qtbot.waitExposed(self.gitter):
            self.gitter.show()
        self.gitter.activateWindow()
        self.gitter.setFocus()

    def gehe(self, zeile: int, spalte: int) -> None:
        self.gitter.gehe_zu(self.gitter.modell.index(zeile, spalte))

    def hier(self) -> tuple[int, int]:
        index = self.gitter.currentIndex()
        return index.row(), index.column()

    def waehle(self, oben: int, links: int, unten: int, rechts: int) -> None:
        modell, auswahl = self.gitter.modell, self.gitter.selectionModel()
        auswahl.setCurrentIndex(modell.index(oben, links), QItemSelectionModel.SelectionFlag.NoUpdate)
        bereich = QItemSelection(modell.index(oben, links), modell.index(unten, rechts))
        auswahl.select(bereich, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def editor(self) -> Zelleneditor:
        editor = self.gitter.offener_editor()
        assert editor is not None
        return editor

    def tippe(self, qtbot: QtBot, text: str, taste: Qt.Key = Qt.Key.Key_Return) -> None:
        """The first key opens the editor, the rest goes into it."""
        qtbot.keyClick(self.gitter, text[0])
        qtbot.keyClicks(self.editor(), text[1:])
        qtbot.keyClick(self.editor(), taste)

    def text(self, zeile: int, spalte: int) -> str:
        return str(self.gitter.modell.index(zeile, spalte).data())

    def spalte(self, spalte: int) -> list[str]:
        return [self.text(zeile, spalte) for zeile in range(self.gitter.modell.rowCount())]


def _eur(cent: int) -> str:
    return format_eur(cent, symbol=False)


def fuelle(dok: Dokument) -> None:
    """Three Bindungen of different years and amounts."""
    for name, herkunft, cent in (
        ("Ausbildung", 2025, 92_913_782),
        ("Büro", 2024, 5_000),
        ("Chance", 2026, 0),
    ):
        betraege: dict[tuple[int, int | None], int] = {(JAHR, None): cent} if cent else {}
        bindung_anlegen(dok, bezeichnung=name, herkunft_jahr=herkunft, betraege=betraege)
