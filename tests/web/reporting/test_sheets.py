from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from xushi_web.reporting.actions import Texts, open_period, take_sheet, write
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.models import ReportingPeriod, UnitReport
from xushi_web.reporting.sheets import FIGURE, HEADER, KEY, NARRATIVE, PERIOD, NotTaken, Wrong, sheet_of

from .conftest import DUE, NOW

Change = Callable[[Any], None]


def changed(data: bytes, change: Change) -> bytes:
    book = load_workbook(io.BytesIO(data))
    change(book.worksheets[0])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(column: int, value: object, row: int = 2) -> Change:
    def change(sheet: Any) -> None:
        sheet.cell(row, column + 1).value = value

    return change


def filled_in(sheet: Any) -> None:
    put(FIGURE, 3)(sheet)
    put(PERIOD, "2024-01/2024-02")(sheet)
    put(NARRATIVE, "已开工3所。")(sheet)


@pytest.fixture
def data(report: UnitReport) -> bytes:
    return sheet_of(report.reporting_period, [report])


def refused(actor: User, report: UnitReport, data: bytes) -> list[Wrong]:
    with pytest.raises(NotTaken) as refusal:
        take_sheet(actor=actor, period=report.reporting_period, data=data)
    return list(refusal.value.wrong)


def test_the_sheet_has_a_row_for_each_target_and_hides_its_keys(data: bytes) -> None:
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert tuple(rows[0][:KEY]) == HEADER
    assert [row[2:5] for row in rows[1:]] == [["公办幼儿园", "12所", "所"], ["学位", "3600个", "个"]]
    assert sheet.column_dimensions["K"].hidden


def test_words_that_begin_like_a_formula_stay_words(report: UnitReport, clerk: User) -> None:
    write(actor=clerk, report=report, revision=0, texts=Texts('=HYPERLINK("x")'))
    sheet = load_workbook(io.BytesIO(sheet_of(report.reporting_period, [report]))).worksheets[0]
    cell = sheet.cell(2, NARRATIVE + 1)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", '=HYPERLINK("x")', True)


def test_what_was_filled_in_is_written_by_the_same_action(report: UnitReport, clerk: User, data: bytes) -> None:
    take_sheet(actor=clerk, period=report.reporting_period, data=changed(data, filled_in))
    report.refresh_from_db()
    assert (report.narrative, report.state, report.revision) == ("已开工3所。", "drafting", 1)
    figure = report.figures.get()
    assert (figure.written, figure.period) == ("3所", "2024-01/2024-02")


def test_a_sheet_that_changes_nothing_writes_nothing(filled: UnitReport, clerk: User) -> None:
    sheet = sheet_of(filled.reporting_period, [filled])
    assert take_sheet(actor=clerk, period=filled.reporting_period, data=sheet) == []
    filled.refresh_from_db()
    assert filled.revision == 1


def test_what_the_sheet_does_not_show_is_kept(report: UnitReport, clerk: User) -> None:
    write(actor=clerk, report=report, revision=0, texts=Texts("甲", coordination="请市财政局垫付"))
    sheet = changed(sheet_of(report.reporting_period, [report]), filled_in)
    take_sheet(actor=clerk, period=report.reporting_period, data=sheet)
    report.refresh_from_db()
    assert (report.narrative, report.coordination) == ("已开工3所。", "请市财政局垫付")


def test_one_wrong_cell_keeps_everything_out(report: UnitReport, clerk: User, data: bytes) -> None:
    def change(sheet: Any) -> None:
        filled_in(sheet)
        put(FIGURE, "很多", row=3)(sheet)

    (wrong,) = refused(clerk, report, changed(data, change))
    assert (wrong.row, wrong.column, wrong.given) == (3, "实际完成", "很多")
    assert wrong.message == "指标“学位 3600个”填的“很多”不是一个数，请填写数字，例如“12.5”或“12.5个”。"
    report.refresh_from_db()
    assert (report.narrative, report.state) == ("", "awaiting")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ((FIGURE, "=1+2"), "填的是公式。"),
        ((PERIOD, "上个月"), "数字所属时期“上个月”看不懂。"),
        ((KEY, "我改过"), "这一行的标识被删改，不知道填的是哪一项。"),
    ],
)
def test_each_wrong_cell_is_named(
    report: UnitReport, clerk: User, data: bytes, cell: tuple[int, str], message: str
) -> None:
    (wrong,) = refused(clerk, report, changed(data, put(*cell)))
    assert (wrong.row, wrong.message) == (2, message)


