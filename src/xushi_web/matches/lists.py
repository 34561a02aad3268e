"""Lists as the library compares them: every commitment with the figures, measures and units in force."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

import xushi
from xushi.document import model as tree
from xushi_web.programmes.models import Assignment, Commitment, Measure, Programme, Target
from xushi_web.programmes.nodes import span_of, target_nodes


@dataclass(frozen=True, slots=True)
class Compared:
    """The commitments of a list, as rows and as nodes, in the same order."""

    rows: Sequence[Commitment]
    nodes: Sequence[tree.Commitment]

    @property
    def fingerprint(self) -> str:
        """What changes when anything does that comparing looks at."""
        rows = [(str(row.pk), node) for row, node in zip(self.rows, self.nodes, strict=True)]
        return hashlib.sha256(repr((xushi.__version__, rows)).encode()).hexdigest()


def lists_of(programmes: Iterable[Programme]) -> dict[UUID, Compared]:
    """Return the given lists by key (four queries)."""
    figures = Target.objects.in_force().filter(milestone__isnull=True, report__isnull=True).order_by("order")
    units = Assignment.objects.in_force().select_related("agency")
    with_all: list[Prefetch[str]] = [
        Prefetch("targets", figures, to_attr="promised"),
        Prefetch("measures", Measure.objects.in_force(), to_attr="told"),
        Prefetch("assignments", units, to_attr="responsible"),
    ]
    chosen = Commitment.objects.filter(programme__in=list(programmes), withdrawn=False)
    rows = chosen.prefetch_related(*with_all)
    found: dict[UUID, list[Commitment]] = {programme.pk: [] for programme in programmes}
    for row in rows:
        found[row.programme_id].append(row)
    return {key: Compared(of_list, [_node(row) for row in of_list]) for key, of_list in found.items()}


def _node(row: Commitment) -> tree.Commitment:
    promised: list[Target] = row.promised  # type: ignore[attr-defined] # prefetched
    measures: list[Measure] = row.told  # type: ignore[attr-defined] # prefetched
    units: list[Assignment] = row.responsible  # type: ignore[attr-defined] # prefetched
    return tree.Commitment(
        row.number or None,
        row.text,
        row.title or None,
        assignments=tuple(
            tree.Assignment(tree.Role(unit.role), unit.written, unit.agency.name, unit.agency.is_group)
            for unit in units
        ),
        measures=tuple(tree.Measure(measure.text) for measure in measures),
        targets=target_nodes(promised),
        span=span_of(row),
    )
