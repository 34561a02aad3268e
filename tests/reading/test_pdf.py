"""PDF files: lines, tables over page breaks, page numbers, pages that are images. The files are written by hand."""

from __future__ import annotations

import pytest
from tests.reading.making import assert_span_law, cells, pdf, problems, ruled, written

from xushi.reading import read_bytes
from xushi.reading.model import Reading, Table

COLUMNS = (50.0, 100.0, 300.0, 500.0)
HEADING = ["序号", "任务", "进度"]
IMAGE = "q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x20 EI Q\n"


def read(*pages: str) -> Reading:
    reading = read_bytes(pdf(*pages), "a.pdf")
    assert_span_law(reading)
    assert reading.view.text == reading.source.text
    return reading


def test_lines_are_lines_and_pages_are_separated() -> None:
    page = written("关于任务分解的通知", 100, 800) + written("各县区人民政府：", 50, 780)
    assert read(page, written("一、教育", 50, 800)).source.text == "关于任务分解的通知\n各县区人民政府：\n\f一、教育\n"


def test_a_ruled_table_is_a_table_between_its_lines() -> None:
    table = ruled([HEADING, ["1", "新建公园", "五处"]], 700, COLUMNS)
    reading = read(written("标题", 100, 800) + table + written("附注", 50, 300))
    assert reading.source.text == "标题\n序号\t任务\t进度\n1\t新建公园\t五处\n附注\n"
    assert [type(block).__name__ for block in reading.blocks] == ["TextBlock", "Table", "TextBlock"]


def test_a_cell_over_rows_and_columns() -> None:
    table = (
        f"50 660 50 40 re S\n100 680 400 20 re S\n100 660 200 20 re S\n300 660 200 20 re S\n{written('序号', 53, 676)}"
        + written("进度", 103, 686)
        + written("一季度", 103, 666)
        + written("二季度", 303, 666)
    )
    assert cells(read(table)) == [
        [("序号", 0, 0, 2, 1), ("进度", 0, 1, 1, 2), ("一季度", 1, 1, 1, 1), ("二季度", 1, 2, 1, 1)]
    ]


def test_a_table_over_a_page_break_is_whole_again() -> None:
    first = ruled([HEADING, ["1", "新建公园十处", "完成五处"]], 700, COLUMNS)
    second = ruled([HEADING, ["", "和绿道", "和一半"], ["2", "改造小区", "全部开工"]], 800, COLUMNS)
    reading = read(first + written("1", 300, 30), second + written("2", 300, 30))
    assert reading.source.text == (
        "序号\t任务\t进度\n1\t新建公园十处\v和绿道\t完成五处\v和一半\n2\t改造小区\t全部开工\n\f"
    )
    assert sum(isinstance(block, Table) for block in reading.blocks) == 1


def test_a_row_without_a_field_name_is_a_row_of_its_own() -> None:
    columns = (50.0, 120.0, 170.0, 500.0)
    first = ruled([["领域", "序号", "任务"], ["教育", "1", "新建幼儿园"]], 700, columns)
    second = ruled([["", "2", "改造小学"]], 800, columns)
    assert read(first, second).source.text == "领域\t序号\t任务\n教育\t1\t新建幼儿园\n\t2\t改造小学\n\f"


def test_tables_with_other_columns_or_text_between_them_stay_apart() -> None:
    first = ruled([HEADING, ["1", "甲", "乙"]], 700, COLUMNS)
    other = ruled([["2", "丙", "丁"]], 700, COLUMNS)
    reading = read(first, written("二、医疗", 50, 800) + other)
    assert sum(isinstance(block, Table) for block in reading.blocks) == 2


def test_certain_page_numbers_are_dropped_with_a_notice() -> None:
    reading = read(*(written(f"正文{i}", 50, 800) + written(f"— {i} —", 300, 30) for i in (1, 2, 3)))
    assert reading.source.text == "正文1\n\f正文2\n\f正文3\n"
    assert problems(reading) == ["reading-page-numbers-dropped: 已略去 3 个页码。页码不是正文；如有误删，请核对原件。"]


def test_a_lone_number_at_the_foot_may_be_anything_and_stays() -> None:
    reading = read(written("本次会议收回票数", 50, 800) + written("318", 50, 780))
    assert reading.source.text == "本次会议收回票数\n318\n"
    assert problems(reading) == []


def test_numbers_that_do_not_count_with_the_pages_stay() -> None:
    reading = read(*(written("得票", 50, 800) + written(str(votes), 50, 780) for votes in (318, 290)))
    assert reading.source.text == "得票\n318\n\f得票\n290\n"


def test_a_page_that_is_an_image_is_reported() -> None:
    reading = read(written("正文", 50, 800), IMAGE)
    assert problems(reading) == [
        "reading-pages-without-text: 第 2 页是图片，没有文字层，未能读取。请先对这些页做文字识别（OCR），再重新读取。"
    ]


def test_where_the_tables_cannot_be_found_the_text_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(page: object) -> None:
        raise KeyError(page)

    monkeypatch.setattr("xushi.reading.pdftables.ruled_tables", fail)
    reading = read(ruled([HEADING, ["1", "新建公园", "五处"]], 700, COLUMNS))
    assert "新建公园" in reading.source.text
    assert problems(reading) == [
        (
            "reading-tables-not-found: 第 1 页的表格线无法识别，这些页按普通文字读取。"
            "请核对这些页的识别结果；有 docx 或 xlsx 原件时，请改用原件。"
        )
    ]


def test_a_drawing_of_very_many_lines_is_not_searched_for_tables() -> None:
    reading = read(written("示意图", 50, 800) + "10 10 5 5 re S\n" * 6_001)
    assert reading.source.text == "示意图\n"
    assert problems(reading)[0].startswith("reading-tables-not-found: 第 1 页的表格线无法识别")
