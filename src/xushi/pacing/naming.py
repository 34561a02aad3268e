"""Whether a figure of an item bears the name of a target, and stands at the stage that is promised."""

from __future__ import annotations

import re

from xushi.document.model import Commitment
from xushi.pacing.likeness import STRONG, core, is_nameless, likeness, same_measure
from xushi.pacing.wording import Stage, Wording, words
from xushi.targets.model import Kind, Target

_FINAL = {Stage.FINISHED, Stage.UNSAID}
_NAMELESS = 0.95  #: of a figure without a name where only one target is in its unit; one with the name is surer
_JOINT = re.compile("[及和与]")


def names(target: Target, fact: Target, commitment: Commitment, wording: Wording) -> float:
    """Return how surely `fact` counts what `target` promises, 0 where another target of the item is meant."""
    if not same_measure(target, fact, loosely=True):
        return 0.0
    if "其中" in wording.before(fact.span) and core(fact.of or "") != core(promised_name(target, wording)):
        return 0.0  # a part of what was counted before, unless the part is what was promised
    if is_nameless(fact.of):
        rivals = [other for other in commitment.targets if same_measure(other, fact)]
        return _NAMELESS if rivals == [target] and same_measure(target, fact) else 0.0
    own = _alike(target, fact, wording)
    if own < STRONG:
        return 0.0
    best = max((_alike(other, fact, wording) for other in commitment.targets if other is not target), default=0.0)
    return own if own > best else 0.0


def _whole_name(fact: Target, wording: Wording) -> list[str]:
    """Return the words around a figure where its name was cut short or taken from the clause before.

    196件法律援助案件 counts cases, not the law; in 走访企业6户次，举办280场演出 the 280 are no firms.
    """
    if not fact.of:
        return []
    after = wording.after(fact.span)
    if after.startswith(fact.of):
        return [after]
    return [] if fact.of in wording.clause(fact.span) else [after, wording.before(fact.span)]


def _alike(target: Target, fact: Target, wording: Wording) -> float:
    if not same_measure(target, fact, loosely=True):
        return 0.0
    promise = wording.clause(target.span)
    names = {fact.of or "", *_JOINT.split(fact.of or "")[:1], *_whole_name(fact, wording)}
    score = max(likeness(promised_name(target, wording), name, promise) for name in names)
    return score if same_measure(target, fact) or score >= 0.8 else 0.0


def promised_name(target: Target, wording: Wording) -> str:
    """Return what a target counts; where only a measure is named (泊位改造数量达到40个), the words before it."""
    name = target.of or ""
    if "".join(name.split()) not in words("measures"):
        return name
    before, found, _ = wording.before(target.span).rpartition(name)
    return before if found and core(before) else name


def comparable(target: Target, facts: list[Target], wording: Wording) -> list[Target]:
    """Return the facts at the stage that the target promises: begun where it promises a beginning, else finished."""
    stages = [(fact, wording.stage(fact.span)) for fact in facts]
    if target.kind is Kind.PERCENT:
        return facts
    promised = wording.stage(target.span)
    if promised is Stage.STARTED:
        return [fact for fact, stage in stages if stage in {Stage.STARTED, Stage.UNSAID}]
    return [fact for fact, stage in stages if stage in _FINAL]


def distinct(facts: list[Target]) -> list[Target]:
    """Return the facts without those of a value that is there already."""
    seen: dict[tuple[object, object], Target] = {}
    for fact in facts:
        seen.setdefault((fact.value, fact.value_high), fact)
    return list(seen.values())
