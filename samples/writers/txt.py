"""Plain text, one paragraph a line, cells of a row with tabs between them."""

from __future__ import annotations

from samples.blocks import Block, Item, Printed, Table, numbered


def written(document: Printed, encoding: str = "utf-8") -> bytes:
    """Return `document` as text in `encoding`, blocks apart by empty lines."""
    return "\n\n".join(_text(block) for block in document.blocks).encode(encoding) + b"\n"


def _text(block: Block) -> str:
    if isinstance(block, Table):
        return "\n".join("\t".join(cell or "" for cell in row) for row in (*block.heads, *block.rows))
    if isinstance(block, Item):
        return numbered(block)
    return block.text
