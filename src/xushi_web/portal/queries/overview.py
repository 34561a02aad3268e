"""A government and its years; what the front page of one year shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, Q

from xushi_web.agencies.models import Agency, Government
from xushi_web.documents.models import SourceDocument
from xushi_web.documents.queries import documents_of
from xushi_web.portal.queries.standing import Standings, grouped_by, standings
from xushi_web.programmes.models import Assignment, Commitment, Programme, Role
from xushi_web.progress.models import ProgressReport
from xushi_web.progress.statuses import Tally, sum_of
from xushi_web.reporting.models import UnitReport
from xushi_web.reporting.published import published

LEADING = (Role.LEAD, Role.SOLE)

_LATEST_DOCUMENTS = 6
_BUSIEST = 10


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a government, with the number of its lists and commitments."""

    year: int
    programmes: int
    commitments: int


@dataclass(frozen=True, slots=True)
class ProgrammeSummary:
    """A list and how its commitments stand."""

    programme: Programme
    tally: Tally
    fields: int


@dataclass(frozen=True, slots=True)
class Behind:
    """A commitment that is behind, with its latest report."""

    commitment: Commitment
    period: str
    report: ProgressReport | UnitReport | None


@dataclass(frozen=True, slots=True)
class AgencySummary:
    """A unit and how the commitments it leads stand; `supports` counts the others it has a part in."""

    agency: Agency
    tally: Tally
    supports: int


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the front page of a year shows."""

    tally: Tally
    programmes: Sequence[ProgrammeSummary]
    behind: Sequence[Behind]
    agencies: Sequence[AgencySummary]
    documents: Sequence[SourceDocument]


def governments_with_years() -> list[tuple[Government, list[Year]]]:
    """Return every government that has commitments or documents, with its years, the latest first (two queries)."""
    years: dict[UUID, list[Year]] = {}
    for key, row in _years(Q()):
        years.setdefault(key, []).append(row)
    return [(government, years[government.pk]) for government in Government.objects.all() if government.pk in years]


def latest_tallies(governments: Sequence[tuple[Government, Sequence[Year]]]) -> dict[UUID, Tally]:
    """Return how the latest year of each government stands (two queries)."""
    condition = Q(pk__in=())
    for government, years in governments:
        condition |= Q(government=government, year=years[0].year, withdrawn=False)
    commitments = list(Commitment.objects.filter(condition).only("id", "government_id", "applicability"))
    standing = standings(condition)
    return {key: standing.tally(rows) for key, rows in grouped_by(commitments, "government_id").items()}


def years_of(government: Government) -> list[Year]:
    """Return the years of a government, the latest first (one query)."""
    return [row for _, row in _years(Q(government=government))]


def _years(condition: Q) -> list[tuple[UUID, Year]]:
    rows = (
        Programme.objects.filter(condition)
        .values("government_id", "year")
        .annotate(
            programmes=Count("pk", distinct=True),
            promised=Count("commitments", filter=Q(commitments__withdrawn=False, commitments__applicability="ours")),
        )
        .order_by("-year")
    )
    return [(row["government_id"], Year(row["year"], row["programmes"], row["promised"])) for row in rows]


def overview_of(government: Government, year: int) -> Overview:
    """Return what the front page of a year shows (ten queries)."""
    condition = Q(government=government, year=year, withdrawn=False)
    commitments = list(Commitment.objects.filter(condition).defer("text").order_by("programme_id", "order", "id"))
    standing = standings(condition)
    by_programme = grouped_by(commitments, "programme_id")
    programmes = [
        ProgrammeSummary(row, standing.tally(by_programme.get(row.pk, ())), row.field_count)
        for row in Programme.objects.of(government)
        .filter(year=year)
        .annotate(field_count=Count("fields", filter=~Q(fields__title="")))
    ]
    return Overview(
        sum_of(summary.tally for summary in programmes),
        programmes,
        _behind(commitments, standing),
        agencies_of(government, year, commitments, standing)[:_BUSIEST],
        list(documents_of(government, year)[:_LATEST_DOCUMENTS]),
    )


def agencies_of(
    government: Government, year: int, commitments: Sequence[Commitment], standing: Standings
) -> list[AgencySummary]:
    """Return the units of a year: those with most behind first, then those that lead most (two queries)."""
    own = {commitment.pk: commitment for commitment in commitments}
    rows = (
        Assignment.objects.in_force()
        .filter(government=government, commitment__year=year, commitment__withdrawn=False)
        .order_by()
        .values_list("agency_id", "commitment_id", "role")
    )
    leads: dict[UUID, dict[UUID, Commitment]] = {}
    supports: Counter[UUID] = Counter()
    for agency, key, role in rows:
        if role in LEADING and key in own:
            leads.setdefault(agency, {})[key] = own[key]
        elif key in own:
            supports[agency] += 1
    result = [
        AgencySummary(agency, standing.tally(leads.get(agency.pk, {}).values()), supports[agency.pk])
        for agency in Agency.objects.filter(pk__in={*leads, *supports})
    ]
    return sorted(result, key=lambda row: (-row.tally.behind, -row.tally.total, -row.supports, row.agency.name))


def leads() -> Prefetch[str]:
    """Return what to prefetch so that `leading` of a commitment are its leading units, without further queries."""
    rows = Assignment.objects.in_force().filter(role__in=LEADING).select_related("agency")
    return Prefetch("assignments", rows, to_attr="leading")


def _behind(commitments: Sequence[Commitment], standing: Standings) -> list[Behind]:
    keys = [commitment.pk for commitment in commitments if standing[commitment.pk].status == "behind"]
    rows = Commitment.objects.filter(pk__in=keys).select_related("programme").prefetch_related(leads())
    reports: dict[UUID, ProgressReport | UnitReport] = {}
    for report in ProgressReport.objects.current().filter(commitment__in=keys, verdict="behind").order_by("id"):
        if report.period == standing[report.commitment_id].period:
            reports[report.commitment_id] = report
    for own in published().filter(commitment__in=keys, verdict="behind").select_related("reporting_period"):
        if own.period == standing[own.commitment_id].period:
            reports[own.commitment_id] = own
    found = [Behind(row, standing[row.pk].period, reports.get(row.pk)) for row in rows]
    return sorted(found, key=lambda row: (row.commitment.programme.order, row.commitment.order))
