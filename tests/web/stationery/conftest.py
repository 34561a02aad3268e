"""Templates made by the tests, a paragraph an argument."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from ..bulletins.conftest import bulletin, choice, colleague, period, programme

__all__ = ["bulletin", "choice", "colleague", "period", "programme"]


def template_of(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = (), header: str = "") -> bytes:
    word = Document()
    for text in paragraphs:
        word.add_paragraph(text)
    if rows:
        table = word.add_table(len(rows), len(rows[0]))
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                table.cell(y, x).text = text
    if header:
        word.sections[0].header.paragraphs[0].text = header
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def with_part(package: bytes, name: str, content: bytes, *, instead: bool = False) -> bytes:
    """Return the package with one more part, or with another content of one."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            if not (instead and part == name):
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    return saved.getvalue()


def part_of(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def said(package: bytes) -> list[str]:
    """Return the paragraphs, and the rows with a bar between their cells."""
    lines: list[str] = []
    for block in Document(io.BytesIO(package)).iter_inner_content():
        rows = getattr(block, "rows", None)
        lines += [block.text] if rows is None else ["|".join(cell.text for cell in row.cells) for row in rows]  # type: ignore[union-attr]
    return lines


@pytest.fixture
def simple() -> bytes:
    return template_of("{{标题}}", "{{正文.段落}}")
