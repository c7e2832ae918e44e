"""The Excel export: the plan's tables as a workbook in the printed layout.

One module per topic lays out its sheets (``Tabelle``); ``export.FABRIKEN`` lists them.
XlsxWriter is loaded on use only.
"""

from app.services.excel.export import ENDUNG, exportiere, exportiere_huel

__all__ = ["ENDUNG", "exportiere", "exportiere_huel"]
