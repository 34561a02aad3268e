"""What ends a letter, measured: signature with and without a seal, the imprint, tables on turned sheets."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pdfplumber
import pytest
from docx import Document as Word
from docx.oxml.ns import qn

import xushi
from xushi.rendering import Classified, Frame, Layout, Urgency, frame_of, layout_of, rendered, written
from xushi.rendering.layout import Annex, Block, Flag, Head, Imprint, Line, Signature, Style, Table

from .test_page import breakdown

MM = 72 / 25.4
DAY = date(2031, 2, 6)
OFFICE = "云岭市人民政府办公室"
IMPRINT = Imprint("市委办公室，市人大常委会办公室。", OFFICE, "2031年2月7日印发")
WIDE = Table(
    heads=(tuple(Head(text) for text in ("序号", "任务", "单位", "一季度", "二季度", "三季度")),),
    rows=tuple((str(row), "新建公厕。", "市住建局", "选址。", "开工。", "完工。") for row in range(1, 4)),
    shares=(6, 20, 20, 18, 18, 18),
    figures=(True, False, False, False, False, False),
)


def letter(*more: Block, characters: int = 100, sealed: bool = False) -> Layout:
    blocks = (
        Flag(f"{OFFICE}文件", "云政办发〔2031〕7号"),
        Line("关于民生实事推进情况的通报", Style.TITLE),
        Line("国" * characters),
        Signature(OFFICE, DAY, sealed=sealed),
    )
    return Layout("关于民生实事推进情况的通报", (*blocks, *more), DAY)


def pages(layout: Layout) -> list[list[dict[str, Any]]]:
    """Return the characters of each page."""
    with pdfplumber.open(io.BytesIO(written(layout, "pdf"))) as pdf:
        return [page.chars for page in pdf.pages]


def extent(page: list[dict[str, Any]], text: str) -> tuple[float, float]:
    """Return where a text of the page begins and ends, in millimetres from the left."""
    at = "".join(char["text"] for char in page).index(text)
    return page[at]["x0"] / MM, page[at + len(text) - 1]["x1"] / MM


def test_over_a_seal_the_name_stands_in_the_middle_of_the_date_and_this_four_characters_in() -> None:
    (page,) = pages(letter(sealed=True))
    name, day = extent(page[-40:], OFFICE), extent(page, "2031年2月6日")
    assert (210 - 26 - day[1]) / (15.75 / MM) == pytest.approx(4, abs=0.3)
    assert sum(name) == pytest.approx(sum(day), abs=1)


def test_two_lines_are_kept_free_for_the_seal_and_one_without() -> None:
    gaps = []
    for sealed in (False, True):
        (page,) = pages(letter(sealed=sealed))
        text = max(char["bottom"] for char in page if char["text"] == "国")
        gaps.append((next(char["top"] for char in page[-40:] if char["text"] == "云") - text) / 28.95)
    assert gaps == [pytest.approx(1.45, abs=0.2), pytest.approx(2.45, abs=0.2)]


def test_a_short_last_paragraph_goes_to_the_page_of_the_signature() -> None:
    blocks = letter(characters=300).blocks
    layout = Layout("通报", (*blocks[:-1], Line("请抓紧推进。"), blocks[-1]), DAY)
    assert "".join(char["text"] for char in pages(layout)[-1]).startswith("请抓紧推进。云岭市")


@pytest.mark.parametrize(
    ("characters", "count", "numbers"),
    [(100, 2, 2), (400, 2, 2), (950, 4, 4), (836, 4, 2)],
    ids=["after one page", "on the second", "after three", "on the fourth, since there is no room on the second"],
)
def test_the_imprint_stands_on_an_even_page(characters: int, count: int, numbers: int) -> None:
    found = pages(letter(IMPRINT, characters=characters))
    assert len(found) == count
    assert "".join(char["text"] for char in found[-1]).find("抄送：") >= 0
    assert sum(char["text"] == "—" for page in found for char in page) == 2 * numbers


def test_word_has_the_imprint_at_the_foot_of_its_page_in_lines_as_wide_as_the_text() -> None:
    body = Word(io.BytesIO(written(letter(IMPRINT), "docx"))).element.body
    box = body.find(f".//{qn('w:txbxContent')}")
    told = ["".join(text.text for text in one.iter(qn("w:t"))) for one in box.findall(qn("w:p"))]
    assert [text for text in told if text] == ["抄送：市委办公室，市人大常委会办公室。", f"{OFFICE}2031年2月7日印发"]
    assert [border.get(qn("w:sz")) for border in box.iter(qn("w:bottom"))] == ["8", "6", "8"]
    anchor = next(box.iterancestors(qn("wp:anchor")))
    assert [(one.get("relativeFrom"), one[0].text) for one in (anchor[1], anchor[2])] == [
        ("margin", "left"),
        ("margin", "bottom"),
    ]
    assert int(anchor.find(qn("wp:extent")).get("cx")) / 36_000 == pytest.approx(156, abs=0.1)


def test_word_turns_only_the_sheets_of_a_wide_table_in_a_letter() -> None:
    layout = letter(Annex("附件", "序时进度安排"), WIDE, IMPRINT)
    sections = Word(io.BytesIO(written(layout, "docx"))).sections
    assert [section.orientation for section in sections] == [0, 1, 0]
    margins = [
        [round(each.mm) for each in (one.top_margin, one.right_margin, one.bottom_margin, one.left_margin) if each]
        for one in sections
    ]
    assert margins == [[37, 26, 35, 28], [28, 37, 26, 35], [37, 26, 35, 28]]
    box = sections[1].footer._element.find(".//{*}bodyPr")  # noqa: SLF001 - python-docx knows no boxes
    assert box.get("vert") == "vert"


def test_word_has_no_page_numbers_of_turned_sheets_where_there_are_none() -> None:
    parts = Word(io.BytesIO(written(letter(), "docx"))).part.rels.values()
    assert sum(part.reltype.endswith("/footer") for part in parts) == 2


def test_a_wrapped_name_of_an_annex_hangs_under_its_first_character_in_word() -> None:
    layout = letter(Line("附件：1.任务分解表", Style.ATTACHED), Line("附件：任务分解表", Style.ATTACHED))
    word = Word(io.BytesIO(written(layout, "docx")))
    formats = [one.paragraph_format for one in word.paragraphs if one.text.startswith("附件")]
    told = [(one.left_indent.pt / 15.75, one.first_line_indent.pt / 15.75) for one in formats]
    assert told == [(pytest.approx(6), pytest.approx(-4)), (pytest.approx(5), pytest.approx(-3))]


def test_the_number_of_a_turned_sheet_stands_where_an_upright_page_has_it() -> None:
    long = Table(WIDE.heads, WIDE.rows * 12, WIDE.shares, WIDE.figures)
    with pdfplumber.open(io.BytesIO(written(letter(Annex("附件", "序时进度安排"), long), "pdf"))) as pdf:
        sheets = [(page.page_number, page.chars[-5:]) for page in pdf.pages if page.width > page.height]
    assert [number for number, _chars in sheets] == [2, 3]
    for number, chars in sheets:
        assert "".join(char["text"] for char in chars) == f"— {number} —"
        assert max(char["x1"] for char in chars) / MM == pytest.approx(35 - 7, abs=3)
        edge = (210 - 26) * MM - 14 - chars[-1]["bottom"] if number % 2 else chars[0]["top"] - 28 * MM - 14
        assert edge / MM == pytest.approx(0, abs=1.5)


@pytest.mark.parametrize("to", ["txt", "html", "docx", "pdf", "xlsx"])
def test_how_urgent_a_paper_is_is_read_again(to: str) -> None:
    frame = Frame(urgency=Urgency.MORE, opening=("请执行。",), annex="任务清单")
    data = rendered(breakdown(), to, frame)
    assert frame_of(xushi.parse_bytes(data, f"w.{to}", targets=False)).urgency is Urgency.MORE


def test_a_paper_of_several_offices_has_a_joint_head() -> None:
    tree = breakdown()
    tree = replace(tree, masthead=replace(tree.masthead, issuing_body="云岭市民政局、云岭市财政局"))
    (flag,) = (block for block in layout_of(tree).blocks if isinstance(block, Flag))
    assert (flag.words, flag.offices) == ("文件", ("云岭市民政局", "云岭市财政局"))


def test_a_document_with_a_degree_of_secrecy_is_not_written() -> None:
    text = "秘密\n\n关于下达2031年任务分解的通知\n\n1.新建公厕2座。（责任单位：市住建局）\n"
    with pytest.raises(Classified) as refused:
        rendered(xushi.parse_bytes(text.encode(), "a.txt", targets=False), "docx")
    assert str(refused.value) == (
        "文件标有密级“秘密”。本系统只处理不涉密的信息，没有读入，也不能生成这样的文件；请在涉密网络中办理。"
        "如果文件并不涉密，请删去密级标志后再试。"
    )
