"""Laws that hold for every text, and time that grows with its length and no faster."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xushi.targets import find_targets

PIECES = """1 20 300 3.5 ０ 万 亿 一 二 十 百 千 两 半 零 点 余 多 个 家 人 次 元
% ％ 平方米 / 年 月 日 季度 - — 至 、 ， 。 ； ( ） “ ” 《 》 第
不少于 以上 同比 增长 全覆盖 翻一番 百分之 # + G 新建 學 畝"""
WORDS = st.sampled_from([*PIECES.split(), " ", "\n", "\t"])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, max_size=30).map("".join) | st.text(max_size=40))
def test_spans_are_the_texts_in_order_and_apart(text: str) -> None:
    end = 0
    for target in find_targets(text):
        assert target.span.of(text) == target.text
        assert end <= target.span.start < target.span.end
        end = target.span.end


@settings(deadline=None)
@given(st.lists(WORDS, max_size=30).map("".join))
def test_a_range_rises_and_every_value_can_be_written(text: str) -> None:
    for target in find_targets(text):
        assert target.value_high is None or target.value < target.value_high
        assert "E" not in str(target.as_json()["value"])


HOSTILE = {
    "digits": "1",
    "groups": "1,111",
    "points": "1.1",
    "chinese digits": "一",
    "chinese scales": "十百千万亿",
    "enumeration": "1、",
    "chinese enumeration": "十万、",
    "range": "1-",
    "blanks": "1 ",
    "wide blanks and numerals": "二十 ",
    "quotes": "“1",
    "books": "《1",
    "per cent": "百分之",
    "years": "2023年至",
    "months": "1月-",
    "dates": "2023-1-",
    "brackets": "〔2023〕",
    "units": "1平方",
    "strokes": "1米/",
    "more": "1余",
    "minus": "-1",
    "bounds": "不少于",
    "coverage": "全覆",
    "newlines": "1个\n",
    "fractions": "一分之",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_of_a_hundred_thousand_characters_takes_linear_time(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        started = time.process_time()
        find_targets(text)
        return time.process_time() - started

    quarter, whole = seconds(25_000), seconds(100_000)

    # Four times the text; quadratic work would show as sixteen times, backtracking without end as hours.
    assert whole < 9 * quarter + 0.2
