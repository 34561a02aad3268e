"""The stable JSON of a document: schema ``xushi/1``. Keys are always there; absent values are null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xushi.document.model import (
        Assignment,
        Ballot,
        Commitment,
        Document,
        Field,
        Milestone,
        Programme,
        Report,
        Satisfaction,
    )
    from xushi.spans import Span

SCHEMA = "xushi/1"


def as_json(document: Document, language: str = "zh") -> dict[str, Any]:
    """Return the object for one file; `language` (``zh``, ``en``) is that of the problems' sentences."""
    masthead = document.masthead
    return {
        "schema": SCHEMA,
        "file": document.source.name,
        "document": {
            "genre": document.genre.value,
            "script": document.script.value,
            "title": masthead.title,
            "document_number": masthead.document_number,
            "index_number": masthead.index_number,
            "issuing_body": masthead.issuing_body,
            "issued_on": masthead.issued_on.isoformat() if masthead.issued_on is not None else None,
            "year": masthead.year,
        },
        "fields": [
            _field(programme, field)
            for programme in document.programmes
            for field in programme.fields
            if field.title is not None
        ],
        "items": [
            _item(programme, field, commitment)
            for programme in document.programmes
            for field in programme.fields
            for commitment in field.commitments
        ],
        "behind": [
            {
                "number": headline.number,
                "title": headline.title,
                "item": headline.item,
                "text": headline.text,
                "span": _span(headline.span),
            }
            for headline in document.behind
        ],
        "unrecognised": [{"text": part.text, "span": _span(part.span)} for part in document.unrecognised],
        "problems": [problem.as_json(language) for problem in document.problems],
    }


def _span(span: Span | None) -> list[int] | None:
    return list(span) if span is not None else None


def _field(programme: Programme, field: Field) -> dict[str, Any]:
    return {
        "programme": programme.title,
        "title": field.title,
        "stated_count": field.stated_count,
        "counted": field.counted,
        "span": _span(field.span),
    }


def _item(programme: Programme, field: Field, commitment: Commitment) -> dict[str, Any]:
    return {
        "programme": programme.title,
        "field": field.title,
        "number": commitment.number,
        "title": commitment.title,
        "text": commitment.text,
        "span": _span(commitment.span),
        "applicability": commitment.applicability.value,
        "applicability_text": commitment.applicability_text,
        "assignments": [_assignment(assignment) for assignment in commitment.assignments],
        "measures": [{"text": measure.text, "span": _span(measure.span)} for measure in commitment.measures],
        "targets": [target.as_json() for target in commitment.targets],
        "milestones": [_milestone(milestone) for milestone in commitment.milestones],
        "report": _report(commitment.report),
        "ballot": _ballot(commitment.ballot),
        "satisfaction": _satisfaction(commitment.satisfaction),
    }


def _assignment(assignment: Assignment) -> dict[str, Any]:
    return {
        "role": assignment.role.value,
        "written": assignment.written,
        "name": assignment.name,
        "group": assignment.group,
        "span": _span(assignment.span),
    }


def _milestone(milestone: Milestone) -> dict[str, Any]:
    return {
        "period": milestone.period,
        "text": milestone.text,
        "span": _span(milestone.span),
        "steps": [{"number": step.number, "text": step.text, "span": _span(step.span)} for step in milestone.steps],
        "targets": [target.as_json() for target in milestone.targets],
    }


def _report(report: Report | None) -> dict[str, Any] | None:
    if report is None:
        return None
    return {
        "verdict": report.verdict.value if report.verdict is not None else None,
        "verdict_text": report.verdict_text,
        "narrative": report.narrative,
        "facts": [fact.as_json() for fact in report.facts],
    }


def _ballot(ballot: Ballot | None) -> dict[str, Any] | None:
    return {"yes": ballot.yes, "no": ballot.no, "abstain": ballot.abstain} if ballot is not None else None


def _satisfaction(satisfaction: Satisfaction | None) -> dict[str, Any] | None:
    if satisfaction is None:
        return None
    return {
        "satisfied": satisfaction.satisfied,
        "basically": satisfaction.basically,
        "unsatisfied": satisfaction.unsatisfied,
        "abstain": satisfaction.abstain,
    }
