"""The page, measured in the finished PDF against GB/T 9704-2012."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from xushi.document.model import Assignment, Commitment, Document, Field, Genre, Milestone, Role
from xushi.rendering import Frame, rendered

from .making import document

MM = 72 / 25.4
RARE = "玥堃䶮"
FRAME = Frame(
    addressees="各县、区人民政府，市各有关单位：",
    opening=("国" * 2000, ("王玥、李堃、赵䶮等2031人，第25项9.5万元，" * 60)),
    attached="任务分解表",
    annex="任务分解表",
    note="（此件公开发布）",
    copies="市委办公室，市人大常委会办公室。",
    printed_by="云岭市人民政府办公室",
    printed="2031年2月7日印发",
)


def breakdown() -> Document:
    units = (Assignment(Role.LEAD, "市教育局", "市教育局"),)
    told = tuple(Commitment(str(number), f"新建幼儿园{number + 1}所。", assignments=units) for number in range(1, 6))
    return document(Genre.BREAKDOWN, (Field("教育托育", 5, told),))


@cache
def pages() -> list[dict[str, Any]]:
    """Return what stands on each page of a letter with an annex."""
    with pdfplumber.open(io.BytesIO(rendered(breakdown(), "pdf", FRAME))) as pdf:
        return [
            {"size": (page.width, page.height), "chars": page.chars, "lines": [*page.lines, *page.rects, *page.curves]}
            for page in pdf.pages
        ]


def rows(page: dict[str, Any]) -> dict[float, list[dict[str, Any]]]:
    """Return the characters of the text by the height of their line, the page number left out."""
    found: dict[float, list[dict[str, Any]]] = {}
    for char in page["chars"]:
        if char["top"] < (297 - 35) * MM:
            key = next((each for each in found if abs(each - char["bottom"]) < 8), char["bottom"])
            found.setdefault(key, []).append(char)
    return found


def number_of(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [char for char in page["chars"] if char["top"] >= (297 - 35) * MM and char["text"].strip()]


def test_the_page_is_a4() -> None:
    assert {(round(w / MM), round(h / MM)) for page in pages() for w, h in [page["size"]]} == {(210, 297)}


def test_a_full_page_has_22_lines_of_28_characters_between_the_margins() -> None:
    page = pages()[1]
    assert len(rows(page)) == 22
    assert Counter(len(line) for line in rows(page).values()).most_common(1)[0][0] == 28
    left = min(char["x0"] for char in page["chars"]) / MM
    right = max(char["x1"] for char in page["chars"]) / MM
    assert left == pytest.approx(28, abs=1)
    assert right == pytest.approx(210 - 26, abs=1)
    top = min(char["top"] for char in page["chars"]) / MM
    assert top == pytest.approx(37, abs=2.5)


def test_a_page_with_figures_and_rare_characters_has_22_lines_too() -> None:
    mixed = [page for page in pages() if any(char["text"] == "䶮" for char in page["chars"])]
    assert max(len(rows(page)) for page in mixed) == 22


def test_every_character_has_a_glyph() -> None:
    shown = "".join(char["text"] for page in pages() for char in page["chars"])
    assert set(RARE) <= set(shown)
    assert "\ufffd" not in shown


def test_the_red_head_stands_35_mm_below_the_edge_of_the_text_and_in_the_middle() -> None:
    red = [char for char in pages()[0]["chars"] if char["non_stroking_color"] not in (None, (0,), (0, 0, 0))]
    assert "".join(char["text"] for char in red) == "云岭市人民政府文件"
    assert min(char["top"] for char in red) / MM == pytest.approx(72, abs=4)
    middle = (min(char["x0"] for char in red) + max(char["x1"] for char in red)) / 2 / MM
    assert middle == pytest.approx(28 + 78, abs=1)


def test_the_red_line_is_as_wide_as_the_text_and_stands_4_mm_below_the_number() -> None:
    line = next(each for each in pages()[0]["lines"] if each["x1"] - each["x0"] > 100 * MM)
    assert (line["x1"] - line["x0"]) / MM == pytest.approx(156, abs=0.5)
    number = next(char for char in pages()[0]["chars"] if char["text"] == "〔")
    assert (line["top"] - number["bottom"]) / MM == pytest.approx(4, abs=1.5)


def test_without_a_number_there_is_no_red_head() -> None:
    tree = breakdown()
    tree = replace(tree, masthead=replace(tree.masthead, document_number=None))
    with pdfplumber.open(io.BytesIO(rendered(tree, "pdf", FRAME))) as pdf:
        assert "人民政府文件" not in (pdf.pages[0].extract_text() or "")


@pytest.mark.parametrize("index", [0, 1])
def test_the_page_number_stands_outside_7_mm_below_the_text(index: int) -> None:
    number = number_of(pages()[index])
    assert "".join(char["text"] for char in number) == f"—{index + 1}—"
    left, right = number[0]["x0"] / MM, number[-1]["x1"] / MM
    character = 14 / MM
    assert (left if index % 2 else right) == pytest.approx(
        28 + character if index % 2 else 210 - 26 - character, abs=1.5
    )
    dash = number[0]
    middle = dash["bottom"] - 0.5 * dash["size"]
    assert middle / MM == pytest.approx(297 - 35 + 7, abs=3)


def test_the_last_line_of_the_imprint_lies_on_the_edge_of_the_text() -> None:
    lines = [each for each in pages()[-1]["lines"] if each["x1"] - each["x0"] > 150 * MM]
    assert len(lines) == 3
    assert max(each["bottom"] for each in lines) / MM == pytest.approx(297 - 35, abs=1)


def test_the_head_of_a_wide_table_is_repeated_on_every_turned_sheet() -> None:
    planned = tuple(Milestone(f"2031-Q{quarter}", "完成选址、招标和进场施工。" * 4) for quarter in range(1, 5))
    told = tuple(Commitment(str(number), f"新建公厕{number}座。", milestones=planned) for number in range(1, 15))
    data = rendered(document(Genre.SCHEDULE, (Field(None, None, told),)), "pdf", Frame())
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        sheets = [page for page in pdf.pages if page.width > page.height]
        assert len(sheets) > 1
        assert all("第一季度" in (page.extract_text() or "") for page in sheets)


def test_the_pdf_is_tagged_and_says_what_it_is() -> None:
    data = rendered(breakdown(), "pdf", FRAME)
    assert b"/StructTreeRoot" in data or b"/MarkInfo" in data
    assert b"pdfaid:part" in data


def test_a_wrapped_name_of_an_annex_goes_on_under_its_first_character() -> None:
    frame = replace(
        FRAME, opening=("请执行。",), attached="二〇三一年度云岭市民生实事项目任务分解和责任分工方案及其说明"
    )
    with pdfplumber.open(io.BytesIO(rendered(breakdown(), "pdf", frame))) as pdf:
        chars = pdf.pages[0].chars
    name = next(place for place, char in enumerate(chars) if char["text"] == "〇") - 1
    wrapped = next(char for char in chars[name:] if char["top"] > chars[name]["top"] + 5)
    assert wrapped["x0"] == pytest.approx(chars[name]["x0"], abs=1)


def test_the_page_on_the_layout_speaks_of_every_clause() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "layout.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| (GW-\d\d) [^|]+ \| (kept|kept in part|not applicable|not yet) \| \S", page, re.MULTILINE)
    assert [clause for clause, _ in told] == [f"GW-{number:02}" for number in range(1, 25)]
