"""Photos and documents that go with an answer to a deputy."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from xushi_web.attachments.owners import Owner, enter
from xushi_web.questions.machine import QUESTION
from xushi_web.questions.models import Round
from xushi_web.questions.policies import may_add_to_answer, may_see_answer


def _closed(row: Round) -> str:
    """Return why the files of an answer are settled: it is with the office, with the deputy, or was asked on."""
    question = row.question
    verb = "write" if question.agency_id else "answer_here"
    if row.number == question.rounds and QUESTION.leads_on(question.state, verb):
        return ""
    if row.released_at:
        return _("答复已发给代表，不能再增减佐证材料。")
    return _("答复现在是“%(state)s”，不能增减佐证材料；如需补充，请督查室退回重答。") % {
        "state": question.get_state_display()
    }


enter(
    Owner(
        kind="answer",
        model=Round,
        may_see=may_see_answer,
        may_attach=may_add_to_answer,
        closed=_closed,
        link=lambda row: reverse("workbench:question", args=[row.question_id]),
    )
)
