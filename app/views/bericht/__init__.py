"""The report: the plan on paper, its key figures and charts first, then every table, as a PDF."""

from app.views.bericht.bericht import ENDUNG, schreibe_bericht
from app.views.bericht.diagrammbilder import Diagrammbild, diagrammbilder

__all__ = ["ENDUNG", "Diagrammbild", "diagrammbilder", "schreibe_bericht"]
