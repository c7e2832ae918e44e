"""The page "Grundlagen": one view for each calculation that the plan rests on."""

from __future__ import annotations

from app.views.bausteine.unterseiten import Mehrfachseite, UnterseitenSpec


class GrundlagenSeite(Mehrfachseite):
    """What amounts of the plan are reckoned from."""

    name = "grundlagen"
    titel = "Grundlagen"
    icon = "ph.calculator"
    unterseiten = (UnterseitenSpec("pat", "§ 16i, § 16e und PAT", "app.views.grundlagen.pat", "PatSeite"),)
