"""Workbooks: what a person sees in them."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
import xlwt  # type: ignore[import-untyped]
from tests.reading.making import assert_span_law, cells, workbook

from xushi.reading import read_bytes
from xushi.reading.model import Reading


def read(data: bytes) -> Reading:
    reading = read_bytes(data, "a.xlsx")
    assert_span_law(reading)
    assert reading.view.text == reading.source.text
    return reading


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (120, None, "120"),
        (120.0, None, "120"),
        (852.9, None, "852.9"),
        (1.1 + 2.2, None, "3.3"),
        (1e15, None, "1000000000000000"),
        (-0.5, None, "-0.5"),
        (0.63, "0%", "63%"),
        (0.6318, "0.0%", "63.2%"),
        (1.05, "0.00%", "105.00%"),
        (dt.date(2024, 3, 5), None, "2024年3月5日"),
        (dt.datetime(2024, 3, 5, 8, 30), None, "2024年3月5日 8:30"),  # noqa: DTZ001 - sheets know no time zones
        (dt.date(2024, 3, 1), 'yyyy"年"m"月"', "2024年3月"),
        (dt.date(2024, 3, 5), 'yyyy"年"m"月"d"日"', "2024年3月5日"),
        (dt.time(8, 5), None, "8:05"),
        (dt.timedelta(hours=30), "[h]:mm", "30:00"),
        (True, None, "TRUE"),
        ("一\n二\t三", None, "一\v二 三"),
    ],
)
def test_a_value_is_shown_as_a_person_sees_it(value: Any, code: str | None, shown: str) -> None:
    data = workbook(("表", [["项目", "值"], ["甲", value]]), formats={"B2": code} if code else None)
    assert read(data).source.text == f"项目\t值\n甲\t{shown}\n"


def test_empty_rows_columns_and_sheets_are_left_out() -> None:
    data = workbook(("表", [[], [None, "序号", None, "项目"], [], [None, 1, None, "甲"]]), ("空", []))
    assert read(data).source.text == "序号\t项目\n1\t甲\n"


def test_merged_ranges_are_one_cell() -> None:
    rows = [["序号", "进度", None], [None, "一季度", "二季度"], [1, "开工", "完工"]]
    reading = read(workbook(("表", rows), merges=("A1:A2", "B1:C1")))
    assert cells(reading) == [
        [
            ("序号", 0, 0, 2, 1),
            ("进度", 0, 1, 1, 2),
            ("一季度", 1, 1, 1, 1),
            ("二季度", 1, 2, 1, 1),
            ("1", 2, 0, 1, 1),
            ("开工", 2, 1, 1, 1),
            ("完工", 2, 2, 1, 1),
        ]
    ]
    assert reading.source.text == "序号\t进度\t\n\t一季度\t二季度\n1\t开工\t完工\n"


def test_title_and_notes_around_the_table_are_lines() -> None:
    rows = [["项目表", None], ["单位：万元", None], ["序号", "项目"], [1, "甲"], ["注：暂列", None]]
    reading = read(workbook(("表", rows), merges=("A1:B1",)))
    assert reading.source.text == "项目表\n单位：万元\n序号\t项目\n1\t甲\n注：暂列\n"
    assert [type(block).__name__ for block in reading.blocks] == ["TextBlock", "Table", "TextBlock"]


def test_several_sheets_are_headed_by_their_names() -> None:
    data = workbook(("教育", [["序号", "项目"], [1, "甲"]]), ("医疗", [["序号", "项目"], [2, "乙"]]))
    assert read(data).source.text == "教育\n序号\t项目\n1\t甲\n医疗\n序号\t项目\n2\t乙\n"


def test_an_old_workbook_is_read_too() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表")
    for row, (number, text) in enumerate([("序号", "项目"), (1, "甲")]):
        sheet.write(row, 0, number)
        sheet.write(row, 1, text)
    sheet.write_merge(2, 2, 0, 1, "合并")
    file = io.BytesIO()
    book.save(file)
    reading = read(file.getvalue())
    assert (reading.source.format, reading.source.text) == ("xls", "序号\t项目\n1\t甲\n合并\n")
