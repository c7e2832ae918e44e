"""The page "Bindungen": what is committed, by year, and what the plan adds to it."""
