"""Keeping the problems of a document: known ones are kept, new ones added, gone ones marked, acceptances carried on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from xushi.document.model import Document
from xushi.problems import Problem
from xushi_web.checks.fingerprints import as_json, fingerprints
from xushi_web.checks.models import Acceptance
from xushi_web.checks.switches import codes_off
from xushi_web.documents.models import DocumentProblem, Origin, SourceDocument, Standing
from xushi_web.documents.queries import earlier_version

_CHANGING = ("order", "severity", "start", "end", "message", "hint", "standing", "gone_at")


def keep_problems(document: SourceDocument, tree: Document, found: Iterable[Problem]) -> None:
    """Make the stored problems of `document` those that reading left in `tree` and checking `found`."""
    problems = sorted(
        chain(zip(tree.problems, repeat(Origin.READING)), zip(found, repeat(Origin.CHECKING))),
        key=lambda pair: (pair[0].span is None, pair[0].span or (0, 0), pair[0].code),
    )
    rows = list(DocumentProblem.objects.filter(document=document))
    known = {row.fingerprint: row for row in rows}
    marks = fingerprints((problem for problem, _ in problems), tree.source.text)
    off = codes_off(document.government)
    now = timezone.now()
    new: list[DocumentProblem] = []
    kept: list[DocumentProblem] = []
    for order, (mark, (problem, origin)) in enumerate(zip(marks, problems, strict=True)):
        row = known.get(mark)
        (kept if row else new).append(row := row or _row(document, problem, origin, mark))
        row.found_at = row.found_at or now
        row.order, row.severity = order, problem.severity.value
        row.start, row.end = problem.span or (None, None)
        row.message, row.hint = as_json(problem.message), as_json(problem.hint)
        row.gone_at = None
        row.standing = Standing.OFF if origin is Origin.CHECKING and problem.code in off else Standing.STANDING
    DocumentProblem.objects.bulk_create(new)
    DocumentProblem.objects.bulk_update(kept, _CHANGING)
    there = set(marks)
    gone = [row.pk for row in rows if row.fingerprint not in there and row.standing != Standing.GONE]
    DocumentProblem.objects.filter(pk__in=gone).update(standing=Standing.GONE, gone_at=now)
    _carry_acceptances(document, new)
    count_findings([document.pk])
    document.refresh_from_db(fields=["finding_count", "problem_count"])


def count_findings(documents: Sequence[UUID] | QuerySet[SourceDocument, UUID]) -> None:
    """Write down how many problems of each document wait for somebody, in one statement."""
    waiting = (
        DocumentProblem.objects.standing()
        .filter(document=OuterRef("pk"))
        .exclude(pk__in=Acceptance.objects.filter(taken_back_at__isnull=True).values("problem"))
        .order_by()
        .values("document")
    )
    counted = waiting.annotate(n=Count("pk")).values("n")
    reading = waiting.filter(origin=Origin.READING).annotate(n=Count("pk")).values("n")
    SourceDocument.objects.filter(pk__in=documents).update(
        finding_count=Coalesce(Subquery(counted), 0), problem_count=Coalesce(Subquery(reading), 0)
    )


def _row(document: SourceDocument, problem: Problem, origin: Origin, mark: str) -> DocumentProblem:
    item = (problem.item or "")[:40]
    return DocumentProblem(document=document, code=problem.code, item=item, origin=origin, fingerprint=mark)


def _carry_acceptances(document: SourceDocument, problems: Sequence[DocumentProblem]) -> None:
    """Let a problem be accepted that was accepted in the earlier version of its document."""
    earlier = document.supersedes or earlier_version(document, document.government, document.year)
    if not earlier or not problems:
        return
    accepted = Acceptance.objects.filter(
        Q(problem__document=earlier, taken_back_at__isnull=True),
        problem__fingerprint__in=[problem.fingerprint for problem in problems],
    ).select_related("problem")
    by_mark = {acceptance.problem.fingerprint: acceptance for acceptance in accepted}
    Acceptance.objects.bulk_create(
        Acceptance(
            problem=problem,
            reason=before.reason,
            accepted_by=before.accepted_by,
            accepted_at=before.accepted_at,
            carried_from=before,
        )
        for problem in problems
        if (before := by_mark.get(problem.fingerprint))
    )
