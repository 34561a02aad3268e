"""Which entries are asked for: by whom, what, when, of which government, how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from xushi_web.audit.actions import key_of
from xushi_web.audit.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What entries must be like; an empty value asks for nothing. `chain` is the key of a chain."""

    actor: str = ""
    tag: str = ""
    since: date | None = None
    until: date | None = None
    chain: str = ""
    outcome: str = ""

    def entries(self) -> QuerySet[AuditEntry]:
        """Return the entries, the latest first; `until` is still within."""
        rows = AuditEntry.objects.select_related("chain").order_by("-at", "-id")
        wanted = {
            "actor": self.actor,
            "tag": self.tag,
            "chain__key": self.chain,
            "outcome": self.outcome,
            "at__gte": _midnight(self.since) if self.since else None,
            "at__lt": _midnight(self.until + timedelta(days=1)) if self.until else None,
        }
        return rows.filter(**{field: value for field, value in wanted.items() if value})

    def address(self, **changes: str) -> str:
        """Return this as the query of an address, with `changes`; empty values are left out."""
        values = {
            "actor": self.actor,
            "tag": self.tag,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "chain": self.chain,
            "outcome": self.outcome,
        } | changes
        return urlencode({name: value for name, value in values.items() if value})


def of_government(government: UUID | None) -> str:
    """Return the key that `Narrowing.chain` takes for a government (None: for the installation)."""
    return key_of(government)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
