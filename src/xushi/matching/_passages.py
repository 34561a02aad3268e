"""A commitment taken apart into passages, each with one promise and its figures, ready to be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xushi.document.model import Commitment, Role
from xushi.matching._wording import spelled_out, subject_of
from xushi.matching.figures import Figure
from xushi.reading.script import folded
from xushi.targets.model import Target

#: Stands for one character of a figure, so that places stay what they are.
_FIGURE = "\x00"
_END = re.compile(rf"[,。;!?，；！？]+|(?<={_FIGURE})[、和及与]|[、和及与](?={_FIGURE})")
#: So many terms make a member of an enumeration a subject.
_SUBJECT = 3
_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?[万亿千百]?(?![0-9A-Za-z])")


@dataclass(frozen=True, slots=True)
class Passage:
    """One promise of an item: `item` is its index in the list."""

    item: int
    text: str  #: folded to Simplified and half width, without blanks
    words: str  #: the same without figures, abbreviations spelled out
    terms: frozenset[str]
    parts: tuple[frozenset[str], ...]  #: the terms of each thing in an enumeration (发热门诊、检测实验室), else nothing
    manner: frozenset[str]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A commitment made ready."""

    text: str
    leads: frozenset[str]
    units: frozenset[str]  #: all responsible units but groups, leads included
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A list made ready: its items, and their passages in one sequence."""

    items: tuple[Item, ...]
    passages: tuple[Passage, ...]
    contents: tuple[tuple[str, ...], ...]  #: all that a passage says: its own text, its item's and the leads


def prepared(commitments: Sequence[Commitment]) -> Prepared:
    """Make a list ready. All texts are folded at once, which is what folding is fast at."""
    texts = _folded([whole_text(commitment) for commitment in commitments])
    items = tuple(
        Item(text, *_responsible(commitment), tuple(_passages(index, text, commitment.targets)))
        for index, (text, commitment) in enumerate(zip(texts, commitments, strict=True))
    )
    passages = tuple(passage for item in items for passage in item.passages)
    contents = tuple((each.text, items[each.item].text, *sorted(items[each.item].leads)) for each in passages)
    return Prepared(items, passages, contents)


def whole_text(commitment: Commitment) -> str:
    """Return the text of an item with title and measures, each only if it does not stand in the text already."""
    solid = "".join(commitment.text.split())
    more = [commitment.title or "", *(measure.text for measure in commitment.measures)]
    return "。".join([*(part for part in more if "".join(part.split()) not in solid), commitment.text])


def _responsible(commitment: Commitment) -> tuple[frozenset[str], frozenset[str]]:
    """Return the leads and all units; where no lead is named, every unit that answers alone is a lead."""
    named = [assignment for assignment in commitment.assignments if not assignment.group]
    names = dict(zip(named, _folded([assignment.name for assignment in named]), strict=True))
    leads = {names[assignment] for assignment in named if assignment.role is not Role.SUPPORTING}
    return frozenset(leads), frozenset(names.values())


def _folded(texts: Sequence[str]) -> list[str]:
    """Return texts without blanks, Simplified whatever they were: a short one does not tell its script."""
    return folded("\n".join("".join(text.split()) for text in texts), "hant").split("\n") if texts else []


def _passages(item: int, text: str, targets: Sequence[Target]) -> Iterator[Passage]:
    """Yield the passages of a folded text.

    A text is cut at commas, semicolons and full stops, and at 、和及与 beside a figure (桥梁20座、管网150公里). What
    names no subject of its own (惠及3万户; 维修30个) belongs to the passage before it.
    """
    masked, places = _masked(text, targets)
    for start, end in _bounds(masked):
        words = spelled_out(_blanked(masked[start:end]))
        subject = subject_of(words)
        own = tuple(Figure.of(target) for target, place in zip(targets, places, strict=True) if start <= place < end)
        terms = subject.terms or frozenset({words})
        yield Passage(item, text[start:end], words, terms, _parts(words), subject.manner, own)


def _bounds(masked: str) -> list[tuple[int, int]]:
    """Return where the passages of a text with masked figures begin and end."""
    bounds: list[tuple[int, int]] = []
    start = 0
    named = True  #: whether the last passage names a subject
    for end, following in [*(hit.span() for hit in _END.finditer(masked)), (len(masked), len(masked))]:
        if start < end:
            names = bool(subject_of(_blanked(masked[start:end])).terms)
            if bounds and not (names and named):
                bounds[-1] = (bounds[-1][0], end)
                named = named or names
            else:
                bounds.append((start, end))
                named = names
        start = following
    return bounds


def _parts(words: str) -> tuple[frozenset[str], ...]:
    """Return the terms of every member of an enumeration that is a subject by itself; 省、市级 has none."""
    members = words.split("、")
    found = [subject_of(member).terms for member in members] if len(members) > 1 else []
    return tuple(terms for terms in found if len(terms) >= _SUBJECT)


def _masked(text: str, targets: Sequence[Target]) -> tuple[str, list[int]]:
    """Return `text` with all figures masked, and where each target stands; one that is not found stands at the end."""
    places: list[int] = []
    position = 0
    masked = text
    for written in _folded([target.text for target in targets]):
        place = text.find(written, position) if written else -1
        if place < 0:
            places.append(max(0, len(text) - 1))
            continue
        position = place + len(written)
        masked = masked[:place] + _FIGURE * len(written) + masked[position:]
        places.append(place)
    return _DIGITS.sub(lambda hit: _FIGURE * len(hit.group()), masked), places


def _blanked(masked: str) -> str:
    return masked.replace(_FIGURE, " ")
