"""The page "Eintritte": Abb. 6 as a live roll-up, down to the rows it is made of."""
