"""The lossless law: every character of the source lies in exactly one leaf."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from xushi.document.model import LeafKind, Leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xushi.parsing._page import Page

_LETTERS = re.compile(r"[^\W_]")
_SHORT = 8  #: characters of a gap whose name is remembered
_BY_PLACE = itemgetter(0, 1)


def leaves_of(page: Page) -> Leaves:
    """Return the leaves of the source from the marks on the page, with all gaps named.

    Where marks overlap the one that begins first, and of those the shorter, has the characters.
    """
    source = page.reading.source.text
    marks = sorted(page.marks, key=_BY_PLACE)
    leaves: list[tuple[LeafKind, int]] = []  # what it is, and where it ends
    position = 0
    if page.is_source:
        for start, end, kind in marks:
            if position < start:
                for named, length in _named(source[position:start]):
                    leaves.append((named, position + length))
            if position < end:
                leaves.append((kind, end))
                position = end
        leaves += [(named, position + length) for named, length in _named(source[position:])]
    else:
        origin = page.reading.view.origin
        for low, high, kind in marks:
            start, end = origin(low, high)
            if position < end:
                if position < start:
                    _fill(page, leaves, source, position, start)
                leaves.append((kind, end))
                position = end
        _fill(page, leaves, source, position, len(source))
        leaves = _in_order(leaves)
    return Leaves([kind for kind, _ in leaves], [end for _, end in leaves])


def _in_order(ends: list[tuple[LeafKind, int]]) -> list[tuple[LeafKind, int]]:
    """Return leaves without the empty ones: a piece of the view may stand for what came before."""
    leaves: list[tuple[LeafKind, int]] = []
    position = 0
    for kind, end in ends:
        if position < end:
            leaves.append((kind, end))
            position = end
    return leaves


def _fill(page: Page, leaves: list[tuple[LeafKind, int]], source: str, start: int, end: int) -> None:
    """Name a gap: markup where the view shows nothing of it, else blanks, punctuation or text nobody understood."""
    position = start
    for low, high, shown in _shown(page, start, end):
        if high <= position:
            continue  # one character of the source may be shown as several
        if position < low:
            leaves.append((LeafKind.MARKUP, low))
        if shown is None:
            low = max(low, position)  # noqa: PLW2901 - what came before has its leaf already
            leaves += [(named, low + length) for named, length in _named(source[low:high])]
        else:
            leaves.append((LeafKind.UNRECOGNISED if _LETTERS.search(shown) else LeafKind.MARKUP, high))
        position = high
    if position < end:
        leaves.append((LeafKind.MARKUP, end))


def _named(gap: str) -> tuple[tuple[LeafKind, int], ...]:
    """Return what a stretch is that is shown as it stands, blanks at its ends apart, and where each part of it ends."""
    return _named_short(gap) if len(gap) <= _SHORT else _named_any(gap)


def _named_any(gap: str) -> tuple[tuple[LeafKind, int], ...]:
    shown = gap.strip()
    if not shown:
        return ((LeafKind.BLANK, len(gap)),) if gap else ()
    low = len(gap) - len(gap.lstrip())
    high = low + len(shown)
    parts = [(LeafKind.BLANK, low)] if low else []
    parts.append((LeafKind.UNRECOGNISED if _LETTERS.search(shown) else LeafKind.SEPARATOR, high))
    if high < len(gap):
        parts.append((LeafKind.BLANK, len(gap)))
    return tuple(parts)


#: Between two values there is mostly one of few marks.
_named_short = lru_cache(1 << 10)(_named_any)


def _shown(page: Page, start: int, end: int) -> Iterator[tuple[int, int, str | None]]:
    """Yield the stretches of ``source[start:end]`` that the view shows: as they stand (None) or as other characters."""
    view = page.reading.view
    for piece in range(max(0, bisect_right(view.origins, start) - 1), len(view.origins)):
        if view.origins[piece] >= end:
            break
        low, high = max(view.origins[piece], start), min(view.ends[piece], end)
        if low < high:
            first = view.starts[piece]
            last = view.starts[piece + 1] if piece + 1 < len(view.starts) else len(view.text)
            exact = last - first == view.ends[piece] - view.origins[piece]
            yield low, high, None if exact else view.text[first:last]
