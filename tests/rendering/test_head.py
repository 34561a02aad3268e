"""The red head, measured: names of any length on one line, joint heads, and the line without a number."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pdfplumber
import pytest
from docx import Document as Word
from docx.oxml.ns import qn

from xushi.rendering import Layout, written
from xushi.rendering.layout import TEXT_WIDTH, Block, Flag, Line, Signature, Style, width

MM = 72 / 25.4
DAY = date(2031, 2, 6)
SHORT = "云岭市人民政府文件"
LONG = "云岭市人民政府民生实事项目推进工作领导小组办公室文件"
OFFICES = ("云岭市人民政府办公室", "云岭市民政局", "云岭市人力资源和社会保障局")
JOINT = Flag("文件", "云政办发〔2031〕7号", offices=OFFICES)


def letter(flag: Flag, *more: Block) -> Layout:
    title = Line("关于民生实事推进情况的通报", Style.TITLE)
    return Layout("关于民生实事推进情况的通报", (flag, title, Line("请认真执行。"), *more), DAY)


def red(layout: Layout) -> list[dict[str, Any]]:
    """Return the red characters of the first page."""
    with pdfplumber.open(io.BytesIO(written(layout, "pdf"))) as pdf:
        return [char for char in pdf.pages[0].chars if char["non_stroking_color"] not in (None, (0,), (0, 0, 0))]


@pytest.mark.parametrize("words", [SHORT, LONG])
def test_a_name_of_any_length_stands_on_one_line_between_the_margins(words: str) -> None:
    chars = red(letter(Flag(words, "云政发〔2031〕7号")))
    assert "".join(char["text"] for char in chars) == words
    assert max(char["top"] for char in chars) - min(char["top"] for char in chars) < 1
    assert min(char["x0"] for char in chars) / MM >= 28
    assert max(char["x1"] for char in chars) / MM <= 210 - 26
    assert max(char["size"] for char in chars) > 27  # rather narrow than small


@pytest.mark.parametrize("words", [SHORT, "云岭市人民政府办公室文件", LONG])
def test_word_has_room_for_the_name_on_one_line(words: str) -> None:
    (name,) = _red_paragraphs(letter(Flag(words, "云政发〔2031〕7号")))
    (run,) = name.runs
    scale = run._r.rPr.find(qn("w:w"))  # noqa: SLF001 - python-docx does not know it
    narrowed = 1 if scale is None else int(scale.get(qn("w:val"))) / 100
    assert run.text == words
    assert run.font.size is not None
    assert run.font.size.pt * narrowed * len(words) < TEXT_WIDTH


def test_names_of_a_joint_head_are_equally_wide_with_the_word_in_the_middle_to_their_right() -> None:
    chars = red(letter(JOINT))
    lines: dict[int, list[dict[str, Any]]] = {}
    for char in chars:
        if char["text"] not in "文件":
            lines.setdefault(round(char["top"] / 4), []).append(char)
    assert ["".join(char["text"] for char in line) for line in lines.values()] == list(OFFICES)
    lefts = [min(char["x0"] for char in line) for line in lines.values()]
    rights = [max(char["x1"] for char in line) for line in lines.values()]
    assert max(lefts) - min(lefts) < 1
    assert max(rights) - min(rights) < 1
    word = [char for char in chars if char["text"] in "文件"]
    middle = list(lines.values())[1][0]
    assert min(char["x0"] for char in word) > max(rights)
    assert word[0]["top"] == pytest.approx(middle["top"], abs=1)


def test_a_joint_head_in_word_has_a_line_for_each_name_and_the_word_once() -> None:
    told = [paragraph.text for paragraph in _red_paragraphs(letter(JOINT))]
    assert told == [OFFICES[0], f"{OFFICES[1]}\t文件", OFFICES[2]]


def test_the_names_of_a_joint_paper_are_signed_below_each_other() -> None:
    layout = letter(JOINT, Signature("、".join(OFFICES), DAY))
    told = [paragraph.text for paragraph in Word(io.BytesIO(written(layout, "docx"))).paragraphs]
    assert told[-4:] == [*OFFICES, "2031年2月6日"]


@pytest.mark.parametrize("number", ["云政发〔2031〕7号", ""])
def test_the_red_line_stays_without_a_number(number: str) -> None:
    layout = letter(Flag(SHORT, number))
    with pdfplumber.open(io.BytesIO(written(layout, "pdf"))) as pdf:
        page = pdf.pages[0]
        lines = [each for each in (*page.lines, *page.rects) if each["x1"] - each["x0"] > 150 * MM]
    assert len(lines) == 1
    borders = Word(io.BytesIO(written(layout, "docx"))).element.body.findall(f".//{qn('w:pBdr')}/{qn('w:bottom')}")
    assert [border.get(qn("w:color")) for border in borders] == ["E60000"]


def test_a_short_name_is_moved_so_that_the_date_stands_two_right_of_its_beginning() -> None:
    signature = Signature("市政府", DAY)
    name, day = signature.indents
    assert (day, name + width("市政府") - 2) == (2, day + width("2031年2月6日"))


def _red_paragraphs(layout: Layout) -> list[Any]:
    word = Word(io.BytesIO(written(layout, "docx")))
    return [one for one in word.paragraphs if any(run.font.color.rgb is not None for run in one.runs)]
