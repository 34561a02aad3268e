"""Whole documents of the second generator: schedules in a table or below each item, bulletins, breakdowns."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.checking.generator import Made

from .faults import WRONG
from .lists import ballot, two_lists
from .plans import HEADERS, RIGHT, Cells, Columns, growth, level, noise
from .reports import breakdown, bulletin
from .words import CITIES, CROWDS, MONEY, THINGS


def schedule(random: Random, count: int = 20) -> Made:
    """Return a schedule, as rows of a table or as paragraphs, with faults in about a third of its items."""
    titles, ends = random.choice(HEADERS)
    columns = Columns(ends, from_january=titles[0].startswith("1—"))
    rows = [_row(random, columns) for _ in range(count)]
    city = random.choice(CITIES)
    named = random.choice(["件民生实事项目", "项重点工作", "件为民办实事"])
    title = f"{city}市2024年{count}{named}{random.choice(['序时进度', '时间进度安排', '推进计划表'])}"
    write = random.choice([_table, _table, _paragraphs]) if len(ends) == 4 else _table
    lines = write(rows, titles)
    return Made(
        "\n".join([title, "", *lines]) + "\n",
        {str(number): row.faults for number, row in enumerate(rows, 1)},
        also={str(number): frozenset(row.also) for number, row in enumerate(rows, 1)},
    )


def _row(random: Random, columns: Columns) -> Cells:
    things = [*THINGS, *CROWDS, *MONEY]
    first, second = random.sample(things, 2)
    if random.random() < 0.35:
        unsaid = {"not_adding", "half_people", "shortly_named"}
        wrong = [make for make in WRONG if not columns.from_january or make.__name__ not in unsaid]
        row = random.choice(wrong)(random, first, columns)
        if row.faults & {"quarter-repeats"} or any(fault.startswith("numbering") for fault in row.faults):
            return row
    elif random.random() < 0.25:
        row = random.choice([level, growth])(random, columns)
    else:
        row = random.choice(RIGHT)(random, first, columns)
    apart = not set(row.promise) & set(second.name) and second.unit not in row.promise
    if random.random() < 0.4 and apart:
        row = _joined(random, row, random.choice(RIGHT)(random, second, columns))
    row.cells = [noise(random, cell) for cell in row.cells]
    return row


def _joined(random: Random, one: Cells, other: Cells) -> Cells:
    """Return an item that promises both, in either order."""
    left, right = random.sample([one, other], 2)
    cells = ["；".join(pair) for pair in zip(left.cells, right.cells, strict=True)]
    return Cells(
        f"{left.promise}{random.choice(['，', '；', '。'])}{right.promise}",
        cells,
        one.faults | other.faults,
        one.also | other.also,
    )


def _table(rows: list[Cells], titles: tuple[str, ...]) -> list[str]:
    head = "\t".join(["序号", "项目内容", *titles])
    return [head, *("\t".join([str(number), f"{row.promise}。", *row.cells]) for number, row in enumerate(rows, 1))]


def _paragraphs(rows: list[Cells], titles: tuple[str, ...]) -> list[str]:
    lines = []
    for number, row in enumerate(rows, 1):
        lines.append(f"{number}.{row.promise}。")
        lines += [f"{title}：{cell.removesuffix('。')}。" for title, cell in zip(titles, row.cells, strict=True)]
        lines.append("")
    return lines


def documents(random: Random, count: int) -> Iterator[Made]:
    """Yield `count` documents of all kinds."""
    for _ in range(count):
        yield random.choice([schedule, schedule, schedule, bulletin, bulletin, breakdown, ballot, two_lists])(random)
