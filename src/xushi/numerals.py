"""Numerals (数词): Arabic, full-width, Chinese, financial and mixed ones, read exactly into `Decimal`.

One numeral may mix all of them (5万4千6百, 1.2亿, １，０５０, 三千四百五十几万, 肆佰叁拾萬) and may hold blanks that a
scanner left (30 万). 余, 多 and 几 say "and some more" and do not change the value. 万 and 亿 are multiplied out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from xushi.patterns import lazy
from xushi.spans import Span

_DIGITS = {c: i for i, row in enumerate(
    ("零〇○Ｏ", "一壹弌", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖"),
) for c in row}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIAD = "万萬"
_HUNDRED_MILLION = "亿億"
_MORE = "余餘多几幾"  #: 1 万余名, 二十几万
_SIGN = "-－−负負"
_HALF = Decimal("0.5")
_WIDE = str.maketrans("０１２３４５６７８９．，／", "0123456789.,/")
_AFTER_THOUSAND = frozenset("米克瓦伏赫卡帕")  #: 千 and one of these are a unit
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_LONGEST = 48  #: characters; whatever is longer is a serial number or noise, and no exact quantity
_PLAIN_INTEGER = lazy(r"[0-9]+")

_D = r"[0-9０-９]"
_C = "零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸"
_CD = "零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖兩貳參陸"

# Repetitions of one character class only, or bounded: nothing here can be matched in two ways.
ARABIC = (
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}(?![0-9]))+(?:[.．][0-9]+)?"
    rf"|{_D}{{1,3}}(?:，{_D}{{3}}(?!{_D}))+(?=[.．]{_D}|(?<=[０-９]))(?:[.．]{_D}+)?"
    rf"|[0-9]{{1,3}}(?:[ \u00a0][0-9]{{3}}(?![0-9.]))+(?=\s?[万亿]?[元个户人名亩吨])"
    rf"|{_D}+(?:[.．]{_D}+)?)"
)
_SCALE = rf"\s{{0,2}}(?:[{_MORE}]\s?)?(?:[百佰千仟](?![米克瓦伏赫卡帕分])[万萬亿億]{{0,2}}|[万萬亿億]{{1,2}})"
_TAIL = rf"(?:零?{_D}{{1,4}}(?:[万萬千仟百佰十]|(?![0-9０-９.年月日%％]))){{0,4}}"
# A scanner's blank may stand inside (三千 九百), but only a few: a text of blanks and numerals is not one numeral.
CHINESE = (
    rf"[{_C}]+(?:\s(?=[{_C}]*[十百千万亿萬億拾佰仟])[{_C}]+){{0,3}}"
    rf"(?:[点點][{_CD}]+)?(?:\s?[{_MORE}]?\s?[万萬亿億]{{1,2}})?"
)


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of all numerals; compiled when one is met that `_SIMPLE` does not read."""
    return re.compile(
        rf"(?:[{_SIGN}]\s?)?(?:{ARABIC}(?:{_SCALE}{_TAIL})?(?:／{_D}{{1,6}}|/{_D}{{1,6}}(?![0-9/万亿]))?"
        rf"|[{_C}]+分之{CHINESE}|{CHINESE})",
    )


# The plain case of the pattern above, for speed; what is not as plain (5万4千, 1,000, 500余万) is left to it.
_SIMPLE = lazy(
    r"([0-9]{1,15}(?:\.[0-9]{1,9})?)(?:\s?([万亿])(?![万亿萬億余餘多几幾零0-9０-９]))?"
    r"(?![0-9０-９]|[.．,，/／][0-9０-９]|\s{0,2}[余餘多几幾]?\s?[百佰千仟万萬亿億]|[ \u00a0][0-9]{3})"
)
_SAYS_MORE = frozenset(_MORE)
_AFTER_DIGIT = frozenset(_C + _MORE + "点點分又 \t\n\r\f\v\u00a0\u3000")


class Numeral(NamedTuple):
    """A numeral in a text. `more` tells that 余, 多 or 几 stands in it or after it."""

    span: Span
    value: Decimal
    more: bool = False


def parse_numeral(text: str) -> Decimal | None:
    """Return the value of a numeral, or None if `text` as a whole is not one. Never raises.

    >>> parse_numeral("三百二十")
    Decimal('320')
    >>> parse_numeral("5万4千6百")
    Decimal('54600')
    """
    if len(text) < _LONGEST and _PLAIN_INTEGER.fullmatch(text):  # by far the most frequent case
        return Decimal(text)
    compact = "".join(text.split()).translate(_WIDE)
    if not compact or len(compact) > _LONGEST:
        return None
    if compact[0] in _SIGN:
        value = parse_numeral(compact[1:]) if compact[1:2] not in _SIGN else None
        return None if value is None else -value
    if compact == "半":
        return _HALF
    divisor, fraction, dividend = compact.partition("分之")
    if not fraction:
        dividend, fraction, divisor = compact.partition("/")
    if fraction:
        above, below = _whole(dividend), _whole(divisor)
        return None if above is None or not below else above / below
    return _whole(compact)


def find_numerals(text: str) -> list[Numeral]:
    """Return the numerals of `text` in order, whatever they mean there (quantities, numbering, years, names)."""
    found = []
    position = 0
    while match := _pattern().search(text, position):
        numeral = numeral_at(text, match.start())
        if numeral is not None:
            found.append(numeral)
        position = match.end() if numeral is None else numeral.span.end
    return found


