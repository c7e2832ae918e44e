"""Small parts that several pages are made of: inline fields, links, cell styles, empty states."""
