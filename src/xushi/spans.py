"""Spans, texts that remember where their characters came from, and the law that ties both together.

The law: for every value that Xushi shows, ``source[span.start:span.end]`` is the thing itself, in
code points of the decoded file as it was given. Whatever is cleaned away on the road from the file
to the value is therefore cleaned in a `MappedText`, which can always say where a character stood.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether this span and `other` share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """Return the same range, `by` code points further on."""
        return Span(self.start + by, self.end + by)


#: `Span` of a pair, without a look at names: a fourth of the cost, for what a document has thousands of.
span_of_pair: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text cut out of another one, with the place of every character in it.

    `text` is the concatenation of pieces of the origin. Piece number *i* begins at
    ``starts[i]`` of `text` and at ``origins[i]`` of the origin. Pieces need not keep the length
    of what they replace (``&nbsp;`` becomes one blank): inside a piece the characters correspond one to
    one, and `ends[i]` says where the piece ends in the origin.

    The map costs memory per *piece*, not per character, so an untouched text of any length has one piece.
    """

    text: str
    starts: Sequence[int]
    origins: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def identity(cls, text: str, offset: int = 0) -> MappedText:
        """Return `text` as a piece that stands at `offset` of its origin, unchanged."""
        return cls(text, (0,), (offset,), (offset + len(text),))

    @classmethod
    def from_pieces(cls, pieces: Iterable[tuple[str, int, int]]) -> MappedText:
        """Build a text from ``(characters, start, end)``: what is shown, and what it stands for in the origin.

        ``len(characters)`` is either ``end - start`` (characters kept or replaced one by one) or anything
        else, in which case every character of the piece stands for the whole of ``[start, end)``.
        """
        texts: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        ends: list[int] = []
        position = 0
        for characters, start, end in pieces:
            if not characters:
                continue
            if ends and ends[-1] == start and len(characters) == end - start and _even(starts, origins, ends, position):
                ends[-1] = end
            else:
                starts.append(position)
                origins.append(start)
                ends.append(end)
            texts.append(characters)
            position += len(characters)
        return cls("".join(texts), tuple(starts), tuple(origins), tuple(ends))

    def __len__(self) -> int:
        return len(self.text)

    def origin(self, start: int, end: int) -> Span:
        """Return the span of the origin that ``text[start:end]`` came from.

        Origin characters that were dropped *between* the first and the last are inside the span; dropped
        ones before the first and after the last are not. An empty range gives an empty span.
        """
        if len(self.starts) == 1 and len(self.text) == self.ends[0] - self.origins[0]:
            offset = self.origins[0]  # one untouched piece, as plain text mostly is
            last = self.ends[0]
            return span_of_pair((min(start + offset, last), min(max(start, end) + offset, last)))
        piece = bisect_right(self.starts, start) - 1
        if 0 <= start < end <= self._end(piece) and self._is_even(piece):
            offset = self.origins[piece] - self.starts[piece]
            return span_of_pair((start + offset, end + offset))
        first, _ = self._place(start, at_end=False)
        if end <= start:
            return Span(first, first)
        _, last = self._place(end - 1, at_end=True)
        return Span(first, last)

    def cut(self, start: int, end: int) -> MappedText:
        """Return ``text[start:end]`` with its map."""
        return MappedText.from_pieces(self._pieces(start, end))

    def without(self, dropped: Iterable[tuple[int, int]]) -> MappedText:
        """Return this text without the given ranges, which must be in order and must not overlap."""
        kept: list[tuple[str, int, int]] = []
        position = 0
        for start, end in dropped:
            kept.extend(self._pieces(position, start))
            position = end
        kept.extend(self._pieces(position, len(self.text)))
        return MappedText.from_pieces(kept)

    def replaced(self, text: str) -> MappedText:
        """Return this map under another text of the same length (folded, converted to Simplified …).

        Raises ValueError if the lengths differ, because then the map would point at the wrong characters.
        """
        if len(text) != len(self.text):
            message = f"a text of {len(self.text)} characters cannot be replaced by one of {len(text)}"
            raise ValueError(message)
        return MappedText(text, self.starts, self.origins, self.ends)

    def _end(self, piece: int) -> int:
        """Return where a piece ends in `text`."""
        return self.starts[piece + 1] if piece + 1 < len(self.starts) else len(self.text)

    def _is_even(self, piece: int) -> bool:
        """Tell whether the characters of a piece correspond one to one to those of the origin."""
        return self._end(piece) - self.starts[piece] == self.ends[piece] - self.origins[piece]

    def _place(self, index: int, *, at_end: bool) -> tuple[int, int]:
        if not self.starts:
            return (0, 0)
        piece = max(0, bisect_right(self.starts, index) - 1)
        start, origin, end = self.starts[piece], self.origins[piece], self.ends[piece]
        if not self._is_even(piece):
            return (origin, end)
        place = min(origin + index - start, end)
        return (place, min(place + 1, end)) if at_end or index < len(self.text) else (end, end)

    def _pieces(self, start: int, end: int) -> Iterable[tuple[str, int, int]]:
        if start >= end or not self.starts:
            return
        piece = max(0, bisect_right(self.starts, start) - 1)
        while piece < len(self.starts) and self.starts[piece] < end:
            piece_start, piece_end = self.starts[piece], self._end(piece)
            low, high = max(start, piece_start), min(end, piece_end)
            origin, origin_end = self.origins[piece], self.ends[piece]
            if self._is_even(piece):
                yield self.text[low:high], origin + low - piece_start, origin + high - piece_start
            else:
                yield self.text[low:high], origin, origin_end
            piece += 1


def _even(starts: list[int], origins: list[int], ends: list[int], position: int) -> bool:
    """Tell whether the last piece has the length of what it stands for, so that another may be joined to it."""
    return position - starts[-1] == ends[-1] - origins[-1]
