"""What is counted (所计何物): 中小学校舍 in “改造中小学校舍 30 万平方米”, 老旧住宅电梯 in “31台老旧住宅电梯安全评估”.

Chinese puts the thing before its value (新建幼儿园 18 所) or behind it (18 所新建幼儿园). It stands behind where the
clause goes on with a noun, otherwise before; verbs, adverbs and bounds around it are taken off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from xushi.targets._context import Context
from xushi.targets._quantity import Quantity
from xushi.targets._words import words

_BEFORE_ONLY = frozenset({"percent", "percentage_points", "rank", "concentration"})
_TRIMMED = " \u3000\t\r\n、,，()（）.:：；;。-—"
_COMPARED = re.compile(r"(?:(?<!占)比(?![例重率值])|较|由|从)[^，。；]{1,14}$")
_COMPARING = frozenset("比较由从")
_MAY_BE_SUFFIX = frozenset("（(及以之内左余多的 \n\t\u3000")
_SUFFIX = re.compile(r"\s{0,2}(?:[（(]含[）)])?(?:及?以上|以下|以内|之内|内|左右|余|多)?(?:的)?\s{0,2}")
_NUMBERING = re.compile(r"\s{0,3}(?:[(（]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳])(?:[0-9]{1,2}(?=\s))?\s{0,3}")
_LAYERS = 4  #: words that may stand on top of each other: 全市 | 新增 | 建成


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of `words.txt`, each list by the character that decides fastest; longest first."""

    leading: dict[str, tuple[str, ...]]  #: by first character
    verbs: dict[str, tuple[str, ...]]  #: by first character
    closers: dict[str, tuple[str, ...]]  #: by last character

    def begins(self, phrase: str, position: int) -> int:
        """Return the length of the longest word that says what is done, at `position`; 0 if there is none."""
        for word in self.leading.get(phrase[position : position + 1], ()):
            if phrase.startswith(word, position):
                return len(word)
        return 0

    def ends(self, phrase: str, end: int) -> int:
        """Return the length of the longest word before `end` that only leads over to the value; 0 if there is none."""
        for word in self.closers.get(phrase[end - 1 : end], ()):
            if phrase.endswith(word, 0, end):
                return len(word)
        return 0

    def verb_in(self, phrase: str) -> int:
        """Return where the first verb after the first two characters begins, or the length of the phrase."""
        for place in range(2, len(phrase) - 1):
            verbs = self.verbs.get(phrase[place])
            if verbs and phrase.startswith(verbs, place):
                return place
        return len(phrase)


@cache
def _words() -> _Words:
    verbs = words("verbs")
    return _Words(
        _by(0, [*verbs, *words("openers")]),
        _by(0, [verb for verb in verbs if len(verb) > 1]),
        _by(-1, words("closers")),
    )


def _by(place: int, listed: list[str]) -> dict[str, tuple[str, ...]]:
    grouped: dict[str, list[str]] = {}
    for word in sorted(listed, key=len, reverse=True):
        grouped.setdefault(word[place], []).append(word)
    return {character: tuple(group) for character, group in grouped.items()}


def counted(text: str, quantity: Quantity, around: Context, before: int, after: int) -> tuple[int, int] | None:
    """Return the place of what `quantity` counts, or None where the clause does not say.

    `before` is the end of the quantity before it, `after` the start of the next one; neither is looked beyond.
    """
    if quantity.kind not in _BEFORE_ONLY and quantity.comparator != "full":
        place = _behind(text, quantity.end, min(around.after, after))
        if place:
            return place
    return _in_front(text, max(around.clause, before), quantity.start)


def counted_after_all(text: str, quantity: Quantity, around: Context, after: int) -> tuple[int, int] | None:
    """Return the noun phrase behind `quantity` even if it begins like a verb: 18 所新建幼儿园, 1万名在档职工."""
    if quantity.kind in _BEFORE_ONLY or not quantity.whole:
        return None
    return _behind(text, quantity.end, min(around.after, after), strict=False)


def _behind(text: str, start: int, end: int, *, strict: bool = True) -> tuple[int, int] | None:
    """Return the noun that follows the value, up to the next verb: 31台 | 老旧住宅电梯 | 安全评估."""
    if end <= start:
        return None
    suffix = _SUFFIX.match(text, start, end) if text[start] in _MAY_BE_SUFFIX else None
    start = suffix.end() if suffix else start
    phrase = text[start:end].partition("、")[0]
    if phrase.startswith(("(", "（")) or len(phrase.strip(_TRIMMED)) < 2 or (strict and _words().begins(phrase, 0)):
        return None
    end = start + _words().verb_in(phrase)
    # 由 1500 元 | 降至 | 750 元: what leads over to the next value is no thing.
    return None if _words().ends(phrase, end - start) == end - start else _trimmed(text, start, end)


def _in_front(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the noun before the value, without numbering, verbs and bounds: 1.新建 | 幼儿园 | 不少于 18 所."""
    lists, phrase = _words(), text[start:end]
    numbering = _NUMBERING.match(phrase)
    low, high = (numbering.end() if numbering else 0), len(phrase)
    for _ in range(_LAYERS):
        high = low + len(phrase[low:high].rstrip(_TRIMMED))
        length = lists.ends(phrase, high)
        if not length or high - length < low:
            break
        high -= length
    compared = _COMPARED.search(phrase[low:high]) if not _COMPARING.isdisjoint(phrase) else None
    if compared and compared.start() > 1:
        high = low + compared.start()
    for _ in range(_LAYERS):
        while low < high and phrase[low] in _TRIMMED:
            low += 1
        length = lists.begins(phrase, low)
        if not length or high - low - length < 2:
            break
        low += length
    if lists.begins(phrase, low) == high - low:  # nothing is left but 惠及 or 完工
        return None
    return _trimmed(text, start + low, start + high)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in " \u3000\t\r\n、,，.:：；;。的":
        start += 1
    while end > start and text[end - 1] in " \u3000\t\r\n、,，.:：；;。的":
        end -= 1
    return (start, end) if end - start > 1 else None
