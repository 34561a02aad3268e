r"""Word documents (docx, docm): a walk of our own over ``word/document.xml``.

The source text is what a person would copy out: a paragraph a line, automatic numbers written out, the cells of a
row separated by ``\t``, paragraphs inside a cell by ``\v``, a page break ``\f``. Tracked insertions count, deletions do
not. Footnotes follow at the end; headers, footers and comments are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xushi.problems import Message, Problem, Severity
from xushi.reading import refusals
from xushi.reading.linear import Entry, Linear
from xushi.reading.package import Package, attribute, child, local, number
from xushi.reading.wordnumbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from xushi.reading.model import Reading

FORMAT = "docx"
_MAIN = "word/document.xml"

#: Elements whose content is not part of the text: deleted, or describing it.
_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "delInstrText", "instrText", "rt"}
    | {"pPr", "rPr", "sectPr", "sdtPr", "tblPr", "tblGrid", "trPr", "tcPr"}
)
#: Elements that stand for one character.
_CHARACTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
#: Characters of symbol fonts, which mean nothing outside their font: the boxes and ticks of forms.
_SYMBOLS = {0x52: "☑", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0xA8: "□", 0xFB: "×", 0xFC: "√", 0xFE: "☑"}
_PRIVATE = range(0xF000, 0xF100)
#: Word allows 63 columns; a hostile file may say anything.
_MOST_COLUMNS = 1_000
#: Line ends inside a run of text are blanks in XML; as characters of our text they would end the paragraph.
_ONE_LINE = str.maketrans("\n\r\t\v\f", "     ")
_IN_CELL = str.maketrans("\n\t\f", "\v \v")


def read(data: bytes, name: str) -> Reading:
    """Return the reading of a Word document. Raises `UnreadableFile` if it is damaged, hostile or without text."""
    package = Package(data, FORMAT)
    document = _Document(package)
    document.body()
    document.notes()
    if document.out.is_blank:
        raise refusals.no_text(FORMAT)
    return document.out.reading(name, FORMAT, document.problems())


class _Document:
    """One walk over a document: what has been written, counted and dropped so far."""

    def __init__(self, package: Package) -> None:
        self.out = Linear()
        self._package = package
        self._numbering = Numbering(package.optional_xml("word/numbering.xml"), package.optional_xml("word/styles.xml"))
        self._notes: list[tuple[str, str]] = []  #: part and number of the notes referred to, in order
        self._deletions = 0

    def body(self) -> None:
        """Write the paragraphs and tables of the main part."""
        body = child(self._package.xml(_MAIN), "body")
        if body is None:
            raise refusals.damaged(FORMAT)
        for block in self._blocks(body):
            if local(block) == "tbl":
                self.out.table(self._rows(block))
            else:
                self.out.write(self._paragraph(block))

    def notes(self) -> None:
        """Write the footnotes and endnotes that were referred to, each on a line of its own."""
        for part in ("footnotes", "endnotes"):
            wanted = [note_id for where, note_id in self._notes if where == part]
            root = self._package.optional_xml(f"word/{part}.xml") if wanted else None
            notes = {attribute(note, "id") or "": note for note in (root if root is not None else ())}
            for place, note_id in enumerate(wanted, 1):
                if note_id in notes:
                    self.out.write(f"[{place}] {self._flattened(notes[note_id])}\n")

    def problems(self) -> Iterator[Problem]:
        """Report what the text does not show."""
        if self._deletions:
            yield Problem(
                "reading-tracked-changes",
                Severity.NOTICE,
                Message(
                    "文档带有修订痕迹，有 {count} 处删除尚未接受，识别时按已删除处理。", {"count": self._deletions}
                ),
                Message("请确认这就是定稿；必要时在 Word 或 WPS 中接受或拒绝全部修订后再试。"),
            )
        if "word/vbaProject.bin" in self._package.names:
            yield Problem(
                "reading-macros-ignored",
                Severity.NOTICE,
                Message("文档带有宏，识别时只读取文字，没有运行宏。"),
                Message("建议另存为不带宏的 docx 后再分发。"),
            )

    # Blocks

    def _blocks(self, parent: Element) -> Iterator[Element]:
        """Yield the paragraphs and tables below `parent`, out of content controls and the like."""
        for element in parent:
            name = local(element)
            if name in {"p", "tbl"}:
                yield element
            elif name in _SKIPPED:
                self._note_deletion(name)
            else:
                yield from self._blocks(element)

    def _paragraph(self, paragraph: Element) -> str:
        r"""Return a paragraph with its number and its end; text boxes anchored in it follow as lines of their own."""
        properties = child(paragraph, "pPr")
        boxes: list[Element] = []
        text = self._numbering.before(properties) + "".join(self._runs(paragraph, boxes))
        # With a deleted paragraph mark the next paragraph goes on in the same line.
        end = "" if child(properties, "rPr", "del") is not None else "\n"
        return text + end + "".join(self._flattened(box).replace("\v", "\n") + "\n" for box in boxes)

    def _runs(self, parent: Element, boxes: list[Element]) -> Iterator[str]:
        for element in parent:
            name = local(element)
            if name == "t":
                yield (element.text or "").translate(_ONE_LINE)
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name == "br":
                yield "\f" if attribute(element, "type") == "page" else "\n"
            elif name == "sym":
                yield _symbol(attribute(element, "char"))
            elif name == "txbxContent":
                boxes.append(element)
            elif name in {"footnoteReference", "endnoteReference"}:
                self._notes.append((name.removesuffix("Reference") + "s", attribute(element, "id") or ""))
            elif name == "AlternateContent":
                # The same content twice, for newer and older programs: the newer one comes first.
                yield from self._runs(element[0], boxes) if len(element) else ()
            elif name in _SKIPPED:
                self._note_deletion(name)
            else:
                yield from self._runs(element, boxes)

    def _note_deletion(self, name: str) -> None:
        self._deletions += name in {"del", "moveFrom"}

    # Tables

    def _rows(self, table: Element) -> list[list[Entry]]:
        """Return the rows; a cell merged over several of them is an entry in the first, covered in the others."""
        above: dict[int, Entry] = {}  # by column: the cell that a merged one below belongs to
        rows: list[list[Entry]] = []
        for row in self._parts(table, "tr"):
            if child(row, "trPr", "del") is not None:
                self._deletions += 1
                continue
            rows.append(self._row(row, above))
        return rows

    def _row(self, row: Element, above: dict[int, Entry]) -> list[Entry]:
        column = min(max(0, number(child(row, "trPr", "gridBefore"), "val", 0)), _MOST_COLUMNS)
        entries: list[Entry] = []
        for cell in self._parts(row, "tc"):
            properties = child(cell, "tcPr")
            width = min(max(1, number(child(properties, "gridSpan"), "val", 1)), _MOST_COLUMNS)
            merge = child(properties, "vMerge")
            continued = merge is not None and attribute(merge, "val") != "restart" and column in above
            entry = Entry(self._flattened(cell), column, 1, width, covered=continued)
            if continued:
                above[column].row_span += 1
            elif merge is not None:
                above[column] = entry
            else:
                above.pop(column, None)
            entries.append(entry)
            column += width
        return entries

    def _parts(self, parent: Element, name: str) -> Iterator[Element]:
        """Yield the rows of a table or the cells of a row, out of content controls and the like."""
        for element in parent:
            if local(element) == name:
                yield element
            elif local(element) in _SKIPPED:
                self._note_deletion(local(element))
            else:
                yield from self._parts(element, name)

    def _flattened(self, parent: Element) -> str:
        r"""Return all text below `parent` as the text of one cell: lines end with ``\v``, inner cells with a blank."""
        lines: list[str] = []
        for block in self._blocks(parent):
            if local(block) == "tbl":
                lines += (" ".join(e.text for e in row if not e.covered) for row in self._rows(block))
            else:
                lines.append(self._paragraph(block).removesuffix("\n"))
        return "\v".join(lines).translate(_IN_CELL).strip("\v")


def _symbol(code: str | None) -> str:
    try:
        point = int(code or "", 16)
        shown = _SYMBOLS.get(point & 0xFF, "\ufffd") if point in _PRIVATE else chr(point)
    except (ValueError, OverflowError):
        return ""
    return "" if shown.isspace() or "\ud800" <= shown <= "\udfff" else shown
