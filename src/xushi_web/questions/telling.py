"""Who is told what of a question, and of what is followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Government
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.notifications.actions import tell
from xushi_web.notifications.queries import people_of_office, people_of_unit
from xushi_web.questions.models import Following, Question

_TO_OFFICE = {
    Tag.QUESTION_ASKED: _("代表询问，请交办或答复：%(question)s"),
    Tag.QUESTION_FOLLOWED_UP: _("代表追问，请交办或答复：%(question)s"),
    Tag.QUESTION_ANSWERED: _("代表询问的答复等您审核：%(question)s"),
    Tag.QUESTION_CLOSED: _("代表评价为“%(contentment)s”：%(question)s"),
}
_TO_UNIT = {
    Tag.QUESTION_ROUTED: _("代表询问交您单位答复，%(due)s前报送：%(question)s"),
    Tag.QUESTION_RETURNED: _("代表询问的答复被退回（%(reason)s）：%(question)s"),
}
_TO_HEAD = {Tag.QUESTION_WRITTEN: _("代表询问的答复等您审核：%(question)s")}
_TO_DEPUTY = {
    Tag.QUESTION_RELEASED: _("您的询问有了答复：%(question)s"),
    Tag.QUESTION_PUBLISHED: _("您的询问和答复已公开：%(question)s"),
}


def tell_of_question(*, actor: Actor, question: Question, entry: AuditEntry, details: Mapping[str, object]) -> None:
    """Tell the office, the unit or the deputy what was done, once for an audit entry."""
    tag = Tag(entry.tag)
    subject, people = _for(tag, question)
    if subject is None:
        return
    tell(
        actor=actor,
        people=people,
        subject=subject,
        values={
            "question": str(question),
            "due": question.due_on.isoformat() if question.due_on else "",
            "reason": str(details.get("reason", ""))[:200],
            "contentment": question.get_contentment_display(),
        },
        link=reverse("workbench:question", args=[question.pk]),
        government=question.government,
        key=f"{tag}:{entry.pk}",
    )


def tell_followers(
    *, actor: Actor, government: Government, verdicts: Mapping[UUID, str], period: str, entry: AuditEntry
) -> None:
    """Tell who follows one of these commitments, each deputy once, how it was judged in public."""
    rows = Following.objects.of(government).filter(
        commitment__in=verdicts, user__appointments__post=Post.DEPUTY, user__appointments__government=government
    )
    by_user: dict[User, list[Following]] = {}
    for row in rows.select_related("user", "commitment"):
        by_user.setdefault(row.user, []).append(row)
    for user, followed in by_user.items():
        first = followed[0]
        one = len(followed) == 1
        tell(
            actor=actor,
            people=[user],
            subject=_("您关注的“%(item)s”%(period)s判定为“%(verdict)s”")
            if one
            else _("您关注的%(count)d个事项公布了%(period)s判定"),
            values={
                "item": str(first.commitment)[:60],
                "verdict": verdicts[first.commitment_id],
                "count": len(followed),
                "period": period,
            },
            link=reverse("workbench:following"),
            government=government,
            key=f"followed:{entry.pk}",
        )


def _for(tag: Tag, question: Question) -> tuple[str | Promise | None, Iterable[User]]:
    if tag in _TO_OFFICE:
        return _TO_OFFICE[tag], people_of_office(question.government)
    if tag in _TO_DEPUTY:
        return _TO_DEPUTY[tag], [question.asked_by]
    if question.agency is not None and tag in _TO_UNIT:
        return _TO_UNIT[tag], people_of_unit(question.agency)
    if question.agency is not None and tag in _TO_HEAD:
        return _TO_HEAD[tag], people_of_unit(question.agency, Post.HEAD)
    return None, ()
