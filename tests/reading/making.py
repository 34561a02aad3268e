"""Files of every format, made in memory, as the tests of reading need them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
import openpyxl

from xushi.reading import Table, UnreadableFile, read_bytes
from xushi.reading.model import Reading

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def refused(data: bytes, name: str) -> str:
    """Return both sentences of the refusal of a file."""
    try:
        reading = read_bytes(data, name)
    except UnreadableFile as refusal:
        return f"{refusal.problem.code}: {refusal}"
    message = f"read instead of refused: {reading.view.text!r}"
    raise AssertionError(message)


def problems(reading: Reading) -> list[str]:
    """Return code, sentence and hint of every problem, a line each."""
    return [f"{p.code}: {p.message}{p.hint}" for p in reading.problems]


def cells(reading: Reading) -> list[list[tuple[str, int, int, int, int]]]:
    """Return, table by table, the text and place of every cell: row, column, row span, column span."""
    return [
        [(c.span.of(reading.view.text), c.row, c.column, c.row_span, c.column_span) for c in block.cells]
        for block in reading.blocks
        if isinstance(block, Table)
    ]


def assert_span_law(reading: Reading) -> None:
    """Blocks and cells are in order, apart from each other and inside the view; the view knows its places."""
    view, source = reading.view, reading.source.text
    position = 0
    for block in reading.blocks:
        assert position <= block.span.start <= block.span.end <= len(view)
        position = block.span.start
        for cell in block.cells if isinstance(block, Table) else ():
            assert position <= cell.span.start <= cell.span.end <= block.span.end
            assert min(cell.row, cell.column) >= 0
            assert min(cell.row_span, cell.column_span) >= 1
            position = cell.span.end
        position = block.span.end
    for index in range(len(view)):
        span = view.origin(index, index + 1)
        assert 0 <= span.start < span.end <= len(source)
        if span.end - span.start == 1 and not view.text[index].isspace() and reading.source.format != "html":
            assert span.of(source) == view.text[index]


def word(body: str, **parts: str) -> bytes:
    """Return a Word file with the given markup as its body; `parts` are numbering, styles, footnotes …"""
    markup = {"document": f"<w:body>{body}</w:body>"} | parts
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
            for part, content in markup.items():
                package.writestr(f"word/{part}.xml", f'<w:{part} xmlns:w="{W}">{content}</w:{part}>')
        return file.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """Return the markup of a paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, number: int = 1, level: int = 0) -> str:
    """Return the markup of a paragraph in a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def levels(*patterns: tuple[str, str]) -> str:
    """Return the markup of list levels, each with its number format and its text."""
    return "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (style, text) in enumerate(patterns)
    )


def numbering(definition: str, instance: str = "") -> str:
    """Return the markup of a numbering part with one definition and one instance of it."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{definition}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/>{instance}</w:num>'
    )


def saved_word(document: Any) -> bytes:
    """Return the bytes of a python-docx document."""
    with io.BytesIO() as file:
        document.save(file)
        return file.getvalue()


def word_table(rows: list[list[str]], merges: tuple[tuple[int, int, int, int], ...] = ()) -> bytes:
    """Return a Word file with a table; each merge is its first row and column and its last ones."""
    document = docx.Document()
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    for top, left, bottom, right in merges:
        table.cell(top, left).merge(table.cell(bottom, right))
    return saved_word(document)


def workbook(
    *sheets: tuple[str, Sequence[Any]], merges: tuple[str, ...] = (), formats: dict[str, str] | None = None
) -> bytes:
    """Return an xlsx file; merges and number formats are those of its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    first = book.worksheets[0]
    for place, code in (formats or {}).items():
        first[place].number_format = code
    for merge in merges:
        first.merge_cells(merge)
    with io.BytesIO() as file:
        book.save(file)
        return file.getvalue()


def pdf(*pages: str, height: int = 842, extra: str = "") -> bytes:
    """Return a PDF by hand: each page is a content stream; font F1 draws UTF-16 codes as the characters they are."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>")
    objects.append(
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /UniGB-UTF16-H /DescendantFonts [<< /Type /Font "
        "/Subtype /CIDFontType0 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> "
        "/DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /Song /Flags 4 /Ascent 880 /Descent -120 "
        "/CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -120 1000 880] >> >>] >>"
    )
    for i, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {height}] /Contents {5 + 2 * i} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(page)} >>\nstream\n{page}\nendstream")
    out = io.BytesIO()
    out.write(b"%PDF-1.5\n")
    offsets = []
    for i, content in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(f"{i} 0 obj\n{content}\nendobj\n".encode("ascii"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii"))
    out.write("".join(f"{offset:010d} 00000 n \n" for offset in offsets).encode("ascii"))
    out.write(
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra} >>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
    )
    return out.getvalue()


def written(text: str, x: float, y: float) -> str:
    """Return the content that draws `text` with its left end at `x`, `y` points from the foot of the page."""
    return f"BT /F1 10 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def ruled(rows: list[list[str]], top: float, columns: tuple[float, ...], row_height: float = 20) -> str:
    """Return the content that draws a table with lines around all its cells."""
    content = []
    for row, texts in enumerate(rows):
        foot = top - row_height * (row + 1)
        for left, right, text in zip(columns[:-1], columns[1:], texts, strict=True):
            content.append(f"{left} {foot} {right - left} {row_height} re S\n")
            content.append(written(text, left + 3, foot + 6) if text else "")
    return "".join(content)
