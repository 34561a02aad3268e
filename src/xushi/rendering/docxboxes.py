"""Boxes of Word documents that stand at a place of the page: the imprint, and the number of a turned sheet."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_BOX = """<w:r {names}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH {left}</wp:positionH><wp:positionV {top}</wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:{wrap}/>
<wp:docPr id="{id}" name="{name}" descr="{name}"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData
 uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>
<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:noFill/></wps:spPr><wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr {writing}wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"""
_EMU = 36_000  #: in a millimetre


def turned_box(paragraph: Any, *, mark: int, place: tuple[float, float], size: tuple[float, float]) -> Any:
    """Return the inside of a box with writing turned to the right, at a place of the page in millimetres."""
    left, top = (f'relativeFrom="page"><wp:posOffset>{round(each * _EMU)}</wp:posOffset>' for each in place)
    values = {"left": left, "top": top, "wrap": "wrapNone", "writing": 'vert="vert" ', "anchor": "t"}
    return _box(paragraph, f"页码{mark}", mark, size, values)


def foot_box(paragraph: Any, *, mark: int, size: tuple[float, float]) -> Any:
    """Return the inside of a box at the foot of the text of the page that `paragraph` stands on."""
    left = 'relativeFrom="margin"><wp:align>left</wp:align>'
    top = 'relativeFrom="margin"><wp:align>bottom</wp:align>'
    values = {"left": left, "top": top, "wrap": "wrapTopAndBottom", "writing": "", "anchor": "b"}
    return _box(paragraph, "版记", mark, size, values)


def _box(paragraph: Any, name: str, mark: int, size: tuple[float, float], values: dict[str, str]) -> Any:
    width, height = (str(round(length * _EMU)) for length in size)
    run = parse_xml(_BOX.format(names=_NAMES, name=name, id=mark, width=width, height=height, **values))
    paragraph._p.append(run)  # noqa: SLF001 - python-docx draws no boxes
    return run.find(f".//{qn('w:txbxContent')}")
