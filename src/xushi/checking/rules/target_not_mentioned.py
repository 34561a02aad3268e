"""No period of the schedule mentions a promised thing, neither by its figure nor by its name.

Or every mention of it only prepares it. Silent where the work on it is planned without its figure, and where the name
is too short or too general to be looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import named, number, written
from xushi.document.model import Commitment
from xushi.pacing import Binding
from xushi.pacing.likeness import bigrams, core, is_nameless
from xushi.pacing.wording import says, words
from xushi.problems import Severity
from xushi.targets.model import Comparator, Kind, Target

_CLAUSES = re.compile("[，,；;。]")
_PIECES = re.compile(r"[，,；;。、:：]|[和及与](?=\d)")
_LISTED = re.compile(r"[\d.]+|和|及|、")
_OFTEN = 3
_DETAILED = 80  #: characters of all periods together
_FOLLOWS = re.compile("惠及|受益|总长|每|居民|群众|人口|周岁|岁")
_COMES_WITH = re.compile("学位|床位|岗位")  #: what buildings bring, in the sentence that promises the buildings
_SENTENCES = re.compile("[；;。]")
_CLASSES = {"类", "种", "方面"}
_MOST_SHARED = 0.25  #: of the pairs of characters of a name may occur by chance


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.planned:
        texts = "".join("".join(milestone.text.split()) for milestone in commitment.milestones)
        if len(commitment.milestones) < 2 or not _is_detailed(texts, commitment, case):
            continue
        facts = [fact for milestone in commitment.milestones for fact in milestone.targets]
        for target in _measurable(commitment, case):
            if _may_be_followed(target, facts, case.plans(commitment)):
                continue
            sentence, name = None, named(target, case.wording)
            if not _is_named(target, name, texts, case):
                sentence = "第{item}项：目标“{of}”{target}，各期安排都没有提到。"
            elif _is_anothers(target, commitment, name):
                sentence = "第{item}项：目标“{of}”{target}，各期安排只提到同项的其他任务，没有提到它。"
            elif _is_only_prepared(target, commitment):
                sentence = "第{item}项：目标“{of}”{target}，各期只安排了前期工作，没有写哪一期完成。"
            if sentence is not None:
                yield Finding(
                    sentence,
                    {"item": number(commitment), "of": name, "target": written(target)},
                    target.span,
                    commitment.number,
                )


def _is_detailed(texts: str, commitment: Commitment, case: Case) -> bool:
    """Tell whether the periods name what they are about, so that leaving something out says something.

    “完成设计；主体封顶；竣工” speaks of the item as a whole.
    """
    return len(texts) >= _DETAILED or any(binding.bound for binding in case.plans(commitment))


def _is_only_prepared(target: Target, commitment: Commitment) -> bool:
    """Tell whether every clause that names the thing speaks of preparing it: 完成书房选址设计."""
    name = core(target.of or "")
    if len(name) < 3 or target.kind is Kind.PERCENT:
        return False
    clauses = [
        clause
        for milestone in commitment.milestones
        for clause in _CLAUSES.split(milestone.text)
        if name in core(clause)
    ]
    return bool(clauses) and all(says("preparing", clause) for clause in clauses)


def _is_named(target: Target, name: str, texts: str, case: Case) -> bool:
    """Tell whether the periods name the thing, or its name cannot be looked for."""
    name = core(name)
    if not name or name in words("general"):
        return True
    if target.kind is Kind.COUNT:
        name = max(name, core(_LISTED.split(case.wording.before(target.span))[-1]), key=len)
    if len(name) == 2:
        return name in texts
    own = bigrams(name)
    return len(own & bigrams(core(texts))) / len(own) > _MOST_SHARED


def _is_anothers(target: Target, commitment: Commitment, name: str) -> bool:
    """Tell whether every clause with words of the name has more in common with another part of the promise.

    示范乡镇创建 speaks of the model towns, not of the model villages promised beside them.
    """
    pieces = [piece for piece in _PIECES.split("".join(commitment.text.split())) if piece]
    written = "".join(target.text.split())
    if target.kind is Kind.PERCENT or sum(written in piece for piece in pieces) != 1:
        return False
    mine = next(piece for piece in pieces if written in piece)
    mine_words = bigrams(core(mine)) | bigrams(core(name))
    others = [bigrams(core(piece)) for piece in pieces if piece is not mine]
    own = bigrams(core(name))
    left = set[str]()
    for milestone in commitment.milestones:
        for clause in _CLAUSES.split("".join(milestone.text.split())):
            words_of_clause = bigrams(core(clause))
            shared = len(mine_words & words_of_clause)
            if all(len(other & words_of_clause) <= shared for other in others):
                left |= words_of_clause
    return bool(own) and len(own & left) / len(own) <= _MOST_SHARED


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
    if len(equal) >= _OFTEN or any(is_nameless(fact.of) or name & set(core(fact.of or "")) for fact in equal):
        return True
    return target.kind is not Kind.PERCENT and sum(fact.unit == target.unit for fact in free) >= _OFTEN


def _measurable(commitment: Commitment, case: Case) -> Iterator[Target]:
    """Yield the targets that a plan would have to speak of: no ages, no subsidies a head, nothing that follows."""
    units = {core(target.of or ""): target.unit for target in reversed(commitment.targets)}
    for target in commitment.targets:
        before = _LISTED.split(case.wording.before(target.span))[-1]
        if units[core(target.of or "")] != target.unit or _FOLLOWS.search(f"{before}{target.of or ''}"):
            continue
        if _COMES_WITH.search(f"{before}{target.of or ''}") and _stands_behind_another(target, commitment, case):
            continue
        told = target.kind in {Kind.DURATION, Kind.RANK} or target.comparator is Comparator.LESS
        if not told and target.of and target.unit not in _CLASSES:
            yield target


def _stands_behind_another(target: Target, commitment: Commitment, case: Case) -> bool:
    """Tell whether the sentence of a target has promised something else before."""
    earlier = [other.span for other in commitment.targets if other.span.start < target.span.start]
    return any(not _SENTENCES.search(case.wording.text[span.end : target.span.start]) for span in earlier)


RULE = Rule(
    "target-not-mentioned",
    Severity.WARNING,
    "请在某一期写明这项目标由哪一步完成，或说明由谁另行安排。",
    _find,
)
