from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi.spans import Span
from xushi.targets import find_targets
from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.adjustments.actions import (
    approve_adjustment,
    propose_adjustment,
    refuse_adjustment,
    withdraw_adjustment,
)
from xushi_web.adjustments.models import Adjustment
from xushi_web.audit.models import AuditEntry
from xushi_web.documents.actions import correct_values
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import Correction, SourceDocument
from xushi_web.programmes.models import Commitment, Milestone, Target
from xushi_web.states import OutOfTurn

from ..conftest import OfUnit, Take
from ..invented import SCHOOL, breakdown, schedule
from .conftest import BASIS, REASON


def test_nothing_changes_before_it_is_approved(proposal: Adjustment) -> None:
    assert proposal.state == "proposed"
    assert Commitment.objects.get(number="1").text == SCHOOL.text
    assert str(proposal) == "1 公办幼儿园 12所 → 10所"


def test_an_approved_target_stands_in_the_tracker_with_its_place(
    proposal: Adjustment, schools: Target, colleague: User
) -> None:
    approve_adjustment(actor=colleague, adjustment=proposal)
    row = Target.objects.get(commitment__number="1", of="公办幼儿园", milestone=None, document=schools.document)
    assert (row.text, row.value, row.by_hand) == ("10所", 10, True)
    assert (row.start, row.end) == (schools.start, schools.end)
    other = Target.objects.get(commitment__number="1", text="3600个", document=schools.document)
    assert not other.by_hand
    commitment = Commitment.objects.get(number="1")
    assert (commitment.text, commitment.by_hand) == ("新建改扩建公办幼儿园10所，新增学位3600个", True)
    correction = Correction.objects.get(path="item.0.target.0")
    assert (dict(correction.was or {})["text"], dict(correction.value or {})["text"]) == ("12所", "10所")
    assert correction.made_by == colleague


def test_before_and_after_are_in_the_audit_trail(proposal: Adjustment, colleague: User) -> None:
    approve_adjustment(actor=colleague, adjustment=proposal)
    entry = AuditEntry.objects.get(tag="adjustment:approved")
    assert (entry.actor, entry.details["reason"], entry.details["basis"]) == ("colleague", REASON, BASIS)
    assert (entry.details["before"]["value"], entry.details["after"]["value"]) == ("12", "10")
    assert AuditEntry.objects.filter(tag="document:corrected").count() == 1


def test_the_bound_is_read_from_the_new_wording(schools: Target, office: User, colleague: User) -> None:
    sentence = "新建改扩建公办幼儿园不少于10所，新增学位3600个"
    row = propose_adjustment(
        actor=office, target=schools, written="10所", sentence=sentence, reason=REASON, basis=BASIS
    )
    approve_adjustment(actor=colleague, adjustment=row)
    target = Target.objects.get(commitment__number="1", text="10所", document=schools.document)
    assert target.comparator == ">="
    assert Commitment.objects.get(number="1").text == sentence


def test_a_planned_figure_is_changed_in_its_milestone(accepted: Take, office: User, colleague: User) -> None:
    document = planned(accepted)
    figure = Target.objects.get(document=document, milestone__period="2024-Q1")
    row = propose_adjustment(actor=office, target=figure, written="2所", reason=REASON, basis=BASIS)
    assert (row.period, row.path) == ("2024-Q1", "item.0.milestone.0.target.0")
    approve_adjustment(actor=colleague, adjustment=row)
    milestone = Milestone.objects.get(document=document, commitment__number="1", period="2024-Q1")
    assert (milestone.text, milestone.by_hand) == ("完成选址，开工2所", True)
    assert milestone.targets.get().value == 2
    assert milestone.steps.get().text == "完成选址，开工2所"


def planned(accepted: Take) -> SourceDocument:
    """Put a schedule into the tracker whose first quarter has a figure, as reading finds it."""
    tree = schedule()
    [programme] = tree.programmes
    [field] = programme.fields
    first = field.commitments[0]
    quarter = first.milestones[0]
    assert quarter.span
    [found] = [node for node in find_targets(quarter.text) if node.text == "3所"]
    shifted = replace(found, span=Span(quarter.span.start + 7, quarter.span.end))
    first = replace(first, milestones=(replace(quarter, targets=(shifted,)), *first.milestones[1:]))
    field = replace(field, commitments=(first, *field.commitments[1:]))
    return accepted(replace(tree, programmes=(replace(programme, fields=(field,)),)))


def test_who_proposed_can_never_approve(proposal: Adjustment, office: User) -> None:
    sentence = r"^提出人不能审批自己提出的调整，请督查室另一位同事审批。$"
    with pytest.raises(NotAllowed, match=sentence):
        approve_adjustment(actor=office, adjustment=proposal)
    with pytest.raises(NotAllowed, match=sentence):
        refuse_adjustment(actor=office, adjustment=proposal, reason="x")
    assert Commitment.objects.get(number="1").text == SCHOOL.text


