"""The office's own workbook as a template: placeholders are filled, all else stays as it was.

Only the parts that change are written anew, as trees that lose nothing (``knoten``); every other part of the
package goes into the result byte for byte. ``angebot`` says what can be asked for.
"""

from app.services.excel.vorlage.bericht import Vorlagenbericht
from app.services.excel.vorlage.fuellen import fuelle_vorlage

__all__ = ["Vorlagenbericht", "fuelle_vorlage"]
