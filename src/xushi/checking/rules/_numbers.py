"""Sequences of numbers: what is repeated, left out or out of order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from xushi.checking.case import Case
from xushi.document.model import Commitment
from xushi.numerals import parse_numeral
from xushi.spans import Span


class Fault(Enum):
    """What is wrong with a number."""

    REPEATED = 1
    SKIPPED = 2
    BACKWARDS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A number in a sequence; `written` is how the document writes it."""

    value: int
    written: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Misnumbered:
    """A fault: the number it happens at and the one before it; `missing` are the numbers left out."""

    fault: Fault
    before: Place
    at: Place
    missing: tuple[int, ...]
    item: str | None  #: the item whose steps they are; None where items are numbered
    where: str


def faults(sequence: Sequence[Place], item: str | None, where: str) -> Iterator[Misnumbered]:
    """Yield the faults of one sequence. After a gap or a step back counting goes on from there."""
    seen = {place.value for place in sequence[:1]}
    for before, at in pairwise(sequence):
        if at.value in seen:
            yield Misnumbered(Fault.REPEATED, before, at, (), item, where)
        elif at.value < before.value:
            yield Misnumbered(Fault.BACKWARDS, before, at, (), item, where)
        elif at.value > before.value + 1:
            missing = tuple(value for value in range(before.value + 1, at.value) if value not in seen)
            later = {place.value for place in sequence}
            if missing and not later.intersection(missing):
                yield Misnumbered(Fault.SKIPPED, before, at, missing, item, where)
        seen.add(at.value)


def misnumbered(case: Case) -> Iterator[Misnumbered]:
    """Yield the faults of all items, sub-items and steps of a document."""
    for programme in case.document.programmes:
        groups = [field.commitments for field in programme.fields if field.commitments]
        restarts = len(groups) > 1 and all(_main(group[0]) == 1 for group in groups)
        for group in groups if restarts else [programme.commitments]:
            yield from faults(list(_items(group)), None, "项目")
            yield from _sub_items(group)
    for commitment in case.planned:
        for milestone in commitment.milestones:
            steps = [
                Place(int(value), step.number or "", step.span)
                for step in milestone.steps
                if (value := parse_numeral(step.number or "")) is not None and value == int(value)
            ]
            if len(steps) == len(milestone.steps) > 1:
                yield from faults(steps, commitment.number, milestone.period)


def _items(group: Sequence[Commitment]) -> Iterator[Place]:
    """Yield the main numbers of items in order; 26.1 and 26.2 are one 26, but 26 and 26 are two."""
    last: tuple[int, bool] | None = None
    for commitment in group:
        main = _main(commitment)
        if main is None:
            continue
        divided = "." in (commitment.number or "")
        if last is None or not (divided and last == (main, True)):
            yield Place(main, commitment.number or "", commitment.span)
        last = (main, divided)


def _sub_items(group: Sequence[Commitment]) -> Iterator[Misnumbered]:
    parts: dict[str, list[Place]] = {}
    for commitment in group:
        main, dot, part = (commitment.number or "").partition(".")
        if dot and part.isdigit():
            parts.setdefault(main, []).append(Place(int(part), commitment.number or "", commitment.span))
    for places in parts.values():
        yield from faults(places, None, "子项")


def _main(commitment: Commitment) -> int | None:
    value = parse_numeral((commitment.number or "").partition(".")[0])
    return int(value) if value is not None and value == int(value) else None


def head(span: Span | None) -> Span | None:
    """Return the first characters of a span, where the number stands."""
    return None if span is None else Span(span.start, min(span.end, span.start + 6))
