"""A word or a full stop stands twice in a row, as in 改造改造.

Only words of two characters that are no verb of trying (研究研究 is usual), and only inside items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xushi.checking.case import Case
from xushi.checking.registry import Finding, Rule
from xushi.checking.rules._words import number
from xushi.problems import Severity
from xushi.spans import Span

_DOUBLED = re.compile(r"([\u4e00-\u9fff]{2})\1(?![\u4e00-\u9fff]?\1)|([。，；、])\2")
_USUAL = {
    "研究",
    "讨论",
    "商量",
    "学习",
    "宣传",
    "考虑",
    "了解",
    "检查",
    "来来",
    "往往",
    "人人",
    "事事",
    "天天",
    "常常",
}


def _find(case: Case) -> Iterator[Finding]:
    for commitment in case.commitments:
        if commitment.span is None:
            continue
        for found in _DOUBLED.finditer(case.wording.text, commitment.span.start, commitment.span.end):
            if found[1] in _USUAL or (found[1] and found[1][0] == found[1][1]):
                continue
            yield Finding(
                "第{item}项：“{written}”重复了。",
                {"item": number(commitment), "written": found[0]},
                Span(*found.span()),
                commitment.number,
            )


RULE = Rule("words-doubled", Severity.NOTICE, "请删去一处。", _find)
