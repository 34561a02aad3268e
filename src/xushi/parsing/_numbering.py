"""Numbering schemes (层次序数): 一、 （一） 1. （1） as GB/T 9704-2012 7.3.3 orders them, and ① 第一条 一是 beside.

Works on text without blanks, folded to half width.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_ZH = "[一二三四五六七八九十百〇零]{1,5}"
_MEASURES = "万亿%‰千百多余年月日个家所人名件项条座处次场套台户米公里元吨级类批"


class Scheme(IntEnum):
    """Ways of numbering, from the outermost to the innermost as documents usually nest them."""

    CHAPTER = 1  #: 第一章、第一部分
    ZH = 2  #: 一、
    ZH_PAREN = 3  #: （一）
    ARABIC = 4  #: 1. 1、 1．
    ARTICLE = 5  #: 第一条、第1项
    SUB = 6  #: 26.3
    ARABIC_PAREN = 7  #: （1） 1）
    CIRCLED = 8  #: ①
    ORDINAL_IS = 9  #: 一是
    BULLET = 10  #: ●, ▲: no number at all


@dataclass(slots=True)
class Marker:
    """A number at the beginning of a line: how, which, and where the text after it begins."""

    scheme: Scheme
    number: str  #: as it is cited: ``26.3``, ``3``, ``一``
    ordinal: int
    end: int
    sub: int | None = None


_NUMERALS = "一二三四五六七八九十百〇零"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟"
#: Each way of numbering with the characters it begins with.
_PATTERNS: tuple[tuple[Scheme, str, str], ...] = (
    (Scheme.CHAPTER, "第", rf"第({_ZH}|[0-9]{{1,3}})(?:章|部分|篇|节)[、:.]?"),
    (Scheme.ARTICLE, "第", rf"第({_ZH}|[0-9]{{1,3}})(?:条|项|件)[、:.]?(?![一-龥]{{0,4}}[)）])"),
    (Scheme.ZH, _NUMERALS, rf"({_ZH})[、.](?![一二三四五六七八九十]、)"),
    (Scheme.ZH_PAREN, "(〔", rf"[(〔]({_ZH})[)〕][、.]?"),
    (Scheme.ORDINAL_IS, _NUMERALS, r"([一二三四五六七八九十])(?:是|要)(?=.)"),
    (Scheme.ARABIC_PAREN, "(〔", r"[(〔]([0-9]{1,3})[)〕][、.]?"),
    (Scheme.ARABIC_PAREN, "0123456789", r"([0-9]{1,3})\)[、.]?"),
    (Scheme.CIRCLED, _CIRCLED, r"(.)[、.]?"),
)
#: What a line may begin with, by its first character, in the order in which it is tried.
_BY_FIRST: dict[str, list[tuple[Scheme, re.Pattern[str]]]] = {}
for _scheme, _firsts, _pattern in _PATTERNS:
    for _first in _firsts:
        _BY_FIRST.setdefault(_first, []).append((_scheme, re.compile(_pattern)))
_BULLETS = "☑✓●○■□◆◇▲△★☆•※▶►✦➢"
_BEFORE_ARABIC = "0123456789序项任"
_ARABIC = re.compile(r"(?:序号|项目|任务)?([0-9]{1,3})(?:[.、:]|\.、|,(?!\d))(?!\d{4,}[^年]|\d{1,2}[日,])")
_SUB = re.compile(r"([0-9]{1,3})[.\-]([0-9]{1,2})(?![\d.])[.、:]?")

#: A count that a heading states of its items: (4件), 共10项.
STATED = re.compile(
    r"[(〔]?共?(?P<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:大)?(?:件|项|个|类|条|大项|方面)(?:实事|项目|任务|目标)?[)〕]?[。:]?$"
)


def ordinal(text: str) -> int:
    """Return the value of a number in digits, Chinese numerals up to 999, or a circled digit."""
    if text.isascii():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    if len(text) == 1 and "㉑" <= text <= "㉟":
        return ord(text) - ord("㉑") + 21
    total, digit = 0, 0
    for character in text:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        else:
            digit = _DIGITS[character]
    return total + digit


def marker_at(text: str) -> Marker | None:
    """Return the number that `text` begins with, or None.

    ``1.5万人`` is no number of an item; ``26.3`` is read as a sub-number only by `sub_marker_at`, since
    “29.20家企业” is item 29 and only the neighbours can tell.
    """
    if not text:
        return None
    first = text[0]
    if first in _BEFORE_ARABIC:
        found = _ARABIC.match(text)
        if found is not None:
            return Marker(Scheme.ARABIC, found[1], int(found[1]), found.end())
    if first in _BULLETS:
        return Marker(Scheme.BULLET, "", 0, 1)
    for scheme, pattern in _BY_FIRST.get(first, ()):
        found = pattern.match(text)
        if found is not None:
            return Marker(scheme, found[1], ordinal(found[1]), found.end())
    return None


def sub_marker_at(text: str) -> Marker | None:
    """Return the sub-number (5.1) that `text` begins with, or None."""
    found = _SUB.match(text)
    if found is None or text[found.end() : found.end() + 1] in ("", *"万亿%"):
        return None
    return Marker(Scheme.SUB, f"{found[1]}.{found[2]}", int(found[1]), found.end(), int(found[2]))


def followed_by_measure(text: str, marker: Marker) -> bool:
    """Tell whether the number could as well be a quantity: ``12.1家``."""
    return text[marker.end : marker.end + 1] in _MEASURES
