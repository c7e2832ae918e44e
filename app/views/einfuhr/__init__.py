"""The import as people see it: columns confirmed, differences accepted one by one, then one Vorgang."""
