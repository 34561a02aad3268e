from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.programmes.models import Programme
from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import Texts, close_period, judge_report, open_period, publish_period, write
from xushi_web.reporting.figures import Given
from xushi_web.reporting.models import ReportingPeriod, UnitReport
from xushi_web.reporting.published import pace_of_list, published
from xushi_web.reporting.reckoning import targets_of

from ..conftest import Take
from ..invented import bulletin
from .conftest import DUE, NOW

NARRATIVE = "新建学校已开工3所，其余正在选址。"
#: What the unit writes for the office and leaders alone.
INTERNAL = ("征地款未到位", "请财政局先行垫付", "现场只见围挡")


@pytest.fixture
def judged(report: UnitReport, clerk: User, office: User) -> UnitReport:
    """A report that the office has judged, in a period that is not published."""
    write(
        actor=clerk,
        report=report,
        revision=0,
        texts=Texts(NARRATIVE, INTERNAL[0], "二季度全部开工。", INTERNAL[1]),
        figures=[Given("公办幼儿园", "12所", "3", "2024-01/2024-02")],
    )
    UnitReport.objects.filter(pk=report.pk).update(state="verified")
    report.refresh_from_db()
    judge_report(actor=office, report=report, verdict=Grade.BEHIND, reason=INTERNAL[2], now=NOW)
    return report


Publish = Callable[[], ReportingPeriod]


@pytest.fixture
def publish(judged: UnitReport, office: User) -> Publish:
    def act() -> ReportingPeriod:
        close_period(actor=office, period=judged.reporting_period)
        publish_period(actor=office, period=judged.reporting_period, now=NOW)
        return judged.reporting_period

    return act


def page(name: str, key: object) -> str:
    return Client().get(reverse(f"portal:{name}", args=[key])).content.decode()


def all_pages(report: UnitReport) -> str:
    """Everything that the public can open about the commitment."""
    commitment = report.commitment
    programme = commitment.programme
    texts = [page("commitment", commitment.pk), page("agency", report.agency_id)]
    texts += [page(name, programme.pk) for name in ("programme", "pace", "programme-csv", "programme-json")]
    texts += [page(name, programme.pk) for name in ("programme-xml", "programme-feed")]
    texts.append(
        Client().get(reverse("portal:year", args=[commitment.government.slug, commitment.year])).content.decode()
    )
    return "".join(texts)


@pytest.mark.parametrize("state", ["open", "closed"])
def test_nothing_of_a_period_that_is_not_published_is_seen(judged: UnitReport, office: User, state: str) -> None:
    if state == "closed":
        close_period(actor=office, period=judged.reporting_period)
    seen = all_pages(judged)
    for words in (NARRATIVE, "二季度全部开工。", "单位填报", "b-behind", ",behind,", *INTERNAL):
        assert words not in seen


def test_what_is_internal_stays_internal_after_publication(judged: UnitReport, publish: Publish) -> None:
    publish()
    seen = all_pages(judged)
    for words in INTERNAL:
        assert words not in seen


def test_a_report_that_was_not_handed_in_is_not_published_with_its_period(judged: UnitReport, publish: Publish) -> None:
    other = UnitReport.objects.get(reporting_period=judged.reporting_period, commitment__number="2")
    UnitReport.objects.filter(pk=other.pk).update(state="drafting", narrative="写了一半")
    publish()
    assert "写了一半" not in page("commitment", other.commitment_id)
    assert list(published()) == [judged]


def test_the_commitment_shows_verdict_words_and_figures_with_their_period(judged: UnitReport, publish: Publish) -> None:
    publish()
    seen = page("commitment", judged.commitment_id)
    for words in (
        "未达序时",
        "单位填报",
        NARRATIVE,
        "<b>3所</b>",
        "1–2月",
        "二季度全部开工。",
        "市教育局",
        "2024-04-01 公布",
    ):
        assert words in seen


