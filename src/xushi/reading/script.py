"""Simplified or Traditional, half or full width: a twin of a text on which patterns can be matched.

`folded` never changes the length, so a position found in the twin is a position in the text itself,
and values are always taken from the text, never from the twin.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opencc import OpenCC

#: Characters frequent in official documents that exist in one script only, pair by pair.
_SIMPLIFIED = "国会务发开门业区县产实单设级计划东责医农办学进项护综乡镇长对场团队与义众动该问题报导总织机构"
_TRADITIONAL = "國會務發開門業區縣產實單設級計劃東責醫農辦學進項護綜鄉鎮長對場團隊與義眾動該問題報導總織機構"
_ONLY_SIMPLIFIED, _ONLY_TRADITIONAL = (
    "".join(kept)
    for kept in zip(*((s, t) for s, t in zip(_SIMPLIFIED, _TRADITIONAL, strict=True) if s != t), strict=True)
)

_ANY_TRADITIONAL = re.compile(f"[{_ONLY_TRADITIONAL}]")

#: `script_of` looks at this many characters at most: windows spread evenly over the text.
_SAMPLE = 65_536
_WINDOWS = 16

#: Text is folded in portions, so that what it takes on the way is proportional to a portion, not to the text.
_PORTION = 1 << 20

_DASHES = "—–―‐‑‒−─﹘~〜∼"
_COLONS = "︰∶ː꞉"
_BLANKS = "\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LINE_ENDS = "\u0085\u2028\u2029"
#: What is folded in nearly every document.
_FREQUENT = "，；：（）％．—－～！？\u3000\u00a0"
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def script_of(text: str) -> Literal["hans", "hant"]:
    """Tell whether `text` is written in Simplified (``hans``) or Traditional (``hant``) characters.

    Counts characters that exist in one of the scripts only; a text without any is taken for Simplified.
    The answer for a long text rests on a sample, so it costs the same for any length.
    """
    sample = "".join(_sample(text))
    if not _ANY_TRADITIONAL.search(sample):
        return "hans"
    traditional = sum(map(sample.count, _ONLY_TRADITIONAL))
    return "hant" if traditional > sum(map(sample.count, _ONLY_SIMPLIFIED)) else "hans"


def folded(text: str, script: Literal["hans", "hant"] | None = None) -> str:
    r"""Return the twin of `text` for matching: Simplified, half width, blanks and dashes unified; equal in length.

    - Traditional text becomes Simplified (`script` saves finding out which it is);
    - full-width letters, digits and ASCII punctuation become half width; 。、《》“” stay;
    - every blank, invisible or control character becomes ``" "``, but ``\n \t \v \f`` stay; ``\r\n`` becomes
      ``" \n"``, other line ends ``\n``;
    - dashes, tildes and hyphens become ``-``; the colons that are not ASCII become ``:``;
    - radicals and compatibility ideographs, which PDF files like to yield, become the ordinary character.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    simplify = not text.isascii() and (script or script_of(text)) == "hant"
    portions = (text[i : i + _PORTION] for i in range(0, len(text), _PORTION))
    return "".join(_folded(_simplified(portion) if simplify else portion) for portion in portions)


def _sample(text: str) -> Iterator[str]:
    if len(text) <= _SAMPLE:
        yield text
        return
    width = _SAMPLE // _WINDOWS
    for window in range(_WINDOWS):
        start = (len(text) - width) * window // (_WINDOWS - 1)
        yield text[start : start + width]


@cache
def _folding() -> dict[str, str]:
    """Return the single-character replacements; no replacement is itself replaced."""
    table = {chr(code): " " for code in (*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0))}
    table |= dict.fromkeys(_BLANKS + _INVISIBLE, " ") | dict.fromkeys(_LINE_ENDS, "\n")
    # Compatibility characters: full-width ASCII, small forms, Kangxi radicals, compatibility ideographs.
    for low, high in ((0xFF01, 0xFF65), (0xFE50, 0xFE6C), (0x2E80, 0x2FD6), (0xF900, 0xFADA)):
        for character in map(chr, range(low, high)):
            plain = unicodedata.normalize("NFKC", character)
            if len(plain) == 1 and plain != character:
                table[character] = plain
    return table | dict.fromkeys(_DASHES + "－～﹣", "-") | dict.fromkeys(_COLONS, ":")


@cache
def _rare_characters() -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, _folding().keys() - set(_FREQUENT)))}]")


def _folded(text: str) -> str:
    # Replacing the frequent characters one after the other and searching for the rest is five times as fast as
    # `str.translate`, which looks up every character.
    table = _folding()
    for character in _FREQUENT:
        text = text.replace(character, table[character])
    return _rare_characters().sub(lambda found: table[found[0]], text)


@cache
def _converter() -> OpenCC:
    # Imported late: loading the dictionaries costs more than reading an ordinary file.
    from opencc import OpenCC  # noqa: PLC0415

    return OpenCC("t2s")


def _simplified(text: str) -> str:
    """Return `text` in Simplified characters, equal in length whatever the dictionaries hold."""
    text = _LONE_SURROGATES.sub("\ufffd", text)
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    single = {character: _converter().convert(character) for character in set(text)}
    return "".join(single[character] if len(single[character]) == 1 else character for character in text)
