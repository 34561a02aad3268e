"""Read the peers' own cases with our public functions and count the values that agree.

A case is found where one of our results overlaps at least half of the expected numerals; its value agrees where both
ends agree. Days are compared as ISO dates in which an X stands for a digit that the text does not give.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from xushi.periods import Period, find_periods
from xushi.spans import Span
from xushi.targets import find_targets

_LEAP = 2000
_NUMERAL = re.compile(r"[0-9０-９.．,，〇零一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億兩]")
_DAYS = {"date", "period"}


@dataclass(frozen=True, slots=True)
class Result:
    """What we find: a place and the two ends of a value, decimals or ISO days."""

    span: Span
    low: Decimal | str
    high: Decimal | str | None


@dataclass(frozen=True, slots=True)
class Recall:
    """How many values of a file agree, and the cases whose values do not."""

    agreed: int
    expected: int
    missed: tuple[str, ...]


def results(text: str, base: date | None) -> list[Result]:
    """Return quantities, and periods where no quantity stands."""
    quantities = [Result(t.span, t.value, t.value_high) for t in find_targets(text)]
    periods = [
        Result(span, _day(period, last=False), _day(period, last=True))
        for span, period in find_periods(text, base=base)
        if not any(span.overlaps(quantity.span) for quantity in quantities)
    ]
    return quantities + periods


def recall(file: Path) -> Recall:
    """Count the values of one file of cases that our functions read as the peer expects."""
    agreed, expected, missed = 0, 0, []
    for case in cases(file):
        text = case["text"]
        base = date.fromisoformat(case["base"]) if case.get("base") else None
        found = results(text, base)
        for wanted in case["expect"]:
            expected += 1
            match = max(found, key=lambda result: _shared(text, wanted, result), default=None)
            if match and _shared(text, wanted, match) and _agrees(wanted, match):
                agreed += 1
                found.remove(match)
            else:
                missed.append(case["source"])
    return Recall(agreed, expected, tuple(missed))


def cases(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the cases of a file, numbers as decimals."""
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line, parse_float=Decimal) for line in lines)


def _shared(text: str, wanted: dict[str, Any], result: Result) -> int:
    """Return how many characters of the numerals both have, 0 if less than half."""
    places = [i for i in range(wanted["start"], wanted["end"]) if _NUMERAL.match(text[i])]
    start, end = (places[0], places[-1] + 1) if places else (wanted["start"], wanted["end"])
    overlap = min(end, result.span.end) - max(start, result.span.start)
    return overlap if overlap * 2 >= end - start else 0


def _agrees(wanted: dict[str, Any], result: Result) -> bool:
    ends = (wanted.get("value"), wanted.get("value_high"))
    if wanted["kind"] in _DAYS:
        return all(
            end is None or _same_day(str(end), own) for end, own in zip(ends, (result.low, result.high), strict=True)
        )
    values = [end for end in ends if end is not None]
    own = [end for end in (result.low, result.high) if end is not None]
    return len(values) == len(own) and all(
        isinstance(b, Decimal) and abs(Decimal(a) - b) <= max(Decimal(1), abs(b)) / 1_000_000
        for a, b in zip(values, own, strict=True)
    )


def _same_day(wanted: str, own: Decimal | str | None) -> bool:
    return (
        isinstance(own, str)
        and len(wanted) == len(own)
        and all(a in {"X", b} for a, b in zip(wanted, own, strict=True))
    )


def _day(period: Period, *, last: bool) -> str:
    day = (period.last if last else period.first)(_LEAP)
    return str(day) if period.year is not None else "XXXX" + str(day)[4:]
