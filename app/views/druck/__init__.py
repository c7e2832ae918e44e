"""Paper and clipboard: what a page shows as titles, tables and pictures, and where these go."""
