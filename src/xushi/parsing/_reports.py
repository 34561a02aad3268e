"""Reports that stand in the paragraph of their promise without a label: 新建公厕15座。已完工11座。达序时.

One item cannot tell where its promise ends, so the document decides: most of its items have to go on in this way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xushi.parsing._bodies import Verdict
from xushi.parsing._verdicts import verdict_at_tail

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xushi.parsing._drafts import Draft

#: A promise, or its name in quotation marks, and behind it what begins as a report does.
_SINCE = "截[至止]|目前|现已|现|已|累计"
_TOLD = re.compile(
    rf"(?:(?P<text>[^。]{{4,}}。)(?=(?:{_SINCE}|共|全部|正在|今年|\d{{1,2}}月|\d{{1,2}}[-—~]\d{{1,2}}月"
    r"|完成|建成|开工|竣工|主体|尚未|\d+[个座所家条处项台户])))|“(?P<name>[^“”]{4,60})”[:,](?=.)"
)
_REPORTED = re.compile(rf"[^。]{{4,}}。(?:{_SINCE})")


class Reports:
    """What the items of one document tell behind their promises.

    `titled` finds the title that an item opens with, where the items of the document do.
    """

    def __init__(self, drafts: Sequence[Draft], titled: Callable[[str], re.Match[str] | None] | None) -> None:
        self._titled = titled
        self._under_verdicts = _most(_TOLD, [draft for draft in drafts if draft.verdict_in_heading])
        self._everywhere = titled is None and _most(_REPORTED, [draft for draft in drafts if not draft.behind])

    def take(self, draft: Draft) -> None:
        """Move what tells of the work done from the promise of an item to its report."""
        if draft.narratives:
            return
        if not draft.verdict_in_heading:
            if self._everywhere and draft.verdict is None and draft.title is None:
                self._take_told(draft)
            return
        if _take_behind_units(draft) or draft.title is not None:
            return
        if self._titled is None:
            self._take_told(draft)
        else:
            self._take_behind_title(draft, self._titled)

    def _take_behind_title(self, draft: Draft, titled: Callable[[str], re.Match[str] | None]) -> None:
        """Under a heading that gives the verdict, what follows the name of a task is its report: 停车。新增800个."""
        pieces = draft.body.text
        named = titled(draft.strip.text[slice(*pieces[0])]) if pieces else None
        if named is None:
            return
        (start, end), *others = pieces
        draft.body.text = [(start, start + named.end() - 1)]
        draft.narratives = [(draft.strip, *piece) for piece in [(start + named.end(), end), *others]]

    def _take_told(self, draft: Draft) -> None:
        """Take the sentences behind a promise that tell what was done, and the verdict they close with."""
        pieces = draft.body.text
        told = (
            _TOLD.match(draft.strip.text, *pieces[0]) if pieces and (self._under_verdicts or self._everywhere) else None
        )
        if told is None:
            return
        end = pieces[0][1]
        draft.body.text = [told.span(told.lastgroup or 0)]
        draft.narratives = [(draft.strip, *piece) for piece in [(told.end(), end), *pieces[1:]]]
        tail = verdict_at_tail(draft.strip.text[told.end() : end]) if draft.verdict is None else None
        if tail is not None:
            draft.verdict = (draft.strip, Verdict(tail[0], told.end() + tail[1], told.end() + tail[2]))


def _take_behind_units(draft: Draft) -> bool:
    """Take what stands behind the units of an item for its report, and tell whether there was any."""
    pieces = draft.body.text
    if len(pieces) < 2 or not draft.units or draft.units[0].strip is not draft.strip:
        return False
    units = [unit.start for unit in draft.units]
    behind = [piece for piece in pieces if piece[0] > max(units)]
    if not behind or pieces[0][1] > min(units):
        return False
    draft.body.text = [piece for piece in pieces if piece not in behind]
    draft.narratives = [(draft.strip, *piece) for piece in behind]
    return True


def _most(pattern: re.Pattern[str], drafts: Sequence[Draft]) -> bool:
    """Tell whether most items go on in this way."""
    texts = [draft.strip.text[slice(*draft.body.text[0])] for draft in drafts if draft.body.text]
    return sum(pattern.match(text) is not None for text in texts) * 2 > len(texts)
