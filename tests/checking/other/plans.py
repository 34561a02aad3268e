"""Schedules of the second generator: one target's figures in quarters, in many wordings, right ones and wrong ones.

Written from the list of checks and from what a clerk objects to, without a look at the rules. `also` names codes that a
rule may rightly report beside the planted fault: a figure ten thousand times too large does not add up either.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from .words import CROWDS, GROWTHS, MONEY, NOISE, RATES, ROUTINE, Thing

#: Titles of columns: what they say, and at which quarter each ends.
HEADERS = [
    (("一季度", "二季度", "三季度", "四季度"), (1, 2, 3, 4)),
    (("第一季度", "第二季度", "第三季度", "第四季度"), (1, 2, 3, 4)),
    (("1—3月", "1—6月", "1—9月", "1—12月"), (1, 2, 3, 4)),
    (("3月底前", "6月底前", "9月底前", "12月底前"), (1, 2, 3, 4)),
    (("上半年", "三季度末", "年底"), (2, 3, 4)),
    (("一季度末", "二季度末", "三季度末", "年底"), (1, 2, 3, 4)),
]


@dataclass
class Cells:
    """A promise and what the cells say of it."""

    promise: str
    cells: list[str]
    faults: set[str] = field(default_factory=set)
    also: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Columns:
    """The columns of one document: how many, at which quarter each ends, and whether each counts from January."""

    ends: tuple[int, ...]
    from_january: bool

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.ends)


def parts(random: Random, total: int, count: int) -> list[int]:
    """Return `count` positive numbers of different size that add up to `total`."""
    while True:
        cuts = sorted(random.sample(range(1, total), count - 1)) if total > count else list(range(1, count))
        found = [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]
        if len(set(found)) == count and min(found) * 25 >= total:
            return found


def running(numbers: list[int]) -> list[int]:
    """Return the sums up to each number."""
    return [sum(numbers[: end + 1]) for end in range(len(numbers))]


def amount(random: Random, value: int, thing: Thing) -> str:
    """Write a figure in one of the usual ways."""
    gap = random.choice(["", "", "", " "])
    if value >= 10_000 and value % 1000 == 0 and thing not in MONEY and random.random() < 0.7:
        return f"{value / 10_000:g}{gap}万{thing.unit}"
    if value >= 1000 and random.random() < 0.15:
        return f"{value:,}{gap}{thing.unit}"
    return f"{value}{gap}{thing.unit}"


def promise(random: Random, thing: Thing, written: str) -> str:
    """Return one of many ways to promise a figure."""
    verb, name = thing.verb, thing.name
    return random.choice(
        [
            f"{verb}{name}{written}", f"{verb}{written}{name}", f"全年{verb}{name}{written}以上",
            f"{verb}{name}不少于{written}",
            f"年内计划{verb}{name}{written}", f"{name}{verb}数量达到{written}", f"{verb}{name}{written}左右",
            f"确保年底前{verb}{name}{written}", f"全市{verb}{name}共{written}",
        ]
    )  # fmt: skip


def target_of(random: Random, thing: Thing) -> int:
    """Return a sensible target; crowds come in thousands."""
    if thing in CROWDS:
        return random.randrange(thing.low, thing.high) * 10_000
    return random.randrange(thing.low, thing.high)


def shares(random: Random, thing: Thing, target: int, count: int) -> list[int]:
    """Return what each period adds."""
    if thing in CROWDS:
        return [part * 1000 for part in parts(random, target // 1000, count)]
    return parts(random, target, count)


def noise(random: Random, text: str) -> str:
    """Put routine and figures that have nothing to do with any target around a text."""
    before = random.choice(["", "", random.choice(ROUTINE) + "，", random.choice(ROUTINE) + "；"])
    after = random.choice(
        ["", "", "；" + random.choice(ROUTINE), "；" + random.choice(NOISE).format(random.randrange(2, 90))]
    )
    return before + text + after


def cumulative(random: Random, thing: Thing, written: str) -> str:
    """Say that a figure counts from January on."""
    verb, name = thing.verb, thing.name
    return random.choice(
        [
            f"累计{verb}{name}{written}", f"{verb}{name}累计达{written}", f"{name}累计{verb}{written}",
            f"全年累计{verb}{name}{written}", f"累计{verb}{written}{name}", f"{name}总数累计达到{written}",
        ]
    )  # fmt: skip


def bare(random: Random, thing: Thing, written: str) -> str:
    """Name a figure and say nothing of how it counts."""
    verb, name = thing.verb, thing.name
    return random.choice(
        [f"{verb}{name}{written}", f"{verb}{written}{name}", f"完成{name}{written}", f"{name}{written}"]
    )


def incremental(random: Random, thing: Thing, written: str) -> str:
    """Say that a figure counts the period alone."""
    verb, name = thing.verb, thing.name
    return random.choice(
        [
            f"本季度{verb}{name}{written}", f"当季{verb}{name}{written}",
            f"再{verb}{name}{written}", f"新增{verb}{name}{written}",
        ]
    )  # fmt: skip


# ------------------------------------------------------------------------------------------------- right plans


def adding(random: Random, thing: Thing, columns: Columns) -> Cells:
    """Figures of each period alone."""
    target = target_of(random, thing)
    say = random.choice([bare, bare, incremental]) if not columns.from_january else bare
    figures = shares(random, thing, target, columns.count)
    if columns.from_january:
        figures = running(figures)
    return Cells(
        promise(random, thing, amount(random, target, thing)),
        [say(random, thing, amount(random, figure, thing)) for figure in figures],
    )


def rising(random: Random, thing: Thing, columns: Columns) -> Cells:
    """Figures that count from January on, said or unsaid, perhaps from the second period only."""
    target = target_of(random, thing)
    say = random.choice([cumulative, bare])
    figures = running(shares(random, thing, target, columns.count))
    cells = [say(random, thing, amount(random, figure, thing)) for figure in figures]
    if random.random() < 0.3:
        cells[0] = f"完成{thing.name}前期摸底"
    return Cells(promise(random, thing, amount(random, target, thing)), cells)


def staged(random: Random, thing: Thing, columns: Columns) -> Cells:
    """The same things through the stages of work."""
    target = target_of(random, thing)
    written = amount(random, target, thing)
    name, unit = thing.name, thing.unit
    half, rest = sorted(parts(random, target, 2))
    steps = [
        f"完成{written}{name}方案设计",
        f"{written}{name}全部开工",
        f"{name}完工{half}{unit}、{rest}{unit}主体施工",
        f"{written}{name}全部竣工并投入使用",
    ]
    return Cells(promise(random, thing, written), [steps[end - 1] for end in columns.ends])


def early(random: Random, thing: Thing, columns: Columns) -> Cells:
    """All is done in the middle of the year."""
    target = target_of(random, thing)
    written = amount(random, target, thing)
    first, _ = sorted(shares(random, thing, target, 2))
    texts = [
        f"{thing.verb}{thing.name}{amount(random, first, thing)}",
        f"{thing.verb}{thing.name}{written}，全部完成年度任务",
        f"对{thing.name}组织验收",
        f"开展{thing.name}“回头看”",
    ]
    cells = texts[4 - columns.count :] if columns.count == 4 else [texts[1], texts[2], texts[3]]
    return Cells(promise(random, thing, written), cells)


def in_words(random: Random, thing: Thing, columns: Columns) -> Cells:
    """The plan follows the thing in words and ends with the task."""
    written = amount(random, target_of(random, thing), thing)
    texts = [
        f"制定{thing.name}实施方案",
        f"按序时推进{thing.name}工作",
        f"持续推进{thing.name}",
        random.choice(
            [f"全面完成{thing.name}年度任务", f"完成全部{thing.name}任务并总结", f"{thing.name}任务全部完成"]
        ),
    ]
    return Cells(promise(random, thing, written), [texts[end - 1] for end in columns.ends])


def spanned(random: Random, thing: Thing, columns: Columns) -> Cells:
    """A range is promised, and the plan ends inside it."""
    low = target_of(random, thing)
    high = low + max(2, low // 10)
    if thing in CROWDS:
        high = low + 10_000
    dash = random.choice(["—", "-", "～", "至"])
    inside = low if thing in CROWDS else random.randrange(low, high + 1)
    figures = running(shares(random, thing, inside, columns.count))
    scale = 10_000 if thing in CROWDS else 1
    unit = ("万" if thing in CROWDS else "") + thing.unit
    return Cells(
        f"{thing.verb}{thing.name}{low // scale}{dash}{high // scale}{unit}",
        [cumulative(random, thing, amount(random, figure, thing)) for figure in figures],
    )


def by_share(random: Random, thing: Thing, columns: Columns) -> Cells:
    """The plan names shares of the task, no figures of the thing."""
    shares_done = [25 * end - random.randrange(0, 9) * (end < 4) for end in columns.ends]
    say = random.choice(["完成{}年度任务的{}%", "{}完成总任务量的{}%", "{}完成率达到{}%"])
    cells = [say.format(thing.name, share) for share in shares_done]
    return Cells(promise(random, thing, amount(random, target_of(random, thing), thing)), cells)


def with_parts(random: Random, thing: Thing, columns: Columns) -> Cells:
    """Every figure is followed by its parts: 其中市区…、各县…."""
    target = target_of(random, thing)
    figures = running(shares(random, thing, target, columns.count))
    unit = thing.unit
    cells = [
        f"累计{thing.verb}{thing.name}{figure}{unit}（其中市区{figure // 3}{unit}、各县{figure - figure // 3}{unit}）"
        for figure in figures
    ]
    note = f"（其中市区{target // 3}{unit}、各县{target - target // 3}{unit}）" if random.random() < 0.5 else ""
    return Cells(f"{thing.verb}{thing.name}{target}{unit}{note}", cells)


def begun_and_finished(random: Random, thing: Thing, columns: Columns) -> Cells:
    """What is begun and what is finished, both counted from January on."""
    target = target_of(random, thing)
    begun = running(shares(random, thing, target, columns.count))
    done = [0, *begun[:-1]]
    done[-1] = target
    unit = thing.unit
    cells = [
        f"{thing.name}累计开工{start}{unit}" + (f"、累计竣工{end}{unit}" if end else "")
        for start, end in zip(begun, done, strict=True)
    ]
    return Cells(f"{thing.verb}{thing.name}{target}{unit}", cells)


def shortened(random: Random, thing: Thing, columns: Columns) -> Cells:
    """The cells call the thing by the end of its name, or by no name at all."""
    target = target_of(random, thing)
    name = random.choice([thing.name[2:], ""])
    figures = shares(random, thing, target, columns.count)
    if columns.from_january:
        figures = running(figures)
    hedge = random.choice(["", "", "力争", "确保"])
    cells = [f"{hedge}完成{name}{amount(random, figure, thing)}" for figure in figures]
    return Cells(promise(random, thing, amount(random, target, thing)), cells)


def half_way(random: Random, thing: Thing, columns: Columns) -> Cells:
    """Half by June, in words; the figure stands at the end only."""
    written = amount(random, target_of(random, thing), thing)
    texts = [
        f"下达{thing.name}计划",
        f"{thing.name}完成过半",
        f"{thing.name}完成八成以上",
        f"全面完成{written}{thing.name}",
    ]
    return Cells(promise(random, thing, written), [texts[end - 1] for end in columns.ends])


def level(random: Random, columns: Columns) -> Cells:
    """A rate that rises to its target, or is kept."""
    rate, goal = random.choice(RATES), random.randrange(70, 98)
    start = goal - random.randrange(4, 30)
    path = [goal - (goal - start) * (4 - end) // 4 for end in columns.ends]
    say = random.choice(["{}达到{}%", "{}提升至{}%", "{}达{}%以上", "{}不低于{}%"])
    promised = random.choice(["{}达到{}%以上", "{}不低于{}%", "{}提高到{}%", "{}达{}%"]).format(rate, goal)
    return Cells(promised, [say.format(rate, share) for share in path])


def growth(random: Random, columns: Columns) -> Cells:
    """A growth that is the same all year."""
    what, rate = random.choice(GROWTHS), random.randrange(4, 12)
    return Cells(
        f"{what}增长{rate}%{random.choice(['', '以上', '左右'])}",
        [f"{what}同比增长{rate}%{random.choice(['', '以上', '左右'])}" for _ in columns.ends],
    )


RIGHT: list[Callable[[Random, Thing, Columns], Cells]] = [
    adding, adding, rising, rising, staged, early, in_words, spanned,
    by_share, with_parts, begun_and_finished, shortened, half_way,
]  # fmt: skip
