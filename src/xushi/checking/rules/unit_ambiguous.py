"""Two names of one document look like one unit in two spellings: 市城管局, 市城市管理局.

A name is taken for another's short form if it has the same first and last two characters and all its characters stand
in the other in order. Said once for each pair.
"""

from __future__ import annotations

from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import number
from xushi.document.model import Assignment, Commitment
from xushi.pacing.likeness import is_subsequence
from xushi.problems import Severity

_LONGER = 4  #: characters that a full name has more than its short form, at most


def _find(case: Case) -> Iterator[Finding]:
    first: dict[str, tuple[Commitment, Assignment]] = {}
    for commitment in case.commitments:
        for unit in commitment.assignments:
            if not unit.group:
                first.setdefault(unit.name, (commitment, unit))
    by_ends: dict[tuple[str, str], list[str]] = {}
    for name in first:
        by_ends.setdefault((name[:2], name[-1]), []).append(name)
    for names in by_ends.values():
        ordered = sorted(names, key=lambda name: (len(name), name))
        for index, short in enumerate(ordered):
            for long in ordered[index + 1 :]:
                if len(short) >= 4 and 0 < len(long) - len(short) <= _LONGER and is_subsequence(short, long):
                    commitment, unit = first[short]
                    yield Finding(
                        "“{long}”（第{item}项）与“{short}”（第{other}项）像是同一单位的两种写法。",
                        {
                            "long": long,
                            "short": short,
                            "item": number(first[long][0]),
                            "other": number(commitment),
                        },
                        unit.span,
                        commitment.number,
                    )


RULE = Rule("unit-ambiguous", Severity.NOTICE, "如果是同一单位，请统一写法；如果不是，可以忽略。", _find)
