"""Automatic numbering of Word (``word/numbering.xml``, ``word/styles.xml``): the number before each paragraph.

ECMA-376 part 1, 17.9. A paragraph names a list (*num*) and a level, or its style does; a list is an instance of a
definition (*abstractNum*), whose counters all its instances share unless one of them overrides the start.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xushi.reading.ordinals import ordinal
from xushi.reading.package import attribute, child, local, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    suffix: str = " "
    legal: bool = False  #: all levels in Arabic digits
    restart: int | None = None  #: None: after any higher level; 0: never; n: after level n or higher
    paragraph_style: str | None = None


@dataclass(slots=True)
class _Definition:
    levels: dict[int, _Level]
    style_link: str | None
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Instance:
    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]
    begun: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    based_on: str | None
    instance: str | None
    level: int | None


class Numbering:
    """The lists of one document and how far each has counted."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._definitions = {
            attribute(e, "abstractNumId") or "": _Definition(
                dict(_levels(e)), attribute(child(e, "numStyleLink"), "val")
            )
            for e in _children(numbering, "abstractNum")
        }
        self._instances = {attribute(e, "numId") or "": _instance(e) for e in _children(numbering, "num")}
        self._styles: dict[str, _Style] = {}
        self._default_style = ""
        for element in _children(styles, "style"):
            self._add_style(element)

    def before(self, properties: Element | None) -> str:
        """Return the number that stands before the next paragraph, with the blank after it, and count on.

        `properties` are the paragraph's own (``w:pPr``). An unnumbered or bulleted paragraph gives ``""``.
        """
        style = attribute(child(properties, "pStyle"), "val") or self._default_style
        own = child(properties, "numPr")
        instance_id = attribute(child(own, "numId"), "val")
        level = number(child(own, "ilvl"), "val", -1)
        if instance_id is None:
            instance_id, styled_level = self._from_style(style)
            level = styled_level if level < 0 else level
        instance = self._instances.get(instance_id or "")
        definition = self._definition(instance)
        if instance is None or definition is None:
            return ""
        if level < 0:
            level = next((i for i, one in definition.levels.items() if one.paragraph_style == style), 0)
        return self._count(instance, definition, min(level, _LEVELS - 1))

    def _add_style(self, element: Element) -> None:
        name = attribute(element, "styleId") or ""
        numbered = child(element, "pPr", "numPr")
        level = number(child(numbered, "ilvl"), "val", -1)
        self._styles[name] = _Style(
            attribute(child(element, "basedOn"), "val"),
            attribute(child(numbered, "numId"), "val"),
            level if level >= 0 else None,
        )
        if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true", "on"}:
            self._default_style = name

    def _from_style(self, name: str | None) -> tuple[str | None, int]:
        level = -1
        seen: set[str] = set()  # a damaged file may base styles on each other in a ring
        while name and name in self._styles and name not in seen:
            seen.add(name)
            style = self._styles[name]
            if style.level is not None and level < 0:
                level = style.level
            if style.instance is not None:
                return style.instance, level
            name = style.based_on
        return None, level

    def _definition(self, instance: _Instance | None) -> _Definition | None:
        """Return the definition behind an instance, through a numbering style if it points at one."""
        definition = self._definitions.get(instance.definition) if instance else None
        if definition and definition.style_link and not definition.levels:
            linked, _ = self._from_style(definition.style_link)
            other = self._instances.get(linked or "")
            return self._definitions.get(other.definition, definition) if other else definition
        return definition

    def _count(self, instance: _Instance, definition: _Definition, at: int) -> str:
        levels = definition.levels | instance.levels
        counters = definition.counters
        if not instance.begun:
            instance.begun = True
            for i in instance.starts:
                counters[i] = None
        starts = {i: instance.starts.get(i, levels[i].start if i in levels else 1) for i in range(at + 1)}
        for i in range(at):  # a level that was passed over shows its first number
            counters[i] = starts[i] if counters[i] is None else counters[i]
        previous = counters[at]
        counters[at] = starts[at] if previous is None else previous + 1
        for i in range(at + 1, _LEVELS):
            restart = levels[i].restart if i in levels else None
            if restart is None or at < restart:
                counters[i] = None
        level = levels.get(at)
        if level is None or level.style in {"bullet", "none"}:
            return ""

        def written(found: re.Match[str]) -> str:
            i = int(found[1]) - 1
            style = "decimal" if level.legal else levels[i].style if i in levels else "decimal"
            return "" if style == "none" else ordinal(counters[i] or 0, style)

        shown = _PLACEHOLDER.sub(written, level.pattern)
        return shown + level.suffix if shown else ""


def _children(element: Element | None, name: str) -> Iterator[Element]:
    return (inner for inner in (element if element is not None else ()) if local(inner) == name)


def _levels(element: Element) -> Iterator[tuple[int, _Level]]:
    for inner in _children(element, "lvl"):
        at = number(inner, "ilvl", 0)
        if 0 <= at < _LEVELS:
            yield at, _level(inner)


def _level(element: Element) -> _Level:
    style = child(element, "numFmt")
    if style is None:  # newer formats are wrapped, with an older one beside them
        style = child(element, "AlternateContent", "Fallback", "numFmt")
    restart = child(element, "lvlRestart")
    legal = child(element, "isLgl")
    return _Level(
        number(child(element, "start"), "val", 0),
        attribute(style, "val") or "decimal",
        attribute(child(element, "lvlText"), "val") or "",
        "" if attribute(child(element, "suff"), "val") == "nothing" else " ",
        legal is not None and attribute(legal, "val") not in {"0", "false", "off"},
        number(restart, "val", 0) if restart is not None else None,
        attribute(child(element, "pStyle"), "val"),
    )


def _instance(element: Element) -> _Instance:
    levels: dict[int, _Level] = {}
    starts: dict[int, int] = {}
    for override in _children(element, "lvlOverride"):
        at = number(override, "ilvl", 0)
        if not 0 <= at < _LEVELS:
            continue
        replaced = child(override, "lvl")
        if replaced is not None:
            levels[at] = _level(replaced)
        start = child(override, "startOverride")
        if start is not None:
            starts[at] = number(start, "val", 1)
    return _Instance(attribute(child(element, "abstractNumId"), "val") or "", levels, starts)
