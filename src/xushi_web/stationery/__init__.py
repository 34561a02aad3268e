"""Templates of an office for its papers (公文模板): checked, kept by version, filled without running anything."""
