"""Keeping what is being typed into a question or an answer, for whoever types it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.policies import require
from xushi_web.programmes.models import Commitment
from xushi_web.questions.models import Question, Unsent
from xushi_web.questions.policies import may_ask, may_pursue, may_run_question, may_write_answer

#: What may be typed, by the verb of its address, and who may.
WRITERS: Mapping[str, Callable[[User, Question], bool]] = {
    "answer": may_run_question,
    "return": may_run_question,
    "write": may_write_answer,
    "follow-up": may_pursue,
}
ASKING = "ask"


def keep_question(
    *, actor: User, commitment: Commitment, text: str, shows_name: bool, now: datetime | None = None
) -> datetime:
    """Keep what a deputy is about to ask, and return when; without words nothing is kept. Raises `NotAllowed`.

    Only the deputy sees it; it is no matter of record, so no audit entry.
    """
    require(may_ask(actor, commitment), _("只有本级人大代表可以提出询问。"))
    return _kept(Unsent(user=actor, commitment=commitment, verb=ASKING, text=text, shows_name=shows_name), now)


def keep_words(*, actor: User, question: Question, verb: str, text: str, now: datetime | None = None) -> datetime:
    """Keep what is typed to a question, and return when; without words nothing is kept.

    Raises `NotAllowed`, and KeyError for a verb that takes no words.
    """
    require(WRITERS[verb](actor, question), _("您不能在这一询问中填写。"))
    row = Unsent(user=actor, commitment=question.commitment, question=question, verb=verb, text=text)
    return _kept(row, now)


def unsent_of(user: User, *, commitment: Commitment, question: Question | None = None) -> dict[str, Unsent]:
    """Return what `user` typed and did not hand in, by verb (one query)."""
    return {row.verb: row for row in Unsent.objects.filter(user=user, commitment=commitment, question=question)}


def forget_unsent(user: User, *, commitment: Commitment, verb: str, question: Question | None = None) -> None:
    """Forget it, since it was handed in or given up."""
    Unsent.objects.filter(user=user, commitment=commitment, question=question, verb=verb).delete()


def _kept(row: Unsent, now: datetime | None) -> datetime:
    row.government_id, row.at = row.commitment.government_id, now or timezone.now()
    if not row.text.strip():
        forget_unsent(row.user, commitment=row.commitment, verb=row.verb, question=row.question)
        return row.at
    Unsent.objects.update_or_create(
        user=row.user,
        commitment=row.commitment,
        question=row.question,
        verb=row.verb,
        defaults={"text": row.text, "shows_name": row.shows_name, "at": row.at, "government_id": row.government_id},
    )
    return row.at
