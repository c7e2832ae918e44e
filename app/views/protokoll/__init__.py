"""The page "Protokoll": who changed which figure when and why."""
