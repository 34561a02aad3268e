from __future__ import annotations

from decimal import Decimal

import pytest

from xushi.document.model import Document, VerdictGrade
from xushi.pacing import FOUR_GRADES, Opinion, bind_plan, bind_report, recompute_rates, reporting_day, second_opinions
from xushi.pacing.wording import Wording

from .documents import bulletin, schedule


def opinion(promise: str, verdict: str, narrative: str, period: str = "前三季度") -> Opinion:
    (found,) = second_opinions(bulletin((promise, verdict, narrative), period=period))
    return found


def rates(document: Document) -> list[str]:
    wording, day = Wording.of(document), reporting_day(document)
    return [
        str(rate.sentence)
        for item in document.commitments
        for rate in recompute_rates(item, bind_report(item, wording, 2025, day), wording)
    ]


def test_a_verdict_that_the_figures_do_not_support_differs() -> None:
    found = opinion("新建驿站40个。", "达序时", "建成驿站12个。")
    assert (found.stated, found.computed, found.differs) == (VerdictGrade.ON_PACE, VerdictGrade.BEHIND, True)
    assert str(found.sentence) == "12个÷40个=30%；没有当期计划数，按月均摊，9月30日应完成75%，落后45个百分点。"


def test_an_item_without_figures_is_not_judged() -> None:
    found = opinion("创建全国文明城市。", "达序时", "召开推进会。")
    assert not found.judgeable
    assert not found.differs
    assert str(found.sentence) == "没有可与目标对照的数字，不能凭数字判断。"


def test_growth_is_judged_by_growth() -> None:
    found = opinion("工业投资增长8%。", "未达序时", "完成工业投资200亿元，同比下降1.5%。")
    assert found.computed is VerdictGrade.BEHIND
    assert str(found.sentence) == "目标增幅8%，实际增幅-1.5%，相减为9.5个百分点，落后。"


def test_a_level_below_the_target_is_not_judged_before_the_end_without_a_plan() -> None:
    assert not opinion("垃圾分类覆盖率达到90%。", "达序时", "垃圾分类覆盖率达到80%。").judgeable


def test_a_level_already_reached_is_on_pace() -> None:
    found = opinion("垃圾分类覆盖率达到90%。", "达序时", "垃圾分类覆盖率达到92%。")
    assert str(found.sentence) == "全年目标90%，实际92%，超前2个百分点。"


@pytest.mark.parametrize(
    "narrative",
    [
        "推进社区食堂全覆盖。",
        "社区食堂全覆盖工作有序推进。",
        "加快实现社区食堂全覆盖。",
        "力争年底实现社区食堂全覆盖。",
        "尚未实现社区食堂全覆盖。",
        "社区食堂全覆盖行动启动，建成社区食堂12个。",
    ],
)
def test_a_report_that_names_no_level_says_nothing_of_full_coverage(narrative: str) -> None:
    assert not opinion("社区食堂全覆盖。", "达序时", narrative).judgeable


@pytest.mark.parametrize("narrative", ["已实现社区食堂全覆盖。", "社区食堂已全覆盖。", "社区食堂覆盖率达100%。"])
def test_full_coverage_that_a_report_says_is_reached_is_on_pace(narrative: str) -> None:
    assert opinion("社区食堂全覆盖。", "达序时", narrative).computed is VerdictGrade.ON_PACE


def test_the_figure_with_the_very_name_is_taken_before_one_that_is_alike() -> None:
    found = opinion("农村网络销售额突破20亿元。", "达序时", "全市网络销售额52亿元，其中农村网络销售额16亿元。")
    assert [judgement.bound.fact.text for judgement in found.judgements] == ["16亿元"]


def test_a_market_body_is_not_the_body_of_a_building() -> None:
    found = opinion("新增涉农经营主体225家。", "达序时", "涉农经营主体新增486家。")
    assert [judgement.bound.fact.text for judgement in found.judgements] == ["486家"]


def test_only_a_forecast_is_no_ground_for_a_verdict() -> None:
    assert not opinion("外贸进出口总额增长7%。", "达序时", "预计外贸进出口总额增长3%。").judgeable


def test_the_schedule_of_the_year_is_asked_before_the_calendar() -> None:
    plan = schedule(["新建驿站40个。", "新建驿站2个", "新建驿站3个", "新建驿站5个", "新建驿站30个"])
    bindings = {item.number or "": bind_plan(item, Wording.of(plan), plan.masthead.year) for item in plan.commitments}
    (found,) = second_opinions(bulletin(("新建驿站40个。", "达序时", "建成驿站12个。")), plans=bindings)
    assert not found.differs
    assert str(found.sentence) == "12个÷40个=30%；按计划9月30日应完成目标的25%，超前5个百分点。"


def test_the_scale_is_the_programme_s() -> None:
    (found,) = second_opinions(bulletin(("新建驿站40个。", "超序时", "建成驿站38个。")), scale=FOUR_GRADES)
    assert found.computed is VerdictGrade.AHEAD


def test_the_largest_gap_speaks_and_the_open_targets_are_named() -> None:
    found = opinion("新建驿站40个，新增车位900个，建成书屋3座。", "达序时", "建成驿站20个，新增车位300个。")
    widest = found.widest
    assert widest is not None
    assert widest.gap.points == Decimal("41.7")
    assert [target.text for target in found.open_targets] == ["3座"]


def test_a_stated_rate_that_its_figures_do_not_give() -> None:
    document = bulletin(("改造灯具600盏。", "达序时", "改造灯具468盏，完成目标的82%。"))
    assert rates(document) == ["468盏÷600盏=78%，文中写82%，相差4个百分点。"]


def test_a_stated_rate_that_its_figures_give() -> None:
    document = bulletin(("改造灯具350盏。", "达序时", "改造灯具303盏，完成目标的86.6%。"))
    assert rates(document) == ["303盏÷350盏=86.6%，与文中的86.6%相符。"]


def test_a_rounded_figure_gives_the_rate_its_last_digit_allows() -> None:
    document = bulletin(("利用外资7.5亿美元。", "达序时", "利用外资5.9亿美元，完成目标的79.2%。"))
    assert rates(document) == ["5.9亿美元÷7.5亿美元=78.7%，与文中的79.2%相符。"]


def test_a_rate_of_something_else_is_left_alone() -> None:
    assert rates(bulletin(("新建驿站40个。", "达序时", "走访企业30家，装修完成55%。"))) == []
