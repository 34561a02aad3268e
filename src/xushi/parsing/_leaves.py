"""The lossless law: every character of the source lies in exactly one leaf."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xushi.document.model import Leaf, LeafKind
from xushi.spans import Span

if TYPE_CHECKING:
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
    """Name a gap: blanks at its ends, and between them punctuation, markup or text nobody understood."""
    if start >= end:
        return
    gap = source[start:end]
    head = len(gap) - len(gap.lstrip())
    if head == len(gap):
        leaves.append(Leaf(LeafKind.BLANK, Span(start, end)))
        return
    tail = len(gap) - len(gap.rstrip())
    if head:
        leaves.append(Leaf(LeafKind.BLANK, Span(start, start + head)))
    low, high = start + head, end - tail
    core = source[low:high]
    if _LETTERS.search(core) is None:
        leaves.append(Leaf(LeafKind.SEPARATOR, Span(low, high)))
    elif page.reading.view.text is not source and _only_markup(page, low, high):
        leaves.append(Leaf(LeafKind.MARKUP, Span(low, high)))
    else:
        leaves.append(Leaf(LeafKind.UNRECOGNISED, Span(low, high)))
    if tail:
        leaves.append(Leaf(LeafKind.BLANK, Span(high, end)))


def _only_markup(page: Page, start: int, end: int) -> bool:
    """Tell whether no letter of ``source[start:end]`` is shown in the view."""
    from bisect import bisect_left

    view = page.reading.view
    index = bisect_left(view.origins, start)
    for piece in range(max(0, index - 1), len(view.origins)):
        if view.origins[piece] >= end:
            break
        low, high = max(view.origins[piece], start), min(view.ends[piece], end)
        if low < high:
            shown_start = view.starts[piece]
            shown_end = view.starts[piece + 1] if piece + 1 < len(view.starts) else len(view.text)
            if shown_end - shown_start == view.ends[piece] - view.origins[piece]:
                offset = shown_start - view.origins[piece]
                shown = view.text[low + offset : high + offset]
            else:
                shown = view.text[shown_start:shown_end]
            if _LETTERS.search(shown) is not None:
                return False
    return True
