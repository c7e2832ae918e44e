"""What the ticked items do to the budget: each figure as it is and as it will be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.geld import format_eur, format_zahl
from app.services.worte import rest_wort
from app.views.bausteine.beschriftung import text
from app.views.fluss import Fluss
from app.views.thema import ABSTAND, ABSTAND_GROSS, zahlenschrift

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from app.services.einfuhr.wirkung import Stand, Wirkung

_NAMEN = {
    "rest": "Rest des Neufallbudgets",
    "verplant": "verplant",
    "eintritte": "Eintritte",
    "neufallbudget": "Neufallbudget",
}


class Wirkungsleiste(QWidget):
    """Figures side by side; what stays the same is said once."""

    def __init__(self) -> None:
        """Empty until ``zeige``."""
        super().__init__()
        self.setObjectName("import_wirkung")
        self.werte: dict[str, QLabel] = {}
        self.paare: dict[str, QWidget] = {}
        """Each figure with its name."""
        fluss = Fluss(self, QMargins(0, 0, 0, 0), 2 * ABSTAND_GROSS, ABSTAND)
        for name, wort in _NAMEN.items():
            paar = self.paare[name] = QWidget()
            spalte = QVBoxLayout(paar)
            spalte.setContentsMargins(0, 0, 0, 0)
            spalte.setSpacing(0)
            wert = self.werte[name] = text("")
            wert.setObjectName(f"import_wirkung_{name}")
            wert.setFont(zahlenschrift(wert.font(), fett=name == "rest"))
            spalte.addWidget(text(wort, "kennzahl_name"))
            spalte.addWidget(wert)
            fluss.addWidget(paar)

    def zeige(self, wirkung: Wirkung) -> None:
        """Show what follows."""
        vorher, nachher = _worte(wirkung.vorher), _worte(wirkung.nachher)
        for name, wert in self.werte.items():
            gleich = vorher[name] == nachher[name]
            satz = f"{nachher[name]} (unverändert)" if gleich else f"{vorher[name]}  →  {nachher[name]}"
            wert.setText(satz)
            wert.setAccessibleName(f"{_NAMEN[name]}: {satz}")
        self.paare["neufallbudget"].setHidden(vorher["neufallbudget"] == nachher["neufallbudget"])
        ton = "fehler" if wirkung.nachher.rest_cent < 0 else ""
        rest = self.werte["rest"]
        if rest.property("ton") != ton:
            rest.setProperty("ton", ton)
            rest.style().unpolish(rest)
            rest.style().polish(rest)


def _worte(stand: Stand) -> dict[str, str]:
    return {
        "rest": f"{format_eur(stand.rest_cent)} {rest_wort(stand.rest_cent)}",
        "verplant": format_eur(stand.verplant_cent),
        "eintritte": format_zahl(stand.eintritte),
        "neufallbudget": format_eur(stand.neufallbudget_cent),
    }
