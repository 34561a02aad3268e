"""What documents tell of commitments, as the library takes it in: nodes of the tree, and the words around them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from xushi.document import model as tree
from xushi.pacing import end_of, reporting_day
from xushi.pacing.wording import Wording
from xushi.reading.model import Source
from xushi.spans import Span
from xushi_web.documents.models import DocumentReading
from xushi_web.programmes.models import Commitment, Milestone, Target
from xushi_web.programmes.nodes import milestone_node, span_of, target_nodes
from xushi_web.progress.models import ProgressReport


@dataclass(frozen=True, slots=True)
class Telling:
    """One document: its text, the day it reports on, and its item for each commitment."""

    document: UUID
    year: int
    day: date | None  #: None for a document that reports nothing, or whose period nobody names
    wording: Wording
    items: Mapping[UUID, tree.Commitment]


@dataclass(frozen=True, slots=True)
class Asked:
    """A promise and a report, judged together, and the words around the figures of both.

    Where the promise stands in another document than the report, the text of that document follows the report's,
    from `offset` on, so that every span has the right words around it.
    """

    item: tree.Commitment
    wording: Wording
    year: int
    day: date | None
    promised_in: UUID
    offset: int = 0

    def place_of(self, span: Span | None) -> Span | None:
        """Return where a figure of the promise stands in its own document."""
        return None if span is None else Span(span.start - self.offset, span.end - self.offset)


def asked(commitment: Commitment, report: ProgressReport, told: Mapping[UUID, Telling]) -> Asked:
    """Return a commitment as its report tells of it, or its own figures beside the report of another list."""
    telling = told[report.document_id]
    item = telling.items[report.commitment_id]
    if report.commitment_id == commitment.pk:
        return Asked(item, telling.wording, telling.year, telling.day, telling.document)
    own = told[commitment.document_id]
    offset = len(telling.wording.text) + 1
    promised = tuple(
        replace(target, span=Span(target.span.start + offset, target.span.end + offset))
        for target in own.items[commitment.pk].targets
    )
    return Asked(
        replace(item, targets=promised, milestones=()),
        Wording(f"{telling.wording.text}\f{own.wording.text}"),
        telling.year,
        telling.day,
        own.document,
        offset,
    )


def tellings(
    commitments: Collection[UUID],
    reports: Iterable[ProgressReport],
    milestones: Iterable[Milestone],
    promises: Iterable[Commitment] = (),
) -> dict[UUID, Telling]:
    """Return what the documents of reports, milestones and `promises` tell of the commitments (two queries).

    The milestones come with their steps. Nothing of the stored trees is decoded: the rows say the same.
    """
    reported = {(report.document_id, report.commitment_id): report for report in reports}
    planned: dict[tuple[UUID, UUID], list[Milestone]] = defaultdict(list)
    for milestone in milestones:
        planned[milestone.document_id, milestone.commitment_id].append(milestone)
    pairs = dict.fromkeys([*reported, *planned, *((row.document_id, row.pk) for row in promises)])
    documents = {document for document, _ in pairs}
    figures: dict[tuple[UUID, UUID, UUID | None], list[Target]] = defaultdict(list)
    for row in Target.objects.filter(document__in=documents, commitment__in=commitments).order_by("order"):
        figures[row.document_id, row.commitment_id, row.milestone_id or row.report_id].append(row)

    def item(document: UUID, commitment: UUID) -> tree.Commitment:
        steps = planned.get((document, commitment), ())
        return tree.Commitment(
            None,
            "",
            targets=target_nodes(figures[document, commitment, None]),
            milestones=tuple(milestone_node(row, figures[document, commitment, row.pk]) for row in steps),
            report=_report(reported.get((document, commitment)), figures),
        )

    found: dict[UUID, dict[UUID, tree.Commitment]] = defaultdict(dict)
    for document, commitment in pairs:
        found[document][commitment] = item(document, commitment)
    periods = {report.document_id: report.period for report in reported.values()}
    readings = DocumentReading.objects.filter(document__in=documents).select_related("document").defer("tree")
    return {reading.pk: _telling(reading, periods.get(reading.pk, ""), found[reading.pk]) for reading in readings}


def _telling(reading: DocumentReading, period: str, items: Mapping[UUID, tree.Commitment]) -> Telling:
    row = reading.document
    year = row.year or 0
    document = tree.Document(
        Source(row.file_name, reading.text, row.format, row.encoding),
        tree.Genre(row.genre),
        tree.Script(row.script),
        tree.Masthead(title=row.title, year=year),
    )
    # A title that names no part of the year was kept as the year itself; a heading in the text may still name one.
    day = reporting_day(document) if period.isdecimal() else end_of(period, year)
    return Telling(row.pk, year, day, Wording.of(document), items)


def _report(
    row: ProgressReport | None, figures: Mapping[tuple[UUID, UUID, UUID | None], list[Target]]
) -> tree.Report | None:
    if row is None:
        return None
    verdict = tree.VerdictGrade(row.verdict) if row.verdict else None
    facts = target_nodes(figures[row.document_id, row.commitment_id, row.pk])
    return tree.Report(verdict, row.verdict_text or None, row.narrative or None, facts, span_of(row))
