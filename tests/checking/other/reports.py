"""Bulletins and breakdowns of the second generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.checking.generator import Made

from .plans import amount, target_of
from .words import CITIES, CROWDS, GROWTHS, MONEY, NOISE, RATES, ROUTINE, THINGS, UNITS, Thing

#: What a bulletin reports on: the words, the share of the year in percent, the day of issue, and days already past.
PERIODS = [
    ("一季度", 25, "2024-04-18", ("3月底", "4月10日", "一季度末")),
    ("上半年", 50, "2024-07-16", ("6月底", "7月10日", "二季度末")),
    ("前三季度", 75, "2024-10-22", ("9月底", "10月15日", "三季度末")),
]
ON_PACE = ["达序时", "正常推进", "达到序时"]
BEHIND = ["未达序时", "滞后", "欠序时"]


@dataclass
class Told:
    """An item of a bulletin: promise, verdict and narrative."""

    promise: str
    verdict: str
    narrative: str
    faults: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Frame:
    """What all items of a bulletin share."""

    words: str
    share: int
    past: tuple[str, ...]


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _said(random: Random, thing: Thing, written: str) -> str:
    verb, name = thing.verb, thing.name
    return random.choice(
        [
            f"已{verb}{name}{written}", f"累计{verb}{name}{written}", f"目前已{verb}{written}{name}",
            f"{name}{verb}{written}", f"{verb}{name}{written}", f"截至目前，{verb}{name}{written}",
        ]
    )  # fmt: skip


def _rate(random: Random, share: Decimal) -> str:
    return random.choice(
        [
            f"完成年度目标的{share}%",
            f"占全年任务的{share}%",
            f"完成率{share}%",
            f"完成目标任务的{share}%",
            f"占年度计划的{share}%",
        ]
    )


def _pair(random: Random, low: int, high: int) -> tuple[Thing, int, int]:
    """Return a thing, its target and what is done of it, in percent of the target between `low` and `high`."""
    thing = random.choice([one for one in [*THINGS, *CROWDS, *MONEY] if one.low >= 40 or one in CROWDS])
    target = target_of(random, thing)
    done = target * random.randrange(low, high) // 100
    return thing, target, done


def _promised(random: Random, thing: Thing, target: int) -> str:
    written = amount(random, target, thing)
    return random.choice(
        [
            f"{thing.verb}{thing.name}{written}",
            f"{thing.verb}{written}{thing.name}",
            f"全年{thing.verb}{thing.name}{written}以上",
        ]
    )


def on_pace(random: Random, frame: Frame) -> Told:
    """Figures that support the verdict, perhaps with the right rate beside them."""
    thing, target, done = _pair(random, frame.share, min(99, frame.share + 20))
    told = _said(random, thing, amount(random, done, thing))
    if random.random() < 0.5:
        told += "，" + _rate(random, _percent(done, target))
    return Told(_promised(random, thing, target), random.choice(ON_PACE), told)


def behind(random: Random, frame: Frame) -> Told:
    """Figures that support a verdict of behind."""
    thing, target, done = _pair(random, 2, max(3, frame.share - 10))
    return Told(
        _promised(random, thing, target), random.choice(BEHIND), _said(random, thing, amount(random, done, thing))
    )


def completed(random: Random, _: Frame) -> Told:
    """Done before the year is over."""
    thing, target, done = _pair(random, 100, 120)
    return Told(
        _promised(random, thing, target), "已完成", _said(random, thing, amount(random, max(done, target), thing))
    )


def wordy(random: Random, _: Frame) -> Told:
    """No figure that the promise could be judged by."""
    thing = random.choice(THINGS)
    told = f"{random.choice(ROUTINE)}，{random.choice(NOISE).format(random.randrange(2, 60))}"
    return Told(f"加快推进{thing.name}", random.choice(ON_PACE + BEHIND), told)


def growing(random: Random, _: Frame) -> Told:
    """A growth that reaches what was promised, or is behind and said to be."""
    what, goal = random.choice(GROWTHS), random.randrange(5, 12)
    well = random.random() < 0.5
    rate = Decimal(goal) + (Decimal(random.randrange(1, 40)) if well else -Decimal(random.randrange(11, 120))) / 10
    told = f"{what}同比{'增长' if rate >= 0 else '下降'}{abs(rate)}%"
    return Told(f"{what}增长{goal}%", random.choice(ON_PACE if well else BEHIND), told)


def standing(random: Random, _: Frame) -> Told:
    """A rate that has reached its target."""
    rate, goal = random.choice(RATES), random.randrange(70, 92)
    return Told(f"{rate}达到{goal}%以上", random.choice(ON_PACE), f"{rate}达{goal + random.randrange(0, 6)}%")


def too_kind(random: Random, frame: Frame) -> Told:
    """On pace, says the office; far behind, say the figures."""
    thing, target, done = _pair(random, 1, max(2, frame.share - 24))
    return Told(
        _promised(random, thing, target),
        random.choice(ON_PACE),
        _said(random, thing, amount(random, max(1, done), thing)),
        {"verdict-differs-from-arithmetic"},
    )


def too_kind_growth(random: Random, _: Frame) -> Told:
    """On pace, though the growth is below the promised one."""
    what, goal = random.choice(GROWTHS), random.randrange(6, 12)
    rate = goal - random.randrange(4, 12)
    told = f"{what}同比{'增长' if rate >= 0 else '下降'}{abs(rate)}.5%"
    return Told(f"{what}增长{goal}%以上", random.choice(ON_PACE), told, {"verdict-differs-from-arithmetic"})


def not_done(random: Random, _: Frame) -> Told:
    """Completed, says the office; four fifths are there."""
    thing, target, done = _pair(random, 60, 95)
    told = _said(random, thing, amount(random, done, thing))
    return Told(_promised(random, thing, target), "已完成", told, {"verdict-differs-from-arithmetic"})


def too_strict(random: Random, _: Frame) -> Told:
    """Behind, says the office; the year's target is reached."""
    thing, target, done = _pair(random, 101, 125)
    told = _said(random, thing, amount(random, done, thing))
    return Told(_promised(random, thing, target), random.choice(BEHIND), told, {"verdict-differs-from-arithmetic"})


