"""Questions and answers in the history of an item: the public ones for everybody, all of them for the office."""

from __future__ import annotations

from django.contrib.auth.models import User

from xushi_web.history.queries import office_history, public_history
from xushi_web.questions import actions
from xushi_web.questions.models import Contentment, Question

from .conftest import ANSWER, ASKED


def test_only_what_was_published_is_public_history_and_without_names(
    released: Question, office: User, deputy: User
) -> None:
    actions.close_question(actor=deputy, question=released, contentment=Contentment.SATISFIED)
    assert not any(event.note == ASKED for event in public_history(released.commitment))
    actions.publish_question(actor=office, question=released)
    event = public_history(released.commitment)[0]
    assert (event.what, event.who, event.note) == ("公开代表询问和答复", "云川市督查室", ASKED)


def test_the_office_reads_who_asked_who_answered_and_the_grade(released: Question, deputy: User) -> None:
    actions.close_question(actor=deputy, question=released, contentment=Contentment.SATISFIED)
    told = {event.what: (event.who, event.note) for event in office_history(released.commitment)}
    assert told["代表询问"] == ("deputy", ASKED)
    assert told["“市教育局”答复代表询问"] == (released.current.approved_by.username, ANSWER)  # type: ignore[union-attr]
    assert told["代表评价答复：满意"] == ("deputy", "")


def test_what_was_withdrawn_is_no_history(question: Question, deputy: User) -> None:
    actions.withdraw_question(actor=deputy, question=question)
    assert not any(event.note == ASKED for event in office_history(question.commitment))
