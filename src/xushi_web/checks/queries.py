"""Reading problems: which stand in a document or in a programme, and who accepted which."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from xushi_web.checks.explanations import Text, explanation_of
from xushi_web.checks.models import Acceptance
from xushi_web.documents.models import DocumentProblem, SourceDocument, State, Telling


@dataclass(frozen=True, slots=True)
class Listed:
    """A problem as it stands in a list; `number` is its place in its document, from 1."""

    row: DocumentProblem
    number: int
    title: Text
    sentence: str
    hint: str
    acceptance: Acceptance | None


def problems_in(document: SourceDocument) -> QuerySet[DocumentProblem]:
    """Return the problems that stand in a document, in its order, with their acceptances (two queries)."""
    return _with_acceptances(document.findings.standing())


def listed(rows: Iterable[DocumentProblem], language: str) -> list[Listed]:
    """Return problems as they stand in a list, said in `language`; ask for rows with their acceptances."""
    return [
        Listed(
            row,
            row.order + 1,
            explanation_of(row.code).title,
            row.message_in(language),
            row.hint_in(language),
            next((a for a in row.acceptances.all() if a.taken_back_at is None), None),
        )
        for row in rows
    ]


def problems_of_programmes(programmes: Collection[UUID]) -> dict[UUID, list[DocumentProblem]]:
    """Return the problems of the accepted documents that tell of each programme, in four queries.

    A problem inside an item is of the item's programme; one outside of all items is of every programme that its
    document tells of.
    """
    told = Telling.objects.filter(document__state=State.ACCEPTED)
    documents = set(told.filter(commitment__programme__in=programmes).order_by().values_list("document_id", flat=True))
    items: dict[UUID, list[tuple[int, int, UUID]]] = defaultdict(list)
    of_document: dict[UUID, set[UUID]] = defaultdict(set)
    places = told.filter(document__in=documents).order_by("document_id", "start")
    for document, start, end, programme in places.values_list(
        "document_id", "start", "end", "commitment__programme_id"
    ):
        of_document[document].add(programme)
        if start is not None and end is not None:
            items[document].append((start, end, programme))
    result: dict[UUID, list[DocumentProblem]] = {programme: [] for programme in programmes}
    rows = DocumentProblem.objects.standing().filter(document__in=documents).select_related("document__government")
    for problem in _with_acceptances(rows).order_by("-document__issued_on", "document_id", "order"):
        own = _programme_at(items[problem.document_id], problem.start)
        for programme in {own} if own else of_document[problem.document_id]:
            if programme in result:
                result[programme].append(problem)
    return result


def history_of(problem: DocumentProblem) -> list[Acceptance]:
    """Return every acceptance of a problem, taken back or not, the first first."""
    return list(problem.acceptances.all())


def neighbours(problem: DocumentProblem) -> tuple[UUID | None, UUID | None]:
    """Return the keys of the problems before and after this one that wait in the same document."""
    rows = problem.document.findings.standing()
    accepted = Acceptance.objects.filter(taken_back_at__isnull=True).values("problem")
    waiting = rows.exclude(pk__in=accepted).exclude(pk=problem.pk)
    before = waiting.filter(order__lt=problem.order).order_by("-order").values_list("pk", flat=True).first()
    return before, waiting.filter(order__gt=problem.order).values_list("pk", flat=True).first()


def _with_acceptances(rows: QuerySet[DocumentProblem]) -> QuerySet[DocumentProblem]:
    return rows.prefetch_related(Prefetch("acceptances", Acceptance.objects.filter(taken_back_at__isnull=True)))


def _programme_at(items: Sequence[tuple[int, int, UUID]], start: int | None) -> UUID | None:
    """Return the programme of the item that stands at `start`; `items` are in order and do not overlap."""
    if start is None:
        return None
    at = bisect_right(items, start, key=lambda item: item[0]) - 1
    return items[at][2] if at >= 0 and start < items[at][1] else None
