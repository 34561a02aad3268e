"""Xushi 序时 reads a government's public promises out of official documents, with every value tied to its characters."""
