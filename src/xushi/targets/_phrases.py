"""The words that stand around the thing that is counted, each list by the character that decides fastest."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from xushi.targets._words import table, words

_AGREED = ("签约", "节约", "预约", "合约", "履约", "违约")  #: words that end like 约, about
_ByCharacter = dict[str, tuple[str, ...]]


class Phrases(NamedTuple):
    """The lists of `words.txt` about what is done to a thing, what leads over to its value, what is said of it."""

    leading: _ByCharacter  #: verbs and openers by first character, longest first
    verbs: _ByCharacter  #: verbs of two and more characters and predicates, by first character
    closers: _ByCharacter  #: by last character, longest first
    creating: _ByCharacter  #: by first character
    kept: dict[str, tuple[str, ...]]  #: what makes a part of the thing of a word
    predicates: tuple[str, ...]
    nouns: tuple[str, ...]  #: what begins like a predicate and names a thing: 开放式

    def begins(self, phrase: str, position: int) -> int:
        """Return the length of the longest word that says what is done, at `position`; 0 if there is none."""
        for word in self.leading.get(phrase[position : position + 1], ()):
            if phrase.startswith(word, position):
                kept = self.kept.get(word)
                return 0 if kept and phrase.startswith(kept, position + len(word)) else len(word)
        return 0

    def ends(self, phrase: str, end: int) -> int:
        """Return the length of the longest word before `end` that only leads over to the value; 0 if there is none."""
        for word in self.closers.get(phrase[end - 1 : end], ()):
            if phrase.endswith(word, 0, end):
                return 0 if word == "约" and phrase[:end].endswith(_AGREED) else len(word)
        return 0

    def predicate(self, phrase: str) -> bool:
        """Tell whether `phrase` begins with what is said of a thing named before: 均已开工."""
        return phrase.startswith(self.predicates) and not phrase.startswith(self.nouns)

    def verb_in(self, phrase: str, start: int) -> int:
        """Return where the first verb or predicate from `start` on begins, or the length of the phrase."""
        for place in range(start, len(phrase)):
            verbs = self.verbs.get(phrase[place])
            if verbs and phrase.startswith(verbs, place):
                return place
        return len(phrase)

    def object_of(self, phrase: str, low: int, high: int, *, any_verb: bool) -> int:
        """Return the end of the last verb in ``phrase[low:high]`` that leaves a subject and an object, or 0."""
        listed = self.leading if any_verb else self.creating
        for place in range(high - 3, low + 1, -1):
            for word in listed.get(phrase[place], ()):
                if len(word) > 1 and phrase.startswith(word, place) and place + len(word) <= high - 2:
                    kept = self.kept.get(word)
                    if not (kept and phrase.startswith(kept, place + len(word))):
                        return place + len(word)
        return 0


@cache
def phrases() -> Phrases:
    """Return the lists, read once."""
    verbs, predicates = words("verbs"), words("predicates")
    return Phrases(
        _by(0, [*verbs, *words("openers")]),
        _by(0, [*(verb for verb in verbs if len(verb) > 1), *predicates]),
        _by(-1, words("closers")),
        _by(0, words("creating")),
        table("kept"),
        tuple(predicates),
        tuple(word + part for word in predicates for part in table("kept").get(word, ())),
    )


def _by(place: int, listed: list[str]) -> _ByCharacter:
    grouped: dict[str, list[str]] = {}
    for word in sorted(listed, key=len, reverse=True):
        grouped.setdefault(word[place], []).append(word)
    return {character: tuple(group) for character, group in grouped.items()}
