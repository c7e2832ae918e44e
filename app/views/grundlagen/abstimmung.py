"""The tie of the training targets with the measures, and the products whose entries it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.bildungsabgleich import bildungsprodukte
from app.services.eingabe import lies_wort
from app.services.geld import format_zahl
from app.services.grundlagen import bildungsarten_setzen
from app.services.grundlagenworte import abgleichwort, artwort
from app.services.grundlagenzeilen import Bildungsart
from app.services.summen import Dimension
from app.services.worte import BILDUNGSART_WORT
from app.views.bausteine.beschriftung import Verweis, betrag, text
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.gitterspalten import Gitterspec, Spalte
from app.views.bausteine.zellen import Stil
from app.views.bruecke import Ziel
from app.views.stil import setze_rolle
from app.views.thema import ABSTAND, ABSTAND_GROSS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.services.bildungsabgleich import Bildungsabgleich
    from app.services.zeilen import Katalogeintrag
    from app.views.bruecke import Bruecke

OHNE_PRODUKTE = (
    "Noch zählt kein Produkt als Umschulung oder Fortbildung. Ordnen Sie unten mindestens eines zu, dann "
    "stehen hier die Eintritte der Maßnahmen daneben."
)
_ART, _GEPLANT, _EINTRITTE, _WORT = range(4)
_HOECHSTENS = 14
_RECHTS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LUFT = 4


class Abstimmung(QWidget):
    """One line for each kind: planned, entries of the measures (a link to their rows), the difference."""

    def __init__(self, bruecke: Bruecke) -> None:
        """Empty until ``zeige``."""
        super().__init__()
        self.setObjectName("bildung_abstimmung")
        self.leer = text(OHNE_PRODUKTE, "hinweis", umbruch=True)
        self.leer.setObjectName("bildung_ohne_produkte")
        self._gitter = QGridLayout(self)
        self._gitter.setContentsMargins(0, 0, 0, 0)
        self._gitter.setHorizontalSpacing(ABSTAND_GROSS)
        self._gitter.setVerticalSpacing(_LUFT)
        self._gitter.setColumnStretch(_WORT, 1)
        self._gitter.addWidget(self.leer, 0, 0, 1, _WORT + 1)
        self.koepfe = [text(wort, "hinweis") for wort in ("", "geplant", "Eintritte der Maßnahmen", "")]
        # A link has some air around it.
        self.koepfe[_EINTRITTE].setContentsMargins(0, 0, ABSTAND, 0)
        for spalte, kopf in enumerate(self.koepfe):
            self._gitter.addWidget(kopf, 1, spalte, _RECHTS)
        self.zeilen = {
            art: _Zeile(self._gitter, 2 + stelle, art, bruecke) for stelle, art in enumerate(Bildungsart)
        }

    def zeige(self, abgleiche: Sequence[Bildungsabgleich]) -> None:
        """Show these; lines stay, so that nobody loses the focus."""
        je_art = {a.art: a for a in abgleiche}
        self.leer.setVisible(not je_art)
        for kopf in self.koepfe:
            kopf.setVisible(bool(je_art))
        for art, zeile in self.zeilen.items():
            zeile.zeige(je_art.get(art))


class _Zeile:
    def __init__(self, gitter: QGridLayout, reihe: int, art: Bildungsart, bruecke: Bruecke) -> None:
        name = artwort(art)
        self._bruecke, self._abgleich = bruecke, None
        self.art = text(name)
        self.geplant = betrag(f"{name}: geplant")
        self.geplant.setObjectName(f"bildung_geplant_{art}")
        self.eintritte = Verweis("", "", self._folge, zahl=True)
        self.eintritte.setObjectName(f"bildung_eintritte_{art}")
        self.wort = text("")
        self.wort.setObjectName(f"bildung_wort_{art}")
        gitter.addWidget(self.art, reihe, _ART)
        gitter.addWidget(self.geplant, reihe, _GEPLANT, _RECHTS)
        gitter.addWidget(self.eintritte, reihe, _EINTRITTE, _RECHTS)
        gitter.addWidget(self.wort, reihe, _WORT)

    _abgleich: Bildungsabgleich | None

    def zeige(self, abgleich: Bildungsabgleich | None) -> None:
        self._abgleich = abgleich
        for widget in (self.art, self.geplant, self.eintritte, self.wort):
            widget.setVisible(abgleich is not None)
        if abgleich is None:
            return
        eintritte, wort = format_zahl(abgleich.eintritte), abgleichwort(abgleich)
        self.geplant.setText(format_zahl(abgleich.geplant))
        self.eintritte.setText(eintritte)
        self.eintritte.setAccessibleName(f"{artwort(abgleich.art)}: {eintritte} Eintritte der Maßnahmen")
        self.eintritte.setToolTip(", ".join(p.bezeichnung for p in abgleich.produkte))
        self.eintritte.setEnabled(bool(abgleich.zeilen))
        self.wort.setText(f"{'✓' if abgleich.stimmt else '✗'} {wort}")
        setze_rolle(self.wort, "erfolg" if abgleich.stimmt else "fehler")

    def _folge(self) -> None:
        if self._abgleich is not None:
            self._bruecke.sprung.emit(Ziel("massnahmen", zeilen=self._abgleich.zeilen))


@dataclass(frozen=True, slots=True)
class Produktzeile:
    """A product, what its entries count as, and how many there are."""

    id: str
    produkt: Katalogeintrag
    kategorie: str
    eintritte: int


class Zuordnung(Gitter[Produktzeile]):
    """Products of the categories that the training belongs to; each one's kind is picked or typed."""

    def __init__(self, bruecke: Bruecke) -> None:
        """Without products yet."""
        self._bruecke = bruecke
        spalten: tuple[Spalte[Produktzeile], ...] = (
            Spalte("produkt", "Produkt", 260, lambda z: z.produkt.bezeichnung, stil=lambda _z: Stil.NORMAL),
            Spalte("kategorie", "Produktkategorie", 220, lambda z: z.kategorie),
            Spalte(
                "eintritte",
                "Eintritte",
                90,
                lambda z: format_zahl(z.eintritte),
                rechts=True,
                sortwert=lambda z: z.eintritte,
            ),
            Spalte(
                "art",
                "zählt als",
                160,
                lambda z: BILDUNGSART_WORT[z.produkt.bildungsart] if z.produkt.bildungsart else "",
                lambda z, eingabe: self._setze([(z, "art", eingabe)]),
                vorschlaege=lambda: tuple(BILDUNGSART_WORT.values()),
                tipp="Umschulung, Fortbildung oder leer",
            ),
        )
        super().__init__(
            bruecke,
            Gitterspec(
                "Welche Produkte als Umschulung oder Fortbildung zählen",
                "bildung_zuordnung",
                spalten,
                einfuegen=self._fuege_ein,
                gestreckt="produkt",
            ),
        )
        self.wachse_bis(_HOECHSTENS)

    def zeige_produkte(self) -> None:
        """Show the products as the plan has them."""
        blick = self._bruecke.blick
        self.setze_nur_lesbar(self._bruecke.dokument.datei.schreibgeschuetzt)
        self.zeige(
            [
                Produktzeile(
                    p.id,
                    p,
                    blick.kategorien[p.gehoert_zu].titel if p.gehoert_zu else "",
                    blick.summe(Dimension.PRODUKT, p.id).eintritte,
                )
                for p in bildungsprodukte(blick)
            ]
        )

    def _setze(self, zellen: Sequence[tuple[Produktzeile, str, str]]) -> None:
        arten = {zeile.id: _lies(eingabe) for zeile, _spalte, eingabe in zellen}
        bildungsarten_setzen(self._bruecke.dokument, arten)

    def _fuege_ein(
        self,
        zellen: Sequence[tuple[Produktzeile, str, str]],
        _neue: Sequence[Mapping[str, str]],
    ) -> str:
        self._setze(zellen)
        return ""


def _lies(eingabe: str) -> Bildungsart | None:
    return lies_wort(eingabe, BILDUNGSART_WORT, "kein Bildungsziel") if eingabe.strip() else None
