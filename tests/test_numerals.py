"""Numerals in every script and mixture that official documents and everyday texts use."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xushi.numerals import find_numerals, numeral_at, parse_numeral

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("18", "18"),
        ("1,050,000.5", "1050000.5"),
        ("１２．５", "12.5"),
        ("４，５６５", "4565"),
        ("30 万", "300000"),
        ("1.25亿", "125000000"),
        ("500余万", "5000000"),
        ("1 万余", "10000"),
        ("5万4千6百", "54600"),
        ("2千零30万", "20300000"),
        ("三百二十", "320"),
        ("三百一", "310"),
        ("三百零一", "301"),
        ("一千零五十万", "10500000"),
        ("二十几万", "200000"),
        ("十五点七", "15.7"),
        ("二〇二四", "2024"),
        ("肆佰叁拾萬", "4300000"),
        ("两", "2"),
        ("半", "0.5"),
        ("负三点五", "-3.5"),
        ("-2.5", "-2.5"),
        ("五分之一", "0.2"),
        ("３／５", "0.6"),
        ("1/4", "0.25"),
    ],
)
def test_a_numeral_is_read_exactly(written: str, value: str) -> None:
    assert parse_numeral(written) == Decimal(value)


@pytest.mark.parametrize(
    "written", ["", " ", "万", "十百千万", "五角", "1.2.3", "一二百", "--5", "第三", "百分", "1" * 60]
)
def test_what_is_no_numeral_as_a_whole_has_no_value(written: str) -> None:
    assert parse_numeral(written) is None


def test_numerals_are_found_with_their_places() -> None:
    text = "新增 1.2 万个，其中三百二十个"

    assert [(n.span.of(text), n.value) for n in find_numerals(text)] == [
        ("1.2 万", Decimal(12000)),
        ("三百二十", Decimal(320)),
    ]


def test_a_numeral_that_means_more_says_so() -> None:
    numeral = numeral_at("500余万人", 0)

    assert numeral is not None
    assert numeral.more


def test_a_full_width_comma_between_clauses_does_not_join_two_numerals() -> None:
    assert [n.value for n in find_numerals("已建 12，150 家在建")] == [12, 150]


def test_a_thousand_that_begins_a_unit_is_left_to_the_unit() -> None:
    numeral = numeral_at("一百千瓦", 0)

    assert numeral is not None
    assert numeral.span.end == 2


def _spelled(number: int) -> str:
    """Spell a number below 100 million the way it is read aloud."""
    high, low = divmod(number, 10_000)
    if high and low:
        return _section(high) + "万" + ("零" if low < 1000 else "") + _section(low)
    return _section(high) + "万" if high else _section(low)


def _section(number: int) -> str:
    text, zero = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            text += ("零" if zero and text else "") + DIGITS[digit] + name
        zero = not digit
    return text


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=99_999_999))
def test_a_spelled_number_is_read_back(number: int) -> None:
    assert parse_numeral(_spelled(number)) == number


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False))
def test_arabic_digits_are_read_back(number: Decimal) -> None:
    assert parse_numeral(f"{number:f}") == number
    assert parse_numeral(f"{number:,f}") == number


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,，。一二三十百千万亿零两点负-余多几分之/ \n"))
def test_no_text_raises_and_every_span_is_inside(text: str) -> None:
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.span.start < numeral.span.end <= len(text)
        end = numeral.span.end
