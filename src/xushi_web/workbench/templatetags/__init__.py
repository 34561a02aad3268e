"""Tags for the pages of the workbench."""
