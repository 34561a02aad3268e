"""Reports as a spreadsheet, for units that fill one in and send it round: written, and read back row by row."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from xushi.targets.model import Target
from xushi_web.programmes.nodes import target_nodes
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.figures import bare, unit_as_written
from xushi_web.reporting.models import Figure, ReportingPeriod, UnitReport
from xushi_web.reporting.reckoning import figures_of, promised

#: The header row; what units fill in begins with the sixth column. The last column is hidden and holds keys.
HEADER = ("编号", "事项", "指标", "全年目标", "单位", "实际完成", "数字所属时期", "进展情况", "存在困难", "下一步打算")
FIGURE, PERIOD, NARRATIVE, DIFFICULTIES, NEXT_STEPS, KEY = 5, 6, 7, 8, 9, 10
_WIDTHS = (7, 30, 18, 14, 8, 14, 18, 60, 30, 30)
#: No sheet of a unit has more; what is larger is another file, or one made to keep the server busy.
_MOST_ROWS, _MOST_UNPACKED = 5000, 30_000_000


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in one cell, and what was expected there."""

    row: int
    column: str
    given: str
    message: str
    expected: str


class NotTaken(Exception):  # noqa: N818 - a list of sentences for a person
    """Nothing of a sheet was taken, because of these."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__(wrong[0].message)
        self.wrong = wrong


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet: a target of a report, and what was filled in."""

    row: int
    report: UUID
    revision: int
    order: int
    figure: str
    period: str
    texts: Mapping[int, str] = field(default_factory=dict)


def targets_in_order(targets: Sequence[Any]) -> list[Target]:
    """Return the targets of a commitment as rows number them: one of each wording."""
    return list({(node.of or "", node.text): node for node in target_nodes(targets)}.values())


