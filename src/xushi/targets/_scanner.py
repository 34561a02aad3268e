"""Find numerals with their units: one pass from left to right over the folded text.

The pass looks at every character that can begin a quantity (a digit, a Chinese numeral, 全 of 全覆盖, 翻 of 翻一番,
半 of 半年), reads numeral, unit, second end of a range, and asks `_names` whether it is a quantity at all. What the
words around say about it (bound, change, period, what is counted) is left to the modules of these names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xushi.numerals import numeral_at, parse_numeral
from xushi.quantities import comparator_after, comparator_before, find_unit
from xushi.targets._names import is_name
from xushi.targets._quantity import Quantity

_ANCHOR = re.compile("[0-9零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟貳參陸半全翻]")
_RUN = re.compile("[零〇一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+|[0-9.]+")
_TO = re.compile(r"\s{0,2}(?:[（(]含[)）])?\s{0,2}(?:[-–—―~〜]{1,2}|至|到)\s{0,2}")
_LIST = re.compile(r"\s{0,2}(?:[、,，]|和|及|与|或)\s{0,2}(?=[0-9零一二三四五六七八九十百两])")
_MORE = re.compile(r"\s{0,2}[余多几来](?=\s{0,2}[^\s\d])")
_PER_PART = re.compile(r"(百|千|万)分之(?=[-负0-9零〇一二三四五六七八九十百两])")
_PARTS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_COVERED = re.compile(r"全\s?覆\s?盖(?=[\s，。；、,;：:）)！!的”」]|$|以上)")
_DOUBLED = re.compile(r"翻([一两二三])番")
_HALF = re.compile(r"半(个月|个小时|小时|年|个工作日|天)")
_AND_HALF = re.compile(r"半")
_CASH = re.compile(
    r"([0-9]|[一二三四五六七八九壹贰叁肆伍陆柒捌玖])[角毛](?:([0-9]|[一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?[整正]?"
)
_ITEM_START = frozenset("\n\t；;。>|：:")
_RANKS = frozenset({"位", "名"})
_DECIMAL_ITEM = re.compile(r"[0-9]{1,3}\.(?=[1-9][0-9]{0,3}(?![0-9.]))")
_CELL = 80  #: characters; a longer text is no cell with one number
_BLANKS = " \u00a0\u3000\r\n\t\v\f"


def scan(text: str, skipped: list[tuple[int, int]]) -> Iterator[Quantity]:
    """Yield the quantities of a folded text in order, without overlap.

    `skipped` are stretches, in order, where no quantity is looked for: dates, quoted names. Values are in the plain
    unit; comparators inside and right beside the quantity are read.
    """
    waiting: list[Quantity] = []  # numerals of an enumeration whose unit comes later: 3、5 处
    skip = iter([*skipped, (len(text) + 1, len(text) + 1)])
    low, high = next(skip)
    position = 0
    for anchor in _ANCHOR.finditer(text):
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
            position = _after_word(text, start)
            continue
        if quantity.end > low:  # 3.2019 年: numbering runs into a date
            position = high
            continue
        position = quantity.end
        if quantity.name is None and not quantity.scaled and not quantity.ordinal:
            if _enumerates(text, quantity, waiting):
                waiting.append(quantity)
                continue
        elif waiting and _follows(text, waiting[-1], quantity):
            yield from _with_unit(waiting, quantity)
        elif quantity.name is None and quantity.scaled and _enumerates(text, quantity, waiting):
            waiting = [quantity]
            continue
        yield from _alone(text, waiting)
        waiting = []
        if _stands(text, quantity):
            yield quantity
    yield from _alone(text, waiting)


def _alone(text: str, waiting: list[Quantity]) -> Iterator[Quantity]:
    """Yield those of an enumeration that are quantities without the unit that never came: 11万、12万."""
    yield from (quantity for quantity in waiting if quantity.kind != "given" and _stands(text, quantity))


def _after_word(text: str, start: int) -> int:
    run = _RUN.match(text, start)
    return run.end() if run else start + 1


# --- one quantity ----------------------------------------------------------------------------------------------


def _read(text: str, start: int) -> Quantity | None:
    """Read what begins at `start`, whatever it will turn out to mean; None if it is no numeral."""
    first = text[start]
    if first == "全":
        match = _COVERED.match(text, start)
        return match and Quantity(
            start, match.end(), Decimal(100), "%", kind="percent", comparator="full", canonical="%"
        )
    if first == "翻":
        match = _DOUBLED.match(text, start)
        if not match:
            return None
        times = int(parse_numeral(match[1]) or 1)
        return Quantity(start, match.end(), Decimal(2**times * 100 - 100), "%", kind="percent", canonical="%")
    if first == "半":
        match = _HALF.match(text, start)
        return match and Quantity(
            start, match.end(), Decimal("0.5"), match[1], match.start(1), match.end(1), "duration", chinese=True
        )
    quantity = _term(text, start)
    if quantity is None:
        return None
    quantity = _range(text, quantity) or quantity
    return _bounded(text, quantity)


def _term(text: str, start: int) -> Quantity | None:
    """Read a numeral and its unit."""
    part = _PER_PART.match(text, start)
    if part:
        return _per_part(text, start, part)
    split = _DECIMAL_ITEM.match(text, start) if _begins_item(text, start) else None
    if split:
        inner = _term(text, split.end())
        if inner and inner.name and not inner.scaled and _is_whole(text, inner):
            return inner
    numeral = numeral_at(text, start)
    if numeral is None:
        return None
    end, more = numeral.span.end, numeral.more
    written = text[start:end]
    chinese = not written[0].isascii()
    quantity = Quantity(
        _signed(text, start), end, numeral.value, chinese=chinese, scaled="万" in written or "亿" in written
    )
    if quantity.start < start:
        quantity.value = -quantity.value
    quantity.ordinal = text[start - 1 : start] == "第"
    extra = _MORE.match(text, end)
    found = find_unit(text, extra.end() if extra else end)
    if extra and found:
        more = True
    elif extra:
        found = find_unit(text, end)
    if more:
        quantity.comparator = ">"
    if found:
        quantity.unit_start, quantity.unit_end = _skip_blanks(text, extra.end() if extra and more else end), found.end
        quantity.end, quantity.kind, quantity.name = found.end, found.kind, found.unit.name
        quantity.canonical, quantity.chinese_unit = found.unit.canonical, found.unit.chinese
        _finish(text, quantity)
    return quantity


def _per_part(text: str, start: int, part: re.Match[str]) -> Quantity | None:
    """Read 百分之六十, 千分之二."""
    negative = text[part.end()] in "-负"
    numeral = numeral_at(text, part.end() + negative)
    if numeral is None and text[part.end()] == "百":
        value, end = Decimal(100), part.end() + 1
    elif numeral is None:
        return None
    else:
        value, end = numeral.value * _PARTS[part[1]], numeral.span.end
    return Quantity(start, end, -value if negative else value, "%", end, end, "percent", canonical="%")


def _finish(text: str, quantity: Quantity) -> None:
    """Read what belongs to a few units only: 三成, 3 个半小时, 123元1角1分, 100% 覆盖."""
    if quantity.name == "成":
        quantity.value, quantity.canonical = quantity.value * 10, "%"
    elif quantity.kind == "money" and (cash := _CASH.match(text, quantity.end)):
        quantity.unit_end = quantity.end
        quantity.value += (parse_numeral(cash[1]) or 0) / Decimal(10)
        quantity.value += (parse_numeral(cash[2]) or 0) / Decimal(100) if cash[2] else 0
        quantity.end = cash.end()
    elif quantity.name in {"年", "天", "个月", "小时"} and _AND_HALF.match(text, quantity.end):
        if not text.startswith(("半年", "半小时", "半数"), quantity.end):
            quantity.unit_end = quantity.end
            quantity.value += Decimal("0.5")
            quantity.end += 1
    elif quantity.name == "%" and text.startswith("覆盖", _skip_blanks(text, quantity.end)) and quantity.value == 100:  # noqa: PLR2004
        quantity.comparator = "full"


def _range(text: str, low: Quantity) -> Quantity | None:
    """Read the second end of a range (10-20家, 5万—200万元, 1万元--5万元, 60-80%) and return the whole."""
    joint = _TO.match(text, low.end)
    if joint is None or not _ANCHOR.match(text, joint.end()):
        return None
    high = _term(text, joint.end())
    if high is None or high.ordinal or high.start != joint.end():
        return None
    if low.name is not None and low.name != high.name:
        return None
    if low.name is None and not low.scaled and high.scaled and 0 < low.value < _coefficient(text, high):
        low = replace(low, value=low.value * (high.value / _coefficient(text, high)))
    if low.name is None and high.name == "成":
        low.value *= 10
    if not low.value < high.value:
        return None
    return replace(
        high,
        start=low.start,
        value=low.value,
        high=high.value,
        comparator="range",
        ordinal=low.ordinal,
        scaled=high.scaled,
    )


def _coefficient(text: str, quantity: Quantity) -> Decimal:
    """Return the number before 万 and 亿: 3 of 3万港元."""
    numeral = text[quantity.start : quantity.end]
    cut = min(place for place in (numeral.find("万"), numeral.find("亿")) if place >= 0)
    return parse_numeral(numeral[:cut].rstrip(_BLANKS + "余多几")) or quantity.value


_YEARS_BETWEEN = re.compile(r"以上[，,]?\s?(?=[0-9一二三四五六七八九十百千])")


def _bounded(text: str, quantity: Quantity) -> Quantity:
    """Add the bounds that stand right before and after."""
    if quantity.comparator == "range" or quantity.ordinal:
        return quantity
    joint = _YEARS_BETWEEN.match(text, quantity.end)
    if joint:  # 3年以上7年以下
        high = _term(text, joint.end())
        if high and high.name == quantity.name and high.value > quantity.value:
            after = comparator_after(text, high.end)
            if after and after[0] == "<=":
                return replace(high, start=quantity.start, value=quantity.value, high=high.value, comparator="range")
    after = comparator_after(text, quantity.end)
    before = comparator_before(text, quantity.start)
    if after and quantity.comparator in {"=", ">"} and not (before == ">=" and after[0] == "<="):
        quantity.comparator = after[0]
    elif before and quantity.comparator == "=":
        quantity.comparator = before
    return quantity


# --- enumerations ----------------------------------------------------------------------------------------------


def _enumerates(text: str, quantity: Quantity, waiting: list[Quantity]) -> bool:
    """Tell whether a numeral without unit stands in an enumeration that goes on: 0.6、 of “0.6、0.5 万平方米”."""
    if not _LIST.match(text, quantity.end) or quantity.chinese and not quantity.scaled:
        return False
    if waiting and _follows(text, waiting[-1], quantity):
        return True
    before = text[max(0, quantity.start - 2) : quantity.start].rstrip()
    return not (
        _begins_item(text, quantity.start)
        or before.endswith(tuple("第#＃、（(-+"))
        or before[-1:].isascii()
        and before[-1:].isalnum()
    )


def _follows(text: str, before: Quantity, quantity: Quantity) -> bool:
    joint = _LIST.match(text, before.end)
    return joint is not None and joint.end() == quantity.start


def _with_unit(waiting: list[Quantity], last: Quantity) -> Iterator[Quantity]:
    """Yield the numerals of an enumeration with the unit, and the 万 or 亿, of the one that ends it."""
    if last.name is None or last.comparator == "range":
        return
    for quantity in waiting:
        scale = Decimal(1)
        if last.scaled and not quantity.scaled:
            scale = (
                Decimal(100_000_000) if last.value >= 100_000_000 and last.value % 10_000_000 == 0 else Decimal(10_000)
            )  # noqa: PLR2004
        yield replace(
            quantity,
            value=quantity.value * scale,
            name=last.name,
            unit_start=last.unit_start,
            unit_end=last.unit_end,
            kind=last.kind,
            canonical=last.canonical,
            comparator=last.comparator if last.comparator != "range" else "=",
        )
        quantity.kind = "given"


# --- is it one? ------------------------------------------------------------------------------------------------


def _stands(text: str, quantity: Quantity) -> bool:
    """Tell whether this is a quantity: it has a unit, 万 or a bound, and is not part of a name."""
    if quantity.ordinal:
        return _as_rank(text, quantity)
    if _is_everything(text, quantity):
        return True
    if quantity.name is None and not _counts_without_unit(text, quantity):
        return False
    return not is_name(text, quantity)


def _counts_without_unit(text: str, quantity: Quantity) -> bool:
    """Tell whether a numeral without a unit is a quantity: 11万农村妇女, 指数为 100.9, 超过 80."""
    after = text[quantity.end : quantity.end + 1]
    if after.isascii() and (after.isalnum() or after in "#+/"):
        return False
    if quantity.scaled:
        return not (quantity.chinese and quantity.end - quantity.start < 2)  # noqa: PLR2004
    if quantity.comparator != "=":
        return (
            not after.strip()
            or not _is_word(after)
            or quantity.comparator in {"range", ">="}
            and comparator_after(text, quantity.end) is not None
        )
    if quantity.chinese:
        return False
    before = text[max(0, quantity.start - 4) : quantity.start].rstrip()
    closed = not after.strip() or after in "，。；,;、)）"
    return (
        closed
        and before.endswith(("同比", "指数为", "指数达", "达到", "达", "均为", "分别为"))
        and not _begins_item(text, quantity.start)
    )


def _is_word(character: str) -> bool:
    return character.isalnum()


def _is_everything(text: str, quantity: Quantity) -> bool:
    """Tell whether the text is nothing but this quantity, as in a cell of a table."""
    return len(text) < _CELL and not text[: quantity.start].strip() and not text[quantity.end :].strip()


_RANKED = re.compile(
    r"(?:全省|全国|全市|苏北|苏中|苏南|全球|世界|亚洲|地区|排名|位列|位居|居|列|排|均|名列|跃居|跃升至|上升至|省内|国内|同类|片区|前列)\s{0,2}$"
)


def _as_rank(text: str, quantity: Quantity) -> bool:
    """Turn 第2位, 全省第一 into a rank and tell whether it is one; 第三季度, 第6项 are not."""
    quantity.start -= 1
    if quantity.name in _RANKS or (quantity.name is None and _is_everything(text, quantity)):
        quantity.kind = "rank"
        return quantity.high is None
    window = text[max(0, quantity.start - 6) : quantity.start]
    if quantity.name is None and _RANKED.search(window):
        quantity.kind = "rank"
        return True
    return False


# --- small steps -----------------------------------------------------------------------------------------------


def _signed(text: str, start: int) -> int:
    """Return where the sign of a numeral stands, or `start` if it has none."""
    place = start - 1
    while place > 0 and text[place] == " " and start - place < 2:  # noqa: PLR2004
        place -= 1
    if place < 0 or text[place] not in "-−负負":
        return start
    before = text[place - 1 : place]
    if text[place] in "-−" and before and (before.isascii() and before.isalnum() or before in "）)-—%元万亿年月日"):
        return start
    return place


def _begins_item(text: str, start: int) -> bool:
    """Tell whether an item, a cell or a sentence begins at `start`, where numbering stands."""
    place = start - 1
    while place >= 0 and start - place < 8 and text[place] in " \u00a0\u3000\r":  # noqa: PLR2004
        place -= 1
    return place < 0 or text[place] in _ITEM_START


def _is_whole(text: str, quantity: Quantity) -> bool:
    found = find_unit(text, quantity.unit_start)
    return found is not None and found.unit.whole


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position] in _BLANKS:
        position += 1
    return position
