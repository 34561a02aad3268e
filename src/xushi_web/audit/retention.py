"""How long the audit trail is kept, and the one way in which entries go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.audit.actions import record
from xushi_web.audit.models import Anchor, AuditEntry, Chain, Tag
from xushi_web.audit.queries import government_of

#: Logs are kept for at least six months (网络安全法); the database refuses an anchor that is younger.
LEAST = timedelta(days=180)


class TooYoung(Exception):  # noqa: N818 - a sentence for a person
    """Entries may not be removed yet."""


@dataclass(frozen=True, slots=True)
class Purged:
    """How many entries of a chain went."""

    chain: Chain
    count: int


def purge(*, actor: object, before: date, now: datetime | None = None) -> list[Purged]:
    """Remove the entries of every chain from before the day `before`, and record that in the chain itself.

    Goes from the beginning of a chain up to the first entry that is to stay, so that the rest still verifies from an
    anchor. Raises `TooYoung` when `before` is less than `LEAST` ago. Only for the command line of the server.
    """
    moment = now or timezone.now()
    limit = timezone.make_aware(datetime.combine(before, time.min))
    if limit > moment - LEAST:
        message = _("审计记录至少保存 %(days)s 天，不能删除 %(day)s 以后的记录。请给出更早的日期。") % {
            "days": LEAST.days,
            "day": timezone.localdate(moment - LEAST).isoformat(),
        }
        raise TooYoung(message)
    return [done for chain in Chain.objects.order_by("key") if (done := _cut(actor, chain, limit, moment))]


def _cut(actor: object, chain: Chain, limit: datetime, moment: datetime) -> Purged | None:
    with transaction.atomic():
        rows = AuditEntry.objects.filter(chain=chain)
        staying = rows.filter(at__gte=limit).order_by("sequence").first()
        going = rows.filter(sequence__lt=staying.sequence) if staying else rows
        last = going.order_by("sequence").last()
        if last is None:
            return None
        count = going.count()
        record(
            actor=actor,
            tag=Tag.AUDIT_PURGED,
            subject=str(last.sequence),
            government=government_of(chain.key),
            details={"before": limit.isoformat(), "up_to": last.sequence, "digest": last.digest, "count": count},
        )
        Anchor.objects.create(chain=chain, sequence=last.sequence, digest=last.digest, at=moment)
        rows.filter(sequence__lte=last.sequence).delete()
    return Purged(chain, count)
