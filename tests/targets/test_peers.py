"""The share of the peers' own expected values that we read; PEERS.md says what is missed and what the peers reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from .peers import recall

MISSED = {
    "cn2an": 1,
    "duckling": 0,
    "jionlp_money": 0,
    "jionlp_time": 0,
    "recognizers_date_period": 1,
    "recognizers_number": 0,
    "recognizers_percent": 0,
    "recognizers_range": 1,
    "recognizers_unit": 0,
}


@pytest.mark.parametrize("name", MISSED)
def test_all_values_but_the_documented_ones_are_read(shared: Path, name: str) -> None:
    found = recall(shared / "peers" / f"{name}.jsonl")

    assert len(found.missed) == MISSED[name], found.missed
    assert found.agreed == found.expected - MISSED[name]
