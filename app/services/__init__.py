"""What one DOES with a plan: Vorgänge, calculations, checks, export. Knows no Qt."""
