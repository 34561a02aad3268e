from __future__ import annotations

from decimal import Decimal

import pytest

from xushi.spans import Span
from xushi.targets import find_targets
from xushi.targets.model import Target
from xushi_web.reporting.figures import bare, proposals, read_figure, unit_as_written

PROMISE = "工业投资完成135亿元以上，新建充电桩2000个，数字化工厂覆盖率达到85%"


def targets() -> list[Target]:
    return find_targets(PROMISE, 2024)


@pytest.mark.parametrize(
    ("written", "place", "value", "words"),
    [
        ("85.2", 0, "8520000000", "85.2亿元"),
        ("85.2亿元", 0, "8520000000", "85.2亿元"),
        ("8520000万元", 0, "85200000000", "8520000万元"),
        ("1,200", 1, "1200", "1,200个"),
        ("58", 2, "58", "58%"),
        ("58%", 2, "58", "58%"),
        ("-1.8", 2, "-1.8", "-1.8%"),
    ],
)
def test_a_bare_number_has_the_unit_of_its_target(written: str, place: int, value: str, words: str) -> None:
    assert read_figure(written, targets()[place]) == (Decimal(value), words)


def test_the_unit_is_shown_as_the_promise_writes_it() -> None:
    assert [unit_as_written(target) for target in targets()] == ["亿元", "个", "%"]


def test_figures_are_proposed_from_a_pasted_paragraph_with_their_place_and_period() -> None:
    narrative = "1-8月，完成工业投资85.2亿元。已建成充电桩1350个，数字化工厂覆盖率为62%。"
    found = proposals(narrative, PROMISE, targets(), year=2024, period="2024-Q3")
    assert [(row.target.text, row.fact.text, row.period) for row in found] == [
        ("135亿元", "85.2亿元", "2024-01/2024-08"),
        ("2000个", "1350个", "2024-Q3"),
        ("85%", "62%", "2024-Q3"),
    ]
    assert all(narrative[row.place.start : row.place.end] == row.fact.text for row in found)
    assert isinstance(found[0].place, Span)


def test_what_is_only_expected_is_not_proposed() -> None:
    assert proposals("预计年底完成工业投资140亿元。", PROMISE, targets(), year=2024, period="2024-Q3") == []


@pytest.mark.parametrize(
    ("written", "unit", "number"),
    [
        ("62间", "间", "62"),
        ("62", "间", "62"),
        ("-1.8%", "%", "-1.8"),
        ("8000万元", "亿元", "8000万元"),
        ("", "间", ""),
    ],
)
def test_the_unit_beside_a_number_is_not_in_it_too(written: str, unit: str, number: str) -> None:
    assert bare(written, unit) == number
