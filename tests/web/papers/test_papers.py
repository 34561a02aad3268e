"""What each paper says, as its text has it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import override

from xushi_web.agencies.models import Agency, Government
from xushi_web.notices.models import Notice
from xushi_web.objections.models import Objection
from xushi_web.papers.assessment import assessment
from xushi_web.papers.ballot import ballot_paper
from xushi_web.papers.brief import brief
from xushi_web.papers.kinds import KINDS, Options, papers_of_list
from xushi_web.papers.lists import ballot_result, breakdown, schedule
from xushi_web.papers.notice import notice_paper
from xushi_web.papers.paper import Paper
from xushi_web.papers.tasks import task_list
from xushi_web.programmes.models import Commitment, Programme
from xushi_web.progress.models import SatisfactionResult
from xushi_web.reporting.models import Figure, ReportingPeriod, UnitReport
from xushi_web.reporting.reckoning import targets_of

from .conftest import NOW, TODAY, voted


def text_of(paper: Paper) -> str:
    return paper.file("txt").decode()


def test_a_breakdown_is_the_list_with_its_units(programme: Programme) -> None:
    assert text_of(breakdown(programme)) == (
        "2024年市民生实事任务分解方案\n\n"
        "2024-02-20 来源：云川市人民政府办公室\n\n"
        "一、教育惠民（1件）\n\n"
        "1.新建改扩建公办幼儿园12所，新增学位3600个（牵头单位：市教育局；共同责任单位：市财政局、各县区）\n\n"
        "二、养老服务（1件）\n\n"
        "2.建成社区老年助餐点40个，改造困难老年人家庭500户（牵头单位：市民政局；"
        "共同责任单位：市财政局）\n\n"
        "三、交通出行（2件）\n\n"
        "3.新改建农村公路86公里，改造危桥15座（责任单位：市交通运输局）\n\n"
        "4.更新新能源公交车60辆，优化公交线路20条（牵头单位：市交通运输局；共同责任单位：云川公交集团）\n"
    )


def test_a_schedule_is_a_table_of_what_is_planned(programme: Programme) -> None:
    lines = text_of(schedule(programme)).splitlines()
    assert lines[:3] == ["2024年市民生实事序时进度安排表", "", "2024-03-15 来源：云川市人民政府办公室"]
    assert lines[5].split("\t")[3:] == ["第一季度", "第二季度", "第三季度", "第四季度"]
    assert lines[7].split("\t") == [
        "1",
        "新建改扩建公办幼儿园12所，新增学位3600个",
        "牵头单位：市教育局；共同责任单位：市财政局、各县区",
        "完成选址，开工3所",
        "累计开工8所",
        "主体完工8所",
        "全部建成投用，新增学位3600个",
    ]


def test_a_ballot_result_has_the_votes(programme: Programme) -> None:
    assert [kind.name for kind in papers_of_list(programme)] == ["breakdown", "schedule"]
    voted(programme)
    assert [kind.name for kind in papers_of_list(programme)] == ["breakdown", "schedule", "ballot-result"]
    assert "3\t新改建农村公路86公里，改造危桥15座\t283\t5\t3" in text_of(ballot_result(programme))


def test_a_ballot_paper_has_three_boxes_for_each_item_and_the_rules(programme: Programme) -> None:
    told = text_of(ballot_paper(programme, choose=3))
    assert "候选项目4件，应选3件" in told
    assert "1\t新建改扩建公办幼儿园12所，新增学位3600个\t□\t□\t□" in told
    assert "三、赞成的项目不超过3件的，为有效票；超过3件的，为无效票。" in told
    assert "未画的按弃权计" in told


@pytest.mark.parametrize("choose", [None, 4, 9])
def test_a_ballot_on_every_item_has_no_limit(programme: Programme, choose: int | None) -> None:
    told = text_of(ballot_paper(programme, choose=choose))
    assert "候选项目4件，逐件表决" in told
    assert "无效票" not in told


def test_items_of_others_are_not_voted_on(programme: Programme) -> None:
    Commitment.objects.filter(programme=programme, number="2").update(applicability="not_ours")
    assert "候选项目3件" in text_of(ballot_paper(programme))


def test_a_notice_says_what_is_behind_with_its_figures_and_what_is_asked(notice: Notice) -> None:
    assert text_of(notice_paper(notice)) == (
        "黄色督办\n\n督办〔2024〕1号\n\n关于新建改扩建公办幼儿园12所推进滞后的督办单\n\n市教育局：\n\n"
        "2024年市民生实事第1项“新建改扩建公办幼儿园12所，新增学位3600个”由你单位牵头。\n\n"
        "一、存在的问题\n\n建成数比计划少3所。\n\n两处用地没有交付。\n\n截至前三季度末，有关指标的进度如下：\n\n"
        "指标\t全年目标\t实际完成\t应达进度\t差距（百分点）\n公办幼儿园\t12所\t5所\t75%\t33.3\n\n"
        "二、整改要求\n\n月底前全部开工。\n\n"
        "三、整改期限\n\n请收到后签收，于2024年11月4日前完成整改并书面报送整改情况，经核查后销号。\n\n"
        "附件：督办单回执\n\n云川市人民政府督查室\n\n2024年10月21日\n\n附件\n\n督办单回执\n\n"
        "回执项目\t填写内容\n督办单编号\t督办〔2024〕1号\n督办事项\t第1项 新建改扩建公办幼儿园12所\n"
        "整改期限\t2024年11月4日\n签收单位（盖章）\t市教育局\n签收日期\t\n整改情况\t\n报送日期\t\n"
        "单位负责人（签字）\t\n联系人和电话\t\n\n云川市人民政府督查室\n\n2024年10月21日印发\n"
    )


def test_a_draft_of_a_notice_has_neither_number_nor_date(draft: Notice) -> None:
    told = text_of(notice_paper(draft))
    assert "督办〔    〕    号" in told
    assert "印发" not in told


def test_a_task_list_has_the_units_part_its_schedule_and_what_is_open(notice: Notice, education: Agency) -> None:
    told = text_of(task_list(notice.agency, 2024, TODAY)).splitlines()
    assert told[0] == "市教育局2024年任务清单"
    assert (told[2], told[4]) == ("（截至2024年10月21日）", "共1项，其中牵头或负责1项，配合0项。")
    assert told[8].split("\t") == ["序号", "目标任务", "职责", "一季度", "二季度", "三季度", "四季度"]
    assert told[9].split("\t")[:3] == ["1", "新建改扩建公办幼儿园12所，新增学位3600个", "牵头"]
    assert told[-1].startswith("1.2024年11月4日前：签收“督办〔2024〕1号”并整改")
    assert text_of(task_list(education, 2023, TODAY)).splitlines()[-1] == "本年度没有分解到本单位的事项。"


def test_a_unit_that_supports_sees_what_it_supports_and_through_which_group(programme: Programme) -> None:
    county = Agency.objects.create(government=programme.government, name="东河县")
    Agency.objects.get(name="各县区").members.add(county)
    row = text_of(task_list(county, 2024, TODAY)).splitlines()[9]
    assert row.split("\t")[2] == "配合（各县区）"
    assert "共2项，其中牵头或负责0项，配合2项。" in text_of(task_list(Agency.objects.get(name="市财政局"), 2024, TODAY))


def test_the_assessment_counts_what_the_tracker_knows_of_each_unit(
    notice: Notice, office: User, city: Government
) -> None:
    report = UnitReport.objects.get(commitment=notice.commitment, reporting_period__title="前三季度")
    Objection.objects.create(
        government=city,
        report=report,
        verdict="behind",
        judged_at=NOW,
        grounds="统计口径不同",
        state="upheld",
        filed_by=office,
        filed_at=NOW,
        due_on=TODAY,
    )
    SatisfactionResult.objects.create(
        government=city,
        document=notice.commitment.document,
        commitment=notice.commitment,
        satisfied=150,
        basically=30,
        unsatisfied=15,
        abstain=5,
    )
    lines = [line.split("\t") for line in text_of(assessment(city, 2024, NOW)).splitlines()]
    assert lines[4] == [
        "牵头单位", "牵头事项", "已完成", "超序时", "达序时", "未达序时", "未判定", "应报次数", "按时报送",
        "督办单（蓝/黄/红）", "已销号", "复核支持", "满意率", "评分", "等次",
    ]  # fmt: skip
    assert lines[5] == ["市交通运输局", "2", "1", "0", "1", "0", "0", "4", "2", "0/0/0", "0", "0", "", "", ""]
    assert lines[6] == ["市教育局", "1", "0", "0", "0", "1", "0", "2", "1", "0/1/0", "0", "1", "90%", "", ""]


def test_the_brief_says_how_the_year_stands(period: ReportingPeriod, city: Government) -> None:
    assert period
    assert text_of(brief(city, 2024, TODAY)) == (
        "2024年民生实事和重点任务推进情况专报\n\n云川市人民政府督查室　2024年10月21日\n\n一、总体情况\n\n"
        "纳入跟踪4项，已判定4项，已完成1项，达序时2项，未达序时1项；已判定事项中达序时及以上占75%。\n\n"
        "与上期相比，新落后1项（第1项），已赶上0项，新完成1项（第3项）。\n\n"
        "清单\t项数\t达序时及以上\t未达序时\t未判定\n2024年市民生实事（前三季度）\t4\t3\t1\t0\n\n"
        "二、未达序时的事项（1项）\n\n序号\t事项\t牵头单位\t差距（百分点）\t原因\n"
        "1\t新建改扩建公办幼儿园12所\t市教育局\t33.3\t两处用地尚未交付\n"
    )


def test_the_brief_asks_leaders_for_what_they_have_to_settle(notice: Notice, city: Government) -> None:
    report = UnitReport.objects.filter(commitment=notice.commitment).latest("reporting_period__due_at")
    UnitReport.objects.filter(pk=report.pk).update(coordination="请协调\n两处用地。")
    Notice.objects.filter(pk=notice.pk).update(colour="red")
    told = text_of(brief(city, 2024, TODAY))
    assert "三、提请研究的事项\n\n1.督办〔2024〕1号（红色，2024年11月4日到期）" in told
    assert told.endswith("2.第1项市教育局：请协调两处用地。\n")


def test_a_year_without_lists_says_so(city: Government) -> None:
    assert "本年度还没有纳入跟踪的事项。" in text_of(brief(city, 2031, TODAY))


def test_papers_are_chinese_whatever_the_language_of_the_page(notice: Notice) -> None:
    with override("en"):
        told = text_of(KINDS["tasks"].paper(notice.agency, Options(2024)))
    assert "签收“督办〔2024〕1号”并整改" in told


def test_figures_lead_to_the_pages_they_come_from(notice: Notice, city: Government) -> None:
    shown = brief(city, 2024, TODAY).preview()
    report = UnitReport.objects.filter(commitment=notice.commitment).latest("reporting_period__due_at")
    programme = notice.commitment.programme_id
    assert f'<a href="{reverse("workbench:overview", args=[city.slug])}?year=2024">4项</a>' in shown
    assert f'<a href="/programmes/{programme}/">3</a>' in shown
    assert f'<a href="/workbench/reports/{report.pk}/">33.3</a>' in shown
    agency = f'<a href="/agencies/{notice.agency_id}/">市教育局</a>'
    assert agency in assessment(city, 2024, NOW).preview()


def test_what_was_typed_is_never_markup(notice: Notice) -> None:
    notice.matter = "少<b>3</b>所"
    assert "少&lt;b&gt;3&lt;/b&gt;所" in notice_paper(notice).preview()


def test_the_brief_draws_how_the_fields_stand_where_there_is_room(period: ReportingPeriod, city: Government) -> None:
    assert period
    (chart,) = brief(city, 2024, TODAY).layout.charts
    assert chart.in_words == (
        "各领域推进情况（共4项）。教育惠民1项：未达序时1项；达序时及以上0%。"
        "交通出行2项：已完成1项、达序时1项；达序时及以上100%。养老服务1项：达序时1项；达序时及以上100%。"
    )


def test_the_brief_draws_plan_and_actual_of_what_is_furthest_behind(period: ReportingPeriod, city: Government) -> None:
    second = period.reports.get(commitment__number="2")
    target = next(one for one in targets_of(second.commitment) if one.unit == "个")
    Figure.objects.create(
        government=city,
        report=second,
        period=period.period,
        written="5个",
        value=5,
        unit="个",
        of=target.of,
        promised=target.text,
    )
    period.reports.filter(commitment__number__in="12").update(verdict="behind")
    charts = brief(city, 2024, TODAY).layout.charts
    words = next(chart.in_words for chart in charts if chart.about == "事项")
    assert re.fullmatch(r"差距最大的事项。(?:[12] \S+?：实际[\d.]+%，计划[\d.]+%。){2}", words), words
