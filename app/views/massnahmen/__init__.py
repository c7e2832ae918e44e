"""The page Maßnahmen: the grid in which entries and Mittelansätze are edited, with the live chart."""
