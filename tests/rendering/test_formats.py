"""What each format has besides the words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from docx import Document as Word
from docx.oxml.ns import qn

from xushi.cli import main
from xushi.document.model import Commitment, Field, Genre
from xushi.rendering import FontsMissing, Frame, rendered
from xushi.rendering.fonts import chosen
from xushi.rendering.layout import title_lines

from .making import document
from .test_page import FRAME, breakdown

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "2025-04-bulletin.txt"


def test_word_styles_name_the_official_faces() -> None:
    styles = Word(io.BytesIO(rendered(breakdown(), "docx", FRAME))).styles
    faces = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("公文标题", "公文正文", "公文一级标题", "公文二级标题")
    }
    assert faces == {
        "公文标题": "方正小标宋简体",
        "公文正文": "仿宋_GB2312",
        "公文一级标题": "黑体",
        "公文二级标题": "楷体_GB2312",
    }


def test_word_sets_the_page_and_its_grid() -> None:
    word = Word(io.BytesIO(rendered(breakdown(), "docx", FRAME)))
    section = word.sections[0]
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [37, 28, 26, 35]
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx knows no grid
    assert grid is not None
    assert [grid.get(qn(f"w:{name}")) for name in ("type", "linePitch")] == ["lines", "579"]
    body = word.styles["公文正文"].element.rPr
    assert [body.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("sz", "spacing")] == ["32", "-5"]
    assert word.settings.odd_and_even_pages_header_footer


def test_word_files_are_the_same_bytes_every_time() -> None:
    assert rendered(breakdown(), "docx", FRAME) == rendered(breakdown(), "docx", FRAME)


def test_a_text_that_looks_like_a_formula_stays_a_text_in_a_workbook() -> None:
    told = Field(None, None, (Commitment("1", "=1+2号楼加装电梯。"), Commitment("2", "@各社区开展普查。")))
    data = rendered(document(Genre.WORK_PLAN, (told,)), "xlsx", Frame())
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    kinds = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    assert kinds["=1+2号楼加装电梯。"] == kinds["@各社区开展普查。"] == "s"
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")


def test_markup_in_a_text_is_text_on_a_page() -> None:
    told = Field(None, None, (Commitment("1", "推进<script>平台&系统建设。"),))
    page = rendered(document(Genre.WORK_PLAN, (told,)), "html", Frame()).decode()
    assert "推进&lt;script&gt;平台&amp;系统建设。" in page


def test_without_a_chinese_font_the_sentence_says_what_to_install() -> None:
    with pytest.raises(FontsMissing) as refused:
        chosen(frozenset({"DejaVu Sans"}))
    assert str(refused.value) == (
        "这台机器上没有中文字体，无法生成 PDF。请安装 Debian 软件包 fonts-noto-cjk"
        "（仿宋体在 texlive-lang-chinese 里，楷体在 fonts-lxgw-wenkai 里），再试一次。"
    )


def test_fangsong_comes_first_where_it_is_installed_and_names_fall_back() -> None:
    faces = chosen(frozenset({"FandolFang", "Noto Serif CJK SC", "Noto Sans CJK SC"}))
    assert faces["fang"] == ["FandolFang", "Noto Serif CJK SC", "Noto Sans CJK SC"]


def test_a_long_title_is_broken_in_even_lines_where_the_sense_allows() -> None:
    assert title_lines("关于2031年市民生实事一季度进展情况的通报") == ["关于2031年市民生实事", "一季度进展情况的通报"]


def test_the_command_writes_the_file_that_was_asked_for(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    assert main(["render", str(SAMPLE), "--to", "docx", "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"PK")


def test_the_command_gives_the_text_of_an_imported_document_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    assert main(["render", str(SAMPLE), "--to", "txt", "-o", str(out)]) == 0
    assert out.read_bytes() == SAMPLE.read_bytes()


def test_the_command_writes_bytes_to_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=written, flush=lambda: None))
    assert main(["render", str(SAMPLE), "--to", "html"]) == 0
    assert written.getvalue().startswith(b"<!DOCTYPE html>")
