"""Words that bind a value (界限): 不少于 before it, 以上 after it.

The words are data (`comparators.txt`); their values are those of `targets.model.Comparator`.
"""

from __future__ import annotations

import re
from functools import cache

from xushi.patterns import lazy
from xushi.quantities.wordlists import word_lists, words_of

_WINDOW = 10  #: characters before a value in which a bound can stand
_BLANKS = 3  #: blanks between bound and value
_SHORT = "内起"
#: These two begin words as well: 内资企业, 起步.
_SHORT_BOUND = r"内(?![部外蒙资陆涵容河销训科需生地镜存控])|起(?=[，。；、,;）)\s]|$)"
_MAY_BEGIN = frozenset("以及或之左上前许内起和(（下 \n\u3000\u00a0")
#: 过 and 近 end other words too: 通过 5 项 is no bound.
_NO_BOUND_BEFORE = lazy(
    r"(?:通过|经过|路过|度过|渡过|见过|最近|附近|临近|邻近|赶超|反超|[签节预合制违履集邀缔特]约|[A-Za-z/\"'][<>])$"
)
#: What may stand between value and bound: 50万元（含）以上.
_INCLUSIVE = r"\s{0,2}(?:[（(]\s?含\s?(?:本数)?\s?[)）])?\s{0,2}"


@cache
def _before() -> tuple[dict[str, tuple[str, ...]], dict[str, str]]:
    words = _words("before")
    by_last: dict[str, tuple[str, ...]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_last[word[-1]] = (*by_last.get(word[-1], ()), word)
    return by_last, words


@cache
def _after() -> tuple[re.Pattern[str], dict[str, str]]:
    words = _words("after")
    longest_first = "|".join(map(re.escape, sorted(words.keys() - set(_SHORT), key=len, reverse=True)))
    return re.compile(rf"{_INCLUSIVE}(?:({longest_first})|({_SHORT_BOUND}))"), words


def comparator_before(text: str, position: int) -> str | None:
    """Return the bound that ends right before `position` of a folded text, as a `Comparator` value, or None."""
    end = position
    while end > 0 and position - end < _BLANKS and text[end - 1].isspace():
        end -= 1
    by_last, values = _before()
    words = by_last.get(text[end - 1 : end])
    if words is None:
        return None
    low = max(0, end - _WINDOW)
    for word in words:
        if text.endswith(word, low, end):
            return None if _NO_BOUND_BEFORE.search(text[low:end]) else values[word]
    return None


def comparator_after(text: str, position: int) -> tuple[str, int] | None:
    """Return the bound that begins at `position` of a folded text and where it ends, or None."""
    if text[position : position + 1] not in _MAY_BEGIN:
        return None
    pattern, words = _after()
    match = pattern.match(text, position)
    return (words[match[1] or match[2]], match.end()) if match else None


def _words(side: str) -> dict[str, str]:
    """Return the words that stand on one side of a value, with the `Comparator` each of them means."""
    values: dict[str, str] = {}
    for heading, lines in word_lists(__package__, "comparators.txt").items():
        place, value = heading.split()
        if place == side:
            values.update(dict.fromkeys(words_of(lines), value))
    return values
