"""What the figures of reports say of the pace: the second opinion, before any bulletin is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from xushi.document import model as tree
from xushi.pacing import Binding, Opinion, Scale, judge
from xushi_web.pace.models import scale_of
from xushi_web.pace.queries import schedules_of
from xushi_web.programmes.models import Commitment, Target
from xushi_web.programmes.nodes import target_nodes
from xushi_web.reporting.figures import bound_figures
from xushi_web.reporting.models import Figure, UnitReport


def targets_of(commitment: Commitment) -> list[Target]:
    """Return the promised figures of a commitment, as its governing document has them."""
    return promised([commitment.pk])[commitment.pk]


def promised(commitments: Collection[UUID]) -> Mapping[UUID, list[Target]]:
    """Return the promised figures of each commitment, as its governing document has them (one query)."""
    rows = Target.objects.in_force().filter(commitment__in=commitments, milestone__isnull=True, report__isnull=True)
    found: dict[UUID, list[Target]] = defaultdict(list)
    for row in rows.order_by("order"):
        found[row.commitment_id].append(row)
    return found


def opinion_of(report: UnitReport) -> Opinion:
    """Return what the figures of one report say."""
    return opinions_of([report])[report.pk]


def opinions_of(reports: Sequence[UnitReport]) -> dict[UUID, Opinion]:
    """Return what the figures of each report say, against plan or, where there is none, the months of the year.

    Seven queries, however many reports.
    """
    commitments = {report.commitment_id for report in reports}
    targets, plans = promised(commitments), schedules_of(commitments)
    figures = figures_of(reports)
    return {
        report.pk: opinion_by(
            report.commitment,
            targets[report.commitment_id],
            figures[report.pk],
            [binding for _, binding in plans.get(report.commitment_id, ())],
            scale_of(report.reporting_period.programme),
        )
        for report in reports
    }


def figures_of(reports: Sequence[UnitReport]) -> Mapping[UUID, list[Figure]]:
    """Return the figures of each report for whole targets, not for shares of counties (one query)."""
    figures: dict[UUID, list[Figure]] = defaultdict(list)
    for row in Figure.objects.filter(report__in=[report.pk for report in reports], agency=None):
        figures[row.report_id].append(row)
    return figures


def opinion_by(  # noqa: PLR0917 - what an opinion is made of
    commitment: Commitment,
    targets: Sequence[Target],
    figures: Sequence[Figure],
    plans: Sequence[Binding],
    scale: Scale,
    verdict: str = "",
) -> Opinion:
    """Return what figures say of a promise; `verdict` is the office's, for the opinion to compare itself with."""
    nodes = target_nodes(targets)
    given = [(row.of, row.promised, row.written, row.value, row.period) for row in figures]
    stated = tree.Report(tree.VerdictGrade(verdict), None, None) if verdict else None
    return judge(
        tree.Commitment(commitment.number or None, commitment.text, targets=nodes, report=stated),
        bound_figures(nodes, given, year=commitment.year),
        plans=plans,
        scale=scale,
    )
