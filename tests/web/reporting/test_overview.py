from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actions import appoint
from xushi_web.accounts.actors import System
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Government
from xushi_web.notices.models import Colour, Notice, NoticeState
from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import close_period, judge_report, open_period
from xushi_web.reporting.models import ReportingPeriod, UnitReport
from xushi_web.reporting.overview import overview_page

from .conftest import DUE, NOW


@pytest.fixture
def leader(city: Government, system: System) -> User:
    user = User.objects.create_user("mayor")
    appoint(actor=system, user=user, post=Post.LEADER, government=city)
    return user


@pytest.fixture
def behind(verified: UnitReport, office: User) -> UnitReport:
    UnitReport.objects.filter(pk=verified.pk).update(
        difficulties="征地款未到位。正在协调。", coordination="请财政局先行垫付"
    )
    verified.refresh_from_db()
    judge_report(actor=office, report=verified, verdict=Grade.BEHIND, reason="现场只见围挡", now=NOW)
    return verified


@pytest.fixture
def second(behind: UnitReport, office: User) -> ReportingPeriod:
    """The next period, in which item 1 has caught up and item 2 fell behind."""
    UnitReport.objects.filter(commitment__number="2").update(state="judged", verdict="on_pace")
    close_period(actor=office, period=behind.reporting_period)
    period = open_period(
        actor=office,
        programme=behind.commitment.programme,
        period="2024-01/2024-06",
        title="上半年",
        due_at=DUE + timedelta(days=90),
        now=NOW,
    )
    period.reports.filter(commitment__number="1").update(state="judged", verdict="completed")
    period.reports.filter(commitment__number="2").update(state="judged", verdict="behind")
    return period


def page(user: User, city: Government) -> str:
    client = Client()
    client.force_login(user)
    return client.get(reverse("workbench:overview", args=[city.slug])).content.decode()


def test_the_sheet_counts_what_was_judged_handed_in_and_not_reported(behind: UnitReport, city: Government) -> None:
    other = UnitReport.objects.get(reporting_period=behind.reporting_period, commitment__number="2")
    UnitReport.objects.filter(pk=other.pk).update(state="submitted")
    sheet = overview_page(city, 2024)
    assert sheet.tally.counts == {"behind": 1, "unjudged": 1, "unreported": 2}
    assert next((part.name, part.tally.behind) for part in sheet.units) == ("市教育局", 1)


def test_an_item_that_nobody_can_be_asked_for_is_counted_all_the_same(behind: UnitReport, city: Government) -> None:
    whole = overview_page(city, 2024).tally.total
    commitment = UnitReport.objects.get(reporting_period=behind.reporting_period, commitment__number="2").commitment
    commitment.assignments.all().delete()
    commitment.unit_reports.all().delete()
    sheet = overview_page(city, 2024)
    assert (sheet.tally.total, sum(part.tally.total for part in sheet.units)) == (whole, whole - 1)


def test_what_is_behind_comes_with_lag_and_cause_and_what_is_asked(
    behind: UnitReport, city: Government, leader: User
) -> None:
    seen = page(leader, city)
    for words in ("征地款未到位</p>", "请财政局先行垫付", reverse("workbench:report", args=[behind.pk])):
        assert words in seen
    assert "正在协调" not in seen


def test_the_change_since_the_last_period(second: ReportingPeriod, city: Government) -> None:
    sheet = overview_page(city, second.programme.year)
    assert [line.commitment.number for line in sheet.newly_behind] == ["2"]
    assert [line.commitment.number for line in sheet.caught_up] == ["1"]
    assert [line.commitment.number for line in sheet.newly_completed] == ["1"]


def test_a_period_that_was_only_opened_does_not_empty_the_sheet(second: ReportingPeriod, city: Government) -> None:
    second.reports.update(state="awaiting", verdict="")
    sheet = overview_page(city, 2024)
    assert sheet.tally.behind == 1
    assert [(part.about, part.running) for part in sheet.programmes] == [("第一季度", second)]


def test_a_list_without_a_period_stands_as_its_bulletins_say(programme: object, city: Government) -> None:
    assert programme
    assert overview_page(city, 2024).tally.counts == {"unreported": 4}


def test_red_notices_stand_there_until_they_are_closed(
    behind: UnitReport, city: Government, office: User, leader: User
) -> None:
    notice = Notice.objects.create(
        government=city,
        commitment=behind.commitment,
        agency=behind.agency,
        colour=Colour.RED,
        matter="三所学校没有开工",
        demand="月底前开工",
        deadline=date(2024, 5, 1),
        state=NoticeState.ISSUED,
        year=2024,
        number=7,
        drafted_by=office,
        drafted_at=NOW,
    )
    assert "督办〔2024〕7号" in page(leader, city)
    Notice.objects.filter(pk=notice.pk).update(state=NoticeState.CLOSED)
    assert "督办〔2024〕7号" not in page(leader, city)


def test_words_of_a_draft_are_not_on_the_sheet(report: UnitReport, city: Government, leader: User) -> None:
    UnitReport.objects.filter(pk=report.pk).update(state="drafting", coordination="还没想好", narrative="草稿")
    seen = page(leader, city)
    assert "还没想好" not in seen
    assert "草稿" not in seen


def test_leaders_are_led_there_from_the_first_page(leader: User, city: Government) -> None:
    client = Client()
    client.force_login(leader)
    response = client.get(reverse("workbench:home"), follow=True)
    assert response.redirect_chain[-1][0] == reverse("workbench:overview", args=[city.slug])


def test_only_leaders_and_the_office_of_the_government_see_it(
    clerk: User, office: User, leader: User, other_office: User, city: Government
) -> None:
    address = reverse("workbench:overview", args=[city.slug])
    for user, status in ((office, 200), (leader, 200), (clerk, 403), (other_office, 404)):
        client = Client()
        client.force_login(user)
        assert client.get(address).status_code == status
    assert Client().get(address).status_code == 302


def test_the_sheet_needs_no_more_queries_for_more_items(
    second: ReportingPeriod, city: Government, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    assert second
    with django_assert_max_num_queries(14):
        overview_page(city, 2024)
