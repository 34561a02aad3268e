from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed
from xushi_web.agencies.models import Agency
from xushi_web.audit.models import AuditEntry
from xushi_web.programmes.models import Programme
from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import (
    close_period,
    extend_period,
    judge_report,
    open_period,
    publish_period,
    reopen_period,
)
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.models import Contribution, PeriodState, ReportingPeriod, ReportState, UnitReport
from xushi_web.states import OutOfTurn

from .conftest import DUE, NOW


def test_the_leading_unit_of_every_commitment_is_asked_for_a_report(period: ReportingPeriod) -> None:
    asked = period.reports.values_list("commitment__number", "agency__name", "state")
    assert list(asked) == [
        ("1", "市教育局", "awaiting"),
        ("2", "市民政局", "awaiting"),
        ("3", "市交通运输局", "awaiting"),
        ("4", "市交通运输局", "awaiting"),
    ]


def test_supporting_units_are_asked_to_add_their_part(report: UnitReport) -> None:
    assert {part.agency.name for part in report.contributions.all()} == {"市财政局", "各县区"}


def test_the_members_of_a_group_are_asked_instead_of_the_group(programme: Programme, office: User) -> None:
    group = Agency.objects.get(name="各县区")
    for name in ("东湖区", "西岭县"):
        group.members.add(Agency.objects.create(government=programme.government, name=name))
    open_period(actor=office, programme=programme, period="2024-Q1", title="第一季度", due_at=DUE, now=NOW)
    names = Contribution.objects.filter(report__commitment__number="1").values_list("agency__name", flat=True)
    assert set(names) == {"市财政局", "东湖区", "西岭县"}


def test_a_period_is_opened_once(period: ReportingPeriod, office: User) -> None:
    with pytest.raises(Incomplete) as refusal:
        open_period(actor=office, programme=period.programme, period="2024-Q1", title="第一季度", due_at=DUE, now=NOW)
    assert str(refusal.value) == f"“{period.programme}”的第一季度填报期已经开启过，请直接打开它。"
    assert ReportingPeriod.objects.count() == 1
    assert UnitReport.objects.count() == 4


@pytest.mark.parametrize("wrong", ["2023-Q4", "一季度", "2024-Q5", ""])
def test_a_period_of_another_year_or_none_is_refused(programme: Programme, office: User, wrong: str) -> None:
    with pytest.raises(Incomplete, match="不是2024年的时期，请写成“2024-Q1”“2024-08”或“2024-01/2024-09”。"):
        open_period(actor=office, programme=programme, period=wrong, title="第一季度", due_at=DUE, now=NOW)


def test_a_time_that_is_over_is_refused(programme: Programme, office: User) -> None:
    with pytest.raises(Incomplete, match=r"^截止时间已经过去，请选择今后的时间。$"):
        open_period(actor=office, programme=programme, period="2024-Q1", title="第一季度", due_at=NOW, now=NOW)


def test_only_the_office_of_the_government_opens_and_runs_periods(
    period: ReportingPeriod, other_office: User, head: User, visitor: AnonymousUser
) -> None:
    for actor in (other_office, head, visitor):
        with pytest.raises(NotAllowed):
            open_period(actor=actor, programme=period.programme, period="2024-Q2", title="二季度", due_at=DUE, now=NOW)
        with pytest.raises(NotAllowed):
            close_period(actor=actor, period=period)
        with pytest.raises(NotAllowed):
            extend_period(actor=actor, period=period, due_at=DUE + timedelta(days=1), reason="节假日")


def test_extending_needs_a_reason_and_is_kept_in_the_trail(period: ReportingPeriod, office: User) -> None:
    later = DUE + timedelta(days=3)
    with pytest.raises(Incomplete):
        extend_period(actor=office, period=period, due_at=later, reason=" ")
    extend_period(actor=office, period=period, due_at=later, reason="清明节放假")
    assert period.due_at == later
    assert AuditEntry.objects.get(tag="period:extended").details["reason"] == "清明节放假"


def test_a_period_cannot_be_published_before_it_is_closed(period: ReportingPeriod, office: User) -> None:
    with pytest.raises(OutOfTurn, match="现在是“填报中”，不能公布"):
        publish_period(actor=office, period=period)


def test_a_period_is_not_published_while_a_report_waits_for_the_office(submitted: UnitReport, office: User) -> None:
    period = submitted.reporting_period
    close_period(actor=office, period=period)
    with pytest.raises(Incomplete, match=r"^还有 1 件已报送而未判定，请先核实、判定或退回，再公布。$"):
        publish_period(actor=office, period=period)


def test_after_publication_a_verdict_is_changed_by_an_objection_only(verified: UnitReport, office: User) -> None:
    judge_report(actor=office, report=verified, verdict=Grade.ON_PACE, now=NOW)
    period = verified.reporting_period
    close_period(actor=office, period=period)
    publish_period(actor=office, period=period, now=NOW)
    with pytest.raises(Incomplete, match="已经公布，判定不能直接改"):
        judge_report(actor=office, report=verified, verdict=Grade.BEHIND, now=NOW)
    with pytest.raises(OutOfTurn):
        reopen_period(actor=office, period=period)
    assert (period.state, verified.state) == (PeriodState.PUBLISHED, ReportState.JUDGED)