def test_others_may_neither_propose_nor_decide(
    proposal: Adjustment, schools: Target, other_office: User, visitor: AnonymousUser, of_unit: OfUnit
) -> None:
    for actor in (other_office, visitor, of_unit("市教育局", Post.HEAD)):
        with pytest.raises(NotAllowed, match=r"^只有督查室可以提出指标调整。$"):
            propose_adjustment(actor=actor, target=schools, written="9所", reason=REASON, basis=BASIS)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以审批指标调整。$"):
            approve_adjustment(actor=actor, adjustment=proposal)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以审批指标调整。$"):
            refuse_adjustment(actor=actor, adjustment=proposal, reason="x")
        with pytest.raises(NotAllowed, match=r"^只有提出人可以撤回。$"):
            withdraw_adjustment(actor=actor, adjustment=proposal)


def test_of_two_who_decide_at_once_one_is_told(proposal: Adjustment, colleague: User) -> None:
    stale = Adjustment.objects.get(pk=proposal.pk)
    refuse_adjustment(actor=colleague, adjustment=proposal, reason="依据不足")
    with pytest.raises(OutOfTurn) as caught:
        approve_adjustment(actor=colleague, adjustment=stale)
    assert str(caught.value) == (f"“{proposal}”现在是“未批准”，不能批准。可能别人刚刚处理过，请刷新页面看最新情况。")
    assert Commitment.objects.get(number="1").text == SCHOOL.text


def test_what_was_withdrawn_is_not_approved(proposal: Adjustment, office: User, colleague: User) -> None:
    withdraw_adjustment(actor=office, adjustment=proposal)
    with pytest.raises(OutOfTurn):
        approve_adjustment(actor=colleague, adjustment=proposal)


def test_it_is_not_carried_out_on_another_wording(
    proposal: Adjustment, document: SourceDocument, office: User, colleague: User
) -> None:
    correct_values(actor=office, document=document, values={"item.0.text": "新建公办幼儿园12所"})
    with pytest.raises(Refused) as caught:
        approve_adjustment(actor=colleague, adjustment=proposal)
    assert str(caught.value) == "提出以后原文已经更正或被新版取代，不能再按这份申请调整；请不批准，并重新提出。"
    assert Adjustment.objects.get().state == "proposed"


def test_it_is_not_carried_out_on_a_document_that_was_replaced(
    proposal: Adjustment, accepted: Take, colleague: User
) -> None:
    accepted(breakdown(headings=(("教育惠民", (SCHOOL,)),)))
    assert proposal.document.superseded_by
    with pytest.raises(Refused, match=r"^这份文件已被新版取代，请在新版中更正。$"):
        approve_adjustment(actor=colleague, adjustment=Adjustment.objects.get(pk=proposal.pk))
    assert Adjustment.objects.get().state == "proposed"


def test_a_figure_is_changed_a_second_time(proposal: Adjustment, office: User, colleague: User) -> None:
    approve_adjustment(actor=colleague, adjustment=proposal)
    target = Target.objects.get(commitment__number="1", text="10所", document=proposal.document)
    again = propose_adjustment(actor=colleague, target=target, written="11所", reason=REASON, basis=BASIS)
    approve_adjustment(actor=office, adjustment=again)
    assert Commitment.objects.get(number="1").text == "新建改扩建公办幼儿园11所，新增学位3600个"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"written": "12所"}, "“12所”没有改动。"),
        ({"written": "10个"}, "“10个”的单位是“个”，原指标的单位是“所”，应当一致。"),
        ({"written": "若干所"}, "在改后的全文中没有读出“若干所”这个数，请按原文的写法填写，例如“12所”。"),
        ({"written": "10所", "reason": " "}, "请写明调整的理由和依据文件（名称、文号）。"),
        ({"written": "10所", "basis": ""}, "请写明调整的理由和依据文件（名称、文号）。"),
    ],
)
def test_what_cannot_be_proposed_says_why(schools: Target, office: User, given: dict[str, str], told: str) -> None:
    words: dict[str, Any] = {"reason": REASON, "basis": BASIS} | given
    with pytest.raises(Refused) as caught:
        propose_adjustment(actor=office, target=schools, **words)
    assert str(caught.value) == told


def test_one_proposal_is_open_for_a_figure(proposal: Adjustment, schools: Target, office: User) -> None:
    with pytest.raises(Refused, match=r"^“12所”已有一份待审批的调整，请先审批或撤回。$"):
        propose_adjustment(actor=office, target=schools, written="9所", reason=REASON, basis=BASIS)
    withdraw_adjustment(actor=office, adjustment=proposal)
    propose_adjustment(actor=office, target=schools, written="9所", reason=REASON, basis=BASIS)
