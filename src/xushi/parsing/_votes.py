"""Votes (票决) and satisfaction grades (满意度测评) told in a sentence."""

from __future__ import annotations

import re

from xushi.document.model import Ballot, Satisfaction

_YES = re.compile(
    r"(?:赞成|同意|得票)(?:票)?(?:数)?[:为]?(\d{1,5})(?:票|人)?|(\d{1,5})票(?:赞成|同意|(?=\)。?$)|(?:未?(?:当选|通过|入选))?$)"
)
_NO = re.compile(r"(?:反对|不同意|不赞成)(?:票)?(?:数)?[:为]?(\d{1,5})(?:票|人)?|(\d{1,5})票(?:反对|不同意)")
_ABSTAIN = re.compile(r"弃权(?:票)?(?:数)?[:为]?(\d{1,5})(?:票|人)?|(\d{1,5})票弃权")
_SATISFIED = re.compile(r"(?<![基本较不])满意(?:票)?(?:数)?[:为]?(\d{1,5})(?:票|人)|(\d{1,5})票(?<!基本)满意")
_BASICALLY = re.compile(r"(?:基本|较|比较)满意(?:票)?(?:数)?[:为]?(\d{1,5})(?:票|人)")
_UNSATISFIED = re.compile(r"不满意(?:票)?(?:数)?[:为]?(\d{1,5})(?:票|人)")


def ballot_in(text: str) -> tuple[Ballot, int, int] | None:
    """Return the votes in `text` (no blanks, folded) and the range they take, or None."""
    if "票" not in text and "赞成" not in text and "同意" not in text:
        return None
    found = [pattern.search(text) for pattern in (_YES, _NO, _ABSTAIN)]
    if found[0] is None:
        return None
    places = [match.span() for match in found if match is not None]
    yes, no, abstain = (_count(match) for match in found)
    return Ballot(yes, no, abstain), min(low for low, _ in places), max(high for _, high in places)


def satisfaction_in(text: str) -> tuple[Satisfaction, int, int] | None:
    """Return the grades in `text` (no blanks, folded) and the range they take, or None."""
    if "不满意" not in text:
        return None
    found = [pattern.search(text) for pattern in (_SATISFIED, _BASICALLY, _UNSATISFIED, _ABSTAIN)]
    if found[0] is None or found[2] is None:
        return None
    places = [match.span() for match in found if match is not None]
    satisfied, basically, unsatisfied, abstain = (_count(match) for match in found)
    grades = Satisfaction(satisfied, basically, unsatisfied, abstain)
    return grades, min(low for low, _ in places), max(high for _, high in places)


def _count(found: re.Match[str] | None) -> int | None:
    if found is None:
        return None
    return int(next(group for group in found.groups() if group is not None))
