"""Random plans and reports of an invented city, right ones and ones with a known fault.

Every item is made right first; a fault then changes one thing. What a rule must find is therefore known, and all else
it reports is a false alarm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

THINGS = [
    ("新建", "社区书屋", "座"), ("改造", "老旧电梯", "部"), ("新增", "普惠托位", "个"), ("修建", "乡村公路", "公里"),
    ("安装", "感烟报警器", "只"), ("整治", "入河排口", "处"), ("发放", "创业贷款", "亿元"), ("栽植", "行道树木", "棵"),
    ("更新", "燃气管网", "公里"), ("建设", "口袋公园", "个"), ("改造", "教室灯具", "间"), ("培育", "家庭农庄", "家"),
    ("举办", "惠民演出", "场"), ("办理", "法律援助案件", "件"),
    ("粉刷", "旧厂房外墙", "万平方米"), ("疏通", "排水沟渠", "公里"),
    ("新设", "急救站点", "个"), ("筹集", "租赁住房", "套"), ("绿化", "荒山坡地", "亩"), ("检测", "农产品样本", "批次"),
]  # fmt: skip
PEOPLE = [
    ("培训", "养老护理员", "人次"), ("资助", "困境儿童", "名"), ("体检", "退休职工", "名"),
    ("接种", "初中女生疫苗", "名"),
    ("开展", "急救技能培训", "人次"), ("帮扶", "残疾青年就业", "人"), ("转移", "农村劳动力", "人"),
]  # fmt: skip
RATES = ["垃圾分类覆盖率", "公路列养率", "婚前检查率", "食品抽检率", "自来水普及率", "网上可办率"]
FILLERS = [
    "召开工作推进会",
    "开展专项督查",
    "做好宣传发动",
    "总结经验做法",
    "完善工作台账",
    "组织现场观摩",
    "分解年度任务",
]
BUREAUS = [
    "市文旅局",
    "市住建局",
    "市体育局",
    "市财政局",
    "市水利局",
    "市教育局",
    "市商务局",
    "市卫健委",
    "市公安局",
    "市园林局",
]
DISTRACTORS = [
    "召开调度会{}次", "走访企业{}户次", "投入资金{}万元", "完成总工程量的{}%", "发放宣传册{}份", "{}个标段完成招标",
    "组织志愿者{}人参与", "签订责任书{}份",
]  # fmt: skip
QUARTERS = 4


@dataclass
class Item:
    """An item of a schedule: the promise and what four quarters say; `faults` are the codes that must be reported."""

    promise: str
    quarters: list[str]
    faults: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Made:
    """A document's text, the faults of its items by number, and the faults of the whole."""

    text: str
    faults: dict[str, set[str]]
    whole: frozenset[str] = frozenset()
    also: dict[str, frozenset[str]] = field(default_factory=dict)  #: codes that may rightly be reported beside a fault


@dataclass
class Row:
    """One target and its figures in four quarters, None where a quarter has none."""

    verb: str
    name: str
    unit: str
    target: int
    figures: list[int | None]
    word: str = ""  #: 累计 where the figures are said to be cumulative
    tenths: bool = False  #: written in 万, with one decimal
    short: str = ""  #: how the quarters call the thing
    figure_first: bool = False  #: 10座书屋 instead of 书屋10座


