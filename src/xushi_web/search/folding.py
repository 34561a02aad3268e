"""What a text is reduced to before it is searched, and the tokens the index holds.

Chinese has no blanks between words, so the index holds every pair of neighbouring characters; a text that has all
pairs of a word is looked at again as a whole (``queries.find``). The last character of a run is a token of its own,
so that a single character can be asked for as the beginning of a token.
"""

from __future__ import annotations

import re

from xushi.reading import folded

_RUNS = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """Return `text` in Simplified characters, half width, small letters, without blanks."""
    return "".join(folded(text, "hant").lower().split())


def tokens(text: str) -> list[str]:
    """Return the tokens of a folded text, each once, in a fixed order."""
    found: dict[str, None] = {}
    for run in _RUNS.findall(text):
        for index in range(len(run) - 1):
            found[run[index : index + 2]] = None
        found[run[-1]] = None
    return list(found)


def pairs(text: str) -> list[str]:
    """Return the pairs that a text must have to hold the folded words of a query; none for single characters."""
    return list(dict.fromkeys(run[i : i + 2] for run in _RUNS.findall(text) for i in range(len(run) - 1)))


def single(text: str) -> list[str]:
    """Return the runs of one character in a folded query."""
    return [run for run in _RUNS.findall(text) if len(run) == 1]
