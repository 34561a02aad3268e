"""Paragraphs of a PDF: lines that were broken at the margin put together again.

A PDF knows lines only. A line goes on in the next one if it reaches the right edge of the text, so that the next word
found no room, and if the next line begins where a line that goes on begins: at the left edge under an indented first
line, or hanging under its first words. Where all paragraphs begin at the left edge, a number, a label or the end of a
sentence keep lines apart. A tagged PDF says itself which lines are one paragraph. Whatever is in doubt stays a line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from xushi.reading.pdflines import CLOSING, Line

#: What follows is no end of a broken line but the beginning of something.
_BEGINNING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}(?:[、．)）]|\.(?!\d))|\d{1,3}[.-]?\d{0,3}\s"
    r"|第[一二三四五六七八九十百\d]{1,4}[条章节项类]|附\s?件|[①-⑳•●◆■▪·☆★]|[一-龥]{2,10}[:：]"
)
_SENTENCE_ENDS: Final = "。；：！？;:”）)"
#: The first word of a line: a run of Latin letters or figures, or a character with the marks that cannot begin a line.
_WORD = re.compile(r"[!-~]{1,24}|[《〈（〔“‘【「『]{0,2}.")
_GAP = re.compile(r"[㐀-鿿]\s+[㐀-鿿]")
_LATIN = re.compile(r"[A-Za-z]")
#: Edges are equal within this share of a character.
_SLACK = 0.6
_MOST_INDENT = 4.5  #: characters; what begins further in is centred or stands at the right
_NARROWEST = 14  #: characters in a line of a text; what is narrower is a column of a table, or has no margin
_LONGEST_PARAGRAPH = 8  #: lines on average, where the tags of a PDF mean paragraphs


@dataclass(frozen=True, slots=True)
class _Column:
    """The edges of the text of pages of one width, and the distance of its lines."""

    left: float
    indent: float  #: where most paragraphs begin, the left edge itself where none is indented
    right: float
    pitch: float
    justified: bool
    certain: bool  #: whether the right edge is known: several lines end there, or the margins are alike


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of a page in order, None in the place of a table, and the width of the page."""

    width: float
    lines: Sequence[Line | None]


def going_on(sheets: Sequence[Sheet]) -> list[list[bool]]:
    """Return for every line of every page whether it goes on the line before it, also over a page break."""
    groups: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        groups.setdefault(round(sheet.width), []).append(sheet)
    columns = {width: _column(members, width) for width, members in groups.items()}
    tagged = _means_paragraphs(sheets)
    repeated = _repeated(sheets)
    told: list[list[bool]] = []
    head: Line | None = None
    last: Line | None = None
    before: Sheet | None = None
    for sheet in sheets:
        column = columns[round(sheet.width)]
        told.append([])
        for line in sheet.lines:
            goes_on = False
            if line is not None and head is not None and last is not None and column is not None:
                if before is sheet:
                    goes_on = _follows(line, last, column) and _goes_on(head, last, line, column, tagged=tagged)
                elif before is not None and round(before.width) == round(sheet.width):
                    goes_on = not {line.text, last.text} & repeated and _goes_on(head, last, line, column, tagged=False)
            told[-1].append(goes_on)
            if not goes_on:
                head = line
            last, before = line, sheet
    return told


def joined(before: str, line: Line, *, blank: bool) -> str:
    """Return a paragraph with one more line: words of Latin letters stay apart."""
    first, last = line.text[0], before[-1]
    apart = first.isascii() and last.isascii() and (blank or bool(_LATIN.match(first) and _LATIN.match(last)))
    return f"{before} {line.text}" if apart else before + line.text


