"""Following, asking, routing, answering, releasing, grading and publishing."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person
from xushi_web.accounts.policies import require
from xushi_web.agencies.models import Agency
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.documents.errors import Refused
from xushi_web.programmes.models import Commitment
from xushi_web.questions.machine import QUESTION
from xushi_web.questions.models import Contentment, Following, Question, QuestionState, Round
from xushi_web.questions.policies import (
    may_approve_answer,
    may_ask,
    may_pursue,
    may_run_question,
    may_write_answer,
)
from xushi_web.questions.rules import silent_until
from xushi_web.questions.telling import tell_of_question
from xushi_web.questions.unsent import ASKING, forget_unsent


def follow(*, actor: Actor, commitment: Commitment, now: datetime | None = None) -> None:
    """Follow a commitment; doing so twice is following it. Raises `NotAllowed`."""
    require(may_ask(actor, commitment), _("只有本级人大代表可以关注事项。"))
    now = now or timezone.now()
    with transaction.atomic():
        _row, created = Following.objects.get_or_create(
            user=person(actor),
            commitment=commitment,
            defaults={"government_id": commitment.government_id, "since": now, "seen_at": now},
        )
        if created:
            _followed(actor, Tag.COMMITMENT_FOLLOWED, commitment)


def unfollow(*, actor: Actor, commitment: Commitment) -> None:
    """Follow a commitment no longer. Raises `NotAllowed`."""
    require(may_ask(actor, commitment), _("只有本级人大代表可以关注事项。"))
    with transaction.atomic():
        gone, _rows = Following.objects.filter(user=person(actor), commitment=commitment).delete()
        if gone:
            _followed(actor, Tag.COMMITMENT_UNFOLLOWED, commitment)


def ask(
    *, actor: Actor, commitment: Commitment, text: str, shows_name: bool = False, now: datetime | None = None
) -> Question:
    """Ask about a commitment, which the deputy follows from then on. Raises `NotAllowed`, `Refused` without words."""
    require(may_ask(actor, commitment), _("只有本级人大代表可以提出询问。"))
    _require_words(text, _("请写明要问什么。"))
    now = now or timezone.now()
    with transaction.atomic():
        question = Question.objects.create(
            government_id=commitment.government_id, commitment=commitment, asked_by=person(actor), shows_name=shows_name
        )
        _add_round(question, text, now)
        follow(actor=actor, commitment=commitment, now=now)
        forget_unsent(person(actor), commitment=commitment, verb=ASKING)
        _told(actor, Tag.QUESTION_ASKED, question, text=text.strip(), shows_name=shows_name)
    return question


def withdraw_question(*, actor: Actor, question: Question) -> None:
    """Take a first question back before the office takes it up. Raises `NotAllowed`, `OutOfTurn`."""
    _require_deputy(actor, question)
    with transaction.atomic():
        QUESTION.take(question, "withdraw", given=Q(rounds=1))
        _told(actor, Tag.QUESTION_WITHDRAWN, question)


def route_question(
    *, actor: Actor, question: Question, agency: Agency, due_on: date, now: datetime | None = None
) -> None:
    """Give a question to a unit of the government to answer by a day. Raises `NotAllowed`, `OutOfTurn`, `Refused`."""
    _require_office(actor, question)
    if agency.government_id != question.government_id or agency.is_group:
        raise Refused(_("请交给本级的一个单位答复。"))
    if due_on < timezone.localdate(now or timezone.now()):
        raise Refused(_("答复期限 %(day)s 已经过去，请填写今天或以后的日期。") % {"day": due_on.isoformat()})
    with transaction.atomic():
        QUESTION.take(question, "route", agency=agency, due_on=due_on)
        question.asked.filter(number=question.rounds).update(agency=agency)
        _told(actor, Tag.QUESTION_ROUTED, question, unit=agency.name, due=due_on.isoformat())


def answer_here(*, actor: Actor, question: Question, text: str) -> None:
    """Answer as the office, without a unit; to be released afterwards. Raises `NotAllowed`, `OutOfTurn`, `Refused`."""
    _require_office(actor, question)
    _require_words(text, _("请写明答复。"))
    with transaction.atomic():
        QUESTION.take(question, "answer_here", given=Q(agency__isnull=True))
        _handed_in(actor, question, "answer")
        question.asked.filter(number=question.rounds).update(answer=text.strip(), written_by=person(actor))
        _told(actor, Tag.QUESTION_ANSWERED, question, text=text.strip())


def write_answer(*, actor: Actor, question: Question, text: str) -> None:
    """Write what the unit answers and give it to its head. Raises `NotAllowed`, `OutOfTurn`, `Refused`."""
    require(may_write_answer(actor, question), _("只有承办单位的联络员和负责人可以拟写答复。"))
    _require_words(text, _("请写明答复。"))
    with transaction.atomic():
        QUESTION.take(question, "write", given=Q(agency=question.agency))
        _handed_in(actor, question, "write")
        question.asked.filter(number=question.rounds).update(answer=text.strip(), written_by=person(actor))
        _told(actor, Tag.QUESTION_WRITTEN, question, text=text.strip())


def approve_answer(*, actor: Actor, question: Question) -> None:
    """Stand by the answer for the unit and give it to the office. Raises `NotAllowed`, `OutOfTurn`."""
    require(may_approve_answer(actor, question), _("只有承办单位的负责人可以审核答复。"))
    with transaction.atomic():
        QUESTION.take(question, "approve", given=Q(agency=question.agency))
        question.asked.filter(number=question.rounds).update(approved_by=person(actor), return_reason="")
        _told(actor, Tag.QUESTION_ANSWERED, question, text=question.current.answer)


def return_answer(*, actor: Actor, question: Question, reason: str) -> None:
    """Let the unit answer again, saying why. Raises `NotAllowed`, `OutOfTurn`, and `Refused` without a reason."""
    _require_office(actor, question)
    _require_words(reason, _("请写明退回的理由，单位会看到这句话。"))
    with transaction.atomic():
        QUESTION.take(question, "give_back", given=Q(agency__isnull=False))
        _handed_in(actor, question, "return")
        question.asked.filter(number=question.rounds).update(return_reason=reason.strip(), approved_by=None)
        _told(actor, Tag.QUESTION_RETURNED, question, reason=reason.strip())


def release_answer(*, actor: Actor, question: Question, now: datetime | None = None) -> None:
    """Let the deputy read the answer. Raises `NotAllowed`, `OutOfTurn`."""
    _require_office(actor, question)
    with transaction.atomic():
        QUESTION.take(question, "release")
        question.asked.filter(number=question.rounds).update(released_at=now or timezone.now())
        _told(actor, Tag.QUESTION_RELEASED, question)


def follow_up(*, actor: Actor, question: Question, text: str, now: datetime | None = None) -> None:
    """Ask once more, which the office routes anew. Raises `NotAllowed`, `OutOfTurn`, and `Refused` without words."""
    _require_deputy(actor, question)
    _require_words(text, _("请写明要问什么。"))
    with transaction.atomic():
        QUESTION.take(question, "follow_up", given=Q(rounds=1), rounds=2, agency=None, due_on=None)
        _add_round(question, text, now or timezone.now())
        _handed_in(actor, question, "follow-up")
        _told(actor, Tag.QUESTION_FOLLOWED_UP, question, text=text.strip())


def close_question(*, actor: Actor, question: Question, contentment: Contentment, now: datetime | None = None) -> None:
    """Grade the answer, which ends the matter; a public one stays so. Raises `NotAllowed`, `OutOfTurn`."""
    _require_deputy(actor, question)
    with transaction.atomic():
        question.refresh_from_db()
        verb = "grade" if question.state == QuestionState.PUBLISHED else "close"
        changes = {"contentment": contentment, "closed_at": now or timezone.now()}
        QUESTION.take(question, verb, given=Q(contentment=""), **changes)
        _told(actor, Tag.QUESTION_CLOSED, question, contentment=contentment)


def publish_question(*, actor: Actor, question: Question, now: datetime | None = None) -> None:
    """Show question and answer to everybody on the page of the item, graded or after the deputy's silence.

    Raises `NotAllowed`, `OutOfTurn`, and `Refused` while the deputy still has time to grade.
    """
    _require_office(actor, question)
    now = now or timezone.now()
    with transaction.atomic():
        question.refresh_from_db()
        ungraded = question.state == QuestionState.RELEASED
        if ungraded:
            _require_silence(question, timezone.localdate(now))
        given = Q(rounds=question.rounds)
        QUESTION.take(question, "publish_ungraded" if ungraded else "publish", given=given, published_at=now)
        _told(actor, Tag.QUESTION_PUBLISHED, question, shows_name=question.shows_name)


def unpublish_question(*, actor: Actor, question: Question) -> None:
    """Take question and answer off the public page. Raises `NotAllowed`, `OutOfTurn`."""
    _require_office(actor, question)
    with transaction.atomic():
        question.refresh_from_db()
        verb = "unpublish" if question.contentment else "unpublish_ungraded"
        QUESTION.take(question, verb, given=Q(contentment=question.contentment), published_at=None)
        _told(actor, Tag.QUESTION_UNPUBLISHED, question)


def _require_silence(question: Question, today: date) -> None:
    """Raise `Refused` while the deputy may still be about to grade the answer."""
    last = silent_until(question)
    if last is not None and today <= last:
        message = _("代表还没有评价这次答复，%(day)s以前可以评价或追问；过了这一天没有评价，也可以公开。")
        raise Refused(message % {"day": last.isoformat()})


def _add_round(question: Question, text: str, now: datetime) -> None:
    Round.objects.create(
        government_id=question.government_id,
        question=question,
        number=question.rounds,
        text=text.strip(),
        asked_at=now,
    )


def _handed_in(actor: Actor, question: Question, verb: str) -> None:
    forget_unsent(person(actor), commitment=question.commitment, question=question, verb=verb)


def _require_words(text: str, otherwise: str) -> None:
    if not text.strip():
        raise Refused(otherwise)


def _require_office(actor: Actor, question: Question) -> None:
    require(may_run_question(actor, question), _("只有督查室可以办理代表询问。"))


def _require_deputy(actor: Actor, question: Question) -> None:
    require(may_pursue(actor, question), _("只有提出询问的代表本人可以这样做。"))


def _followed(actor: Actor, tag: Tag, commitment: Commitment) -> None:
    record(actor=actor, tag=tag, subject=commitment.pk, government=commitment.government_id)


def _told(actor: Actor, tag: Tag, question: Question, /, **details: object) -> None:
    entry = record(
        actor=actor,
        tag=tag,
        subject=question.pk,
        government=question.government_id,
        details={"commitment": str(question.commitment_id), "round": question.rounds, **details},
    )
    tell_of_question(actor=actor, question=question, entry=entry, details=details)
