"""Throwing a draft away."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require_work_for
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument, State, StoredFile


def discard_draft(*, actor: Actor, document: SourceDocument) -> None:
    """Remove a draft and its file. Raises `NotAllowed`, and `Refused` for a document that was accepted."""
    require_work_for(actor, document.government)
    with transaction.atomic():
        gone, _rows = SourceDocument.objects.filter(pk=document.pk, state=State.DRAFT).delete()
        if not gone:
            raise Refused(_("这份文件已经采用，不能丢弃；更正后的新版可以取代它。"))
        StoredFile.objects.filter(pk=document.file_id).delete()
        record(
            actor=actor,
            tag=Tag.DOCUMENT_DISCARDED,
            subject=document.pk,
            government=document.government_id,
            details={"file": document.file_name, "sha256": document.file_id},
        )