def sheet_of(period: ReportingPeriod, reports: Sequence[UnitReport]) -> bytes:
    """Return the sheet for reports of one unit: a row for each target, a report without targets one row."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "填报"
    sheet.append([*HEADER, str(period.pk)])
    targets, figures = promised([row.commitment_id for row in reports]), figures_of(reports)
    for report in reports:
        known = {(figure.of, figure.promised): figure for figure in figures[report.pk]}
        for order, target in enumerate(targets_in_order(targets[report.commitment_id]) or [None]):
            sheet.append([""] * (KEY + 1))
            for column, text in enumerate(_cells(report, target, known, order)):
                _put(sheet.cell(sheet.max_row, column + 1), text)
    _dress(sheet)
    return _bytes(book)


def _cells(report: UnitReport, target: Target | None, known: Mapping[tuple[str, str], Figure], order: int) -> list[str]:
    figure = known.get((target.of or "", target.text)) if target else None
    commitment = report.commitment
    texts = (report.narrative, report.difficulties, report.next_steps) if not order else ("", "", "")
    return [
        commitment.number,
        commitment.title or commitment.text,
        (target.of or "") if target else "",
        target.text if target else "",
        unit_as_written(target) if target else "",
        bare(figure.written, unit_as_written(target)) if figure and target else "",
        figure.period if figure else "",
        *texts,
        f"{report.pk}:{report.revision}:{order}",
    ]


def errors_as_sheet(wrong: Sequence[Wrong]) -> bytes:
    """Return what is wrong as a sheet: row, column, what stands there, what is wrong, what was expected."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "错误"
    sheet.append(["行", "列", "填写内容", "问题", "应填"])
    for line in wrong:
        sheet.append([line.row, "", "", "", ""])
        for column, text in enumerate((line.column, line.given, line.message, line.expected), 2):
            _put(sheet.cell(sheet.max_row, column), text)
    for letter, width in zip("ABCDE", (6, 14, 24, 60, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    return _bytes(book)


def read_sheet(data: bytes, period: ReportingPeriod) -> list[Line]:
    """Return the rows of a sheet that was made for `period`.

    Raises `Incomplete` for a file that is no such sheet at all, and `NotTaken` for cells that cannot be read.
    """
    sheet = _opened(data)
    if sheet.max_row > _MOST_ROWS:
        raise Incomplete(_("表格有 %(rows)d 行，不是本系统下载的填报表；请重新下载后填写。") % {"rows": sheet.max_row})
    rows = list(sheet.iter_rows(min_col=1, max_col=KEY + 1))
    head = [_plain(cell) for cell in rows[0]] if rows else []
    if tuple(head[:KEY]) != HEADER:
        missing = next((name for at, name in enumerate(HEADER) if head[at : at + 1] != [name]), HEADER[0])
        raise Incomplete(
            _("这不是填报表：第一行应依次是“%(header)s”，缺“%(missing)s”。请下载填报表，在原表中填写。")
            % {"header": "、".join(HEADER), "missing": missing}
        )
    if head[KEY] != str(period.pk):
        raise Incomplete(_("这不是“%(period)s”的填报表；请下载本期的表，再填写。") % {"period": period})
    lines: list[Line] = []
    wrong: list[Wrong] = []
    for number, cells in enumerate(rows[1:], 2):
        if any(_plain(cell) for cell in cells):
            _read_row(number, cells, lines, wrong)
    if wrong:
        raise NotTaken(wrong)
    return lines


def _read_row(number: int, cells: Sequence[Any], lines: list[Line], wrong: list[Wrong]) -> None:
    key = _plain(cells[KEY]).split(":")
    try:
        report, revision, order = UUID(key[0]), int(key[1]), int(key[2])
    except (ValueError, IndexError):
        message = _("这一行的标识被删改，不知道填的是哪一项。")
        wrong.append(Wrong(number, "K", _plain(cells[KEY]), message, _("不要增行、拆行或改动隐藏列；请重新下载")))
        return
    texts = {}
    for column in range(FIGURE, KEY):
        cell = cells[column]
        if cell.data_type == "f":
            wrong.append(Wrong(number, HEADER[column], str(cell.value), _("填的是公式。"), _("数值或文字，不用公式")))
        elif cell.is_date:
            wrong.append(Wrong(number, HEADER[column], str(cell.value), _("填的是日期。"), _expected(column)))
        texts[column] = _plain(cell)
    figure, period = texts.pop(FIGURE), texts.pop(PERIOD)
    lines.append(Line(number, report, revision, order, figure, period, texts))


def _expected(column: int) -> str:
    if column == FIGURE:
        return _("数字，例如 12.5")
    return _("文字，例如 2025-01/2025-08") if column == PERIOD else _("文字")


def _opened(data: bytes) -> Any:
    refusal = _("打不开这个文件：应是 xlsx 表格。请下载填报表，在原表中填写，另存时不要换格式。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise Incomplete(refusal)
        return load_workbook(io.BytesIO(data)).worksheets[0]
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, IndexError, ParseError):
        raise Incomplete(refusal) from None


def _plain(cell: Any) -> str:
    """Return what stands in a cell as text; a number shown as a percentage as one."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = Decimal(str(value))
        text = f"{(number * 100 if '%' in cell.number_format else number).normalize():f}"
        return f"{text}%" if "%" in cell.number_format else text
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _put(cell: Any, text: str) -> None:
    """Write a text as a text, whatever it begins with, so that no spreadsheet takes it for a formula."""
    cell.value = "".join(sign for sign in text if sign >= " " or sign in "\n\t")
    cell.data_type = "s"
    cell.quotePrefix = text[:1] in {"=", "+", "-", "@"}


def _dress(sheet: Any) -> None:
    sheet.freeze_panes = "C2"
    for column, width in enumerate(_WIDTHS, 1):
        head = sheet.cell(1, column)
        head.font = Font(bold=True)
        sheet.column_dimensions[head.column_letter].width = width
        for row in range(2, sheet.max_row + 1):
            cell = sheet.cell(row, column)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if column <= FIGURE:
                cell.fill = PatternFill("solid", fgColor="F2F0EA")
            cell.number_format = "@" if column > FIGURE + 1 else "General"
    sheet.column_dimensions["K"].hidden = True


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
