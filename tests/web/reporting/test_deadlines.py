"""What a reporting period offers to be reminded of."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xushi_web.agencies.models import Government
from xushi_web.deadlines.queries import by_person, deadlines_of
from xushi_web.reporting.actions import submit, write
from xushi_web.reporting.actions.writing import Texts
from xushi_web.reporting.models import ReportingPeriod, UnitReport

from .conftest import DUE, NOW

TODAY = NOW.date()


def in_words(user: User, today: date = TODAY) -> list[str]:
    return [row.in_words() for row in deadlines_of(user, today)]


def test_a_unit_owes_its_reports_and_a_supporter_its_part(
    report: UnitReport,
    clerk: User,
    supporter: User,
    office: User,
) -> None:
    assert in_words(clerk) == [f"填报“{report}”（第一季度）"]
    assert f"补充“{report}”的配合情况（第一季度）" in in_words(supporter)
    assert in_words(office) == [f"核实并截止“{report.reporting_period}”的填报"]
    (deadline,) = deadlines_of(clerk, TODAY)
    assert (deadline.due, deadline.link) == (DUE.date(), f"/workbench/reports/{report.pk}/")


def test_what_is_submitted_is_no_longer_owed(
    report: UnitReport,
    clerk: User,
    head: User,
) -> None:
    write(actor=clerk, report=report, revision=0, texts=Texts("已开工3所。"), figures=[])
    submit(actor=head, report=report, now=NOW)
    assert in_words(clerk) == []


def test_the_number_of_queries_does_not_grow_with_the_number_of_reports(
    period: ReportingPeriod,
    city: Government,
    clerk: User,  # noqa: ARG001 - there are people to be reminded
) -> None:
    assert period.reports.count() > 1
    with CaptureQueriesContext(connection) as statements:
        by_person(city, TODAY)
    assert len(statements) <= 14  # two for every part that offers deadlines, whatever the number of reports
