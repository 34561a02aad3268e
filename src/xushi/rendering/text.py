"""Plain text: a paragraph a line, blank lines between, the cells of a row apart by tabs."""

from __future__ import annotations

from xushi.rendering.layout import Annex, Block, Figure, Flag, Imprint, Layout, Line, Signature, Table


def written(layout: Layout) -> bytes:
    """Return the layout as text in UTF-8."""
    return ("\n\n".join(filter(None, map(_text, layout.blocks))) + "\n").encode()


def _text(block: Block) -> str:
    match block:
        case Line(text):
            return text
        case Flag(_, number, mark):
            return "\n\n".join(filter(None, (mark, number)))
        case Signature(body):
            return "\n\n".join(filter(None, (body, block.day)))
        case Annex(mark, title):
            return "\n\n".join(filter(None, (mark, title)))
        case Imprint(copies, office, printed):
            return "\n\n".join(filter(None, (copies and f"抄送：{copies}", office, printed)))
        case Figure():
            return ""
        case Table():
            return "\n".join("\t".join(row) for row in (*plain_heads(block), *block.rows))


def plain_heads(table: Table) -> list[list[str]]:
    """Return the rows of the head with an empty text in every cell that another covers."""
    columns = len(table.shares)
    rows = [[""] * columns for _ in table.heads]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(table.heads):
        x = 0
        for head in row:
            while (y, x) in taken:
                x += 1
            rows[y][x] = head.text
            taken |= {(y + down, x + right) for down in range(head.rows) for right in range(head.columns)}
            x += head.columns
    return rows
