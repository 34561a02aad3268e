"""The same document saved as text, web page, Word file and workbook is read to the same commitments.

The documents stand in ``specimens/formats`` as data: a title, and either the header and rows of a table or the lines
of a text. Each is written in every format while the test runs, so that no format is the model for the others.
"""

from __future__ import annotations

import html
import io
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

import xushi
from xushi.document.model import Document

FILES = {path.stem: path for path in sorted((Path(__file__).parent / "specimens" / "formats").glob("*.toml"))}


@cache
def specimen(name: str) -> dict[str, Any]:
    return tomllib.loads(FILES[name].read_text(encoding="utf-8"))


def merged(data: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield first row and number of rows of every group of the merged column; an empty cell continues a group."""
    column = data.get("merged_column")
    if column is not None:
        starts = [place for place, row in enumerate(data["rows"]) if row[column]]
        for start, end in zip(starts, [*starts[1:], len(data["rows"])], strict=True):
            yield start, end - start


def as_text(data: dict[str, Any]) -> bytes:
    rows = ["\t".join(row) for row in (data["header"], *data["rows"])] if "rows" in data else data["lines"]
    return "\n".join([data["title"], "", *rows, ""]).encode()


def as_page(data: dict[str, Any]) -> bytes:
    heights = dict(merged(data))

    def cell(row: int, column: int, text: str) -> str:
        if column != data.get("merged_column"):
            return f"<td><p>{html.escape(text)}</p></td>"
        return f'<td rowspan="{heights[row]}">{html.escape(text)}</td>' if row in heights else ""

    if "rows" in data:
        head = "".join(f"<th>{html.escape(text)}</th>" for text in data["header"])
        body = "".join(
            f"<tr>{''.join(cell(place, column, text) for column, text in enumerate(row))}</tr>\n"
            for place, row in enumerate(data["rows"])
        )
        content = f"<table>\n<tr>{head}</tr>\n{body}</table>"
    else:
        content = "\n".join(f"<p>　　{html.escape(line)}</p>" for line in data["lines"])
    page = (
        f'<html><head><meta charset="utf-8"></head><body><h1>{html.escape(data["title"])}</h1>\n{content}</body></html>'
    )
    return page.encode()


def as_word(data: dict[str, Any]) -> bytes:
    document = docx.Document()
    document.add_paragraph(data["title"])
    for line in data.get("lines", ()):
        document.add_paragraph(line)
    if "rows" in data:
        table = document.add_table(rows=0, cols=len(data["header"]))
        for row in (data["header"], *data["rows"]):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        for start, height in merged(data):
            text = data["rows"][start][data["merged_column"]]
            first, last = (table.cell(row, data["merged_column"]) for row in (start + 1, start + height))
            first.merge(last).text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_workbook(data: dict[str, Any]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append([data["title"]])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(data["header"]))
    for row in (data["header"], *data["rows"]):
        sheet.append([int(text) if text.isdigit() else text or None for text in row])
    for start, height in merged(data):
        column = data["merged_column"] + 1
        sheet.merge_cells(start_row=start + 3, end_row=start + height + 2, start_column=column, end_column=column)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


WRITERS: dict[str, Callable[[dict[str, Any]], bytes]] = {
    "txt": as_text,
    "html": as_page,
    "docx": as_word,
    "xlsx": as_workbook,
}
CASES = [(name, suffix) for name in FILES for suffix in WRITERS if suffix != "xlsx" or "rows" in specimen(name)]


@cache
def read(name: str, suffix: str) -> Document:
    return xushi.parse_bytes(WRITERS[suffix](specimen(name)), f"{name}.{suffix}", targets=False)


def promises(name: str) -> list[str]:
    """Return the text of every promise, as the document says it."""
    data = specimen(name)
    return data["texts"] if "texts" in data else [row[data["text_column"]] for row in data["rows"]]


@pytest.mark.parametrize(("name", "suffix"), CASES)
def test_every_promise_is_read_in_every_format(name: str, suffix: str) -> None:
    assert [commitment.text for commitment in read(name, suffix).commitments] == promises(name)


@pytest.mark.parametrize(("name", "suffix"), [case for case in CASES if case[1] != "txt"])
def test_a_format_makes_no_difference_to_the_commitments(name: str, suffix: str) -> None:
    assert read(name, suffix).commitments == read(name, "txt").commitments


@pytest.mark.parametrize(("name", "suffix"), [case for case in CASES if case[1] != "txt"])
def test_a_format_makes_no_difference_to_headings_and_title(name: str, suffix: str) -> None:
    def frame(document: Document) -> tuple[Any, ...]:
        headings = [
            (field.title, field.stated_count, field.counted)
            for programme in document.programmes
            for field in programme.fields
        ]
        return document.genre, document.masthead.title, document.masthead.year, headings

    assert frame(read(name, suffix)) == frame(read(name, "txt"))
