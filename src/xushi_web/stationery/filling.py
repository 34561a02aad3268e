"""Filling a template. Nothing of it is run: tags are looked up in a table, and what repeats is copied.

Three rules: a tag is replaced by its text; a paragraph or table row with a tag of a series stands once for each entry,
neighbours of the same series together; a paragraph or row whose tags are all empty is left out, unless the row has a
cell of fixed words, as forms have. With a series that has no entries goes the table of which only heads would be left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from django.utils.translation import gettext as _
from lxml import etree

from xushi_web.documents.errors import Refused
from xushi_web.papers.tags import Tag, Values, series_of
from xushi_web.stationery.checking import check
from xushi_web.stationery.marks import TBL, TC, TR, P, paragraphs
from xushi_web.stationery.packages import TEXTS, WORD, packed, parsed

#: A paper of 150 items has a hundredth of it; more would keep the server and Word busy.
LARGEST_FILLED = 20_000_000
_ONCE = tuple(f"{{{WORD}}}{name}" for name in ("bookmarkStart", "bookmarkEnd"))


def filled(name: str, data: bytes, values: Values, offered: Mapping[str, Tag]) -> bytes:
    """Return the template with `values` in place of its tags, the same bytes every time.

    Raises `Refused` where the template cannot be used or the paper would be larger than any honest one.
    """
    parts = dict(check(name, data, offered).parts)
    for part, content in list(parts.items()):
        if TEXTS.fullmatch(part):
            root = parsed(name, content)
            _check_growth(name, root, values)
            _fill(root, values)
            parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts)


def _fill(root: etree._Element, values: Values) -> None:
    units = [(unit, _series(unit)) for unit in _units(root)]  # all found before any text of the data is put in
    for group, series in _groups(units):
        place, copies = group[-1], []
        for entry in values.series[series]:
            for unit in group:
                copy = deepcopy(unit)
                for mark in list(copy.iter(*_ONCE)):
                    _drop(mark)
                place.addnext(copy)
                place = copy
                copies.append((copy, {**values.single, **entry}))
        table = group[-1].getparent() if not copies and group[-1].tag == TR else None
        for unit in group:
            _drop(unit)
        if table is not None and table.tag == TBL and not any(one.names for one in paragraphs(table)):
            _drop(table)
        for copy, entry in copies:
            _fill_unit(copy, entry)
    for unit, series in units:
        if not series:
            _fill_unit(unit, values.single)


def _units(root: etree._Element) -> list[etree._Element]:
    """Return the paragraphs and rows with tags, in their order."""
    return list(dict.fromkeys(paragraph.unit for paragraph in paragraphs(root) if paragraph.names))


def _series(unit: etree._Element) -> str:
    return next((series_of(name) for each in paragraphs(unit) for name in each.names if "." in name), "")


def _groups(units: Sequence[tuple[etree._Element, str]]) -> list[tuple[list[etree._Element], str]]:
    """Return the units of series, neighbours of the same series together."""
    groups: list[tuple[list[etree._Element], str]] = []
    for unit, series in units:
        if series and groups and groups[-1][1] == series and unit.getprevious() is groups[-1][0][-1]:
            groups[-1][0].append(unit)
        elif series:
            groups.append(([unit], series))
    return groups


def _fill_unit(unit: etree._Element, values: Mapping[str, str]) -> None:
    tagged = [paragraph for paragraph in paragraphs(unit) if paragraph.names]
    is_form = any(_is_fixed(cell) for cell in unit.iter(TC)) if unit.tag == TR else False
    said = "".join(values[name] for paragraph in tagged for name in paragraph.names)
    for paragraph in tagged:
        paragraph.fill(values.__getitem__)
    parent = unit.getparent()
    if said or is_form or parent is None:
        return
    if unit.tag == TR or len(parent.findall(P)) > 1:
        _drop(unit)
        if parent.tag == TBL and parent.find(TR) is None:
            _drop(parent)


def _is_fixed(cell: etree._Element) -> bool:
    """Tell whether a cell has words and no tag."""
    own = list(paragraphs(cell))
    return any(one.text.strip() for one in own) and not any(one.names for one in own)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _check_growth(name: str, root: etree._Element, values: Values) -> None:
    units = [(unit, _series(unit)) for unit in _units(root)]
    size = 0
    for unit, series in units:
        entries = values.series[series] if series else [values.single]
        tags = [tag for paragraph in paragraphs(unit) for tag in paragraph.names]
        size += len(etree.tostring(unit)) * len(entries)
        size += sum(len(entry.get(tag, values.single.get(tag, ""))) for entry in entries for tag in tags)
        if size > LARGEST_FILLED:
            message = _("“%(name)s”填入数据后大得反常，没有生成；请删去模板里多余的重复内容。")
            raise Refused(message % {"name": name})
