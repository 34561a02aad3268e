"""The evidence of a pair said in sentences, for the person who confirms or rejects it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xushi.matching._index import Weights
from xushi.matching._passages import Item, Passage
from xushi.matching._wording import shared_words
from xushi.matching.model import Comparison, Outcome
from xushi.problems import Message

#: So many shared words are shown, those that tell most.
_SHOWN = 4

_SAME_TEXT = "两处文字相同。"
_SAME_SUBJECT = "除数字和措辞外，两处文字相同：{words}。"
_SHARED = "两处都写到：{words}。"
_TOLD = "一处的进展情况写到另一处的承诺：{words}。"
_SAME_LEAD = "牵头单位相同：{units}。"
_LEAD_SUPPORTS = "一处的牵头单位在另一处是责任单位：{units}。"


def reasons(
    matched: Sequence[tuple[Passage, Passage]],
    items: tuple[Item, Item],
    comparisons: Sequence[Comparison],
    weights: Weights,
) -> Iterator[Message]:
    """Yield why two items are thought to hold the same promise: words, figures, leads."""
    left, right = items
    if left.text == right.text:
        yield Message(_SAME_TEXT)
    else:
        words = _shared(matched, weights)
        alike = all(first.terms == second.terms for first, second in matched)
        yield Message(_SAME_SUBJECT if alike else _SHARED, {"words": "、".join(words)})
    yield from (comparison.message for comparison in comparisons if comparison.outcome in {Outcome.EQUAL, Outcome.PART})
    yield from _leads(left, right)


def reasons_told(passages: tuple[Passage, Passage], items: tuple[Item, Item], weights: Weights) -> Iterator[Message]:
    """Yield why the report on one item is thought to speak of the promise of the other: words, leads."""
    yield Message(_TOLD, {"words": "、".join(_shared([passages], weights))})
    yield from _leads(*items)


def _leads(left: Item, right: Item) -> Iterator[Message]:
    if both := left.leads & right.leads:
        yield Message(_SAME_LEAD, {"units": "、".join(sorted(both))})
    elif both := (left.leads & right.units) | (left.units & right.leads):
        yield Message(_LEAD_SUPPORTS, {"units": "、".join(sorted(both))})


def _shared(matched: Sequence[tuple[Passage, Passage]], weights: Weights) -> list[str]:
    """Return the shared stretches of all matched passages that weigh most, each once."""
    found: dict[str, int] = {}
    for left, right in matched:
        terms = left.terms & right.terms
        for words in shared_words(left.words, terms):
            found[words] = weights.total({term for term in terms if term in words.lower()})
        if not found:
            found[left.text] = 0
    return sorted(found, key=lambda words: (-found[words], words))[:_SHOWN]
