"""Until when units have to answer deputies, and the office to look at answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.agencies.models import Government
from xushi_web.deadlines.registry import Deadline, offers
from xushi_web.questions.models import WITH_UNIT, Question, QuestionState

_WHAT = {
    QuestionState.ROUTED: _("答复代表询问：%(question)s"),
    QuestionState.WITH_HEAD: _("审核对代表询问的答复：%(question)s"),
    QuestionState.RETURNED: _("重新答复代表询问：%(question)s"),
    QuestionState.ANSWERED: _("审核并发出对代表询问的答复：%(question)s"),
}


@offers
def deadlines(government: Government, today: date) -> Iterator[Deadline]:  # noqa: ARG001 - what is open is open on any day
    """Yield questions that were given to a unit and whose answer is not out (1 query)."""
    rows = Question.objects.of(government).filter(state__in=_WHAT, due_on__isnull=False)
    for question in rows.select_related("commitment", "agency"):
        state = QuestionState(question.state)
        if question.due_on is None:
            continue
        yield Deadline(
            key=f"question:{question.pk}:{question.rounds}:{state}",
            what=_WHAT[state],
            values={"question": str(question)},
            due=question.due_on,
            link=reverse("workbench:question", args=[question.pk]),
            agency=question.agency if state in WITH_UNIT else None,
            posts=(Post.HEAD,) if state == QuestionState.WITH_HEAD else OF_UNIT,
        )
