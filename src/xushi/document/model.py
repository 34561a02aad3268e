"""The typed tree of a document (文件): what was promised, by whom, until when, and how it stands.

All nodes are frozen. Texts are as written, with the blanks and line breaks inside a value removed; every node
has the span of the characters it came from, and a node made by hand has none. Spans are provenance and take no
part in equality, so that a tree read from another rendering of the same document is an equal tree.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import eq
from typing import Any, NamedTuple, overload

from xushi.problems import Problem
from xushi.reading.model import Source
from xushi.spans import Span, span_of_pair
from xushi.targets.model import Target


def _place() -> Any:
    return field(default=None, compare=False)


class Genre(StrEnum):
    """Kinds of document (文种) that Xushi knows."""

    BREAKDOWN = "breakdown"  #: 任务分解
    SCHEDULE = "schedule"  #: 序时进度安排
    BULLETIN = "bulletin"  #: 通报
    BALLOT_RESULT = "ballot_result"  #: 票决结果
    SATISFACTION = "satisfaction"  #: 满意度测评
    WORK_PLAN = "work_plan"  #: 工作要点、实施方案: items without units, schedule or verdict
    UNKNOWN = "unknown"


class Script(StrEnum):
    """Simplified or Traditional characters."""

    HANS = "hans"
    HANT = "hant"


class Applicability(StrEnum):
    """Whose task an item is (实施层级)."""

    OURS = "ours"
    UPPER_LEVEL = "upper_level"  #: 省本级实施
    NOT_OURS = "not_ours"  #: 我市不承担相关任务


class Role(StrEnum):
    """What a unit does for an item (责任分工)."""

    LEAD = "lead"  #: 牵头单位
    SUPPORTING = "supporting"  #: 共同责任单位、配合单位
    SOLE = "sole"  #: 责任单位, where no lead is named


class VerdictGrade(StrEnum):
    """How a report is judged (序时判定)."""

    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit in its role. `written` is the name as it stands there, `name` the full one (市 inherited …)."""

    role: Role
    written: str
    name: str
    group: bool = False
    span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Measure:
    """One sentence of a composite item (具体措施)."""

    text: str
    span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Step:
    """One step inside a milestone. `number` is as written, None where the milestone has no numbered steps."""

    number: str | None
    text: str
    span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Milestone:
    """The planned state at the end of a period (节点): ``2019-Q1``, ``2024-06``."""

    period: str
    text: str
    steps: tuple[Step, ...] = ()
    targets: tuple[Target, ...] = ()
    span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Report:
    """What was reported for a period (进展情况) and how it was judged."""

    verdict: VerdictGrade | None
    verdict_text: str | None
    narrative: str | None
    facts: tuple[Target, ...] = ()
    span: Span | None = _place()
    verdict_span: Span | None = _place()
    narrative_span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Ballot:
    """Votes for one candidate item (票决)."""

    yes: int | None
    no: int | None = None
    abstain: int | None = None
    span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """A three-grade satisfaction vote (满意度测评)."""

    satisfied: int | None
    basically: int | None = None
    unsatisfied: int | None = None
    abstain: int | None = None
    span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Commitment:
    """A numbered promise (实事项目、目标任务). `number` is as written: ``26.3`` for a sub-item, else None."""

    number: str | None
    text: str
    title: str | None = None
    applicability: Applicability = Applicability.OURS
    applicability_text: str | None = None
    assignments: tuple[Assignment, ...] = ()
    measures: tuple[Measure, ...] = ()
    targets: tuple[Target, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    report: Report | None = None
    ballot: Ballot | None = None
    satisfaction: Satisfaction | None = None
    span: Span | None = _place()  #: the whole item, number and clauses included
    text_span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Field:
    """A heading inside a programme (领域). `title` is None for items before the first heading."""

    title: str | None
    stated_count: int | None = None
    commitments: tuple[Commitment, ...] = ()
    span: Span | None = _place()  #: the heading

    @property
    def counted(self) -> int:
        """How many items stand under the heading; 26.1 and 26.2 are one."""
        return len({(c.number or str(i)).partition(".")[0] for i, c in enumerate(self.commitments)})


@dataclass(frozen=True, slots=True)
class Programme:
    """One list (清单). `title` is None where the document has just one and does not name it."""

    title: str | None
    fields: tuple[Field, ...] = ()
    span: Span | None = _place()

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """All items in the order of the document."""
        return tuple(c for f in self.fields for c in f.commitments)


@dataclass(frozen=True, slots=True)
class Headline:
    """One entry of a bulletin's list of what is behind (未达序时 清单)."""

    number: int
    title: str
    item: str | None
    text: str
    span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the document says about itself (文头、元数据)."""

    title: str | None = None
    document_number: str | None = None
    index_number: str | None = None
    issuing_body: str | None = None
    issued_on: date | None = None
    year: int | None = None
    spans: dict[str, Span] = field(default_factory=dict, compare=False)  #: by the names above


class LeafKind(StrEnum):
    """What a stretch of the source is. All leaves together are the source."""

    MASTHEAD = "masthead"  #: metadata, title, document number, date, signature, imprint
    PROSE = "prose"  #: the letter before the list, notes after it
    HEADING = "heading"
    NUMBER = "number"
    TEXT = "text"  #: the promise
    NOTE = "note"  #: applicability
    ROLE = "role"  #: the words 牵头单位 …
    AGENCY = "agency"
    PERIOD = "period"
    MILESTONE = "milestone"
    VERDICT = "verdict"
    NARRATIVE = "narrative"
    VOTE = "vote"
    SEPARATOR = "separator"  #: punctuation and labels between parts of an item
    FURNITURE = "furniture"  #: page numbers, buttons of a web page, credits
    BLANK = "blank"
    MARKUP = "markup"  #: tags and entities of the file's format
    UNRECOGNISED = "unrecognised"


class Leaf(NamedTuple):
    """A stretch of the source and what it is."""

    kind: LeafKind
    span: Span


class Leaves(Sequence[Leaf]):
    """All leaves of a source, one after the other: kept as what each is and where it ends, made when asked for.

    A document of a million characters has two hundred thousand; as objects they would be most of its memory.
    """

    __slots__ = ("_ends", "_kinds")

    def __init__(self, kinds: Iterable[LeafKind], ends: Iterable[int]) -> None:
        """Take the kinds and the ends of the leaves, in order; none of them may be empty."""
        self._kinds = tuple(kinds)
        self._ends = array("I", ends)

    def __len__(self) -> int:
        return len(self._kinds)

    @overload
    def __getitem__(self, index: int) -> Leaf: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Leaf, ...]: ...
    def __getitem__(self, index: int | slice) -> Leaf | tuple[Leaf, ...]:
        if isinstance(index, slice):
            return tuple([self._at(each) for each in range(*index.indices(len(self)))])
        return self._at(range(len(self))[index])

    def __iter__(self) -> Iterator[Leaf]:
        start = 0
        for kind, end in zip(self._kinds, self._ends, strict=True):
            yield Leaf(kind, span_of_pair((start, end)))
            start = end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # equal to any sequence of the same leaves, like a list

    def of_kind(self, kind: LeafKind) -> Iterator[Leaf]:
        """Yield the leaves of one kind, in order."""
        return (self._at(index) for index, each in enumerate(self._kinds) if each is kind)

    def _at(self, index: int) -> Leaf:
        start = self._ends[index - 1] if index else 0
        return Leaf(self._kinds[index], Span(start, self._ends[index]))


@dataclass(frozen=True, slots=True)
class Unrecognised:
    """Text that was not understood; kept in its place and shown."""

    text: str
    span: Span | None = _place()


@dataclass(frozen=True, slots=True)
class Document:
    """A document, read."""

    source: Source = field(compare=False, repr=False)
    genre: Genre
    script: Script
    masthead: Masthead
    programmes: tuple[Programme, ...] = ()
    behind: tuple[Headline, ...] = ()
    unrecognised: tuple[Unrecognised, ...] = ()
    leaves: Sequence[Leaf] = field(default=(), compare=False, repr=False)
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """All items of all lists in the order of the document."""
        return tuple(c for p in self.programmes for c in p.commitments)

    def verbatim(self) -> str:
        """Return the concatenation of all leaves, which is the source text (the lossless law)."""
        return "".join(leaf.span.of(self.source.text) for leaf in self.leaves)
