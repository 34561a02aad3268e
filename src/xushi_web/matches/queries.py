"""Which promises stand in several lists: pairs of lists, two lists side by side, and one promise everywhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q

from xushi_web.agencies.models import Government
from xushi_web.matches.models import Decision, ListPair, Match
from xushi_web.programmes.models import Commitment
from xushi_web.progress.models import ProgressReport


@dataclass(frozen=True, slots=True)
class PairSummary:
    """Two lists and how many of their matches are open, confirmed, rejected."""

    pair: ListPair
    counts: Mapping[str, int]

    @property
    def open(self) -> int:
        """Proposals that nobody has decided."""
        return self.counts.get(Decision.PROPOSED, 0)

    @property
    def confirmed(self) -> int:
        """Matches that a person confirmed."""
        return self.counts.get(Decision.CONFIRMED, 0)

    @property
    def rejected(self) -> int:
        """Proposals that a person rejected."""
        return self.counts.get(Decision.REJECTED, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """A promise of the left list with its counterparts in the right one; one side may be missing."""

    left: Commitment | None
    matches: Sequence[Match]
    right: Commitment | None = None

    @property
    def outcome(self) -> str:
        """What became of it: ``only_left``, ``only_right``, or how its figures stand (``equal`` without figures)."""
        if not self.matches:
            return "only_right" if self.left is None else "only_left"
        outcomes = {match.outcome for match in self.matches}
        for outcome in ("raised", "lowered"):
            if outcome in outcomes and not outcomes & ({"raised", "lowered"} - {outcome}):
                return outcome
        return "different" if outcomes & {"raised", "lowered", "different"} else "equal"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another commitment that is the same promise, with what was reported of it."""

    commitment: Commitment
    match: Match | None  #: None where they are the same by way of a third
    reports: Sequence[ProgressReport]


def pairs_of(governments: Iterable[Government]) -> list[PairSummary]:
    """Return the pairs of lists of governments with what is open and decided, the latest first (two queries)."""
    pairs = ListPair.objects.filter(government__in=governments).select_related("left", "right", "government")
    counted: dict[tuple[UUID, UUID], dict[str, int]] = defaultdict(dict)
    rows = (
        Match.objects.filter(government__in=governments)
        .order_by()
        .values_list("left__programme", "right__programme", "decision")
        .annotate(count=Count("id"))
    )
    for left, right, decision, count in rows:
        counted[left, right][decision] = count
    return [PairSummary(pair, counted[pair.left_id, pair.right_id]) for pair in pairs]


def over_years(government: Government) -> list[ListPair]:
    """Return the pairs of lists of one kind in years that follow one another, the latest first (one query)."""
    rows = ListPair.objects.of(government).select_related("left", "right").exclude(left__year=F("right__year"))
    return list(rows)


def matches_between(pair: ListPair) -> list[Match]:
    """Return what was found between two lists, decided or not, surest first (one query)."""
    rows = Match.objects.filter(left__programme=pair.left_id, right__programme=pair.right_id).filter(
        left__withdrawn=False, right__withdrawn=False
    )
    return list(
        rows.select_related("left__document", "right__document", "decided_by", "government").order_by(
            "-score", "left__order", "right__order"
        )
    )


def side_by_side(pair: ListPair) -> list[Row]:
    """Return two lists aligned: the left one in its order, then what only the right one has (two queries)."""
    found: dict[UUID, list[Match]] = defaultdict(list)
    for match in matches_between(pair):
        if match.decision != Decision.REJECTED:
            found[match.left_id].append(match)
    carried = {match.right_id for matches in found.values() for match in matches}
    commitments = list(
        Commitment.objects.filter(programme__in=[pair.left_id, pair.right_id], withdrawn=False).order_by("order", "id")
    )
    left = [Row(row, found.get(row.pk, [])) for row in commitments if row.programme_id == pair.left_id]
    new = [Row(None, [], row) for row in commitments if row.programme_id == pair.right_id and row.pk not in carried]
    return [*left, *new]


def counted(rows: Iterable[Row]) -> Counter[str]:
    """Return how many rows ended how."""
    return Counter(row.outcome for row in rows)


def twins(government: Government, commitments: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """Return for each of `commitments` all others that are confirmed to be the same promise, in lists and years.

    What is the same as the same is the same (one query for all).
    """
    neighbours: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Match.objects.of(government).filter(decision=Decision.CONFIRMED)
    for left, right in rows.order_by().values_list("left_id", "right_id"):
        neighbours[left].add(right)
        neighbours[right].add(left)
    return {key: _reached(key, neighbours) for key in commitments if key in neighbours}


def same_promise(commitment: Commitment) -> list[Elsewhere]:
    """Return where else a promise stands, with the reports made there (one query, three more where there is any)."""
    keys = twins(commitment.government, [commitment.pk]).get(commitment.pk)
    if not keys:
        return []
    between = Match.objects.filter(Q(left=commitment, right__in=keys) | Q(right=commitment, left__in=keys))
    direct = {match.left_id if match.right_id == commitment.pk else match.right_id: match for match in between}
    reports: dict[UUID, list[ProgressReport]] = defaultdict(list)
    for report in ProgressReport.objects.current().filter(commitment__in=keys).select_related("document"):
        reports[report.commitment_id].append(report)
    rows = Commitment.objects.filter(pk__in=keys).select_related("programme").order_by("-year", "programme__order")
    return [Elsewhere(row, direct.get(row.pk), reports[row.pk]) for row in rows]


def _reached(start: UUID, neighbours: Mapping[UUID, set[UUID]]) -> list[UUID]:
    seen, waiting = {start}, [start]
    while waiting:
        for key in neighbours[waiting.pop()] - seen:
            seen.add(key)
            waiting.append(key)
    return sorted(seen - {start})
