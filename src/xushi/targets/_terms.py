"""Read one term: a numeral with its unit (8000 万元, 三百二十个, 百分之六十, 123元1角1分, 全覆盖, 翻一番, 半年)."""

from __future__ import annotations

import re
from decimal import Decimal

from xushi.numerals import numeral_at, parse_numeral
from xushi.quantities import find_unit
from xushi.targets._places import begins_item, is_latin, skip_blanks
from xushi.targets._quantity import Quantity

COLLECTIVES = ("部门", "单位", "委办局", "省份")  #: are counted without a measure word: 24 部门
_FULL = Decimal(100)
_MORE = re.compile(r"\s{0,2}[余多几来](?=\s{0,2}(?:[^\s\d]|$))")
_MAY_MEAN_MORE = frozenset("余多几来个 \n\t\r\u3000\u00a0")
_MONTHS_MORE = re.compile(r"\s{0,2}个多(月|小时|星期|学期)")
_PER_PART = re.compile(r"(百|千|万)分之(?=[-负0-9零〇一二三四五六七八九十百两])")
_PARTS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_COVERED = re.compile(r"全\s?覆\s?盖(?=[\s，。；、,;：:）)！!的”」]|$|以上)")
_DOUBLED = re.compile(r"翻([一两二三])番")
_HALF = re.compile(r"半(个月|个小时|小时|年|个工作日|天)")
_HALVED = frozenset({"年", "天", "个月", "小时"})
_DIGIT = "[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_CASH = re.compile(rf"({_DIGIT})[角毛](?:({_DIGIT})分)?[整正]?")
_FOREIGN = re.compile(r"(新台币|台币|港币|日币|美金|澳门币)\s{0,2}$")
_DECIMAL_ITEM = re.compile(r"[0-9]{1,3}\.(?=[1-9][0-9]{0,3}(?![0-9.]))")
_GLUED_BEFORE_SIGN = frozenset("）)-—%元万亿年月日个项家户")


def special(text: str, start: int) -> Quantity | None:
    """Read what is a quantity without a numeral: 全覆盖, 翻一番, 半年."""
    first = text[start]
    if first == "全":
        match = _COVERED.match(text, start)
        if match:
            return Quantity(start, match.end(), _FULL, "%", kind="percent", comparator="full", canonical="%")
    elif first == "翻":
        match = _DOUBLED.match(text, start)
        if match:
            value = Decimal(2 ** int(parse_numeral(match[1]) or 1) * 100 - 100)
            return Quantity(start, match.end(), value, "%", kind="percent", canonical="%")
    else:
        match = _HALF.match(text, start)
        if match:
            unit = (match[1], match.start(1), match.end(1))
            return Quantity(start, match.end(), Decimal("0.5"), *unit, "duration", chinese=True)
    return None


def term(text: str, start: int, *, signed: bool = True) -> Quantity | None:
    """Read a numeral that begins at `start`, and the unit after it, whatever they will turn out to mean."""
    part = _PER_PART.match(text, start) if text[start] in _PARTS else None
    if part:
        return _per_part(text, start, part)
    item = _DECIMAL_ITEM.match(text, start)
    if item and begins_item(text, start):  # 29.20家: numbering 29. and 20 家
        inner = term(text, item.end())
        if inner and not inner.scaled and (inner.whole or text.startswith(COLLECTIVES, inner.end)):
            return inner
    numeral = numeral_at(text, start)
    if numeral is None:
        return _round(text, start)
    end, written = numeral.span.end, text[start : numeral.span.end]
    quantity = Quantity(_sign(text, start) if signed else start, end, numeral.value)
    quantity.chinese = not written[0].isascii()
    quantity.scaled = "万" in written or "亿" in written
    quantity.ordinal = text[start - 1 : start] == "第"
    quantity.comparator = ">" if numeral.more else "="
    if quantity.start < start:
        quantity.value = -quantity.value
    _add_unit(text, quantity)
    return quantity


