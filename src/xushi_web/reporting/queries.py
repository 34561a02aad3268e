"""What the pages of reporting need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Prefetch, QuerySet

from xushi_web.accounts.queries import units_of
from xushi_web.agencies.models import Agency
from xushi_web.matches.queries import twins
from xushi_web.programmes.models import Applicability, Assignment, Commitment, Milestone, Programme, Role
from xushi_web.reporting.models import (
    Contribution,
    ContributionState,
    Figure,
    PeriodState,
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


@dataclass(frozen=True, slots=True)
class Part:
    """What a unit is asked to add to a report, with the shares of its targets that the unit has to reach."""

    contribution: Contribution
    shares: Sequence[Share]


def parts_of_units(user: User) -> list[Part]:
    """Return what the units of `user` are asked to add, where they owe a share first (two queries)."""
    rows = (
        Contribution.objects.filter(
            agency__in=units_of(user),
            report__reporting_period__state=PeriodState.OPEN,
            state=ContributionState.AWAITING,
        )
        .select_related("report__reporting_period", "report__commitment", "report__agency", "agency")
        .order_by("report__reporting_period__due_at", "report__commitment__order")
    )
    shares: dict[tuple[UUID, UUID], list[Share]] = {}
    for share in Share.objects.filter(agency__in=units_of(user)):
        shares.setdefault((share.commitment_id, share.agency_id), []).append(share)
    parts = [Part(row, shares.get((row.report.commitment_id, row.agency_id), [])) for row in rows]
    return sorted(parts, key=lambda part: not part.shares)


def milestones_of(commitment: Commitment) -> list[Milestone]:
    """Return the planned states of a commitment in their order."""
    return list(Milestone.objects.current().filter(commitment=commitment).order_by("order"))


def earlier_report(report: UnitReport) -> UnitReport | None:
    """Return what was reported on the same commitment the period before."""
    rows = UnitReport.objects.filter(
        commitment=report.commitment, reporting_period__due_at__lt=report.reporting_period.due_at
    )
    return rows.select_related("reporting_period").order_by("-reporting_period__due_at").first()


def figures_elsewhere(report: UnitReport) -> list[Figure]:
    """Return what was reported for the same promise in other lists for the same period, as people confirmed matches."""
    keys = twins(report.government, [report.commitment_id]).get(report.commitment_id, [])
    if not keys:
        return []
    rows = Figure.objects.filter(
        agency=None, report__commitment__in=keys, report__reporting_period__period=report.reporting_period.period
    )
    return list(rows.select_related("report__reporting_period__programme"))
