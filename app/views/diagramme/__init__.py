"""Charts. Importing this package loads pyqtgraph (over half a second): pages import it late."""

from app.views.diagramme.diagramme import (
    Balkendiagramm,
    Bindungsdiagramm,
    Kurvendiagramm,
    Saeulendiagramm,
    Wasserfalldiagramm,
)

__all__ = [
    "Balkendiagramm",
    "Bindungsdiagramm",
    "Kurvendiagramm",
    "Saeulendiagramm",
    "Wasserfalldiagramm",
]
