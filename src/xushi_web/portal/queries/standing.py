"""How each commitment stands: its latest verdict, and the verdict of each quarter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, Value

from xushi_web.portal.periods import QUARTERS, end_of, quarter_of
from xushi_web.programmes.models import Applicability, Commitment, Milestone
from xushi_web.progress.models import ProgressReport
from xushi_web.progress.statuses import UNJUDGED, Tally
from xushi_web.reporting.published import published

#: What a quarter of a commitment shows where nothing was reported: something was planned, or nothing is known.
PLANNED, NOTHING = "planned", "nothing"


@dataclass(slots=True)
class Standing:
    """The latest verdict of a commitment with its period, and what is known of the four quarters."""

    status: str = UNJUDGED
    period: str = ""
    quarters: dict[int, str] = field(default_factory=dict)

    @property
    def pace(self) -> list[tuple[int, str]]:
        """The four quarters in order: a grade, `PLANNED` or `NOTHING`."""
        return [(quarter, self.quarters.get(quarter, NOTHING)) for quarter in QUARTERS]

    @property
    def has_pace(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.quarters)


class Standings(dict[UUID, Standing]):
    """Standings by commitment; one nobody reported on stands unjudged."""

    def __missing__(self, key: UUID) -> Standing:
        self[key] = Standing()
        return self[key]

    def tally(self, commitments: Iterable[Commitment]) -> Tally:
        """Return how many of `commitments` stand how."""
        result = Tally()
        for commitment in commitments:
            result.add(self[commitment.pk].status, ours=commitment.applicability == Applicability.OURS)
        return result


def standings(commitments: Q, *, with_plan: bool = False) -> Standings:
    """Return the standing of the commitments that `commitments` (conditions on their columns) selects.

    One query, and one more for the plan. Bulletins and published reports of units count alike; of two on periods that
    end together the unit's, which an objection may have changed, and of two bulletins the later one.
    """
    result = Standings()
    chosen = Commitment.objects.filter(commitments).values("pk")
    if with_plan:
        rows = Milestone.objects.current().filter(commitment__in=chosen)
        for key, period in rows.order_by().values_list("commitment_id", "period"):
            if quarter := quarter_of(period):
                result[key].quarters.setdefault(quarter, PLANNED)
    reports = ProgressReport.objects.current().filter(commitment__in=chosen).exclude(verdict="")
    units = published().filter(commitment__in=chosen).order_by()
    found = (
        reports.order_by()
        .annotate(by_unit=Value(0))
        .values_list("commitment_id", "period", "verdict", "by_unit", "pk")
        .union(
            units.annotate(by_unit=Value(1)).values_list(
                "commitment_id", "reporting_period__period", "verdict", "by_unit", "pk"
            ),
            all=True,
        )
    )
    for key, period, verdict, _by_unit, _key in sorted(found, key=lambda row: (end_of(row[1]), row[3], row[4])):
        standing = result[key]
        standing.status, standing.period = verdict, period
        if quarter := quarter_of(period):
            standing.quarters[quarter] = verdict
    return result


def grouped_by(commitments: Iterable[Commitment], name: str) -> Mapping[UUID, list[Commitment]]:
    """Return commitments by the key in their column `name`, in their order."""
    result: dict[UUID, list[Commitment]] = {}
    for commitment in commitments:
        result.setdefault(getattr(commitment, name), []).append(commitment)
    return result
