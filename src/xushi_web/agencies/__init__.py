"""Governments and their units, as the documents name them."""
