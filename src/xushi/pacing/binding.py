"""Which figures of a schedule's milestones speak of which target of a commitment, and the plan they make.

A figure is bound to the target whose name it bears, or, where it bears none, to the only target in that unit. Where
two figures could be meant, the choice that meets the target is taken, or none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from math import prod

from xushi.document.model import Commitment, Milestone
from xushi.pacing.figures import Figure
from xushi.pacing.likeness import PACED, STRONG, bigrams, core, is_nameless, likeness, same_measure
from xushi.pacing.naming import comparable, distinct, names
from xushi.pacing.plan import Plan, PlanFigure, Reading, Unfit, read_plan
from xushi.pacing.spans_of_time import end_of
from xushi.pacing.wording import Stage, Wording, says, words
from xushi.targets.model import Change, Comparator, Kind, Target

_MOST_COMBINATIONS = 64
_LAST_QUARTER = 10  #: its first month
_TASK = re.compile("完成.*(?:任务|目标)|全部|全面|其余|剩余|余下|完工|竣工|建成|投用|投入|开放")
_ENDS = re.compile("[，,；;。]")
_GENERAL = re.compile(
    "全年|年度|全部|全面|各项|年内|工作|剩余|其余|余下|完工|竣工|投用|投入|使用|运营|执勤|开放|验收|交付|底|前|末|月|季|[0-9.;；、]"
)


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
    torn: bool = False  #: some period has several figures, and no choice among them meets the target


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
            fact
            for fact in facts
            if not _of_whole_year(fact, wording) and names(target, fact, commitment, wording) >= STRONG
        ]
        by_day.append((day, own))
    bound = tuple(fact for _, facts in by_day for fact in facts)
    staged = _by_stage(target, commitment, rows, wording)
    if staged is not None:
        return Binding(target, staged, certain=False, bound=bound)
    kept = [(day, distinct(comparable(target, facts, wording))) for day, facts in by_day]
    kept = [(day, facts) for day, facts in kept if facts]
    if not kept:
        return Binding(target, None, certain=False, bound=bound)
    plan = _read(target, kept, wording)
    doubtful = _is_mixed(bound, kept, wording) or _rest_is_promised(target, kept, rows, wording)
    if isinstance(plan, Unfit) and (doubtful or not _reaches_the_end(rows)):
        plan = None
    torn = plan is None and not doubtful and 1 < _choices(kept) <= _MOST_COMBINATIONS
    return Binding(target, plan, certain=not _is_loose(target, bound, rows, wording), bound=bound, torn=torn)


def _is_loose(
    target: Target, bound: tuple[Target, ...], rows: list[tuple[date, Milestone, list[Target]]], wording: Wording
) -> bool:
    """Tell whether a figure that may belong to the row was left out of it.

    That is one with a name beside figures without, or one whose name shares a character with the target's, in a
    period that has no other.
    """
    spans = {fact.span for fact in bound}
    nameless = any(is_nameless(fact.of) for fact in bound)
    name = set(core(target.of or ""))
    for _, _, facts in rows:
        empty = not any(fact.span in spans for fact in facts)
        for fact in facts:
            if fact.span in spans or not same_measure(target, fact) or _of_whole_year(fact, wording):
                continue
            if nameless or (empty and name & set(core(fact.of or ""))):
                return True
    return False


def _choices(kept: list[tuple[date, list[Target]]]) -> int:
    return prod(len(facts) for _, facts in kept)


def _reaches_the_end(rows: list[tuple[date, Milestone, list[Target]]]) -> bool:
    """Tell whether the milestones go on to the last quarter, so that the whole target can be asked of them."""
    return max(day for day, _, _ in rows).month >= _LAST_QUARTER


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
    count = _choices(kept)
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


def _rest_is_promised(
    target: Target,
    kept: list[tuple[date, list[Target]]],
    rows: list[tuple[date, Milestone, list[Target]]],
    wording: Wording,
) -> bool:
    """Tell whether a later period promises the rest in words where the figures stop short: 完成比赛任务."""
    last = kept[-1][0]
    known_names = {core(fact.of or "") for _, facts in kept for fact in facts} - {""} or {core(target.of or "")}
    # 比赛 alone does not tell one kind of contest from another.
    known = frozenset[str]().union(*map(bigrams, known_names)) - set(words("general"))
    for day, milestone, _ in rows:
        if day <= last or milestone.span is None:
            continue
        for clause in _ENDS.split(wording.text[milestone.span.start : milestone.span.end]):
            solid = "".join(clause.split())
            if _TASK.search(solid) is not None:
                rest = bigrams(core(_GENERAL.sub("", solid)))
                if not rest or not known or rest & known:
                    return True
    return False


def _shared_out(milestone: Milestone, wording: Wording) -> list[Target]:
    """Return the figures of a milestone; “甲、乙分别 2、3 公里” and “甲、乙各 2 公里” are given one name each."""
    facts = list(milestone.targets)
    shared: list[Target] = []
    position = 0
    while position < len(facts):
        fact = facts[position]
        owners = [name for name in (fact.of or "").replace("和", "、").split("、") if name]
        before = wording.before(fact.span)
        end = position + 1
        while end < min(len(facts), position + len(owners)) and facts[end].of == fact.of:
            end += 1
        run = facts[position:end]
        if len(owners) > 1 and "分别" in before and len(run) == len(owners):
            shared += [replace(part, of=owner) for part, owner in zip(run, owners, strict=True)]
        elif len(owners) > 1 and "各" in before[-4:]:
            shared += [replace(fact, of=owner) for owner in owners]
        else:
            shared += run
        position = end
    return shared


def _of_whole_year(fact: Target, wording: Wording) -> bool:
    """Tell whether a figure of a milestone speaks of the whole year (全年办理…): it is the same in every quarter.

    全年累计 counts from January on and belongs to its own quarter.
    """
    whole = fact.period is not None and "-" not in fact.period and "/" not in fact.period
    return whole and not says("cumulative", wording.before(fact.span))