def test_the_second_opinion_stands_beside_the_verdict(judged: UnitReport, publish: Publish) -> None:
    publish()
    seen = page("commitment", judged.commitment_id)
    assert "3所÷12所=25%" in seen
    assert "与数字不一致" in seen


def test_lists_and_downloads_carry_the_verdict(judged: UnitReport, publish: Publish) -> None:
    publish()
    key = judged.commitment.programme_id
    assert "b-behind" in page("programme", key)
    rows = json.loads(page("programme-json", key))["commitments"]
    assert [(row["status"], row["period"]) for row in rows if row["number"] == "1"] == [("behind", "2024-Q1")]
    assert ",behind,2024-Q1," in page("programme-csv", key)
    assert "<status>behind</status>" in page("programme-xml", key)


def test_the_feed_tells_of_the_report_once_it_is_published(judged: UnitReport, publish: Publish) -> None:
    key = judged.commitment.programme_id
    assert "<entry>" not in page("programme-feed", key)
    publish()
    feed = page("programme-feed", key)
    assert feed.count("<entry>") == 1
    for words in ("一季度 未达序时 · 市教育局", NARRATIVE, f"urn:uuid:{judged.pk}", "<updated>2024-04-01T"):
        assert words in feed


def test_the_chart_draws_the_figure_once_it_is_published(judged: UnitReport, publish: Publish) -> None:
    goal = next(target for target in targets_of(judged.commitment) if target.of == "公办幼儿园")
    for milestone, value in zip(judged.commitment.milestones.order_by("order"), (3, 6, 9, goal.value), strict=True):
        goal.pk, goal.milestone, goal.value, goal.document = uuid4(), milestone, value, milestone.document
        goal.save(force_insert=True)
    assert 'class="t-plan"' in page("commitment", judged.commitment_id)
    assert 'class="t-done"' not in page("commitment", judged.commitment_id)
    publish()
    assert re.findall(r'class="t-done"[^>]*>(.*?)<', page("commitment", judged.commitment_id)) == ["3"]


def test_the_page_of_pace_reckons_with_the_figures_as_they_were_bound(judged: UnitReport, publish: Publish) -> None:
    publish()
    pace = {row.commitment.number: row for row in pace_of_list(judged.commitment.programme)}["1"]
    (measured,) = pace.measured
    assert (str(measured.judgement.gap.actual), measured.judgement.bound.target.of) == ("3所", "公办幼儿园")
    assert pace.report == judged
    assert pace.differs
    assert "单位填报" in page("pace", judged.commitment.programme_id)


def test_the_later_of_bulletin_and_unit_counts(judged: UnitReport, publish: Publish, accepted: Take) -> None:
    accepted(bulletin())  # on the third quarter
    publish()
    pace = {row.commitment.number: row for row in pace_of_list(judged.commitment.programme)}["1"]
    assert pace.report is not None
    assert pace.report.period == "2024-01/2024-09"
    rows = json.loads(page("programme-json", judged.commitment.programme_id))["commitments"]
    assert next(row["period"] for row in rows if row["number"] == "1") == "2024-01/2024-09"


def test_an_open_period_beside_a_published_one_changes_nothing(
    judged: UnitReport, publish: Publish, office: User, clerk: User
) -> None:
    publish()
    later = DUE + timedelta(days=90)
    period = open_period(
        actor=office,
        programme=judged.commitment.programme,
        period="2024-01/2024-06",
        title="上半年",
        due_at=later,
        now=NOW,
    )
    second = UnitReport.objects.get(reporting_period=period, commitment=judged.commitment)
    write(actor=clerk, report=second, revision=0, texts=Texts("全部完成。"))
    assert "全部完成。" not in all_pages(judged)


def test_pages_need_no_more_queries_for_more_published_reports(
    judged: UnitReport, publish: Publish, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    publish()
    programme = Programme.objects.get(pk=judged.commitment.programme_id)
    with django_assert_max_num_queries(20):
        pace_of_list(programme)
