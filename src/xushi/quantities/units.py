"""Units of measure and measure words, looked up where a numeral ends.

The words are data (`units.txt`). A unit may be compound (微克/立方米, 批次/千人, 元/人·月) and may hold blanks or a
line break that a scanner or a narrow column left in it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from xushi.patterns import lazy
from xushi.quantities.wordlists import table_of, word_lists, words_of


class Unit(NamedTuple):
    """A unit as it is looked up. `name` is Simplified; `kind` is a value of `targets.model.Kind`."""

    name: str
    kind: str
    whole: bool  #: counts things that cannot be divided
    chinese: bool  #: follows Chinese numerals too
    canonical: str | None  #: the name to report instead of the written one, if there is such a name
    latin: bool  #: ends with a letter or digit, so that another one behind it makes another word
    not_before: tuple[str, ...]  #: where one of these follows, it is another word …
    unless: tuple[str, ...]  #: … but not where one of these follows


class FoundUnit(NamedTuple):
    """A unit in a text: where it ends, and the kind it has with what stands under its stroke."""

    unit: Unit
    end: int
    kind: str


class _Table(NamedTuple):
    single: dict[str, Unit]  #: units of one character
    longer: dict[str, tuple[Unit, ...]]  #: the others by their first two characters, longest first
    by_first: dict[str, tuple[Unit, ...]]  #: those of two or more characters by the first one
    denominators: tuple[str, ...]  #: longest first


_INNER_BLANK = lazy(r"\S{1,4}\s")
_BLANKS = 3  #: blanks and line breaks between numeral and unit
_STROKE = lazy(r"\s?/\s?\(?")
_MAY_DIVIDE = frozenset("/ \n\t\r\u3000\u00a0")
_LONGEST = 12  #: characters of a unit with the blanks in it
_VOLUMES = frozenset({"立方米", "升", "毫升", "m3", "m³", "L"})


@cache
def _table() -> _Table:
    lists = word_lists(__package__, "units.txt")
    denominators = words_of(lists.pop("denominators"))
    not_before, unless = table_of(lists.pop("not before")), table_of(lists.pop("unless"))
    canonical = {name: meant[0] for name, meant in table_of(lists.pop("canonical")).items()}
    single: dict[str, Unit] = {}
    longer: dict[str, list[Unit]] = {}
    for heading, lines in lists.items():
        kind, *marks = heading.split()
        whole, chinese = "whole" in marks, "arabic" not in marks
        for name in words_of(lines):
            latin = is_latin(name[-1])
            unit = Unit(
                name, kind, whole, chinese, canonical.get(name), latin, not_before.get(name, ()), unless.get(name, ())
            )
            if len(name) == 1:
                single[name] = unit
            else:
                longer.setdefault(name[:2], []).append(unit)
    by_first: dict[str, list[Unit]] = {}
    for units in longer.values():
        units.sort(key=_length, reverse=True)
        by_first.setdefault(units[0].name[0], []).extend(units)
    return _Table(
        single,
        {start: tuple(units) for start, units in longer.items()},
        {first: tuple(sorted(units, key=_length, reverse=True)) for first, units in by_first.items()},
        tuple(sorted(denominators, key=len, reverse=True)),
    )


def find_unit(text: str, position: int) -> FoundUnit | None:
    """Return the longest unit that begins at `position` of a folded text, blanks before it allowed.

    Returns None where there is none, or where the characters are the beginning of another word (部 in 部门).
    """
    start = position
    while text[start : start + 1].isspace() and start - position < _BLANKS:
        start += 1
    found = _simple(text, start)
    if found is not None and text[found.end : found.end + 1] in _MAY_DIVIDE:
        return _compound(text, found)
    return found


@cache
def first_characters() -> str:
    """Return every character that a unit can begin with, for scanners that want to skip quickly."""
    return "".join(sorted(_table().single.keys() | _table().by_first.keys()))


def _simple(text: str, start: int) -> FoundUnit | None:
    table = _table()
    first = text[start : start + 1]
    if first not in table.single and first not in table.by_first:
        return None
    for unit in table.longer.get(text[start : start + 2], ()):
        if text.startswith(unit.name, start):
            end = start + len(unit.name)
            if _fits(text, unit, end):
                return FoundUnit(unit, end, unit.kind)
    single = table.single.get(first)
    if single is not None and _fits(text, single, start + 1):
        return FoundUnit(single, start + 1, single.kind)
    if first in table.by_first and _INNER_BLANK.match(text, start):
        for unit in table.by_first[first]:
            broken = _with_blanks(text, start, unit.name)
            if broken and _fits(text, unit, broken):
                return FoundUnit(unit, broken, unit.kind)
    return None


def _fits(text: str, unit: Unit, end: int) -> bool:
    """Tell whether the characters behind a unit leave it the word it is."""
    if unit.not_before and text.startswith(unit.not_before, end) and not text.startswith(unit.unless, end):
        return False
    return not (unit.latin and is_latin(text[end : end + 1]))


def _with_blanks(text: str, start: int, name: str) -> int | None:
    """Return where `name` ends if it stands at `start` with blanks inside (平方 米), else None."""
    position = start
    for character in name:
        while position < start + _LONGEST and position > start and text[position : position + 1].isspace():
            position += 1
        if text[position : position + 1] != character:
            return None
        position += 1
    return position


def _compound(text: str, found: FoundUnit) -> FoundUnit:
    """Add what stands under a stroke: /立方米, /千人, /人·月."""
    stroke = _STROKE.match(text, found.end)
    if not stroke:
        return found
    end = _denominator(text, stroke.end())
    if end is None:
        return found
    below = text[stroke.end() : end]
    if text[end : end + 1] in "·•.*" and text[end : end + 1]:
        end = _denominator(text, end + 1) or end
    if "(" in stroke[0] and text[end : end + 1] == ")":
        end += 1
    kind = found.kind
    if kind in {"mass", "volume"}:
        kind = "concentration" if below in _VOLUMES else "other"
    return FoundUnit(found.unit, end, kind)


def _denominator(text: str, position: int) -> int | None:
    for name in _table().denominators:
        if text.startswith(name, position):
            return position + len(name)
    return None


def is_latin(character: str) -> bool:
    """Tell whether `character` is a letter or digit of ASCII; the empty string is not."""
    return character.isascii() and character.isalnum()


def _length(unit: Unit) -> int:
    return len(unit.name)
