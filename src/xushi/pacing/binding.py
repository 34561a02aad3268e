"""Which figures of milestones and reports speak of which target of a commitment.

A figure is bound to the target whose name it bears, or, where it bears none, to the only target in that unit. Where
two figures could be meant, none is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import product

from xushi.document.model import Commitment, Milestone
from xushi.pacing.figures import Figure
from xushi.pacing.likeness import PACED, STRONG, bigrams, core, likeness, same_measure
from xushi.pacing.plan import Plan, PlanFigure, Reading, Unfit, read_plan
from xushi.pacing.spans_of_time import end_of, month_end, starts_with_the_year
from xushi.pacing.wording import Stage, Wording, says
from xushi.targets.model import Change, Comparator, Kind, Target

_MOST_COMBINATIONS = 64
_FINAL = {Stage.FINISHED, Stage.UNSAID}
_JOINT = re.compile("[及和与]")
_DONE = re.compile(r"(?:已|共|累计|目前)(?:完成|建成)$")


@dataclass(frozen=True, slots=True)
class Binding:
    """A target and what its schedule plans for it.

    `plan` is None where no figure is bound or where it stays open which one is meant; `certain` says that every
    figure bears the target's name, so that a contradiction is one.
    """

    target: Target
    plan: Plan | Unfit | None
    certain: bool
    bound: tuple[Target, ...] = ()  #: every figure of the milestones that speaks of the target, at whatever stage


@dataclass(frozen=True, slots=True)
class Bound:
    """A target, the fact that was reported for it, and the day on which it was so."""

    target: Target
    fact: Target
    on: date | None  #: None where neither the figure nor the report names a day
    expected: bool  #: only forecast (预计), not reached
    certain: bool


# --- schedules -----------------------------------------------------------------------------------------------------


def bind_plan(commitment: Commitment, wording: Wording, year: int | None) -> tuple[Binding, ...]:
    """Return for each target of `commitment` what its milestones plan; nothing where there are no milestones."""
    if not commitment.milestones:
        return ()
    rows = [
        (end_of(milestone.period, year), milestone, _shared_out(milestone, wording))
        for milestone in commitment.milestones
    ]
    return tuple(
        _planned(target, commitment, [(day, milestone, facts) for day, milestone, facts in rows if day], wording)
        for target in commitment.targets
    )


def _planned(
    target: Target, commitment: Commitment, rows: list[tuple[date, Milestone, list[Target]]], wording: Wording
) -> Binding:
    if (
        target.kind not in PACED
        or target.comparator is Comparator.FULL
        or target.change not in {None, Change.CUMULATIVE}
    ):
        return Binding(target, None, certain=False)
    by_day: list[tuple[date, list[Target]]] = []
    for day, _, facts in rows:
        own = [
            fact for fact in facts if not _of_whole_year(fact) and _names(target, fact, commitment, wording) >= STRONG
        ]
        by_day.append((day, own))
    bound = tuple(fact for _, facts in by_day for fact in facts)
    staged = _by_stage(target, commitment, rows, wording)
    if staged is not None:
        return Binding(target, staged, certain=False, bound=bound)
    kept = [(day, _distinct(_comparable(target, facts, wording))) for day, facts in by_day]
    kept = [(day, facts) for day, facts in kept if facts]
    if not kept:
        return Binding(target, None, certain=False, bound=bound)
    plan = _read(target, kept, wording)
    if isinstance(plan, Unfit) and (_is_mixed(bound, kept, wording) or _rest_is_promised(plan, rows)):
        plan = None
    return Binding(target, plan, certain=True, bound=bound)


def _is_mixed(bound: tuple[Target, ...], kept: list[tuple[date, list[Target]]], wording: Wording) -> bool:
    """Tell whether the figures speak of several stages, so that nothing can be said of their sum."""
    stages = {wording.stage(fact.span) for fact in bound}
    return len(stages) > 1 and not any(
        fact.change is Change.CUMULATIVE or says("cumulative", wording.before(fact.span))
        for _, facts in kept
        for fact in facts
    )


def _read(target: Target, kept: list[tuple[date, list[Target]]], wording: Wording) -> Plan | Unfit | None:
    """Return the plan that the figures give; where a period has several, the choice that meets the target."""
    count = 1
    for _, facts in kept:
        count *= len(facts)
    if count > _MOST_COMBINATIONS:
        return None
    days = [day for day, _ in kept]
    read: Plan | Unfit | None = None
    for choice in product(*(facts for _, facts in kept)):
        figures = [_plan_figure(day, fact, wording) for day, fact in zip(days, choice, strict=True)]
        read = read_plan(
            Figure.of(target),
            figures,
            target_high=target.value_high,
            at_least=target.comparator in {Comparator.AT_LEAST, Comparator.MORE, Comparator.ABOUT},
            level=target.kind is Kind.PERCENT,
            at_most=target.comparator in {Comparator.AT_MOST, Comparator.LESS},
        )
        if isinstance(read, Plan):
            return read
    return read if count == 1 else None


def _plan_figure(day: date, fact: Target, wording: Wording) -> PlanFigure:
    before = wording.before(fact.span)
    said: Reading | None = None
    if fact.change is Change.CUMULATIVE or says("cumulative", before):
        said = Reading.CUMULATIVE
    elif fact.change is Change.INCREMENT or says("incremental", before):
        said = Reading.INCREMENTAL
    return PlanFigure(day, Figure.of(fact), said, fact.value_high)


def _comparable(target: Target, facts: list[Target], wording: Wording) -> list[Target]:
    """Return the facts at the stage that the target promises: begun where it promises a beginning, else finished."""
    stages = [(fact, wording.stage(fact.span)) for fact in facts]
    if target.kind is Kind.PERCENT:
        return facts
    promised = wording.stage(target.span)
    if promised is Stage.STARTED:
        return [fact for fact, stage in stages if stage in {Stage.STARTED, Stage.UNSAID}]
    return [fact for fact, stage in stages if stage in _FINAL]


def _distinct(facts: list[Target]) -> list[Target]:
    seen: dict[tuple[object, object], Target] = {}
    for fact in facts:
        seen.setdefault((fact.value, fact.value_high), fact)
    return list(seen.values())


def _by_stage(
    target: Target, commitment: Commitment, rows: list[tuple[date, Milestone, list[Target]]], wording: Wording
) -> Plan | None:
    """Return the plan if the figures of every period, stage by stage, add up to the target, in two periods or more."""
    figures: list[PlanFigure] = []
    shared = 0
    for day, milestone, facts in rows:
        parts = _parts(target, commitment, milestone, facts, wording)
        if not parts:
            continue
        if sum(part.value for part in parts) != target.value:
            return None
        shared += len(parts) > 1
        done = sum((part.value for part in parts if wording.stage(part.span) is Stage.FINISHED), start=target.value * 0)
        written = Figure(target.value, target.unit, "+".join(Figure.of(part).text for part in parts), parts[0].span)
        figures.append(PlanFigure(day, written, Reading.STAGE, finished=done))
    if shared < 2:
        return None
    plan = read_plan(Figure.of(target), figures)
    return plan if isinstance(plan, Plan) else None


def _parts(
    target: Target, commitment: Commitment, milestone: Milestone, facts: list[Target], wording: Wording
) -> list[Target]:
    """Return the figures of the steps that speak of the target and that bear no other target's name."""
    name = core(target.of or "")
    if len(name) < 2:
        return []
    others = [other for other in commitment.targets if other is not target]
    parts: list[Target] = []
    for step in milestone.steps:
        if step.span is None or name not in core(step.text):
            continue
        for fact in facts:
            if step.span.contains(fact.span) and same_measure(target, fact):
                own = likeness(target.of or "", fact.of or "")
                if own >= STRONG or all(likeness(other.of or "", fact.of or "") < STRONG for other in others):
                    parts.append(fact)
    del wording
    return parts


