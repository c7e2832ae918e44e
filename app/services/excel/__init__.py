"""The Excel export: the plan's tables as a workbook in the printed layout.

One module per topic lays out its sheets (``Tabelle``); ``export.TABELLENARTEN`` lists them.
XlsxWriter is loaded on use only.
"""

from app.services.excel.auswahl import Exportwahl, Unterdrueckung
from app.services.excel.export import ENDUNG, exportiere, exportiere_huel, tabellenangebot

__all__ = ["ENDUNG", "Exportwahl", "Unterdrueckung", "exportiere", "exportiere_huel", "tabellenangebot"]
