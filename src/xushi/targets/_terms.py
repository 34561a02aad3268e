"""Read one term: a numeral with its unit (8000 万元, 三百二十个, 百分之六十, 123元1角1分, 全覆盖, 翻一番, 半年)."""

from __future__ import annotations

import re
from decimal import Decimal

from xushi.numerals import parse_numeral, read_numeral
from xushi.patterns import lazy
from xushi.quantities import find_unit
from xushi.targets._places import BLANKS, begins_item, is_latin, skip_blanks
from xushi.targets._quantity import Quantity

COLLECTIVES = ("部门", "单位", "委办局", "省份")  #: are counted without a measure word: 24 部门
_FULL = Decimal(100)
_MORE = lazy(r"\s{0,2}[余多几来](?=\s{0,2}(?:[^\s\d]|$))")
_MAY_MEAN_MORE = frozenset("余多几来个 \n\t\r\u3000\u00a0")
_MONTHS_MORE = lazy(r"\s{0,2}个多(月|小时|星期|学期)")
_PER_PART = lazy(r"(百|千|万)分之(?=[-负0-9零〇一二三四五六七八九十百两])")
_PARTS = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}
_COVERED = lazy(r"全\s?覆\s?盖(?=[\s，。；、,;：:）)！!的”」]|$|以上)")
_DOUBLED = lazy(r"翻了?([一两二三])番")
_HALF = lazy(r"半(个月|个小时|小时|年|个工作日|天)")
_HALVED = frozenset({"年", "天", "个月", "小时"})
_FINISHED = _HALVED | {"成", "%"}  #: units, besides those of money, that `_finish` looks at
_DIGIT = "[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
_CASH = lazy(rf"({_DIGIT})[角毛](?:({_DIGIT})分)?[整正]?")
_FOREIGN = lazy(r"(新台币|台币|港币|日币|美金|澳门币)\s{0,2}$")
_DECIMAL_ITEM = lazy(r"[0-9]{1,3}\.(?=[1-9][0-9]{0,3}(?![0-9.]))")
_SPACED = lazy(r"[0-9](?: [0-9]){1,5}(?: ?[万亿])?(?! ?[0-9.])")
_MAY_SIGN = frozenset("-−负負 ")
_SAID_BEFORE_SIGN = frozenset("为是达至到在于由从和与及或零增长度温计")
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
    numeral = read_numeral(text, start)
    if numeral is None:
        return _round(text, start)
    if text[start + 1 : start + 2] == " " and text[start + 2 : start + 3].isdigit():
        numeral = _spaced(text, start) or numeral
    end, value, more = numeral
    written = text[start:end]
    if "." in written and (inner := _behind_numbering(text, start)):
        return inner
    quantity = Quantity(start, end, value)
    quantity.chinese = not written[0].isascii()
    quantity.scaled = "万" in written or "亿" in written
    if more:
        quantity.comparator = ">"
    before = text[start - 1 : start]
    if before == "第":
        quantity.ordinal = True
    elif signed and before in _MAY_SIGN and (sign := _sign(text, start)) < start:
        quantity.start, quantity.value = sign, -value
    _add_unit(text, quantity)
    return quantity


def _spaced(text: str, start: int) -> tuple[int, Decimal, bool] | None:
    """Read a numeral whose digits recognition set apart: 改造6 8公里. Behind a blank they are cells of a table."""
    digits = _SPACED.match(text, start)
    if digits is None or not text[start - 1 : start].isalpha() or text[start - 1].isascii():
        return None
    value = parse_numeral(digits[0])
    return None if value is None else (digits.end(), value, False)


def _behind_numbering(text: str, start: int) -> Quantity | None:
    """Read 20家 in 29.20家, where an item begins at `start`: numbering 29. and 20 家."""
    item = _DECIMAL_ITEM.match(text, start)
    if item is None or not begins_item(text, start):
        return None
    inner = term(text, item.end())
    return inner if inner and not inner.scaled and (inner.whole or text.startswith(COLLECTIVES, inner.end)) else None


_ROUND = lazy(r"([百千万亿])([万亿]?)([余多]?)")
_ROUND_ENDS = lazy(r"\s?(?:[，。；、,;）)\n]|$|大关)")
_SCALES = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}


def _round(text: str, start: int) -> Quantity | None:
    """Read a scale that stands for a number: 近百项, 上千户, 百余家. 百亿项目 and 万名职工 in a name are none."""
    match = _ROUND.match(text, start)
    before = text[start - 1 : start]
    if match is None or not (match[3] or (before and before in "近上逾超过破")):
        return None
    quantity = Quantity(start, match.end(), Decimal(_SCALES[match[1]] * _SCALES[match[2]]), chinese=True)
    quantity.comparator = "~" if before == "近" else ">"
    _add_unit(text, quantity)
    if quantity.name is None or (before in "超过破" and not match[3] and not _ROUND_ENDS.match(text, quantity.end)):
        return None  # 过亿元项目 says which ones are meant
    return quantity


def _add_unit(text: str, quantity: Quantity) -> None:
    """Add the unit, with 余, 多 or 几 before it."""
    unit_start = quantity.end
    found = None
    if text[unit_start : unit_start + 1] in _MAY_MEAN_MORE:
        months, extra = _MONTHS_MORE.match(text, unit_start), _MORE.match(text, unit_start)
        if months:  # 3个多月
            quantity.name = quantity.canonical = f"个{months[1]}"
            quantity.end, quantity.kind, quantity.comparator = months.end(), "duration", ">"
            return
        if extra:
            found = find_unit(text, extra.end())
            if found or extra.end() == len(text):
                quantity.comparator, unit_start, quantity.end = ">", extra.end(), extra.end()
    found = found or find_unit(text, unit_start)
    if found is None:
        return
    unit, end, kind = found
    quantity.unit_start = skip_blanks(text, unit_start) if text[unit_start] in BLANKS else unit_start
    quantity.end = quantity.unit_end = end
    quantity.kind, quantity.name, quantity.canonical = kind, unit.name, unit.canonical
    quantity.whole, quantity.chinese_unit = unit.whole, unit.chinese
    if unit.name in _FINISHED or kind == "money":
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
    numeral = read_numeral(text, part.end() + negative)
    if numeral is not None:
        value, end = numeral[1] * _PARTS[part[1]], numeral[0]
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
    if text[place] in "负負" and before and before.isalpha() and before not in _SAID_BEFORE_SIGN:
        return start  # 每户减负 3 万元
    if text[place] in "-−" and before and (is_latin(before) or before in _GLUED_BEFORE_SIGN or before.isspace()):
        return start
    return place
