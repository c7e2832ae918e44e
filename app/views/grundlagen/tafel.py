"""A table of the Grundlagen on a page: a grid out of its facts, its statement, and buttons for its rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.services.grundlagen import (
    Grundzelle,
    zeilen_loeschen,
    zeilen_verschieben,
    zelle_setzen,
    zellen_setzen,
)
from app.services.grundlagenfelder import Art
from app.services.grundlagenzeilen import Grundlagenzeile
from app.services.planwerte import neuer_schluessel
from app.views.bausteine.beschriftung import text
from app.views.bausteine.gitter import Gitter
from app.views.bausteine.gitterspalten import Gitterspec, Spalte
from app.views.thema import ABSTAND

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.services.grundlagenfelder import Grundfeld, Grundtabelle
    from app.services.grundlagenzeilen import Grundlagen
    from app.services.planblick import Planblick
    from app.services.struktur import Richtung
    from app.views.bausteine.zellen import Stil
    from app.views.bruecke import Bruecke

Z = TypeVar("Z", bound=Grundlagenzeile)
_HOECHSTENS = 24
"""So many rows a table shows before it scrolls."""
_RECHTS = frozenset({Art.BETRAG, Art.ANZAHL, Art.DEZIMAL, Art.DATUM})


@dataclass(frozen=True, slots=True)
class Feldspalte(Generic[Z]):
    """How an editable column looks here; what it is, its ``Grundfeld`` says."""

    name: str
    breite: int
    kopf: str = ""
    """In place of the field's word."""
    text: Callable[[Z], str] | None = None
    """What is shown where that is more than what is typed, such as a unit."""
    stil: Callable[[Z], Stil] | None = None


@dataclass(frozen=True, slots=True)
class Tafelspec(Generic[Z]):
    """Everything that makes one table of the Grundlagen different from another on the screen."""

    tabelle: Grundtabelle
    zeilen: Callable[[Grundlagen], Sequence[Z]]
    satz: Callable[[Planblick], str]
    """The one statement above it."""
    spalten: Sequence[Feldspalte[Z] | Spalte[Z]]
    """Editable and derived ones in their order."""
    gestreckt: str
    neu: str
    """What the button for a new row says."""
    platzhalter: str
    titel: str = ""
    """The heading where the table is not alone on its page."""
    summe: Mapping[str, Callable[[Sequence[Z]], str]] = field(default_factory=dict)


