"""Adding a file to a thing, and taking it away."""

from __future__ import annotations

import hashlib

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require
from xushi_web.agencies.models import Government
from xushi_web.attachments import store
from xushi_web.attachments.checking import Checked, check
from xushi_web.attachments.errors import Unsuitable
from xushi_web.attachments.models import Attachment, StoredFile
from xushi_web.attachments.owners import OWNERS, Owner, government_of, owner_of
from xushi_web.attachments.policies import may_change_attachment
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag

#: More than any report needs, and not so many that a page of them cannot be looked at.
MOST = 30


def attach(*, actor: Actor, thing: models.Model, name: str, data: bytes) -> Attachment:
    """Check `data`, keep it, and let it belong to `thing`; the same file twice is one.

    Raises `NotAllowed`, and `Unsuitable` for a file that may not be kept or a thing whose files are settled.
    """
    owner, government = owner_of(thing), government_of(thing)
    require(owner.may_attach(actor, thing), _("您不能给“%(thing)s”添加佐证材料。") % {"thing": thing})
    _require_open(owner, thing)
    checked = check(name, data)
    digest = hashlib.sha256(data).hexdigest()
    known = StoredFile.objects.of(government).filter(digest=digest).exists()
    kept = None if known else _kept(government, digest, data, checked)
    with transaction.atomic():
        _require_open(owner, thing)
        StoredFile.objects.bulk_create([kept] if kept else [], ignore_conflicts=True)
        file = StoredFile.objects.of(government).filter(digest=digest).first()
        if file is None:  # it was swept away between the two looks
            file = _kept(government, digest, data, checked)
            file.save(force_insert=True)
        mine = Attachment.objects.of(government).filter(owner_kind=owner.kind, owner_id=thing.pk)
        if (same := mine.filter(file=file).first()) is not None:
            return same
        if mine.count() >= MOST:
            raise Unsuitable(_("一处最多 %(most)d 个附件；请先删去不需要的，或合并成一个 pdf。") % {"most": MOST})
        row = Attachment.objects.create(
            government=government,
            owner_kind=owner.kind,
            owner_id=thing.pk,
            file=file,
            name=checked.name,
            attached_by=actor if isinstance(actor, User) else None,
            attached_at=timezone.now(),
        )
        record(
            actor=actor,
            tag=Tag.ATTACHMENT_ADDED,
            subject=row.pk,
            government=government.pk,
            details=_written(row) | {"size": len(data)},
        )
    return row


def detach(*, actor: Actor, attachment: Attachment) -> None:
    """Take a file away from its thing. Raises `NotAllowed`, or `Unsuitable` when the files of the thing are settled."""
    owner = OWNERS[attachment.owner_kind]
    thing = owner.find(attachment.owner_id)
    require(may_change_attachment(actor, attachment), _("您不能删除“%(name)s”。") % {"name": attachment})
    with transaction.atomic():
        _require_open(owner, thing)
        if Attachment.objects.filter(pk=attachment.pk).delete()[0]:
            record(
                actor=actor,
                tag=Tag.ATTACHMENT_REMOVED,
                subject=attachment.pk,
                government=attachment.government_id,
                details=_written(attachment),
            )


def _require_open(owner: Owner, thing: models.Model | None) -> None:
    """Raise `Unsuitable` unless the files of a thing, as it is now, may change."""
    fresh = owner.find(thing.pk) if thing else None
    reason = owner.closed(fresh) if fresh else _("它已不存在。")
    if reason:
        raise Unsuitable(reason)


def _kept(government: Government, digest: str, data: bytes, checked: Checked) -> StoredFile:
    """Write the file and its copies to disk, and return the row that will name them."""
    copies = checked.copies
    return StoredFile(
        government=government,
        digest=digest,
        size=len(data),
        kind=checked.kind,
        place=store.keep(data),
        published=store.keep(copies.published) if copies else "",
        thumbnail=store.keep(copies.thumbnail) if copies else "",
        created_at=timezone.now(),
    )


def _written(row: Attachment) -> dict[str, object]:
    return {"of": f"{row.owner_kind}:{row.owner_id}", "name": row.name, "sha256": row.file.digest}
