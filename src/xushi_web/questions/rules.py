"""How long a question may wait for whom, in days (docs/decisions/0010)."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from xushi_web.questions.models import Question

#: The office gives a question to a unit, or answers it, within so many days of its being asked.
DAYS_TO_ROUTE = 5
#: A deputy who neither grades an answer nor asks again for so many days does not keep it from the public.
DAYS_OF_SILENCE = 30


def last_day_to_route(question: Question) -> date:
    """Return by when the office takes up what was asked last."""
    return timezone.localdate(question.current.asked_at) + timedelta(days=DAYS_TO_ROUTE)


def silent_until(question: Question) -> date | None:
    """Return the last day of the silence that the deputy of an ungraded answer is given; None without one."""
    released_at = None if question.contentment else question.current.released_at
    return timezone.localdate(released_at) + timedelta(days=DAYS_OF_SILENCE) if released_at else None
