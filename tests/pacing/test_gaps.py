from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from xushi.pacing import Basis, Formula, completion_lag, elapsed_share, growth_gap, implied_plan, level_gap
from xushi.pacing.figures import figure

AUGUST, SEPTEMBER = date(2021, 8, 31), date(2021, 9, 30)


def test_completion_lag_subtracts_the_share_done_from_the_planned_share() -> None:
    gap = completion_lag(figure("66000000000", "元"), figure("120000000000", "元"), Decimal(75), on=SEPTEMBER)
    assert (gap.formula, gap.points, gap.completed) == (Formula.COMPLETION, Decimal("20.0"), Decimal(55))
    assert str(gap.sentence) == "660亿元÷1200亿元=55%；没有当期计划数，按月均摊，9月30日应完成75%，落后20个百分点。"


def test_completion_lag_says_when_the_share_is_planned() -> None:
    gap = completion_lag(figure(30, "个"), figure(40, "个"), Decimal(70), on=SEPTEMBER, basis=Basis.PLANNED)
    assert str(gap.sentence) == "30个÷40个=75%；按计划9月30日应完成目标的70%，超前5个百分点。"
    assert not gap.behind


def test_the_sentence_of_a_lag_adds_up_although_both_shares_are_rounded() -> None:
    gap = completion_lag(figure("631.5"), figure(1000), Decimal("74.96"), on=SEPTEMBER)
    assert gap.points == Decimal("75.0") - Decimal("63.2")
    assert gap.exact == Decimal("11.81")


def test_a_target_of_nothing_has_no_completion() -> None:
    with pytest.raises(ZeroDivisionError, match="a share of nothing has no value"):
        completion_lag(figure(1), figure(0), Decimal(75), on=SEPTEMBER)


def test_growth_gap_counts_a_fall_as_negative_growth() -> None:
    gap = growth_gap(figure("-2.5", "%"), figure(6, "%"))
    assert gap.points == Decimal("8.5")
    assert str(gap.sentence) == "目标增幅6%，实际增幅-2.5%，相减为8.5个百分点，落后。"


def test_growth_gap_of_a_promised_reduction() -> None:
    gap = growth_gap(figure(5, "%"), figure(3, "%"), falling=True)
    assert str(gap.sentence) == "目标降幅3%，实际降幅5%，相减为2个百分点，已超过。"


def test_level_gap_compares_with_the_level_of_the_period() -> None:
    gap = level_gap(figure(58, "%"), figure(90, "%"))
    assert (gap.formula, gap.points) == (Formula.LEVEL, Decimal("32.0"))
    assert str(gap.sentence) == "当期计划90%，实际58%，落后32个百分点。"


def test_level_gap_of_a_ceiling_is_behind_above_it() -> None:
    gap = level_gap(figure(7, "%"), figure(5, "%"), at_most=True)
    assert str(gap.sentence) == "当期上限5%，实际7%，落后2个百分点。"


def test_level_gap_of_equal_levels_is_nothing() -> None:
    assert str(level_gap(figure(58, "%"), figure(58, "%")).sentence) == "当期计划58%，实际58%，正好持平。"


def test_a_stated_lag_tells_the_planned_level() -> None:
    gap = implied_plan(figure(58, "%"), figure(32, "个百分点"))
    assert gap.planned.value == 90
    assert str(gap.sentence) == "实际58%，称滞后32个百分点，相加得当期计划90%。"


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2021, 3, 31), "25"),
        (SEPTEMBER, "75"),
        (date(2021, 12, 31), "100"),
        (date(2021, 6, 15), "45.83333333333333333333333333"),
    ],
)
def test_the_year_is_linear_in_months(day: date, share: str) -> None:
    assert elapsed_share(day) == pytest.approx(Decimal(share))


def test_august_is_two_thirds_of_the_year() -> None:
    assert round(elapsed_share(AUGUST), 1) == Decimal("66.7")
