"""What the figures of reports say of the pace: the second opinion, before any bulletin is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from xushi.document import model as tree
from xushi.pacing import Binding, Opinion, bind_plan, judge
from xushi_web.pace.models import scale_of
from xushi_web.pace.told import tellings
from xushi_web.programmes.models import Commitment, Milestone, Target
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


def planned(commitments: Collection[UUID]) -> Mapping[UUID, list[Binding]]:
    """Return what the schedules plan for each promised figure, the latest document first (five queries)."""
    milestones = list(
        Milestone.objects.current()
        .filter(commitment__in=commitments)
        .order_by("-document__issued_on", "order")
        .prefetch_related("steps")
    )
    told = tellings(commitments, [], milestones)
    found: dict[UUID, list[Binding]] = defaultdict(list)
    for document, commitment in dict.fromkeys((row.document_id, row.commitment_id) for row in milestones):
        telling = told[document]
        found[commitment] += bind_plan(telling.items[commitment], telling.wording, telling.year)
    return found


def opinion_of(report: UnitReport) -> Opinion:
    """Return what the figures of one report say."""
    return opinions_of([report])[report.pk]


def opinions_of(reports: Sequence[UnitReport]) -> dict[UUID, Opinion]:
    """Return what the figures of each report say, against plan or, where there is none, the months of the year.

    Seven queries, however many reports.
    """
    commitments = {report.commitment_id for report in reports}
    targets, plans = promised(commitments), planned(commitments)
    figures: dict[UUID, list[Figure]] = defaultdict(list)
    for row in Figure.objects.filter(report__in=[report.pk for report in reports], agency=None):
        figures[row.report_id].append(row)
    return {
        report.pk: _opinion(report, targets[report.commitment_id], figures[report.pk], plans[report.commitment_id])
        for report in reports
    }


def _opinion(
    report: UnitReport, targets: Sequence[Target], figures: Sequence[Figure], plans: Sequence[Binding]
) -> Opinion:
    commitment, nodes = report.commitment, target_nodes(targets)
    given = [(row.of, row.promised, row.written, row.value, row.period) for row in figures]
    return judge(
        tree.Commitment(commitment.number or None, commitment.text, targets=nodes),
        bound_figures(nodes, given, year=commitment.year),
        plans=plans,
        scale=scale_of(report.reporting_period.programme),
    )
