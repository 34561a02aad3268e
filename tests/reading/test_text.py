"""Plain text, and the markup that exports leave in it."""

from __future__ import annotations

import pytest
from tests.reading.making import assert_span_law, cells, problems

from xushi.reading import read_bytes


def view(text: str) -> str:
    reading = read_bytes(text.encode(), "a.txt")
    assert_span_law(reading)
    assert reading.source.text == text
    return reading.view.text


@pytest.mark.parametrize(
    "text", ["一、教育\n", "a<b，c>d，R&D", "<《教育规划》>", "<A>级<3万>", "序号\t项目\n1\t<一>\n"]
)
def test_untouched_text_is_its_own_view(text: str) -> None:
    reading = read_bytes(text.encode(), "a.txt")
    assert reading.view.text == text
    assert list(reading.view.starts) == [0]
    assert problems(reading) == []


def test_tags_are_dropped_and_entities_decoded() -> None:
    assert view("<p>一、教育&nbsp;&amp;&#21307;疗</p>") == "一、教育\xa0&医疗"


def test_a_break_becomes_a_line_end_once() -> None:
    assert view("一<br/>二<br>\n三</p><p>四\n<p>五</p>\n") == "一\n二\n三\n四\n五\n"


def test_a_break_in_a_row_of_tabs_stays_in_its_cell() -> None:
    assert view("1\t<p>甲</p><p>乙</p>\t<p>丙</p>\n") == "1\t甲\v乙\t丙\n"


def test_left_over_markup_is_mentioned_once() -> None:
    reading = read_bytes("1\t<p>甲</p>\t&nbsp;\n".encode(), "a.txt")
    assert problems(reading) == [
        (
            "reading-markup-in-text: 纯文本中夹有 3 处网页标记，例如“<p>”，识别时不计。"
            "一般是导出时留下的；如果它们本来就是正文，请核对识别结果。"
        )
    ]
    assert reading.problems[0].span == (2, 5)


def test_every_character_kept_knows_its_place() -> None:
    reading = read_bytes("<b>新建&nbsp;十处</b>公园".encode(), "a.txt")
    start = reading.view.text.index("十处公")
    assert reading.view.origin(start, start + 3).of(reading.source.text) == "十处</b>公"


def test_a_table_in_markup_is_a_table() -> None:
    text = "说明\n<table><tr><td rowspan=2>1</td><td>甲\n乙</td></tr><tr><td>丙</td></tr></table>\n附注\n第二行"
    reading = read_bytes(text.encode(), "a.txt")
    assert cells(reading) == [[("1", 0, 0, 2, 1), ("甲 乙", 0, 1, 1, 1), ("丙", 1, 1, 1, 1)]]
    assert reading.view.text == "说明\n1\t甲 乙\n丙\n\n附注\n第二行"
    assert_span_law(reading)


def test_a_table_that_is_never_closed_does_not_swallow_the_lines_after_it() -> None:
    assert view("一<table>\n二\n三") == "一\n二\n三"
