"""Two years of the same kind of list, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from xushi_web.agencies.models import Government
from xushi_web.portal.alignment import Change, Figure, aligned, changes
from xushi_web.programmes.models import Commitment, Programme, ProgrammeKind, Target


@dataclass(frozen=True, slots=True)
class KindOfList:
    """Lists of one kind, and the years in which there is one."""

    kind: str
    from_above: bool
    name: str
    years: Sequence[int]

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.kind}-above" if self.from_above else self.kind


@dataclass(frozen=True, slots=True)
class Pair:
    """A commitment and the one of the year before that it carries on; one of them may be missing."""

    before: Commitment | None
    after: Commitment | None
    changes: Sequence[Change] = ()

    @property
    def outcome(self) -> str:
        """``new``, ``dropped``, ``raised``, ``lowered`` or ``kept``."""
        if self.before is None or self.after is None:
            return "new" if self.before is None else "dropped"
        directions = {change.direction for change in self.changes}
        if "up" in directions and "down" not in directions:
            return "raised"
        return "lowered" if "down" in directions and "up" not in directions else "kept"


def kinds_of(government: Government) -> list[KindOfList]:
    """Return the kinds of list a government has had in at least two years (one query)."""
    years: dict[tuple[str, bool], list[int]] = {}
    rows = Programme.objects.of(government).order_by("-year").values_list("kind", "from_above", "year").distinct()
    for kind, from_above, year in rows:
        years.setdefault((kind, from_above), []).append(year)
    return [
        KindOfList(kind, above, str(ProgrammeKind(kind).label), found)
        for (kind, above), found in years.items()
        if len(found) > 1
    ]


def side_by_side(government: Government, kind: KindOfList, before: int, after: int) -> list[Pair]:
    """Return what of year `before` goes on in year `after`, what is new and what was dropped (two queries)."""
    figures = Target.objects.in_force().filter(milestone__isnull=True, report__isnull=True)
    rows = (
        Commitment.objects.of(government)
        .filter(programme__kind=kind.kind, programme__from_above=kind.from_above, year__in=(before, after))
        .filter(withdrawn=False)
        .order_by("programme__order", "order", "id")
        .prefetch_related(Prefetch("targets", figures, to_attr="promised"))
    )
    both = list(rows)
    old = {row.pk: row for row in both if row.year == before}
    new = {row.pk: row for row in both if row.year == after}
    links = aligned(_texts(old.values()), _texts(new.values()))
    pairs = []
    for key, row in new.items():
        other = old[links[key]] if key in links else None
        found = changes(_figures(other), _figures(row)) if other else ()
        pairs.append(Pair(other, row, found))
    carried = set(links.values())
    return [*pairs, *(Pair(row, None) for key, row in old.items() if key not in carried)]


def _texts(rows: Iterable[Commitment]) -> dict[UUID, str]:
    return {row.pk: f"{row.title} {row.text}" for row in rows}


def _figures(row: Commitment) -> list[Figure]:
    promised: list[Target] = row.promised  # type: ignore[attr-defined] # prefetched
    return [Figure(t.unit, t.of, t.value, t.text) for t in promised if not t.change]
