"""Taking a file in: read it, keep it as a draft to be looked at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi.document.model import Document, Masthead
from xushi.rendering import secrecy_of
from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require_work_for
from xushi_web.agencies.models import Government
from xushi_web.agencies.names import government_of
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.checks.running import check_draft
from xushi_web.documents import library
from xushi_web.documents.codec import encode
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import DocumentReading, SourceDocument, StoredFile


@dataclass(frozen=True, slots=True)
class Received:
    """The document of a file, and whether the same file had been received before (nothing was changed then)."""

    document: SourceDocument
    is_known: bool


def receive_file(*, actor: Actor, name: str, data: bytes, and_check: bool = True) -> Received:
    """Read a file and keep it as a draft; the same bytes again give the document they are already.

    Whoever accepts it at once lets it be checked then, and says so with `and_check`.

    Raises `NotAllowed`, `Refused` for a file above the size limit or with a degree of secrecy, and
    `xushi.reading.UnreadableFile` for one that cannot be read; in each case nothing is kept.
    """
    require_work_for(actor, None)
    check_size(name, len(data))
    known = known_file(data)
    if known:
        return Received(known, is_known=True)
    return receive_reading(actor=actor, name=name, data=data, tree=library.read(data, name), and_check=and_check)


def receive_reading(*, actor: Actor, name: str, data: bytes, tree: Document, and_check: bool = True) -> Received:
    """Keep a file that has been read as a draft. Raises `Refused` for one with a degree of secrecy (密级)."""
    require_work_for(actor, None)
    secrecy = secrecy_of(tree)
    if secrecy is not None:
        message = _(
            "文件“%(name)s”标有密级“%(secrecy)s”。本系统只处理不涉密的信息，文件没有保存；请在涉密网络中办理。"
            "如果文件并不涉密，请删去密级标志后再上传。"
        )
        raise Refused(message % {"name": name, "secrecy": secrecy})
    with transaction.atomic():
        known = known_file(data)
        if known:
            return Received(known, is_known=True)
        file = StoredFile.objects.create(sha256=_digest(data), size=len(data), content=data)
        document = _draft(actor, name, file, tree)
        DocumentReading.objects.create(document=document, text=tree.source.text, tree=encode(tree))
        if and_check:
            check_draft(document, tree)
        record(
            actor=actor,
            tag=Tag.DOCUMENT_RECEIVED,
            subject=document.pk,
            government=document.government_id,
            details={"file": document.file_name, "sha256": file.sha256},
        )
    return Received(document, is_known=False)


def check_size(name: str, size: int) -> None:
    """Raise `Refused` for a file above the limit of this installation."""
    if size > settings.UPLOAD_LIMIT:
        message = _("文件“%(name)s”有 %(size)d MB，超过上限 %(limit)d MB；请拆分后再上传。")
        limit = settings.UPLOAD_LIMIT // 1_000_000
        raise Refused(message % {"name": name, "size": -(-size // 1_000_000), "limit": limit})


def known_file(data: bytes) -> SourceDocument | None:
    """Return the document that has exactly these bytes, or None."""
    return SourceDocument.objects.filter(file_id=_digest(data)).first()


def masthead_columns(masthead: Masthead) -> dict[str, Any]:
    """Return what a document says about itself, as columns of `SourceDocument`."""
    return {
        "title": (masthead.title or "")[:500],
        "document_number": (masthead.document_number or "")[:100],
        "index_number": (masthead.index_number or "")[:100],
        "issuing_body": (masthead.issuing_body or "")[:200],
        "issued_on": masthead.issued_on,
    }


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _draft(actor: Actor, name: str, file: StoredFile, tree: Document) -> SourceDocument:
    """Store the draft, ascribed to the government it names or, where it names none, to the only one there is."""
    masthead = tree.masthead
    government_name = government_of(masthead.issuing_body or "", masthead.title or "")
    government = Government.objects.filter(name=government_name).first()
    if not government_name:
        only = list(Government.objects.all()[:2])
        government = only[0] if len(only) == 1 else None
        government_name = government.name if government else ""
    return SourceDocument.objects.create(
        government=government,
        government_name=government_name,
        year=masthead.year,
        file=file,
        file_name=name[-255:],
        format=tree.source.format,
        encoding=tree.source.encoding or "",
        genre=tree.genre.value,
        script=tree.script.value,
        item_count=len(tree.commitments),
        problem_count=len(tree.problems),
        unrecognised_count=len(tree.unrecognised),
        received_by=str(actor),
        received_at=timezone.now(),
        **masthead_columns(masthead),
    )
