"""Proposing a change of a figure, and deciding on it."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person
from xushi_web.accounts.policies import require
from xushi_web.adjustments.figures import changed, place_of, standing_at
from xushi_web.adjustments.machine import ADJUSTMENT
from xushi_web.adjustments.models import Adjustment
from xushi_web.adjustments.policies import may_decide_adjustment, may_propose, may_withdraw_adjustment
from xushi_web.adjustments.telling import tell_of_adjustment
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.documents.actions import correct_values
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Target


def propose_adjustment(
    *,
    actor: Actor,
    target: Target,
    written: str,
    reason: str,
    basis: str,
    sentence: str = "",
    basis_document: SourceDocument | None = None,
    now: datetime | None = None,
) -> Adjustment:
    """Propose that a promised or planned figure be `written` otherwise, as the document `basis` says.

    `sentence` is the whole text around it after the change; left out, only the figure is exchanged.
    Raises `NotAllowed`, and `Refused` without a reason or a document, for words that say no figure of that unit, or
    while another proposal for the same figure is open.
    """
    commitment = target.commitment
    require(may_propose(actor, commitment), _("只有督查室可以提出指标调整。"))
    if not reason.strip() or not basis.strip():
        raise Refused(_("请写明调整的理由和依据文件（名称、文号）。"))
    place = place_of(target)
    after = changed(place, target, written, sentence)
    try:
        with transaction.atomic():
            adjustment = Adjustment.objects.create(
                government_id=commitment.government_id,
                commitment=commitment,
                document_id=target.document_id,
                path=place.path,
                sentence_path=place.sentence_path,
                period=target.milestone.period if target.milestone else "",
                of=target.of,
                unit=target.unit,
                before=place.as_json(),
                after=after,
                reason=reason.strip(),
                basis=basis.strip()[:300],
                basis_document=basis_document,
                proposed_by=person(actor),
                proposed_at=now or timezone.now(),
            )
            _told(actor, Tag.ADJUSTMENT_PROPOSED, adjustment)
    except IntegrityError as clash:
        message = _("“%(figure)s”已有一份待审批的调整，请先审批或撤回。")
        raise Refused(message % {"figure": place.figure["text"]}) from clash
    return adjustment


def approve_adjustment(*, actor: Actor, adjustment: Adjustment, now: datetime | None = None) -> None:
    """Carry a proposal out: the figure and its sentence become corrections of the document.

    Raises `NotAllowed` (also for who proposed it), `OutOfTurn`, and `Refused` when something else stands there now.
    """
    _require_second(actor, adjustment)
    with transaction.atomic():
        ADJUSTMENT.take(adjustment, "approve", decided_by=person(actor), decided_at=now or timezone.now())
        if standing_at(adjustment.document, adjustment.path) != adjustment.before:
            raise Refused(_("提出以后原文已经更正或被新版取代，不能再按这份申请调整；请不批准，并重新提出。"))
        after = dict(adjustment.after)
        sentence = after.pop("sentence")
        values = {adjustment.path: after, adjustment.sentence_path: sentence}
        correct_values(actor=actor, document=adjustment.document, values=values)
        _told(actor, Tag.ADJUSTMENT_APPROVED, adjustment)


def refuse_adjustment(*, actor: Actor, adjustment: Adjustment, reason: str, now: datetime | None = None) -> None:
    """Refuse a proposal, saying why. Raises `NotAllowed` (also for who proposed it), `OutOfTurn`, `Refused`."""
    _require_second(actor, adjustment)
    if not reason.strip():
        raise Refused(_("请写明不批准的理由。"))
    with transaction.atomic():
        ADJUSTMENT.take(
            adjustment,
            "refuse",
            decided_by=person(actor),
            decided_at=now or timezone.now(),
            decision_reason=reason.strip(),
        )
        _told(actor, Tag.ADJUSTMENT_REFUSED, adjustment)


def withdraw_adjustment(*, actor: Actor, adjustment: Adjustment) -> None:
    """Take one's own proposal back. Raises `NotAllowed`, `OutOfTurn`."""
    require(may_withdraw_adjustment(actor, adjustment), _("只有提出人可以撤回。"))
    with transaction.atomic():
        ADJUSTMENT.take(adjustment, "withdraw")
        _told(actor, Tag.ADJUSTMENT_WITHDRAWN, adjustment)


def _require_second(actor: Actor, adjustment: Adjustment) -> None:
    if actor == adjustment.proposed_by:
        require(may_decide_adjustment(actor, adjustment), _("提出人不能审批自己提出的调整，请督查室另一位同事审批。"))
    require(may_decide_adjustment(actor, adjustment), _("只有督查室可以审批指标调整。"))


def _told(actor: Actor, tag: Tag, adjustment: Adjustment) -> None:
    entry = record(
        actor=actor,
        tag=tag,
        subject=adjustment.pk,
        government=adjustment.government_id,
        details={
            "commitment": str(adjustment.commitment_id),
            "path": adjustment.path,
            "before": adjustment.before,
            "after": adjustment.after,
            "reason": adjustment.reason,
            "basis": adjustment.basis,
            "decision": adjustment.decision_reason,
        },
    )
    tell_of_adjustment(actor=actor, adjustment=adjustment, entry=entry)
