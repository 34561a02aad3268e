"""What matching finds: two items that hold the same promise, why it is thought so, and how their figures compare."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from xushi.document.model import Commitment
from xushi.problems import Message
from xushi.reading.script import folded
from xushi.targets.model import Target


class Outcome(StrEnum):
    """How the right figure stands to the left one, in plain numbers: a lower ceiling is a lowered figure too."""

    EQUAL = "equal"
    RAISED = "raised"  #: the right figure is the higher one
    LOWERED = "lowered"
    PART = "part"  #: one of several left figures that add up to the right one, or the other way round
    DIFFERENT = "different"  #: both have figures that cannot be put in order: 11个项目 and 2800户
    ONLY_LEFT = "only_left"
    ONLY_RIGHT = "only_right"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure of the left promise beside one of the right; one side is None where it has no counterpart."""

    outcome: Outcome
    left: Target | None
    right: Target | None

    @property
    def message(self) -> Message:
        """The comparison as a sentence."""
        sides = {"left": self.left, "right": self.right}
        figures = {side: "".join(each.text.split()) for side, each in sides.items() if each is not None}
        same = self.outcome is Outcome.EQUAL and folded(figures["left"], "hant") == folded(figures["right"], "hant")
        return Message(_SAME_FIGURE if same else _SENTENCES[self.outcome], figures)


_SAME_FIGURE = "指标相同：{left}。"
_SENTENCES = {
    Outcome.EQUAL: "指标相同：{left}即{right}。",
    Outcome.RAISED: "指标由{left}提高到{right}。",
    Outcome.LOWERED: "指标由{left}降低到{right}。",
    Outcome.PART: "各部分合计相符：{left}与{right}。",
    Outcome.DIFFERENT: "指标不同，不能直接比较大小：{left}与{right}。",
    Outcome.ONLY_LEFT: "{left}只见于前一处。",
    Outcome.ONLY_RIGHT: "{right}只见于后一处。",
}


class Wording(NamedTuple):
    """The words in which a promise stands on the left and on the right, folded to Simplified and half width."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A proposal: item `left` of one list and item `right` of another hold the same promise.

    An item that bundles several promises is in several pairs, and one pair may rest on several `wordings`: each
    is one promise that stands on both sides, the best first.
    """

    left: int  #: index in the left list
    right: int  #: index in the right list
    score: Decimal  #: 0 to 1, three places; 1 for the same words, figures and lead
    wordings: tuple[Wording, ...]
    reasons: tuple[Message, ...]
    comparisons: tuple[Comparison, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """How the figures compare taken together; None where neither side has any.

        What cannot be compared, or stands on one side only, counts when nothing else can be compared; figures that go
        up here and down there are `DIFFERENT`.
        """
        found = {comparison.outcome for comparison in self.comparisons}
        moved = found & {Outcome.RAISED, Outcome.LOWERED}
        if moved:
            return moved.pop() if len(moved) == 1 else Outcome.DIFFERENT
        if found & {Outcome.EQUAL, Outcome.PART}:
            return Outcome.EQUAL
        return found.pop() if len(found) == 1 else Outcome.DIFFERENT if found else None


class Fate(StrEnum):
    """What became of a promise from one year to the next."""

    AGAIN = "again"  #: promised again, with the same figures or without any
    RAISED = "raised"
    LOWERED = "lowered"
    CHANGED = "changed"  #: promised again with figures that cannot be put in order
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Succession:
    """One promise over two years. `before` is None for a new one, `after` and `pair` for what is not there."""

    fate: Fate
    before: Commitment | None
    after: Commitment | None
    pair: Pair | None = None
