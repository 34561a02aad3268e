"""The forms of a question that take words: what stands in each, restored when it was not handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xushi_web.questions.models import Question, Unsent
from xushi_web.questions.unsent import unsent_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A form: the verb of its address, the step it takes, its words."""

    verb: str
    step: str
    label: str | Promise
    button: str | Promise
    rows: int
    starts_from_answer: bool = False
    is_primary: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One form with what stands in it, and since when it waits to be handed in."""

    kind: Kind
    text: str
    kept_at: datetime | None = None


_KINDS = (
    Kind("answer", "answer_here", _("由督查室直接答复"), _("保存答复"), 6, starts_from_answer=True),
    Kind("write", "write", _("答复"), _("保存并送审"), 8, starts_from_answer=True, is_primary=True),
    Kind("return", "give_back", _("退回理由"), _("退回重答"), 3),
    Kind("follow-up", "follow_up", _("还想问什么（只能追问一次）"), _("追问"), 4),
)


def forms_of(
    user: User, question: Question, can: Mapping[str, bool], posted: Mapping[str, str]
) -> Mapping[str, Sequence[Form]]:
    """Return the forms that `user` can hand in now, by step, with what was `posted` to one and not taken.

    Each stands in a list of its own or in none, so that a template asks for it and goes through it at once.
    """
    open_ones = [kind for kind in _KINDS if can[kind.step]]
    kept = unsent_of(user, commitment=question.commitment, question=question) if open_ones else {}
    return {kind.step: [_form(kind, question, kept, posted)] for kind in open_ones}


def _form(kind: Kind, question: Question, kept: Mapping[str, Unsent], posted: Mapping[str, str]) -> Form:
    if posted.get(kind.verb):
        return Form(kind, posted[kind.verb])
    row = kept.get(kind.verb)
    if row is not None:
        return Form(kind, row.text, row.at)
    return Form(kind, question.current.answer if kind.starts_from_answer else "")
