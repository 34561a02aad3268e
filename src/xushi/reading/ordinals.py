"""Automatic numbers, written out: what Word and a browser put before a paragraph without it being in the file.

Styles are named as in WordprocessingML (ECMA-376 part 1, 17.18.59 ST_NumberFormat).
"""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
#: Numbers beyond these are written as digits, as Word does; it also keeps hostile files from making long ones.
_MOST_ROMAN = 3_999
_MOST_LETTERS = 780
_MOST_CHINESE = 9_999_999


def ordinal(number: int, style: str) -> str:
    """Return `number` in `style`; an unknown style and a number outside its range give plain digits.

    >>> ordinal(12, "chineseCounting"), ordinal(3, "decimalEnclosedCircle"), ordinal(4, "lowerRoman")
    ('十二', '③', 'iv')
    """
    write = _STYLES.get(style)
    return (write(number) if write and number > 0 else None) or str(number)


def chinese(number: int, digits: str = _DIGITS, units: str = "十百千", *, short_ten: bool = True) -> str | None:
    """Return the Chinese numeral of a positive `number`: 十, 二十一, 一百〇五 …; None beyond 9,999,999.

    `short_ten` writes 十二 for 12, not 一十二, as one counts.
    """
    if number > _MOST_CHINESE:
        return None
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        zero = digits[0] if 0 < low < 1_000 else ""
        written_low = chinese(low, digits, units, short_ten=False) if low else ""
        return f"{chinese(high, digits, units, short_ten=short_ten)}万{zero}{written_low}"
    written, zero = "", ""
    for place, digit in enumerate(reversed(str(number))):
        if digit == "0":
            zero = digits[0] if written else ""
        else:
            written = digits[int(digit)] + (units[place - 1] if place else "") + zero + written
            zero = ""
    ten = digits[1] + units[0]
    return written[1:] if short_ten and written.startswith(ten) else written


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _circled(number: int) -> str | None:
    for low, high, first in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if low <= number <= high:
            return chr(first + number - low)
    return None


def _run_of(first: int, last: int) -> Callable[[int], str | None]:
    """Return a writer for numbers that are single characters in a row of Unicode, from `first` to `last`."""
    return lambda number: chr(first + number - 1) if number <= last - first + 1 else None


def _roman(number: int) -> str | None:
    if number > _MOST_ROMAN:
        return None
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _letters(number: int) -> str | None:
    """Return a, b … z, aa, bb … zz, aaa … as Word counts."""
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1) if number <= _MOST_LETTERS else None


def _in_capitals(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda number: (write(number) or "").upper() or None


def _of(characters: str) -> Callable[[int], str | None]:
    return lambda number: characters[number - 1] if number <= len(characters) else None


_STYLES: dict[str, Callable[[int], str | None]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({48 + i: 0xFF10 + i for i in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _run_of(0x2488, 0x249B),
    "decimalEnclosedParen": _run_of(0x2474, 0x2487),
    "ideographEnclosedCircle": _run_of(0x3280, 0x3289),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": lambda number: chinese(number, _CAPITAL_DIGITS, "拾佰仟", short_ten=False),
    "ideographLegalTraditional": lambda number: chinese(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟", short_ten=False),
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": _letters,
    "upperLetter": _in_capitals(_letters),
    "lowerRoman": _roman,
    "upperRoman": _in_capitals(_roman),
}
