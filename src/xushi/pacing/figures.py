"""Figures that go into a calculation, and the one way in which results are rounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from xushi.spans import Span
from xushi.targets.model import Target, plain

HUNDRED = Decimal(100)
_MYRIAD, _HUNDRED_MILLION = Decimal(10_000), Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value as it enters a formula: plain unit, as written, and where it stands."""

    value: Decimal
    unit: str | None
    text: str
    span: Span | None = field(default=None, compare=False)

    @classmethod
    def of(cls, target: Target) -> Figure:
        """Return the figure of a target or fact; of a range, its lower end."""
        return cls(target.value, target.unit, "".join(target.text.split()), target.span)

    def __str__(self) -> str:
        return self.text


def figure(value: Decimal | int | str, unit: str | None = None) -> Figure:
    """Return a figure made by hand, written as an official text would write it."""
    exact = Decimal(value)
    return Figure(exact, unit, amount(exact, unit))


def amount(value: Decimal, unit: str | None) -> str:
    """Return `value` as official texts write it: 135000000000 元 is ``1350亿元``, 125 个 is ``125个``.

    万 and 亿 are used only where they shorten the number, so that nothing is rounded.
    """
    exact = plain(value)
    candidates = [exact]
    if abs(value) >= _MYRIAD:
        candidates += [plain(value / _HUNDRED_MILLION) + "亿", plain(value / _MYRIAD) + "万"]
    return min(candidates, key=len) + (unit or "")


def rounded(value: Decimal, places: int = 1) -> Decimal:
    """Round half away from zero (四舍五入) to `places` decimals; the only rounding in the library of pace."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def points(value: Decimal) -> str:
    """Return a share or a gap, in percent or percentage points, with at most one decimal: ``63.2``, ``75``."""
    return plain(rounded(value))


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Return `part` of `whole` in percent, unrounded. Raises ZeroDivisionError where nothing was promised."""
    if whole == 0:
        message = "a share of nothing has no value"
        raise ZeroDivisionError(message)
    return part / whole * HUNDRED
