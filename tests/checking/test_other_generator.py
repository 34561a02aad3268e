"""The rules measured with a generator that was written without looking at them: other words, units and sentences."""

from __future__ import annotations

import pytest

from .other.documents import documents
from .tally import Tally, tally

DOCUMENTS = 60  #: about 1,200 items


@pytest.fixture(scope="module")
def result() -> Tally:
    return tally(seed=20241017, count=DOCUMENTS, source=documents)


def test_nearly_all_faults_of_another_generator_are_found(result: Tally) -> None:
    found = {code: result.found[code] / count for code, count in result.planted.items()}
    assert {code: share for code, share in found.items() if share < 0.85} == {}, result.examples
    assert len(found) >= 18


def test_false_alarms_on_another_generators_plans_are_rare(result: Tally) -> None:
    assert result.items > 1000
    assert sum(result.false.values()) * 200 <= result.items, result.examples
