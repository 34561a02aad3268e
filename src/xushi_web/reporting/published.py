"""What of the units' reports everybody may see: those of published periods that the office judged, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from xushi.document import model as tree
from xushi.pacing import Opinion, end_of
from xushi.pacing.wording import Wording
from xushi_web.matches.queries import twins
from xushi_web.pace.models import scale_of
from xushi_web.pace.queries import Pace, best, candidates, leading_of, measured, schedules_of
from xushi_web.pace.told import Asked
from xushi_web.programmes.models import Commitment, Programme
from xushi_web.reporting.models import Figure, PeriodState, ReportState, UnitReport
from xushi_web.reporting.reckoning import figures_of, opinion_by, opinions_of, promised

#: What only the unit, the office and leaders read.
INTERNAL = ("difficulties", "coordination", "return_reason", "verdict_reason")


@dataclass(frozen=True, slots=True)
class PublishedReport:
    """A report as everybody sees it, with what its figures say."""

    row: UnitReport
    figures: Sequence[Figure]
    opinion: Opinion

    @property
    def differs(self) -> bool:
        """Whether one of the two verdicts says behind and the other does not."""
        computed = self.opinion.computed
        return computed is not None and (computed.value == "behind") != (self.row.verdict == "behind")


def published() -> QuerySet[UnitReport]:
    """Return the reports that everybody may see. What is internal in them is not even loaded."""
    rows = UnitReport.objects.filter(
        state=ReportState.JUDGED, reporting_period__state=PeriodState.PUBLISHED, commitment__withdrawn=False
    )
    return rows.defer(*INTERNAL)


def published_on(commitment: Commitment) -> list[PublishedReport]:
    """Return the published reports on a commitment in the order of time (one query; nine where there are any)."""
    rows = published().filter(commitment=commitment).select_related("reporting_period__programme__scale", "agency")
    reports = sorted(rows.order_by("reporting_period__due_at", "id"), key=_end)
    if not reports:
        return []
    for report in reports:
        report.commitment = commitment
    figures, opinions = figures_of(reports), opinions_of(reports)
    return [PublishedReport(row, figures[row.pk], opinions[row.pk]) for row in reports]


def pace_of_list(programme: Programme) -> list[Pace]:
    """Return the pace of everything in a list by the latest of bulletins and published reports of units.

    Of a bulletin and a report of a unit for the same period the unit's counts: its figures are bound to their
    targets by people. Eighteen queries at most, ten where no unit's report is published.
    """
    told = candidates(programme)
    more = _by_units(programme, [commitment for commitment, _ in told])
    return [best(row, [*paces, *more.get(row.pk, ())]) for row, paces in told]


def _by_units(programme: Programme, commitments: Sequence[Commitment]) -> Mapping[UUID, list[Pace]]:
    """Return the paces by the latest published report on each commitment, and on the same promise in other lists."""
    same = twins(programme.government, [row.pk for row in commitments])
    latest = _latest({row.pk for row in commitments}.union(*same.values()), programme.year)
    if not latest:
        return {}
    keys = {row.pk for row in commitments if any(key in latest for key in (row.pk, *same.get(row.pk, ())))}
    targets, plans, figures = promised(keys), schedules_of(keys), figures_of(list(latest.values()))
    found: dict[UUID, list[Pace]] = {}
    for row in commitments:
        for report in [latest[key] for key in (row.pk, *same.get(row.pk, ())) if key in latest]:
            planned = plans.get(row.pk, [])
            opinion = opinion_by(
                row,
                targets[row.pk],
                figures[report.pk],
                [binding for _, binding in planned],
                scale_of(row.programme),
                report.verdict,
            )
            question = Asked(tree.Commitment(None, ""), Wording(""), row.year, _end(report), row.document_id)
            other = None if report.commitment_id == row.pk else report.commitment
            pace = Pace(row, leading_of(row), report, opinion, measured(opinion, planned, question), other)
            if other is None or pace.computed is not None:
                found.setdefault(row.pk, []).append(pace)
    return found


def _latest(commitments: Collection[UUID], year: int) -> dict[UUID, UnitReport]:
    rows = published().filter(commitment__in=commitments, commitment__year=year)
    rows = rows.select_related("reporting_period", "commitment__programme").order_by("reporting_period__due_at")
    return {row.commitment_id: row for row in sorted(rows, key=_end)}


def _end(report: UnitReport) -> date:
    return end_of(report.period, report.commitment.year) or date.min
