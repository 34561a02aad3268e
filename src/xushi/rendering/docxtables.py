"""Tables of Word documents, written as one piece of XML, since python-docx takes minutes for many cells."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement

from xushi.rendering.docxpage import child
from xushi.rendering.layout import Table, shaped

_TWIPS = 20


def table_of(table: Table, styles: Any, width: float) -> Any:
    """Return the element of a table as wide as `width` points; `styles` are those of the document."""
    names = ("公文表单", "公文表单头") if table.form else ("公文表格", "公文表头")
    body_style, head_style = (styles[name].style_id for name in names)
    widths = [round(width * _TWIPS * share / sum(table.shares)) for share in table.shares]
    made = OxmlElement("w:tbl")
    properties = child(made, "w:tblPr")
    child(properties, "w:tblStyle", val=styles["Table Grid"].style_id)
    child(properties, "w:tblW", w=str(sum(widths)), type="dxa")
    child(properties, "w:jc", val="center")
    child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    for edge in ("left", "right"):
        child(margins, f"w:{edge}", w="57", type="dxa")  # 1 mm, so that a number of three figures is one line
    grid = child(made, "w:tblGrid")
    for each in widths:
        child(grid, "w:gridCol", w=str(each))
    for line in _head_rows(table):
        row = _row(made, head=True)
        for at, text, columns, merge in line:
            _cell(row, text, style=head_style, size=sum(widths[at : at + columns]), columns=columns, merge=merge)
    for texts in table.rows:
        row = _row(made, whole=table.form)
        if len(texts) == 1 < len(widths):
            _cell(row, texts[0], style=body_style, size=sum(widths), columns=len(widths))
            continue
        for text, each, figure in zip(texts, widths, table.figures, strict=True):
            _cell(row, text, style=body_style, size=each, centred=figure)
    return made


def _head_rows(table: Table) -> list[list[tuple[int, str, int, str | None]]]:
    """Return the cells of the head by row: column, text, columns covered, and how it is merged downwards."""
    covered: dict[tuple[int, int], int] = {}
    lines = []
    for y, row in enumerate(table.heads):
        cells: list[tuple[int, str, int, str | None]] = []
        heads, x = iter(row), 0
        while x < len(table.shares):
            if (y, x) in covered:
                cells.append((x, "", covered[y, x], "continue"))
                x += covered[y, x]
                continue
            head = next(heads)
            cells.append((x, head.text, head.columns, "restart" if head.rows > 1 else None))
            covered |= {(y + down, x): head.columns for down in range(1, head.rows)}
            x += head.columns
        lines.append(cells)
    return lines


def _row(table: Any, *, head: bool = False, whole: bool = False) -> Any:
    """Write a row; one that stays `whole` is not split by the end of a page."""
    row = child(table, "w:tr")
    if head or whole:
        properties = child(row, "w:trPr")
        if whole:
            child(properties, "w:cantSplit")
        if head:
            child(properties, "w:tblHeader")
    return row


def _cell(
    row: Any,
    text: str,
    *,
    style: str,
    size: int,
    columns: int = 1,
    merge: str | None = None,
    centred: bool = False,
) -> None:
    cell = child(row, "w:tc")
    properties = child(cell, "w:tcPr")
    child(properties, "w:tcW", w=str(size), type="dxa")
    if columns > 1:
        child(properties, "w:gridSpan", val=str(columns))
    if merge is not None:
        child(properties, "w:vMerge", val=merge)
    child(properties, "w:vAlign", val="center")
    paragraph = child(cell, "w:p")
    layout = child(paragraph, "w:pPr")
    child(layout, "w:pStyle", val=style)
    if centred:
        child(layout, "w:jc", val="center")
    if text:
        told = child(child(paragraph, "w:r"), "w:t")
        told.text = shaped(text)
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
