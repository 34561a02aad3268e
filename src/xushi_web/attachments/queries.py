"""The files of a thing."""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet

from xushi_web.attachments.models import Attachment
from xushi_web.attachments.owners import government_of, owner_of


def attachments_of(thing: models.Model) -> QuerySet[Attachment]:
    """Return the files that belong to `thing`, in the order they came."""
    rows = Attachment.objects.of(government_of(thing))
    return rows.filter(owner_kind=owner_of(thing).kind, owner_id=thing.pk).select_related("file", "attached_by")
