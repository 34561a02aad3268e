"""The lossless law: every character of the source lies in exactly one leaf."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from xushi.document.model import Leaf, LeafKind
from xushi.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xushi.parsing._page import Page

_LETTERS = re.compile(r"[^\W_]")


def leaves_of(page: Page) -> tuple[Leaf, ...]:
    """Return the leaves of the source from the marks on the page, with all gaps named.

    Where marks overlap the one that begins first, and of those the shorter, has the characters.
    """
    source = page.reading.source.text
    origin = page.reading.view.origin
    leaves: list[Leaf] = []
    position = 0
    for start, end, kind in sorted(page.marks, key=lambda mark: (mark[0], mark[1])):
        span = origin(start, end)
        low = max(span.start, position)
        if low >= span.end:
            continue
        _fill(leaves, source, position, low, page)
        leaves.append(Leaf(kind, Span(low, span.end)))
        position = span.end
    _fill(leaves, source, position, len(source), page)
    return tuple(leaves)


def _fill(leaves: list[Leaf], source: str, start: int, end: int, page: Page) -> None:
    """Name a gap: markup where the view shows nothing of it, else blanks, punctuation or text nobody understood."""
    if page.reading.view.text is source:
        _name(leaves, source, start, end)
        return
    position = start
    for low, high, shown in _shown(page, start, end):
        if position < low:
            leaves.append(Leaf(LeafKind.MARKUP, Span(position, low)))
        if shown is None:
            _name(leaves, source, low, high)
        else:
            leaves.append(Leaf(LeafKind.UNRECOGNISED if _LETTERS.search(shown) else LeafKind.MARKUP, Span(low, high)))
        position = high
    if position < end:
        leaves.append(Leaf(LeafKind.MARKUP, Span(position, end)))


def _name(leaves: list[Leaf], source: str, start: int, end: int) -> None:
    """Name a stretch that is shown as it stands, blanks at its ends apart."""
    if start >= end:
        return
    gap = source[start:end]
    if len(gap) == 1:
        kind = LeafKind.BLANK if gap.isspace() else LeafKind.UNRECOGNISED if gap.isalnum() else LeafKind.SEPARATOR
        leaves.append(Leaf(kind, Span(start, end)))
        return
    head = len(gap) - len(gap.lstrip())
    if head == len(gap):
        leaves.append(Leaf(LeafKind.BLANK, Span(start, end)))
        return
    low, high = start + head, end - (len(gap) - len(gap.rstrip()))
    if head:
        leaves.append(Leaf(LeafKind.BLANK, Span(start, low)))
    kind = LeafKind.UNRECOGNISED if _LETTERS.search(source, low, high) else LeafKind.SEPARATOR
    leaves.append(Leaf(kind, Span(low, high)))
    if high < end:
        leaves.append(Leaf(LeafKind.BLANK, Span(high, end)))


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
