"""What a person of a unit has to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from xushi_web.accounts.queries import units_of
from xushi_web.deadlines.queries import deadlines_of
from xushi_web.questions.queries import waiting_for_unit
from xushi_web.reporting.queries import UNIT_IS_DUE, parts_of_units, reports_of_units
from xushi_web.workbench.access import operator, signed_in

#: Kinds of deadlines that the page has sections of their own for.
_LISTED_APART = {"report", "contribution", "question"}


@require_safe
@signed_in
def desk(request: HttpRequest) -> HttpResponse:
    """Show the reports that are due, the parts to add to those of others, and what was handed in."""
    user, today = operator(request), timezone.localdate()
    reports = list(reports_of_units(user))
    context = {
        "units": units_of(user),
        "due": [row for row in reports if row.state in UNIT_IS_DUE],
        "done": sorted(
            (row for row in reports if row.state not in UNIT_IS_DUE),
            key=lambda row: row.reporting_period.due_at,
            reverse=True,
        ),
        "periods": list(dict.fromkeys(row.reporting_period for row in reports if row.state in UNIT_IS_DUE)),
        "parts": parts_of_units(user),
        "questions": waiting_for_unit(user),
        "duties": [
            (row, (row.due - today).days)
            for row in deadlines_of(user, today)
            if row.key.partition(":")[0] not in _LISTED_APART
        ],
    }
    return render(request, "workbench/desk.html", context)
