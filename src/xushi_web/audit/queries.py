"""Reading the audit trail."""

from __future__ import annotations

from uuid import UUID

from xushi_web.audit.actions import INSTALLATION, digest
from xushi_web.audit.models import AuditEntry


def first_broken(government: UUID | None) -> int | None:
    """Return the number of the first entry that was changed, removed or put in later; None when the chain holds."""
    key = str(government) if government else INSTALLATION
    previous, expected = "", 1
    for entry in AuditEntry.objects.filter(chain__key=key).order_by("sequence").iterator():
        if entry.sequence != expected or entry.previous != previous or entry.digest != digest(entry):
            return expected
        previous, expected = entry.digest, expected + 1
    return None
