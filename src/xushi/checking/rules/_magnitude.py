"""Figures that are off by a power of ten: 0.5人次 beside 0.4万人次."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xushi.checking.case import Case
from xushi.document.model import Commitment
from xushi.pacing import Figure, PlanFigure
from xushi.pacing.wording import words
from xushi.targets.model import Kind, Target

MYRIAD = Decimal(10_000)
_PER_HEAD = re.compile("每|人均|户均|平均|密度")
_NUMBERED = re.compile(r"(?P<step>\d{1,2})\.\d")


def is_divided(fact: Target, case: Case) -> bool:
    """Tell whether a figure cuts what cannot be cut: half a person. Step 2. before 14所 is not 2.14所."""
    if fact.kind is not Kind.COUNT or fact.value == fact.value.to_integral_value() or fact.value_high is not None:
        return False
    if fact.unit not in words("people") and fact.unit not in words("things"):
        return False
    return not _is_numbered(fact, case) and not _PER_HEAD.search(f"{fact.of or ''}{case.wording.before(fact.span)}")


def _is_numbered(fact: Target, case: Case) -> bool:
    before = case.wording.text[max(0, fact.span.start - 2) : fact.span.start].strip()
    opens = not before or before[-1] in "；;。：:)）\t\n"
    return opens and _NUMBERED.match("".join(fact.text.split())) is not None


def is_small_beside(value: Decimal, siblings: list[Decimal]) -> bool:
    """Tell whether ten thousand times `value` fits among its siblings and `value` itself does not."""
    larger = [sibling for sibling in siblings if sibling > 0]
    return bool(larger) and all(value * 1000 < sibling <= value * MYRIAD * 20 for sibling in larger)


def corrected(figures: tuple[PlanFigure, ...]) -> tuple[PlanFigure, list[Decimal]] | None:
    """Return the one figure of a row that lacks its 万, and the row with it; None if none or several do."""
    values = [planned.figure.value for planned in figures]
    small = [
        index
        for index, planned in enumerate(figures)
        if _cuts(planned.figure) or is_small_beside(values[index], values[:index] + values[index + 1 :])
    ]
    if len(small) != 1:
        return None
    index = small[0]
    return figures[index], [value * MYRIAD if place == index else value for place, value in enumerate(values)]


def _cuts(figure: Figure) -> bool:
    whole = figure.unit in words("people") or figure.unit in words("things")
    return whole and figure.value != figure.value.to_integral_value()


def all_figures(commitment: Commitment) -> Iterator[Target]:
    """Yield every figure of an item: promised, planned, reported."""
    yield from commitment.targets
    for milestone in commitment.milestones:
        yield from milestone.targets
    if commitment.report is not None:
        yield from commitment.report.facts
