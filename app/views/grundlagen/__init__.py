"""The page "Grundlagen": calculators whose results the plan rests on, one view each."""