def _column(sheets: Sequence[Sheet], width: float) -> _Column | None:
    lines = [line for sheet in sheets for line in sheet.lines if line is not None and line.em]
    widest = max((line.right - line.left for line in lines), default=0)
    if widest <= 0:
        return None
    em = median(line.em for line in lines)
    lefts = sorted(line.left for line in lines)
    left = next((a for a, b in pairwise(lefts) if b - a < _SLACK * em), lefts[0])
    long = [line for line in lines if line.right - line.left > widest / 2]
    firm = [line for line in long if line.text[-1] not in CLOSING] or long  # punctuation may hang over the edge
    rights = sorted((line.right for line in firm), reverse=True)
    right = next((a for a, b in pairwise(rights) if a - b < _SLACK * em), None)
    edge = rights[0] if right is None else right
    certain = (right is not None or abs(width - edge - left) < 3 * em) and edge - left > _NARROWEST * em
    near = [edge - each for each in rights if edge - each < 2 * em]
    justified = sum(each < em / 3 for each in near) > 0.6 * len(near)
    distances = [
        round(b.bottom - a.bottom)
        for sheet in sheets
        for a, b in pairwise(sheet.lines)
        if a is not None and b is not None and 0 < b.bottom - a.bottom < 4 * em
    ]
    pitch = Counter(distances).most_common(1)[0][0] if distances else 2 * em
    indents = Counter(round(each) for each in lefts if 2 * _SLACK * em < each - left < _MOST_INDENT * em)
    place, times = indents.most_common(1)[0] if indents else (left, 0)
    return _Column(left, place if times > 1 else left, edge, pitch, justified, certain)


def _means_paragraphs(sheets: Sequence[Sheet]) -> bool:
    """Tell whether tags are paragraphs: not one for every line, and not one for a whole page."""
    lines = tags = 0
    several = False
    for sheet in sheets:
        counted = Counter(line.tag.order for line in sheet.lines if line is not None and line.tag is not None)
        lines += counted.total()
        tags += len(counted)
        several = several or max(counted.values(), default=0) > 1
    return several and tags * _LONGEST_PARAGRAPH >= lines


def _repeated(sheets: Sequence[Sheet]) -> set[str]:
    """Return running heads and feet: texts that several pages begin or end with."""
    edges = Counter(
        line.text
        for sheet in sheets
        if sheet.lines
        for line in {id(each): each for each in (sheet.lines[0], sheet.lines[-1])}.values()
        if line is not None
    )
    return {text for text, count in edges.items() if count > 1}


def _follows(line: Line, last: Line, column: _Column) -> bool:
    """Tell whether `line` stands right below `last`."""
    return 0 < line.bottom - last.bottom <= max(1.35 * column.pitch, 1.8 * line.em)


def _goes_on(head: Line, last: Line, line: Line, column: _Column, *, tagged: bool) -> bool:
    """Tell whether `line` goes on the paragraph that began with `head` and has come to `last`."""
    em = line.em
    if not em or not last.em or not 0.85 < em / last.em < 1.18:
        return False
    if tagged and line.tag is not None and last.tag is not None:
        if line.tag.order != last.tag.order:
            return False
        return line.tag.heading or _is_full(last, line, column, loose=True)
    if not column.certain or not _is_full(last, line, column, loose=not column.justified):
        return False
    if _GAP.search(line.text) or _GAP.search(last.text):
        return False  # cells of a row without lines
    begins = _BEGINNING.match(line.text) is not None
    ended = last.text[-1] in _SENTENCE_ENDS
    slack = _SLACK * em
    if abs(line.left - column.left) < slack:
        if 2 * slack < head.left - column.left < _MOST_INDENT * em:
            return not (begins and ended)
        return head.left - column.left < slack and not begins and not ended
    if abs(line.left - column.indent) < slack:
        return False
    hanging = line.left - head.left
    if last is head:
        return hanging > 2 * slack and not begins
    return hanging > 2 * slack and abs(line.left - last.left) < slack and not begins


def _is_full(last: Line, line: Line, column: _Column, *, loose: bool) -> bool:
    """Tell whether the first word of `line` found no room behind `last`."""
    room = column.right - last.right
    if not loose:
        return room < _SLACK * line.em
    word = _WORD.match(line.text)
    needed = sum(0.5 if each.isascii() else 1.0 for each in word[0]) if word is not None else 1.0
    return room < (needed + 0.1) * line.em
