"""Which figure of a report speaks of which target of a commitment, and of which day.

Where two figures could be meant, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xushi.document.model import Commitment
from xushi.pacing.likeness import PACED, STRONG, bigrams, core, same_measure
from xushi.pacing.naming import comparable, distinct, names
from xushi.pacing.spans_of_time import end_of, month_end, starts_with_the_year
from xushi.pacing.wording import Stage, Wording, says, words
from xushi.targets.model import Comparator, Kind, Target

_HAD = re.compile("实现|达到|做到|完成|已经?|基本")
_NOT_YET = re.compile("推进|推动|推行|加快|加大|力争|争取|确保|努力|逐步|预计|计划|拟|将|力推|启动|为(?=实现)|[未没尚]")
_EVERYWHERE = {"元", "美元", "%", "公里", "平方米", "亩", "公顷", "吨"}
_DONE = re.compile(r"(?:已|共|累计|目前)(?:完成|建成)$")


@dataclass(frozen=True, slots=True)
class Bound:
    """A target, the fact that was reported for it, and the day on which it was so."""

    target: Target
    fact: Target
    on: date | None  #: None where neither the figure nor the report names a day
    expected: bool  #: only forecast (预计), not reached
    certain: bool


def bind_report(commitment: Commitment, wording: Wording, year: int | None, day: date | None) -> tuple[Bound, ...]:
    """Return for each target of `commitment` the fact that its report states, where there is exactly one.

    `day` is the end of the period that the report is about; a figure with its own period (1-8月) belongs to that.
    """
    if commitment.report is None:
        return ()
    facts = [
        fact
        for fact in commitment.report.facts
        if not _is_size(fact, wording)
        and (wording.stage(fact.span) is not Stage.PREPARING or fact.kind in {Kind.PERCENT, Kind.MONEY})
    ]
    bound = (_reported(target, facts, commitment, wording, (year, day)) for target in commitment.targets)
    return tuple(found for found in bound if found is not None)


def _reported(
    target: Target,
    facts: list[Target],
    commitment: Commitment,
    wording: Wording,
    standing: tuple[int | None, date | None],
) -> Bound | None:
    if target.kind not in PACED:
        return None
    if target.comparator is Comparator.FULL:
        facts = [fact for fact in facts if fact.comparator is not Comparator.FULL or _is_had_in_full(fact, wording)]
    scores = [(names(target, fact, commitment, wording), fact) for fact in facts]
    best = max((score for score, _ in scores), default=0.0)
    # 农村网络零售额 is told apart from 电商网络零售额 beside it, though both are alike enough.
    named = [fact for score, fact in scores if score >= STRONG and (score == best or best < 1)]
    certain = bool(named)
    named = named or _only_one(target, facts, commitment, wording)
    dated = [(_day_of(fact, facts, wording, standing), fact) for fact in comparable(target, named, wording)]
    reached = [(day, fact) for day, fact in dated if not _is_expected(fact, wording)]
    pool = reached or dated
    last = max((day for day, _ in pool if day is not None), default=None)
    latest = [(day, fact) for day, fact in pool if day == last]
    done = [(day, fact) for day, fact in latest if wording.stage(fact.span) is Stage.FINISHED]
    if len(distinct([fact for _, fact in latest])) > 1:
        latest = done
    if not latest or len(distinct([fact for _, fact in latest])) > 1:
        return None
    on, fact = latest[0]
    return Bound(target, fact, on, expected=not reached, certain=certain)


def _only_one(target: Target, facts: list[Target], commitment: Commitment, wording: Wording) -> list[Target]:
    """Return the only fact in the target's unit, if the target is the only one too and their words meet."""
    if [other for other in commitment.targets if same_measure(other, target)] != [target]:
        return []
    alike = [fact for fact in facts if same_measure(target, fact)]
    reached = [fact for fact in alike if not _is_expected(fact, wording)] or alike
    if len(reached) != 1:
        return []
    if _DONE.search(wording.before(reached[0].span)):
        return reached
    promised, counted = bigrams(core(target.of or "")), bigrams(core(reached[0].of or ""))
    if not promised or not counted:
        return reached
    covered = len(promised & counted) / len(promised)
    known = len(counted & bigrams(core(wording.clause(target.span)))) / len(counted)
    enough = STRONG if _is_general(target.unit) else 0.2  # a unit that few things have, like 标箱, tells more
    return reached if max(covered, known) >= enough else []


def _is_general(unit: str | None) -> bool:
    return unit is None or unit in _EVERYWHERE or unit in words("people") or unit in words("things")


def _is_size(fact: Target, wording: Wording) -> bool:
    """Tell whether a count opens its clause and no word says that it is done: 2140户…改造项目 is how large it is."""
    whole = fact.kind is Kind.COUNT and not wording.before(fact.span)
    return whole and wording.stage(fact.span) is Stage.UNSAID


def _is_had_in_full(fact: Target, wording: Wording) -> bool:
    """Tell whether a report says that 全覆盖 is reached: 已全覆盖; 推进全覆盖 and 全覆盖行动 name no level."""
    before, after = wording.before(fact.span), wording.after(fact.span)
    return _HAD.search(before) is not None and _NOT_YET.search(before) is None and not after


def _is_expected(fact: Target, wording: Wording) -> bool:
    return says("expected", wording.before(fact.span))


def _day_of(
    fact: Target, facts: Iterable[Target], wording: Wording, standing: tuple[int | None, date | None]
) -> date | None:
    """Return the day a fact belongs to: its own period, or one named earlier in its sentence, or the report's."""
    year, day = standing
    sentence = wording.sentence(fact.span)
    own = [
        other
        for other in facts
        if other.period and sentence.contains(other.span) and other.span.start <= fact.span.start
    ]
    for other in reversed(own):
        if other.period and starts_with_the_year(other.period):
            end = end_of(other.period, year)
            if end is not None and (year is None or end.year == year) and end <= month_end(end.year, 12):
                return end
    return day
