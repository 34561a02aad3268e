"""What one government sets about checking."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Options:
    """Which rules are off, and how far figures may stray before a person is asked.

    Tolerances are percentage points. Where no figure is planned for the day, a twelfth of the target a month is only a
    rule of thumb, for building work comes late in the year; so the tolerance is wide there,
    and a few whole things (`fewest`) must be lacking.
    """

    off: frozenset[str] = frozenset()  #: codes of rules that are switched off
    planned_tolerance: Decimal = Decimal(2)
    between_tolerance: Decimal = Decimal(10)  #: between two planned figures
    linear_tolerance: Decimal = Decimal(20)
    fewest: Decimal = Decimal(3)
    known_agencies: frozenset[str] = frozenset()  #: full names of the register; empty: names are not looked up


DEFAULT = Options()
