"""Accepting a draft: what was read becomes the tracker."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, NotAllowed
from xushi_web.accounts.policies import may_found_government, require_work_for
from xushi_web.agencies.actions import found_government
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.documents.actions.settle import settle_year
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument, State
from xushi_web.documents.queries import earlier_version
from xushi_web.documents.recording import record_document


def accept_document(*, actor: Actor, document: SourceDocument, and_settle: bool = True) -> SourceDocument:
    """Put a draft into the tracker, all of it or nothing, and let it take the place of its earlier version.

    The documents of its year are then checked beside each other, and its lists compared; whoever accepts many at once
    does that once afterwards (`settle_years`) and says so with `and_settle`.

    Raises `NotAllowed`, and `Refused` when the draft names no government or year, or was accepted meanwhile.
    """
    require_work_for(actor, document.government)
    with transaction.atomic():
        government = _government(actor, document)
        if document.year is None:
            raise Refused(_("没有看出文件“%(title)s”属于哪一年，请填写年度后再采用。") % {"title": document})
        earlier = earlier_version(document, government, document.year)
        if earlier:
            SourceDocument.objects.filter(pk=earlier.pk).update(state=State.SUPERSEDED)
        claimed = SourceDocument.objects.filter(pk=document.pk, state=State.DRAFT).update(
            state=State.ACCEPTED, government=government, supersedes=earlier, accepted_at=timezone.now()
        )
        if not claimed:
            raise Refused(_("这份文件已经采用过了，不需要再采用一次。"))
        accepted = SourceDocument.objects.select_related("reading", "government").get(pk=document.pk)
        recorded = record_document(accepted, government, document.year)
        record(
            actor=actor,
            tag=Tag.DOCUMENT_ACCEPTED,
            subject=document.pk,
            government=government.pk,
            details={"items": len(recorded.commitments), "replaces": str(earlier.pk) if earlier else None},
        )
        if and_settle:
            settle_year(government, document.year)
    return accepted


def _government(actor: Actor, document: SourceDocument) -> Government:
    if document.government:
        return document.government
    name = document.government_name
    if not name:
        raise Refused(_("没有看出文件“%(title)s”是哪一级政府的，请填写政府名称后再采用。") % {"title": document})
    known = Government.objects.filter(name=name).first()
    if known is None and not may_found_government(actor):
        raise NotAllowed(_("“%(name)s”还没有建立，请系统管理员先采用它的第一份文件。") % {"name": name})
    if known:
        require_work_for(actor, known)
    return known or found_government(name)
