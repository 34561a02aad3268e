"""Uploading a template, taking one of its versions into use, and going back to the usual layout."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person
from xushi_web.accounts.policies import require
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.documents.errors import Refused
from xushi_web.stationery.checking import check
from xushi_web.stationery.kinds import FILLABLE
from xushi_web.stationery.models import Kind, Template, Use
from xushi_web.stationery.policies import may_keep_templates

_LONGEST_NAME = 150
_LONGEST_REASON = 200


def upload_template(
    *,
    actor: Actor,
    government: Government,
    kind: Kind,
    name: str,
    data: bytes,
    reason: str = "",
    now: datetime | None = None,
) -> Template:
    """Keep a template as the next version, not yet in use; `reason` says what is different.

    Raises `NotAllowed`, and `Refused` for what cannot be one.
    """
    _require(actor, government)
    why = _checked(reason)
    shown = name.replace("\\", "/").rpartition("/")[2][-_LONGEST_NAME:]
    checked = check(shown, data, FILLABLE[kind].offered)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        rows = Template.objects.of(Government.objects.select_for_update().get(pk=government.pk)).filter(kind=kind)
        same = rows.filter(digest=digest).first()
        if same is not None:
            message = _("这个文件和%(template)s一样，没有再存一份；要用它，请在下面启用。")
            raise Refused(message % {"template": same})
        row = Template.objects.create(
            government=government,
            kind=kind,
            version=(rows.aggregate(last=Max("version"))["last"] or 0) + 1,
            name=shown,
            content=data,
            digest=digest,
            tags=list(checked.tags),
            reason=why,
            uploaded_by=person(actor),
            uploaded_at=now or timezone.now(),
        )
        _told(actor, Tag.TEMPLATE_UPLOADED, row, name=shown, digest=digest, reason=why)
    return row


def use_template(*, actor: Actor, template: Template, reason: str = "", now: datetime | None = None) -> None:
    """Write papers with this version from now on, an older one as well as the latest. Raises as above."""
    _require(actor, template.government)
    why, kind = _checked(reason), Kind(template.kind)
    with transaction.atomic():
        before = _set_aside(template.government, kind)
        Template.objects.filter(pk=template.pk).update(in_use=True)
        _used(actor, Use(government=template.government, kind=kind, template=template, reason=why), now)
        _told(actor, Tag.TEMPLATE_USED, template, before=before, reason=why)
    template.refresh_from_db()


def use_usual_layout(
    *, actor: Actor, government: Government, kind: Kind, reason: str = "", now: datetime | None = None
) -> None:
    """Write papers in the usual layout again; all versions stay. Raises as above."""
    _require(actor, government)
    why = _checked(reason)
    with transaction.atomic():
        row = Template.objects.of(government).filter(kind=kind, in_use=True).first()
        if row is None:
            raise Refused(_("现在用的就是标准版式。"))
        _set_aside(government, kind)
        _used(actor, Use(government=government, kind=kind, reason=why), now)
        _told(actor, Tag.TEMPLATE_SET_ASIDE, row, reason=why)


def _used(actor: Actor, row: Use, now: datetime | None) -> None:
    row.by, row.at = person(actor), now or timezone.now()
    row.save()


def _checked(reason: str) -> str:
    why = " ".join(reason.split())
    if len(why) > _LONGEST_REASON:
        message = _("说明有%(length)d字，最多%(most)d字，请写短一些。")
        raise Refused(message % {"length": len(why), "most": _LONGEST_REASON})
    return why


def _set_aside(government: Government, kind: Kind) -> int | None:
    """Take the version in use out of it and return its number; the lock lets two people act one after the other."""
    locked = Government.objects.select_for_update().get(pk=government.pk)
    rows = Template.objects.of(locked).filter(kind=kind, in_use=True)
    before = rows.values_list("version", flat=True).first()
    rows.update(in_use=False)
    return before


def _require(actor: Actor, government: Government) -> None:
    require(may_keep_templates(actor, government), _("只有督查室可以管理本级政府的公文模板。"))


def _told(actor: Actor, tag: Tag, row: Template, **details: object) -> None:
    details = {"kind": row.kind, "version": row.version, **details}
    record(actor=actor, tag=tag, subject=row.pk, government=row.government_id, details=details)