def numeral_at(text: str, position: int) -> Numeral | None:
    """Return the numeral that begins at `position`, or None. A 千 that belongs to the unit (一百千瓦) is left to it."""
    read = read_numeral(text, position)
    return Numeral(Span(position, read[0]), *read[1:]) if read else None


def read_numeral(text: str, position: int) -> tuple[int, Decimal, bool] | None:
    """Return end, value and `Numeral.more` of the numeral that begins at `position`, or None."""
    simple = _SIMPLE.match(text, position)
    if simple:  # nearly all numerals of a document: 18, 208.9, 8000 万
        amount = Decimal(simple[1])
        return simple.end(), amount * _SCALES[simple[2]] if simple[2] else amount, False
    digit = _DIGITS.get(text[position : position + 1])
    if digit is not None and text[position + 1 : position + 2] not in _AFTER_DIGIT:  # 一 of 一体化, 两 of 两个
        return position + 1, Decimal(digit), False
    match = _pattern().match(text, position)
    if match is None:
        return None
    end = match.end()
    value = parse_numeral(match[0])
    if value is None and match[0].endswith("千") and text[end : end + 1] in _AFTER_THOUSAND:
        end -= 1
        value = parse_numeral(text[position:end])
    if value is None:
        return None
    return end, value, not _SAYS_MORE.isdisjoint(match[0])


def _whole(text: str) -> Decimal | None:
    """Return the value of a numeral without sign and fraction bar."""
    if text.isascii():
        return _arabic(text)
    if all(character in _DIGITS for character in text):
        return Decimal("".join(str(_DIGITS[character]) for character in text))  # 二〇一九
    return _Sum().read(text)


def _arabic(text: str) -> Decimal | None:
    """Return the value of plain digits with separators: 1,050,000.5."""
    plain = text.replace(",", "")
    whole, point, decimals = plain.partition(".")
    if not whole.isdigit() or (point and not decimals.isdigit()):
        return None
    return Decimal(plain)


class _Sum:
    """Adds up digits and scales from left to right: 四亿五千六百四十二万零一十五.

    `high` is what 亿 has closed, `low` what 万 has closed, `section` the thousands, hundreds and tens since then,
    `current` the digit that still waits for its scale.
    """

    def __init__(self) -> None:
        self.high = self.low = self.section = Decimal(0)
        self.current: Decimal | None = None
        self.last_scale = 0  #: the scale just read, for 三百一 (310)
        self.smallest = 0  #: the smallest scale of the section; scales fall inside a section
        self.zero = False

    def read(self, text: str) -> Decimal | None:
        """Return the sum, or None if the characters do not make a numeral."""
        position = 0
        while position < len(text):
            match = _ARABIC_RUN.match(text, position)
            if match:
                value = _arabic(match[0])
                if value is None or self.current is not None:
                    return None
                self.current, position, self.last_scale = value, match.end(), 0
                continue
            if text[position] in "点點":
                decimals = _DECIMALS.match(text, position + 1)
                if decimals is None or not self._fraction(decimals[0]):
                    return None
                position = decimals.end()
                continue
            if not self._take(text[position]):
                return None
            position += 1
        return self._total()

    def _take(self, character: str) -> bool:
        digit = _DIGITS.get(character)
        if digit == 0:
            self.zero = True
            return self.current is None
        if digit is not None:
            if self.current is not None:
                return False
            self.current = Decimal(digit)
            return True
        small = _SMALL.get(character)
        if small is not None:
            return self._small(small)
        if character in _MYRIAD:
            return self._myriad()
        if character in _HUNDRED_MILLION:
            return self._hundred_million()
        return character in _MORE

    def _small(self, scale: int) -> bool:
        if self.smallest and scale >= self.smallest:
            return False
        if self.current is None and scale != 10 and not self.zero:
            return False
        self.section += (1 if self.current is None else self.current) * scale
        self.current, self.smallest, self.last_scale, self.zero = None, scale, scale, False
        return True

    def _myriad(self) -> bool:
        amount = self.section + (self.current or 0)
        if self.low or not amount:
            return False
        self.low = amount * 10_000
        return self._close(10_000)

    def _hundred_million(self) -> bool:
        amount = self.low + self.section + (self.current or 0)
        if self.high or not amount:
            return False
        self.high, self.low = amount * 100_000_000, Decimal(0)
        return self._close(100_000_000)

    def _close(self, scale: int) -> bool:
        self.section, self.current, self.smallest, self.zero, self.last_scale = Decimal(0), None, 0, False, scale
        return True

    def _fraction(self, decimals: str) -> bool:
        if self.current is None and not self.section and not self.zero:
            return False
        digits = "".join(str(_DIGITS[character]) for character in decimals)
        self.current = self.section + (self.current or 0) + Decimal(f"0.{digits}")
        self.section, self.smallest, self.last_scale = Decimal(0), 0, 0
        return True

    def _total(self) -> Decimal | None:
        rest = self.current or Decimal(0)
        if self.last_scale >= 100 and not self.zero and self.current is not None and self.current < 10:
            rest *= self.last_scale // 10  # 三百一 is 310; 301 is 三百零一
        return self.high + self.low + self.section + rest


_ARABIC_RUN = lazy(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_DECIMALS = lazy(rf"[{_CD}]+")