def wrong_rate(random: Random, frame: Frame) -> Told:
    """A rate beside figures that give another."""
    told = on_pace(random, frame)
    thing, target, done = _pair(random, frame.share, min(95, frame.share + 20))
    share = _percent(done, target) + random.choice([Decimal("-8.3"), Decimal("-4.1"), Decimal("2.7"), Decimal("5.2")])
    text = f"{_said(random, thing, amount(random, done, thing))}，{_rate(random, share)}"
    return Told(_promised(random, thing, target), told.verdict, text, {"stated-rate-differs"})


def past_forecast(random: Random, frame: Frame) -> Told:
    """Something is expected for a day that is over when the bulletin is issued."""
    told = on_pace(random, frame)
    day = random.choice(frame.past)
    told.narrative += random.choice(
        [f"，预计{day}前全面完工", f"；计划于{day}前启用", f"，力争{day}前收尾", f"，预计{day}完成"]
    )
    told.faults = {"forecast-already-past"}
    return told


def coming_forecast(random: Random, frame: Frame) -> Told:
    """Something is expected for a day to come."""
    told = on_pace(random, frame)
    told.narrative += random.choice(
        ["，预计年底前全部完成", "；计划12月底投用", "，预计11月中旬收尾", "，力争2025年春节前启用"]
    )
    return told


def other_month(random: Random, frame: Frame) -> Told:
    """The figure ends before the period of the bulletin."""
    months = {25: 2, 50: 5, 75: 8}[frame.share]
    told = on_pace(random, frame)
    told.narrative = f"1{random.choice('-—至')}{months}月，" + told.narrative.removeprefix("截至目前，")
    told.faults = {"period-differs"}
    return told


RIGHT: list[Callable[[Random, Frame], Told]] = [
    on_pace, on_pace, behind, completed, wordy, wordy, growing, standing, coming_forecast,
]  # fmt: skip
WRONG: list[Callable[[Random, Frame], Told]] = [
    too_kind, too_kind_growth, not_done, too_strict, wrong_rate, past_forecast, other_month,
]  # fmt: skip


def _item(random: Random, frame: Frame) -> Told:
    made = random.choice(WRONG if random.random() < 0.3 else RIGHT)(random, frame)
    if made.faults & {"period-differs"} or random.random() < 0.5:
        return made
    made.narrative = f"{random.choice(ROUTINE)}。{made.narrative}"
    return made


