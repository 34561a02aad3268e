"""PDF with a text layer through typst: wide tables on landscape pages, the head repeated, rows split over pages.

Typst takes the data as JSON, so that no text of a document is ever read as markup. Needs Noto Serif CJK SC (Debian:
fonts-noto-cjk).
"""

from __future__ import annotations

import json
from dataclasses import asdict

import typst

from samples.blocks import Item, Printed, Table, numbered

TEMPLATE = r"""
#let document-data = json(bytes(sys.inputs.document))
#set document(title: document-data.title, date: none)
#set page(paper: "a4", flipped: document-data.flipped, margin: (x: 20mm, y: 22mm),
  numbering: "— 1 —", number-align: center)
#set text(font: "Noto Serif CJK SC", lang: "zh", region: "cn", size: 10pt,
  top-edge: "ascender", bottom-edge: "descender")
#set text(costs: (orphan: 0%, widow: 0%)) // so that rows are split at the foot of a page, as office software does
#set par(leading: 0.35em, justify: false)
#for block in document-data.blocks {
  if block.kind == "Title" { align(center, text(size: 18pt, weight: "bold", block.text)); v(4mm) }
  else if block.kind == "Heading" { par(text(weight: "bold", block.text)) }
  else if block.kind == "Paragraph" {
    if block.align == "left" { par(first-line-indent: (amount: 2em, all: true), block.text) }
    else if block.align == "flush" { par(block.text) }
    else { align(if block.align == "center" { center } else { right }, block.text) }
  }
  else if block.kind == "Item" { par(first-line-indent: (amount: 2em, all: true), block.text) }
  else {
    table(columns: block.widths.map(share => share * 1fr), stroke: 0.5pt, inset: 4pt,
      align: (x, y) => if x == 0 or y < block.heads { center + horizon } else { left + horizon },
      table.header(..block.head.map(cell =>
        table.cell(rowspan: cell.rows, colspan: cell.columns, text(weight: "bold", cell.text)))),
      ..block.rows.flatten().map(cell => [#cell]))
  }
}
"""


def written(document: Printed) -> bytes:
    """Return `document` as a PDF file."""
    blocks = [_data(block) | {"kind": type(block).__name__} for block in document.blocks]
    wide = any(isinstance(block, Table) and len(block.widths) > 5 for block in document.blocks)
    data = json.dumps({"title": document.title, "flipped": wide, "blocks": blocks}, ensure_ascii=False)
    return typst.compile(TEMPLATE.encode(), format="pdf", sys_inputs={"document": data})


def _data(block: object) -> dict[str, object]:
    if isinstance(block, Item):
        return {"text": numbered(block)}
    if isinstance(block, Table):
        return {"widths": block.widths, "heads": len(block.heads), "head": _head(block), "rows": block.rows}
    return asdict(block)  # type: ignore[call-overload,no-any-return]


def _head(table: Table) -> list[dict[str, object]]:
    """Return the cells of the head with the rows and columns that they cover."""
    cells: list[dict[str, object]] = []
    for y, row in enumerate(table.heads):
        for x, text in enumerate(row):
            if text is None:
                continue
            right = next((i for i in range(x + 1, len(row)) if table.heads[0][i] is not None or y), len(row))
            below = all(other[x] is None for other in table.heads[y + 1 :])
            cells.append({"text": text, "columns": right - x, "rows": len(table.heads) - y if below else 1})
    return cells
