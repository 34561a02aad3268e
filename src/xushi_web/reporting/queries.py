"""What the pages of reporting need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet

from xushi.document import model as tree
from xushi.pacing import Binding, Opinion, bind_plan, judge
from xushi.targets.model import Target as Node
from xushi_web.accounts.queries import units_of
from xushi_web.agencies.models import Agency
from xushi_web.pace.models import scale_of
from xushi_web.pace.told import tellings
from xushi_web.programmes.models import Applicability, Assignment, Commitment, Milestone, Programme, Role, Target
from xushi_web.programmes.nodes import target_nodes
from xushi_web.reporting.figures import bound_figures
from xushi_web.reporting.models import (
    Contribution,
    ContributionState,
    PeriodState,
    ReportingPeriod,
    ReportState,
    Share,
    UnitReport,
)

#: States in which the unit has something to do.
UNIT_IS_DUE = (ReportState.AWAITING, ReportState.DRAFTING, ReportState.WITH_HEAD, ReportState.RETURNED)


@dataclass(frozen=True, slots=True)
class Duty:
    """Who reports on a commitment: the leading unit, and those that add to it."""

    commitment: Commitment
    leading: Agency | None
    adding: Sequence[Agency]


def duties_of(programme: Programme) -> list[Duty]:
    """Return who reports on each of the programme's own commitments; the first leading unit reports (four queries).

    A group that supports stands for its members.
    """
    rows = Assignment.objects.in_force().select_related("agency").order_by("order")
    commitments = (
        Commitment.objects.filter(programme=programme, withdrawn=False, applicability=Applicability.OURS)
        .order_by("order")
        .prefetch_related(Prefetch("assignments", rows, to_attr="units"))
    )
    groups = Agency.objects.of(programme.government).filter(is_group=True).prefetch_related("members")
    members = {group.pk: list(group.members.all()) for group in groups}
    shares: dict[UUID, list[Agency]] = {}
    for share in Share.objects.filter(commitment__programme=programme).select_related("agency"):
        shares.setdefault(share.commitment_id, []).append(share.agency)
    return [_duty(row, row.units, members, shares.get(row.pk, [])) for row in commitments]


def _duty(
    commitment: Commitment, units: Sequence[Assignment], members: dict[UUID, list[Agency]], sharing: Sequence[Agency]
) -> Duty:
    leading = next((unit.agency for unit in units if unit.role != Role.SUPPORTING), None)
    others = [agency for unit in units for agency in members.get(unit.agency_id) or [unit.agency]]
    adding = dict.fromkeys(agency for agency in [*others, *sharing] if agency != leading)
    return Duty(commitment, leading, tuple(adding))


def reports_of_units(user: User) -> QuerySet[UnitReport]:
    """Return what the units of `user` report on, in periods that are not published yet."""
    rows = UnitReport.objects.filter(agency__in=units_of(user)).exclude(reporting_period__state=PeriodState.PUBLISHED)
    return rows.select_related("reporting_period__programme", "commitment", "agency").order_by(
        "reporting_period__due_at", "commitment__order"
    )


def contributions_of_units(user: User) -> QuerySet[Contribution]:
    """Return what the units of `user` are asked to add to reports of others, in open periods."""
    rows = Contribution.objects.filter(
        agency__in=units_of(user), report__reporting_period__state=PeriodState.OPEN, state=ContributionState.AWAITING
    )
    return rows.select_related("report__reporting_period", "report__commitment", "report__agency", "agency")


def targets_of(commitment: Commitment) -> list[Target]:
    """Return the promised figures of a commitment, as its governing document has them."""
    rows = Target.objects.in_force().filter(commitment=commitment, milestone__isnull=True, report__isnull=True)
    return list(rows.order_by("order"))


def plans_of(commitment: Commitment) -> list[Binding]:
    """Return what the schedules plan for each promised figure, the latest document first."""
    milestones = list(
        Milestone.objects.current()
        .filter(commitment=commitment)
        .order_by("-document__issued_on", "order")
        .prefetch_related("steps")
    )
    told = tellings([commitment.pk], [], milestones)
    found: list[Binding] = []
    for document in dict.fromkeys(row.document_id for row in milestones):
        telling = told[document]
        found += bind_plan(telling.items[commitment.pk], telling.wording, telling.year)
    return found


def milestones_of(commitment: Commitment) -> list[Milestone]:
    """Return the planned states of a commitment in their order."""
    return list(Milestone.objects.current().filter(commitment=commitment).order_by("order"))


def opinion_of(report: UnitReport, plans: Sequence[Binding] | None = None) -> Opinion:
    """Return what the figures of a report say of the pace: the second opinion before the bulletin is written."""
    commitment = report.commitment
    nodes: tuple[Node, ...] = target_nodes(targets_of(commitment))
    given: list[tuple[str, str, str, Decimal, str]] = [
        (row.of, row.promised, row.written, row.value, row.period) for row in report.figures.filter(agency=None)
    ]
    bounds = bound_figures(nodes, given, year=commitment.year)

    node = tree.Commitment(commitment.number or None, commitment.text, targets=nodes)
    known = plans_of(commitment) if plans is None else plans
    return judge(node, bounds, plans=known, scale=scale_of(report.reporting_period.programme))


def earlier_report(report: UnitReport) -> UnitReport | None:
    """Return what was reported on the same commitment the period before."""
    rows = UnitReport.objects.filter(
        commitment=report.commitment, reporting_period__due_at__lt=report.reporting_period.due_at
    )
    return rows.select_related("reporting_period").order_by("-reporting_period__due_at").first()


def overdue(period: ReportingPeriod, today: date) -> bool:
    """Tell whether the time of a period is over."""
    return period.due_at.date() < today
