"""Eingliederungsplaner: Planung der Eingliederungsmittel eines Jobcenters."""

__version__ = "0.1.0"
