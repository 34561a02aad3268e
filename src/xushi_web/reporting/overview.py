"""How everything of a year stands, on one page: what leaders read before a meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.urls import reverse

from xushi.pacing import Gap
from xushi_web.accounts.models import Appointment, Post
from xushi_web.accounts.queries import governments_of_office
from xushi_web.agencies.models import Agency, Government
from xushi_web.notices.models import OVER, Colour, Notice, NoticeState
from xushi_web.programmes.models import Applicability, Commitment, Programme
from xushi_web.progress.statuses import UNJUDGED, UNREPORTED, Tally, sum_of
from xushi_web.reporting.models import ReportingPeriod, ReportState, UnitReport
from xushi_web.reporting.published import pace_of_list
from xushi_web.reporting.queries import UNIT_IS_DUE
from xushi_web.reporting.reckoning import opinions_of

#: So many lines fit on the sheet.
MOST_BEHIND, MOST_PARTS, MOST_ASKED, MOST_NOTICES = 10, 12, 6, 5


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment as the page counts it; `was` is its verdict in the period before, empty without one."""

    commitment: Commitment
    unit: Agency | None
    status: str
    was: str = ""
    lag: Decimal | None = None
    report: UnitReport | None = None
    cause: str = ""
    gap: Gap | None = None  #: the widest, where figures tell it


@dataclass(frozen=True, slots=True)
class Part:
    """A list, a field or a unit, and how what belongs to it stands."""

    name: str
    tally: Tally
    about: str = ""  #: the period of a list
    address: str | None = None  #: of the page of a list
    running: ReportingPeriod | None = None  #: a later one for which reports are still collected


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """All that stands on the sheet."""

    tally: Tally
    programmes: Sequence[Part]
    fields: Sequence[Part]
    units: Sequence[Part]
    behind: Sequence[Line]
    asking: Sequence[Line]
    notices: Sequence[Notice]
    newly_behind: Sequence[Line]
    caught_up: Sequence[Line]
    newly_completed: Sequence[Line]
    has_before: bool

    @property
    def largest_field(self) -> int:
        """The size of the largest field, to which the bars of all are drawn."""
        return max((part.tally.total for part in self.fields), default=0)

    @property
    def largest_unit(self) -> int:
        """The size of what the unit has that has most."""
        return max((part.tally.total for part in self.units), default=0)


def governments_to_oversee(user: User) -> list[Government]:
    """Return the governments whose sheet `user` may see: as a leader or as a person of the office (two queries)."""
    led = Appointment.objects.filter(user=user, post=Post.LEADER).values("government")
    return list(Government.objects.filter(Q(pk__in=led) | Q(pk__in=governments_of_office(user).values("pk"))))


def years_with_lists(government: Government) -> list[int]:
    """Return the years in which a government has lists, the latest first (one query)."""
    rows = Programme.objects.of(government).order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(rows))


def overview_page(government: Government, year: int) -> OverviewPage:
    """Return how the lists of a year stand at the latest period of each in which anything was judged, published or not.

    A list for which no period was opened stands as its bulletins say. About fifteen queries, and a dozen for each list.
    """
    lines: list[Line] = []
    programmes = []
    has_before = False
    for programme, running, periods, own in _standings(government, year):
        has_before = has_before or len(periods) > 1
        about, address = periods[0].title if periods else "", reverse("portal:programme", args=[programme.pk])
        programmes.append(Part(programme.title, _tally(own), about, address, running))
        lines += own
    behind = sorted((line for line in lines if line.status == "behind"), key=_widest_first)
    notices = Notice.objects.of(government).filter(colour=Colour.RED).exclude(state__in=(*OVER, NoticeState.DRAFTED))
    return OverviewPage(
        sum_of(part.tally for part in programmes),
        programmes,
        _parts((line.commitment.field.title, line) for line in lines if line.commitment.field.title),
        _parts((line.unit.name, line) for line in lines if line.unit),
        behind,
        [line for line in lines if line.report and line.report.coordination.strip()],
        list(notices.select_related("commitment", "agency").order_by("deadline")),
        [line for line in behind if line.was and line.was != "behind"],
        [line for line in lines if line.was == "behind" and line.status in {"completed", "ahead", "on_pace"}],
        [line for line in lines if line.status == "completed" and line.was not in {"", "completed"}],
        has_before,
    )


def lines_of_year(government: Government, year: int) -> list[Line]:
    """Return how every commitment of a year stands, as the page counts it (a dozen queries for each list)."""
    return [line for *_, own in _standings(government, year) for line in own]


