"""The published examples of the convention: every span, value and unit of the 98 sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from xushi.targets import Target, find_targets

NEUTRAL = {"condition", "age", "coverage"}  #: finding these is neither right nor wrong


def sentences(shared: Path) -> Iterator[dict[str, Any]]:
    with (shared / "gold" / "targets_examples.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line, parse_float=Decimal) for line in lines)


def found(sentence: dict[str, Any]) -> list[Target]:
    neutral = [(d["start"], d["end"]) for d in sentence["distractors"] if d["type"] in NEUTRAL]
    return [
        target
        for target in find_targets(sentence["sentence"])
        if not any(target.span.start < end and start < target.span.end for start, end in neutral)
    ]


def test_exactly_the_annotated_spans_are_found(shared: Path) -> None:
    wrong = {
        sentence["id"]: spans
        for sentence in sentences(shared)
        if (spans := [tuple(t.span) for t in found(sentence)])
        != [(mention["start"], mention["end"]) for mention in sentence["mentions"]]
    }

    assert wrong == {}


def test_values_units_and_bounds_are_the_annotated_ones(shared: Path) -> None:
    wrong = [
        (sentence["id"], target.text)
        for sentence in sentences(shared)
        for target, mention in zip(found(sentence), sentence["mentions"], strict=True)
        if (target.value, target.value_high, target.unit, target.comparator.value)
        != (mention["value"], mention["value_high"], mention["unit"], mention["comparator"])
    ]

    assert wrong == []
