"""What the scanner hands on: a value with its unit and its place, not yet asked what it is about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class Quantity:
    """A numeral with its unit in a folded text.

    `start` and `end` cover numeral and unit. `name` is the unit as looked up (Simplified), `unit_start` and `unit_end`
    where it stands; an elided unit (3 in “3、5 处”) stands behind `end`. `chinese` tells that the numeral is written in
    Chinese characters, which makes it far more often a part of a word.
    """

    start: int
    end: int
    value: Decimal
    name: str | None = None
    unit_start: int = 0
    unit_end: int = 0
    kind: str = "count"
    comparator: str = "="
    high: Decimal | None = None
    canonical: str | None = None
    chinese: bool = False
    chinese_unit: bool = True  #: the unit counts after Chinese numerals too
    whole: bool = False  #: the unit counts what cannot be divided
    scaled: bool = False  #: 万 or 亿 is written
    ordinal: bool = False  #: 第 stands before it

    def unit(self, text: str) -> str | None:
        """Return the unit as written in `text`, blanks removed, or None where none is written."""
        if self.canonical is not None:
            return self.canonical
        if self.name is None:
            return None
        return "".join(text[self.unit_start : self.unit_end].split()) or self.name
