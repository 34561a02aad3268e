from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from xushi.pacing import Basis, Plan, PlanFigure, Reading, Unfit, linear_state, planned_state, read_plan
from xushi.pacing.figures import figure
from xushi.pacing.spans_of_time import month_end


def quarters(*values: int | str, said: Reading | None = None) -> list[PlanFigure]:
    return [
        PlanFigure(month_end(2025, 3 * number), figure(value, "个"), said) for number, value in enumerate(values, 1)
    ]


def plan_of(target: int, *values: int, said: Reading | None = None) -> Plan:
    plan = read_plan(figure(target, "个"), quarters(*values, said=said))
    assert isinstance(plan, Plan)
    return plan


def test_figures_that_add_up_to_the_target_are_incremental() -> None:
    plan = plan_of(100, 20, 30, 30, 20)
    assert (plan.reading, plan.stated) == (Reading.INCREMENTAL, False)
    assert [value for _, value in plan.states] == [20, 50, 80, 100]
    assert str(plan.sentence) == "各期数字为当期数，相加等于目标100个。"


def test_figures_that_rise_to_the_target_are_cumulative() -> None:
    plan = plan_of(100, 20, 50, 80, 100)
    assert plan.reading is Reading.CUMULATIVE
    assert str(plan.sentence) == "各期数字为累计数，末期达到目标100个。"


def test_one_word_speaks_for_the_whole_row() -> None:
    figures = quarters(20, 50, 80, 100)
    figures[2] = PlanFigure(figures[2].on, figures[2].figure, Reading.CUMULATIVE)
    plan = read_plan(figure(100, "个"), figures)
    assert isinstance(plan, Plan)
    assert plan.stated


def test_figures_that_meet_no_reading_are_no_plan() -> None:
    unfit = read_plan(figure(100, "个"), quarters(25, 40, 30, 30))
    assert isinstance(unfit, Unfit)
    assert (unfit.total.text, unfit.last.text, unfit.sum_text) == ("125个", "30个", "25个+40个+30个+30个")


def test_a_stated_reading_is_not_replaced_by_the_other_one() -> None:
    assert isinstance(read_plan(figure(100, "个"), quarters(20, 30, 30, 20, said=Reading.CUMULATIVE)), Unfit)


def test_a_cumulative_figure_that_falls_is_no_plan() -> None:
    assert isinstance(read_plan(figure(100, "个"), quarters(20, 70, 60, 100)), Unfit)


def test_at_least_may_be_exceeded() -> None:
    assert isinstance(read_plan(figure(100, "个"), quarters(30, 30, 30, 30), at_least=True), Plan)


def test_a_range_is_met_inside_it() -> None:
    figures = [PlanFigure(planned.on, planned.figure, None, planned.figure.value + 5) for planned in quarters(20, 20)]
    assert isinstance(read_plan(figure(45, "个"), figures), Plan)


def test_a_plan_without_figures_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="a plan needs at least one figure"):
        read_plan(figure(100), [])


def test_the_planned_state_on_a_day_of_the_plan_is_what_it_says() -> None:
    state = planned_state(plan_of(100, 20, 30, 30, 20), date(2025, 6, 30))
    assert state is not None
    assert (state.value, state.share, state.basis) == (Decimal(50), Decimal(50), Basis.PLANNED)
    assert str(state.sentence) == "按计划，6月30日应达到50个。"


def test_between_two_days_of_the_plan_the_state_is_linear_in_months() -> None:
    state = planned_state(plan_of(120, 30, 60, 90, 120), date(2025, 8, 31))
    assert state is not None
    assert (state.value, state.basis) == (Decimal(80), Basis.BETWEEN)
    assert str(state.sentence) == "按前后两期计划数之间均匀推进，8月31日应达到80个。"


def test_before_the_first_figure_the_state_starts_from_nothing() -> None:
    state = planned_state(plan_of(120, 30, 60, 90, 120), date(2025, 2, 28))
    assert state is not None
    assert state.value == 20


def test_a_level_has_no_state_before_its_first_figure() -> None:
    plan = read_plan(figure(4, "%"), quarters(2, 3, 4)[1:], level=True)
    assert isinstance(plan, Plan)
    assert planned_state(plan, date(2025, 2, 28)) is None


def test_another_year_has_no_state() -> None:
    assert planned_state(plan_of(100, 20, 30, 30, 20), date(2024, 6, 30)) is None


def test_after_the_last_figure_the_state_goes_to_the_target_at_the_end_of_the_year() -> None:
    target, (first, second) = figure(100, "个"), quarters(20, 60)
    plan = Plan(
        target,
        Reading.CUMULATIVE,
        stated=True,
        figures=(first, second),
        states=((first.on, Decimal(20)), (second.on, Decimal(60))),
        sentence=linear_state(target, first.on).sentence,
    )
    state = planned_state(plan, date(2025, 9, 30))
    assert state is not None
    assert state.value == 80


def test_without_a_plan_the_state_is_linear_and_says_so() -> None:
    state = linear_state(figure(1200, "公里"), date(2025, 9, 30))
    assert (state.value, state.basis) == (Decimal(900), Basis.LINEAR)
    assert str(state.sentence) == "没有当期计划数，按月均摊：1200公里×75%=900公里。"
