"""Reporting an error, and answering."""

from __future__ import annotations

from datetime import datetime

from cryptography.fernet import InvalidToken
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person
from xushi_web.accounts.policies import require
from xushi_web.accounts.sealing import seal, unseal
from xushi_web.agencies.models import Government
from xushi_web.audit.actions import record
from xushi_web.audit.models import AuditEntry, Tag
from xushi_web.documents.errors import Refused
from xushi_web.errata.machine import ERRATUM
from xushi_web.errata.models import (
    LONGEST_CONTACT,
    LONGEST_QUOTE,
    LONGEST_REPLY,
    LONGEST_TEXT,
    Erratum,
    ErratumContact,
)
from xushi_web.errata.policies import may_run_erratum
from xushi_web.errata.rules import answer_by, new_receipt
from xushi_web.errata.telling import tell_office
from xushi_web.programmes.models import Commitment

_PURPOSE = "erratum contact"


def report_error(
    *,
    actor: Actor,
    government: Government,
    page: str,
    text: str,
    quoted: str = "",
    contact: str = "",
    commitment: Commitment | None = None,
    now: datetime | None = None,
) -> Erratum:
    """Take in what a reader, anybody, says is wrong on `page`; return it with its receipt. The office is told.

    The audit entry tells that it came, not what it says nor from whom. Raises `Refused` without words or for too many.
    """
    if not text.strip():
        raise Refused(_("请写明哪里错了、应该是什么。"))
    _require_short(_("哪里错了"), text, LONGEST_TEXT)
    _require_short(_("页面上的原文"), quoted, LONGEST_QUOTE)
    _require_short(_("联系方式"), contact, LONGEST_CONTACT)
    now = now or timezone.now()
    with transaction.atomic():
        erratum: Erratum = Erratum.objects.create(
            government=government,
            receipt=new_receipt(),
            page=page[:300],
            commitment=commitment,
            quoted=quoted.strip(),
            text=text.strip(),
            received_at=now,
            due_on=answer_by(timezone.localdate(now)),
        )
        if contact.strip():
            sealed = seal(contact.strip(), _PURPOSE)
            ErratumContact.objects.create(government=government, erratum=erratum, sealed=sealed)
        entry = _written(_("读者"), Tag.ERRATUM_RECEIVED, erratum, page=erratum.page)
        tell_office(actor=actor, erratum=erratum, entry=entry)
    return erratum


def take_erratum(*, actor: Actor, erratum: Erratum, now: datetime | None = None) -> None:
    """Begin to look into it, which its sender sees. Raises `NotAllowed`, `OutOfTurn`."""
    _require_office(actor, erratum)
    with transaction.atomic():
        ERRATUM.take(erratum, "take", handled_by=person(actor), handled_at=now or timezone.now())
        _written(actor, Tag.ERRATUM_TAKEN, erratum)


def correct_erratum(*, actor: Actor, erratum: Erratum, reply: str, now: datetime | None = None) -> None:
    """Say that it was put right and how; the correction itself is an action of its own.

    Raises `NotAllowed`, `OutOfTurn`, and `Refused` without a reply.
    """
    _answer(actor, erratum, Tag.ERRATUM_CORRECTED, reply, now)


def reject_erratum(*, actor: Actor, erratum: Erratum, reason: str, now: datetime | None = None) -> None:
    """Say why nothing is changed. Raises `NotAllowed`, `OutOfTurn`, and `Refused` without a reason."""
    _answer(actor, erratum, Tag.ERRATUM_REJECTED, reason, now)


def reopen_erratum(*, actor: Actor, erratum: Erratum, now: datetime | None = None) -> None:
    """Look into it once more; the reply stays until there is another. Raises `NotAllowed`, `OutOfTurn`."""
    _require_office(actor, erratum)
    with transaction.atomic():
        ERRATUM.take(erratum, "reopen", handled_by=person(actor), handled_at=now or timezone.now())
        _written(actor, Tag.ERRATUM_REOPENED, erratum)


def show_contact_of(*, actor: Actor, erratum: Erratum) -> str:
    """Return how to reach the sender, and record who saw it; empty where nothing was given or its time is over.

    Raises `NotAllowed`, and `Refused` where it was sealed with another key than the installation has now.
    """
    _require_office(actor, erratum)
    row = ErratumContact.objects.filter(erratum=erratum).first()
    if row is None:
        return ""
    try:
        contact = unseal(row.sealed, _PURPOSE)
    except InvalidToken as broken:
        raise Refused(_("联系方式是用另一把密钥加密的，现在打不开；请系统管理员核对密钥文件。")) from broken
    with transaction.atomic():
        _written(actor, Tag.CONTACT_SHOWN, erratum)
    return contact


def _answer(actor: Actor, erratum: Erratum, tag: Tag, reply: str, now: datetime | None) -> None:
    _require_office(actor, erratum)
    if not reply.strip():
        raise Refused(_("请写明答复，提出人凭回执号会看到这段话。"))
    _require_short(_("答复"), reply, LONGEST_REPLY)
    verb, at = "correct" if tag == Tag.ERRATUM_CORRECTED else "reject", now or timezone.now()
    with transaction.atomic():
        ERRATUM.take(erratum, verb, reply=reply.strip(), handled_by=person(actor), handled_at=at)
        _written(actor, tag, erratum, reply=reply.strip())


def _require_short(what: str, text: str, longest: int) -> None:
    if len(text) > longest:
        message = _("“%(what)s”有 %(count)d 字，最多 %(most)d 字，请缩短。")
        raise Refused(message % {"what": what, "count": len(text), "most": longest})


def _require_office(actor: Actor, erratum: Erratum) -> None:
    require(may_run_erratum(actor, erratum), _("只有督查室可以办理纠错。"))


def _written(actor: object, tag: Tag, erratum: Erratum, /, **details: object) -> AuditEntry:
    return record(actor=actor, tag=tag, subject=erratum.pk, government=erratum.government_id, details=details)
