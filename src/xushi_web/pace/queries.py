"""How far commitments are behind, by the figures of their reports: for a list, and for one bulletin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from xushi.document.model import VerdictGrade
from xushi.pacing import (
    Basis,
    Binding,
    Forecast,
    Formula,
    Judgement,
    Opinion,
    Plan,
    PlanFigure,
    bind_plan,
    end_of,
    forecast,
    second_opinion,
)
from xushi.spans import Span
from xushi.targets.model import Kind
from xushi_web.agencies.models import Agency
from xushi_web.documents.models import SourceDocument
from xushi_web.matches.queries import twins
from xushi_web.pace.models import scale_of
from xushi_web.pace.told import Asked, Telling, asked, tellings
from xushi_web.programmes.models import Assignment, Commitment, Milestone, Programme, Role
from xushi_web.progress.models import ProgressReport


@dataclass(frozen=True, slots=True)
class Schedule:
    """The figures of a schedule for one promised figure, and the document they stand in."""

    document: UUID
    plan: Plan

    @property
    def figures(self) -> tuple[PlanFigure, ...]:
        """What is planned, period by period."""
        return self.plan.figures


@dataclass(frozen=True, slots=True)
class Measured:
    """One promised figure that can be reckoned with: how far it is behind, against which plan, and what may follow."""

    judgement: Judgement
    schedule: Schedule | None
    outlook: Forecast | None
    asked: Asked

    @property
    def is_planned(self) -> bool:
        """Whether the planned state comes from the schedule."""
        return self.schedule is not None and self.judgement.gap.basis in {Basis.PLANNED, Basis.BETWEEN}

    @property
    def promised_at(self) -> Span | None:
        """Where the promised figure stands in `asked.promised_in`."""
        return self.asked.place_of(self.judgement.gap.target.span)


class Reported(Protocol):
    """A report, in a bulletin or by a unit: the end of its period and its verdict are all that matters here."""

    @property
    def period(self) -> str:
        """Which period it is about, as ``2025-Q1``."""

    @property
    def verdict(self) -> str:
        """The office's verdict; empty without one."""


@dataclass(frozen=True, slots=True)
class Pace:
    """A commitment with its latest report (None: nothing was reported) and what the figures say of it.

    `told_by` is the commitment of another list that the report was made for, where a person confirmed that both are
    the same promise.
    """

    commitment: Commitment
    leading: Sequence[Agency]
    report: Reported | None
    opinion: Opinion | None
    measured: Sequence[Measured]  #: the widest gap first
    told_by: Commitment | None = None

    @property
    def lag(self) -> Decimal | None:
        """Points behind (negative: ahead) of its widest gap; None where figures cannot judge."""
        return self.measured[0].judgement.gap.points if self.measured else None

    @property
    def computed(self) -> VerdictGrade | None:
        """The verdict that the figures give."""
        return self.opinion.computed if self.opinion else None

    @property
    def differs(self) -> bool:
        """Whether one of the two verdicts says behind and the other does not."""
        return self.opinion is not None and self.opinion.differs


def candidates(programme: Programme) -> list[tuple[Commitment, list[Pace]]]:
    """Return everything in a list with its pace by its latest report in a bulletin (nine queries).

    The latest reports of the same promise in other lists of the year follow, where they are not older.
    """
    commitments = list(_commitments().filter(programme=programme, withdrawn=False))
    same = twins(programme.government, [row.pk for row in commitments])
    keys = {row.pk for row in commitments}.union(*same.values())
    rows = ProgressReport.objects.current().filter(commitment__in=keys, commitment__year=programme.year)
    latest: dict[UUID, ProgressReport] = {}
    for report in sorted(rows.select_related("document", "commitment__programme").order_by("id"), key=_end):
        latest[report.commitment_id] = report
    return _paces(
        commitments,
        {row.pk: [latest[key] for key in (row.pk, *same.get(row.pk, ())) if key in latest] for row in commitments},
    )


def best(commitment: Commitment, paces: Sequence[Pace]) -> Pace:
    """Return the pace by the report that says most; of two of the commitment's own that end together the last.

    What was reported once counts for every list that holds the promise: the report of another list is taken where it
    is not older than the list's own and figures can be judged by it alone.
    """
    own = max((pace for pace in reversed(paces) if pace.told_by is None), key=_end_of, default=None)
    found = [pace for pace in paces if pace is own or (pace.told_by and (own is None or _end_of(pace) >= _end_of(own)))]
    if not found:
        return Pace(commitment, leading_of(commitment), None, None, ())
    return max(found, key=lambda pace: (pace.computed is not None, _end_of(pace), pace.told_by is None))


def leading_of(commitment: Commitment) -> list[Agency]:
    """Return the leading units of a commitment of `candidates`."""
    return list(dict.fromkeys(unit.agency for unit in commitment.leading))  # type: ignore[attr-defined] # prefetched


