"""What a document is made of before it has a format: titles, paragraphs, numbered items and tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

SUB_ITEM = re.compile(r"\d+\.\d+ ")


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the document or of its annex."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 names a list, level 2 a field."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `align` is ``left`` (with the indent of two characters), ``flush``, ``center`` or ``right``."""

    text: str
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph. Where a format numbers by itself (docx), `number` is left to it."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `heads` are the rows of its head, None is a cell that its left (or upper) neighbour covers.

    `widths` are shares of the width. In `rows`, None is covered by the cell above it.
    """

    heads: tuple[tuple[str | None, ...], ...]
    rows: tuple[tuple[str | None, ...], ...]
    widths: tuple[int, ...]


Block = Title | Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Printed:
    """A document, ready to be written: its metadata (for web pages and file properties) and its blocks."""

    title: str
    metadata: dict[str, str]
    blocks: tuple[Block, ...]


def numbered(item: Item) -> str:
    """Return the text of `item` behind its number: ``3.…``, and ``2.1 …`` for a sub-item."""
    return f"{item.number} {item.text}" if "." in item.number else f"{item.number}.{item.text}"


def corrected(block: Block, change: Callable[[str], str]) -> Block:
    """Return `block` with `change` applied to every text in it."""
    if isinstance(block, Table):
        return replace(
            block, rows=tuple(tuple(None if cell is None else change(cell) for cell in row) for row in block.rows)
        )
    if isinstance(block, Item):
        return _renumbered(change(numbered(block)))
    return replace(block, text=change(block.text))


def _renumbered(text: str) -> Item:
    """Take number and text of an item apart again, the reverse of `numbered`."""
    number, separator, rest = text.partition(" ") if SUB_ITEM.match(text) else text.partition(".")
    if not separator:
        message = f"an item without a number: {text}"
        raise ValueError(message)
    return Item(number, rest)
