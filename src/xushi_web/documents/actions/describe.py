"""Saying whose document a draft is, and of which year, where it does not say so itself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require_work_for
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.checks.running import check_draft
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument, State

EARLIEST, LATEST = 1949, 2100


def describe_draft(
    *, actor: Actor, document: SourceDocument, government_name: str, year: str | int | None, and_check: bool = True
) -> None:
    """Ascribe the draft to a government (by name; it need not be known yet) and a year.

    It is then checked beside the documents of that year, unless it is to be accepted at once.

    Raises `NotAllowed`, and `Refused` for an accepted document, which cannot be moved.
    """
    name = "".join(government_name.split())
    government = Government.objects.filter(name=name).first()
    require_work_for(actor, document.government)
    require_work_for(actor, government)
    number = _year(year)
    with transaction.atomic():
        changed = SourceDocument.objects.filter(pk=document.pk, state=State.DRAFT).update(
            government=government, government_name=name, year=number
        )
        if not changed:
            raise Refused(_("这份文件已经采用，不能再改所属政府和年度。"))
        record(
            actor=actor,
            tag=Tag.DOCUMENT_DETAILED,
            subject=document.pk,
            government=government.pk if government else None,
            details={"government": name, "year": number},
        )
        document.government, document.government_name, document.year = government, name, number
        if and_check:
            check_draft(document)


def _year(written: str | int | None) -> int | None:
    text = str(written or "").strip()
    if not text:
        return None
    if not text.isdecimal() or not EARLIEST <= int(text) <= LATEST:
        raise Refused(_("年度“%(year)s”不对，应为四位年份，例如 2024。") % {"year": text})
    return int(text)
