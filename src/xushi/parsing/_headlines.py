"""The headline list of a bulletin (未达序时 清单), such as 3.体育馆建设(第22项):钢结构未到场."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xushi.document.model import Headline, LeafKind

if TYPE_CHECKING:
    from xushi.parsing._drafts import Draft
    from xushi.parsing._page import Page

_REFERENCE = re.compile(r"[(](?:[一-龥]{1,6})?第?(?P<item>\d{1,3}(?:\.\d{1,2})?)(?:项|号|条|件)?(?:任务|实事|目标)?[)]")
#: 第14项“建成公园3个”,目前…: the number in the list ahead of the title, which may stand in quotation marks.
_REFERENCE_AHEAD = re.compile(r"第(?P<item>\d{1,3})(?:项|号|条)(?:任务|实事|目标)?[:,、…]*(?=.)")
_QUOTED = re.compile(r"“(?P<title>[^“”]{2,60})”[,:]?")


def cites_item(text: str) -> bool:
    """Tell whether an entry names the item of the list it is about: “改造管网9公里”(任务29), 第14项…."""
    return _REFERENCE_AHEAD.match(text) is not None or _REFERENCE.search(text[:80]) is not None


def headline_of(page: Page, draft: Draft, place: int) -> Headline:
    """Read one entry; `place` is its position in the list where it carries no number."""
    if draft.number_range is not None:
        page.mark(LeafKind.NUMBER, *draft.number_range)
    strip = draft.strip
    text = strip.text
    ahead = _REFERENCE_AHEAD.match(text)
    if ahead is not None:
        strip.mark(LeafKind.NOTE, *ahead.span())
    begin = ahead.end() if ahead is not None else 0
    reference = ahead or _REFERENCE.search(text[:80])
    quoted = _QUOTED.match(text, begin) if ahead is not None else None
    cut = min((i for i in (text.find(":"), text.find("。")) if i >= 0), default=-1)
    if quoted is not None:
        title, rest = quoted.span("title"), quoted.end()
    elif ahead is not None:
        title, rest = (begin, max(cut, begin)), max(cut, begin)
    elif reference is not None and (cut < 0 or reference.start() <= cut):
        whole = _QUOTED.fullmatch(text, 0, reference.start())
        title, rest = whole.span("title") if whole is not None else (0, reference.start()), reference.end()
        strip.mark(LeafKind.NOTE, *reference.span())
    elif 0 <= cut <= 40 and cut + 1 < len(text):
        title, rest = (0, cut), cut
    else:
        title, rest = (0, len(text)), len(text)
    while rest < len(text) and text[rest] in ":。,;-":
        rest += 1
    strip.mark(LeafKind.TEXT, *title)
    strip.mark(LeafKind.NARRATIVE, rest, len(text))
    number = draft.number or ""
    return Headline(
        number=int(number) if number.isdigit() else place,
        title=strip.value(*title),
        item=reference["item"] if reference is not None else None,
        text=strip.value(rest, len(text)),
        span=page.span(draft.position, draft.end),
    )
