"""Random plans with known faults: what each rule finds, and how often it is wrong. docs/checking.md has the table."""

from __future__ import annotations

import pytest

from .tally import Tally, tally

DOCUMENTS = 60  #: about 1,700 items


@pytest.fixture(scope="module")
def result() -> Tally:
    return tally(seed=20250301, count=DOCUMENTS)


def test_nearly_all_planted_faults_are_found(result: Tally) -> None:
    found = {code: result.found[code] / count for code, count in result.planted.items()}
    assert {code: share for code, share in found.items() if share < 0.9} == {}, result.examples


def test_false_alarms_are_rarer_than_one_in_two_hundred_items(result: Tally) -> None:
    assert result.items > 1500
    assert sum(result.false.values()) * 200 <= result.items, result.examples


def test_every_rule_that_can_be_planted_is_planted(result: Tally) -> None:
    assert len(result.planted) >= 17
    assert min(result.planted.values()) >= 5
