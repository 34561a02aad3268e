"""Putting a value right that was read wrongly, before or after its document was accepted."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require_work_for
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.checks.running import check_draft
from xushi_web.documents.actions.receive import masthead_columns
from xushi_web.documents.actions.settle import settle_year
from xushi_web.documents.corrections import masthead_of, value_at
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import Correction, SourceDocument, State
from xushi_web.documents.queries import corrections_of, tree_of
from xushi_web.documents.recording import record_document


def correct_values(*, actor: Actor, document: SourceDocument, values: dict[str, Any]) -> int:
    """Set the values at the given paths and return how many differ from what stood there.

    A value equal to what was read takes its correction back. Raises `NotAllowed`, and `Refused` for a path that the
    document does not have or for a document that was replaced by a newer version.
    """
    require_work_for(actor, document.government)
    if document.state == State.SUPERSEDED:
        raise Refused(_("这份文件已被新版取代，请在新版中更正。"))
    with transaction.atomic():
        tree, before = tree_of(document), corrections_of(document)
        changed = 0
        for path, value in values.items():
            try:
                read = value_at(tree, path)
            except KeyError as error:
                raise Refused(
                    _("文件中没有“%(path)s”这一处，可能页面已经过时，请刷新后再试。") % {"path": path}
                ) from error
            if value == before.get(path, read):
                continue
            changed += 1
            _write(actor, document, path, read, value)
        if not changed:
            return 0
        masthead = masthead_columns(masthead_of(tree, corrections_of(document)))
        SourceDocument.objects.filter(pk=document.pk).update(**masthead)
        if document.state == State.ACCEPTED and document.government and document.year:
            fresh = SourceDocument.objects.select_related("reading").get(pk=document.pk)
            record_document(fresh, document.government, document.year)
            settle_year(document.government, document.year)
        else:
            check_draft(document)
        record(
            actor=actor,
            tag=Tag.DOCUMENT_CORRECTED,
            subject=document.pk,
            government=document.government_id,
            details={"before": {path: before.get(path) for path in values}, "after": values},
        )
    return changed


def _write(actor: Actor, document: SourceDocument, path: str, read: Any, value: Any) -> None:
    if value == read:
        Correction.objects.filter(document=document, path=path).delete()
        return
    Correction.objects.update_or_create(
        document=document,
        path=path,
        defaults={
            "was": read,
            "value": value,
            "made_by": actor if isinstance(actor, User) else None,
            "made_at": timezone.now(),
        },
    )
