"""What the charts of a paper show, and the same in words; how they are drawn is in `drawing`.

A chart is made of what stands in the text beside it and says nothing that the text does not: the annex of a bulletin
counted by field and by unit, or the plan of an item beside what was reached.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from xushi.document.model import Applicability, Commitment, Document, Genre, Role

#: What a part of a bar stands for, from done to not known; `ACTUAL` is what was reached of a plan.
COMPLETED, AHEAD, ON_PACE, BEHIND = "completed", "ahead", "on_pace", "behind"
UNJUDGED, UNREPORTED, ACTUAL = "unjudged", "unreported", "actual"
#: The words for them, in the language of the papers.
WORDS: Final = {
    COMPLETED: "已完成",
    AHEAD: "超序时",
    ON_PACE: "达序时",
    BEHIND: "未达序时",
    UNJUDGED: "未判定",
    UNREPORTED: "未填报",
}
_GOOD = (COMPLETED, AHEAD, ON_PACE)
_JUDGED = (*_GOOD, BEHIND)
MOST = 12  #: rows of a chart; what is left stands in one row more
_TENTH = Decimal("0.1")
_OTHERS, _WITHOUT_UNIT = "其他", "未写明单位"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: what it stands for, and how much of it there is."""

    kind: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: what it is about, its stretches from left to right, and the figure at its end.

    `planned` is a mark across the bar. A row that `is_rest` is told in words: a bar would shrink all others.
    """

    label: str
    parts: tuple[Part, ...]
    figure: str
    planned: Decimal | None = None
    is_rest: bool = False

    @property
    def length(self) -> Decimal:
        """All stretches together."""
        return sum((part.value for part in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars on one scale; `about` says what has a row: 领域, 单位, 事项.

    `legend` has the word and, where they add up, the sum of each kind that occurs.
    """

    title: str
    about: str
    head: str  #: over the figures at the ends of the bars
    bars: tuple[Bar, ...]
    legend: tuple[tuple[str, str, Decimal | None], ...]
    unit: str
    note: str = ""

    @property
    def scale(self) -> Decimal:
        """What the full width stands for: the longest bar, or the plan where it goes further."""
        bars = [bar for bar in self.bars if not bar.is_rest]
        return max((max(bar.length, bar.planned or Decimal(0)) for bar in bars), default=Decimal(0)) or Decimal(1)

    def stretches(self, bar: Bar) -> Iterator[tuple[Part, Decimal, Decimal]]:
        """Yield the stretches of a bar, each with where it begins and ends in shares of the full width."""
        at = Decimal(0)
        for part in bar.parts:
            yield part, at / self.scale, (at + part.value) / self.scale
            at += part.value

    def told(self, bar: Bar) -> str:
        """Return the stretches of a bar in words: 已完成1项、达序时3项."""
        words = {kind: word for kind, word, _sum in self.legend}
        return "、".join(f"{words[part.kind]}{_plain(part.value)}{self.unit}" for part in bar.parts)

    @property
    def in_words(self) -> str:
        """Return everything that the chart shows, for whoever cannot see it."""
        return "".join([f"{self.title}。", *map(self._bar_in_words, self.bars), self.note])

    def _bar_in_words(self, bar: Bar) -> str:
        if bar.planned is not None:
            return f"{bar.label}：{self.told(bar)}，计划{_plain(bar.planned)}{self.unit}。"
        return f"{bar.label}{_plain(bar.length)}{self.unit}：{self.told(bar)}；{self.head}{bar.figure}。"


def charts_of(document: Document) -> tuple[Chart, ...]:
    """Return how a bulletin's items stand, by field and by unit; nothing where there is nothing to compare.

    What is counted are the verdicts of the annex, so that a chart can say nothing else than headline and annex do.
    """
    if document.genre is not Genre.BULLETIN:
        return ()
    told = [
        (item, field.title or "")
        for programme in document.programmes
        for field in programme.fields
        for item in field.commitments
        if item.applicability is Applicability.OURS
    ]
    if not any(_kind(item) != UNJUDGED for item, _field in told):
        return ()
    by_field = shares("各领域推进情况", _counted((field, item) for item, field in told if field), "领域")
    by_unit = shares(
        "各牵头单位推进情况",
        _counted((_leading(item), item) for item, _field in told),
        "单位",
        note="有几个牵头单位的事项，计入排在最前的单位。" if any(_leads(item) > 1 for item, _ in told) else "",
    )
    return tuple(chart for chart in (by_field, by_unit) if len(chart.bars) > 1)


