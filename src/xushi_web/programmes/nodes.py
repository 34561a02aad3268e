"""Rows of the tracker as nodes of the tree, for the parts of the library that reckon with them.

The rows hold what was read with its corrections, so nothing has to be decoded or corrected again.
"""

from __future__ import annotations

from collections.abc import Iterable

from xushi.document import model as tree
from xushi.spans import Span
from xushi.targets import model as targets
from xushi_web.programmes.models import Milestone, Target
from xushi_web.records import SourcedRecord


def span_of(row: SourcedRecord) -> Span | None:
    """Return where a row was read; None for one made by hand."""
    return None if row.start is None or row.end is None else Span(row.start, row.end)


def target_nodes(rows: Iterable[Target]) -> tuple[targets.Target, ...]:
    """Return quantities in their order; one made by hand stands nowhere, which is the empty span at the start."""
    return tuple(
        targets.Target(
            row.text,
            span_of(row) or Span(0, 0),
            row.value,
            row.unit or None,
            targets.Kind(row.kind),
            targets.Comparator(row.comparator),
            row.value_high,
            row.of or None,
            targets.Change(row.change) if row.change else None,
            row.period or None,
        )
        for row in rows
    )


def milestone_node(row: Milestone, figures: Iterable[Target]) -> tree.Milestone:
    """Return a planned state with the steps that were prefetched and the given figures."""
    steps = tuple(tree.Step(step.number or None, step.text, span_of(step)) for step in row.steps.all())
    return tree.Milestone(row.period, row.text, steps, target_nodes(figures), span_of(row))
