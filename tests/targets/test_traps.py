"""Two tables: what must not be taken for a quantity (`traps.txt`) and how measures are read (`measures.txt`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from xushi.targets import Target, find_targets
from xushi.targets.model import plain

HERE = Path(__file__).parent


def rows(name: str) -> list[tuple[str, list[str]]]:
    """The text of each row and what must be found in it."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("→") for line in lines if line and not line.startswith("#"))
    return [(text.strip(), [part.strip() for part in found.split("|") if part.strip()]) for text, found in pairs]


def measured(target: Target) -> str:
    """The target as `measures.txt` writes it."""
    high = "" if target.value_high is None else f"~{plain(target.value_high)}"
    return f"{target.comparator.value} {plain(target.value)}{high} {target.unit or '-'}"


@pytest.mark.parametrize(("text", "expected"), rows("traps.txt"))
def test_names_grades_and_numbers_are_told_from_quantities(text: str, expected: list[str]) -> None:
    assert [target.text for target in find_targets(text)] == expected


@pytest.mark.parametrize(("text", "expected"), rows("measures.txt"))
def test_every_measure_has_its_bound_value_and_unit(text: str, expected: list[str]) -> None:
    assert [measured(target) for target in find_targets(text)] == expected
