"""Plans with one known fault, by the second generator."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from .plans import Cells, Columns, amount, bare, cumulative, incremental, promise, running, shares, target_of
from .words import CROWDS, RATES, ROUTINE, THINGS, Thing


def not_adding(random: Random, thing: Thing, columns: Columns) -> Cells:
    """Figures of each period that meet the target in no reading."""
    target = target_of(random, thing)
    figures = shares(random, thing, target, columns.count)
    others = [index for index, figure in enumerate(figures) if figure > target // 10]
    step = 1000 if thing in CROWDS else 1
    index = random.choice(others)
    figures[index] += max(2, target // step * random.randrange(8, 30) // 100) * step
    say = random.choice([bare, incremental])
    return Cells(
        f"{thing.verb}{thing.name}{amount(random, target, thing)}",
        [say(random, thing, amount(random, figure, thing)) for figure in figures],
        {"quarters-do-not-add-up"},
    )


def shortly_named(random: Random, thing: Thing, columns: Columns) -> Cells:
    """Figures that do not add up, in cells that call the thing by the end of its name."""
    target = target_of(random, thing)
    step = 1000 if thing in CROWDS else 1
    figures = shares(
        random, thing, target - max(2, target // step * random.randrange(8, 30) // 100) * step, columns.count
    )
    if figures[-1] >= target:
        figures.reverse()
    cells = [f"{thing.verb}{thing.name[2:]}{amount(random, figure, thing)}" for figure in figures]
    written = f"{thing.verb}{thing.name}{amount(random, target, thing)}"
    return Cells(written, cells, {"quarters-do-not-add-up"})


def short_end(random: Random, thing: Thing, columns: Columns) -> Cells:
    """Cumulative figures that end below the target."""
    target = target_of(random, thing)
    step = 1000 if thing in CROWDS else 1
    end = target - max(2, target // step * random.randrange(5, 30) // 100) * step
    figures = running(shares(random, thing, end, columns.count))
    return Cells(
        promise(random, thing, amount(random, target, thing)).replace("左右", ""),
        [cumulative(random, thing, amount(random, figure, thing)) for figure in figures],
        {"last-cumulative-differs"},
        {"quarters-do-not-add-up"},
    )


def falling(random: Random, thing: Thing, columns: Columns) -> Cells:
    """A cumulative figure below the one before."""
    target = target_of(random, thing)
    figures = running(shares(random, thing, target, columns.count))
    low = columns.count - 2
    figures[low - 1], figures[low] = figures[low], figures[low - 1]
    return Cells(
        promise(random, thing, amount(random, target, thing)),
        [cumulative(random, thing, amount(random, figure, thing)) for figure in figures],
        {"cumulative-falls"},
        {"quarters-do-not-add-up"},
    )


def repeated_cell(random: Random, thing: Thing, columns: Columns) -> Cells:
    """A cell of works that was copied into the next one."""
    target = target_of(random, thing)
    figures = running(shares(random, thing, target, columns.count))
    cells = [
        f"{cumulative(random, thing, amount(random, figure, thing))}，{random.choice(ROUTINE)}" for figure in figures
    ]
    at = random.randrange(1, columns.count - 1)
    cells[at] = cells[at - 1]
    return Cells(promise(random, thing, amount(random, target, thing)), cells, {"quarter-repeats"})


def unmentioned(random: Random, thing: Thing, columns: Columns) -> Cells:
    """Two promises, and the plan knows one of them."""
    other = random.choice([one for one in THINGS if not set(one.name) & set(thing.name) and one.unit != thing.unit])
    target, lost = target_of(random, thing), target_of(random, other)
    figures = running(shares(random, thing, target, columns.count))
    both = [promise(random, thing, amount(random, target, thing)), promise(random, other, amount(random, lost, other))]
    random.shuffle(both)
    return Cells(
        random.choice(["，", "；", "。"]).join(both),
        [cumulative(random, thing, amount(random, figure, thing)) for figure in figures],
        {"target-not-mentioned"},
    )


def wrong_level(random: Random, thing: Thing, columns: Columns) -> Cells:
    """The plan of a rate ends beside the rate promised."""
    del thing
    rate, goal = random.choice(RATES), random.randrange(70, 88)
    end = goal + random.choice([-9, -6, -4, 5, 8, 10])
    path = [end - (4 - quarter) * 3 for quarter in columns.ends]
    say = random.choice(["{}达到{}%", "{}提升至{}%", "{}达{}%"])
    return Cells(f"{rate}达到{goal}%", [say.format(rate, share) for share in path], {"plan-contradicts-target"})


def half_people(random: Random, thing: Thing, columns: Columns) -> Cells:
    """A figure that lost its 万."""
    thing = random.choice([one for one in CROWDS if one.unit in {"人", "人次", "户"}])
    target = target_of(random, thing)
    figures = shares(random, thing, target, columns.count)
    at = random.randrange(columns.count)
    figures[at] += -500 if at else 0
    figures[0] += 500 if at else 0
    if figures[at] % 10_000 == 0:
        figures[at] -= 500
        figures[(at + 1) % columns.count] += 500
    written = [f"{figure / 10_000:g}万{thing.unit}" for figure in figures]
    written[at] = written[at].replace("万", "")
    return Cells(
        f"{thing.verb}{thing.name}{target // 10_000}万{thing.unit}",
        [f"{thing.verb}{thing.name}{figure}" for figure in written],
        {"ten-thousand-missing"},
        {"quarters-do-not-add-up", "magnitude-implausible"},
    )


def too_large(random: Random, thing: Thing, columns: Columns) -> Cells:
    """A figure that has a 万 too many."""
    thing = random.choice([one for one in THINGS if one.unit in {"座", "个", "台", "家", "处", "辆", "名", "列"}])
    target = target_of(random, thing)
    figures = shares(random, thing, target, columns.count)
    written = [f"{figure}{thing.unit}" for figure in figures]
    at = random.randrange(columns.count)
    written[at] = f"{figures[at]}万{thing.unit}"
    return Cells(
        promise(random, thing, f"{target}{thing.unit}"),
        [f"{thing.verb}{thing.name}{figure}" for figure in written],
        {"magnitude-implausible"},
        {"quarters-do-not-add-up", "cumulative-falls"},
    )


def misnumbered(kind: str) -> Callable[[Random, Thing, Columns], Cells]:
    """Return what makes a plan with wrong step numbers."""

    def make(random: Random, thing: Thing, columns: Columns) -> Cells:
        target = target_of(random, thing)
        figures = running(shares(random, thing, target, columns.count))
        mark = random.choice([".", "、", "．"])
        numbers = {"repeated": [1, 2, 2, 3], "skipped": [1, 2, 4, 5], "out-of-order": [1, 3, 2, 4]}[kind]
        at = random.randrange(columns.count)
        cells = []
        for index, figure in enumerate(figures):
            texts = [cumulative(random, thing, amount(random, figure, thing)), *random.sample(ROUTINE, 3)]
            own = numbers if index == at else [1, 2, 3, 4]
            cells.append("；".join(f"{number}{mark}{text}" for number, text in zip(own, texts, strict=True)) + "。")
        return Cells(promise(random, thing, amount(random, target, thing)), cells, {f"numbering-{kind}"})

    return make


WRONG: list[Callable[[Random, Thing, Columns], Cells]] = [
    not_adding, shortly_named, short_end, falling, repeated_cell, unmentioned, wrong_level, half_people, too_large,
    misnumbered("repeated"), misnumbered("skipped"), misnumbered("out-of-order"),
]  # fmt: skip
