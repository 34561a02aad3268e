"""The lossless law: every character of the source lies in exactly one leaf."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import partial
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

from xushi.document.model import Leaf, LeafKind
from xushi.spans import span_of_pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xushi.parsing._page import Page

_LETTERS = re.compile(r"[^\W_]")
_POINTS = frozenset("、，；：。（）,;:()")
_BY_PLACE = itemgetter(0, 1)


def leaves_of(page: Page) -> tuple[Leaf, ...]:
    """Return the leaves of the source from the marks on the page, with all gaps named.

    Where marks overlap the one that begins first, and of those the shorter, has the characters.
    """
    source = page.reading.source.text
    origin = page.reading.view.origin
    fill = _name if page.is_source else partial(_fill, page)
    leaves: list[tuple[LeafKind, int]] = []  # what it is, and where it ends
    position = 0
    for start, end, kind in sorted(page.marks, key=_BY_PLACE):
        if not page.is_source:
            start, end = origin(start, end)  # noqa: PLW2901 - the place in the source is the place
        if end <= position:
            continue
        if position < start:
            fill(leaves, source, position, start)
        leaves.append((kind, end))
        position = end
    fill(leaves, source, position, len(source))
    starts = [0, *accumulate((end for _, end in leaves), max)]  # a piece of the view may stand for what came before
    return tuple(
        [
            Leaf(kind, span_of_pair((start, end)))
            for start, (kind, end) in zip(starts, leaves, strict=False)
            if start < end
        ]
    )


def _fill(page: Page, leaves: list[tuple[LeafKind, int]], source: str, start: int, end: int) -> None:
    """Name a gap: markup where the view shows nothing of it, else blanks, punctuation or text nobody understood."""
    position = start
    for low, high, shown in _shown(page, start, end):
        if high <= position:
            continue  # one character of the source may be shown as several
        if position < low:
            leaves.append((LeafKind.MARKUP, low))
        if shown is None:
            _name(leaves, source, max(low, position), high)
        else:
            leaves.append((LeafKind.UNRECOGNISED if _LETTERS.search(shown) else LeafKind.MARKUP, high))
        position = high
    if position < end:
        leaves.append((LeafKind.MARKUP, end))


def _name(leaves: list[tuple[LeafKind, int]], source: str, start: int, end: int) -> None:
    """Name a stretch that is shown as it stands, blanks at its ends apart."""
    gap = source[start:end]
    shown = gap.strip()
    if len(shown) == len(gap):
        if gap:
            known = gap in _POINTS or _LETTERS.search(gap) is None
            leaves.append((LeafKind.SEPARATOR if known else LeafKind.UNRECOGNISED, end))
        return
    if not shown:
        leaves.append((LeafKind.BLANK, end))
        return
    low = start + len(gap) - len(gap.lstrip())
    if low > start:
        leaves.append((LeafKind.BLANK, low))
    high = low + len(shown)
    leaves.append((LeafKind.UNRECOGNISED if _LETTERS.search(shown) else LeafKind.SEPARATOR, high))
    if high < end:
        leaves.append((LeafKind.BLANK, end))


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
