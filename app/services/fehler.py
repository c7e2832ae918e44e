"""The errors a user can mend, for views: they do not reach into the models."""

from app.models.fehler import (
    Anwendungsfehler,
    DateiFehler,
    DateiFehlt,
    DateiGesperrt,
    NurLesbar,
    SpeicherFehler,
)

__all__ = [
    "Anwendungsfehler",
    "DateiFehler",
    "DateiFehlt",
    "DateiGesperrt",
    "NurLesbar",
    "SpeicherFehler",
]