def test_rows_that_were_taken_out_are_missed(report: UnitReport, clerk: User, data: bytes) -> None:
    (wrong,) = refused(clerk, report, changed(data, lambda sheet: sheet.delete_rows(3)))
    assert wrong.message == f"“{report}”应有 2 行，表中有 1 行。"


def test_words_below_the_first_row_are_not_lost_in_silence(report: UnitReport, clerk: User, data: bytes) -> None:
    (wrong,) = refused(clerk, report, changed(data, put(NARRATIVE, "另一段", row=3)))
    assert wrong.message == "“进展情况”在同一事项的第一行填写，这一行填的另有内容。"


def test_whoever_wrote_meanwhile_is_not_overwritten(report: UnitReport, clerk: User, head: User, data: bytes) -> None:
    write(actor=head, report=report, revision=0, texts=Texts("负责人写的"))
    (wrong,) = refused(clerk, report, changed(data, filled_in))
    assert "可能别人刚刚处理过" in wrong.message
    report.refresh_from_db()
    assert report.narrative == "负责人写的"


def test_rows_of_another_unit_are_refused(report: UnitReport, stranger: User, data: bytes) -> None:
    wrong = refused(stranger, report, changed(data, filled_in))
    assert {line.message for line in wrong} == {"这一行不是本单位在这一期的填报件。"}


def test_the_sheet_of_another_period_is_refused(report: UnitReport, clerk: User, office: User, data: bytes) -> None:
    later = open_period(
        actor=office,
        programme=report.commitment.programme,
        period="2024-Q2",
        title="第二季度",
        due_at=DUE + timedelta(days=90),
        now=NOW,
    )
    with pytest.raises(Incomplete) as refusal:
        take_sheet(actor=clerk, period=later, data=data)
    assert str(refusal.value) == f"这不是“{later}”的填报表；请下载本期的表，再填写。"


def test_a_file_that_is_no_sheet_is_refused(period: ReportingPeriod, clerk: User) -> None:
    with pytest.raises(Incomplete) as refusal:
        take_sheet(actor=clerk, period=period, data=b"%PDF-1.7")
    assert str(refusal.value) == "打不开这个文件：应是 xlsx 表格。请下载填报表，在原表中填写，另存时不要换格式。"
    out = io.BytesIO()
    Workbook().save(out)
    with pytest.raises(Incomplete, match=r"^这不是填报表：第一行应依次是"):
        take_sheet(actor=clerk, period=period, data=out.getvalue())


def test_errors_are_listed_on_the_page_and_in_a_file(report: UnitReport, clerk: User) -> None:
    client = Client()
    client.force_login(clerk)
    key = report.reporting_period_id
    data = client.get(reverse("workbench:sheet-download", args=[key])).content
    file = SimpleUploadedFile("a.xlsx", changed(data, put(FIGURE, "很多")))
    response = client.post(reverse("workbench:sheet-upload", args=[key]), {"file": file})
    assert response.status_code == 422
    assert "有 1 处不对，表格没有导入，任何一件都没有改动。" in response.content.decode()
    errors = client.get(reverse("workbench:sheet-errors", args=[key])).content
    rows = list(load_workbook(io.BytesIO(errors)).worksheets[0].values)
    assert rows[0] == ("行", "列", "填写内容", "问题", "应填")
    assert rows[1][:3] == (2, "实际完成", "很多")


def test_a_right_sheet_is_taken_from_the_page(report: UnitReport, clerk: User) -> None:
    client = Client()
    client.force_login(clerk)
    key = report.reporting_period_id
    data = client.get(reverse("workbench:sheet-download", args=[key])).content
    file = SimpleUploadedFile("a.xlsx", changed(data, filled_in))
    assert client.post(reverse("workbench:sheet-upload", args=[key]), {"file": file}).status_code == 302
    report.refresh_from_db()
    assert report.narrative == "已开工3所。"


@pytest.mark.parametrize("name", ["sheet", "sheet-download", "sheet-errors"])
def test_whoever_reports_nothing_in_a_period_finds_no_sheet(report: UnitReport, supporter: User, name: str) -> None:
    client = Client()
    client.force_login(supporter)
    assert client.get(reverse(f"workbench:{name}", args=[report.reporting_period_id])).status_code == 404
