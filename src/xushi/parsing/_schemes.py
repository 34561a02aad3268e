"""Which numbering scheme carries the items of a document, decided once from all its lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from xushi.parsing import _responsibility as responsibility
from xushi.parsing._bodies import PART_AT_START
from xushi.parsing._numbering import Marker, Scheme, marker_at, sub_marker_at
from xushi.parsing._steps import PERIOD_AT_START
from xushi.parsing._verdicts import BOXED_VERDICT, grade_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._lines import Line
    from xushi.parsing._page import Page

_BARE = re.compile(r"\s*(?P<number>\d{1,2})(?:\s+(?=[一-龥“])|(?<=\d\d)(?=[一-龥“])|\s*$)")
_FEWEST_BARE = 3  #: numbers in a row without marks
_HEAD = re.compile(r"(\d{1,2})[.、]?(?=[一-龥][^。;]{2,24}$)")
_NOTE = re.compile(r"[（(](?P<told>[^（）()]{2,16})[）)]。?$")
_LONGEST_TITLE = 24  #: characters of a heading before its units


def plausible_subs(lines: Sequence[Line]) -> dict[int, Marker]:
    """Return the sub-numbers (5.1) that have a neighbour 5.2 or stand like a number, by the start of their line."""
    found: dict[int, Marker] = {}
    for line in lines:
        marker = sub_marker_at(line.text) if line.text[0].isdigit() else None
        if marker is not None:
            found[line.start] = marker
    seen = {(marker.ordinal, marker.sub) for marker in found.values()}
    return {
        start: marker
        for start, marker in found.items()
        if marker.sub is not None
        and (
            ((marker.ordinal, marker.sub + 1) in seen and marker.sub == 1)
            or (marker.sub > 1 and (marker.ordinal, marker.sub - 1) in seen)
        )
    }


#: What a line may begin with whose number comes after a label, and a label of names.
_LABELS_BEFORE = "【[项实事任工"
_NAME_LABEL = re.compile(r"(?:项目|实事|事项|任务|工作)名称:")


def with_bare_numbers(page: Page, lines: Sequence[Line], markers: list[Marker | None]) -> list[Marker | None]:
    """Return the markers with numbers that have no mark after them, where nothing else numbers the lines with digits.

    Two shapes: 01 before a blank or alone on its line, running on from 1; and 1 over 1.1 and 1.2, which is a heading.
    """
    markers = [
        _behind_label(line.text) if marker is None and line.text[0] in _LABELS_BEFORE else marker
        for line, marker in zip(lines, markers, strict=True)
    ]
    heads = _heads_of_decimals(lines, markers)
    if heads:
        return [heads.get(index, marker) for index, marker in enumerate(markers)]
    if any(marker is not None and marker.scheme in (Scheme.ARABIC, Scheme.SUB) for marker in markers):
        return markers
    found: dict[int, Marker] = {}
    for index, line in enumerate(lines):
        bare = _BARE.match(page.folded[line.start : line.end])
        if bare is not None and int(bare["number"]) == len(found) + 1:
            number = bare["number"]
            found[index] = Marker(Scheme.ARABIC, number, int(number), len(number))
    if len(found) < _FEWEST_BARE:
        return markers
    return [found.get(index, marker) for index, marker in enumerate(markers)]


def _behind_label(text: str) -> Marker | None:
    """Return the number that stands behind a verdict in a box or a label: 【已完成】3.…, 项目名称:3.…."""
    boxed = BOXED_VERDICT.match(text)
    label = boxed if boxed is not None and grade_of(boxed["verdict"]) is not None else _NAME_LABEL.match(text)
    marker = marker_at(text[label.end() :]) if label is not None else None
    return replace(marker, end=marker.end + label.end()) if marker is not None and label is not None else None


def _heads_of_decimals(lines: Sequence[Line], markers: Sequence[Marker | None]) -> dict[int, Marker]:
    """Return the headings 1, 2, 3 over items 1.1, 1.2, 2.1 by the index of their lines; none if one stands alone."""
    heads: dict[int, Marker] = {}
    subs = [sub_marker_at(line.text) if line.text[0].isdigit() else None for line in lines]
    for index, (line, marker, sub) in enumerate(zip(lines, markers, subs[1:], strict=False)):
        bare = _HEAD.match(line.text)
        over = bare is not None and sub is not None and (sub.ordinal, sub.sub) == (int(bare[1]), 1)
        if over and bare is not None and subs[index] is None:
            heads[index] = Marker(Scheme.CHAPTER, bare[1], int(bare[1]), bare.end())
        elif marker is not None and marker.scheme is Scheme.ARABIC and subs[index] is None:
            return {}
    return heads if len(heads) > 1 else {}


def _without_labels(lines: Sequence[Line], markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Return the markers without those that count periods, and without a scheme that counts the labels of items.

    Such as （一）养老 1.目标任务:… 2.责任单位:…; it does so if nearly all its lines open with a label.
    """
    opens = [
        marker is not None
        and (PART_AT_START.match(line.text, marker.end) or responsibility.LABEL.match(line.text, marker.end))
        is not None
        for line, marker in zip(lines, markers, strict=True)
    ]
    all_of = Counter(marker.scheme for marker in markers if marker is not None)
    labelled = Counter(marker.scheme for marker, opened in zip(markers, opens, strict=True) if marker and opened)
    counting = {
        scheme
        for scheme, number in labelled.items()
        if number * 10 > all_of[scheme] * 9 and any(count > 1 for other, count in all_of.items() if other < scheme)
    }
    return [
        None
        if marker is not None and (marker.scheme in counting or PERIOD_AT_START.match(line.text, marker.end))
        else marker
        for line, marker in zip(lines, markers, strict=True)
    ]


