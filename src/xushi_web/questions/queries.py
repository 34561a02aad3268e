"""Which questions there are for whom, and how what a deputy follows stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.accounts.queries import governments_of_office
from xushi_web.agencies.models import Agency, Government
from xushi_web.programmes.models import Commitment, Programme
from xushi_web.questions.models import WITH_UNIT, Following, Question, QuestionState, Round
from xushi_web.questions.policies import may_ask
from xushi_web.reporting.models import UnitReport
from xushi_web.reporting.published import published


@dataclass(frozen=True, slots=True)
class Followed:
    """A commitment that is followed, its last published report, and whether that is new since the last visit."""

    following: Following
    report: UnitReport | None
    is_new: bool


def governments_of_deputy(user: User) -> QuerySet[Government]:
    """Return the governments in which `user` is a deputy."""
    return Government.objects.filter(pk__in=user.appointments.filter(post=Post.DEPUTY).values("government"))


def programmes_for(user: User) -> QuerySet[Programme]:
    """Return the lists of the governments in which `user` is a deputy, the latest first."""
    rows = Programme.objects.filter(government__in=governments_of_deputy(user)).select_related("government")
    return rows.order_by("-year", "order")


def promises_for(user: User, programme: Programme) -> list[tuple[Commitment, bool]]:
    """Return what a list promises, and of each whether `user` follows it (two queries)."""
    followed = set(Following.objects.filter(user=user).values_list("commitment", flat=True))
    rows = programme.commitments.filter(withdrawn=False)
    return [(row, row.pk in followed) for row in rows]


def followed_by(user: User) -> list[Followed]:
    """Return how everything stands that `user` follows, by what is published; what is new first (three queries)."""
    rows = list(
        Following.objects.filter(user=user, government__in=governments_of_deputy(user))
        .select_related("commitment__programme")
        .order_by("commitment__programme__year", "commitment__programme__order", "commitment__order")
    )
    reports = published().filter(commitment__in=[row.commitment_id for row in rows])
    latest = {
        report.commitment_id: report
        for report in reports.select_related("reporting_period", "agency").order_by("reporting_period__due_at")
    }
    shown = [Followed(row, latest.get(row.commitment_id), _is_new(row, latest.get(row.commitment_id))) for row in rows]
    return sorted(shown, key=lambda one: not one.is_new)


def mark_seen(user: User, now: datetime | None = None) -> None:
    """Remember that `user` has looked at what they follow. It is no matter of record."""
    Following.objects.filter(user=user).update(seen_at=now or timezone.now())


@dataclass(frozen=True, slots=True)
class Stake:
    """What a deputy has to do with a commitment: whether they follow it, and what they asked about it."""

    follows: bool
    questions: Sequence[Question]


def stake_of(user: User | AnonymousUser, commitment: Commitment) -> Stake | None:
    """Return what `user` has to do with it as a deputy; None for everybody else (no query for visitors)."""
    if isinstance(user, AnonymousUser) or not may_ask(user, commitment):
        return None
    follows = Following.objects.filter(user=user, commitment=commitment).exists()
    return Stake(follows, list(Question.objects.filter(asked_by=user, commitment=commitment)))


def questions_of_deputy(user: User) -> QuerySet[Question]:
    """Return what `user` asked as a deputy, the latest first."""
    return _shown(Question.objects.filter(asked_by=user, government__in=governments_of_deputy(user)))


def questions_of_office(user: User) -> QuerySet[Question]:
    """Return the questions to the governments whose office `user` is of, withdrawn ones left out."""
    rows = Question.objects.filter(government__in=governments_of_office(user))
    return _shown(rows.exclude(state=QuestionState.WITHDRAWN))


def questions_of_units(user: User) -> QuerySet[Question]:
    """Return the questions given to the units in which `user` is clerk or head."""
    units = Agency.objects.filter(appointments__user=user, appointments__post__in=OF_UNIT)
    return _shown(Question.objects.filter(agency__in=units))


def waiting_for_unit(user: User) -> QuerySet[Question]:
    """Return the questions that a unit of `user` still has to answer."""
    return questions_of_units(user).filter(state__in=WITH_UNIT).order_by("due_on")


def published_questions(commitment: Commitment) -> Sequence[Question]:
    """Return the questions on a commitment that everybody may read, the latest first (two queries)."""
    rows = Question.objects.filter(commitment=commitment, state=QuestionState.PUBLISHED)
    rounds = Round.objects.select_related("agency")
    return list(rows.select_related("asked_by", "government").prefetch_related(Prefetch("asked", rounds)))


def _is_new(row: Following, report: UnitReport | None) -> bool:
    if report is None:
        return False
    moments = (report.judged_at, report.reporting_period.published_at)
    return any(moment is not None and moment > row.seen_at for moment in moments)


def _shown(rows: QuerySet[Question]) -> QuerySet[Question]:
    return rows.select_related("commitment__programme", "agency", "government", "asked_by")
