"""Words that bind a value (界限): 不少于 before it, 以上 after it.

The words are data (`comparators.toml`); their values are those of `targets.model.Comparator`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_WINDOW = 10  #: characters before a value in which a bound can stand
#: 过 and 近 end other words too: 通过 5 项 is no bound.
_NO_BOUND_BEFORE = re.compile(
    r"(?:通过|经过|路过|度过|渡过|见过|最近|附近|临近|邻近|赶超|反超|[签节预合制违履集邀缔特]约|[A-Za-z/\"'][<>])$"
)
#: What may stand between value and bound: 50万元（含）以上.
_INCLUSIVE = r"\s{0,2}(?:[（(]\s?含\s?(?:本数)?\s?[)）])?\s{0,2}"


@cache
def _before() -> tuple[re.Pattern[str], dict[str, str]]:
    words = _words("before")
    return re.compile(rf"({_alternatives(words)})\s{{0,2}}$"), words


@cache
def _after() -> tuple[re.Pattern[str], dict[str, str]]:
    words = _words("after")
    # 内 and 起 also begin words: 内资企业, 起步.
    return re.compile(rf"{_INCLUSIVE}(?:({_alternatives(words)}))(?<![内起])|{_INCLUSIVE}([内起])(?=[，。；、,;）)\s完办实达]|$)"), words


def comparator_before(text: str, position: int) -> str | None:
    """Return the bound that ends right before `position` of a folded text, as a `Comparator` value, or None."""
    pattern, words = _before()
    window = text[max(0, position - _WINDOW) : position]
    match = pattern.search(window)
    if match is None or _NO_BOUND_BEFORE.search(window[: match.end(1)]):
        return None
    return words[match[1]]


def comparator_after(text: str, position: int) -> tuple[str, int] | None:
    """Return the bound that begins at `position` of a folded text and where it ends, or None."""
    pattern, words = _after()
    match = pattern.match(text, position)
    return (words[match[1] or match[2]], match.end()) if match else None


def _words(side: str) -> dict[str, str]:
    data = tomllib.loads((files(__package__) / "comparators.toml").read_text(encoding="utf-8"))
    return {word: value for value, words in data[side].items() for word in words.split()}


def _alternatives(words: dict[str, str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
