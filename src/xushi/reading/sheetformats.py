"""What calamine does not tell about an xlsx workbook: which numbers are shown as percentages or as months.

The same pass over the sheets keeps out hostile ones: zip bombs, entities, and a value in the last corner of the
sheet, for which calamine would fill the 17 thousand million places before it.
"""

from __future__ import annotations

import re
from posixpath import join, normpath
from typing import TYPE_CHECKING

from xushi.reading import refusals
from xushi.reading.package import Package, attribute, child, declares_entities, local, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

FORMAT = "xlsx"
#: Shown as year and month, without a day.
MONTH = -1
#: More places than this, from the first to the last value, are no table that a person made.
_MOST_PLACES = 20_000_000

#: A cell that holds a value (``v``, ``is``) or formula; an empty one with a border does not count.
_CELL = re.compile(rb"<(?:[a-z]{1,8}:)?c\b([^<>]*+)>\s*+<(?:[a-z]{1,8}:)?(?:v|is|f)\b")
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{1,3})([0-9]{1,7})["']""")
_STYLE = re.compile(rb"""\bs=["']([0-9]{1,6})["']""")
_PERCENT = re.compile(r"0(?:\.(0+))?%")
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
#: Formats that need no definition (ECMA-376 part 1, 18.8.30).
_BUILT_IN = {9: 0, 10: 2, 17: MONTH, 27: MONTH, 36: MONTH, 50: MONTH, 52: MONTH, 57: MONTH}

Place = tuple[int, int]


def formats_of(data: bytes) -> dict[str, dict[Place, int]]:
    """Return, by sheet and place, the digits after the point of numbers shown as percentages, or `MONTH`.

    Raises `UnreadableFile` if the package is damaged or hostile.
    """
    package = Package(data, FORMAT)
    for name in package.names:
        if name.endswith(".xml") and not name.startswith("xl/worksheets/") and declares_entities(package.part(name)):
            raise refusals.unsafe_xml()
    special = dict(_special_styles(package.optional_xml("xl/styles.xml")))
    return {title: dict(_formats(package, title, part, special)) for title, part in _sheets(package)}


def _sheets(package: Package) -> Iterator[tuple[str, str]]:
    """Yield the title of every sheet and the name of its part."""
    relations = package.optional_xml("xl/_rels/workbook.xml.rels")
    targets = {attribute(e, "Id"): attribute(e, "Target") or "" for e in (relations if relations is not None else ())}
    sheets = child(package.xml("xl/workbook.xml"), "sheets")
    for sheet in sheets if sheets is not None else ():
        target = targets.get(attribute(sheet, "id"), "")
        part = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
        if part in package.names:
            yield attribute(sheet, "name") or "", part


def _special_styles(styles: Element | None) -> Iterator[tuple[int, int]]:
    """Yield the cell styles (by index) that show percentages or months."""
    codes = {number(e, "numFmtId", 0): attribute(e, "formatCode") or "" for e in _children(child(styles, "numFmts"))}
    for index, style in enumerate(_children(child(styles, "cellXfs"))):
        format_id = number(style, "numFmtId", 0)
        shown = _special(codes[format_id]) if format_id in codes else _BUILT_IN.get(format_id)
        if shown is not None:
            yield index, shown


def _special(code: str) -> int | None:
    """Return what a format code such as ``0.0%`` or ``yyyy"年"m"月"`` shows, if it is one of the special ones."""
    bare = _QUOTED.sub("", code).lower().partition(";")[0]
    percent = _PERCENT.search(bare)
    if percent:
        return len(percent[1] or "")
    return MONTH if "y" in bare and "m" in bare and not set("dhs") & set(bare) else None


def _formats(package: Package, title: str, part: str, special: dict[int, int]) -> Iterator[tuple[Place, int]]:
    content = package.part(part)
    if declares_entities(content):
        raise refusals.unsafe_xml()
    last_row = last_column = 0
    for found in _CELL.finditer(content):
        reference = _REFERENCE.search(found[1])
        if reference is None:
            continue
        row, column = int(reference[2]), _column(reference[1])
        last_row, last_column = max(last_row, row), max(last_column, column)
        style = _STYLE.search(found[1]) if special else None
        if style and int(style[1]) in special:
            yield (row - 1, column - 1), special[int(style[1])]
    if last_row * last_column > _MOST_PLACES:
        raise refusals.sheet_too_large(title, last_row, last_column)


def _column(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return column


def _children(element: Element | None) -> Iterator[Element]:
    return (inner for inner in (element if element is not None else ()) if local(inner))