def bulletin(random: Random, count: int = 24) -> Made:
    """Return a bulletin with or without a list of what is behind, as paragraphs or as a table."""
    words, share, issued, past = random.choice(PERIODS)
    items = [_item(random, Frame(words, share, past)) for _ in range(count)]
    city = random.choice(CITIES)
    title = f"{city}市2024年民生实事项目{words}{random.choice(['进展情况通报', '推进情况通报', '完成情况的通报'])}"
    late = [number for number, item in enumerate(items, 1) if item.verdict in BEHIND]
    faults = {str(number): set(item.faults) for number, item in enumerate(items, 1)}
    lines = [title, "", f"发布日期：{issued}", ""]
    if random.random() < 0.5 and len(late) > 2:
        shown = list(late)
        if random.random() < 0.4:
            lost = shown.pop(random.randrange(len(shown)))
            faults[str(lost)].add("headline-differs-from-annex")
        stated = len(shown)
        lines += [
            f"从督查情况看，{count}项任务总体进展良好，{stated}项任务未达序时进度。",
            f"{stated}项未达序时的任务为:",
        ]
        lines += [
            f"{place}.{_short(items[number - 1])}(第{number}项):进展偏慢。" for place, number in enumerate(shown, 1)
        ]
        lines += [
            "",
            f"附件：{title.removesuffix('通报').removesuffix('的')}",
            "",
            title.removesuffix("通报").removesuffix("的"),
            "",
        ]
    lines += random.choice([_as_paragraphs, _as_paragraphs, _as_table])(random, items)
    return Made("\n".join(lines) + "\n", faults)


def _short(item: Told) -> str:
    return "".join(letter for letter in item.promise if not letter.isdigit())[:12].strip(",.%万 ")


def _as_paragraphs(random: Random, items: list[Told]) -> list[str]:
    lines = []
    label = random.choice(["进展情况", "工作进展", "推进情况"])
    for number, item in enumerate(items, 1):
        lines += [
            f"{number}.{item.promise}。（责任单位：{random.choice(UNITS)}）",
            f"{label}：{item.verdict}。{item.narrative}。",
            "",
        ]
    return lines


def _as_table(random: Random, items: list[Told]) -> list[str]:
    head = "序号\t目标任务\t责任单位\t进展情况\t序时判定"
    rows = [
        f"{number}\t{item.promise}\t{random.choice(UNITS)}\t{item.narrative}。\t{item.verdict}"
        for number, item in enumerate(items, 1)
    ]
    return [head, *rows]


def breakdown(random: Random, count: int = 18) -> Made:
    """Return a breakdown under counted headings; some items lack a lead, name a unit twice, or are numbered wrongly."""
    lead_word, other_word = random.choice(
        [("牵头单位", "配合单位"), ("主办单位", "协办单位"), ("牵头单位", "责任单位")]
    )
    sizes = [count // 3] * 3
    whole = set()
    faults: dict[str, set[str]] = {}
    lines = [f"{random.choice(CITIES)}市2024年为民办实事项目责任分解表", ""]
    number, skipped = 0, random.randrange(3, count) if random.random() < 0.3 else 0
    for title, size in zip(["（一）就业增收", "（二）健康服务", "（三）安居宜居"], sizes, strict=True):
        wrong = random.random() < 0.2
        whole |= {"stated-count-differs"} if wrong else set()
        lines.append(f"{title}（{size + (random.choice([-1, 1, 2]) if wrong else 0)}件）")
        for _ in range(size):
            number += 1
            number += 1 if skipped and number == skipped else 0
            thing = random.choice([*THINGS, *CROWDS, *MONEY])
            lead, first, second = random.sample(UNITS, 3)
            fault = random.choice([""] * 8 + ["no-lead-unit", "unit-named-twice"])
            clause = f"{lead_word}：{lead}；{other_word}：{first}、{lead if fault == 'unit-named-twice' else second}"
            if fault == "no-lead-unit":
                clause = f"{other_word}：{first}、{second}"
            faults[str(number)] = {fault} - {""}
            lines.append(f"{number}．{_promised(random, thing, target_of(random, thing))}。（{clause}）")
    if skipped:
        whole.add("numbering-skipped")
    return Made("\n".join(lines) + "\n", faults, frozenset(whole))
