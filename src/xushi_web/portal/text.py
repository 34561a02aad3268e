"""Texts cut into pieces for a page: figures that stand out, words that were searched for, places that lead on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xushi.document.model import LeafKind
from xushi.spans import Span
from xushi_web.search.folding import fold


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one kind: `mark` tells whether they are to stand out, `href` where they lead."""

    text: str
    mark: bool = False
    href: str = ""


def with_figures(text: str, figures: Iterable[tuple[str, str]]) -> list[Piece]:
    """Return `text` with each (figure as written, address of its source) marked, in the order they are given.

    Figures are looked for one after the other and without their blanks, because the text of a commitment has lost
    the blanks and line breaks of its source; one that is not found is passed over.
    """
    pieces: list[Piece] = []
    at = 0
    for written, href in figures:
        figure = "".join(written.split())
        found = text.find(figure, at) if figure else -1
        if found < 0:
            continue
        if found > at:
            pieces.append(Piece(text[at:found]))
        at = found + len(figure)
        pieces.append(Piece(figure, mark=True, href=href))
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces


def with_words(text: str, query: str) -> list[Piece]:
    """Return `text` with the blank-separated words of `query` marked, found as the search index finds them."""
    places = sorted(span for word in query.split() for span in _places(text, fold(word)))
    pieces: list[Piece] = []
    at = 0
    for start, end in places:
        if start < at:
            continue
        pieces += [Piece(text[at:start])] if start > at else []
        pieces.append(Piece(text[start:end], mark=True))
        at = end
    return [*pieces, Piece(text[at:])] if at < len(text) else pieces


def first_place(text: str, query: str) -> Span | None:
    """Return where the first word of `query` that stands in `text` stands first, or None."""
    return min((span for word in query.split() for span in _places(text, fold(word))), default=None)


def excerpt(text: str, at: Span | None, query: str, *, around: int = 60) -> list[Piece]:
    """Return the neighbourhood of the place `at` in `text`, with the words of `query` marked."""
    first = at.start if at else 0
    start, end = max(0, first - around), min(len(text), first + 2 * around)
    shown = "".join(text[start:end].split())
    pieces = with_words(shown, query)
    return [*([Piece("…")] if start else []), *pieces, *([Piece("…")] if end < len(text) else [])]


def _places(text: str, word: str) -> list[Span]:
    """Return where a folded word stands in `text`: blanks inside it do not part it."""
    kept = [index for index, character in enumerate(text) if not character.isspace()]
    folded = fold(text)
    if len(folded) != len(kept):  # a character that unfolds into several, such as ㎡: fold them one by one
        single = [(fold(text[index]), index) for index in kept]
        folded = "".join(part for part, _ in single)
        kept = [index for part, index in single for _ in part]
    places = []
    at = folded.find(word) if word else -1
    while at >= 0:
        places.append(Span(kept[at], kept[at + len(word) - 1] + 1))
        at = folded.find(word, at + len(word))
    return places


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a source document: what they are (`kind` of leaf), where they lead, what is marked in them."""

    start: int
    text: str
    kind: str
    href: str = ""
    lit: bool = False
    problems: tuple[int, ...] = ()


def stretches(
    text: str,
    part: Span,
    leaves: Sequence[tuple[int, int, str]],
    *,
    lit: Span | None = None,
    links: Mapping[int, str] | None = None,
    problems: Iterable[tuple[int, int]] = (),
) -> list[Stretch]:
    """Return ``text[part]`` as stretches, in order and without gaps.

    `leaves` are (start, end, kind) in order. `links` lead from the start of a leaf to an address. `problems` are
    (start, number); the number is shown before the stretch that begins there.
    """
    starts = [start for start, _, _ in leaves]
    flags: dict[int, list[int]] = {}
    for start, number in problems:
        if part.start <= start < part.end:
            flags.setdefault(start, []).append(number)
    edges = {part.start, part.end, *flags}
    edges.update(edge for leaf in leaves for edge in leaf[:2] if part.start < edge < part.end)
    if lit:
        edges.update(edge for edge in lit if part.start < edge < part.end)
    result = []
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        index = bisect_right(starts, start) - 1
        leaf = leaves[index] if index >= 0 and start < leaves[index][1] else (start, end, "unrecognised")
        href = (links or {}).get(leaf[0], "")
        marked = lit is not None and lit.start <= start < lit.end
        result.append(Stretch(start, text[start:end], leaf[2], href, marked, tuple(flags.get(start, ()))))
    return result


#: Tags that end a line, and those that end a cell.
_LINE = re.compile(r"</?(?:p|div|h[1-6]|li|ul|ol|tr|table|section|article|header|footer|nav|br)\b", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\b", re.IGNORECASE)


def without_markup(pieces: Sequence[Stretch]) -> list[Stretch]:
    """Return a web page's stretches with its tags replaced by what a browser makes of them: lines and cells."""
    result: list[Stretch] = []
    for piece in pieces:
        blank = ""
        if piece.lit or piece.kind not in {LeafKind.MARKUP, LeafKind.BLANK}:
            result.append(piece)
        elif _LINE.search(piece.text) or (piece.kind == LeafKind.BLANK and "\n" in piece.text):
            blank = "\n"
        elif _CELL.search(piece.text) or piece.kind == LeafKind.BLANK:
            blank = "\t" if piece.kind == LeafKind.MARKUP else piece.text
        if blank and result and not result[-1].text.endswith("\n"):
            result.append(Stretch(piece.start, blank, LeafKind.BLANK))
    return result
