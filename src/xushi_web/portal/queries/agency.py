"""A unit with all it leads and supports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from xushi_web.agencies.models import Agency
from xushi_web.portal.queries.overview import LEADING
from xushi_web.portal.queries.standing import Standing, standings
from xushi_web.programmes.models import Assignment, Commitment
from xushi_web.progress.statuses import Tally


@dataclass(frozen=True, slots=True)
class Part:
    """A commitment a unit has a part in, and the name it has there."""

    commitment: Commitment
    assignment: Assignment
    standing: Standing


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """All that the page of a unit shows of one year."""

    years: Sequence[int]
    leads: Sequence[Part]
    supports: Sequence[Part]
    tally: Tally


def years_with(agency: Agency) -> list[int]:
    """Return the years in which the unit has a part in anything, the latest first (one query)."""
    rows = Assignment.objects.in_force().filter(agency=agency, commitment__withdrawn=False)
    return list(rows.order_by("-commitment__year").values_list("commitment__year", flat=True).distinct())


def agency_page(agency: Agency, years: Sequence[int], year: int) -> AgencyPage:
    """Return a unit's year as its page shows it (two queries)."""
    rows = (
        Assignment.objects.in_force()
        .filter(agency=agency, commitment__year=year, commitment__withdrawn=False)
        .select_related("commitment__programme", "commitment__field")
        .order_by("commitment__programme__order", "commitment__programme_id", "commitment__order", "order")
    )
    standing = standings(Q(assignments__agency=agency, year=year, withdrawn=False))
    parts = [Part(row.commitment, row, standing[row.commitment_id]) for row in rows]
    leads = [part for part in parts if part.assignment.role in LEADING]
    supports = [part for part in parts if part.assignment.role not in LEADING]
    return AgencyPage(years, leads, supports, standing.tally(part.commitment for part in leads))
