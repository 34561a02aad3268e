"""Workbooks (xlsx) of plain cells: text and whole numbers, a header that stays in sight, nothing that is calculated."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

Cell = str | int

#: Control characters that XML has no way to write.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MADE = (1980, 1, 1, 0, 0, 0)  # the same cells are the same bytes

#: Cell formats: 0 text, 1 header, 2 text that a program must never take for a formula.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3">'
    '<xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/><xf quotePrefix="1" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def without_control(text: str) -> str:
    """Return `text` without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def workbook(sheets: Sequence[tuple[str, Iterable[Sequence[Cell]]]]) -> bytes:
    """Return a workbook of (name, rows) as a file; the first row of each sheet is its header."""
    numbers = range(1, len(sheets) + 1)
    names = "".join(f'<sheet name="{escape(sheets[n - 1][0])}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            + "".join(
                f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
                for n in numbers
            )
            + "</Types>"
        ),
        "_rels/.rels": _relations([("w", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            [("styles", "styles", "styles.xml"), *((f"s{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)]
        ),
        "xl/styles.xml": _STYLES,
    } | {f"xl/worksheets/sheet{n}.xml": _sheet(sheets[n - 1][1]) for n in numbers}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _MADE), f"{_HEAD}{text}", zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _relations(rows: Iterable[tuple[str, str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>' for key, kind, target in rows
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _sheet(rows: Iterable[Sequence[Cell]]) -> str:
    written = "".join(
        f'<row r="{y}">{"".join(_cell(cell, x, y) for x, cell in enumerate(row))}</row>'
        for y, row in enumerate(rows, 1)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    view = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'<worksheet xmlns="{_MAIN}">{view}<sheetData>{written}</sheetData></worksheet>'


def _cell(cell: Cell, x: int, y: int) -> str:
    place = f"{chr(ord('A') + x)}{y}"  # no sheet has more columns than letters
    if isinstance(cell, int):
        return f'<c r="{place}"><v>{cell}</v></c>'
    style = 1 if y == 1 else 2 if cell[:1] in {"=", "+", "-", "@"} else 0
    text = escape(without_control(cell))
    return f'<c r="{place}" t="inlineStr" s="{style}"><is><t xml:space="preserve">{text}</t></is></c>'
