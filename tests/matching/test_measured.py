"""Matching measured on real lists, against the promises that were paired by reading them (`pairs/`)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

import xushi
from xushi.document.model import Commitment
from xushi.matching import Comparison, Outcome, Pair, match

from .pairs.lists import PairedLists, read_pairs

Lists = tuple[Sequence[Commitment], Sequence[Commitment]]


def lists_of(shared: Path, name: str) -> Lists:
    """The two lists that a file of pairs is about."""
    documents = [xushi.read(next((shared / "documents").glob(f"{each}_*"))) for each in name.split("-")]
    programmes = [programme.commitments for document in documents for programme in document.programmes]
    first, second = programmes
    return first, second


@pytest.fixture(scope="module", params=["002-004", "001"])
def measured(request: pytest.FixtureRequest, shared: Path) -> tuple[PairedLists, dict[tuple[str, str], Pair]]:
    """What reading found, and what matching proposes, by the numbers of the items."""
    left, right = lists_of(shared, request.param)
    proposed = {(left[pair.left].number or "", right[pair.right].number or ""): pair for pair in match(left, right)}
    return read_pairs(request.param), proposed


Measured = tuple[PairedLists, dict[tuple[str, str], Pair]]


def test_fewer_than_one_proposal_in_ten_is_wrong(measured: Measured) -> None:
    read, proposed = measured
    wrong = proposed.keys() - read.right
    assert len(wrong) * 10 < len(proposed), sorted(wrong)


def test_no_sure_pair_is_missed(measured: Measured) -> None:
    read, proposed = measured
    assert read.sure - proposed.keys() == set()


def test_well_over_forty_promises_of_one_year_are_found_in_both_lists(shared: Path) -> None:
    left, right = lists_of(shared, "002-004")
    proposed = {(left[pair.left].number, right[pair.right].number) for pair in match(left, right)}
    found = [promise for promise in read_pairs("002-004").pairs if (promise.a, promise.b) in proposed]
    assert len(found) >= 42


OUTCOMES = {
    "equal": {Outcome.EQUAL},
    "raised": {Outcome.RAISED},
    "lowered": {Outcome.LOWERED},
    "part": {Outcome.PART},
}


def says(comparison: Comparison, figures: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Tell whether a comparison is about figures that reading found."""
    if comparison.left is None or comparison.right is None:
        return False
    return comparison.left.value in map(Decimal, figures) and comparison.right.value in map(Decimal, others)


def test_equal_raised_and_lowered_targets_are_told_apart(measured: Measured) -> None:
    read, proposed = measured
    wrong = [
        (promise.a, promise.b, promise.targets, [comparison.outcome for comparison in pair.comparisons])
        for promise in read.pairs
        if promise.certainty == "sure"
        and promise.targets in OUTCOMES
        and (pair := proposed.get((promise.a, promise.b)))
        if not any(
            comparison.outcome in OUTCOMES[promise.targets] and says(comparison, promise.figures_a, promise.figures_b)
            for comparison in pair.comparisons
        )
    ]
    assert wrong == []
