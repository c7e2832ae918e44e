"""Draws a chart natively with XlsxWriter: no title (the caption says it), values in the labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from app.services.excel.bezug import blattbezug, spaltenname
from app.services.excel.diagramm import Diagrammart
from app.services.excel.schrift import SCHRIFT

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook

    from app.services.excel.bezug import Bereich
    from app.services.excel.diagramm import Diagramm, Reihe

_TYP: dict[Diagrammart, dict[str, str]] = {
    Diagrammart.SAEULEN: {"type": "column", "subtype": "stacked"},
    Diagrammart.BALKEN: {"type": "bar"},
    Diagrammart.KREIS: {"type": "pie"},
}
_TEXT = "#262626"
_GITTER = {"color": "#D9D9D9", "width": 0.75}
_ACHSE = {"color": "#8C8C8C", "width": 0.75}
_OHNE = {"none": True}
_MILLIONEN = '#,##0,, "Mio. €"'
_ANZAHL = "#,##0"
_LUECKE = 55
"""Gap between columns, in percent of their width."""


def zeichne(mappe: Workbook, diagramm: Diagramm) -> Chart:
    """The chart, ready to be put on a sheet."""
    # Its stub allows for kinds that XlsxWriter does not know and answers with None.
    bild = cast("Chart", mappe.add_chart(dict(_TYP[diagramm.art])))
    for reihe in diagramm.reihen:
        bild.add_series(_reihe(diagramm, reihe))
    bild.set_title(_OHNE)
    bild.set_legend({"position": "bottom", "font": _schrift()} if diagramm.legende else _OHNE)
    bild.set_chartarea({"border": _OHNE, "fill": {"color": "#FFFFFF"}})
    # The figures that only the chart needs stand in hidden columns.
    bild.show_hidden_data()
    bild.set_size({"width": diagramm.breite, "height": diagramm.hoehe})
    if diagramm.art is not Diagrammart.KREIS:
        _stelle_achsen(bild, diagramm)
    return bild


def _reihe(diagramm: Diagramm, reihe: Reihe) -> dict[str, Any]:
    angaben: dict[str, Any] = {
        "name": reihe.name,
        "categories": f"={_bezug(diagramm.kategorien)}",
        "values": f"={_bezug(reihe.bereich)}",
        "border": _OHNE,
        "fill": {"color": reihe.farbe} if reihe.farbe else _OHNE,
    }
    if diagramm.art is Diagrammart.KREIS:
        angaben["points"] = [
            {"fill": {"color": farbe}, "border": {"color": "#FFFFFF"}} for farbe in diagramm.farben
        ]
        angaben["data_labels"] = {
            "category": True,
            "value": False,
            "position": "outside_end",
            "leader_lines": True,
            "font": _schrift(),
        }
    else:
        angaben["gap"] = _LUECKE
    if diagramm.art is Diagrammart.BALKEN:
        angaben["data_labels"] = {
            "value": True,
            "num_format": _ANZAHL,
            "position": "outside_end",
            "font": _schrift(fett=True),
        }
    return angaben


def _stelle_achsen(bild: Chart, diagramm: Diagramm) -> None:
    namen: dict[str, Any] = {"line": _ACHSE, "major_tick_mark": "none", "label_position": "low"}
    # Long names break between words instead of standing aslant: 360 degrees say so, 0 would be left out.
    namen["num_font"] = {**_schrift(), "rotation": 360}
    zahlen: dict[str, Any] = {
        "num_font": _schrift(),
        "num_format": _MILLIONEN if diagramm.geld else _ANZAHL,
        "line": _OHNE,
        "major_gridlines": {"visible": True, "line": _GITTER},
    }
    if diagramm.art is Diagrammart.BALKEN:
        # The axis with the names stands upright; the values are at the bars.
        bild.set_y_axis({**namen, "reverse": True})
        bild.set_x_axis({**zahlen, "visible": False, "major_gridlines": {"visible": False}})
    else:
        bild.set_x_axis(namen)
        bild.set_y_axis(zahlen)


def _schrift(*, fett: bool = False) -> dict[str, Any]:
    return {"name": SCHRIFT, "size": 9, "color": _TEXT, "bold": fett}


def _bezug(bereich: Bereich) -> str:
    """A single cell too is written as from and to: XlsxWriter knows no other reference."""
    name = spaltenname(bereich.spalte)
    zellen = f"${name}${bereich.erste + 1}:${name}${bereich.letzte + 1}"
    return f"{blattbezug(bereich.blatt)}!{zellen}"