def _rest_is_promised(unfit: Unfit, rows: list[tuple[date, Milestone, list[Target]]]) -> bool:
    """Tell whether a later period promises the rest in words (完成年度任务) where the figures stop short."""
    if unfit.total.value >= unfit.target.value:
        return False
    last = unfit.figures[-1].on
    return any(
        day > last and "完成" in milestone.text and any(word in milestone.text for word in ("任务", "目标"))
        for day, milestone, _ in rows
    )


def _shared_out(milestone: Milestone, wording: Wording) -> list[Target]:
    """Return the figures of a milestone; “甲、乙分别 2、3 公里” and “甲、乙各 2 公里” are given one name each."""
    facts = list(milestone.targets)
    shared: list[Target] = []
    position = 0
    while position < len(facts):
        fact = facts[position]
        names = [name for name in (fact.of or "").replace("和", "、").split("、") if name]
        before = wording.before(fact.span)
        run = 1
        while position + run < len(facts) and facts[position + run].of == fact.of and run < len(names):
            run += 1
        if len(names) > 1 and "分别" in before and run == len(names):
            shared += [
                replace(part, of=name) for part, name in zip(facts[position : position + run], names, strict=True)
            ]
        elif len(names) > 1 and "各" in before[-4:]:
            shared += [replace(fact, of=name) for name in names]
        else:
            shared += facts[position : position + run]
        position += run
    return shared


