from __future__ import annotations

from uuid import UUID

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.audit.models import AuditEntry
from xushi_web.audit.queries import first_broken
from xushi_web.dispatches.actions import answer_dispute, confirm, dispute, take_back
from xushi_web.dispatches.models import Confirmation, Dispatch, DispatchState, Dispute
from xushi_web.dispatches.queries import asked_of
from xushi_web.documents.errors import Refused
from xushi_web.programmes.models import Commitment
from xushi_web.states import OutOfTurn

from ..conftest import OfUnit
from .conftest import NOW, of


def key(number: str) -> UUID:
    return Commitment.objects.get(number=number).pk


def test_a_unit_is_shown_its_own_items_with_figures_and_quarters(dispatch: Dispatch) -> None:
    [item] = asked_of(of(dispatch, "市教育局"))
    assert item.duty.role == "lead"
    assert [target.text for target in item.targets] == ["12所", "3600个"]
    assert [milestone.period for milestone in item.milestones] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    assert [item.duty.commitment.number for item in asked_of(of(dispatch, "市财政局"))] == ["1", "2"]


@pytest.mark.parametrize("post", [Post.CLERK, Post.HEAD])
def test_clerk_and_head_confirm_and_what_they_saw_is_kept(dispatch: Dispatch, of_unit: OfUnit, post: Post) -> None:
    person = of_unit("市教育局", post)
    confirm(actor=person, confirmation=of(dispatch, "市教育局"), now=NOW)
    row = of(dispatch, "市教育局")
    assert (row.state, row.answered_by, row.answered_at) == ("confirmed", person, NOW)
    assert row.confirmed[0]["targets"] == ["12所", "3600个"]
    assert row.confirmed[0]["milestones"]["2024-Q2"] == "累计开工8所"
    assert AuditEntry.objects.get(tag="confirmation:given").details == {"unit": "市教育局", "items": 1}


def test_nobody_answers_for_another_unit(
    dispatch: Dispatch, of_unit: OfUnit, office: User, other_office: User, visitor: AnonymousUser
) -> None:
    row = of(dispatch, "市教育局")
    for actor in (of_unit("市财政局", Post.HEAD), office, other_office, visitor):
        with pytest.raises(NotAllowed, match=r"^只有“市教育局”的联络员和负责人可以确认。$"):
            confirm(actor=actor, confirmation=row)
        with pytest.raises(NotAllowed, match=r"^只有“市教育局”的联络员和负责人可以提出异议。$"):
            dispute(actor=actor, confirmation=row, texts={key("1"): "x"})
        with pytest.raises(NotAllowed, match=r"^只有“市教育局”的联络员和负责人可以撤回答复。$"):
            take_back(actor=actor, confirmation=row)
    assert of(dispatch, "市教育局").state == "awaiting"


def test_of_two_who_answer_at_once_one_is_told(dispatch: Dispatch, of_unit: OfUnit) -> None:
    one, other = of(dispatch, "市教育局"), of(dispatch, "市教育局")
    confirm(actor=of_unit("市教育局"), confirmation=one)
    with pytest.raises(OutOfTurn) as caught:
        dispute(actor=of_unit("市教育局", Post.HEAD), confirmation=other, texts={key("1"): "应为10所"})
    assert str(caught.value) == (
        f"“市教育局 {dispatch}”现在是“已确认”，不能提出异议。可能别人刚刚处理过，请刷新页面看最新情况。"
    )
    assert not Dispute.objects.exists()
    assert AuditEntry.objects.filter(tag__startswith="confirmation:").count() == 1


def test_a_unit_disputes_single_items(dispatch: Dispatch, of_unit: OfUnit) -> None:
    row = of(dispatch, "市财政局")
    dispute(actor=of_unit("市财政局"), confirmation=row, texts={key("1"): "", key("2"): " 不应由我局配合 "})
    assert row.state == "disputed"
    assert list(row.disputes.values_list("commitment__number", "text", "state")) == [("2", "不应由我局配合", "open")]


