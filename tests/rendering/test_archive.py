"""A PDF for archives and for readers for the blind: what it says of itself, its tags, and that no glyph is missing."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations
from operator import ne
from typing import Any

import pdfplumber
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pdfplumber.structure import PDFStructElement, PDFStructTree

from xushi.rendering import FontsMissing, Layout, written
from xushi.rendering.charts import shares
from xushi.rendering.layout import Figure, Flag, Head, Line, Signature, Style, Table

#: Characters of names: common in people's names and in no GB 2312, of Extension A, and of Extension B.
RARE = "玥堃䶮𠮷"
CHART = shares("各领域推进情况", {"教育": {"on_pace": 3}, "交通": {"behind": 2}}, "领域")
LAYOUT = Layout(
    "关于民生实事推进情况的通报",
    (
        Flag("云岭市人民政府文件", "云政发〔2031〕7号"),
        Line("关于民生实事推进情况的通报", Style.TITLE),
        Line("联系人：玥堃䶮𠮷。"),
        Line("（一）教育", Style.FIELD),
        Figure(CHART),
        Table((tuple(Head(text) for text in ("序号", "任务")),), (("1", "新建幼儿园。"),), (10, 90), (True, False)),
        Signature("云岭市人民政府", date(2031, 2, 6)),
    ),
    date(2031, 2, 6),
)


@cache
def made() -> bytes:
    return written(LAYOUT, "pdf")


def elements() -> list[PDFStructElement]:
    def walk(element: PDFStructElement) -> Iterator[PDFStructElement]:
        yield element
        for below in element.children:
            yield from walk(below)

    with pdfplumber.open(io.BytesIO(made())) as pdf:
        return [one for root in PDFStructTree(pdf) for one in walk(root)]


def test_it_says_that_it_is_for_archives_and_for_readers_for_the_blind() -> None:
    for said in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert said in made()


def test_it_says_its_title_its_issuer_and_its_language() -> None:
    with pdfplumber.open(io.BytesIO(made())) as pdf:
        catalog, told = pdf.doc.catalog, pdf.metadata
        assert (told["Title"], told["Author"]) == ("关于民生实事推进情况的通报", "云岭市人民政府")
        assert catalog["Lang"] in (b"zh-CN", b"zh-cn")
        assert catalog["MarkInfo"]["Marked"] is True
        assert catalog["ViewerPreferences"]["DisplayDocTitle"] is True


def test_headings_have_tags_without_leaving_out_a_level() -> None:
    assert [one.type for one in elements() if one.type[0] == "H" and one.type[1:].isdigit()] == ["H1", "H2"]


def test_heads_of_tables_are_tagged_as_such_and_pictures_are_told_in_words() -> None:
    tags = [one.type for one in elements()]
    assert (tags.count("Table"), tags.count("TH"), tags.count("TD")) == (1, 2, 2)
    assert [one.alt_text for one in elements() if one.type == "Figure"] == [CHART.in_words]


def test_characters_of_rare_names_have_shapes_of_their_own() -> None:
    with pdfplumber.open(io.BytesIO(made())) as pdf:
        places = {char["text"]: char for char in pdf.pages[0].chars if char["text"] in RARE}
    with pypdfium2.PdfDocument(io.BytesIO(made())) as pdf:
        page = pdf[0].render(scale=4, grayscale=True).to_pil()
    shapes = {text: _shape(page, char) for text, char in places.items()}
    assert set(shapes) == set(RARE)
    for (one, dark), (other, black) in combinations(shapes.items(), 2):
        assert sum(dark) > 100, one
        assert sum(map(ne, dark, black)) > 200, (one, other)  # boxes in place of characters would be alike


def _shape(page: Any, char: dict[str, Any]) -> list[bool]:
    x, y = round(char["x0"] * 4), round((char["top"] + char["bottom"]) * 2)
    return [shade < 128 for shade in page.crop((x, y - 30, x + 62, y + 30)).tobytes()]


def test_a_character_that_no_font_has_is_named_with_its_place() -> None:
    layout = Layout("通报", (Line("通报", Style.TITLE), Line("由李\uf8ff同志负责联系。")))
    with pytest.raises(FontsMissing) as refused:
        written(layout, "pdf")
    assert str(refused.value) == (
        "这台机器上的字体里没有“\uf8ff”（U+F8FF）这个字，无法生成 PDF，它在“由李\uf8ff同志负责联系。”里。"
        "请安装收录生僻字的字体（如 Debian 软件包 fonts-hanazono）再试一次，或者改为下载 docx。"
    )


@pytest.mark.parametrize("to", ["pdf", "docx", "html", "xlsx"])
def test_what_has_no_shape_is_left_out(to: str) -> None:
    assert written(Layout("", (Line("一\x0b\x00项\ufeff。", Style.LIST),)), to)
