"""From masters to blocks: one function a genre.

A master of a document names its `genre`, its `list` (one or several files with items) and the sentences around
it. Its `misprints` are pairs of what should stand and what stands instead: the mistakes of form that the demo
is to find are made last and on purpose, so that the lists themselves stay readable.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from samples.blocks import Block, Heading, Item, Paragraph, Printed, Table, Title, corrected

Master = dict[str, Any]
MASTERS = Path(__file__).parent / "masters"
ROLES = ("牵头单位", "配合单位")
DIGITS = "零一二三四五六七八九十"


def composed(master: Master) -> Printed:
    """Return the document of `master`. Raises ValueError for a misprint whose place is not found exactly once."""
    blocks = tuple(GENRES[master["genre"]](master))
    for right, wrong in master.get("misprints", ()):
        blocks = _misprinted(blocks, right, wrong)
    return Printed(master["title"], {key: str(value) for key, value in master.get("metadata", {}).items()}, blocks)


def items_of(name: str) -> list[Master]:
    """Return the items of the list `name`, with the field that each stands in."""
    with (MASTERS / f"{name}.toml").open("rb") as file:
        items: list[Master] = tomllib.load(file)["item"]
    for before, item in zip([{}, *items[:-1]], items, strict=True):
        item["heading"] = item.get("field") or before["heading"]
    return items


def _misprinted(blocks: tuple[Block, ...], right: str, wrong: str) -> tuple[Block, ...]:
    seen = 0

    def change(text: str) -> str:
        nonlocal seen
        seen += text.count(right)
        return text.replace(right, wrong)

    changed = tuple(corrected(block, change) for block in blocks)
    if seen != 1:
        message = f"the misprint of “{right}” has {seen} places instead of one"
        raise ValueError(message)
    return changed


def _letter(master: Master) -> Iterator[Block]:
    """Yield what stands before the list: document number, title, addressees, letter, signature, date."""
    if "number" in master:
        yield Paragraph(master["number"], "center")
    yield Title(master["title"])
    if "source" in master:
        yield Paragraph(master["source"], "center")
    if "to" in master:
        yield Paragraph(master["to"], "flush")
    yield from (Paragraph(text) for text in master.get("letter", ()))
    if "annex" in master:
        yield Paragraph(f"附件：{master['annex']}")
    if "signed" in master:
        yield Paragraph(master["signed"], "right")
        yield Paragraph(master["date"], "right")
        yield Paragraph("（此件公开发布）")
    if "annex" in master:
        yield Paragraph("附件", "flush")
        yield Title(master["annex"])


def _units(item: Master, roles: Sequence[str]) -> str:
    """Return the clause with the units of `item`; `roles` are the words for leading and supporting ones."""
    leading, supporting = roles
    if item.get("note"):
        return f"（{item['note']}）"
    if not item["lead"]:
        return f"（{supporting}：{item['with']}）"
    if not item.get("with"):
        return f"（责任单位：{item['lead']}）"
    return f"（{leading}：{item['lead']}；{supporting}：{item['with']}）"


def _fields(items: list[Master], pattern: str = "{}、{}") -> Iterator[tuple[str | None, Master]]:
    """Yield each item with the heading that stands before it, or None. `pattern` takes number and title."""
    count = 0
    for item in items:
        count += "field" in item
        stated = f"（{item['stated']}件）" if "stated" in item else ""
        yield (pattern.format(DIGITS[count], item["field"]) + stated if "field" in item else None), item


def _breakdown(master: Master) -> Iterator[Block]:
    yield from _letter(master)
    several = len(master["lists"]) > 1
    for order, part in enumerate(master["lists"], 1):
        if several:
            yield Heading(f"{DIGITS[order]}、{part['title']}", 1)

        pattern = "（{}）{}" if several else "{}、{}"
        for field, item in _fields(items_of(part["name"]), pattern):
            if field:
                yield Heading(field)
            yield Item(item["number"], item["text"] + _units(item, master.get("roles", ROLES)))


def _schedule(master: Master) -> Iterator[Block]:
    yield from _letter(master)
    heads = (
        ("序号", "目标任务", "序时进度", None, None, None),
        (None, None, "第一季度", "第二季度", "第三季度", "第四季度"),
    )
    items = [item for item in items_of(master["list"]) if "q1" in item]
    rows = tuple((item["number"], item["text"], *(item[f"q{quarter}"] for quarter in range(1, 5))) for item in items)
    yield Table(heads, rows, (6, 22, 18, 18, 18, 18))


def _bulletin(master: Master) -> Iterator[Block]:
    yield from _letter(master)
    items = {item["number"]: item for item in items_of(master["list"])}
    yield Paragraph(master["behind_title"])
    for order, entry in enumerate(master["behind"], 1):
        yield Item(str(order), f"{items[entry['item']]['title']}（第{entry['item']}项）：{entry['text']}")
    yield from (Paragraph(text) for text in master["closing"])
    yield Title(master["table_title"])
    for field, item in _fields(list(items.values())):
        if field:
            yield Heading(field)
        yield Item(item["number"], item["text"] + _units(item, master.get("roles", ROLES)))
        yield Paragraph(f"工作进展：{item[master['report']]}")


def _ballot(master: Master) -> Iterator[Block]:
    yield from _letter(master)
    items = items_of(master["list"])
    if "votes" in items[0]:
        rows = tuple(
            (item.get("field"), item["number"], f"{item['title']}。{item['text']}", *map(str, item["votes"]))
            for item in items
        )
        yield Table((("领域", "序号", "项目内容", "赞成", "反对", "弃权"),), rows, (12, 8, 50, 10, 10, 10))
    else:
        for field, item in _fields(items):
            if field:
                yield Heading(field)
            yield Item(item["number"], f"{item['title']}。{item['text']}")
    yield from (Paragraph(text) for text in master.get("closing", ()))


def _satisfaction(master: Master) -> Iterator[Block]:
    yield from _letter(master)
    items = {item["number"]: item for item in items_of(master["list"])}
    rows = tuple((number, items[number]["title"], *map(str, votes)) for number, *votes in master["votes"])
    yield Table((("序号", "实事项目", "满意", "基本满意", "不满意", "弃权"),), rows, (8, 44, 12, 12, 12, 12))
    yield from (Paragraph(text) for text in master.get("closing", ()))


def _work_plan(master: Master) -> Iterator[Block]:
    yield from _letter(master)
    for field, item in _fields(items_of(master["list"])):
        if field:
            yield Heading(field)
        yield Item(item["number"], item["text"])


GENRES: dict[str, Callable[[Master], Iterator[Block]]] = {
    "breakdown": _breakdown,
    "schedule": _schedule,
    "bulletin": _bulletin,
    "ballot_result": _ballot,
    "satisfaction": _satisfaction,
    "work_plan": _work_plan,
}
