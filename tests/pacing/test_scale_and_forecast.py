from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from xushi.document.model import VerdictGrade
from xushi.pacing import FOUR_GRADES, TWO_GRADES, Scale, completion_lag, forecast
from xushi.pacing.figures import amount, figure, rounded

SEPTEMBER = date(2025, 9, 30)


@pytest.mark.parametrize(
    ("done", "scale", "grade"),
    [
        (74, TWO_GRADES, VerdictGrade.BEHIND),
        (75, TWO_GRADES, VerdictGrade.ON_PACE),
        (100, TWO_GRADES, VerdictGrade.ON_PACE),
        (74, FOUR_GRADES, VerdictGrade.BEHIND),
        (79, FOUR_GRADES, VerdictGrade.ON_PACE),
        (80, FOUR_GRADES, VerdictGrade.AHEAD),
        (100, FOUR_GRADES, VerdictGrade.COMPLETED),
        (72, Scale(tolerance=Decimal(3)), VerdictGrade.ON_PACE),
        (71, Scale(tolerance=Decimal(3)), VerdictGrade.BEHIND),
    ],
)
def test_each_programme_sets_its_scale(done: int, scale: Scale, grade: VerdictGrade) -> None:
    gap = completion_lag(figure(done, "个"), figure(100, "个"), Decimal(75), on=SEPTEMBER)
    assert scale.verdict(gap) is grade


def test_an_item_is_as_good_as_its_worst_target() -> None:
    gaps = [completion_lag(figure(done), figure(100), Decimal(75), on=SEPTEMBER) for done in (90, 60, 80)]
    assert FOUR_GRADES.worst(gaps) is VerdictGrade.BEHIND
    assert FOUR_GRADES.worst([]) is None


def test_a_forecast_carries_the_average_pace_on() -> None:
    told = forecast(figure(120, "公里"), [(SEPTEMBER, figure(81, "公里"))])
    assert [told.value, told.low, told.high] == [Decimal(108)] * 3
    assert str(told.sentence) == "按目前月均进度推算全年：81公里÷9×12=108公里，为目标120公里的90%。"


def test_the_range_of_a_forecast_is_spanned_by_the_latest_pace_and_the_plan() -> None:
    observed = [(date(2025, 6, 30), figure(60, "公里")), (SEPTEMBER, figure(81, "公里"))]
    told = forecast(figure(120, "公里"), observed, planned=Decimal(90))
    assert [told.low, told.value, told.high] == [Decimal(102), Decimal(108), Decimal(111)]
    assert str(told.sentence) == (
        "按目前月均进度推算全年：81公里÷9×12=108公里，为目标120公里的90%；"
        "范围102公里至111公里（最近一段的进度、余下按计划推进）。"
    )


def test_a_forecast_needs_a_figure() -> None:
    with pytest.raises(ValueError, match="a forecast needs at least one figure"):
        forecast(figure(120), [])


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [("135000000000", "元", "1350亿元"), ("125", "个", "125个"), ("44000", "人", "4.4万人"), ("58.09", "%", "58.09%")],
)
def test_amounts_are_written_as_officials_do(value: str, unit: str, written: str) -> None:
    assert amount(Decimal(value), unit) == written


def test_halves_are_rounded_up() -> None:
    assert (rounded(Decimal("66.65")), rounded(Decimal("-0.25"))) == (Decimal("66.7"), Decimal("-0.3"))