def _of_whole_year(fact: Target) -> bool:
    """Tell whether a figure of a milestone speaks of the whole year (全年办理…): it is the same in every quarter."""
    return fact.period is not None and "-" not in fact.period and "/" not in fact.period


# --- names ---------------------------------------------------------------------------------------------------------


def _names(target: Target, fact: Target, commitment: Commitment, wording: Wording) -> float:
    """Return how surely `fact` counts what `target` promises, 0 where another target of the item is meant."""
    rivals = [other for other in commitment.targets if same_measure(other, fact)]
    if not core(fact.of or ""):
        return 1.0 if rivals == [target] and same_measure(target, fact) else 0.0
    own = _alike(target, fact, wording)
    if own < STRONG:
        return 0.0
    best = max((_alike(other, fact, wording) for other in commitment.targets if other is not target), default=0.0)
    return own if own > best else 0.0


def _alike(target: Target, fact: Target, wording: Wording) -> float:
    if not same_measure(target, fact, loosely=True):
        return 0.0
    promise = wording.clause(target.span)
    names = [fact.of or "", *_JOINT.split(fact.of or "")[:1]]
    score = max(likeness(target.of or "", name, promise) for name in names)
    return score if same_measure(target, fact) or score >= 0.8 else 0.0


# --- reports -------------------------------------------------------------------------------------------------------


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
    named = [fact for fact in facts if _names(target, fact, commitment, wording) >= STRONG]
    certain = bool(named)
    named = named or _only_one(target, facts, commitment, wording)
    dated = [(_day_of(fact, facts, wording, standing), fact) for fact in _comparable(target, named, wording)]
    reached = [(day, fact) for day, fact in dated if not _is_expected(fact, wording)]
    pool = reached or dated
    last = max((day for day, _ in pool if day is not None), default=None)
    latest = [(day, fact) for day, fact in pool if day == last]
    done = [(day, fact) for day, fact in latest if wording.stage(fact.span) is Stage.FINISHED]
    if len(_distinct([fact for _, fact in latest])) > 1:
        latest = done
    if not latest or len(_distinct([fact for _, fact in latest])) > 1:
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
    return reached if max(covered, known) >= STRONG else []


def _is_size(fact: Target, wording: Wording) -> bool:
    """Tell whether a count opens its clause and no word says that it is done: 2140户…改造项目 is how large it is."""
    whole = fact.kind is Kind.COUNT and not wording.before(fact.span)
    return whole and wording.stage(fact.span) is Stage.UNSAID


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
