"""The words around a figure: which stage it speaks of, and whether it counts from January on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from xushi.document.model import Document, Script
from xushi.reading.script import folded
from xushi.spans import Span

# A line break inside a cell (\v) ends nothing.
_CLAUSE = "，,；;。：:！!？?\n\t\f<>"
_PIECE = _CLAUSE + "、"
_SENTENCE = "。！!？?\n\t\f<>"


class Stage(StrEnum):
    """How far the counted things are, in the order of work."""

    PREPARING = "preparing"
    STARTED = "started"
    UNDER_WAY = "under_way"
    FINISHED = "finished"
    UNSAID = "unsaid"


@cache
def words(key: str) -> tuple[str, ...]:
    """Return the words of ``words.toml`` under `key`."""
    table = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return tuple(str(table[key]).split())


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, words(key)), key=len, reverse=True)))


def says(key: str, text: str) -> bool:
    """Tell whether `text` has one of the words under `key`."""
    return _pattern(key).search(text) is not None


def without_empty_words(text: str) -> str:
    """Return `text` without verbs of doing, quotes, brackets and blanks."""
    return _pattern("empty").sub("", re.sub(r"[\s“”‘’\"'()（）〔〕《》、,，·]", "", text))


@dataclass(frozen=True, slots=True)
class Wording:
    """The source text of a document, Traditional characters folded, to look up what stands around a figure."""

    text: str
    _starts: dict[tuple[int, str], int] = field(default_factory=dict, compare=False, repr=False)
    _ends: dict[tuple[int, str], int] = field(default_factory=dict, compare=False, repr=False)
    _stages: dict[Span, Stage] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, document: Document) -> Wording:
        """Return the wording of a document."""
        text = document.source.text
        return cls(folded(text) if document.script is Script.HANT else text)

    def piece(self, span: Span) -> str:
        """Return what stands around `span` up to the next punctuation, 、 included."""
        return self._around(span, _PIECE)

    def clause(self, span: Span) -> str:
        """Return the clause around `span`; 、 does not end it."""
        return self._around(span, _CLAUSE)

    def before(self, span: Span) -> str:
        """Return the part of the clause that stands before `span`."""
        return self._solid(self._start(span, _CLAUSE), span.start)

    def after(self, span: Span) -> str:
        """Return the words behind `span` up to the next punctuation, 、 included."""
        return self._solid(span.end, self._end(span, _PIECE))

    def sentence(self, span: Span) -> Span:
        """Return the span of the sentence around `span`."""
        return Span(self._start(span, _SENTENCE), self._end(span, _SENTENCE))

    def stage(self, span: Span) -> Stage:
        """Return the stage that the words around a figure name. 完成招标 is preparing, 主体完工 is under way."""
        known = self._stages.get(span)
        if known is None:
            known = self._stages[span] = self._read_stage(span)
        return known

    def _read_stage(self, span: Span) -> Stage:
        piece = _pattern("somebody").sub("", self.piece(span))
        for stage in (Stage.PREPARING, Stage.UNDER_WAY, Stage.FINISHED, Stage.STARTED):
            if says(stage.value, piece):
                return stage
        return Stage.UNSAID

    def _around(self, span: Span, marks: str) -> str:
        return self._solid(self._start(span, marks), self._end(span, marks))

    def _solid(self, start: int, end: int) -> str:
        return "".join(self.text[start:end].split())

    def _start(self, span: Span, marks: str) -> int:
        known = self._starts.get((span.start, marks))
        if known is None:
            known = self._starts[span.start, marks] = self._look_back(span, marks)
        return known

    def _end(self, span: Span, marks: str) -> int:
        known = self._ends.get((span.end, marks))
        if known is None:
            known = self._ends[span.end, marks] = self._look_ahead(span, marks)
        return known

    def _look_back(self, span: Span, marks: str) -> int:
        position = span.start
        floor = max(0, span.start - 120)
        while position > floor and self.text[position - 1] not in marks:
            position -= 1
        return position

    def _look_ahead(self, span: Span, marks: str) -> int:
        position = span.end
        ceiling = min(len(self.text), span.end + 120)
        while position < ceiling and self.text[position] not in marks:
            position += 1
        return position
