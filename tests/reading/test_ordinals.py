"""Automatic numbers in every style."""

from __future__ import annotations

import pytest

from xushi.reading.ordinals import ordinal


@pytest.mark.parametrize(
    ("number", "style", "written"),
    [
        (10, "chineseCounting", "十"),
        (12, "chineseCounting", "十二"),
        (20, "chineseCounting", "二十"),
        (101, "chineseCountingThousand", "一百〇一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千〇一十"),
        (10_005, "chineseCountingThousand", "一万〇五"),
        (120_000, "chineseCountingThousand", "十二万"),
        (12, "ideographDigital", "一二"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (20, "decimalEnclosedCircle", "⑳"),
        (21, "decimalEnclosedCircle", "㉑"),
        (50, "decimalEnclosedCircle", "㊿"),
        (51, "decimalEnclosedCircle", "51"),
        (3, "decimalEnclosedParen", "⑶"),
        (27, "lowerLetter", "aa"),
        (1994, "upperRoman", "MCMXCIV"),
        (4_000, "upperRoman", "4000"),
        (7, "decimalFullWidth", "７"),
        (5, "a style of tomorrow", "5"),
        (0, "chineseCounting", "0"),
        (10**9, "chineseCounting", "1000000000"),
    ],
)
def test_a_number_is_written_as_word_writes_it(number: int, style: str, written: str) -> None:
    assert ordinal(number, style) == written
