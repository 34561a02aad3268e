"""The words of a promise that tell it from others: its subject, without verbs, figures and flourishes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pkgutil import get_data

_RUN = re.compile(r"[\u3400-\u9fff]+|[0-9]*[A-Za-z][0-9A-Za-z]*")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_MANNERS = {"new": frozenset({"new"}), "improve": frozenset({"improve"}), "both": frozenset({"new", "improve"})}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a passage is about: `terms` are pairs of neighbouring characters, and Latin words (5g, hpv)."""

    terms: frozenset[str]
    manner: frozenset[str]  #: ``new``, ``improve``, both or nothing said


def subject_of(passage: str) -> Subject:
    """Return terms and manner of a folded passage whose figures have been replaced by blanks.

    新建改建幼儿园 and 新改扩建幼儿园 give the same terms (幼儿, 儿园) and the same manner.
    """
    manner: set[str] = set()

    def set_aside(hit: re.Match[str]) -> str:
        manner.update(_words().get(hit.group(), ()))
        return " "

    terms: set[str] = set()
    for run in _RUN.findall(_before_common().sub(r"\g<0> ", _pattern().sub(set_aside, passage))):
        if not _CHINESE.match(run):
            terms.add(run.lower())
        terms.update(run[i : i + 2] for i in range(len(run) - 1) if _CHINESE.match(run))
    return Subject(frozenset(terms), frozenset(manner))


def spelled_out(passage: str) -> str:
    """Return a folded passage with its abbreviations written in full: 棚改 is 棚户区改造."""
    abbreviations, pattern = _abbreviations()
    return pattern.sub(lambda hit: abbreviations[hit.group()], passage)


def shared_words(passage: str, terms: frozenset[str] | set[str]) -> list[str]:
    """Return the longest stretches of `passage` that `terms` cover, in order: what a person sees as shared words."""
    found: list[str] = []
    for run in _RUN.findall(_pattern().sub(" ", passage)):
        if not _CHINESE.match(run):
            found += [run] if run.lower() in terms else []
            continue
        stretch = ""
        for i in range(len(run) - 1):
            if run[i : i + 2] in terms:
                stretch = stretch + run[i + 1] if stretch else run[i : i + 2]
            elif stretch:
                found.append(stretch)
                stretch = ""
        found += [stretch] if stretch else []
    return list(dict.fromkeys(found))


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads((get_data(__package__, "words.toml") or b"").decode())


@cache
def _words() -> dict[str, frozenset[str]]:
    """Every word that is set aside, with the manner it tells."""
    words = {word: frozenset[str]() for word in _data()["frame"]["words"].split()}
    return words | {word: _MANNERS[manner] for manner, names in _data()["manner"].items() for word in names.split()}


@cache
def _before_common() -> re.Pattern[str]:
    """Find a common word before another: the pair of characters across (环境|监测) says no more than the words."""
    words = "|".join(_longest_first(set(_data()["common"]["words"].split())))
    return re.compile(f"(?:{words})(?={words})")


@cache
def common_terms() -> frozenset[str]:
    """Return the terms of words that every such list is full of."""
    words = _data()["common"]["words"].split()
    return frozenset(word[i : i + 2] for word in words for i in range(len(word) - 1))


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(_longest_first(_words()))
    before_figure = "|".join(_longest_first(_data()["before_figure"]["words"].split()))
    return re.compile(f"{words}|(?:{before_figure})(?= )")


@cache
def _abbreviations() -> tuple[dict[str, str], re.Pattern[str]]:
    """Return what abbreviations stand for, and where they are found: not where the long form is there already."""
    table = _data()["abbreviations"]
    apart = (
        f"(?<!{re.escape(full[:at])}){re.escape(short)}" if (at := full.find(short)) > 0 else re.escape(short)
        for short, full in sorted(table.items(), key=lambda entry: (-len(entry[0]), entry[0]))
    )
    return table, re.compile("|".join(apart))


def _longest_first(words: Iterable[str]) -> list[str]:
    return [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]
