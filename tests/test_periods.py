"""Periods as official documents name them, with their first and last day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xushi.periods import Bound, Period, find_periods, parse_period


@pytest.mark.parametrize(
    ("written", "notation", "first", "last"),
    [
        ("1-8月", "2023-01/2023-08", "2023-01-01", "2023-08-31"),
        ("1—9月份", "2023-01/2023-09", "2023-01-01", "2023-09-30"),
        ("一至三月", "2023-Q1", "2023-01-01", "2023-03-31"),
        ("前三季度", "2023-01/2023-09", "2023-01-01", "2023-09-30"),
        ("前5个月", "2023-01/2023-05", "2023-01-01", "2023-05-31"),
        ("上半年", "2023-01/2023-06", "2023-01-01", "2023-06-30"),
        ("下半年", "2023-07/2023-12", "2023-07-01", "2023-12-31"),
        ("第一季度", "2023-Q1", "2023-01-01", "2023-03-31"),
        ("二季度", "2023-Q2", "2023-04-01", "2023-06-30"),
        ("4季度", "2023-Q4", "2023-10-01", "2023-12-31"),
        ("三季度末", "2023-Q3", "2023-07-01", "2023-09-30"),
        ("6月底前", "2023-06", "2023-06-01", "2023-06-30"),
        ("年底前", "2023-12", "2023-12-01", "2023-12-31"),
        ("全年", "2023", "2023-01-01", "2023-12-31"),
        ("12 月 30 日前", "2023-12-30", "2023-12-30", "2023-12-30"),
        ("2024年3月", "2024-03", "2024-03-01", "2024-03-31"),
        ("2024年", "2024", "2024-01-01", "2024-12-31"),
        ("2024年2月", "2024-02", "2024-02-01", "2024-02-29"),
        ("二〇二四年五月", "2024-05", "2024-05-01", "2024-05-31"),
        ("2022年9月至2024年8月", "2022-09/2024-08", "2022-09-01", "2024-08-31"),
        ("2021-2025年", "2021-01/2025-12", "2021-01-01", "2025-12-31"),
        ("2023.5.7", "2023-05-07", "2023-05-07", "2023-05-07"),
        ("6月上旬", "2023-06-01/2023-06-10", "2023-06-01", "2023-06-10"),
        ("7月10-11日", "2023-07-10/2023-07-11", "2023-07-10", "2023-07-11"),
    ],
)
def test_a_period_is_read_with_its_days(written: str, notation: str, first: str, last: str) -> None:
    period = parse_period(written, 2023)

    assert period is not None
    assert str(period) == notation
    assert (str(period.first()), str(period.last())) == (first, last)


def test_a_period_without_a_year_keeps_its_place_for_one() -> None:
    period = parse_period("1-8月")

    assert period is not None
    assert str(period) == "XXXX-01/XXXX-08"
    assert period.last(2020) == date(2020, 8, 31)


def test_the_days_of_a_period_without_a_year_cannot_be_told() -> None:
    with pytest.raises(ValueError, match="the period names no year and none was given"):
        Period(None, 1, 3).first()


@pytest.mark.parametrize(
    ("written", "bound"),
    [("6月底", Bound.END), ("6月底前", Bound.BEFORE), ("2020年9月起", Bound.SINCE), ("6月", Bound.WHOLE)],
)
def test_a_period_says_which_part_of_it_is_meant(written: str, bound: Bound) -> None:
    period = parse_period(written, 2023)

    assert period is not None
    assert period.bound is bound


@pytest.mark.parametrize(
    ("written", "notation"),
    [
        ("本季度", "2023-Q2"),
        ("上个月", "2023-04"),
        ("去年", "2022"),
        ("明年3月", "2024-03"),
        ("上个月15号", "2023-04-15"),
    ],
)
def test_relative_words_are_read_from_the_day_of_the_document(written: str, notation: str) -> None:
    assert str(parse_period(written, base=date(2023, 5, 20))) == notation
    assert parse_period("本季度") is None


@pytest.mark.parametrize(
    "text", ["四季花城", "13月", "2月30日", "3年", "产值1957.6万元", "第6项", "月均", "一年级", "今年", "年度计划"]
)
def test_what_names_no_period_is_left_alone(text: str) -> None:
    assert find_periods(text) == []


def test_periods_in_a_sentence_have_their_places() -> None:
    text = "1-8月完成30亿元，预计前三季度完成35亿元，6月底前开工。"

    assert [(span.of(text), str(period)) for span, period in find_periods(text, 2023)] == [
        ("1-8月", "2023-01/2023-08"),
        ("前三季度", "2023-01/2023-09"),
        ("6月底前", "2023-06"),
    ]


def test_two_dates_joined_by_a_dash_are_one_period() -> None:
    [(span, period)] = find_periods("2023年8月15日至2024年3月29日")

    assert span == (0, 21)
    assert str(period) == "2023-08-15/2024-03-29"


@settings(deadline=None)
@given(st.text(alphabet="0123456789一二三四年月日季度上下半前后底末初至-/. 今本去"), st.integers(1900, 2100))
def test_no_text_raises_and_all_periods_exist(text: str, year: int) -> None:
    end = 0
    for span, period in find_periods(text, year, base=date(year, 2, 28)):
        assert end <= span.start < span.end <= len(text)
        assert period.first(2000) <= period.last(2000)
        end = span.end
