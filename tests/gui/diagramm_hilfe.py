"""Charts on screen, and data that no plan has yet: columns with marks, lines, a long waterfall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.services.diagrammtypen import (
    Balken,
    Balkendaten,
    Groesse,
    Kurve,
    Kurvendaten,
    Kurvenpunkt,
    Reihe,
    Rolle,
    Saeule,
    Saeulendaten,
    Tabelle,
)
from app.services.geld import format_eur
from app.services.zahlworte import in_mio, kurz_eur

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from pytestqt.qtbot import QtBot

    from app.views.diagramme.rahmen import Diagramm


def zeige(qtbot: QtBot, diagramm: Diagramm, breite: int = 900, hoehe: int = 420) -> None:
    qtbot.addWidget(diagramm)
    diagramm.resize(breite, hoehe)
    with qtbot.waitExposed(diagramm):
        diagramm.show()


def mitte(diagramm: Diagramm, nummer: int) -> QPoint:
    streifen = diagramm.flaeche.viewbox.mapRectToScene(diagramm.flaeche.streifen(nummer))
    return diagramm.flaeche.mapFromScene(streifen.center())


def klicke(qtbot: QtBot, diagramm: Diagramm, nummer: int) -> None:
    qtbot.mouseClick(diagramm.flaeche.viewport(), Qt.MouseButton.LeftButton, pos=mitte(diagramm, nummer))


MONATE = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)
KURVEN = (
    Kurve(Rolle.FESTGELEGT, "Festgelegt", stufen=True),
    Kurve(Rolle.AUSGEZAHLT, "Ausgezahlt"),
    Kurve(Rolle.PFAD, "linearer Pfad", gestrichelt=True),
)
MIO = 100_000_000
FESTGELEGT = tuple(round(z * MIO) for z in (9.1, 12, 14.5, 18, 21, 23.9, 25, 27.5, 29, 31, 32.2, 33.4))
AUSGEZAHLT = tuple(round(z * MIO) for z in (1.2, 3, 5.4, 8.1, 10.3, 13.3, 16, 18.2, 21.9, 24.4, 27.3, 31.2))
PFAD = tuple(35_085_957_00 * monat // 12 for monat in range(1, 13))


def kurvendaten(
    *reihen: tuple[int | None, ...],
    kurven: tuple[Kurve, ...] = KURVEN,
    leer: str = "Noch keine Auszahlungen.",
) -> Kurvendaten:
    werte = reihen or (FESTGELEGT, AUSGEZAHLT, PFAD)
    punkte = tuple(
        Kurvenpunkt(
            schluessel=("monat", nummer + 1),
            name=monat[:3],
            titel=f"{monat} 2020",
            werte=tuple(reihe[nummer] for reihe in werte),
            genau=", ".join(
                f"{kurve.name} {format_eur(wert)}"
                for kurve, reihe in zip(kurven, werte, strict=True)
                if (wert := reihe[nummer]) is not None
            )
            or "noch kein Betrag",
            hinweis="Haushaltssperre <ab Juli>" if nummer == 6 else "",
        )
        for nummer, monat in enumerate(MONATE)
    )
    zeilen = tuple((p.titel, *("" if wert is None else format_eur(wert) for wert in p.werte)) for p in punkte)
    return Kurvendaten(
        titel="Mittelabfluss 2020",
        reihen=kurven,
        punkte=punkte,
        tabelle=Tabelle(("Monat", *(k.name for k in kurven)), zeilen, (False, *(True for _ in kurven))),
        beschreibung=f"Mittelabfluss 2020: Dezember, {punkte[-1].genau}.",
        leer=leer,
    )


SAEULENREIHEN = (
    Reihe(Rolle.VORBINDUNG, "Vorbindung"),
    Reihe(Rolle.NEU_GEBUNDEN, "neu gebunden"),
    Reihe(Rolle.NEU_GEPLANT, "neu geplant"),
    Reihe(Rolle.FREI, "frei"),
)


def saeule(jahr: int, *teile: int, marke: int | None = None, ueber: bool = False) -> Saeule:
    summe = sum(teile)
    wort = "" if marke is None else f"Verpflichtungsermächtigung {format_eur(marke)}"
    return Saeule(
        schluessel=("jahr", jahr),
        name=str(jahr),
        teile=teile,
        wert=kurz_eur(summe),
        knapp=in_mio(summe),
        genau=format_eur(summe),
        marke=marke,
        markenwort=f"{wort}, überschritten" if ueber else wort,
        ueber_marke=ueber,
    )


def saeulendaten(*saeulen: Saeule, reihen: tuple[Reihe, ...] = SAEULENREIHEN) -> Saeulendaten:
    gezeigt = saeulen or (
        saeule(2020, 32_65 * MIO // 100, 12 * MIO, 8 * MIO, 15 * MIO),
        saeule(2021, 3 * MIO, 14 * MIO, 6 * MIO, 0, marke=18 * MIO, ueber=True),
        saeule(2022, 1 * MIO, 4 * MIO, 3 * MIO, 4 * MIO, marke=12 * MIO),
        saeule(2023, 0, MIO // 2, MIO, 0, marke=6 * MIO),
    )
    zeilen = tuple((s.name, s.genau, s.markenwort) for s in gezeigt)
    return Saeulendaten(
        titel="Bindungen nach Haushaltsjahr",
        reihen=reihen,
        saeulen=gezeigt,
        tabelle=Tabelle(("Haushaltsjahr", "Summe", "Hinweis"), zeilen, (False, True, False)),
        beschreibung="Bindungen nach Haushaltsjahr: vier Jahre.",
        leer="Noch keine Bindungen.",
        markenname="VE",
    )


def _schritt(name: str, von: int, bis: int, rolle: Rolle, *, abgesetzt: bool = False) -> Balken:
    betrag = abs(bis - von)
    worte = (kurz_eur(betrag), format_eur(betrag))
    betont = rolle in {Rolle.ERGEBNIS, Rolle.FREI}
    return Balken(("kennzahl", name), name, name, von, bis, rolle, *worte, betont=betont, abgesetzt=abgesetzt)


def langer_wasserfall() -> Balkendaten:
    oben, umgeschichtet, gebunden, zurueck, neufall, verplant = (
        zehntel * MIO // 10 for zehntel in (689, 673, 347, 351, 363, 351)
    )
    balken = (
        _schritt("Eingliederungsmittel", 0, oben, Rolle.MITTEL),
        _schritt("− Umschichtung ins Verwaltungskostenbudget", oben, umgeschichtet, Rolle.ABZUG),
        _schritt("− Vorbindungen", umgeschichtet, gebunden, Rolle.ABZUG),
        _schritt("+ Rückeinnahmen", gebunden, zurueck, Rolle.ZUGANG),
        _schritt("+ Freirechnung", zurueck, neufall, Rolle.FREIGERECHNET),
        _schritt("= Neufallbudget", 0, neufall, Rolle.ERGEBNIS),
        _schritt("verplant", 0, verplant, Rolle.PLAN, abgesetzt=True),
        _schritt("davon neu gebunden", 0, 124 * MIO // 10, Rolle.NEU_GEBUNDEN),
        _schritt("Rest", verplant, neufall, Rolle.FREI),
    )
    return Balkendaten(
        titel="Neufallbudget 2020",
        groesse=Groesse.MITTEL,
        balken=balken,
        tabelle=Tabelle(("Posten", "Betrag"), tuple((b.name, b.genau) for b in balken), (False, True)),
        beschreibung="Neufallbudget 2020.",
        leer="Noch keine Beträge.",
        verbunden=True,
        grenze=neufall,
        grenze_ab=5,
    )
