"""What one SEES: the window, its pages, item models, delegates, charts and dialogs."""