def pace_in_bulletin(document: SourceDocument) -> list[Pace]:
    """Return the pace of everything a bulletin reports on, by its own figures, in its order (eight queries)."""
    reports = ProgressReport.objects.filter(document=document).select_related("document").order_by("start", "id")
    by_commitment = {report.commitment_id: report for report in reports}
    rows = {row.pk: row for row in _commitments().filter(pk__in=by_commitment)}
    told = _paces([rows[key] for key in by_commitment], {key: [row] for key, row in by_commitment.items()})
    return [best(commitment, paces) for commitment, paces in told]


def _commitments() -> QuerySet[Commitment]:
    units = Assignment.objects.in_force().exclude(role=Role.SUPPORTING).select_related("agency")
    return Commitment.objects.select_related("field", "programme__scale").prefetch_related(
        Prefetch("assignments", units, to_attr="leading")
    )


def _end(report: Reported) -> date:
    return end_of(report.period, None) or date.min


def _end_of(pace: Pace) -> date:
    return _end(pace.report) if pace.report else date.min


def schedules_of(commitments: Collection[UUID]) -> dict[UUID, list[tuple[UUID, Binding]]]:
    """Return what the schedules plan for each promised figure, with the document, the latest first (five queries)."""
    milestones = _milestones(commitments)
    return _schedules(milestones, tellings(commitments, [], milestones))


def _milestones(commitments: Collection[UUID]) -> list[Milestone]:
    rows = Milestone.objects.current().filter(commitment__in=commitments)
    return list(rows.order_by("-document__issued_on", "order").prefetch_related("steps"))


def _paces(
    commitments: Sequence[Commitment], reports: Mapping[UUID, Sequence[ProgressReport]]
) -> list[tuple[Commitment, list[Pace]]]:
    """Return the pace of each commitment by each of its reports; its own comes first."""
    keys = {row.pk for row in commitments} | {report.commitment_id for found in reports.values() for report in found}
    milestones = _milestones(keys)
    borrowing = [row for row in commitments if any(report.commitment_id != row.pk for report in reports[row.pk])]
    told = tellings(keys, [report for found in reports.values() for report in found], milestones, borrowing)
    schedules = _schedules(milestones, told)
    return [(row, _by_report(row, reports[row.pk], told, schedules)) for row in commitments]


def _schedules(milestones: Iterable[Milestone], told: Mapping[UUID, Telling]) -> dict[UUID, list[tuple[UUID, Binding]]]:
    """Return what is planned for each commitment, the latest document first."""
    found: dict[UUID, list[tuple[UUID, Binding]]] = defaultdict(list)
    for document, commitment in dict.fromkeys((row.document_id, row.commitment_id) for row in milestones):
        telling = told[document]
        for binding in bind_plan(telling.items[commitment], telling.wording, telling.year):
            found[commitment].append((document, binding))
    return found


def _by_report(
    commitment: Commitment,
    reports: Sequence[ProgressReport],
    told: Mapping[UUID, Telling],
    schedules: Mapping[UUID, Sequence[tuple[UUID, Binding]]],
) -> list[Pace]:
    own = next((report for report in reports if report.commitment_id == commitment.pk), None)
    found: list[Pace] = []
    for report in reports:
        if report is own or own is None or _end(report) >= _end(own):
            other = None if report is own else report.commitment
            planned = [*schedules.get(commitment.pk, ()), *(schedules.get(other.pk, ()) if other else ())]
            found.append(_judged(commitment, report, asked(commitment, report, told), planned))
    return found


def _judged(
    commitment: Commitment,
    report: ProgressReport,
    question: Asked,
    planned: Sequence[tuple[UUID, Binding]],
) -> Pace:
    opinion = second_opinion(
        question.item,
        question.wording,
        year=question.year,
        on=question.day,
        plans=[binding for _, binding in planned],
        scale=scale_of(commitment.programme),
    )
    other = None if report.commitment_id == commitment.pk else report.commitment
    return Pace(commitment, leading_of(commitment), report, opinion, measured(opinion, planned, question), other)


def measured(opinion: Opinion, planned: Sequence[tuple[UUID, Binding]], question: Asked) -> list[Measured]:
    """Return what an opinion says of each promised figure, the widest gap first."""
    ordered = sorted(opinion.judgements, key=lambda judgement: -judgement.gap.points)
    return [_measured(judgement, planned, question) for judgement in ordered]


def _measured(judgement: Judgement, planned: Sequence[tuple[UUID, Binding]], question: Asked) -> Measured:
    target, gap = judgement.bound.target, judgement.gap
    schedule = next(
        (
            Schedule(document, binding.plan)
            for document, binding in planned
            if isinstance(binding.plan, Plan)
            and (binding.target.value, binding.target.kind) == (target.value, target.kind)
        ),
        None,
    )
    outlook = None
    if gap.formula is Formula.COMPLETION and gap.on is not None and target.kind is not Kind.PERCENT:
        outlook = forecast(gap.target, [(gap.on, gap.actual)])
    return Measured(judgement, schedule, outlook, question)
