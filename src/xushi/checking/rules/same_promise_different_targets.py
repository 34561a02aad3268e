"""The same promise stands in two lists of one government and year with different figures.

Lists are those of one document (the province's and the city's) or of several checked together. Only proposals of
matching with a high score count, and only figures that can be put in order; a schedule or report of the same list
repeats its items and is compared too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import named, number, written
from xushi.document.model import Commitment, Document, Genre
from xushi.matching import Comparison, Outcome, Pair, match
from xushi.problems import Severity
from xushi.spans import Span
from xushi.targets.model import Target

_SURE = Decimal("0.6")
_BESIDE = Decimal("0.5")  #: enough for one more part of two items that are surely the same
_DIFFERENT = {Outcome.RAISED, Outcome.LOWERED}


def _find(case: Case) -> Iterator[Finding]:
    said: set[Span | None] = set()
    for finding in _all(case):
        if finding.span not in said:
            yield finding
        said.add(finding.span)


def _all(case: Case) -> Iterator[Finding]:
    lists = [programme.commitments for programme in case.document.programmes]
    titles = [programme.title or "" for programme in case.document.programmes]
    for index, right in enumerate(lists):
        for left, title in zip(lists[:index], titles[:index], strict=True):
            yield from _compared(left, right, title, case)
    for other in case.others:
        if other.masthead.year == case.year and _is_before(other, case.document):
            yield from _compared(other.commitments, case.commitments, other.masthead.title or other.source.name, case)


def _is_before(other: Document, document: Document) -> bool:
    """Tell whether a contradiction is to be reported in `document`: it is the later one, else the one named later."""
    promises = {Genre.BREAKDOWN, Genre.SCHEDULE, Genre.WORK_PLAN, Genre.BALLOT_RESULT}
    if other.genre not in promises or document.genre not in promises:
        return False
    one, two = other.masthead.issued_on, document.masthead.issued_on
    if one is not None and two is not None and one != two:
        return one < two
    return other.source.name < document.source.name


def _compared(left: Sequence[Commitment], right: Sequence[Commitment], title: str, case: Case) -> Iterator[Finding]:
    pairs = match(left, right)
    sure = {_items(pair, left, right) for pair in pairs if pair.score >= _SURE}
    for pair in pairs:
        if pair.score < (_BESIDE if _items(pair, left, right) in sure else _SURE):
            continue
        for one, other in _differing(pair):
            item = right[pair.right]
            yield Finding(
                "第{item}项“{of}”为{right}，《{title}》第{other}项为{left}，同一承诺两个数。",
                {
                    "item": number(item),
                    "of": named(other, case.wording),
                    "right": written(other),
                    "title": title,
                    "other": number(left[pair.left]),
                    "left": written(one),
                },
                other.span,
                item.number,
            )


def _items(pair: Pair, left: Sequence[Commitment], right: Sequence[Commitment]) -> tuple[str, str]:
    """Return the main numbers of both items: 32.1 and 32.2 are parts of one promise."""
    one, other = (number(items[place]) for items, place in ((left, pair.left), (right, pair.right)))
    return one.partition(".")[0], other.partition(".")[0]


def _differing(pair: Pair) -> Iterator[tuple[Target, Target]]:
    for comparison in pair.comparisons:
        if comparison.outcome in _DIFFERENT and (sides := _sides(comparison)) is not None:
            yield sides


def _sides(comparison: Comparison) -> tuple[Target, Target] | None:
    one, other = comparison.left, comparison.right
    return (one, other) if one is not None and other is not None and one.unit == other.unit else None


RULE = Rule(
    "same-promise-different-targets",
    Severity.NOTICE,
    "请核对两份清单；确实不同的，请写明以哪一份为准，或说明口径不同。",
    _find,
)
