"""Word documents: automatic numbers, tables, notes, tracked changes."""

from __future__ import annotations

import zipfile
from io import BytesIO

import docx
import pytest
from tests.reading.making import (
    assert_span_law,
    cells,
    levels,
    numbered,
    numbering,
    paragraph,
    problems,
    saved_word,
    word,
    word_table,
)

from xushi.reading import read_bytes
from xushi.reading.model import Reading, TextBlock
from xushi.spans import Span


def read(data: bytes) -> Reading:
    reading = read_bytes(data, "a.docx")
    assert_span_law(reading)
    assert reading.view.text == reading.source.text
    return reading


def text(body: str, **parts: str) -> str:
    return read(word(body, **parts)).source.text


def test_paragraphs_are_lines() -> None:
    document = docx.Document()
    document.add_paragraph("一、教育")
    document.add_paragraph("新建幼儿园").add_run("两所").bold = True
    reading = read(saved_word(document))
    assert reading.source.text == "一、教育\n新建幼儿园两所\n"
    assert reading.blocks == (TextBlock(Span(0, 13)),)


@pytest.mark.parametrize(
    ("style", "pattern", "shown"),
    [
        ("decimal", "%1.", "1. 甲\n2. 乙\n"),
        ("chineseCounting", "%1、", "一、 甲\n二、 乙\n"),
        ("chineseCountingThousand", "（%1）", "（一） 甲\n（二） 乙\n"),
        ("ideographDigital", "%1、", "一、 甲\n二、 乙\n"),
        ("decimalEnclosedCircle", "%1", "① 甲\n② 乙\n"),
        ("upperLetter", "%1)", "A) 甲\nB) 乙\n"),
        ("lowerLetter", "%1)", "a) 甲\nb) 乙\n"),
        ("upperRoman", "%1.", "I. 甲\nII. 乙\n"),
        ("lowerRoman", "%1.", "i. 甲\nii. 乙\n"),
        ("decimalZero", "%1", "01 甲\n02 乙\n"),
        ("decimal", "第%1条", "第1条 甲\n第2条 乙\n"),
        ("bullet", "", "甲\n乙\n"),
        ("none", "%1", "甲\n乙\n"),
    ],
)
def test_automatic_numbers_are_written_out(style: str, pattern: str, shown: str) -> None:
    assert text(numbered("甲") + numbered("乙"), numbering=numbering(levels((style, pattern)))) == shown


