"""Find numerals with their units: one pass from left to right over the folded text.

The pass stops at every character that can begin a quantity (a digit, a Chinese numeral, 全 of 全覆盖, 翻 of 翻一番,
半 of 半年), reads numeral and unit (`_terms`), the second end of a range and the bounds (`_ranges`), and asks whether
it is a quantity at all (`_standing`, `_names`). What the sentence says about it is left to `of` and `change`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from xushi.patterns import lazy
from xushi.quantities import first_characters
from xushi.targets._places import begins_item, is_latin
from xushi.targets._quantity import Quantity
from xushi.targets._ranges import with_bounds, with_range
from xushi.targets._standing import stands
from xushi.targets._terms import special, term

_CHINESE = "零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟貳參陸"
_BEHIND_CHINESE = (
    "余多几来点分半、，,和及与或至到以左上的间之（(\\-–—~〜\\s"  #: what else may follow a Chinese numeral that counts
)
_RUN = lazy("[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+|[0-9.]+")
_LIST = lazy(r"\s{0,2}(?:[、,，]|和|及|与|或)\s{0,2}(?=[0-9零一二三四五六七八九十百两])")
_AFTER_NUMBERING = frozenset(".、)）#")
_SHORT = 40  #: characters of a text in which every numeral counts
_MYRIAD, _HUNDRED_MILLION = Decimal(10_000), Decimal(100_000_000)


@cache
def _anchor() -> re.Pattern[str]:
    """Return the pattern of places where a quantity can begin.

    It starts with a set of characters, which `re` looks for fastest, and then drops what is plainly none: 1. and
    （2） at once, 一 of 一体化 because no unit begins with 体.
    """
    behind = re.escape(first_characters()) + _CHINESE + _BEHIND_CHINESE
    return re.compile(
        rf"[0-9{_CHINESE}半全翻](?:"
        r"(?<=[0-9])(?<![0-9][0-9])(?![0-9]{0,3}[.、)）](?![0-9]))"
        rf"|(?<=[{_CHINESE}])(?:(?=[{behind}]|$)|(?<=[第前].))"
        r"|(?<=全)(?=\s?覆)|(?<=翻)(?=了?.番)|(?<=半)(?=[个小年天]))"
    )


def scan(text: str, skipped: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield the quantities of a folded text in order, without overlap.

    `skipped` are stretches, in order, where no quantity is looked for: dates, quoted names. Values are in the plain
    unit; the bounds in and right beside a quantity are read.
    """
    waiting: list[Quantity] = []  # numerals of an enumeration whose unit comes later: 3、5 处
    for quantity in _quantities(text, skipped):
        if quantity.name is None and not quantity.ordinal and quantity.high is None:
            if _goes_on(text, quantity, waiting):
                if waiting and not _follows(text, waiting[-1], quantity):
                    yield from _alone(text, waiting)
                    waiting = []
                waiting.append(quantity)
                continue
        elif waiting and _follows(text, waiting[-1], quantity) and quantity.name and quantity.high is None:
            yield from (_with_unit_of(quantity, before) for before in waiting)
            waiting = []
        if waiting:
            yield from _alone(text, waiting)
            waiting = []
        if stands(text, quantity):
            yield quantity
    yield from _alone(text, waiting)


def _quantities(text: str, skipped: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield whatever reads like a quantity, outside the skipped stretches."""
    skip = iter([*skipped, (len(text) + 1, len(text) + 1)])
    low, high = next(skip)
    position = 0
    for anchor in _anchor().finditer(text):
        start = anchor.start()
        if start < position:
            continue
        while high <= start:
            low, high = next(skip)
        if low <= start:
            position = high
            continue
        quantity = _read(text, start)
        if quantity is None:
            run = _RUN.match(text, start)
            position = run.end() if run else start + 1
        elif quantity.end > low:  # 3.2019 年: numbering runs into a date
            position = high
        else:
            position = quantity.end
            yield quantity
            if quantity.comparator == "full" and text.startswith("全覆盖", position):
                position += 3  # 100% 全覆盖 is said once


def _read(text: str, start: int) -> Quantity | None:
    if text[start] in "全翻半":
        quantity = special(text, start)
    else:
        quantity = term(text, start)
        quantity = quantity and with_range(text, quantity)
        if quantity and quantity.name is None and _is_numbering_or_word(text, quantity):
            return quantity
    return quantity and with_bounds(text, quantity)


def _is_numbering_or_word(text: str, quantity: Quantity) -> bool:
    """Tell whether a numeral is plainly 1. or 一 of 一体化, so that no bound needs to be looked for."""
    if quantity.scaled or quantity.high is not None:
        return False
    if quantity.chinese:
        return quantity.end - quantity.start == 1 and len(text) > _SHORT
    return text[quantity.end : quantity.end + 1] in _AFTER_NUMBERING


# --- enumerations: 3、5 处; 分别完成 1.4 万、1 万平方米 ---------------------------------------------------------


def _goes_on(text: str, quantity: Quantity, waiting: list[Quantity]) -> bool:
    """Tell whether a numeral without unit stands in an enumeration that goes on: 0.6、 of “0.6、0.5 万平方米”."""
    if not _LIST.match(text, quantity.end) or (quantity.chinese and not quantity.scaled):
        return False
    if waiting and _follows(text, waiting[-1], quantity):
        return True
    before = text[max(0, quantity.start - 2) : quantity.start].rstrip()[-1:]
    return not (begins_item(text, quantity.start) or is_latin(before) or before in set("第#、（(-+"))


def _follows(text: str, before: Quantity, quantity: Quantity) -> bool:
    joint = _LIST.match(text, before.end)
    return joint is not None and joint.end() == quantity.start


def _with_unit_of(last: Quantity, quantity: Quantity) -> Quantity:
    """Return `quantity` with the unit, and the 万 or 亿, of the one that ends its enumeration."""
    scale = Decimal(1)
    if last.scaled and not quantity.scaled:
        scale = _HUNDRED_MILLION if last.value >= _HUNDRED_MILLION else _MYRIAD
    return replace(
        quantity,
        value=quantity.value * scale,
        name=last.name,
        unit_start=last.unit_start,
        unit_end=last.unit_end,
        kind=last.kind,
        canonical=last.canonical,
        comparator=last.comparator,
    )


def _alone(text: str, waiting: list[Quantity]) -> Iterator[Quantity]:
    """Yield those of an enumeration that are quantities without the unit that never came: 11万、12万."""
    yield from (quantity for quantity in waiting if stands(text, quantity))