def _standings(
    government: Government, year: int
) -> Iterator[tuple[Programme, ReportingPeriod | None, list[ReportingPeriod], list[Line]]]:
    """Yield each list of a year with the period that only runs yet, the latest two others, and its lines."""
    for programme in Programme.objects.of(government).filter(year=year).select_related("government", "scale"):
        running, periods = _periods_of(programme)
        yield programme, running, periods, [*_by_period(periods), *_by_bulletin(programme, periods[:1])]


def _periods_of(programme: Programme) -> tuple[ReportingPeriod | None, list[ReportingPeriod]]:
    """Return the period that only runs yet, if any, and the latest two of the others: what stands, and what stood."""
    judged = Count("reports", filter=Q(reports__state=ReportState.JUDGED))
    handed_in = Count("reports", filter=~Q(reports__state__in=UNIT_IS_DUE))
    rows = ReportingPeriod.objects.filter(programme=programme).annotate(
        judged=judged, handed_in=handed_in, asked=Count("reports")
    )
    periods: list[Any] = list(rows.order_by("-due_at", "-id"))
    first = next((at for at, period in enumerate(periods) if period.judged), 0)
    return (periods[0] if first else None), periods[first : first + 2]


def _by_period(periods: Sequence[ReportingPeriod]) -> list[Line]:
    """Return the lines of the first of `periods`, the latest; the second tells how they stood before."""
    if not periods:
        return []
    rows = UnitReport.objects.filter(reporting_period__in=periods, commitment__withdrawn=False).select_related(
        "reporting_period__programme__scale", "commitment__field", "agency"
    )
    before: dict[UUID, str] = {}
    now: list[UnitReport] = []
    for row in rows:
        if row.reporting_period_id == periods[0].pk:
            now.append(row)
        elif row.state == ReportState.JUDGED:
            before[row.commitment_id] = row.verdict
    opinions = opinions_of([row for row in now if row.verdict == "behind"])
    lines = []
    for row in now:
        widest = opinions[row.pk].widest if row.pk in opinions else None
        gap = widest.gap if widest else None
        lag = gap.points if gap else None
        handed_in = row.state not in UNIT_IS_DUE
        status = row.verdict if row.state == ReportState.JUDGED else UNJUDGED if handed_in else UNREPORTED
        cause = (row.difficulties.strip() or row.verdict_reason.strip() or row.narrative.strip()) if handed_in else ""
        shown = row if handed_in else None
        was = before.get(row.commitment_id, "")
        lines.append(Line(row.commitment, row.agency, status, was, lag, shown, _first_sentence(cause), gap))
    return lines


def _by_bulletin(programme: Programme, periods: Sequence[ReportingPeriod]) -> list[Line]:
    """Return the lines of what no unit was asked for in `periods`: without a leading unit, nobody can be asked."""
    ours = Q(applicability=Applicability.OURS, withdrawn=False)
    asked = UnitReport.objects.filter(reporting_period__in=periods).values("commitment")
    others = set(programme.commitments.filter(ours).exclude(pk__in=asked).values_list("pk", flat=True))
    lines = []
    for pace in pace_of_list(programme) if others else ():
        if pace.commitment.pk in others:
            status = (pace.report.verdict or UNJUDGED) if pace.report else UNREPORTED
            unit = pace.leading[0] if pace.leading else None
            cause = _first_sentence(str(getattr(pace.report, "narrative", "")))
            gap = pace.measured[0].judgement.gap if pace.measured else None
            lines.append(Line(pace.commitment, unit, status, lag=pace.lag, cause=cause, gap=gap))
    return lines


def _first_sentence(text: str) -> str:
    return text.partition("。")[0].split("\n")[0].strip()


def _widest_first(line: Line) -> Decimal:
    return -(line.lag if line.lag is not None else Decimal("-Infinity"))


def _tally(lines: Iterable[Line]) -> Tally:
    tally = Tally()
    for line in lines:
        tally.add(line.status)
    return tally


def _parts(named: Iterable[tuple[str, Line]]) -> list[Part]:
    found: dict[str, list[Line]] = defaultdict(list)
    for name, line in named:
        found[name].append(line)
    return sorted((Part(name, _tally(lines)) for name, lines in found.items()), key=_worst_first)


def _worst_first(part: Part) -> tuple[int, int, int, str]:
    return -part.tally.behind, -part.tally.judged, -part.tally.total, part.name
