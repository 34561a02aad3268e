"""No period of the schedule mentions a promised thing, neither by its figure nor by its name.

Silent where only the figure is missing, for a thing may be followed in words; and where the name is too short or too
general to be looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import named, number, written
from xushi.document.model import Commitment
from xushi.pacing import Binding
from xushi.pacing.likeness import bigrams, core
from xushi.pacing.wording import words
from xushi.problems import Severity
from xushi.targets.model import Comparator, Kind, Target

_LISTED = re.compile(r"[\d.]+|和|及|、")
_OFTEN = 3
_CLASSES = {"类", "种", "方面"}
_MOST_SHARED = 0.25  #: of the pairs of characters of a name may occur by chance


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.planned:
        texts = "".join("".join(milestone.text.split()) for milestone in commitment.milestones)
        facts = [fact for milestone in commitment.milestones for fact in milestone.targets]
        for target in _measurable(commitment) if texts else ():
            if not _is_named(target, texts, case) and not _may_be_followed(target, facts, case.plans(commitment)):
                yield Finding(
                    "第{item}项：目标“{of}”{target}，各期安排都没有提到。",
                    {"item": number(commitment), "of": named(target), "target": written(target)},
                    target.span,
                    commitment.number,
                )


def _is_named(target: Target, texts: str, case: Case) -> bool:
    """Tell whether the periods name the thing, or its name cannot be looked for."""
    name = core(target.of or "")
    if not name or name in words("general"):
        return True
    if target.kind is Kind.COUNT:
        name = max(name, core(_LISTED.split(case.wording.before(target.span))[-1]), key=len)
    if len(name) == 2:
        return name in texts
    own = bigrams(name)
    return len(own & bigrams(core(texts))) / len(own) > _MOST_SHARED


def _may_be_followed(target: Target, facts: list[Target], plans: tuple[Binding, ...]) -> bool:
    """Tell whether figures of the periods are bound to the target, or may be it under another name.

    The promised value may, if the names share a character, if the figure bears none, or if it comes back in three
    places; so may figures in the promised unit in three places that are bound to nothing else.
    """
    if any(binding.target is target and binding.bound for binding in plans):
        return True
    taken = {fact.span for binding in plans for fact in binding.bound}
    free = [fact for fact in facts if fact.span not in taken and fact.kind is target.kind]
    equal = [fact for fact in free if fact.value == target.value]
    name = set(core(target.of or ""))
    if len(equal) >= _OFTEN or any(not core(fact.of or "") or name & set(core(fact.of or "")) for fact in equal):
        return True
    return target.kind is not Kind.PERCENT and sum(fact.unit == target.unit for fact in free) >= _OFTEN


def _measurable(commitment: Commitment) -> Iterator[Target]:
    """Yield the targets that a plan would have to speak of."""
    for target in commitment.targets:
        told = target.kind in {Kind.DURATION, Kind.RANK} or target.comparator is Comparator.LESS
        if not told and target.of and target.unit not in _CLASSES:
            yield target


RULE = Rule(
    "target-not-mentioned",
    Severity.WARNING,
    "请在某一期写明这项目标由哪一步完成，或说明由谁另行安排。",
    _find,
)
