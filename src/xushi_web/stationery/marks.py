"""Tags in the paragraphs of a Word file: finding them, though Word splits them over runs, and putting text there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from xushi_web.stationery.packages import WORD

P, T, TR, TC, TBL = (f"{{{WORD}}}{name}" for name in ("p", "t", "tr", "tc", "tbl"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
MARK = re.compile(r"\{\{([^{}]*)\}\}")
#: What no XML may hold, so no value either.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph and its own pieces of text, without those of text boxes inside it."""

    element: etree._Element
    pieces: tuple[etree._Element, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(piece.text or "" for piece in self.pieces)

    @property
    def names(self) -> list[str]:
        """The names of its tags."""
        return [found.strip() for found in MARK.findall(self.text)]

    @property
    def unit(self) -> etree._Element:
        """Return what is repeated with it: the row of its table, or the paragraph itself."""
        row = next((above for above in self.element.iterancestors(TR)), None)
        return self.element if row is None else row

    def fill(self, value: Callable[[str], str]) -> None:
        """Replace each tag; the text takes the look of the tag's first character."""
        for found in reversed(list(MARK.finditer(self.text))):
            self._replace(found.start(), found.end(), _FORBIDDEN.sub("", value(found[1].strip())))

    def _replace(self, start: int, end: int, said: str) -> None:
        at = 0
        for piece in self.pieces:
            text = piece.text or ""
            low, high = max(start - at, 0), min(end - at, len(text))
            if low < high:
                piece.text = text[:low] + said + text[high:]
                piece.set(_SPACE, "preserve")
                said = ""
            at += len(text)


def paragraphs(root: etree._Element) -> Iterator[Paragraph]:
    """Yield the paragraphs below `root`, itself included."""
    for element in root.iter(P):
        own = tuple(piece for piece in element.iter(T) if next(piece.iterancestors(P), None) is element)
        yield Paragraph(element, own)
