"""Quantified targets in real documents, annotated by reading, as the independent measure of the target finder."""
