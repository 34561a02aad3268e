"""How far everything is: the pace of a list, and the second opinion on a bulletin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from xushi_web.documents.models import Genre, SourceDocument, State
from xushi_web.pace.models import scale_of
from xushi_web.pace.queries import Pace, pace_in_bulletin
from xushi_web.portal.views.context import of_government
from xushi_web.programmes.models import Programme
from xushi_web.progress.statuses import UNJUDGED, Tally
from xushi_web.reporting.published import pace_of_list

#: What a list can be narrowed down to, by the value of the parameter ``show``: its name, and what belongs to it.
SHOWN: dict[str, tuple[str | Promise, Callable[[Pace], bool]]] = {
    "": (_("全部"), lambda _: True),
    "behind": (_("数字落后"), lambda pace: pace.computed == "behind"),
    "differs": (_("判定与数字不一致"), lambda pace: pace.differs),
    "judged": (_("能凭数字判断"), lambda pace: pace.computed is not None),
    "unjudged": (_("不能凭数字判断"), lambda pace: pace.report is not None and pace.computed is None),
    "unreported": (_("尚无报告"), lambda pace: pace.report is None),
}


@dataclass(frozen=True, slots=True)
class Totals:
    """The verdicts of the office and of the figures, counted, and how many rows each narrowing leaves."""

    stated: Tally
    computed: Tally
    narrowings: Sequence[tuple[str, str | Promise, int]]


def totals(paces: Sequence[Pace]) -> Totals:
    """Count the paces of a list or a bulletin."""
    stated, computed = Tally(), Tally()
    for pace in paces:
        stated.add(pace.report.verdict or UNJUDGED if pace.report else UNJUDGED)
        computed.add(pace.computed.value if pace.computed else UNJUDGED)
    narrowings = [(name, words, sum(map(belongs, paces))) for name, (words, belongs) in SHOWN.items()]
    return Totals(stated, computed, [row for row in narrowings if row[2]])


@require_safe
def programme(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show planned against actual for everything in a list, the widest gap first."""
    row = get_object_or_404(Programme.objects.select_related("government", "scale"), pk=key)
    wanted = {name: request.GET.get(name, "") for name in ("field", "agency", "show", "sort")}
    everything = pace_of_list(row)
    context = of_government(row.government, row.year) | {
        "programme": row,
        "scale": scale_of(row),
        "totals": totals(everything),
        "wanted": wanted,
        "fields": sorted({pace.commitment.field for pace in everything}, key=lambda field: field.order),
        "agencies": sorted({unit for pace in everything for unit in pace.leading}, key=lambda unit: unit.name),
        "paces": _sorted([pace for pace in everything if _matches(pace, wanted)], wanted["sort"]),
    }
    return render(request, "portal/pace.html", context)


@require_safe
def bulletin(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show where a bulletin's verdicts and its own figures differ, and where they agree or say nothing."""
    rows = SourceDocument.objects.filter(genre=Genre.BULLETIN).exclude(state=State.DRAFT)
    document = get_object_or_404(rows.select_related("government"), pk=key)
    assert document.government is not None  # noqa: S101 - an accepted document is ascribed
    paces = _sorted(pace_in_bulletin(document), "")
    judged = [pace for pace in paces if pace.computed is not None]
    context = of_government(document.government, document.year) | {
        "document": document,
        "totals": totals(paces),
        "differing": [pace for pace in judged if pace.differs],
        "agreeing": [pace for pace in judged if not pace.differs and pace.report and pace.report.verdict],
        "unstated": [pace for pace in judged if pace.report and not pace.report.verdict],
        "unjudged": [pace for pace in paces if pace.computed is None],
    }
    return render(request, "portal/second_opinion.html", context)


def _matches(pace: Pace, wanted: dict[str, str]) -> bool:
    if wanted["field"] and str(pace.commitment.field_id) != wanted["field"]:
        return False
    if wanted["agency"] and wanted["agency"] not in {str(unit.pk) for unit in pace.leading}:
        return False
    return SHOWN.get(wanted["show"], SHOWN[""])[1](pace)


def _sorted(paces: Sequence[Pace], by: str) -> list[Pace]:
    """Return the rows in the order of their list, or the widest gap first and those without figures last."""
    if by == "order":
        return list(paces)
    nothing = Decimal("-Infinity")
    return sorted(paces, key=lambda pace: (pace.report is None, -(nothing if pace.lag is None else pace.lag)))
