"""Objecting to a verdict, and deciding on an objection."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.documents.errors import Refused
from xushi_web.objections.machine import OBJECTION
from xushi_web.objections.models import Objection
from xushi_web.objections.policies import may_object, may_review, may_withdraw_objection
from xushi_web.objections.queries import last_day
from xushi_web.objections.telling import tell_of_objection
from xushi_web.progress.models import Grade
from xushi_web.reporting.actions.judging import set_verdict
from xushi_web.reporting.models import UnitReport

#: An objection is decided within so many days (政府督查工作条例).
DAYS_TO_DECIDE = 30


def file_objection(*, actor: Actor, report: UnitReport, grounds: str, now: datetime | None = None) -> Objection:
    """Object to the verdict on a report.

    Raises `NotAllowed`, and `Refused` without grounds, without a verdict, after the last day, or while another
    objection to the same report is open.
    """
    require(may_object(actor, report), _("只有“%(unit)s”的负责人可以申请复核。") % {"unit": report.agency})
    now = now or timezone.now()
    report.refresh_from_db()
    last = last_day(report)
    if last is None or report.judged_at is None:
        raise Refused(_("这一件还没有判定，不能申请复核。"))
    if timezone.localdate(now) > last:
        message = _("申请复核的期限（判定后 %(days)d 天）已于 %(day)s 届满。")
        raise Refused(message % {"days": settings.OBJECTION_DAYS, "day": last.isoformat()})
    if not grounds.strip():
        raise Refused(_("请写明申请复核的理由：哪些数字或事实与判定不符。"))
    try:
        with transaction.atomic():
            objection = Objection.objects.create(
                government_id=report.government_id,
                report=report,
                verdict=report.verdict,
                verdict_by=report.judged_by,
                judged_at=report.judged_at,
                grounds=grounds.strip(),
                filed_by=person(actor),
                filed_at=now,
                due_on=timezone.localdate(now) + timedelta(days=DAYS_TO_DECIDE),
            )
            _told(actor, Tag.OBJECTION_FILED, objection, verdict=report.verdict, grounds=grounds.strip())
    except IntegrityError as clash:
        raise Refused(_("这一件已有一份复核申请正在办理，请等候结果。")) from clash
    return objection


def take_objection(*, actor: Actor, objection: Objection, now: datetime | None = None) -> None:
    """Take an objection up for review. Raises `NotAllowed` (also for who set the verdict), `OutOfTurn`."""
    _require_other(actor, objection)
    with transaction.atomic():
        OBJECTION.take(objection, "take", taken_by=person(actor), taken_at=now or timezone.now())
        _told(actor, Tag.OBJECTION_TAKEN, objection)


def uphold_objection(
    *, actor: Actor, objection: Objection, verdict: Grade, reason: str, now: datetime | None = None
) -> None:
    """Grant an objection: the report gets another verdict with this reason, in the same transaction.

    Raises `NotAllowed` (also for who set the verdict), `OutOfTurn`, `Incomplete`, and `Refused` without a reason, for
    the same verdict, or when another verdict was set meanwhile.
    """
    _require_other(actor, objection)
    _require_reason(reason)
    if verdict == objection.verdict:
        message = _("支持复核时应另作判定；如仍为“%(verdict)s”，请选择维持。")
        raise Refused(message % {"verdict": Grade(objection.verdict).label})
    now = now or timezone.now()
    with transaction.atomic():
        OBJECTION.take(
            objection,
            "uphold",
            decided_by=person(actor),
            decided_at=now,
            decision=reason.strip(),
            new_verdict=verdict,
        )
        report = UnitReport.objects.get(pk=objection.report_id)
        if report.judged_at != objection.judged_at:
            raise Refused(_("申请以后已另作判定，这份申请不能再支持；请维持并说明情况，单位可对新的判定申请复核。"))
        set_verdict(actor=actor, report=report, verdict=verdict, reason=reason, now=now, tag=Tag.REPORT_JUDGED)
        _told(
            actor,
            Tag.OBJECTION_UPHELD,
            objection,
            before=objection.verdict,
            after=objection.new_verdict,
            reason=objection.decision,
        )


def dismiss_objection(*, actor: Actor, objection: Objection, reason: str, now: datetime | None = None) -> None:
    """Let the verdict stand, saying why. Raises `NotAllowed` (also for who set it), `OutOfTurn`, `Refused`."""
    _require_other(actor, objection)
    _require_reason(reason)
    with transaction.atomic():
        OBJECTION.take(
            objection,
            "dismiss",
            decided_by=person(actor),
            decided_at=now or timezone.now(),
            decision=reason.strip(),
        )
        _told(actor, Tag.OBJECTION_DISMISSED, objection, verdict=objection.verdict, reason=objection.decision)


def withdraw_objection(*, actor: Actor, objection: Objection) -> None:
    """Take the unit's objection back before it is decided. Raises `NotAllowed`, `OutOfTurn`."""
    unit = {"unit": objection.report.agency}
    require(may_withdraw_objection(actor, objection), _("只有“%(unit)s”的负责人可以撤回。") % unit)
    with transaction.atomic():
        OBJECTION.take(objection, "withdraw")
        _told(actor, Tag.OBJECTION_WITHDRAWN, objection)


def _require_other(actor: Actor, objection: Objection) -> None:
    if getattr(actor, "pk", None) in {objection.verdict_by_id, objection.report.judged_by_id} - {None}:
        sentence = _("作出判定的人不能复核自己的判定，请督查室另一位同事办理。")
        require(may_review(actor, objection), sentence)
    require(may_review(actor, objection), _("只有督查室可以办理复核申请。"))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(_("请写明复核决定的理由，单位会看到。"))


def _told(actor: Actor, tag: Tag, objection: Objection, **details: object) -> None:
    entry = record(
        actor=actor,
        tag=tag,
        subject=objection.pk,
        government=objection.government_id,
        details={
            "report": str(objection.report_id),
            "commitment": str(objection.report.commitment_id),
            "unit": objection.report.agency.name,
            **details,
        },
    )
    tell_of_objection(actor=actor, objection=objection, entry=entry)
