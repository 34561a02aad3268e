"""Handing a report in, and taking it back before it is verified."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor, person_or_none
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.reporting.actions.writing import require_open, sum_of_shares
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.machine import REPORT
from xushi_web.reporting.models import UnitReport
from xushi_web.reporting.policies import may_submit_report, may_write_report
from xushi_web.reporting.telling import tell_of_report


def pass_up(*, actor: Actor, report: UnitReport) -> None:
    """Give a report to the head of the unit. Raises `NotAllowed`, `OutOfTurn`, `Incomplete`."""
    require(may_write_report(actor, report), _("这一事项由“%(unit)s”填报，您不能送审。") % {"unit": report.agency})
    _require_complete(report)
    with transaction.atomic():
        REPORT.take(report, "pass_up")
        _record(actor, report, Tag.REPORT_PASSED_UP)


def submit(*, actor: Actor, report: UnitReport, now: datetime | None = None) -> None:
    """Hand a report in to the office. Raises `NotAllowed`, `OutOfTurn`, and `Incomplete` without a narrative."""
    require(
        may_submit_report(actor, report),
        _("报送须由“%(unit)s”负责人办理；请先送本单位审核。") % {"unit": report.agency},
    )
    _require_complete(report)
    with transaction.atomic():
        person = person_or_none(actor)
        REPORT.take(report, "submit", submitted_at=now or timezone.now(), submitted_by=person, return_reason="")
        _record(actor, report, Tag.REPORT_SUBMITTED, on_time=report.submitted_at <= report.reporting_period.due_at)  # type: ignore[operator] # just set


def withdraw(*, actor: Actor, report: UnitReport) -> None:
    """Take a report back before it is verified. Raises `NotAllowed`, `OutOfTurn`, `Incomplete`."""
    require(may_write_report(actor, report), _("这一事项由“%(unit)s”填报，您不能撤回。") % {"unit": report.agency})
    require_open(report)
    with transaction.atomic():
        REPORT.take(report, "withdraw", submitted_at=None, submitted_by=None)
        _record(actor, report, Tag.REPORT_WITHDRAWN)


def _require_complete(report: UnitReport) -> None:
    require_open(report)
    report.refresh_from_db()
    if not report.narrative.strip():
        raise Incomplete(_("“%(report)s”还没有写进展情况，请先填写并保存。") % {"report": report})
    wrong = sum_of_shares(report)
    if wrong:
        raise Incomplete("".join(wrong))


def _record(actor: Actor, report: UnitReport, tag: Tag, **details: object) -> None:
    entry = record(
        actor=actor,
        tag=tag,
        subject=report.pk,
        government=report.government_id,
        details={"revision": report.revision, **details},
    )
    tell_of_report(actor=actor, report=report, entry=entry, details=details)
