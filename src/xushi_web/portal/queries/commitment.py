"""Everything known of one commitment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from uuid import UUID

from xushi_web.documents.models import Telling
from xushi_web.history.queries import Event, public_history
from xushi_web.portal.addresses import place
from xushi_web.portal.periods import end_of, quarter_of
from xushi_web.portal.queries.standing import Standing
from xushi_web.portal.text import Piece, with_figures
from xushi_web.programmes.models import Assignment, Commitment, Measure, Milestone, Role, Step, Target
from xushi_web.progress.models import BallotResult, Headline, ProgressReport, SatisfactionResult
from xushi_web.progress.statuses import UNJUDGED
from xushi_web.questions.models import Question
from xushi_web.questions.queries import published_questions
from xushi_web.reporting.models import UnitReport
from xushi_web.reporting.published import PublishedReport, published_on


@dataclass(frozen=True, slots=True)
class Told:
    """A milestone or a report with its text in pieces, its figures leading to their source."""

    row: Milestone | ProgressReport
    pieces: Sequence[Piece]
    figures: Sequence[Target]
    steps: Sequence[tuple[Step, Sequence[Piece]]] = ()  #: of a milestone with more than one

    @property
    def says_otherwise(self) -> bool:
        """Whether the report has another word for its verdict than the reader is shown: 正常推进 for 达序时."""
        written = getattr(self.row, "verdict_text", "")
        return bool(written) and written != getattr(self.row, "get_verdict_display", str)()


@dataclass(slots=True)
class PeriodLine:
    """What was planned for the end of a period, and what was reported at it."""

    period: str
    planned: list[Told] = field(default_factory=list)
    reported: list[Told] = field(default_factory=list)
    by_units: list[PublishedReport] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """All that the page of a commitment shows."""

    standing: Standing
    text: str
    pieces: Sequence[Piece]
    promised: Sequence[Target]
    measures: Sequence[tuple[Measure, Sequence[Piece]]]
    units: Sequence[tuple[Role, Sequence[Assignment]]]
    lines: Sequence[PeriodLine]
    ballots: Sequence[BallotResult]
    satisfaction: Sequence[SatisfactionResult]
    headlines: Sequence[Headline]
    tellings: Sequence[Telling]
    history: Sequence[Event] = ()
    questions: Sequence[Question] = ()

    @property
    def shows_measures(self) -> bool:
        """Whether the measures say more than the text above them; a single one mostly repeats it."""
        return any(measure.text not in self.text for measure, _ in self.measures) or len(self.measures) > 1

    @property
    def has_plan(self) -> bool:
        """Whether any period has a planned state."""
        return any(line.planned for line in self.lines)

    @property
    def reports(self) -> list[Told]:
        """The reports in the order of time."""
        return [told for line in self.lines for told in line.reported]

    @property
    def is_reported(self) -> bool:
        """Whether a bulletin or a unit has reported anything."""
        return any(line.reported or line.by_units for line in self.lines)


def commitment_page(commitment: Commitment) -> CommitmentPage:
    """Return a commitment as its page shows it (fifteen queries, eight more where units' reports are published)."""
    targets = list(commitment.targets.current().order_by("document_id", "start", "order"))
    milestones = list(commitment.milestones.current().select_related("document").prefetch_related("steps"))
    reports = list(commitment.reports.current().select_related("document").order_by("id"))
    by_units = published_on(commitment)
    assignments = commitment.assignments.in_force().select_related("agency")
    governing = [t for t in targets if t.document_id == commitment.document_id and not (t.milestone_id or t.report_id)]
    promised = governing or [t for t in targets if not (t.milestone_id or t.report_id)]
    return CommitmentPage(
        _standing(reports, by_units),
        commitment.text,
        with_figures(commitment.text, _links(promised)),
        promised,
        [
            (measure, with_figures(measure.text, _links(_inside(measure, promised))))
            for measure in commitment.measures.in_force()
        ],
        [(Role(role), list(units)) for role, units in groupby(assignments, key=lambda unit: unit.role)],
        _lines(milestones, reports, targets, by_units),
        list(commitment.ballots.current().select_related("document")),
        list(commitment.satisfaction_results.current().select_related("document")),
        list(commitment.headlines.filter(document__state="accepted").select_related("document")),
        list(commitment.tellings.filter(document__state="accepted").select_related("document").order_by("document_id")),
        public_history(commitment),
        published_questions(commitment),
    )


def _links(targets: Iterable[Target]) -> list[tuple[str, str]]:
    return [(target.text, place(target.document_id, target.start, target.end)) for target in targets]


def _standing(reports: Sequence[ProgressReport], by_units: Sequence[PublishedReport]) -> Standing:
    result = Standing(UNJUDGED)
    told: list[ProgressReport | UnitReport] = [*reports, *(report.row for report in by_units)]
    for report in sorted(told, key=lambda report: end_of(report.period)):
        if report.verdict:
            result = Standing(report.verdict, report.period)
    return result


def _lines(
    milestones: Sequence[Milestone],
    reports: Sequence[ProgressReport],
    targets: Sequence[Target],
    by_units: Sequence[PublishedReport],
) -> list[PeriodLine]:
    """Return the periods in order; a report stands beside the plan for the quarter at whose end it ends."""
    owned: dict[UUID | None, list[Target]] = {}
    for target in targets:
        owned.setdefault(target.milestone_id or target.report_id, []).append(target)
    lines: dict[tuple[int, int], PeriodLine] = {}
    for milestone in milestones:
        line = lines.setdefault(end_of(milestone.period), PeriodLine(milestone.period))
        figures = owned.get(milestone.pk, [])
        steps = [(step, with_figures(step.text, _links(_inside(step, figures)))) for step in milestone.steps.all()]
        pieces = with_figures(milestone.text, _links(figures))
        line.planned.append(Told(milestone, pieces, figures, steps if len(steps) > 1 else ()))

    def line_of(period: str) -> PeriodLine:
        year, month = end_of(period)
        quarter_end = (year, (quarter_of(period) or 0) * 3)
        key = (year, month) if (year, month) in lines or quarter_end not in lines else quarter_end
        return lines.setdefault(key, PeriodLine(period))

    for report in reports:
        figures = owned.get(report.pk, [])
        told = Told(report, with_figures(report.narrative, _links(figures)), figures)
        line_of(report.period).reported.append(told)
    for published in by_units:
        line_of(published.row.period).by_units.append(published)
    return [lines[key] for key in sorted(lines)]


def _inside(row: Step | Measure, figures: Iterable[Target]) -> list[Target]:
    start, end = row.start, row.end
    if start is None or end is None:
        return []
    return [figure for figure in figures if figure.start is not None and start <= figure.start < end]
