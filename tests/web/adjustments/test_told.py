"""Who is told of a proposal to change a figure, and until when somebody has to decide."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from xushi_web.adjustments.actions import approve_adjustment, refuse_adjustment, withdraw_adjustment
from xushi_web.adjustments.models import Adjustment
from xushi_web.deadlines.queries import deadlines_of
from xushi_web.notifications.models import Notification
from xushi_web.programmes.models import Assignment, Role

from ..conftest import OfUnit
from .conftest import BASIS, REASON


def told(user: User) -> list[str]:
    return [str(row) for row in Notification.objects.filter(person=user).order_by("id")]


def head_of_lead(proposal: Adjustment, of_unit: OfUnit) -> User:
    lead = Assignment.objects.in_force().filter(commitment=proposal.commitment).exclude(role=Role.SUPPORTING)[0]
    return of_unit(lead.agency.name)


def item(proposal: Adjustment) -> str:
    return f"{proposal.commitment.number} {proposal.commitment.title or proposal.commitment.text}"[:60]


def test_the_second_person_is_told_and_has_a_week_but_who_proposed_is_not(
    colleague: User, proposal: Adjustment, office: User
) -> None:
    assert told(colleague) == [f"{office}提出把“{item(proposal)}”的12所调整为10所，请审批"]
    assert told(office) == []
    today = timezone.localdate(proposal.proposed_at)
    assert [(row.in_words(), row.due) for row in deadlines_of(colleague, today)] == [
        (f"审批指标调整：{proposal}", today + timedelta(days=7))
    ]
    assert deadlines_of(office, today) == []


def test_what_was_approved_is_told_to_who_proposed_and_to_the_leading_unit(
    colleague: User, proposal: Adjustment, office: User, of_unit: OfUnit
) -> None:
    clerk = head_of_lead(proposal, of_unit)
    approve_adjustment(actor=colleague, adjustment=proposal)
    words = f"“1 新建改扩建公办幼儿园10所，新增学位3600个”的12所已调整为10所，依据：{BASIS}"
    assert told(office) == told(clerk) == [words]
    assert deadlines_of(colleague, timezone.localdate(proposal.proposed_at)) == []


def test_what_was_refused_is_told_with_the_reason(
    colleague: User, proposal: Adjustment, office: User, of_unit: OfUnit
) -> None:
    clerk = head_of_lead(proposal, of_unit)
    refuse_adjustment(actor=colleague, adjustment=proposal, reason=REASON)
    assert told(office) == told(clerk) == [f"“{item(proposal)}”的12所不作调整：{REASON}"]


def test_colleagues_learn_that_a_proposal_was_taken_back(colleague: User, proposal: Adjustment, office: User) -> None:
    withdraw_adjustment(actor=office, adjustment=proposal)
    assert told(colleague)[-1] == f"{office}撤回了把“{item(proposal)}”的12所调整为10所的申请"
