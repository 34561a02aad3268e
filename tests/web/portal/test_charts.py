"""Plan against actual: drawn where it is true, left out where it would mislead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xushi.document.model import Commitment
from xushi.pacing import judge
from xushi_web.portal.charts import PaceChart, pace_charts
from xushi_web.portal.queries.commitment import CommitmentPage, PeriodLine, Told
from xushi_web.portal.queries.standing import Standing
from xushi_web.programmes.models import Milestone, Target
from xushi_web.reporting.models import Figure, UnitReport
from xushi_web.reporting.published import PublishedReport


def figure(value: str, unit: str = "所", of: str = "学校") -> Target:
    return Target(text=f"{value}{unit}", of=of, value=Decimal(value), unit=unit, kind="count", comparator="=")


def told(values: list[str]) -> list[Told]:
    return [Told(Milestone(), (), [figure(value) for value in values])] if values else []


def by_unit(value: str, period: str, of: str = "学校") -> PublishedReport:
    told = Figure(of=of, promised="18所", written=f"{value}所", value=Decimal(value), unit="所", period=period)
    return PublishedReport(UnitReport(), [told], judge(Commitment(None, ""), ()))


def charts(
    planned: list[list[str]],
    reported: list[list[str]],
    goal: Target | None = None,
    units: dict[int, list[PublishedReport]] | None = None,
) -> list[PaceChart]:
    lines = [
        PeriodLine(f"2024-Q{quarter}", told(plan), told(report))
        for quarter, (plan, report) in enumerate(zip(planned, reported, strict=True), 1)
    ]
    for quarter, reports in (units or {}).items():
        lines[quarter - 1].by_units.extend(reports)
    page = CommitmentPage(Standing(), "", (), [goal or figure("18")], (), (), lines, (), (), (), ())
    return pace_charts(page)


def test_a_plan_that_rises_to_the_promise_is_drawn_with_its_reports() -> None:
    [chart] = charts([["3"], ["8"], ["12"], ["18"]], [["2"], ["9"], [], []])
    assert [bar.figure.value for bar in chart.planned] == [3, 8, 12, 18]
    assert [bar.figure.value for bar in chart.reported] == [2, 9]
    assert chart.planned[0].height < chart.planned[1].height < chart.planned[3].height


@pytest.mark.parametrize(
    "planned",
    [
        [["18"], ["18"], ["18"], ["18"]],
        [["18"], ["5"], ["12"], ["18"]],
        [["3"], ["8"], ["12"], ["15"]],
        [[], [], [], ["18"]],
    ],
    ids=["a stage", "a stage, then results", "not the promise", "one figure"],
)
def test_a_plan_that_does_not_rise_to_the_promise_is_not_drawn(planned: list[list[str]]) -> None:
    assert charts(planned, [[], [], [], []]) == []


def test_reports_that_fall_are_of_different_stages_and_are_not_drawn() -> None:
    assert charts([["3"], ["8"], ["12"], ["18"]], [["5"], ["2"], [], []]) == []


def test_figures_of_another_thing_do_not_count() -> None:
    assert charts([["3"], ["8"], ["12"], ["18"]], [[], [], [], []], figure("18", "人")) == []


PLAN = [["3"], ["8"], ["12"], ["18"]]
NOTHING: list[list[str]] = [[], [], [], []]


def test_what_units_reported_is_drawn() -> None:
    [chart] = charts(PLAN, NOTHING, units={1: [by_unit("2", "2024-Q1")], 2: [by_unit("7", "2024-01/2024-06")]})
    assert [bar.figure.value for bar in chart.reported] == [2, 7]


def test_of_bulletin_and_unit_in_one_quarter_the_unit_counts() -> None:
    [chart] = charts(PLAN, [["2"], ["6"], [], []], units={2: [by_unit("7", "2024-Q2")]})
    assert [bar.figure.value for bar in chart.reported] == [2, 7]


def test_a_figure_of_a_unit_stands_in_its_own_quarter() -> None:
    [chart] = charts(PLAN, NOTHING, units={3: [by_unit("7", "2024-01/2024-06")]})
    [bar] = chart.reported
    assert bar.x == 1.5 * 68


def test_a_figure_of_a_unit_for_another_promise_does_not_count() -> None:
    [chart] = charts(PLAN, NOTHING, units={1: [by_unit("2", "2024-Q1", of="操场")]})
    assert chart.reported == []
