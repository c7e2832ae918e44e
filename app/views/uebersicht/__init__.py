"""The page Übersicht: what is left of the Neufallbudget, and where the money and the entries go."""
