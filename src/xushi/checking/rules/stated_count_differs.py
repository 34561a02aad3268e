"""A heading states another number of items than stand under it: 就业创业(4件) with five.

Sub-items count as one. The count in a title is compared only where the document has one list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.document.model import Programme
from xushi.problems import Severity

_COUNT = re.compile(r"(?<![\d.])(\d{1,4})(?:项|件|个)(?=[^\d]{0,8}(?:实事|任务|项目|工作|目标))")


def _find(case: Case) -> Iterator[Finding]:
    programmes = case.document.programmes
    for programme in programmes:
        for field in programme.fields:
            counts = {field.counted, len(field.commitments)}
            if field.stated_count is not None and field.counted and field.stated_count != field.counted:
                if field.stated_count in counts and _has_unnumbered(programme):
                    continue
                yield Finding(
                    "标题“{title}”注明{stated}件，下面实有{counted}件。",
                    {"title": field.title or "", "stated": field.stated_count, "counted": field.counted},
                    field.span,
                )
    if len(programmes) != 1 or not case.commitments:
        return
    title = "".join((programmes[0].title or case.document.masthead.title or "").split())
    stated = _COUNT.search(title)
    if stated is None:
        return
    counted = sum(field.counted for field in programmes[0].fields)
    if int(stated[1]) not in {counted, len(case.commitments), _highest(programmes[0])}:
        yield Finding(
            "标题写{stated}，正文实有{counted}条。",
            {"stated": stated[0], "counted": counted},
            case.document.masthead.spans.get("title"),
        )


def _has_unnumbered(programme: Programme) -> bool:
    return any(commitment.number is None for commitment in programme.commitments)


def _highest(programme: Programme) -> int:
    """Return the highest number: a list with a number given twice is as long as its numbers say."""
    numbers = [(commitment.number or "").partition(".")[0] for commitment in programme.commitments]
    return max((int(number) for number in numbers if number.isdigit()), default=0)


RULE = Rule(
    "stated-count-differs",
    Severity.ERROR,
    "请核对是标题的数字没有更新，还是条目漏了、多了或编错了号。",
    _find,
)
