"""Whether a figure counts what a target promises. No match is better than a wrong one."""

from __future__ import annotations

from functools import lru_cache

from xushi.pacing.wording import without_empty_words, words
from xushi.targets.model import Change, Kind, Target

STRONG = 0.6  #: from here on two names are the same thing
_SLACK = 2  #: so many characters more do not make a name narrower: 黑臭水体, 农村黑臭水体

_GROWTH = {Change.YEAR_ON_YEAR_UP, Change.YEAR_ON_YEAR_DOWN}
_PLAIN = {None, Change.CUMULATIVE, Change.INCREMENT}
_ALIASES = {
    "平米": "平方米",
    "㎡": "平方米",
    "千米": "公里",
    "km": "公里",
    "方": "立方米",
    "场": "场次",
    "人民币": "元",
    "千克": "公斤",
}
#: Quantities that a year adds up to, or that a rate states; a rank or a duration has no pace.
PACED = {
    Kind.COUNT,
    Kind.MONEY,
    Kind.PERCENT,
    Kind.LENGTH,
    Kind.AREA,
    Kind.MASS,
    Kind.VOLUME,
    Kind.OTHER,
}


@lru_cache(maxsize=8192)
def core(name: str) -> str:
    """Return what is counted, without the words that every item uses; nothing if a single character is left.

    比赛, 赛事 and 竞赛 are one word.
    """
    left = without_empty_words(name).replace("比赛", "竞赛").replace("赛事", "竞赛")
    return left if len(left) > 1 else ""


def is_nameless(name: str | None) -> bool:
    """Tell whether a figure says nothing of what it counts: 累计完成40户. 31人参与 does, though it is no name."""
    return not name or not without_empty_words(name)


@lru_cache(maxsize=8192)
def bigrams(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def is_subsequence(short: str, long: str) -> bool:
    """Tell whether `short` can be had from `long` by leaving characters out: 社零总额, 社会消费品零售总额."""
    rest = iter(long)
    return all(character in rest for character in short)


@lru_cache(maxsize=16384)
def likeness(promised: str, counted: str, promise: str = "") -> float:
    """Return how alike two names are, 0 to 1. `promise` is the sentence of the target, which may say more.

    Equal cores 1; a clear abbreviation 0.6 to 1; a name with a little more 0.85; one that
    the promise itself says with more words (老年人体检, 为老年人免费体检) 0.75; one that is narrower 0.4, for it
    counts a part; else what the pairs of characters share, if that is most of them.
    """
    a, b = core(promised), core(counted)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if b in words("general"):
        return 0.0
    if is_subsequence(b, a):
        clear = len(b) >= 3 or 2 * len(b) >= len(a) or (len(b) == 2 and a.endswith(b))
        return STRONG + 0.4 * len(b) / len(a) if clear else 0.0
    if is_subsequence(a, b):
        if len(a) >= 2 and (len(b) - len(a) <= _SLACK or is_subsequence(b, core(promise))):
            return 0.85
        return 0.4
    if len(b) >= 3 and bigrams(a) & bigrams(b) and is_subsequence(b, core(promise)):
        return 0.75
    shared = 2 * len(bigrams(a) & bigrams(b)) / max(1, len(bigrams(a)) + len(bigrams(b)))
    return shared if shared >= STRONG else 0.0


def same_measure(target: Target, fact: Target, *, loosely: bool = False) -> bool:
    """Tell whether two quantities can be compared: kind, unit, and growth with growth.

    `loosely` lets measure words differ (5家, 4户), for where the names leave no doubt.
    """
    if target.kind is not fact.kind or target.kind not in PACED:
        return False
    if (target.change in _GROWTH) != (fact.change in _GROWTH):
        return False
    if target.change not in _GROWTH and (target.change not in _PLAIN or fact.change not in _PLAIN):
        return False
    one, other = _unit(target), _unit(fact)
    if one == other:
        return True
    if target.kind is not Kind.COUNT or one is None or other is None:
        return False
    if one in words("people") and other in words("people"):
        return True
    return loosely and one in words("things") and other in words("things")


def _unit(target: Target) -> str | None:
    return None if target.unit is None else _ALIASES.get(target.unit, target.unit)
