"""Sending out, answering for a unit, and settling what is disputed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.dispatches.machine import CONFIRMATION, DISPATCH, DISPUTE
from xushi_web.dispatches.models import (
    Confirmation,
    Dispatch,
    Dispute,
    DisputeState,
    Matter,
)
from xushi_web.dispatches.policies import may_answer, may_dispatch, may_run_dispatch, may_settle
from xushi_web.dispatches.queries import OPEN, asked_of, not_yet_asked
from xushi_web.dispatches.telling import tell_of_dispatch
from xushi_web.documents.errors import Refused
from xushi_web.programmes.duties import duties_of
from xushi_web.programmes.models import Programme


def send_dispatch(
    *,
    actor: Actor,
    programme: Programme,
    matter: Matter,
    due_on: date,
    request: str = "",
    now: datetime | None = None,
) -> Dispatch:
    """Send a list out to every unit that leads or supports in it, to be confirmed until `due_on`.

    Raises `NotAllowed`, and `Refused` for a day that is past, a list without units, or one that is out already.
    """
    require(may_dispatch(actor, programme), _("只有督查室可以下发任务分解和序时进度。"))
    now = now or timezone.now()
    if due_on < timezone.localdate(now):
        raise Refused(_("确认期限 %(day)s 已经过去，请填写今天或以后的日期。") % {"day": due_on.isoformat()})
    duties = duties_of(programme)
    if not duties:
        raise Refused(_("“%(list)s”还没有责任单位，无法下发。请先导入任务分解或补齐单位。") % {"list": programme})
    try:
        with transaction.atomic():
            dispatch = Dispatch.objects.create(
                government=programme.government,
                programme=programme,
                matter=matter,
                request=request.strip(),
                due_on=due_on,
                sent_by=person(actor),
                sent_at=now,
            )
            Confirmation.objects.bulk_create(
                Confirmation(government=programme.government, dispatch=dispatch, agency=unit) for unit in duties
            )
            _told(
                actor,
                Tag.DISPATCH_SENT,
                dispatch,
                matter=matter,
                due_on=due_on.isoformat(),
                units=[unit.name for unit in duties],
                request=dispatch.request,
            )
    except IntegrityError as clash:
        message = _("“%(list)s”的%(matter)s正在确认中，请先定稿或撤回，再重新下发。")
        raise Refused(message % {"list": programme, "matter": Matter(matter).label}) from clash
    return dispatch


def extend_dispatch(*, actor: Actor, dispatch: Dispatch) -> int:
    """Send it also to units that have got something to do since; return how many. Raises `NotAllowed`, `OutOfTurn`."""
    require(may_run_dispatch(actor, dispatch), _("只有督查室可以补发。"))
    with transaction.atomic():
        DISPATCH.take(dispatch, "take_answer")
        units = not_yet_asked(dispatch)
        Confirmation.objects.bulk_create(
            Confirmation(government_id=dispatch.government_id, dispatch=dispatch, agency=unit) for unit in units
        )
        if units:
            _told(actor, Tag.DISPATCH_EXTENDED, dispatch, units=[unit.name for unit in units])
    return len(units)


def close_dispatch(*, actor: Actor, dispatch: Dispatch, reason: str, now: datetime | None = None) -> None:
    """Make the text final before all units have answered, for a reason. Raises `NotAllowed`, `Refused`, `OutOfTurn`."""
    require(may_run_dispatch(actor, dispatch), _("只有督查室可以定稿。"))
    _end(actor, dispatch, "close", reason, now)


def recall_dispatch(*, actor: Actor, dispatch: Dispatch, reason: str, now: datetime | None = None) -> None:
    """Take a dispatch back, for a reason. Raises `NotAllowed`, `Refused`, `OutOfTurn`."""
    require(may_run_dispatch(actor, dispatch), _("只有督查室可以撤回下发。"))
    _end(actor, dispatch, "recall", reason, now)


def confirm(*, actor: Actor, confirmation: Confirmation, now: datetime | None = None) -> None:
    """Confirm all that the unit is asked; the last one makes the text final. Raises `NotAllowed`, `OutOfTurn`."""
    require(may_answer(actor, confirmation), _("只有“%(unit)s”的联络员和负责人可以确认。") % _unit(confirmation))
    now = now or timezone.now()
    with transaction.atomic():
        DISPATCH.take(confirmation.dispatch, "take_answer")
        shown = [item.in_words() for item in asked_of(confirmation)]
        CONFIRMATION.take(confirmation, "confirm", answered_by=person(actor), answered_at=now, confirmed=shown)
        _told(actor, Tag.CONFIRMATION_GIVEN, confirmation, **_unit(confirmation), items=len(shown))
        _finish_when_all_have_answered(actor, confirmation.dispatch, now)


def dispute(
    *, actor: Actor, confirmation: Confirmation, texts: Mapping[UUID, str], now: datetime | None = None
) -> None:
    """Object to single items, by the key of the commitment; the unit confirms the others with that.

    Raises `NotAllowed`, `OutOfTurn`, and `Refused` when nothing is said or an item is not the unit's.
    """
    require(may_answer(actor, confirmation), _("只有“%(unit)s”的联络员和负责人可以提出异议。") % _unit(confirmation))
    said = {key: text.strip() for key, text in texts.items() if text.strip()}
    if not said:
        raise Refused(_("没有填写异议。请在有异议的事项下写明哪里不对、应当怎样改。"))
    now = now or timezone.now()
    with transaction.atomic():
        DISPATCH.take(confirmation.dispatch, "take_answer")
        asked = {item.duty.commitment.pk: item for item in asked_of(confirmation)}
        if said.keys() - asked.keys():
            raise Refused(_("有的事项已不由“%(unit)s”承担，请刷新页面后再填写。") % _unit(confirmation))
        shown = [item.in_words() for item in asked.values()]
        CONFIRMATION.take(confirmation, "dispute", answered_by=person(actor), answered_at=now, confirmed=shown)
        Dispute.objects.bulk_create(
            Dispute(
                government_id=confirmation.government_id, confirmation=confirmation, commitment_id=key, text=said[key]
            )
            for key in asked
            if key in said
        )
        _told(
            actor,
            Tag.CONFIRMATION_DISPUTED,
            confirmation,
            **_unit(confirmation),
            texts={str(key): text for key, text in said.items()},
        )


def take_back(*, actor: Actor, confirmation: Confirmation) -> None:
    """Take the unit's answer back while nothing of it was answered by the office.

    Raises `NotAllowed`, `OutOfTurn`, and `Refused` when the office has answered already.
    """
    require(may_answer(actor, confirmation), _("只有“%(unit)s”的联络员和负责人可以撤回答复。") % _unit(confirmation))
    with transaction.atomic():
        DISPATCH.take(confirmation.dispatch, "take_answer")
        if confirmation.disputes.exclude(state=DisputeState.OPEN).exists():
            raise Refused(_("督查室已经答复了您的异议，不能再撤回；如有新的情况，请与督查室联系。"))
        before = confirmation.state
        CONFIRMATION.take(confirmation, "take_back", answered_by=None, answered_at=None, confirmed=[])
        texts = {str(row.commitment_id): row.text for row in confirmation.disputes.all()}
        confirmation.disputes.all().delete()
        _told(actor, Tag.CONFIRMATION_TAKEN_BACK, confirmation, **_unit(confirmation), before=before, texts=texts)


def answer_dispute(*, actor: Actor, dispute: Dispute, accepted: bool, answer: str, now: datetime | None = None) -> None:
    """Accept or decline what a unit objects to; the last answer settles its confirmation.

    An accepted objection is carried out by a correction or an adjustment. Raises `NotAllowed`, `OutOfTurn`, and
    `Refused` without an answer in words.
    """
    require(may_settle(actor, dispute), _("只有督查室可以答复单位的异议。"))
    if not answer.strip():
        raise Refused(_("请写明答复：采纳的写怎样改，不采纳的写理由。"))
    now = now or timezone.now()
    confirmation = dispute.confirmation
    with transaction.atomic():
        DISPATCH.take(confirmation.dispatch, "take_answer")
        verb = "accept" if accepted else "decline"
        DISPUTE.take(dispute, verb, answer=answer.strip(), answered_by=person(actor), answered_at=now)
        _told(
            actor,
            Tag.DISPUTE_ANSWERED,
            dispute,
            **_unit(confirmation),
            commitment=str(dispute.commitment_id),
            text=dispute.text,
            outcome=dispute.state,
            answer=dispute.answer,
        )
        if not confirmation.disputes.filter(state=DisputeState.OPEN).exists():
            CONFIRMATION.take(confirmation, "settle", settled_at=now)
            _finish_when_all_have_answered(actor, confirmation.dispatch, now)


def _end(actor: Actor, dispatch: Dispatch, verb: str, reason: str, now: datetime | None) -> None:
    if not reason.strip():
        raise Refused(_("请写明理由，各单位会看到。"))
    with transaction.atomic():
        open_units = dispatch.confirmations.filter(state__in=OPEN).values_list("agency__name", flat=True)
        unanswered = sorted(open_units)
        DISPATCH.take(dispatch, verb, ended_by=person(actor), ended_at=now or timezone.now(), end_reason=reason.strip())
        tag = Tag.DISPATCH_CLOSED if verb == "close" else Tag.DISPATCH_RECALLED
        _told(actor, tag, dispatch, reason=dispatch.end_reason, unanswered=unanswered)


def _finish_when_all_have_answered(actor: Actor, dispatch: Dispatch, now: datetime) -> None:
    if not dispatch.confirmations.filter(state__in=OPEN).exists():
        DISPATCH.take(dispatch, "finish", ended_by=person(actor), ended_at=now)
        _told(actor, Tag.DISPATCH_CLOSED, dispatch, reason="", unanswered=[])


def _told(actor: Actor, tag: Tag, row: Dispatch | Confirmation | Dispute, **details: object) -> None:
    entry = record(actor=actor, tag=tag, subject=row.pk, government=row.government_id, details=details)
    tell_of_dispatch(actor=actor, row=row, entry=entry, details=details)


def _unit(confirmation: Confirmation) -> dict[str, str]:
    return {"unit": confirmation.agency.name}
