"""What the office does with a report: verify it, return it, judge it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person_or_none
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.progress.models import Grade
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.machine import REPORT
from xushi_web.reporting.models import PeriodState, UnitReport
from xushi_web.reporting.policies import may_verify_report
from xushi_web.reporting.reckoning import opinion_of
from xushi_web.reporting.telling import tell_of_report


def verify(*, actor: Actor, report: UnitReport, now: datetime | None = None) -> None:
    """Hold a report for true. Raises `NotAllowed`, `OutOfTurn`."""
    _require(actor, report)
    with transaction.atomic():
        REPORT.take(report, "verify", verified_at=now or timezone.now(), verified_by=person_or_none(actor))
        _record(actor, report, Tag.REPORT_VERIFIED)


def unverify(*, actor: Actor, report: UnitReport) -> None:
    """Take a verification back before the report is judged. Raises `NotAllowed`, `OutOfTurn`."""
    _require(actor, report)
    with transaction.atomic():
        REPORT.take(report, "unverify", verified_at=None, verified_by=None)
        _record(actor, report, Tag.REPORT_UNVERIFIED)


def give_back(*, actor: Actor, report: UnitReport, reason: str) -> None:
    """Return a report to its unit, saying why. Raises `NotAllowed`, `OutOfTurn`, and `Incomplete` without a reason."""
    _require(actor, report)
    if not reason.strip():
        raise Incomplete(_("请写明退回的理由，单位会看到这句话。"))
    with transaction.atomic():
        REPORT.take(report, "give_back", return_reason=reason.strip())
        _record(actor, report, Tag.REPORT_RETURNED, reason=reason.strip())


def judge_report(
    *, actor: Actor, report: UnitReport, verdict: Grade, reason: str = "", now: datetime | None = None
) -> None:
    """Set the office's verdict beside the one that the figures give, which is kept with it and never changed.

    Raises `NotAllowed`; `OutOfTurn`; `Incomplete` after publication (an objection is the way then), and without a
    reason where only one of the two says behind.
    """
    _require(actor, report)
    report.reporting_period.refresh_from_db(fields=["state"])
    if report.reporting_period.state == PeriodState.PUBLISHED:
        raise Incomplete(_("这一期已经公布，判定不能直接改；单位可以申请复核。"))
    set_verdict(actor=actor, report=report, verdict=verdict, reason=reason, now=now, tag=Tag.REPORT_JUDGED)


def set_verdict(
    *, actor: Actor, report: UnitReport, verdict: Grade, reason: str, now: datetime | None, tag: Tag
) -> None:
    """Write a verdict, for the actions that may: judging, and an objection that is upheld.

    The caller asks its own policy first.
    """
    computed = opinion_of(report).computed
    differs = computed is not None and (computed.value == Grade.BEHIND) != (verdict == Grade.BEHIND)
    if differs and not reason.strip():
        raise Incomplete(
            _("按数字测算为“%(computed)s”，判定为“%(verdict)s”，请写明理由。")
            % {"computed": Grade(computed.value).label if computed else "", "verdict": verdict.label}
        )
    before = {"verdict": report.verdict, "reason": report.verdict_reason}
    with transaction.atomic():
        REPORT.take(
            report,
            "judge",
            verdict=verdict,
            verdict_reason=reason.strip(),
            computed=computed.value if computed else "",
            judged_at=now or timezone.now(),
            judged_by=person_or_none(actor),
        )
        after = {"verdict": report.verdict, "reason": report.verdict_reason, "computed": report.computed}
        _record(actor, report, tag, before=before, after=after)


def _require(actor: Actor, report: UnitReport) -> None:
    require(may_verify_report(actor, report), _("只有“%(name)s”的督查室可以核实和判定。") % {"name": report.government})


def _record(actor: Actor, report: UnitReport, tag: Tag, **details: object) -> None:
    entry = record(
        actor=actor,
        tag=tag,
        subject=report.pk,
        government=report.government_id,
        details={"revision": report.revision, **details},
    )
    tell_of_report(actor=actor, report=report, entry=entry, details=details)
