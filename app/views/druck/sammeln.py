"""What a page shows, in reading order: from its layouts, so that a new page needs to say nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from app.services.zeilen import ERFUNDEN
from app.views.bausteine.felder import Feld
from app.views.bausteine.unterseiten import Mehrfachseite
from app.views.druck.ansicht import ganze_tabelle
from app.views.druck.raster import Eingabe, als_raster, text_von
from app.views.druck.teile import NUR_AM_SCHIRM, Druckbar, Druckblatt, Drucktext, Textart
from app.views.planzeile import planzeile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.services.zeilen import Plankopf
    from app.views.druck.teile import Druckteil
    from app.views.seite import Seite

_ARTEN = {
    "titel": Textart.TITEL,
    "untertitel": Textart.UNTERTITEL,
    "kennzahl_name": Textart.UNTERTITEL,
    "hinweis": Textart.NEBEN,
}


def sammle(seite: Seite, kopf: Plankopf, melde: Callable[[], None] = lambda: None) -> Druckblatt:
    """Everything that a page (or the view of it that is shown) has to say, all of each table.

    ``melde`` is called again and again where that takes long, and may raise.
    """
    titel = seitentitel(seite)
    plan = planzeile(kopf)
    schon_gesagt = {titel, titel.rpartition(" · ")[2], plan}
    teile = [
        t for t in _Sammler(seite, melde).teile if not isinstance(t, Drucktext) or t.text not in schon_gesagt
    ]
    return Druckblatt(titel, plan, ERFUNDEN if kopf.erfunden else "", tuple(_ohne_leere_titel(teile)))


def seitentitel(seite: Seite) -> str:
    """``Bindungen · Freirechnungen``, or the page's name alone."""
    if not isinstance(seite, Mehrfachseite) or len(seite.unterseiten) == 1:
        return seite.titel
    gezeigt = seite.aktuelle().name
    titel = next(s.titel for s in seite.unterseiten if s.name == gezeigt)
    return titel if titel == seite.titel else f"{seite.titel} · {titel}"


class _Sammler:
    """Walks through the widgets of a page as one reads them."""

    def __init__(self, seite: QWidget, melde: Callable[[], None]) -> None:
        self._seite, self._melde = seite, melde
        self._gesagt: set[QWidget] = set()
        """Inputs that stand beside their label already."""
        self.teile: list[Druckteil] = []
        self._widget(seite)

    def _widget(self, widget: QWidget) -> None:
        if not widget.isVisibleTo(self._seite) or widget.property(NUR_AM_SCHIRM) or widget in self._gesagt:
            return
        if isinstance(widget, Druckbar):
            self.teile += widget.druckteile()
        elif isinstance(widget, QAbstractItemView):
            self._tabelle(widget)
        elif isinstance(widget, QLabel):
            self._schild(widget)
        elif isinstance(widget, Feld | Eingabe | QAbstractButton):
            self._wahl(widget)
        elif not isinstance(widget, QTabBar):
            self._behaelter(widget)

    def _behaelter(self, widget: QWidget) -> None:
        innen: list[QWidget | None]
        if isinstance(widget, QScrollArea):
            innen = [widget.widget()]
        elif isinstance(widget, QStackedWidget):
            innen = [widget.currentWidget()]
        elif isinstance(widget, QSplitter):
            innen = [widget.widget(i) for i in range(widget.count())]
        elif (anordnung := widget.layout()) is not None:
            self._anordnung(anordnung)
            return
        else:
            kinder = [k for k in widget.children() if isinstance(k, QWidget)]
            innen = [*sorted(kinder, key=lambda k: (k.y(), k.x()))]
        for kind in innen:
            if kind is not None:
                self._widget(kind)

    def _anordnung(self, anordnung: QLayout) -> None:
        if isinstance(anordnung, QGridLayout):
            raster = als_raster(anordnung, self._seite)
            if raster is not None:
                self.teile += raster
                return
        offen = ""
        for teil in _in_leserichtung(anordnung):
            if isinstance(teil, QLayout):
                self._anordnung(teil)
            elif offen and teil.isVisibleTo(self._seite) and (wert := text_von(teil)):
                self.teile.append(Drucktext(f"{offen} {wert}", Textart.ANGABE))
                offen = ""
            elif isinstance(teil, QLabel) and _fragt(teil):
                offen = teil.text()
            else:
                self._widget(teil)

    # -- parts -------------------------------------------------------------------------------------

    def _tabelle(self, ansicht: QAbstractItemView) -> None:
        tabelle = ganze_tabelle(ansicht, self._melde)
        # A sum of nothing says no more than no table does.
        if tabelle.rechts and not all(zeile.fett and zeile.linie for zeile in tabelle.zeilen):
            self.teile.append(tabelle)

    def _schild(self, schild: QLabel) -> None:
        text = text_von(schild).strip()
        eingabe = schild.buddy()
        if not text:
            return
        if isinstance(eingabe, Feld | Eingabe):
            self._gesagt.add(eingabe)
            if eingabe.isVisibleTo(self._seite) and (wert := text_von(eingabe)):
                self.teile.append(Drucktext(f"{text}: {wert}", Textart.ANGABE))
            return
        self.teile.append(Drucktext(text, _ARTEN.get(str(schild.property("rolle")), Textart.TEXT)))

    def _wahl(self, eingabe: QWidget) -> None:
        """An input without a label of its own narrows down what is shown, where somebody has set it."""
        gesetzt = (
            eingabe.currentIndex() > 0
            if isinstance(eingabe, QComboBox)
            else isinstance(eingabe, Feld | QLineEdit | QCheckBox)
        )
        wert = text_von(eingabe) if gesetzt else ""
        if isinstance(eingabe, QRadioButton) and eingabe.isChecked():
            self.teile.append(Drucktext(eingabe.text(), Textart.ANGABE))
        elif wert:
            kern = eingabe.editor if isinstance(eingabe, Feld) else eingabe
            name = "" if isinstance(eingabe, QCheckBox) else kern.accessibleName()
            self.teile.append(Drucktext(f"{name}: {wert}" if name else wert, Textart.ANGABE))


def _fragt(schild: QLabel) -> bool:
    """True for a word whose answer stands beside it: ``Gerechnet wird:``."""
    return schild.text().endswith(":") and schild.buddy() is None and not schild.property(NUR_AM_SCHIRM)


def _in_leserichtung(anordnung: QLayout) -> Iterator[QWidget | QLayout]:
    stellen: Sequence[int] = range(anordnung.count())
    if isinstance(anordnung, QGridLayout):
        stellen = sorted(stellen, key=lambda stelle: _lage(anordnung, stelle))
    for stelle in stellen:
        teil = anordnung.itemAt(stelle)
        if teil is None:
            continue
        inhalt: QWidget | QLayout | None = teil.widget() or teil.layout()
        if inhalt is not None:
            yield inhalt


def _lage(gitter: QGridLayout, stelle: int) -> tuple[int, ...]:
    lage: tuple[int, ...] = gitter.getItemPosition(stelle)  # type: ignore[assignment]  # stubs: object
    return lage


def _ohne_leere_titel(teile: Sequence[Druckteil]) -> Iterator[Druckteil]:
    """Leave out a small heading whose table has nothing to show."""
    for nummer, teil in enumerate(teile):
        danach = teile[nummer + 1] if nummer + 1 < len(teile) else None
        ohne_inhalt = danach is None or (isinstance(danach, Drucktext) and danach.art.ist_titel)
        if isinstance(teil, Drucktext) and teil.art is Textart.UNTERTITEL and ohne_inhalt:
            continue
        yield teil