def test_levels_count_within_the_level_above() -> None:
    body = "".join(numbered(t, level=i) for t, i in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1), ("己", 2)])
    definition = levels(("chineseCounting", "%1、"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
    legal = definition.replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:isLgl/>')
    assert text(body, numbering=numbering(legal)) == "一、 甲\n1.1 乙\n1.2 丙\n二、 丁\n2.1 戊\n二.1.1 己\n"


def test_a_level_may_go_on_counting() -> None:
    definition = levels(("decimal", "%1."), ("decimal", "（%2）")).replace(
        '<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:lvlRestart w:val="0"/>'
    )
    body = "".join(numbered(t, level=i) for t, i in [("甲", 0), ("乙", 1), ("丙", 0), ("丁", 1)])
    assert text(body, numbering=numbering(definition)) == "1. 甲\n（1） 乙\n2. 丙\n（2） 丁\n"


def test_a_second_instance_goes_on_unless_it_overrides_the_start() -> None:
    again = '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    afresh = (
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = numbered("甲") + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3)
    parts = numbering(levels(("decimal", "%1."))) + again + afresh
    assert text(body, numbering=parts) == "1. 甲\n2. 乙\n5. 丙\n6. 丁\n"


def test_a_style_brings_its_number_and_can_be_switched_off() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="item"><w:basedOn w:val="base"/></w:style>'
    )
    definition = levels(("decimal", "%1."), ("chineseCounting", "（%2）")).replace(
        '<w:numFmt w:val="chineseCounting"/>', '<w:numFmt w:val="chineseCounting"/><w:pStyle w:val="item"/>'
    )
    body = (
        paragraph("甲", '<w:pStyle w:val="base"/>')
        + paragraph("乙", '<w:pStyle w:val="item"/>')
        + paragraph("丙", '<w:pStyle w:val="base"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert text(body, numbering=numbering(definition), styles=styles) == "1. 甲\n（一） 乙\n丙\n"


def test_numbers_in_empty_cells_are_written_out() -> None:
    row = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
    body = (
        "<w:tbl>" + row.format(numbered(""), paragraph("甲")) + row.format(numbered(""), paragraph("乙")) + "</w:tbl>"
    )
    assert text(body, numbering=numbering(levels(("decimal", "%1")))) == "1 \t甲\n2 \t乙\n"


def test_merged_cells() -> None:
    rows = [["序号", "进度", ""], ["", "一季度", "二季度"], ["1", "开工", "完工"]]
    reading = read(word_table(rows, merges=((0, 0, 1, 0), (0, 1, 0, 2))))
    assert cells(reading) == [
        [
            ("序号", 0, 0, 2, 1),
            ("进度", 0, 1, 1, 2),
            ("一季度", 1, 1, 1, 1),
            ("二季度", 1, 2, 1, 1),
            ("1", 2, 0, 1, 1),
            ("开工", 2, 1, 1, 1),
            ("完工", 2, 2, 1, 1),
        ]
    ]
    assert reading.source.text == "序号\t进度\n\t一季度\t二季度\n1\t开工\t完工\n"


def test_paragraphs_breaks_and_tabs_in_a_cell_stay_in_it() -> None:
    runs = "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>"
    body = f"<w:tbl><w:tr><w:tc>{runs}{paragraph('丁')}</w:tc><w:tc>{paragraph('戊')}</w:tc></w:tr></w:tbl>"
    assert text(body) == "甲\v乙 丙\v丁\t戊\n"


def test_a_table_in_a_cell_is_flattened() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('乙')}</w:tc><w:tc>{paragraph('丙')}</w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}{inner}{paragraph('')}</w:tc></w:tr></w:tbl>"
    reading = read(word(body))
    assert cells(reading) == [[("甲\v乙 丙", 0, 0, 1, 1)]]


def test_tracked_insertions_count_and_deletions_do_not() -> None:
    body = (
        "<w:p><w:r><w:t>新建</w:t></w:r><w:del><w:r><w:delText>八</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>十</w:t></w:r></w:ins><w:r><w:t>处</w:t></w:r></w:p>"
    )
    reading = read(word(body))
    assert reading.source.text == "新建十处\n"
    assert problems(reading) == [
        (
            "reading-tracked-changes: 文档带有修订痕迹，有 1 处删除尚未接受，识别时按已删除处理。"
            "请确认这就是定稿；必要时在 Word 或 WPS 中接受或拒绝全部修订后再试。"
        )
    ]


def test_links_fields_controls_symbols_and_page_breaks() -> None:
    body = (
        "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:r><w:fldChar/></w:r><w:r>"
        '<w:instrText>PAGE</w:instrText></w:r><w:r><w:t>乙</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:tab/>'
        '<w:noBreakHyphen/><w:br w:type="page"/><w:t>丙</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    )
    assert text(body) == "甲乙☑\t-\f丙\n"


def test_a_text_box_follows_its_paragraph_and_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('框内')}</w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f'<w:p xmlns:mc="urn:mc"><w:r><w:t>前</w:t>{both}<w:t>后</w:t></w:r></w:p>'
    assert text(body) == "前后\n框内\n"


def test_notes_that_are_referred_to_follow_at_the_end() -> None:
    body = '<w:p><w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("乙")
    notes = "".join(
        f'<w:footnote w:id="{i}">{paragraph(t)}</w:footnote>' for i, t in [("0", "线"), ("2", "首位为牵头单位")]
    )
    assert text(body, footnotes=notes) == "甲\n乙\n[1] 首位为牵头单位\n"


def test_macros_are_not_run_and_mentioned() -> None:
    file = BytesIO(word(paragraph("甲")))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/vbaProject.bin", b"macro")
    reading = read_bytes(file.getvalue(), "a.docm")
    assert reading.source.text == "甲\n"
    assert problems(reading) == [
        "reading-macros-ignored: 文档带有宏，识别时只读取文字，没有运行宏。建议另存为不带宏的 docx 后再分发。"
    ]
