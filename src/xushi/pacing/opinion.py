"""The second opinion: what the figures of a report say, beside the office's verdict, which is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xushi.document.model import Commitment, Document, VerdictGrade
from xushi.pacing.binding import Binding
from xushi.pacing.figures import Figure, figure
from xushi.pacing.gaps import Basis, Gap, completion_lag, growth_gap, level_gap
from xushi.pacing.plan import Plan
from xushi.pacing.reporting import Bound, bind_report
from xushi.pacing.scale import TWO_GRADES, Scale
from xushi.pacing.spans_of_time import elapsed_share, reporting_day
from xushi.pacing.state import planned_state
from xushi.pacing.wording import Wording
from xushi.problems import Message
from xushi.targets.model import Change, Comparator, Kind, Target

_GROWTH = {Change.YEAR_ON_YEAR_UP, Change.YEAR_ON_YEAR_DOWN}
_CEILING = {Comparator.AT_MOST, Comparator.LESS}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What was reported for one target, and how far that is behind."""

    bound: Bound
    gap: Gap
    grade: VerdictGrade


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the figures say of one item. `computed` is None where they say nothing: then it is not judged at all."""

    item: str | None
    stated: VerdictGrade | None
    computed: VerdictGrade | None
    judgements: tuple[Judgement, ...]
    open_targets: tuple[Target, ...]  #: targets for which no figure was reported, or none that can be compared
    sentence: Message

    @property
    def judgeable(self) -> bool:
        """Whether there are figures to judge by."""
        return self.computed is not None

    @property
    def widest(self) -> Judgement | None:
        """The judgement with the largest gap."""
        return max(self.judgements, key=lambda judgement: judgement.gap.points, default=None)

    @property
    def differs(self) -> bool:
        """Whether one of the two verdicts says behind and the other does not."""
        if self.computed is None or self.stated is None:
            return False
        return (self.computed is VerdictGrade.BEHIND) != (self.stated is VerdictGrade.BEHIND)


def second_opinions(
    document: Document,
    *,
    on: date | None = None,
    plans: Mapping[str, Sequence[Binding]] | None = None,
    scale: Scale = TWO_GRADES,
) -> tuple[Opinion, ...]:
    """Return the second opinion on every reported item of a bulletin, in its order.

    `on` is the last day of the period reported on, by default what the title says. `plans` are the bindings of the
    year's schedule by item number; without them a share of the year is expected.
    """
    day = on or reporting_day(document)
    wording = Wording.of(document)
    known = plans or {}
    return tuple(
        second_opinion(
            commitment,
            wording,
            year=document.masthead.year,
            on=day,
            plans=known.get(commitment.number or "", ()),
            scale=scale,
        )
        for commitment in document.commitments
        if commitment.report is not None
    )


def second_opinion(
    commitment: Commitment,
    wording: Wording,
    *,
    year: int | None,
    on: date | None,
    plans: Sequence[Binding] = (),
    scale: Scale = TWO_GRADES,
) -> Opinion:
    """Return what the figures say of one item; an item without figures is not judged, never guessed."""
    return judge(commitment, bind_report(commitment, wording, year, on), plans=plans, scale=scale)


def judge(
    commitment: Commitment, bounds: Sequence[Bound], *, plans: Sequence[Binding] = (), scale: Scale = TWO_GRADES
) -> Opinion:
    """Return what figures say that are known to belong to these targets: read in a report, or given one by one."""
    judgements: list[Judgement] = []
    for bound in bounds:
        gap = None if bound.expected else _gap(bound, _plan_for(bound.target, plans))
        if gap is not None:
            judgements.append(Judgement(bound, gap, scale.verdict(gap)))
    judged = [judgement.bound.target for judgement in judgements]
    computed = scale.worst([judgement.gap for judgement in judgements])
    stated = commitment.report.verdict if commitment.report is not None else None
    open_targets = tuple(target for target in commitment.targets if target not in judged)
    return Opinion(commitment.number, stated, computed, tuple(judgements), open_targets, _sentence(judgements))


def _sentence(judgements: Sequence[Judgement]) -> Message:
    if not judgements:
        return Message("没有可与目标对照的数字，不能凭数字判断。")
    return max(judgements, key=lambda judgement: judgement.gap.points).gap.sentence


def _plan_for(target: Target, plans: Sequence[Binding]) -> Plan | None:
    """Return the schedule's plan for the same target: same value, same unit."""
    for binding in plans:
        same = (binding.target.value, binding.target.kind) == (target.value, target.kind)
        if same and isinstance(binding.plan, Plan):
            return binding.plan
    return None


def _gap(bound: Bound, plan: Plan | None) -> Gap | None:
    """Return how far behind a fact is, or None where nothing can be said without guessing."""
    target, fact = bound.target, bound.fact
    if target.change in _GROWTH:
        return _growth(target, fact)
    ceiling = target.comparator in _CEILING
    if target.kind is Kind.PERCENT:
        return _level(bound, plan, ceiling=ceiling)
    if ceiling or target.value <= 0 or bound.on is None:
        return None
    state = planned_state(plan, bound.on) if plan is not None else None
    if state is None:
        return completion_lag(Figure.of(fact), Figure.of(target), elapsed_share(bound.on), on=bound.on)
    return completion_lag(Figure.of(fact), Figure.of(target), state.share, on=bound.on, basis=state.basis)


def _growth(target: Target, fact: Target) -> Gap:
    falling = target.change is Change.YEAR_ON_YEAR_DOWN
    opposite = fact.change is not target.change
    actual = Figure.of(fact)
    if opposite:
        actual = Figure(-fact.value, fact.unit, f"-{actual.text}", fact.span)
    return growth_gap(actual, Figure.of(target), falling=falling)


def _level(bound: Bound, plan: Plan | None, *, ceiling: bool) -> Gap | None:
    actual, target = Figure.of(bound.fact), Figure.of(bound.target)
    state = planned_state(plan, bound.on) if plan is not None and bound.on is not None else None
    if state is not None:
        return level_gap(actual, figure(state.value, "%"), target=target, at_most=ceiling, basis=state.basis)
    reached = actual.value <= target.value if ceiling else actual.value >= target.value
    return level_gap(actual, target, at_most=ceiling, basis=Basis.TARGET) if reached else None
