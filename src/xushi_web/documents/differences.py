"""What a newer version of a document changes, item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from xushi.document.model import Commitment, Role
from xushi.targets.model import Comparator, Target
from xushi_web.documents.corrections import units_by_role
from xushi_web.programmes.linking import Promise, bigrams, link
from xushi_web.programmes.recording import Item

#: What is struck out or put in as a whole: a number, or one character.
_PARTS = re.compile(r"[0-9]+(?:\.[0-9]+)?|.", re.DOTALL)
_BOUNDS = {
    Comparator.AT_LEAST: "≥",
    Comparator.AT_MOST: "≤",
    Comparator.MORE: ">",
    Comparator.LESS: "<",
    Comparator.ABOUT: "约",
}


class Aspect(StrEnum):
    """What of an item may have changed."""

    NUMBER = "number"
    FIELD = "field"
    TITLE = "title"
    TEXT = "text"
    APPLICABILITY = "applicability"
    LEAD = "lead"
    SUPPORTING = "supporting"
    SOLE = "sole"
    MEASURES = "measures"
    TARGETS = "targets"
    MILESTONES = "milestones"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that both versions have (``same``), or only one of them (``old``, ``new``)."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One aspect of an item that differs; `pieces` show old and new in one line."""

    aspect: Aspect
    old: str
    new: str

    @property
    def pieces(self) -> list[Piece]:
        """Return the two texts laid over each other."""
        return list(_pieces(self.old, self.new))


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """An item that both versions have."""

    item: Item
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """All that differs between two versions."""

    added: tuple[Item, ...]
    removed: tuple[Item, ...]
    changed: tuple[ChangedItem, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def differences_between(old: Sequence[Item], new: Sequence[Item]) -> Differences:
    """Return what `new` has, lacks and says otherwise; items are paired as documents of a year are."""
    before = {item.position: item for item in old}
    pairs = link([_promise(item) for item in new], [_promise(item) for item in old])
    told = {linked.key for linked in pairs.values()}
    changed = []
    for item in new:
        key = pairs[item.position].key
        if key is not None and (changes := tuple(_changes(before[key], item))):
            changed.append(ChangedItem(item, changes))
    return Differences(
        tuple(item for item in new if pairs[item.position].key is None),
        tuple(item for item in old if item.position not in told),
        tuple(changed),
    )


def _promise(item: Item) -> Promise[int]:
    commitment = item.commitment
    words = bigrams(commitment.title or "", commitment.text)
    return Promise(item.position, item.programme.title, (commitment.number or "",), (words,))


def _changes(old: Item, new: Item) -> Iterator[Change]:
    before, after = _said(old), _said(new)
    for aspect in Aspect:
        if before[aspect] != after[aspect]:
            yield Change(aspect, before[aspect], after[aspect])


def _said(item: Item) -> dict[Aspect, str]:
    commitment = item.commitment
    units = units_by_role(commitment.assignments)
    return {
        Aspect.NUMBER: commitment.number or "",
        Aspect.FIELD: item.field.title or "",
        Aspect.TITLE: commitment.title or "",
        Aspect.TEXT: commitment.text,
        Aspect.APPLICABILITY: commitment.applicability_text or "",
        Aspect.LEAD: "、".join(units[Role.LEAD]),
        Aspect.SUPPORTING: "、".join(units[Role.SUPPORTING]),
        Aspect.SOLE: "、".join(units[Role.SOLE]),
        Aspect.MEASURES: "\n".join(measure.text for measure in commitment.measures),
        Aspect.TARGETS: "、".join(map(_figure, commitment.targets)),
        Aspect.MILESTONES: "\n".join(f"{m.period} {m.text}" for m in commitment.milestones),
        Aspect.REPORT: _report(commitment),
    }


def _figure(target: Target) -> str:
    """Return a figure as written, with what is counted and the bound: 助餐服务 ≥60万人次."""
    bound = _BOUNDS.get(target.comparator, "")
    return f"{target.of or ''} {bound}{''.join(target.text.split())}".strip()


def _report(commitment: Commitment) -> str:
    report = commitment.report
    return f"{report.verdict_text or ''} {report.narrative or ''}".strip() if report else ""


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = _PARTS.findall(old), _PARTS.findall(new)
    for what, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield Piece("same", "".join(before[a:b]))
            continue
        if a < b:
            yield Piece("old", "".join(before[a:b]))
        if c < d:
            yield Piece("new", "".join(after[c:d]))
