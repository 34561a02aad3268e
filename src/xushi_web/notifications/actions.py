"""Telling people, and what they do with what they were told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.notifications.models import MailChoice, MailMode, Notification
from xushi_web.notifications.policies import may_choose_mail

#: The language that sentences are kept in: their key in the catalogues.
KEPT_IN = "zh-hans"


@dataclass(frozen=True, slots=True)
class Line:
    """One line below the subject: a sentence, its values, where it leads; of a duty until when, told on which day."""

    subject: str | Promise
    link: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    due: date | None = None
    on: date | None = None


def tell(
    *,
    actor: Actor,
    people: Iterable[User],
    subject: str | Promise,
    link: str,
    government: Government | None,
    key: str,
    values: Mapping[str, str | int] | None = None,
    lines: Sequence[Line] = (),
) -> int:
    """Tell each of `people` what happened, once for a `key`, inside the transaction of the action that did it.

    `subject` is a lazy translation whose `values` are put in when it is read: ``gettext_lazy("“%(report)s”已退回")``
    with ``{"report": str(report)}``, and a key such as ``f"report:{report.pk}:returned:{revision}"``. The actor is not
    told what they did themselves, people who left are told nothing. Returns how many people were meant. Raises
    `ValueError` for a link that leads out of this site.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "people are told in the transaction of what they are told about"
        raise transaction.TransactionManagementError(message)
    for address in (link, *(line.link for line in lines)):
        if not address.startswith("/") or address.startswith("//"):
            message = f"not an address of this site: {address}"
            raise ValueError(message)
    now = timezone.now()
    with override(KEPT_IN):
        kept, more = str(subject), [_kept(line) for line in lines]
    rows = [
        Notification(
            person=person, government=government, key=key, subject=kept, values=dict(values or {}),
            lines=more, link=link, created_at=now,
        )
        for person in dict.fromkeys(people)
        if person.is_active and person != actor
    ]  # fmt: skip
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def mark_read(*, actor: User, notification: Notification | None = None) -> int:
    """Mark one message of `actor`, or all, as read; return how many that were. It is no matter of record."""
    rows = Notification.objects.filter(person=actor, read_at__isnull=True)
    if notification is not None:
        rows = rows.filter(pk=notification.pk)
    return rows.update(read_at=timezone.now())


def choose_mail(*, actor: Actor, person: User, mode: MailMode) -> None:
    """Decide how often `person` gets mail. Raises `NotAllowed`."""
    require(may_choose_mail(actor, person), _("邮件通知方式只能由本人选择。"))
    with transaction.atomic():
        choice, created = MailChoice.objects.get_or_create(person=person, defaults={"mode": mode})
        before = MailMode.SOON if created else MailMode(choice.mode)
        if before == mode:
            return
        MailChoice.objects.filter(pk=choice.pk).update(mode=mode)
        record(
            actor=actor,
            tag=Tag.MAIL_CHOSEN,
            subject=str(person.pk),
            government=None,
            details={"before": before.value, "after": mode.value},
        )


def _kept(line: Line) -> dict[str, object]:
    kept: dict[str, object] = {"subject": str(line.subject), "values": dict(line.values), "link": line.link}
    if line.due and line.on:
        kept |= {"due": line.due.isoformat(), "on": line.on.isoformat()}
    return kept
