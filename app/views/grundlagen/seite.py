"""The page "Grundlagen": what the plan rests on beside the money, one view each."""

from __future__ import annotations

from app.views.bausteine.unterseiten import Mehrfachseite, UnterseitenSpec

_ORT = "app.views.grundlagen"


class GrundlagenSeite(Mehrfachseite):
    """What amounts of the plan are reckoned from, and what it states beside them.

    The views of tables bear their names in the file: links from the Protokoll go by them.
    """

    name = "grundlagen"
    titel = "Grundlagen"
    icon = "ph.calculator"
    unterseiten = (
        UnterseitenSpec("sonderprojekt", "Sonderprojekte", f"{_ORT}.sonderprojekt", "SonderprojektSeite"),
        UnterseitenSpec("pat", "§ 16i, § 16e und PAT", f"{_ORT}.pat", "PatSeite"),
        UnterseitenSpec("personal", "Personal", f"{_ORT}.personal", "PersonalSeite"),
        UnterseitenSpec("kundengruppe", "Kundengruppen", f"{_ORT}.kundengruppe", "KundengruppeSeite"),
        UnterseitenSpec("bildungsziel", "Bildungsziele", f"{_ORT}.bildungsziel", "BildungszielSeite"),
        UnterseitenSpec("kommunale_leistung", "Kommunale Leistungen", f"{_ORT}.kommunal", "KommunalSeite"),
        UnterseitenSpec("zielwert", "Zielwerte", f"{_ORT}.zielwert", "ZielwertSeite"),
    )
