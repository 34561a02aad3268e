"""The surface that parsing works on: one text in three forms, and the marks that say what was understood of it.

- ``text``: the view of the reading, from which values are taken;
- ``folded``: the same length, Simplified and half width, on which patterns are matched;
- a `Strip`: a stretch of ``folded`` without any blanks or breaks, so that a label with a blank or a line break
  inside is the label.

Places inside the view are plain ``(start, end)`` pairs; `Page.span` turns them into spans of the source.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, TypeAlias

from xushi.reading.script import folded, script_of
from xushi.spans import span_of_pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from xushi.document.model import LeafKind
    from xushi.reading.model import Reading
    from xushi.spans import Span

Range: TypeAlias = tuple[int, int]

_BLANKS = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_ASCII_ENDS = re.compile(r"[A-Za-z0-9]\s+[A-Za-z0-9]")


def tidy(text: str) -> str:
    """Return `text` without blanks and breaks; between two Latin letters or digits one blank stays."""
    words = text.split()
    if len(words) < 2:
        return words[0] if words else ""
    joined = "".join(words)
    return joined if not _ASCII_ENDS.search(text) else _BLANKS.sub(_joint, text.strip())


def _joint(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    if start == 0 or end == len(text):
        return ""
    before, after = text[start - 1], text[end]
    return " " if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() else ""


def _words(text: str, start: int, end: int) -> Iterator[Range]:
    """Yield where the words of a stretch stand; quicker than a pattern, because a stretch has few blanks."""
    for word in text[start:end].split():
        while text[start].isspace():
            start += 1
        yield start, start + len(word)
        start += len(word)


class Page:
    """The view of a reading with its folded twin, and the marks set on it so far."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.view.text
        self.script = script_of(self.text)
        self.folded = folded(self.text, self.script).replace("**", "  ")  # bold in Markdown says nothing
        self.year: int | None = None  #: dates the periods that name no year
        self.marks: list[tuple[int, int, LeafKind]] = []
        #: Whether the view is the source, so that a place in the one is the same place in the other.
        self.is_source = reading.view.text is reading.source.text and tuple(reading.view.origins) == (0,)

    def origin(self, start: int, end: int) -> Span:
        """Return the span of the source for a range of the view."""
        return span_of_pair((start, end)) if self.is_source else self.reading.view.origin(start, end)

    def span(self, start: int, end: int) -> Span:
        """Return the span of the source for a range of the view, blanks at both ends left out."""
        return self.origin(*self.trimmed(start, end))

    def trimmed(self, start: int, end: int) -> Range:
        """Return the range without the blanks at its ends."""
        text = self.text
        if start < end and not (text[start].isspace() or text[end - 1].isspace()):
            return start, end
        stretch = text[start:end]
        low = start + len(stretch) - len(stretch.lstrip())
        return (low, low + len(stretch.strip())) if low < end else (end, end)

    def value(self, start: int, end: int) -> str:
        """Return the characters of a range as a value: as written, without blanks and breaks."""
        return tidy(self.text[start:end])

    def mark(self, kind: LeafKind, start: int, end: int) -> None:
        """Say that a range was understood as `kind`. The first to mark a character has it."""
        start, end = self.trimmed(start, end)
        if start < end:
            self.marks.append((start, end, kind))

    def head(self, start: int, count: int) -> Range:
        """Return the range that the first `count` characters after `start` take, blanks not counted."""
        low = None
        if count and not _BLANKS.search(self.folded, start, start + count):
            return start, min(start + count, len(self.text))
        for word in _WORD.finditer(self.folded, start):
            low = word.start() if low is None else low
            if count <= word.end() - word.start():
                return low, word.start() + count
            count -= word.end() - word.start()
        return len(self.text), len(self.text)

    def strip(self, *ranges: Range) -> Strip:
        """Return the given ranges, in order, as one strip."""
        return Strip(self, ranges)


class Strip:
    """Ranges of a page read as one run of characters, without blanks.

    A place in `text` is an index of the strip. The strip consists of runs, stretches that stand together in the
    view as well; most have one run only, or one for each line.
    """

    __slots__ = ("_found", "line_starts", "page", "ranges", "text")

    def __init__(self, page: Page, ranges: Iterable[Range]) -> None:
        self.page = page
        self.ranges = tuple(ranges)
        self._found: tuple[list[int], list[int]] | None = None
        folded = page.folded
        if len(self.ranges) == 1:
            start, end = self.ranges[0]
            self.text = "".join(folded[start:end].split())
            self.line_starts = [0]
        else:
            parts = ["".join(folded[start:end].split()) for start, end in self.ranges]
            self.text = "".join(parts)
            self.line_starts = list(accumulate(map(len, parts[:-1]), initial=0))

    def __len__(self) -> int:
        return len(self.text)

    @property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Where each run begins: in the strip, and in the view."""
        if self._found is None:
            self._found = self._find_runs()
        return self._found

    def _find_runs(self) -> tuple[list[int], list[int]]:
        starts: list[int] = []
        origins: list[int] = []
        length = 0
        end_before = -1
        stops = [*self.line_starts[1:], len(self.text)]
        for (start, end), stop in zip(self.ranges, stops, strict=True):
            untouched = end - start == stop - length
            for low, high in [(start, end)] if untouched else _words(self.page.folded, start, end):
                if low != end_before and low < high:
                    starts.append(length)
                    origins.append(low)
                length += high - low
                end_before = high
        return starts, origins

    @property
    def gaps(self) -> Sequence[int]:
        """The indices of `text`, in order, before which blanks or a break stood: weak signs of a new beginning."""
        return self._runs[0][1:]

    def range(self, start: int, end: int) -> Range:
        """Return the range of the view that ``text[start:end]`` covers."""
        starts, origins = self._found or self._runs
        if len(starts) == 1:
            low = origins[0] + start
            return low, low + end - start if start < end else low
        if not starts:
            at = self.ranges[0][0]
            return at, at
        run = bisect_right(starts, start) - 1
        low = origins[run] + start - starts[run]
        if start >= end:
            return low, low
        if run + 1 == len(starts) or end <= starts[run + 1]:
            return low, low + end - start
        return low, self._place(end - 1) + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span of the source that ``text[start:end]`` came from."""
        return self.page.origin(*self.range(start, end))

    def value(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` as written in the source, blanks and page furniture left out."""
        if start >= end:
            return ""
        low, high = self.range(start, end)
        text = self.page.text
        if high - low == end - start:
            return text[low:high]
        if len(self.ranges) == 1:
            return tidy(text[low:high])
        return tidy("".join([text[a:b] for a, b in self._pieces(start, end)]))

    def mark(self, kind: LeafKind, start: int, end: int) -> None:
        """Say that ``text[start:end]`` was understood as `kind`."""
        if start >= end:
            return
        low, high = self.range(start, end)
        if len(self.ranges) == 1 or high - low == end - start:
            self.page.marks.append((low, high, kind))
        else:
            self.page.marks += [(low, high, kind) for low, high in self._pieces(start, end)]

    def _place(self, index: int) -> int:
        """Return where the character at `index` stands in the view."""
        starts, origins = self._runs
        run = bisect_right(starts, index) - 1
        return origins[run] + index - starts[run]

    def _pieces(self, start: int, end: int) -> Iterator[Range]:
        """Yield what ``text[start:end]`` covers in each of the ranges."""
        lines = self.line_starts
        first = bisect_right(lines, start) - 1
        last = bisect_left(lines, end)
        for low, high in pairwise([start, *lines[first + 1 : last], end]):
            if low < high:
                yield self._place(low), self._place(high - 1) + 1
