"""Comparing lists when a document has changed them; what was compared before is left as it is."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from typing import Any
from uuid import UUID

from django.db import transaction

from xushi.matching import Comparison, Pair, match
from xushi.problems import Message
from xushi.targets.model import Target
from xushi_web.agencies.models import Government
from xushi_web.matches.lists import Compared, lists_of
from xushi_web.matches.models import Decision, ListPair, Match
from xushi_web.programmes.models import Programme


def compare_lists(government: Government, years: Collection[int]) -> None:
    """Compare the lists of each of `years` with each other and with those of their kind before and after.

    Only lists whose words changed are compared again. Proposals are replaced; what was decided stays decided.
    """
    programmes = list(Programme.objects.of(government).order_by("year", "order", "id"))
    beside = list(_pairs(programmes))
    pairs = [pair for pair in beside if any(programme.year in years for programme in pair)]
    lists = lists_of({programme.pk: programme for pair in pairs for programme in pair}.values())
    prints = {key: of_list.fingerprint for key, of_list in lists.items()}
    known = {(pair.left_id, pair.right_id): pair for pair in ListPair.objects.of(government)}
    with transaction.atomic():
        for left, right in pairs:
            fingerprint = hashlib.sha256(f"{prints[left.pk]} {prints[right.pk]}".encode()).hexdigest()
            before = known.get((left.pk, right.pk))
            if before and before.fingerprint == fingerprint:
                continue
            _propose(government, lists[left.pk], lists[right.pk], reports=left.year == right.year)
            ListPair.objects.update_or_create(
                left=left, right=right, defaults={"government": government, "fingerprint": fingerprint}
            )
        _forget(known.keys() - {(left.pk, right.pk) for left, right in beside})


def _pairs(programmes: Sequence[Programme]) -> Iterator[tuple[Programme, Programme]]:
    """Yield the lists that belong beside each other: of one year; of one kind in years that follow one another."""
    years: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for row in programmes:
        years[row.kind, row.from_above].append(row.year)
    following = {(kind, year): after for kind, own in years.items() for year, after in pairwise(sorted(set(own)))}
    for left, right in combinations(programmes, 2):
        kind = (left.kind, left.from_above)
        same_kind = kind == (right.kind, right.from_above)
        if left.year == right.year or (same_kind and following.get((kind, left.year)) == right.year):
            yield left, right


def _forget(pairs: Iterable[tuple[UUID, UUID]]) -> None:
    """Drop what was proposed between lists that a year in between has parted; what was decided stays."""
    for left, right in pairs:
        Match.objects.filter(left__programme=left, right__programme=right, decision=Decision.PROPOSED).delete()
        ListPair.objects.filter(left=left, right=right).delete()


def _propose(government: Government, left: Compared, right: Compared, *, reports: bool) -> None:
    pairs = match(left.nodes, right.nodes, reports=reports)
    found = [_match(government, left, right, pair) for pair in pairs]
    between = Match.objects.filter(left__in=[row.pk for row in left.rows], right__in=[row.pk for row in right.rows])
    again = {(row.left_id, row.right_id) for row in found}
    open_ones = between.filter(decision=Decision.PROPOSED).values_list("pk", "left_id", "right_id")
    Match.objects.filter(pk__in=[key for key, *sides in open_ones if tuple(sides) not in again]).delete()
    Match.objects.bulk_create(
        found,
        update_conflicts=True,
        unique_fields=["left", "right"],
        update_fields=["score", "outcome", "reasons", "comparisons"],
    )


def _match(government: Government, left: Compared, right: Compared, pair: Pair) -> Match:
    return Match(
        government=government,
        left=left.rows[pair.left],
        right=right.rows[pair.right],
        score=int(pair.score * 1000),
        outcome=pair.outcome.value if pair.outcome else "",
        reasons=[_apart(reason) for reason in pair.reasons],
        comparisons=[_compared(comparison) for comparison in pair.comparisons],
    )


def _compared(comparison: Comparison) -> dict[str, Any]:
    return {
        "outcome": comparison.outcome.value,
        "left": _figure(comparison.left),
        "right": _figure(comparison.right),
        "message": _apart(comparison.message),
    }


def _figure(target: Target | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {"text": "".join(target.text.split()), "of": target.of or "", "place": list(target.span)}


def _apart(message: Message) -> dict[str, Any]:
    return {"template": message.template, "values": {name: str(value) for name, value in message.values.items()}}
