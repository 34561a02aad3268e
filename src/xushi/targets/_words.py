"""The word lists of `words.txt`, loaded once."""

from __future__ import annotations

from functools import cache

from xushi.quantities.wordlists import table_of, word_lists, words_of


@cache
def _lists() -> dict[str, list[str]]:
    return word_lists(__package__, "words.txt")


def words(heading: str) -> list[str]:
    """Return the words of a list."""
    return words_of(_lists()[heading])


@cache
def table(heading: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a table by what they belong to: 次 | 会议, 类 | 水体."""
    return table_of(_lists()[heading])
