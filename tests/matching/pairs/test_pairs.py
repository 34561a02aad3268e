"""The pairs are well-formed; whether the matching agrees with them is tested with the matching."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from .lists import TARGETS, item_numbers, paired_names, read_pairs


@pytest.mark.parametrize("name", paired_names())
def test_every_pair_uses_the_words_of_the_readme(name: str) -> None:
    pairs = read_pairs(name).pairs
    assert {p.certainty for p in pairs} <= {"sure", "arguable"}
    assert {p.targets for p in pairs} <= TARGETS


@pytest.mark.parametrize("name", paired_names())
def test_equal_raised_and_lowered_agree_with_the_figures(name: str) -> None:
    for pair in read_pairs(name).pairs:
        if pair.targets in {"equal", "raised", "lowered"}:
            (a,), (b,) = map(Decimal, pair.figures_a), map(Decimal, pair.figures_b)
            assert pair.targets == ("equal" if a == b else "raised" if b > a else "lowered"), pair


@pytest.mark.parametrize("name", paired_names())
def test_figures_stand_on_the_sides_that_the_word_says(name: str) -> None:
    for pair in read_pairs(name).pairs:
        sides = (bool(pair.figures_a), bool(pair.figures_b))
        assert sum(sides) == {"no-figures": 0, "one-sided": 1}.get(pair.targets, 2), pair


@pytest.mark.parametrize("name", paired_names())
def test_no_promise_stands_twice_and_no_near_pair_is_right(name: str) -> None:
    listed = read_pairs(name)
    keys = [(p.a, p.b, p.about) for p in listed.pairs]
    assert len(keys) == len(set(keys))
    near = [(n.a, n.b) for n in listed.near]
    assert len(near) == len(set(near))
    assert not listed.right & set(near)


@pytest.mark.parametrize("name", paired_names())
def test_every_number_exists_in_its_list(name: str, shared: Path) -> None:
    listed = read_pairs(name)
    first, second = item_numbers(shared, name)
    items = listed.right | {(n.a, n.b) for n in listed.near}
    assert {a for a, _ in items} <= first
    assert {b for _, b in items} <= second
