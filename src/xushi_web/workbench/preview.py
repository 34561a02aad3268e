"""The source text cut into stretches, so that each value and its place can point at each other on a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from itertools import pairwise
from typing import Any

from xushi.document.model import Document, Leaf, LeafKind
from xushi.spans import Span
from xushi_web.documents.models import DocumentProblem
from xushi_web.programmes.recording import Item

#: Items on one page of the preview; the text beside them is cut accordingly.
ITEMS_A_PAGE = 200
#: No more of the text than this is put on one page; a browser shows it without effort.
CHARACTERS_A_PAGE = 300_000
#: An item longer than this is not shown whole around a problem.
EXCERPT = 3_000
#: Lines shown before and after it, and how many characters they may have.
LINES_AROUND, AROUND = 2, 400


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters that belong to the same things: the unit of lighting up.

    `problems` are the numbers (from 1) of the problems that stand here, `first_of` of those that begin here.
    """

    start: int
    end: int
    text: str
    kind: str
    severity: str = ""
    problems: tuple[int, ...] = ()
    first_of: tuple[int, ...] = ()


def page_of(tree: Document, items: Sequence[Item], number: int) -> tuple[Sequence[Item], Span]:
    """Return the items of page `number` (from 1) and the part of the source beside them.

    A part ends where the first item of the next page begins, so the parts of all pages together are the whole
    source, unless a single part is longer than `CHARACTERS_A_PAGE`.
    """
    first = (number - 1) * ITEMS_A_PAGE
    shown = items[first : first + ITEMS_A_PAGE]
    following = items[first + ITEMS_A_PAGE : first + ITEMS_A_PAGE + 1]
    start = _start_of(shown, 0) if number > 1 else 0
    end = max(start, _start_of(following, len(tree.source.text)))
    return shown, Span(start, min(end, start + CHARACTERS_A_PAGE))


def page_at(items: Sequence[Item], place: int) -> int:
    """Return the number of the page whose part of the source has the character at `place`."""
    starts = [_start_of(items[first : first + 1], 0) for first in range(ITEMS_A_PAGE, len(items), ITEMS_A_PAGE)]
    return bisect_right(starts, place) + 1


def item_of(items: Sequence[Item], problem: DocumentProblem) -> Item | None:
    """Return the item that a problem stands in or, where it stands in none, the item of its number if there is one."""
    if problem.start is not None:
        for item in items:
            span = item.commitment.span
            if span and span.start <= problem.start < span.end:
                return item
    named = [item for item in items if problem.item and item.commitment.number == problem.item]
    return named[0] if len(named) == 1 else None


def excerpt_around(text: str, problem: DocumentProblem, item: Item | None) -> Span | None:
    """Return the part of the source to show around a problem: its item, and a few lines before and after."""
    if problem.start is None or problem.end is None:
        return None
    start, end = problem.start, problem.end
    whole = item.commitment.span if item else None
    if whole and whole.start <= start and end <= whole.end and whole.end - whole.start <= EXCERPT:
        start, end = whole
    return Span(_lines_back(text, start), _lines_on(text, min(end, start + EXCERPT)))


def _lines_back(text: str, place: int) -> int:
    least = max(0, place - AROUND)
    for _ in range(LINES_AROUND + 1):
        place = text.rfind("\n", least, place)
        if place < 0:
            return least
    return place + 1


def _lines_on(text: str, place: int) -> int:
    most = min(len(text), place + AROUND)
    for _ in range(LINES_AROUND + 1):
        place = text.find("\n", place, most) + 1
        if not place:
            return most
    return place


def stretches(
    tree: Document, part: Span, problems: Sequence[DocumentProblem], *, cuts_at: Iterable[int] = ()
) -> list[Stretch]:
    """Return the source text inside `part` as stretches, in order and without gaps.

    A stretch begins at each of `cuts_at`, so that links to these places find something.
    """
    leaves = _leaves_within(tree.leaves, part)
    marks = [(p.start, p.end, p.order + 1, p.severity) for p in problems if p.start is not None]
    edges = {part.start, part.end, *cuts_at}
    edges.update(edge for leaf in leaves for edge in leaf.span)
    edges.update(edge for span in spans_below(tree.programmes) for edge in span)
    edges.update(edge for span in tree.masthead.spans.values() for edge in span)
    edges.update(edge for start, end, *_ in marks for edge in (start, end or start))
    cuts = sorted(edge for edge in edges if part.start <= edge <= part.end)
    result: list[Stretch] = []
    at = 0
    for start, end in pairwise(cuts):
        while at < len(leaves) and leaves[at].span.end <= start:
            at += 1
        leaf = leaves[at] if at < len(leaves) and leaves[at].span.start <= start else None
        here = [mark for mark in marks if mark[0] <= start and end <= (mark[1] or mark[0])]
        result.append(
            Stretch(
                start,
                end,
                tree.source.text[start:end],
                leaf.kind.value if leaf else LeafKind.UNRECOGNISED.value,
                _worst([severity for *_, severity in here]),
                tuple(number for _, _, number, _ in here),
                tuple(number for begin, _, number, _ in here if begin == start),
            )
        )
    return result


def spans_below(node: Any) -> Iterator[Span]:
    """Yield every span in a tree of nodes."""
    if isinstance(node, Span):
        yield node
    elif isinstance(node, tuple):
        for part in node:
            yield from spans_below(part)
    elif is_dataclass(node):
        for field in fields(node):
            yield from spans_below(getattr(node, field.name))


def _start_of(items: Sequence[Item], otherwise: int) -> int:
    span = items[0].commitment.span if items else None
    return span.start if span else otherwise


def _leaves_within(leaves: Sequence[Leaf], part: Span) -> Sequence[Leaf]:
    first = bisect_right(leaves, part.start, key=lambda leaf: leaf.span.end)
    return leaves[first : bisect_left(leaves, part.end, key=lambda leaf: leaf.span.start)]


def _worst(severities: Sequence[str]) -> str:
    return next((severity for severity in ("error", "warning", "notice") if severity in severities), "")
