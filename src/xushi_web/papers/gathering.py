"""From the rows of a list to the tree of a document that could have brought them.

Quantities are left out: they stand in the texts, where whoever reads the paper finds them again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from django.db.models import Prefetch

from xushi.document import model as tree
from xushi.reading.model import Source
from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Assignment, Commitment, Measure, Milestone, Programme, ToldRecord
from xushi_web.programmes.nodes import milestone_node
from xushi_web.progress.models import BallotResult

Row = TypeVar("Row", bound=ToldRecord)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parts of its items a paper tells beside number and text."""

    units: bool = False
    schedule: bool = False
    votes: bool = False


def list_tree(programme: Programme, genre: tree.Genre, title: str, wanted: Wanted) -> tree.Document:
    """Return a list as a document of a genre, with date and origin of the document that it comes from.

    Eight queries at most, however many items.
    """
    commitments = items_of(programme)
    fields = [
        tree.Field(
            heading.title or None,
            heading.stated_count,
            tuple(_node(row, wanted) for row in rows),
        )
        for heading, rows in groupby(commitments, key=lambda row: row.field)
    ]
    origin = _origin(programme, commitments, wanted)
    return tree.Document(
        source=Source("", "", "txt"),
        genre=genre,
        script=tree.Script(origin.script or tree.Script.HANS),
        masthead=tree.Masthead(
            title=title,
            issuing_body=origin.issuing_body or None,
            issued_on=origin.issued_on,
            year=programme.year,
        ),
        programmes=(tree.Programme(None, tuple(fields)),),
    )


def items_of(programme: Programme) -> Sequence[Commitment]:
    """Return the items of a list in their order, with units, measures, planned states and votes (seven queries)."""
    units = Assignment.objects.in_force().select_related("agency").order_by("order")
    planned = Milestone.objects.current().select_related("document").prefetch_related("steps").order_by("order")
    voted = BallotResult.objects.current().select_related("document")
    rows = Commitment.objects.filter(programme=programme, withdrawn=False).select_related("field", "document")
    return list(
        rows.order_by("order")
        .prefetch_related(Prefetch("assignments", units, to_attr="units"))
        .prefetch_related(Prefetch("measures", Measure.objects.in_force().order_by("order"), to_attr="said"))
        .prefetch_related(Prefetch("milestones", planned, to_attr="planned"))
        .prefetch_related(Prefetch("ballots", voted, to_attr="voted"))
    )


def planned_of(commitment: Commitment) -> list[Milestone]:
    """Return the planned states of an item of `items_of`: those of the document that was issued last."""
    planned: list[Milestone] = commitment.planned  # type: ignore[attr-defined] # prefetched
    return latest(planned)


def latest(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of the document that was issued last."""
    found = list(rows)
    if not found:
        return []
    last = max((row.document for row in found), key=lambda document: (document.issued_on or date.min, document.pk))
    return [row for row in found if row.document_id == last.pk]


def _node(row: Commitment, wanted: Wanted) -> tree.Commitment:
    units: Sequence[Assignment] = row.units if wanted.units else ()  # type: ignore[attr-defined] # prefetched
    measures: Sequence[Measure] = row.said  # type: ignore[attr-defined] # prefetched
    planned = planned_of(row)
    if not wanted.schedule:  # a breakdown may give a deadline with each item; a schedule is a paper of its own
        planned = [one for one in planned if one.document_id == row.document_id]
        planned = planned if len(planned) == 1 else []
    voted: Sequence[BallotResult] = row.voted if wanted.votes else ()  # type: ignore[attr-defined] # prefetched
    votes = latest(voted)
    return tree.Commitment(
        number=row.number or None,
        text=row.text,
        title=row.title or None,
        applicability=tree.Applicability(row.applicability),
        applicability_text=row.applicability_text or None,
        assignments=tuple(
            tree.Assignment(tree.Role(unit.role), unit.written, unit.agency.name, unit.agency.is_group)
            for unit in units
        ),
        measures=tuple(tree.Measure(one.text) for one in measures),
        milestones=tuple(milestone_node(one, ()) for one in planned),
        ballot=tree.Ballot(votes[-1].yes, votes[-1].no, votes[-1].abstain) if votes else None,
    )


def _origin(programme: Programme, commitments: Sequence[Commitment], wanted: Wanted) -> SourceDocument:
    """Return the document whose date and issuing body the paper names: for a schedule the one that planned it."""
    rows: list[ToldRecord] = []
    for row in commitments:
        rows += row.planned if wanted.schedule else row.voted if wanted.votes else ()  # type: ignore[attr-defined] # prefetched
    found = latest(rows)
    return found[0].document if found else programme.document