def shares(
    title: str, groups: Mapping[str, Mapping[str, int]], about: str, *, most: int = MOST, note: str = ""
) -> Chart:
    """Return how much of each group is on pace: the group with the lowest share first, what is past `most` in one row.

    `groups` has for each label how many items stand how; `about` is what they are: 领域, 单位. The share is of the
    judged and in whole per cent, rounded down so that 100 means all.
    """
    ordered = sorted(groups.items(), key=lambda group: _worst_first(group[1]))
    if len(ordered) > most:
        rest: Counter[str] = Counter()
        for _label, counts in ordered[most - 1 :]:
            rest.update(counts)
        others = (f"{_OTHERS}{len(ordered) - most + 1}个{about}", rest)
        ordered = [*ordered[: most - 1], others]
    bars = [Bar(label, _parts(counts), _share(counts)) for label, counts in ordered]
    if len(groups) > most:
        bars[-1] = replace(bars[-1], is_rest=True)
    sums = Counter[str]()
    for _label, counts in ordered:
        sums.update(counts)
    legend = tuple((kind, word, Decimal(sums[kind])) for kind, word in WORDS.items() if sums[kind])
    return Chart(f"{title}（共{sums.total()}项）", about, "达序时及以上", tuple(bars), legend, "项", note)


def plan_and_actual(title: str, rows: Iterable[tuple[str, Decimal, Decimal]]) -> Chart:
    """Return what was reached beside what was planned, both in per cent to a tenth: label, planned, actual.

    A row below zero, such as a growth that became a loss, is left out: no bar can show it beside the others.
    """
    rounded = ((label, planned.quantize(_TENTH), actual.quantize(_TENTH)) for label, planned, actual in rows)
    bars = tuple(
        Bar(label, (Part(ACTUAL, actual),), f"{_plain(actual)}% / {_plain(planned)}%", planned)
        for label, planned, actual in rounded
        if planned >= 0 and actual >= 0
    )
    return Chart(title, "事项", "实际 / 计划", bars, ((ACTUAL, "实际", None),), "%")


def _kind(item: Commitment) -> str:
    verdict = item.report.verdict if item.report is not None else None
    return verdict.value if verdict is not None else UNJUDGED


def _leading(item: Commitment) -> str:
    """Return the unit that an item is counted for: the one named first of those that lead, or of all."""
    leading = [unit.name for unit in item.assignments if unit.role is not Role.SUPPORTING]
    return next(iter(leading or [unit.name for unit in item.assignments]), _WITHOUT_UNIT)


def _leads(item: Commitment) -> int:
    return sum(unit.role is not Role.SUPPORTING for unit in item.assignments)


def _counted(rows: Iterable[tuple[str, Commitment]]) -> dict[str, Counter[str]]:
    groups: dict[str, Counter[str]] = {}
    for label, item in rows:
        groups.setdefault(label, Counter())[_kind(item)] += 1
    return groups


def _parts(counts: Mapping[str, int]) -> tuple[Part, ...]:
    return tuple(Part(kind, Decimal(counts[kind])) for kind in WORDS if counts.get(kind))


def _judged(counts: Mapping[str, int], kinds: Sequence[str] = _JUDGED) -> int:
    return sum(counts.get(kind, 0) for kind in kinds)


def _share(counts: Mapping[str, int]) -> str:
    judged = _judged(counts)
    return f"{_judged(counts, _GOOD) * 100 // judged}%" if judged else "—"


def _worst_first(counts: Mapping[str, int]) -> tuple[bool, Decimal, int, int]:
    """Return a key: the lowest share first; of equal ones what has more behind, then more; last what nobody judged."""
    judged = _judged(counts)
    share = Decimal(_judged(counts, _GOOD)) / judged if judged else Decimal(0)
    return not judged, share, -counts.get(BEHIND, 0), -sum(counts.values())


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
