"""The words that stand around the thing that is counted, found by their first or last two characters."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from xushi.targets._words import table, words

#: Words by the two characters that decide fastest, longest first; words of one character by that one.
_ByPair = dict[str, tuple[str, ...]]

#: Words that end like 约, about, and 列, ranks.
_NO_CLOSERS = ("签约", "节约", "预约", "合约", "履约", "违约", "班列", "专列", "序列", "系列")


class Phrases(NamedTuple):
    """The lists of `words.txt` about what is done to a thing, what leads over to its value, what is said of it."""

    leading: _ByPair  #: verbs and openers by their beginning
    verbs: _ByPair  #: verbs of two and more characters and predicates by their beginning
    beginnings: re.Pattern[str]  #: a pair of characters that `verbs` begin with
    closers: _ByPair  #: by their end
    creating: _ByPair  #: by their beginning
    creators: frozenset[str]  #: the first characters of `creating`
    predicates: _ByPair  #: by their beginning
    kept: dict[str, tuple[str, ...]]  #: what makes a part of the thing of a word: 开放 | 式
    events: tuple[str, ...]  #: verbs that name what is held: 培训

    def begins(self, phrase: str, position: int) -> int:
        """Return the length of the longest word that says what is done, at `position`; 0 if there is none."""
        return self._length(self.leading, phrase, position)

    def predicate(self, phrase: str) -> bool:
        """Tell whether `phrase` begins with what is said of a thing named before: 均已开工."""
        return self._length(self.predicates, phrase, 0) > 0

    def ends(self, phrase: str, end: int) -> int:
        """Return the length of the longest word before `end` that only leads over to the value; 0 if there is none."""
        pair = phrase[end - 2 : end] if end > 1 else ""
        for word in self.closers.get(pair, ()):
            if phrase.endswith(word, 0, end):
                return len(word)
        if pair in _NO_CLOSERS:
            return 0
        return 1 if phrase[end - 1 : end] in self.closers else 0

    def verb_in(self, phrase: str, start: int) -> int:
        """Return where the first verb or predicate from `start` on begins, or the length of the phrase."""
        begin = self.beginnings.search(phrase, start)
        while begin is not None:
            place = begin.start()
            if self._length(self.verbs, phrase, place):
                return place
            begin = self.beginnings.search(phrase, place + 1)
        return len(phrase)

    def is_event(self, phrase: str, position: int) -> bool:
        """Tell whether what `phrase` has at `position` can be held and counted: 青年技能 | 培训."""
        return phrase.startswith(self.events, position)

    def object_of(self, phrase: str, low: int, high: int, *, any_verb: bool) -> int:
        """Return the end of the last verb in ``phrase[low:high]`` that leaves a subject and an object, or 0."""
        if not any_verb and self.creators.isdisjoint(phrase):
            return 0
        listed = self.leading if any_verb else self.creating
        for place in range(high - 4, low + 1, -1):
            if phrase[place : place + 2] in listed:
                length = self._length(listed, phrase, place)
                if length > 1 and place + length <= high - 2:
                    return place + length
        return 0

    def _length(self, listed: _ByPair, phrase: str, position: int) -> int:
        """Return the length of the listed word at `position`, or 0 where none is or where it is a part of the thing."""
        for word in listed.get(phrase[position : position + 2], ()) or listed.get(phrase[position : position + 1], ()):
            if phrase.startswith(word, position):
                kept = self.kept.get(word)
                return 0 if kept and phrase.startswith(kept, position + len(word)) else len(word)
        return 0


@cache
def phrases() -> Phrases:
    """Return the lists, read once."""
    verbs, predicates, creating = words("verbs"), words("predicates"), words("creating")
    ending = [*(verb for verb in verbs if len(verb) > 1), *predicates]
    return Phrases(
        _by_pair([*verbs, *words("openers")]),
        _by_pair(ending),
        re.compile("[" + re.escape("".join(sorted({word[0] for word in ending}))) + "]"),
        _by_pair(words("closers"), last=True),
        _by_pair(creating),
        frozenset(word[0] for word in creating),
        _by_pair(predicates),
        table("kept"),
        tuple(words("events")),
    )


def _by_pair(listed: list[str], *, last: bool = False) -> _ByPair:
    grouped: dict[str, list[str]] = {}
    for word in sorted(set(listed), key=len, reverse=True):
        grouped.setdefault(word[-2:] if last else word[:2], []).append(word)
    # A word of one character is looked for where no longer one stands.
    for key, group in grouped.items():
        edge = key[-1:] if last else key[:1]
        if len(key) > 1 and edge in grouped and not last:
            group.append(edge)
    return {key: tuple(group) for key, group in grouped.items()}
