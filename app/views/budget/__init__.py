"""The page "Budget": the inputs of Abb. 1 to 3 and what follows from them."""
