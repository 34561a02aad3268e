"""What belongs to no item: letters, notes, annex titles, the imprint; and what nobody understood, said as problems."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xushi.document.model import Genre, LeafKind, Unrecognised
from xushi.parsing._levels import LIST_WORDS
from xushi.problems import Message, Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.parsing._outline import Outline
    from xushi.parsing._page import Page

_SENTENCE = ("。", ":", ";", "!", "。)", "。”")
_NOTE = ("附件", "附:", "注:", "备注", "说明:")
#: 版记: copies, printing office and date of printing (GB/T 9704-2012, 7.4).
_IMPRINT = re.compile(
    r"抄送:|主送:|分送:|[(]此件.{2,12}[)]|.{0,30}印发$|\d{4}年\d{1,2}月\d{1,2}日$|.{4,30}(?:办公室|办公厅|督查室|委员会|政府)$"
)
_ANNEX_TITLE = re.compile(r"(?:情况|通报|结果|方案|计划|安排)$")
_SHOWN = 30


def mark_loose_lines(page: Page, outline: Outline, *, has_items: bool) -> None:
    """Say what the lines are that belong to no item; those that say nothing of themselves stay unrecognised."""
    if not has_items:
        return
    first = outline.items[0].ranges[0][0] if outline.items else len(page.text)
    for line in [*outline.before, *outline.between, *outline.after]:
        if _IMPRINT.match(line.text) or (
            len(line.text) < 60 and (LIST_WORDS.search(line.text) or _ANNEX_TITLE.search(line.text))
        ):
            page.mark(LeafKind.MASTHEAD, *line.range)
        elif line.end <= first or line.text.endswith(_SENTENCE) or line.text.startswith(_NOTE):
            page.mark(LeafKind.PROSE, *line.range)


def problems_of(genre: Genre, unrecognised: Sequence[Unrecognised], *, has_items: bool) -> list[Problem]:
    """Return what parsing itself has to say: no list found, or text that was not understood."""
    if genre is Genre.UNKNOWN:
        return [
            Problem(
                "unknown-genre",
                Severity.WARNING,
                Message("没有读出任务条目：这份文件不像任务分解、序时进度、通报、票决结果、满意度测评或工作计划。"),
                Message("全文已原样保留。请确认上传的是否为正文；如果条目在附件里，请上传附件。"),
            )
        ]
    problems = [] if has_items else [_without_items()]
    return problems + [_not_understood(part) for part in unrecognised]


def _without_items() -> Problem:
    return Problem(
        "no-items",
        Severity.WARNING,
        Message("从标题看这是任务文件，但正文里没有任务条目。"),
        Message("条目多半在附件里，请把附件一并上传。"),
    )


def _not_understood(part: Unrecognised) -> Problem:
    shown = " ".join(part.text.split())
    return Problem(
        "unrecognised-text",
        Severity.NOTICE,
        Message("没有读懂这一段：“{text}”。", {"text": shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"}),
        Message("原文已保留在原处。如果它属于某个条目，请在导入预览中补到该条目；如果只是页面上的字样，可以忽略。"),
        part.span,
    )
