"""Until when the office takes questions up, units answer them, the office looks at answers, and deputies grade them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.agencies.models import Government
from xushi_web.deadlines.registry import Deadline, offers
from xushi_web.questions.models import WITH_UNIT, Question, QuestionState
from xushi_web.questions.rules import last_day_to_route, silent_until

_WHAT = {
    QuestionState.ASKED: _("交办或答复代表询问：%(question)s"),
    QuestionState.ROUTED: _("答复代表询问：%(question)s"),
    QuestionState.WITH_HEAD: _("审核对代表询问的答复：%(question)s"),
    QuestionState.RETURNED: _("重新答复代表询问：%(question)s"),
    QuestionState.ANSWERED: _("审核并发出对代表询问的答复：%(question)s"),
}
_GRADING = _("评价对您询问的答复：%(question)s")


@offers
def deadlines(government: Government, today: date) -> Iterator[Deadline]:
    """Yield questions whose answer is not out, and answers that their deputy may still grade (4 queries)."""
    for question in _open(government, _WHAT):
        state = QuestionState(question.state)
        with_unit = state in WITH_UNIT
        due = question.due_on or last_day_to_route(question)
        yield _deadline(
            question,
            _WHAT[state],
            due,
            agency=question.agency if with_unit else None,
            posts=(Post.HEAD,) if state == QuestionState.WITH_HEAD else OF_UNIT,
        )
    for question in _open(government, (QuestionState.RELEASED,)):
        last = silent_until(question)
        if last is not None and today <= last:  # nobody is pressed afterwards: then the office may publish
            yield _deadline(question, _GRADING, last, person=question.asked_by)


def _open(government: Government, states: Iterable[QuestionState]) -> QuerySet[Question]:
    rows = Question.objects.of(government).filter(state__in=states)
    return rows.select_related("commitment", "agency", "asked_by").prefetch_related("asked")


def _deadline(question: Question, what: str | Promise, due: date, **whose: Any) -> Deadline:
    return Deadline(
        key=f"question:{question.pk}:{question.rounds}:{question.state}",
        what=what,
        values={"question": str(question)},
        due=due,
        link=reverse("workbench:question", args=[question.pk]),
        **whose,
    )
