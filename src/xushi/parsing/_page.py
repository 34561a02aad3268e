"""The surface that parsing works on: one text in three forms, and the marks that say what was understood of it.

- ``text``: the view of the reading, from which values are taken;
- ``folded``: the same length, Simplified and half width, on which patterns are matched;
- a `Strip`: a stretch of ``folded`` without any blanks or breaks, so that a label with a blank or a line break
  inside is the label.

Places inside the view are plain ``(start, end)`` pairs; `Page.span` turns them into spans of the source.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from xushi.reading.script import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xushi.document.model import LeafKind
    from xushi.reading.model import Reading
    from xushi.spans import Span

Range: TypeAlias = tuple[int, int]

_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\S+")


def tidy(text: str) -> str:
    """Return `text` without blanks and breaks; between two Latin letters or digits one blank stays."""
    return (
        _BLANKS.sub(_joint, text).strip() if len(text.split()) != 1 or text[0].isspace() or text[-1].isspace() else text
    )


def _joint(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    return " " if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() else ""


class Page:
    """The view of a reading with its folded twin, and the marks set on it so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.view.text
        self.folded = folded(self.text)
        self.year: int | None = None  #: dates the periods that name no year
        self.marks: list[tuple[int, int, LeafKind]] = []

    def span(self, start: int, end: int) -> Span:
        """Return the span of the source for a range of the view, blanks at both ends left out."""
        start, end = self.trimmed(start, end)
        return self.reading.view.origin(start, end)

    def trimmed(self, start: int, end: int) -> Range:
        """Return the range without the blanks at its ends."""
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end

    def value(self, start: int, end: int) -> str:
        """Return the characters of a range as a value: as written, without blanks and breaks."""
        return tidy(self.text[start:end])

    def mark(self, kind: LeafKind, start: int, end: int) -> None:
        """Say that a range was understood as `kind`. The first to mark a character has it."""
        start, end = self.trimmed(start, end)
        if start < end:
            self.marks.append((start, end, kind))

    def strip(self, *ranges: Range) -> Strip:
        """Return the given ranges, in order, as one strip."""
        return Strip(self, ranges)


class Strip:
    """Ranges of a page read as one run of characters, without blanks.

    A place in `text` is an index of the strip; `places` knows where each character stands in the view.
    """

    def __init__(self, page: Page, ranges: Iterable[Range]) -> None:
        self.page = page
        self.ranges = tuple(ranges)
        self.text = "".join("".join(page.folded[start:end].split()) for start, end in self.ranges)

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def places(self) -> list[int]:
        """The place of every character of `text` in the view."""
        source = self.page.folded
        return [
            i for start, end in self.ranges for word in _WORD.finditer(source, start, end) for i in range(*word.span())
        ]

    @cached_property
    def gaps(self) -> frozenset[int]:
        """The indices of `text` before which blanks or a break stood: weak signs that something new begins there."""
        places = self.places
        return frozenset(i for i in range(1, len(places)) if places[i] != places[i - 1] + 1)

    def range(self, start: int, end: int) -> Range:
        """Return the range of the view that ``text[start:end]`` covers."""
        places = self.places
        if start >= end:
            at = places[start] if start < len(places) else (places[-1] + 1 if places else self.ranges[0][0])
            return at, at
        return places[start], places[end - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span of the source that ``text[start:end]`` came from."""
        return self.page.span(*self.range(start, end))

    def value(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` as written in the source, blanks and page furniture left out."""
        if len(self.ranges) == 1:
            return self.page.value(*self.range(start, end)) if start < end else ""
        return tidy("".join(self.page.text[low:high] for low, high in self._pieces(start, end)))

    def mark(self, kind: LeafKind, start: int, end: int) -> None:
        """Say that ``text[start:end]`` was understood as `kind`."""
        if len(self.ranges) == 1:
            self.page.mark(kind, *self.range(start, end))
            return
        for low, high in self._pieces(start, end):
            self.page.mark(kind, low, high)

    def _pieces(self, start: int, end: int) -> Iterable[Range]:
        if start >= end:
            return
        low, high = self.range(start, end)
        for first, last in self.ranges:
            if first < high and low < last:
                yield max(first, low), min(last, high)
