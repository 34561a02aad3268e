"""Parsing: from the lines and tables of a reading to the typed tree of a document."""

from xushi.parsing.parser import parse

__all__ = ["parse"]