def _has_note(text: str) -> bool:
    """Tell whether a line ends with whose task it is instead of units: （省本级实施）."""
    note = _NOTE.search(text)
    return note is not None and responsibility.applicability(note["told"]) is not None


def item_scheme(lines: Sequence[Line], markers: Sequence[Marker | None]) -> Scheme | None:
    """Choose the scheme that numbers the items.

    Lines that carry units, verdicts or quantities speak for their scheme; among equals the scheme with more
    lines wins, and a scheme that numbers nothing but short lines is one of headings.
    """
    weight: Counter[Scheme] = Counter()
    count: Counter[Scheme] = Counter()
    current: Scheme | None = None
    labels = [responsibility.has_label(line.text) or _has_note(line.text) for line in lines]
    markers = _without_labels(lines, markers)
    for line, marker, labelled in zip(lines, markers, labels, strict=True):
        if marker is not None:
            current = marker.scheme
            count[current] += 1
        if current is None:
            continue
        if labelled:
            weight[current] += 3
        elif marker is not None and len(line.text) > 24:
            weight[current] += 1
    for scheme in (Scheme.ARABIC_PAREN, Scheme.CIRCLED, Scheme.ORDINAL_IS):
        if any(count[outer] for outer in Scheme if outer < scheme):
            weight[scheme] //= 4
        if any(count[outer] > 1 for outer in (Scheme.ZH_PAREN, Scheme.ARABIC)) and not weight[scheme]:
            del count[scheme]
    if not count:
        return None
    closing = _scheme_of_clauses(markers, labels, count)
    if closing is not None:
        return closing
    headed = _scheme_under_headings(lines, markers, labels)
    if headed is not None:
        return headed
    best = max(count, key=lambda scheme: (weight[scheme], count[scheme], -scheme))
    if weight[best] == 0:
        best = max(count, key=lambda scheme: (count[scheme], scheme))
    return best if count[best] >= 2 or weight[best] else None


def _scheme_under_headings(
    lines: Sequence[Line], markers: Sequence[Marker | None], labels: Sequence[bool]
) -> Scheme | None:
    """Return the scheme of items whose headings name the units: 一、教育(责任单位:A) 1.… 2.… 二、交通(责任单位:B) 3.….

    Speaks only if no other line names units and the numbers run on from one heading to the next.
    """
    told = [(line, marker) for line, marker, labelled in zip(lines, markers, labels, strict=True) if labelled]
    outer = {marker.scheme if marker is not None else None for _, marker in told}
    if len(told) < 2 or len(outer) != 1 or any("。" in line.text[:-1] for line, _ in told):
        return None
    (scheme,) = outer
    if scheme is None or any(len(line.text[: _bracket(line.text)]) > _LONGEST_TITLE for line, _ in told):
        return None
    inner = [marker for marker in markers if marker is not None and marker.scheme is Scheme.ARABIC]
    if scheme >= Scheme.ARABIC or len(inner) <= len(told):
        return None
    return Scheme.ARABIC if [marker.ordinal for marker in inner] == list(range(1, len(inner) + 1)) else None


def _bracket(text: str) -> int:
    found = text.find("(")
    return found if found >= 0 else len(text)


def _scheme_of_clauses(
    markers: Sequence[Marker | None], labels: Sequence[bool], count: Counter[Scheme]
) -> Scheme | None:
    """Return the outer scheme where units close groups of numbered sentences: （一）… 1.… 2.… 牵头单位:….

    Speaks only if the units are as many as the groups, far fewer than the inner numbers, and stand at their ends.
    """
    clauses = sum(
        now and (marker is not None or not before)
        for before, now, marker in zip([False, *labels], labels, markers, strict=False)
    )
    if clauses < 2:
        return None
    for inner in sorted(count, reverse=True):
        outer = next((scheme for scheme in sorted(count, reverse=True) if scheme < inner), None)
        if outer is None or not (any(scheme < outer for scheme in count) or outer is Scheme.ZH_PAREN):
            continue
        groups = closed = 0
        open_group = False
        for marker, labelled in zip(markers, labels, strict=True):
            if marker is not None and marker.scheme is outer:
                groups, open_group = groups + 1, True
            if open_group and labelled:
                closed, open_group = closed + 1, False
        if groups > 1 and closed * 4 >= groups * 3 and count[inner] * 2 > groups * 3 and clauses * 3 < count[inner] * 2:
            return outer
    return None
