"""Quantities (计量): units of measure, measure words and the words that bind a value (界限)."""

from __future__ import annotations

from xushi.quantities.comparators import comparator_after, comparator_before
from xushi.quantities.folding import folded
from xushi.quantities.units import Unit, find_unit, first_characters

__all__ = ["Unit", "comparator_after", "comparator_before", "find_unit", "first_characters", "folded"]
