"""Writing what a document reports into the tracker: verdicts, narratives, votes and the list of what is behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from xushi.document import model as tree
from xushi_web.programmes.models import Commitment, Target
from xushi_web.programmes.recording import Item, Occasion, targets_of
from xushi_web.progress.models import BallotResult, Headline, ProgressReport, SatisfactionResult
from xushi_web.progress.periods import reported_period


def record_progress(
    occasion: Occasion,
    items: Sequence[Item],
    behind: Sequence[tree.Headline],
    commitments: Mapping[int, Commitment],
) -> None:
    """Write reports with their facts, votes, and the headline list; what the document said before is replaced."""
    clear(occasion.document_id)
    _reports(occasion, items, commitments)
    BallotResult.objects.bulk_create(
        BallotResult(
            commitment=commitments[item.position],
            yes=ballot.yes,
            no=ballot.no,
            abstain=ballot.abstain,
            **occasion.origin(ballot.span),
        )
        for item in items
        if (ballot := item.commitment.ballot)
    )
    SatisfactionResult.objects.bulk_create(
        SatisfactionResult(
            commitment=commitments[item.position],
            satisfied=vote.satisfied,
            basically=vote.basically,
            unsatisfied=vote.unsatisfied,
            abstain=vote.abstain,
            **occasion.origin(vote.span),
        )
        for item in items
        if (vote := item.commitment.satisfaction)
    )
    _headlines(occasion, items, behind, commitments)


def clear(document_id: UUID) -> None:
    """Remove what was reported in the document."""
    for model in (ProgressReport, BallotResult, SatisfactionResult, Headline):
        model.objects.filter(document_id=document_id).delete()


def _reports(occasion: Occasion, items: Sequence[Item], commitments: Mapping[int, Commitment]) -> None:
    period = reported_period(occasion.title, occasion.year)
    reports: list[ProgressReport] = []
    facts: list[Target] = []
    for item in items:
        node = item.commitment.report
        if node is None:
            continue
        report = ProgressReport(
            commitment=commitments[item.position],
            period=period,
            verdict=node.verdict.value if node.verdict else "",
            verdict_text=node.verdict_text or "",
            narrative=node.narrative or "",
            **occasion.origin(node.span, by_hand="report" in item.by_hand),
        )
        reports.append(report)
        facts.extend(targets_of(occasion, report.commitment, node.facts, report_id=report.pk))
    ProgressReport.objects.bulk_create(reports)
    Target.objects.bulk_create(facts)


def _headlines(
    occasion: Occasion,
    items: Sequence[Item],
    behind: Sequence[tree.Headline],
    commitments: Mapping[int, Commitment],
) -> None:
    by_number = {item.commitment.number: commitments[item.position] for item in items if item.commitment.number}
    Headline.objects.bulk_create(
        Headline(
            number=node.number,
            title=node.title,
            item=node.item or "",
            text=node.text,
            commitment=by_number.get(node.item) if node.item else None,
            **occasion.origin(node.span),
        )
        for node in behind
    )
