"""Units of measure and measure words, looked up where a numeral ends.

The words are data (`units.toml`). A unit may be compound (微克/立方米, 批次/千人, 元/人·月) and may hold blanks or a
line break that a scanner or a narrow column left in it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data
from typing import Any


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it is looked up. `name` is Simplified; `kind` is a value of `targets.model.Kind`."""

    name: str
    kind: str
    whole: bool = False  #: counts things that cannot be divided
    chinese: bool = True  #: follows Chinese numerals too
    not_before: tuple[str, ...] = ()  #: where one of these follows, it is another word …
    unless: tuple[str, ...] = ()  #: … but not where one of these follows

    latin: bool = False  #: ends with a letter or digit, so that another one behind it makes another word

    @property
    def canonical(self) -> str | None:
        """The name to report instead of the written one, if there is such a name."""
        return _table().canonical.get(self.name)


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """A unit in a text: where it ends, and what stands under its stroke, if anything."""

    unit: Unit
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Table:
    by_first: dict[str, tuple[Unit, ...]]  #: by first character, longest first
    canonical: dict[str, str]
    denominators: tuple[str, ...]  #: longest first


_INNER_BLANK = re.compile(r"\S{1,4}\s")
_BLANKS = 3  #: blanks and line breaks between numeral and unit
_STROKE = re.compile(r"\s?/\s?\(?")
_LATIN = re.compile(r"[0-9A-Za-z]")
_LONGEST = 12  #: characters of a unit with the blanks in it


@cache
def _table() -> _Table:
    data: dict[str, Any] = tomllib.loads((get_data(__package__, "units.toml") or b"").decode())
    not_before = {name: tuple(words.split("|")) for name, words in data["not_before"].items()}
    unless = {name: tuple(words.split("|")) for name, words in data["unless"].items()}
    by_first: dict[str, list[Unit]] = {}
    for group in data["group"]:
        whole, chinese = group.get("whole", False), group.get("chinese", True)
        for name in group["units"].split():
            unit = Unit(
                name, group["kind"], whole, chinese, not_before.get(name, ()), unless.get(name, ()), _is_latin(name[-1])
            )
            by_first.setdefault(name[0], []).append(unit)
    return _Table(
        {first: tuple(sorted(units, key=lambda unit: -len(unit.name))) for first, units in by_first.items()},
        data["canonical"],
        tuple(sorted(data["denominators"]["units"].split(), key=len, reverse=True)),
    )


def find_unit(text: str, position: int) -> FoundUnit | None:
    """Return the longest unit that begins at `position` of a folded text, blanks before it allowed.

    Returns None where there is none, or where the characters are the beginning of another word (部 in 部门).
    """
    start = position
    while start < len(text) and start - position < _BLANKS and text[start].isspace():
        start += 1
    if start >= len(text):
        return None
    found = _simple(text, start)
    if found is None:
        return None
    return _compound(text, found)


@cache
def first_characters() -> str:
    """Return every character that a unit can begin with, for scanners that want to skip quickly."""
    return "".join(sorted(_table().by_first))


def _simple(text: str, start: int) -> FoundUnit | None:
    candidates = _table().by_first.get(text[start])
    if not candidates:
        return None
    for unit in candidates:
        if text.startswith(unit.name, start):
            end = start + len(unit.name)
            if _fits(text, unit, end):
                return FoundUnit(unit, end, unit.kind)
    if _INNER_BLANK.match(text, start):
        for unit in candidates:
            broken = _with_blanks(text, start, unit.name)
            if broken and _fits(text, unit, broken):
                return FoundUnit(unit, broken, unit.kind)
    return None


def _fits(text: str, unit: Unit, end: int) -> bool:
    """Tell whether the characters behind a unit leave it the word it is."""
    if unit.not_before and text.startswith(unit.not_before, end) and not text.startswith(unit.unless, end):
        return False
    return not (unit.latin and _LATIN.match(text, end))


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


_VOLUMES = frozenset({"立方米", "升", "毫升", "m3", "m³", "L"})


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _denominator(text: str, position: int) -> int | None:
    for name in _table().denominators:
        if text.startswith(name, position):
            return position + len(name)
    return None