_ROUND = re.compile(r"([百千万亿])([万亿]?)([余多]?)")
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def _round(text: str, start: int) -> Quantity | None:
    """Read a scale that stands for a number: 近百项, 上千户, 百余家. 百亿项目 and 万名职工 in a name are none."""
    match = _ROUND.match(text, start)
    before = text[start - 1 : start]
    if match is None or not (match[3] or (before and before in "近上逾")):
        return None
    quantity = Quantity(start, match.end(), Decimal(_SCALES[match[1]] * _SCALES[match[2]]), chinese=True)
    quantity.comparator = "~" if before == "近" else ">"
    _add_unit(text, quantity)
    return quantity if quantity.name else None


def _add_unit(text: str, quantity: Quantity) -> None:
    """Add the unit, with 余, 多 or 几 before it."""
    unit_start = quantity.end
    months = extra = None
    if text[unit_start : unit_start + 1] in _MAY_MEAN_MORE:
        months, extra = _MONTHS_MORE.match(text, unit_start), _MORE.match(text, unit_start)
    if months:  # 3个多月
        quantity.name = quantity.canonical = f"个{months[1]}"
        quantity.end, quantity.kind, quantity.comparator = months.end(), "duration", ">"
        return
    found = find_unit(text, extra.end()) if extra else None
    if extra and (found or extra.end() == len(text)):
        quantity.comparator, unit_start, quantity.end = ">", extra.end(), extra.end()
    else:
        found = find_unit(text, unit_start)
    if not found:
        return
    quantity.unit_start, quantity.unit_end = skip_blanks(text, unit_start), found.end
    quantity.end, quantity.kind, quantity.name = found.end, found.kind, found.unit.name
    quantity.whole, quantity.chinese_unit = found.unit.whole, found.unit.chinese
    quantity.canonical = found.unit.canonical
    _finish(text, quantity)


def _finish(text: str, quantity: Quantity) -> None:
    """Read what belongs to a few units only: 三成, 3 年半, 123元1角1分, 100% 覆盖, 新台币 5 亿元."""
    if quantity.name == "成":
        quantity.value, quantity.canonical = quantity.value * 10, "%"
    elif quantity.kind == "money":
        _money(text, quantity)
    elif quantity.name in _HALVED and text.startswith("半", quantity.end):
        if not text.startswith(("半年", "半小时", "半数"), quantity.end):
            quantity.value += Decimal("0.5")
            quantity.end += 1
    elif quantity.name == "%" and quantity.value == _FULL and _covers(text, quantity.end):
        quantity.comparator = "full"


def _money(text: str, quantity: Quantity) -> None:
    cash = _CASH.match(text, quantity.end)
    if cash:
        quantity.value += (parse_numeral(cash[1]) or 0) / Decimal(10)
        quantity.value += (parse_numeral(cash[2]) or 0) / Decimal(100) if cash[2] else 0
        quantity.end = cash.end()
    currency = _FOREIGN.search(text[max(0, quantity.start - 6) : quantity.start])
    if currency and quantity.name == "元":
        quantity.start -= len(currency[0])
        quantity.canonical = currency[1]


def _covers(text: str, position: int) -> bool:
    return text.startswith(("覆盖", "全覆盖"), skip_blanks(text, position))


def _per_part(text: str, start: int, part: re.Match[str]) -> Quantity | None:
    """Read 百分之六十, 千分之二, 百分之百."""
    negative = text[part.end()] in "-负"
    numeral = numeral_at(text, part.end() + negative)
    if numeral is not None:
        value, end = numeral.value * _PARTS[part[1]], numeral.span.end
    elif text[part.end()] == "百":
        value, end = _FULL, part.end() + 1
    else:
        return None
    return Quantity(start, end, -value if negative else value, "%", end, end, "percent", canonical="%")


def _sign(text: str, start: int) -> int:
    """Return where the minus of a numeral stands, or `start` if it has none."""
    place = start - 2 if text[start - 1 : start] == " " else start - 1
    if place < 0 or text[place] not in "-−负負":
        return start
    before = text[place - 1 : place]
    if text[place] in "-−" and before and (is_latin(before) or before in _GLUED_BEFORE_SIGN or before.isspace()):
        return start
    return place