def test_an_empty_objection_and_one_to_an_item_of_others_are_refused(dispatch: Dispatch, of_unit: OfUnit) -> None:
    row = of(dispatch, "市教育局")
    with pytest.raises(Refused, match=r"^没有填写异议。请在有异议的事项下写明哪里不对、应当怎样改。$"):
        dispute(actor=of_unit("市教育局"), confirmation=row, texts={key("1"): "  "})
    with pytest.raises(Refused, match=r"^有的事项已不由“市教育局”承担，请刷新页面后再填写。$"):
        dispute(actor=of_unit("市教育局"), confirmation=row, texts={key("3"): "x"})
    assert of(dispatch, "市教育局").state == "awaiting"


def test_an_answer_is_taken_back_until_the_office_has_answered(
    dispatch: Dispatch, of_unit: OfUnit, office: User
) -> None:
    clerk, row = of_unit("市财政局"), of(dispatch, "市财政局")
    dispute(actor=clerk, confirmation=row, texts={key("1"): "一", key("2"): "二"})
    take_back(actor=clerk, confirmation=row)
    assert (row.state, row.disputes.count(), row.confirmed) == ("awaiting", 0, [])
    dispute(actor=clerk, confirmation=row, texts={key("1"): "一", key("2"): "二"})
    answer_dispute(actor=office, dispute=row.disputes.get(text="一"), accepted=True, answer="已改")
    with pytest.raises(Refused, match=r"^督查室已经答复了您的异议，不能再撤回；如有新的情况，请与督查室联系。$"):
        take_back(actor=clerk, confirmation=row)


def test_the_last_answer_of_the_office_settles(dispatch: Dispatch, of_unit: OfUnit, office: User) -> None:
    row = of(dispatch, "市财政局")
    dispute(actor=of_unit("市财政局"), confirmation=row, texts={key("1"): "一", key("2"): "二"})
    answer_dispute(actor=office, dispute=row.disputes.get(text="一"), accepted=True, answer="改为10所")
    assert of(dispatch, "市财政局").state == "disputed"
    answer_dispute(actor=office, dispute=row.disputes.get(text="二"), accepted=False, answer="分工不变")
    assert of(dispatch, "市财政局").state == "settled"
    assert list(row.disputes.values_list("state", "answer")) == [("accepted", "改为10所"), ("declined", "分工不变")]


def test_only_the_office_answers_and_with_words(
    dispatch: Dispatch, of_unit: OfUnit, office: User, other_office: User, visitor: AnonymousUser
) -> None:
    row = of(dispatch, "市教育局")
    dispute(actor=of_unit("市教育局"), confirmation=row, texts={key("1"): "一"})
    for actor in (of_unit("市教育局"), other_office, visitor):
        with pytest.raises(NotAllowed, match=r"^只有督查室可以答复单位的异议。$"):
            answer_dispute(actor=actor, dispute=row.disputes.get(), accepted=True, answer="可")
    with pytest.raises(Refused, match=r"^请写明答复：采纳的写怎样改，不采纳的写理由。$"):
        answer_dispute(actor=office, dispute=row.disputes.get(), accepted=True, answer="")


def test_an_objection_is_answered_once(dispatch: Dispatch, of_unit: OfUnit, office: User) -> None:
    row = of(dispatch, "市财政局")
    dispute(actor=of_unit("市财政局"), confirmation=row, texts={key("1"): "一", key("2"): "二"})
    one, other = row.disputes.get(text="一"), row.disputes.get(text="一")
    answer_dispute(actor=office, dispute=one, accepted=True, answer="可")
    with pytest.raises(OutOfTurn, match=r"现在是“已采纳”，不能不采纳。"):
        answer_dispute(actor=office, dispute=other, accepted=False, answer="否")
    assert Dispute.objects.get(pk=one.pk).answer == "可"


def test_the_text_is_final_when_the_last_unit_has_confirmed(dispatch: Dispatch, of_unit: OfUnit, office: User) -> None:
    for row in Confirmation.objects.filter(dispatch=dispatch).select_related("agency"):
        assert Dispatch.objects.get().state == DispatchState.SENT
        clerk = of_unit(row.agency.name)
        if row.agency.name == "市教育局":
            dispute(actor=clerk, confirmation=row, texts={key("1"): "一"})
            answer_dispute(actor=office, dispute=row.disputes.get(), accepted=False, answer="不变")
        else:
            confirm(actor=clerk, confirmation=row)
    assert Dispatch.objects.get().state == DispatchState.CLOSED
    assert first_broken(dispatch.government_id) is None
