"""The office's verdict is not what the figures say: judged 达序时 at 12 of 40.

The arithmetic is a second opinion. It speaks up when something on pace is behind by more than the tolerance (wide
where nothing is planned and the calendar is all there is), when something completed is not, and when something behind
has every target reached or on pace and no promise without a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import named, number
from xushi.document.model import Commitment, VerdictGrade
from xushi.pacing import Basis, Formula, Judgement, Opinion
from xushi.problems import Severity
from xushi.targets.model import Kind

_PROMISES = re.compile(r"[，；]|,(?!\d{3})")
_SERIOUS = {VerdictGrade.ON_PACE, VerdictGrade.AHEAD, VerdictGrade.COMPLETED}


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.reported:
        opinion = case.opinion(commitment)
        if opinion.stated in _SERIOUS:
            for judgement in opinion.judgements:
                if _is_too_far(judgement, case) or _is_unfinished(opinion, judgement):
                    yield _finding(case, commitment, judgement, "第{item}项判定“{verdict}”，但“{of}”{arithmetic}")
        elif opinion.stated is VerdictGrade.BEHIND and _is_all_reached(commitment, opinion):
            widest = opinion.widest
            if widest is not None:
                yield _finding(
                    case, commitment, widest, "第{item}项判定“{verdict}”，但所有指标都不落后，如“{of}”{arithmetic}"
                )


def _is_too_far(judgement: Judgement, case: Case) -> bool:
    if not judgement.gap.behind:
        return False
    gap, options = judgement.gap, case.options
    if gap.basis is Basis.LINEAR:
        lacking = gap.points * gap.target.value / 100
        few = judgement.bound.target.kind is Kind.COUNT and lacking < options.fewest
        return gap.points > options.linear_tolerance and not few
    if gap.basis is Basis.BETWEEN:
        return gap.points > options.between_tolerance
    return gap.formula is Formula.GROWTH or gap.points > options.planned_tolerance


def _is_unfinished(opinion: Opinion, judgement: Judgement) -> bool:
    done = judgement.gap.completed
    return opinion.stated is VerdictGrade.COMPLETED and done is not None and done < Decimal(99)


def _is_all_reached(commitment: Commitment, opinion: Opinion) -> bool:
    """Tell whether every promise of an item has a figure, and every figure reaches the annual target."""
    if not opinion.judgements or opinion.open_targets or not all(j.bound.certain for j in opinion.judgements):
        return False
    promises = [part for part in _PROMISES.split(commitment.text) if part.strip()]
    reached = all(j.gap.formula is not Formula.COMPLETION or (j.gap.completed or 0) >= 100 for j in opinion.judgements)
    return reached and len(promises) <= len(opinion.judgements) and not any(j.gap.behind for j in opinion.judgements)


def _finding(case: Case, commitment: Commitment, judgement: Judgement, sentence: str) -> Finding:
    report = commitment.report
    values = {
        "item": number(commitment),
        "verdict": (report.verdict_text if report is not None else None) or "",
        "of": named(judgement.bound.target, case.wording),
        "arithmetic": judgement.gap.sentence,
    }
    return Finding(sentence, values, judgement.bound.fact.span, commitment.number)


RULE = Rule(
    "verdict-differs-from-arithmetic",
    Severity.WARNING,
    "这是按数字算出的第二意见，不改变原判定；请核对数字，或写明判定的理由。",
    _find,
)
