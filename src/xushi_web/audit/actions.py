"""Writing the audit trail."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from xushi_web.audit.models import AuditEntry, Chain, Outcome, Tag
from xushi_web.audit.origin import address

#: The chain of what concerns no government: accounts, settings, documents not yet ascribed to one.
INSTALLATION = "installation"
#: How digests are made today. Entries of version 1 are from before the address and the outcome were kept.
VERSION = 2


def record(
    *,
    actor: object,
    tag: Tag,
    subject: UUID | str,
    government: UUID | None,
    details: Mapping[str, Any] | None = None,
    outcome: Outcome = Outcome.DONE,
) -> AuditEntry:
    """Append one entry to the chain of `government` (None: of the installation), inside the caller's transaction.

    The address is that of the request being answered, empty on the command line.
    Counting the chain up first takes its row lock on PostgreSQL (SQLite has one writer anyway), so that two
    entries written at once stand one behind the other. Fails, and so undoes the change, when it cannot be written.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "an audit entry is written in the transaction of the change it tells of"
        raise transaction.TransactionManagementError(message)
    chain, _created = Chain.objects.get_or_create(key=key_of(government))
    Chain.objects.filter(pk=chain.pk).update(count=F("count") + 1)
    chain.refresh_from_db()
    entry = AuditEntry(
        chain=chain,
        sequence=chain.count,
        at=timezone.now(),
        actor=str(actor),
        tag=Tag(tag).value,
        subject=str(subject),
        details=dict(details or {}),
        address=address(),
        outcome=outcome.value,
        version=VERSION,
        previous=chain.head,
    )
    entry.digest = digest(entry)
    entry.save(force_insert=True)
    Chain.objects.filter(pk=chain.pk).update(head=entry.digest)
    return entry


def key_of(government: UUID | None) -> str:
    """Return the key of the chain of `government`, or of the installation's."""
    return str(government) if government else INSTALLATION


def digest(entry: AuditEntry) -> str:
    """Return the SHA-256 of `entry` and the digest before it, over canonical JSON."""
    at: datetime = entry.at
    content: list[Any] = [
        entry.previous,
        entry.sequence,
        at.astimezone(timezone.get_fixed_timezone(0)).isoformat(),
        entry.actor,
        entry.tag,
        entry.subject,
        entry.details,
    ]
    if entry.version > 1:
        content = [entry.version, *content, entry.address, entry.outcome]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