class Tafel(QWidget, Generic[Z]):
    """The grid of one table, with what is done to its rows; the page says when it is shown anew."""

    def __init__(self, bruecke: Bruecke, spec: Tafelspec[Z]) -> None:
        """Without rows yet."""
        super().__init__()
        self._bruecke, self._spec, self._name = bruecke, spec, spec.tabelle.name
        self.setObjectName(f"tafel_{self._name}")
        self.gitter: Gitter[Z] = Gitter(bruecke, self._gitterspec())
        self.gitter.wachse_bis(_HOECHSTENS)
        self.gitter.auswahl_geaendert.connect(self._zeige_knoepfe)
        self.werkzeuge = QWidget()
        """Heading, selection and buttons; a table without a heading leaves them to its page."""
        self.satz = text("", umbruch=True)
        self.satz.setObjectName(f"{self._name}_satz")
        self.auswahl = text("", "hinweis")
        self.auswahl.setObjectName(f"{self._name}_auswahl")
        self.gitter.auswahltext.connect(self.auswahl.setText)
        self.knoepfe = {
            "neu": self._knopf("neu", spec.neu, self.beginne),
            "loeschen": self._knopf(
                "loeschen", "Löschen", lambda: self.gitter.fuehre_aus("zeile_loeschen"), "Strg+Entf"
            ),
        }
        self._lege_aus()

    def _knopf(self, name: str, wort: str, tat: Callable[[], None], tipp: str = "") -> QPushButton:
        knopf = QPushButton(wort)
        knopf.setObjectName(f"{self._name}_{name}")
        knopf.setAccessibleName(f"{self._spec.tabelle.einzahl}: {wort}")
        knopf.setToolTip(tipp)
        knopf.clicked.connect(lambda _an=False: tat())
        return knopf

    def _lege_aus(self) -> None:
        reihe = QHBoxLayout(self.werkzeuge)
        reihe.setContentsMargins(0, 0, 0, 0)
        reihe.setSpacing(ABSTAND)
        if self._spec.titel:
            reihe.addWidget(text(self._spec.titel, "untertitel"))
            reihe.addSpacing(ABSTAND)
        reihe.addWidget(self.auswahl, 1)
        for knopf in self.knoepfe.values():
            reihe.addWidget(knopf)
        anordnung = QVBoxLayout(self)
        anordnung.setContentsMargins(0, 0, 0, 0)
        anordnung.setSpacing(ABSTAND)
        if self._spec.titel:
            anordnung.addWidget(self.werkzeuge)
            anordnung.addWidget(self.satz)
        anordnung.addWidget(self.gitter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _gitterspec(self) -> Gitterspec[Z]:
        spec = self._spec
        return Gitterspec(
            spec.titel or spec.tabelle.einzahl,
            f"gitter_{self._name}",
            tuple(s if isinstance(s, Spalte) else self._spalte(s) for s in spec.spalten),
            neu=self._neu,
            platzhalter=spec.platzhalter,
            summe=spec.summe,
            loesche=self._loesche,
            einfuegen=self._fuege_ein,
            verschiebe=self._verschiebe,
            gestreckt=spec.gestreckt,
        )

    def _spalte(self, angabe: Feldspalte[Z]) -> Spalte[Z]:
        feld = self._spec.tabelle.feld(angabe.name)
        vorschlaege = feld.vorschlaege
        return Spalte(
            feld.name,
            angabe.kopf or feld.wort,
            angabe.breite,
            angabe.text or feld.text,
            partial(self._setze, feld),
            eingabe=feld.text,
            vorschlaege=(lambda: vorschlaege) if vorschlaege else None,
            rechts=feld.art in _RECHTS,
            tipp=feld.tipp,
            sortwert=partial(_wert, feld) if feld.art in _RECHTS else None,
            stil=angabe.stil,
            wert_cent=partial(_wert, feld) if feld.art is Art.BETRAG else None,
        )

    # -- showing -----------------------------------------------------------------------------------

    def zeige(self) -> None:
        """Show the rows of the plan; what stays keeps its selection, and an editor its cell."""
        blick = self._bruecke.blick
        self.gitter.setze_nur_lesbar(self._nur_lesbar)
        self.gitter.zeige(self._spec.zeilen(blick.grundlagen))
        self.satz.setText(self._spec.satz(blick))
        self._zeige_knoepfe()

    @property
    def ist_leer(self) -> bool:
        """True where the plan has no rows of this table."""
        return not self._spec.zeilen(self._bruecke.blick.grundlagen)

    @property
    def _nur_lesbar(self) -> bool:
        return self._bruecke.dokument.datei.schreibgeschuetzt

    def _zeige_knoepfe(self) -> None:
        self.knoepfe["neu"].setEnabled(not self._nur_lesbar)
        self.knoepfe["loeschen"].setEnabled(bool(self.gitter.gewaehlte()) and not self._nur_lesbar)

    def waehle(self, schluessel: str) -> bool:
        """Make a row the current one; False where it is none of this table."""
        if self.gitter.modell.stelle(schluessel) is None:
            return False
        self.gitter.waehle(schluessel)
        return True

    def beginne(self) -> None:
        """Begin a new row: it is one with its first text."""
        self.gitter.beginne_neu()

    # -- Vorgänge ----------------------------------------------------------------------------------

    def _setze(self, feld: Grundfeld, zeile: Z, eingabe: str) -> None:
        zelle_setzen(self._bruecke.dokument, self._spec.tabelle, zeile.id, feld.name, eingabe)

    def _neu(self, spalte: str, eingabe: str) -> str:
        schluessel = neuer_schluessel()
        zelle_setzen(self._bruecke.dokument, self._spec.tabelle, schluessel, spalte, eingabe)
        return schluessel

    def _fuege_ein(self, zellen: Sequence[tuple[Z, str, str]], neue: Sequence[Mapping[str, str]]) -> str:
        alle = [Grundzelle(zeile.id, spalte, eingabe) for zeile, spalte, eingabe in zellen]
        for angaben in neue:
            schluessel = neuer_schluessel()
            # What a new row does not say, it has from the table.
            alle.extend(
                Grundzelle(schluessel, s, eingabe) for s, eingabe in angaben.items() if eingabe.strip()
            )
        zellen_setzen(self._bruecke.dokument, self._spec.tabelle, alle)
        return ""

    def _loesche(self, zeilen: Sequence[Z]) -> None:
        zeilen_loeschen(self._bruecke.dokument, self._spec.tabelle, [z.id for z in zeilen])

    def _verschiebe(self, zeilen: Sequence[Z], richtung: Richtung) -> None:
        zeilen_verschieben(self._bruecke.dokument, self._spec.tabelle, [z.id for z in zeilen], richtung)


def _wert(feld: Grundfeld, zeile: Grundlagenzeile) -> Any:  # noqa: ANN401 - whatever the column holds
    return getattr(zeile, feld.name)
