"""How likely two passages are the same promise.

Three kinds of evidence, each from 0 to 1000, are weighed together; evidence that one side cannot give is left out:

words    60  shared terms by their weight: a third by how far the smaller passage is contained in the larger one
             (one list says more than the other), two thirds by how alike both are (Dice)
figures  25  1000 for an equal figure, 500 for one that is comparable but another, 0 for none
leads    15  1000 for a lead in common, 500 for a lead of one that supports the other, 0 otherwise

Agreement that rests on few words is doubted: it is multiplied by s / (s + u / 3), where *s* is the weight of the
shared terms and *u* that of a term that stands in one passage only. Three things take more off:

- one list builds what the other repairs: a fifth;
- only a member of an enumeration agrees (发热门诊 in 发热门诊、核酸检测实验室): a tenth of the words;
- passages that share nothing but words every list is full of (学校, 环境监测), without an equal figure, or whose words
  agree less than `WORDS`, are no candidates at all: round figures and leads agree by chance.

The numbers are judged, not learned: set by hand on six comparisons of real lists of four years, of which the decision
record `docs/decisions/0003-matching.md` gives the count of right and wrong proposals.
"""

from __future__ import annotations

from xushi.matching._index import Weights
from xushi.matching._passages import Item, Passage
from xushi.matching._wording import common_terms
from xushi.matching.model import Outcome
from xushi.targets.model import Comparator, Kind, Target

#: The least agreement of words, in thousandths.
WORDS = 200

_OF_WORDS, _OF_FIGURES, _OF_LEADS = 60, 25, 15
_EQUAL, _COMPARABLE = 1000, 500
_OTHER_MANNER = 800
_OF_A_MEMBER = 900
_DOUBT = 3


def words_score(left: Passage, right: Passage, weights: Weights) -> int:
    """Return how far the words agree, in thousandths: of the passages or, a tenth off, of members of enumerations."""
    whole = _alike(left.terms, right.terms, weights)
    if not left.parts and not right.parts:
        return whole
    members = (
        _alike(a, b, weights)
        for a in (left.terms, *left.parts)
        for b in (right.terms, *right.parts)
        if not a.isdisjoint(b)
    )
    return max(whole, max(members, default=0) * _OF_A_MEMBER // 1000)


def _alike(left: frozenset[str], right: frozenset[str], weights: Weights) -> int:
    if left == right:
        return 1000
    shared = weights.total(left & right)
    first, second = weights.known(left), weights.known(right)
    agreement = (1000 * shared // min(first, second) + 4000 * shared // (first + second)) // 3
    return agreement * shared // (shared + weights.unique // _DOUBT)


def score(left: Passage, right: Passage, items: tuple[Item, Item], weights: Weights) -> int:
    """Return the score of two passages of two `items`, in thousandths; 0 for less than `WORDS`."""
    words = words_score(left, right, weights)
    if words < WORDS:
        return 0
    figures = _figures(left, right)
    if figures < _EQUAL and left.terms != right.terms and left.terms & right.terms <= common_terms():
        return 0
    evidence = [(_OF_WORDS, words)]
    if left.figures and right.figures:
        evidence.append((_OF_FIGURES, figures))
    if items[0].leads and items[1].leads:
        evidence.append((_OF_LEADS, _leads(*items)))
    mean = sum(weight * value for weight, value in evidence) // sum(weight for weight, _ in evidence)
    other = left.manner and right.manner and not left.manner & right.manner
    return mean * _OTHER_MANNER // 1000 if other else mean


def _figures(left: Passage, right: Passage) -> int:
    """Return what the figures tell. That both lists want all of something (全覆盖, 100%) tells little."""
    told = 0
    for a in left.figures:
        for b in right.figures:
            outcome = a.compared(b)
            if outcome is Outcome.EQUAL and not _everything(a.target):
                return _EQUAL
            if outcome is not Outcome.DIFFERENT:
                told = _COMPARABLE
    return told


def _everything(figure: Target) -> bool:
    return figure.comparator is Comparator.FULL or (figure.kind is Kind.PERCENT and figure.value == 100)


def _leads(left: Item, right: Item) -> int:
    if left.leads & right.leads:
        return 1000
    return 500 if left.leads & right.units or left.units & right.leads else 0
