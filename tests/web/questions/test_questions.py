"""A question from asking to publishing: what each step does, and who may not take it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.audit.models import AuditEntry
from xushi_web.deadlines.queries import deadlines_of
from xushi_web.documents.errors import Refused
from xushi_web.notifications.models import Notification
from xushi_web.programmes.models import Commitment
from xushi_web.questions import actions
from xushi_web.questions.models import Contentment, Following, Question
from xushi_web.questions.policies import may_see_question
from xushi_web.questions.queries import published_questions
from xushi_web.states import OutOfTurn

from ..conftest import OfUnit
from .conftest import ANSWER, ASKED, DUE, NOW, deputy_of


def told(user: User) -> list[str]:
    return [str(row) for row in Notification.objects.filter(person=user).order_by("id")]


def test_from_asking_to_publishing(released: Question, office: User, deputy: User) -> None:
    actions.close_question(actor=deputy, question=released, contentment=Contentment.SATISFIED)
    assert published_questions(released.commitment) == []
    actions.publish_question(actor=office, question=released)
    assert published_questions(released.commitment) == [released]
    assert (released.current.text, released.current.answer) == (ASKED, ANSWER)
    actions.unpublish_question(actor=office, question=released)
    assert published_questions(released.commitment) == []
    tags = AuditEntry.objects.filter(tag__startswith="question:").order_by("sequence").values_list("tag", flat=True)
    assert [tag.removeprefix("question:") for tag in tags] == [
        "asked", "routed", "written", "answered", "released", "closed", "published", "unpublished",
    ]  # fmt: skip


def test_a_silent_deputy_keeps_no_answer_from_the_public(released: Question, office: User) -> None:
    last = NOW + timedelta(days=30)
    with pytest.raises(Refused) as caught:
        actions.publish_question(actor=office, question=released, now=last)
    assert str(caught.value) == (
        "代表还没有评价这次答复，2024-05-01以前可以评价或追问；过了这一天没有评价，也可以公开。"
    )
    actions.publish_question(actor=office, question=released, now=last + timedelta(days=1))
    assert published_questions(released.commitment) == [released]
    actions.unpublish_question(actor=office, question=released)
    assert released.state == "released"


def test_what_is_public_without_a_grade_is_graded_once(released: Question, office: User, deputy: User) -> None:
    actions.publish_question(actor=office, question=released, now=NOW + timedelta(days=31))
    with pytest.raises(OutOfTurn):
        actions.follow_up(actor=deputy, question=released, text="何时竣工？")
    actions.close_question(actor=deputy, question=released, contentment=Contentment.UNSATISFIED)
    assert (released.state, released.contentment) == ("published", "unsatisfied")
    with pytest.raises(OutOfTurn):
        actions.close_question(actor=deputy, question=released, contentment=Contentment.SATISFIED)
    actions.unpublish_question(actor=office, question=released)
    assert released.state == "closed"


def test_only_deputies_of_the_government_ask_and_follow(
    school: Commitment, visitor: AnonymousUser, auditor: User, other_city: Government, of_unit: OfUnit
) -> None:
    for actor in (visitor, auditor, deputy_of("elsewhere", other_city), of_unit("市教育局")):
        with pytest.raises(NotAllowed, match=r"^只有本级人大代表可以提出询问。$"):
            actions.ask(actor=actor, commitment=school, text=ASKED)
        for action in (actions.follow, actions.unfollow):
            with pytest.raises(NotAllowed, match=r"^只有本级人大代表可以关注事项。$"):
                action(actor=actor, commitment=school)
    assert not Question.objects.exists()
    assert not Following.objects.exists()


def test_who_asks_follows_and_may_stop(question: Question, deputy: User) -> None:
    actions.follow(actor=deputy, commitment=question.commitment)
    assert Following.objects.get().user == deputy
    actions.unfollow(actor=deputy, commitment=question.commitment)
    actions.unfollow(actor=deputy, commitment=question.commitment)
    assert not Following.objects.exists()
    assert AuditEntry.objects.filter(tag="commitment:unfollowed").count() == 1


def test_only_its_office_runs_a_question(
    routed: Question, other_office: User, visitor: AnonymousUser, auditor: User, of_unit: OfUnit
) -> None:
    bureau = Agency.objects.get(name="市教育局")
    acts: tuple[Callable[[Any], object], ...] = (
        lambda who: actions.route_question(actor=who, question=routed, agency=bureau, due_on=NOW.date()),
        lambda who: actions.answer_here(actor=who, question=routed, text=ANSWER),
        lambda who: actions.return_answer(actor=who, question=routed, reason="x"),
        lambda who: actions.release_answer(actor=who, question=routed),
        lambda who: actions.publish_question(actor=who, question=routed),
        lambda who: actions.unpublish_question(actor=who, question=routed),
    )
    for actor in (routed.asked_by, other_office, visitor, auditor, of_unit("市教育局", Post.HEAD)):
        for act in acts:
            with pytest.raises(NotAllowed, match=r"^只有督查室可以办理代表询问。$"):
                act(actor)
    routed.refresh_from_db()
    assert routed.state == "routed"


def test_the_unit_writes_and_its_head_approves(
    routed: Question, office: User, deputy: User, visitor: AnonymousUser, of_unit: OfUnit
) -> None:
    clerk = of_unit("市教育局")
    strangers = (office, deputy, visitor, of_unit("市民政局", Post.HEAD))
    for actor in strangers:
        with pytest.raises(NotAllowed, match=r"^只有承办单位的联络员和负责人可以拟写答复。$"):
            actions.write_answer(actor=actor, question=routed, text=ANSWER)
    actions.write_answer(actor=clerk, question=routed, text=ANSWER)
    for actor in (*strangers, clerk):
        with pytest.raises(NotAllowed, match=r"^只有承办单位的负责人可以审核答复。$"):
            actions.approve_answer(actor=actor, question=routed)
    assert routed.state == "with_head"


def test_only_who_asked_goes_on_with_it(
    released: Question, other_deputy: User, office: User, visitor: AnonymousUser
) -> None:
    acts: tuple[Callable[[Any], object], ...] = (
        lambda who: actions.withdraw_question(actor=who, question=released),
        lambda who: actions.follow_up(actor=who, question=released, text="?"),
        lambda who: actions.close_question(actor=who, question=released, contentment=Contentment.SATISFIED),
    )
    for actor in (other_deputy, office, visitor):
        for act in acts:
            with pytest.raises(NotAllowed, match=r"^只有提出询问的代表本人可以这样做。$"):
                act(actor)
    assert not may_see_question(other_deputy, released)


def test_an_answer_is_returned_with_a_reason_and_written_again(routed: Question, office: User, of_unit: OfUnit) -> None:
    clerk, head = of_unit("市教育局"), of_unit("市教育局", Post.HEAD)
    actions.write_answer(actor=clerk, question=routed, text="已办。")
    actions.approve_answer(actor=head, question=routed)
    with pytest.raises(Refused, match=r"^请写明退回的理由，单位会看到这句话。$"):
        actions.return_answer(actor=office, question=routed, reason=" ")
    actions.return_answer(actor=office, question=routed, reason="没有写地点")
    assert told(clerk)[-1] == f"代表询问的答复被退回（没有写地点）：{routed}"
    with pytest.raises(OutOfTurn):
        actions.release_answer(actor=office, question=routed)
    actions.write_answer(actor=clerk, question=routed, text=ANSWER)
    actions.approve_answer(actor=head, question=routed)
    assert (routed.state, routed.current.answer, routed.current.return_reason) == ("answered", ANSWER, "")


def test_there_is_one_follow_up_and_the_office_may_answer_it(released: Question, office: User, deputy: User) -> None:
    actions.follow_up(actor=deputy, question=released, text="何时竣工？")
    assert (released.state, released.rounds, released.agency) == ("asked", 2, None)
    with pytest.raises(OutOfTurn):
        actions.withdraw_question(actor=deputy, question=released)
    actions.answer_here(actor=office, question=released, text="八月底。")
    actions.release_answer(actor=office, question=released)
    with pytest.raises(OutOfTurn):
        actions.follow_up(actor=deputy, question=released, text="再问？")
    assert [(row.text, row.answer) for row in released.asked.all()] == [(ASKED, ANSWER), ("何时竣工？", "八月底。")]


def test_what_a_unit_answered_is_not_overwritten_by_the_office(routed: Question, office: User, of_unit: OfUnit) -> None:
    actions.write_answer(actor=of_unit("市教育局"), question=routed, text=ANSWER)
    actions.approve_answer(actor=of_unit("市教育局", Post.HEAD), question=routed)
    with pytest.raises(OutOfTurn):
        actions.answer_here(actor=office, question=routed, text="别的")
    assert routed.current.answer == ANSWER


def test_of_two_who_act_at_once_one_is_told(question: Question, office: User) -> None:
    bureau = Agency.objects.get(name="市教育局")
    stale = Question.objects.get(pk=question.pk)
    actions.answer_here(actor=office, question=question, text=ANSWER)
    with pytest.raises(OutOfTurn) as caught:
        actions.route_question(actor=office, question=stale, agency=bureau, due_on=DUE, now=NOW)
    sentence = f"“{stale}”现在是“待督查室审核”，不能交办。可能别人刚刚处理过，请刷新页面看最新情况。"
    assert str(caught.value) == sentence
    assert Question.objects.get().agency is None


def test_it_is_given_to_a_unit_of_the_same_government_by_a_day_to_come(
    question: Question, office: User, other_city: Government
) -> None:
    stranger = Agency.objects.create(government=other_city, name="市交通局")
    with pytest.raises(Refused, match=r"^请交给本级的一个单位答复。$"):
        actions.route_question(actor=office, question=question, agency=stranger, due_on=DUE, now=NOW)
    bureau = Agency.objects.get(name="市教育局")
    with pytest.raises(Refused, match=r"^答复期限 2024-03-31 已经过去，请填写今天或以后的日期。$"):
        actions.route_question(actor=office, question=question, agency=bureau, due_on=date(2024, 3, 31), now=NOW)


def test_nothing_is_asked_or_answered_without_words(question: Question, deputy: User, office: User) -> None:
    with pytest.raises(Refused, match=r"^请写明要问什么。$"):
        actions.ask(actor=deputy, commitment=question.commitment, text=" ")
    with pytest.raises(Refused, match=r"^请写明答复。$"):
        actions.answer_here(actor=office, question=question, text=" ")


def test_each_side_is_told_and_owes_what_is_its_turn(
    office: User, question: Question, deputy: User, of_unit: OfUnit
) -> None:
    clerk, head = of_unit("市教育局"), of_unit("市教育局", Post.HEAD)
    bureau = Agency.objects.get(name="市教育局")

    def due(user: User) -> list[str]:
        return [row.in_words() for row in deadlines_of(user, NOW.date())]

    assert told(office) == [f"代表询问，请交办或答复：{question}"]
    assert [(str(row.due), row.in_words()) for row in deadlines_of(office, NOW.date())] == [
        ("2024-04-06", f"交办或答复代表询问：{question}")
    ]
    actions.route_question(actor=office, question=question, agency=bureau, due_on=DUE, now=NOW)
    assert told(clerk) == [f"代表询问交您单位答复，2024-04-15前报送：{question}"]
    assert due(clerk) == [f"答复代表询问：{question}"]
    actions.write_answer(actor=clerk, question=question, text=ANSWER)
    assert (due(clerk), due(head)) == ([], [f"审核对代表询问的答复：{question}"])
    actions.approve_answer(actor=head, question=question)
    assert (due(head), due(office)) == ([], [f"审核并发出对代表询问的答复：{question}"])
    actions.release_answer(actor=office, question=question, now=NOW)
    assert due(office) == []
    assert told(deputy) == [f"您的询问有了答复：{question}"]
    assert due(deputy) == [f"评价对您询问的答复：{question}"]
    assert deadlines_of(deputy, date(2024, 5, 2)) == []
