"""Word documents that Word, WPS and LibreOffice open as an office would have made them: GB/T 9704-2012.

What is empty of it, styles and pages, is in `docxpage`, tables are in `docxtables`.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from xushi.rendering.charts import Chart
from xushi.rendering.docxboxes import foot_box
from xushi.rendering.docxpage import CHARACTER, IMPRINT_PITCH, MADE, TITLE_SIZE, child, empty, put
from xushi.rendering.docxtables import table_of
from xushi.rendering.layout import (
    JOINT_PITCH,
    PITCH,
    TEXT_WIDTH,
    Annex,
    Block,
    Figure,
    Flag,
    Imprint,
    Layout,
    Line,
    Signature,
    Style,
    Table,
    shaped,
    title_lines,
    width,
)
from xushi.rendering.pictures import WIDTH, pictures_or_none

_RED = RGBColor(0xE6, 0, 0)
_MM = 72 / 25.4  #: in points
_UNDER = 4  #: points between a line of the imprint and its text
_TURNED_WIDTH = (297 - 37 - 35) * _MM  #: of the text on a turned sheet, in points
_OF_STYLE = {
    Style.TITLE: "公文标题",
    Style.SOURCE: "公文居中",
    Style.ADDRESSEES: "公文主送机关",
    Style.LIST: "公文一级标题",
    Style.FIELD: "公文二级标题",
    Style.ATTACHED: "公文附件说明",
}


def written(layout: Layout) -> bytes:
    """Return the layout as a docx file, the same bytes every time."""
    paper = _Paper()
    properties = paper.word.core_properties
    properties.title = shaped(layout.title)[:255]
    properties.author = next((block.body for block in layout.blocks if isinstance(block, Signature)), "")[:255]
    paper.drawn = pictures_or_none(layout.charts, "png")
    for sheets in layout.sheets:
        paper.turn(turned=sheets.turned)
        for block in sheets.blocks:
            paper.write(block)
    return _repacked(paper.saved())


class _Paper:
    """A document while it is written: its sections, and whether the next paragraph begins a page anyway."""

    def __init__(self) -> None:
        self.word, self._upright, self._sideways = empty()
        self._body = self.word.element.body
        self._turned: bool | None = None
        self._at_top = True
        self._any_turned = False
        self.drawn: Mapping[Chart, bytes] = {}

    def saved(self) -> bytes:
        """Return the file; page numbers of turned sheets are no part of a paper without any."""
        if not self._any_turned:
            for reference in self._sideways.findall(qn("w:footerReference")):
                del self.word.part.rels[reference.get(qn("r:id"))]
        saved = io.BytesIO()
        self.word.save(saved)
        return saved.getvalue()

    def turn(self, *, turned: bool) -> None:
        """Go on on upright or on turned sheets; what was written so far becomes a section of its own (GW-22)."""
        self._any_turned = self._any_turned or turned
        kind = deepcopy(self._sideways if turned else self._upright)
        before = self._body[-1]
        if self._turned is not None:
            last = self._body[-2]
            if last.tag != qn("w:p"):
                last = self.paragraph("", "公文分隔线")._p  # noqa: SLF001 - a table cannot end a section
            last.get_or_add_pPr().append(before)
            self._body.append(kind)
        else:
            self._body.replace(before, kind)
        self._turned, self._at_top = turned, True

    def paragraph(self, text: str, style: str) -> Any:
        """Append a paragraph."""
        self._at_top = False
        return self.word.add_paragraph(shaped(text), style)

    def write(self, block: Block) -> None:
        """Append a block."""
        match block:
            case Line(text, style):
                self._line(text, style)
            case Flag():
                self._flag(block)
            case Signature():
                self._signature(block)
            case Annex(mark, title):
                at_top = self._at_top
                first = self.paragraph(mark, "公文附件") if mark else None
                titled = self._title(title)
                if first is not None:
                    titled.paragraph_format.space_before = Pt(PITCH)
                (first or titled).paragraph_format.page_break_before = None if at_top else True
            case Imprint():
                self._imprint(block)
            case Figure(chart):
                if chart in self.drawn:
                    self._picture(chart, self.drawn[chart])
            case Table():
                room = _TURNED_WIDTH if self._turned else TEXT_WIDTH
                self._body.insert(len(self._body) - 1, table_of(block, self.word.styles, room))
                self._at_top = False

    def _line(self, text: str, style: Style) -> None:
        if style is Style.TITLE:
            self._title(text)
            return
        layout = self.paragraph(text, _OF_STYLE.get(style, "公文正文")).paragraph_format
        if style is Style.ATTACHED:  # a wrapped name goes on under its first character (GB/T 9704-2012 7.3.4)
            name = 6 if text[3:4].isdigit() else 5
            layout.space_before, layout.left_indent = Pt(PITCH), Pt(name * CHARACTER)
            layout.first_line_indent = Pt((2 - name) * CHARACTER)

    def _title(self, title: str) -> Any:
        """Write a title with an empty line below it, so narrow that its lines end where the sense allows.

        Breaks inside the paragraph would say the same, but whoever reads the file would take them for its end.
        """
        paragraph = self.paragraph(title, "公文标题")
        layout = paragraph.paragraph_format
        layout.space_after = Pt(PITCH)
        lines = [width(line) for line in title_lines(title)]
        room = max(lines) + 0.6
        if all(line + 1 > room for line in lines[:-1]) and len(lines) > 1:
            layout.left_indent = layout.right_indent = Pt((TEXT_WIDTH - room * TITLE_SIZE) / 2)
        return paragraph

    def _flag(self, flag: Flag) -> None:
        """Write the red head: 35 mm below the upper edge, the number two lines below, the red line 4 mm below that."""
        if flag.mark:
            _frame(self.paragraph(flag.mark, "公文附件"), 8 * CHARACTER, "top")
        if flag.offices:
            self._joint(flag)
        else:
            name = self.paragraph("", "公文发文机关标志")
            _red(name, flag.words, flag)
            name.paragraph_format.space_before = Mm(35)
            name.paragraph_format.line_spacing = Pt(flag.fit[0])
        name = self.word.paragraphs[-1]  # it keeps the line in its place where a template has no number yet
        name.paragraph_format.space_after = Pt(2 * PITCH - (PITCH - CHARACTER) / 2)
        self.paragraph(flag.number, "公文居中")
        self._rule("8", "E60000", 4 * _MM - (PITCH - CHARACTER) / 2).space_after = Pt(2 * PITCH)

    def _joint(self, flag: Flag) -> None:
        """Write the names of a joint head, spread to the same width, with 文件 on the middle line to their right."""
        size, narrowed = flag.fit
        longest = max(map(width, flag.offices))
        right = TEXT_WIDTH / 2 - (longest + 0.5 + width(flag.words)) * size * narrowed / 2
        for at, office in enumerate(flag.offices):
            name = self.paragraph("", "公文发文机关标志")
            name.alignment = 0
            spread = (longest - width(office)) * size * narrowed / max(len(office) - 1, 1)
            _red(name, office[:-1], flag, spread)
            _red(name, office[-1:], flag)
            layout = name.paragraph_format
            layout.space_before = Mm(35) if at == 0 else Pt(0)
            layout.line_spacing = Pt(size * JOINT_PITCH)
            layout.left_indent = Pt(right)
            if at == len(flag.offices) // 2:
                layout.tab_stops.add_tab_stop(Pt(right + (longest + 0.5) * size * narrowed))
                _red(name, "\t" + flag.words, flag)

    def _signature(self, signature: Signature) -> None:
        """Write names and date, and keep them with the line above."""
        last = self._body[-2] if len(self._body) > 1 else None
        if last is not None and last.tag == qn("w:p"):
            properties = last.get_or_add_pPr()
            if properties.find(qn("w:keepNext")) is None:
                put(properties, "w:keepNext")
        name, day = signature.indents
        for at, office in enumerate(signature.offices):
            layout = self.paragraph(office, "公文署名").paragraph_format
            layout.space_before = Pt(0 if at else PITCH * (2 if signature.sealed else 1))
            layout.right_indent = Pt(CHARACTER * (name if at + 1 == len(signature.offices) else 2))
            layout.keep_with_next = signature.day is not None or at + 1 < len(signature.offices)
        if signature.day is None:
            return
        dated = self.paragraph(signature.day, "公文署名")
        if signature.sealed or day == 2:
            dated.paragraph_format.right_indent = Pt(CHARACTER * day)
        else:  # from the left, two characters right of the name, however wide the figures are
            dated.alignment = 0
            dated.paragraph_format.left_indent = Pt(TEXT_WIDTH - CHARACTER * width(signature.offices[-1]))

    def _picture(self, chart: Chart, png: bytes) -> None:
        """Put a chart into a paragraph of its own, with what it shows in words for readers for the blind."""
        picture = self.paragraph("", "公文图").add_run().add_picture(io.BytesIO(png), width=Pt(WIDTH))
        told = picture._inline.docPr  # noqa: SLF001 - python-docx knows no words
        told.set("descr", chart.in_words)
        told.set("title", chart.title)

    def _imprint(self, imprint: Imprint) -> None:
        """Write the imprint at the foot of the last page, between lines of 0.35 mm and with one of 0.25 mm inside."""
        told = [] if imprint.copies is None else [f"抄送：{imprint.copies}"]
        lines = [math.ceil(width(text) * 14 / (TEXT_WIDTH - 28)) for text in told]
        height = (1 + sum(lines)) * IMPRINT_PITCH + (len(lines) + 1) * _UNDER + 2
        hook = self.paragraph("", "公文分隔线")
        box = foot_box(hook, mark=901, size=(TEXT_WIDTH / _MM, height / _MM))
        first = len(self._body) - 1
        self._rule("8", "000000", 1)
        for text in told:
            self._inset(text)
            self._rule("6", "000000", _UNDER)
        last = self._inset(imprint.office)
        last.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH - 14), alignment=2)
        last.add_run("\t" + imprint.printed)
        self._rule("8", "000000", _UNDER)
        box.extend(list(self._body)[first:-1])

    def _inset(self, text: str) -> Any:
        """Write a line of the imprint, a character in from both sides."""
        paragraph = self.paragraph(text, "公文版记")
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
        return paragraph

    def _rule(self, size: str, colour: str, height: float) -> Any:
        """Write a line as wide as the text, `height` points below what is above it; return its paragraph format."""
        paragraph = self.paragraph("", "公文分隔线")
        borders = put(paragraph._p.get_or_add_pPr(), "w:pBdr")  # noqa: SLF001 - python-docx writes no borders
        child(borders, "w:bottom", val="single", sz=size, space="0", color=colour)
        paragraph.paragraph_format.line_spacing = Pt(height)
        return paragraph.paragraph_format


def _red(paragraph: Any, words: str, flag: Flag, spread: float = 0) -> None:
    """Add red words in the size of the head, narrowed as it is, `spread` points apart."""
    size, narrowed = flag.fit
    run = paragraph.add_run(words)
    run.font.color.rgb, run.font.size = _RED, Pt(size)
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-docx knows neither
    if spread:
        put(properties, "w:spacing", val=str(round(spread * 20)))
    if narrowed < 1:
        put(properties, "w:w", val=str(int(narrowed * 100)))


def _frame(paragraph: Any, size: float, place: str) -> None:
    """Take a paragraph out of the text to the upper or lower edge of its area."""
    put(
        paragraph._p.get_or_add_pPr(),  # noqa: SLF001 - python-docx knows no frames
        "w:framePr",
        w=str(round(size * 20)),
        wrap="around",
        vAnchor="margin",
        hAnchor="margin",
        xAlign="left",
        yAlign=place,
    )


def _repacked(package: bytes) -> bytes:
    """Return the package with one time on all its parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return packed.getvalue()
