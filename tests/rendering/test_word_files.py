"""A Word file that Word opens without repairing it: the order of elements, and that everything named is there."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
from docx import Document as Word
from lxml import etree

from xushi.rendering import Layout, written
from xushi.rendering.layout import Annex, Flag, Head, Line, Signature, Style, Table

from .test_archive import LAYOUT
from .test_letter import IMPRINT, WIDE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: The order of what stands in them, of ECMA-376 Part 1 (5th edition): 17.3.1.26, 17.3.2.28, 17.6.17, 17.4.60, 17.4.70,
#: 17.3.1.24, 17.7.4.17. What may stand in any order is left out.
ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
        vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em
        lang eastAsianLayout specVanish oMath""",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
        pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription""",
    "tcPr": """cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign
        hideMark""",
    "pBdr": "top left bottom right between bar",
    "tbl": "tblPr tblGrid tr",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
        personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
}
JOINT = Flag("文件", "云政办发〔2031〕7号", "特急", ("云岭市人民政府办公室", "云岭市民政局"))
FORM = Table(
    ((Head("甲", rows=2), Head("乙", columns=2)), (Head("丙"), Head("丁"))),
    (("标题",), ("1", "2", "3")),
    (1, 1, 1),
    (True, False, False),
    form=True,
)
ALL = Layout(
    "关于民生实事推进情况的通报",
    (
        *(JOINT, *LAYOUT.blocks[1:-1], Line("附件：任务分解表", Style.ATTACHED)),
        *(Signature("云岭市人民政府办公室、云岭市民政局", date(2031, 2, 6), sealed=True), Annex("附件", "安排"), WIDE),
        *(Line("一、教育", Style.LIST), FORM, IMPRINT),
    ),
)


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written(ALL, "docx"))) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        return {name: package.read(name) for name in names}


@cache
def trees() -> dict[str, etree._Element]:
    return {name: etree.fromstring(data) for name, data in parts().items() if name.endswith((".xml", ".rels"))}


def found(tag: str) -> Iterator[etree._Element]:
    for tree in trees().values():
        yield from tree.iter(f"{W}{tag}")


@pytest.mark.parametrize("tag", ORDER)
def test_what_stands_in_an_element_has_the_order_of_the_standard(tag: str) -> None:
    order = ORDER[tag].split()
    elements = list(found(tag))
    assert elements
    for element in elements:
        told = [etree.QName(child).localname for child in element]
        assert set(told) <= set(order), told
        assert told == sorted(told, key=order.index), told
        single = [name for name in told if name not in {"footerReference", "headerReference", "tr", "tblStylePr"}]
        assert len(single) == len(set(single)), told


def test_every_style_that_is_named_is_there_once() -> None:
    styles = Counter(style.get(f"{W}styleId") for style in trees()["word/styles.xml"].iter(f"{W}style"))
    assert [name for name, count in styles.items() if count > 1] == []
    tags = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
    assert {element.get(f"{W}val") for tag in tags for element in found(tag)} <= styles.keys()


def test_every_part_that_is_named_is_there_and_has_a_type() -> None:
    types = {one.get("PartName") or f".{one.get('Extension')}" for one in trees()["[Content_Types].xml"]}
    for name, tree in trees().items():
        folder, file = posixpath.split(name)
        rels = trees().get(f"{folder}/_rels/{file}.rels")
        known = {one.get("Id"): one.get("Target") for one in (rels if rels is not None else ())}
        assert len(known) == len(rels if rels is not None else ())
        named = {str(value) for one in tree.iter() for key, value in one.attrib.items() if str(key).startswith(R)}
        assert named <= known.keys(), name
        for target in known.values():
            path = posixpath.normpath(posixpath.join("/", folder, str(target)))[1:]
            assert path in parts(), target
            assert {f"/{path}", posixpath.splitext(path)[1]} & types, path


def test_pictures_and_boxes_have_numbers_of_their_own_and_words() -> None:
    drawn = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
    for tree in trees().values():
        numbers = [one.get("id") for one in tree.iter(drawn)]
        assert len(numbers) == len(set(numbers))
        assert all(one.get("descr") for one in tree.iter(drawn))


def test_every_cell_has_a_paragraph_and_every_row_fills_the_grid() -> None:
    for table in found("tbl"):
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.iter(f"{W}tr"):
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            assert sum(1 if span is None else int(str(span.get(f"{W}val"))) for span in spans) == columns
            assert all(cell[-1].tag == f"{W}p" for cell in row.findall(f"{W}tc"))


def test_it_says_its_title_its_issuer_and_its_language() -> None:
    told = Word(io.BytesIO(written(ALL, "docx"))).core_properties
    assert (told.title, told.author, told.language) == (ALL.title, "云岭市人民政府办公室、云岭市民政局", "zh-CN")
    default = trees()["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default is not None
    assert default.get(f"{W}eastAsia") == "zh-CN"