def split(random: Random, total: int, parts: int = QUARTERS) -> list[int]:
    """Return positive numbers, not all equal, that add up to `total`."""
    cuts = sorted(random.sample(range(1, total), parts - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]


def row(random: Random, taken: set[str], reading: str | None = None, *, people: bool | None = None) -> Row:
    """Return a right row about something that is not in `taken`."""
    counted = PEOPLE if (random.random() < 0.3 if people is None else people) else THINGS
    verb, name, unit = random.choice([thing for thing in counted if thing[1] not in taken])
    taken.add(name)
    target = random.randrange(20, 400)
    reading = reading or random.choice(["incremental", "cumulative", "unsaid", "late"])
    short, first = name[2:] if random.random() < 0.3 else name, random.random() < 0.25
    parts = split(random, target)
    if reading == "incremental":
        made = Row(verb, name, unit, target, list(parts), tenths=counted is PEOPLE)
    elif reading == "late":
        made = Row(verb, name, unit, target, [None, None, None, target])
    else:
        sums = [sum(parts[: index + 1]) for index in range(QUARTERS)]
        start: list[int | None] = [None] if random.random() < 0.3 else [sums[0]]
        made = Row(verb, name, unit, target, [*start, *sums[1:]], "累计" if reading == "cumulative" else "")
    made.short, made.figure_first = short, first
    return made


def written(row: Row, value: int) -> str:
    """Return a figure; people of an incremental row are counted in 万 with a decimal."""
    return f"{value / 10:.1f}万{row.unit}" if row.tenths else f"{value}{row.unit}"


def said(row: Row, value: int) -> str:
    """Return a clause with a figure: 累计新建书屋10座, or 累计新建10座书屋."""
    figure = written(row, value)
    return f"{row.word}{row.verb}" + (f"{figure}{row.short}" if row.figure_first else f"{row.short}{figure}")


def distractor(random: Random) -> str:
    """Return a clause with a figure that has nothing to do with any target."""
    return random.choice(DISTRACTORS).format(random.randrange(2, 90))


def texts(random: Random, rows: list[Row], *, numbered: bool) -> list[str]:
    """Return what the four quarters say of the rows."""
    quarters = []
    for index in range(QUARTERS):
        clauses = [said(row, value) for row in rows if (value := row.figures[index]) is not None]
        if random.random() < 0.4:
            clauses.insert(random.randrange(len(clauses) + 1), distractor(random))
        clauses.append(f"{FILLERS[(index * 2 + random.randrange(2)) % len(FILLERS)]}")
        if numbered:
            quarters.append("；".join(f"{number}.{clause}" for number, clause in enumerate(clauses, 1)))
        else:
            quarters.append("，".join(clauses) + "。")
    return quarters


def promise(rows: list[Row]) -> str:
    return "，".join(f"{row.verb}{row.name}{written(row, row.target)}" for row in rows) + "。"


def clean(random: Random) -> Item:
    taken: set[str] = set()
    rows = [row(random, taken) for _ in range(random.choice([1, 1, 2, 3]))]
    quarters = texts(random, rows, numbered=random.random() < 0.5)
    text = promise(rows)
    if random.random() < 0.2 and len(rows) == 1:
        text = text.replace("。", "以上。")
    if random.random() < 0.1 and len(rows) == 1 and not rows[0].word and rows[0].figures[2]:
        quarters[3] = "完成年度目标任务，" + random.choice(FILLERS) + "。"
    return Item(text, quarters)


def broken_sum(random: Random) -> Item:
    one = row(random, set(), "incremental")
    figures = [value or 0 for value in one.figures]
    change = random.randrange(1, 15)
    figures[0] += change
    if figures[-1] == one.target:
        figures[0] += 1
    one.figures = list(figures)
    return Item(promise([one]), texts(random, [one], numbered=random.random() < 0.5), {"quarters-do-not-add-up"})


def broken_end(random: Random) -> Item:
    one = row(random, set(), "cumulative")
    one.target += random.randrange(1, 30)
    return Item(promise([one]), texts(random, [one], numbered=random.random() < 0.5), {"last-cumulative-differs"})


def falling(random: Random) -> Item:
    one = row(random, set(), random.choice(["cumulative", "unsaid"]))
    one.figures[1], one.figures[2] = one.figures[2], one.figures[1]
    return Item(promise([one]), texts(random, [one], numbered=random.random() < 0.5), {"cumulative-falls"})


def repeated(random: Random) -> Item:
    one = row(random, set(), "cumulative")
    quarters = texts(random, [one], numbered=False)
    quarters[2] = quarters[1]
    return Item(promise([one]), quarters, {"quarter-repeats"})


def forgotten(random: Random) -> Item:
    taken: set[str] = set()
    one, other = row(random, taken), row(random, taken)
    return Item(promise([one, other]), texts(random, [one], numbered=random.random() < 0.5), {"target-not-mentioned"})


def wrong_level(random: Random) -> Item:
    rate, end = random.choice(RATES), random.randrange(60, 90)
    levels = [end - 15, end - 10, end - 5, end + random.choice([5, 8, 10])]
    quarters = [f"{rate}达到{level}%，{random.choice(FILLERS)}。" for level in levels]
    return Item(f"{rate}达到{end}%。", quarters, {"plan-contradicts-target"})


def right_level(random: Random) -> Item:
    rate, end = random.choice(RATES), random.randrange(60, 90)
    quarters = [f"{rate}达到{level}%，{random.choice(FILLERS)}。" for level in (end - 15, end - 10, end - 5, end)]
    return Item(f"{rate}达到{end}%。", quarters)


def stages(random: Random) -> Item:
    verb, name, unit = random.choice([thing for thing in THINGS if thing[0] in {"新建", "建设", "新设"}])
    count = random.randrange(8, 40)
    half = random.randrange(2, count - 1)
    quarters = [
        f"{count}{unit}{name}完成选址",
        f"{count}{unit}{name}全部开工",
        f"建成{name}{half}{unit}",
        f"累计建成{name}{count}{unit}",
    ]
    return Item(f"{verb}{name}{count}{unit}。", quarters)


def without_myriad(random: Random) -> Item:
    one = row(random, set(), "incremental", people=True)
    one.figures = [value if value is None or value % 10 else value + 1 for value in one.figures]
    one.target = sum(value or 0 for value in one.figures)
    quarters = texts(random, [one], numbered=random.random() < 0.5)
    place = random.randrange(QUARTERS)
    quarters[place] = re.sub(r"(\.\d)万", r"\1", quarters[place], count=1)
    return Item(promise([one]), quarters, {"ten-thousand-missing"})


def misnumbered(random: Random, code: str, numbers: tuple[int, int, int]) -> Item:
    one = row(random, set())
    quarters = texts(random, [one], numbered=True)
    place = random.randrange(QUARTERS)
    steps = random.sample(FILLERS, 3)
    quarters[place] = "；".join(f"{number}.{step}" for number, step in zip(numbers, steps, strict=True))
    one.figures[place] = None
    return Item("推进各项重点工程。", quarters, {code})


FAULTS: list[Callable[[Random], Item]] = [
    broken_sum, broken_end, falling, repeated, forgotten, wrong_level, without_myriad,
    lambda random: misnumbered(random, "numbering-repeated", (1, 2, 2)),
    lambda random: misnumbered(random, "numbering-skipped", (1, 2, 4)),
    lambda random: misnumbered(random, "numbering-out-of-order", (1, 3, 2)),
]  # fmt: skip
RIGHT: list[Callable[[Random], Item]] = [clean, clean, clean, right_level, stages]


def schedule(random: Random, items: int = 30) -> Made:
    """Return a schedule in which about a third of the items have a fault."""
    made = [random.choice(FAULTS if random.random() < 0.35 else RIGHT)(random) for _ in range(items)]
    lines = ["青禾市2025年民生实事序时进度安排", "", "序号\t目标任务\t第一季度\t第二季度\t第三季度\t第四季度"]
    lines += [f"{number}\t{item.promise}\t" + "\t".join(item.quarters) for number, item in enumerate(made, 1)]
    return Made("\n".join(lines) + "\n", {str(number): item.faults for number, item in enumerate(made, 1)})


def bulletin(random: Random, items: int = 30) -> Made:
    """Return a bulletin of nine months in which about a third of the items have a fault."""
    lines = ["青禾市2025年民生实事前三季度进展情况通报", "", "2025-10-20 来源:市政府办", ""]
    faults: dict[str, set[str]] = {}
    for number in range(1, items + 1):
        report, fault = _report(random)
        faults[str(number)] = fault
        lines += [
            f"{number}.{report[0]}(责任单位:{random.choice(BUREAUS)})",
            "",
            f"工作进展:{report[1]}。{report[2]}",
            "",
        ]
    return Made("\n".join(lines), faults)


def _report(random: Random) -> tuple[tuple[str, str, str], set[str]]:
    (promised, verdict, told), codes = _plain_report(random)
    if random.random() < 0.4:
        told = f"{distractor(random)}。{told}" if random.random() < 0.5 else f"{told}{distractor(random)}。"
    return (promised, verdict, told), codes


def _plain_report(random: Random) -> tuple[tuple[str, str, str], set[str]]:
    verb, name, unit = random.choice(THINGS)
    target = random.randrange(40, 800)
    done = target * random.randrange(76, 99) // 100
    share = round(done / target * 100, 1)
    start = random.choice(["累计", "已", "共", ""])
    fault = random.choice(["", "", "", "", "rate", "verdict", "forecast", "period", "magnitude"])
    if fault == "verdict":
        done = target * random.randrange(5, 50) // 100
        return (f"{verb}{name}{target}{unit}。", "达序时", f"{start}{verb}{name}{done}{unit}。"), {
            "verdict-differs-from-arithmetic"
        }
    told, codes = f"{start}{verb}{name}{done}{unit}", set[str]()
    if fault == "rate":
        told += f"，完成目标的{round(share + random.choice([-9, -5, 3, 6]), 1)}%"
        codes = {"stated-rate-differs"}
    elif fault == "forecast":
        told += f"，预计{random.choice(['9月底', '三季度末', '10月10日'])}前全部收尾"
        codes = {"forecast-already-past"}
    elif fault == "period":
        told = "1-8月" + told
        codes = {"period-differs"}
    elif fault == "magnitude":
        told = f"{start}{verb}{name}{target * random.randrange(1000, 9000)}{unit}"
        codes = {"magnitude-implausible"}
    elif random.random() < 0.4:
        told += f"，完成目标的{share}%"
    return (f"{verb}{name}{target}{unit}。", "达序时", told + "。"), codes


def breakdown(random: Random, items: int = 24) -> Made:
    """Return a list with units in which some items lack a lead, name one twice, or stand under a wrong count."""
    groups = [items // 3, items // 3, items - 2 * (items // 3)]
    whole = set()
    faults: dict[str, set[str]] = {}
    lines = [f"青禾市2025年{items}件民生实事任务分解", ""]
    number = 0
    for title, count in zip(["一、文化惠民", "二、城市更新", "三、生态环境"], groups, strict=True):
        wrong = random.random() < 0.2
        whole |= {"stated-count-differs"} if wrong else set()
        lines += [f"{title}({count + wrong}件)", ""]
        for _ in range(count):
            number += 1
            verb, name, unit = random.choice(THINGS)
            lead, first, second = random.sample(BUREAUS, 3)
            fault = random.choice([""] * 8 + ["lead", "twice"])
            clause = f"牵头单位:{lead};共同责任单位:{first}、{lead if fault == 'twice' else second}"
            if fault == "lead":
                clause = f"共同责任单位:{first}、{second}"
            faults[str(number)] = {"": set[str](), "lead": {"no-lead-unit"}, "twice": {"unit-named-twice"}}[fault]
            lines += [f"{number}.{verb}{name}{random.randrange(9, 900)}{unit}。({clause})", ""]
    return Made("\n".join(lines), faults, frozenset(whole))


def documents(random: Random, count: int) -> Iterator[Made]:
    """Yield `count` documents of all kinds."""
    for _ in range(count):
        yield random.choice([schedule, schedule, bulletin, breakdown])(random)
