"""Opening, extending, closing and publishing a reporting period."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xushi.pacing import end_of
from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.programmes.models import Programme
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.machine import PERIOD
from xushi_web.reporting.models import Contribution, PeriodState, ReportingPeriod, ReportState, UnitReport
from xushi_web.reporting.policies import may_open_period, may_run_period
from xushi_web.reporting.queries import duties_of
from xushi_web.reporting.telling import tell_of_period


def open_period(
    *, actor: Actor, programme: Programme, period: str, title: str, due_at: datetime, now: datetime | None = None
) -> ReportingPeriod:
    """Open a period: every commitment of ours with a leading unit gets a report that waits for it.

    `period` is written as ``2025-Q1``, ``2025-01/2025-09`` or ``2025-08``. Raises `NotAllowed`, and `Incomplete` for a
    period of another year or one that was opened before, or a time that is over.
    """
    require(
        may_open_period(actor, programme), _("只有“%(name)s”的督查室可以开启填报期。") % {"name": programme.government}
    )
    moment = now or timezone.now()
    last = end_of(period, programme.year)
    if last is None or last.year != programme.year:
        raise Incomplete(
            _("“%(period)s”不是%(year)s年的时期，请写成“%(year)s-Q1”“%(year)s-08”或“%(year)s-01/%(year)s-09”。")
            % {"period": period, "year": programme.year}
        )
    if due_at <= moment:
        raise Incomplete(_("截止时间已经过去，请选择今后的时间。"))
    duties = [duty for duty in duties_of(programme) if duty.leading]
    if not duties:
        raise Incomplete(
            _("“%(title)s”没有一项写明牵头单位，无人可填报；请先在文件里补上责任单位。") % {"title": programme}
        )
    try:
        with transaction.atomic():
            row = ReportingPeriod.objects.create(
                government=programme.government,
                programme=programme,
                period=period,
                title=title,
                due_at=due_at,
                opened_at=moment,
            )
            reports = UnitReport.objects.bulk_create(
                UnitReport(
                    government=programme.government,
                    reporting_period=row,
                    commitment=duty.commitment,
                    agency=duty.leading,
                )
                for duty in duties
                if duty.leading
            )
            Contribution.objects.bulk_create(
                Contribution(government=programme.government, report=report, agency=agency)
                for report, duty in zip(reports, duties, strict=True)
                for agency in duty.adding
            )
            _record(actor, row, Tag.PERIOD_OPENED, period=period, due=due_at.isoformat(), reports=len(reports))
    except IntegrityError as twice:
        message = _("“%(title)s”的%(period)s填报期已经开启过，请直接打开它。") % {"title": programme, "period": title}
        raise Incomplete(message) from twice
    return row


def extend_period(*, actor: Actor, period: ReportingPeriod, due_at: datetime, reason: str) -> None:
    """Move the time until which units report. Raises `NotAllowed`, `Incomplete`."""
    _require(actor, period)
    if not reason.strip():
        raise Incomplete(_("请写明调整截止时间的理由，它会随通知发给各单位。"))
    with transaction.atomic():
        before = period.due_at
        changed = ReportingPeriod.objects.filter(pk=period.pk, state=PeriodState.OPEN, due_at=before)
        if not changed.update(due_at=due_at):
            raise Incomplete(_("这个填报期已经截止或刚被别人调整过，请刷新页面。"))
        period.refresh_from_db()
        _record(actor, period, Tag.PERIOD_EXTENDED, before=before.isoformat(), after=due_at.isoformat(), reason=reason)


def close_period(*, actor: Actor, period: ReportingPeriod) -> None:
    """Take no more reports. Raises `NotAllowed`, `OutOfTurn`."""
    _move(actor, period, "close", Tag.PERIOD_CLOSED)


def reopen_period(*, actor: Actor, period: ReportingPeriod) -> None:
    """Take reports again. Raises `NotAllowed`, `OutOfTurn`."""
    _move(actor, period, "reopen", Tag.PERIOD_REOPENED)


def publish_period(*, actor: Actor, period: ReportingPeriod, now: datetime | None = None) -> None:
    """Show what was judged to everybody. Raises `NotAllowed`, `OutOfTurn`, and `Incomplete` while a report waits."""
    _require(actor, period)
    waiting = period.reports.filter(state__in=(ReportState.SUBMITTED, ReportState.VERIFIED)).count()
    if waiting:
        raise Incomplete(_("还有 %(count)d 件已报送而未判定，请先核实、判定或退回，再公布。") % {"count": waiting})
    with transaction.atomic():
        PERIOD.take(period, "publish", published_at=now or timezone.now())
        _record(actor, period, Tag.PERIOD_PUBLISHED)


def _move(actor: Actor, period: ReportingPeriod, verb: str, tag: Tag) -> None:
    _require(actor, period)
    with transaction.atomic():
        PERIOD.take(period, verb)
        _record(actor, period, tag)


def _require(actor: Actor, period: ReportingPeriod) -> None:
    require(may_run_period(actor, period), _("只有“%(name)s”的督查室可以管理填报期。") % {"name": period.government})


def _record(actor: Actor, period: ReportingPeriod, tag: Tag, /, **details: object) -> None:
    entry = record(actor=actor, tag=tag, subject=period.pk, government=period.government_id, details=details)
    tell_of_period(actor=actor, period=period, entry=entry, details=details)
