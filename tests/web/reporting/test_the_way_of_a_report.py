from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from xushi.document.model import VerdictGrade
from xushi_web.accounts.actors import NotAllowed
from xushi_web.audit.models import AuditEntry
from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import (
    Texts,
    give_back,
    judge_report,
    pass_up,
    submit,
    unverify,
    verify,
    withdraw,
    write,
)
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.models import ReportState, UnitReport
from xushi_web.reporting.reckoning import opinion_of
from xushi_web.states import OutOfTurn

from .conftest import DUE, NOW


def test_the_clerk_fills_and_the_head_hands_in(filled: UnitReport, clerk: User, head: User) -> None:
    pass_up(actor=clerk, report=filled)
    with pytest.raises(NotAllowed, match=r"^报送须由“市教育局”负责人办理；请先送本单位审核。$"):
        submit(actor=clerk, report=filled)
    submit(actor=head, report=filled, now=NOW)
    assert (filled.state, filled.submitted_by) == (ReportState.SUBMITTED, head)


def test_a_late_report_is_marked_in_the_trail(filled: UnitReport, head: User) -> None:
    submit(actor=head, report=filled, now=DUE + timedelta(hours=1))
    assert AuditEntry.objects.get(tag="report:submitted").details["on_time"] is False


def test_an_empty_report_is_not_handed_in(report: UnitReport, head: User) -> None:
    with pytest.raises(Incomplete, match="还没有写进展情况，请先填写并保存。"):
        submit(actor=head, report=report)


def test_a_submission_is_taken_back_before_it_is_verified(submitted: UnitReport, clerk: User, office: User) -> None:
    withdraw(actor=clerk, report=submitted)
    assert (submitted.state, submitted.submitted_at) == (ReportState.DRAFTING, None)
    with pytest.raises(OutOfTurn):
        verify(actor=office, report=submitted)


def test_a_verified_report_is_not_taken_back(verified: UnitReport, clerk: User) -> None:
    with pytest.raises(OutOfTurn, match="现在是“已核实”，不能撤回"):
        withdraw(actor=clerk, report=verified)


def test_the_office_returns_a_report_with_a_reason_and_the_unit_hands_in_again(
    submitted: UnitReport, office: User, clerk: User, head: User
) -> None:
    with pytest.raises(Incomplete, match=r"^请写明退回的理由，单位会看到这句话。$"):
        give_back(actor=office, report=submitted, reason="")
    give_back(actor=office, report=submitted, reason="开工数与统计局不符")
    assert submitted.return_reason == "开工数与统计局不符"
    write(actor=clerk, report=submitted, revision=submitted.revision, texts=Texts("已开工2所。"))
    submit(actor=head, report=submitted, now=NOW)
    assert (submitted.state, submitted.return_reason) == (ReportState.SUBMITTED, "")


@pytest.mark.parametrize("act", [verify, unverify])
def test_nobody_but_the_office_verifies(
    submitted: UnitReport, head: User, stranger: User, other_office: User, act: object
) -> None:
    for actor in (head, stranger, other_office):
        with pytest.raises(NotAllowed, match=r"^只有“云川市”的督查室可以核实和判定。$"):
            act(actor=actor, report=submitted)  # type: ignore[operator]


def test_a_step_cannot_be_skipped(filled: UnitReport, office: User) -> None:
    with pytest.raises(OutOfTurn, match="现在是“填写中”，不能判定"):
        judge_report(actor=office, report=filled, verdict=Grade.ON_PACE)


def test_the_figures_give_a_second_opinion_by_the_months_of_the_year(verified: UnitReport) -> None:
    opinion = opinion_of(verified)
    assert opinion.sentence.in_language("zh") == "3所÷12所=25%；没有当期计划数，按月均摊，3月31日应完成25%，正好持平。"
    assert opinion.computed is VerdictGrade.ON_PACE


def test_a_verdict_against_the_figures_needs_a_reason_and_both_are_kept(verified: UnitReport, office: User) -> None:
    with pytest.raises(Incomplete, match=r"^按数字测算为“达序时”，判定为“未达序时”，请写明理由。$"):
        judge_report(actor=office, report=verified, verdict=Grade.BEHIND)
    judge_report(actor=office, report=verified, verdict=Grade.BEHIND, reason="两所只打了围挡", now=NOW)
    assert (verified.verdict, verified.computed, verified.verdict_reason) == ("behind", "on_pace", "两所只打了围挡")


def test_a_verification_is_taken_back_before_the_verdict(verified: UnitReport, office: User) -> None:
    unverify(actor=office, report=verified)
    assert verified.state == ReportState.SUBMITTED
