"""Which kind of document it is (文种), told from what was found in it and from its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xushi.document.model import Commitment, Genre, Headline

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLE_WORDS: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    (Genre.SATISFACTION, re.compile(r"满意度|测评")),
    (Genre.BALLOT_RESULT, re.compile(r"票决|表决结果|出炉|投票结果|票选")),
    (Genre.BULLETIN, re.compile(r"通报|进展情况|推进情况|完成情况|落实情况|进度情况|督查情况")),
    (Genre.SCHEDULE, re.compile(r"序时进度|进度安排|推进计划|进度计划|时序")),
    (Genre.BREAKDOWN, re.compile(r"分解|分工|责任")),
    (Genre.WORK_PLAN, re.compile(r"要点|实施方案|工作计划|行动方案|工作方案|清单|项目|计划|目标")),
)
_PLAN = re.compile(r"要点|方案|计划|清单|实事|目标|任务|重点(?:工作|项目)|举措|安排|意见|报告|行动|工程")
_NO_PLAN = re.compile(
    r"会议(?:的)?通知|召开|采购|招标|解读|招聘|征集|培训班|中标|比选|成交|名单|新闻|检查的通知|值班|放假|问答"
)
#: What is called so is a work plan even where it names the units.
_WORK_PLAN = re.compile(r"要点|工作计划")
#: What reports on tasks reports on them although it gives but figures.
_REPORTED = re.compile(r"(?:进展|推进|完成|落实|进度)情况")
_ASSIGNED = re.compile(r"分解|分工|责任|方案|清单")
#: Rules of procedure speak of votes and reports but promise nothing.
_RULES = re.compile(r"(?:办法|条例|规定|细则|规则|章程|制度|规程)(?:\((?:试行|暂行|修订)\))?$")
#: A demand on the units, not a promise of theirs: 各牵头单位要…
_DEMAND = re.compile(r"(?:各|有关|相关|市政府|县政府|区政府|市直|牵头单位|责任单位)[^。]{0,24}(?:要|应|须|必须)")
_PROMISE = re.compile(
    r"\d|(?:建设|建成|新建|改造|推进|实施|完成|提升|加强|开展|优化|打造|创建|推动|加快|促进|完善|实现|培育|发展|深化|强化|落实|启动|新增|扩大|保障|提高|改善|支持|健全|构建|制定|修订|出台|编制|举办)"
)
_VOTED = re.compile(r"票决(?:出|产生|确定|通过)|表决(?:通过|产生)|投票(?:选出|产生|票决)|代表.{0,12}票决")


def _plans(title: str, items: Sequence[Commitment]) -> bool:
    """Tell whether numbered sentences without units, schedule or verdict are promises, by title and words."""
    if _NO_PLAN.search(title) or not _PLAN.search(title):
        return False
    if sum(_DEMAND.match(item.text) is not None for item in items) * 2 > len(items):
        return False
    return sum(_PROMISE.search(item.text) is not None for item in items) * 2 > len(items)


def genre_of(title: str, opening: str, items: Sequence[Commitment], behind: Sequence[Headline]) -> Genre:
    """Return the genre. What the items carry weighs more than the title, which an office words as it likes."""
    if not items and not behind:
        return genre_without_items(title)
    if _RULES.search(title) and not any(item.assignments or item.report or item.milestones for item in items):
        return Genre.UNKNOWN
    half = max(1, len(items)) / 2
    if sum(item.satisfaction is not None for item in items) > half:
        return Genre.SATISFACTION
    if sum(item.ballot is not None for item in items) > half:
        return Genre.BALLOT_RESULT
    if behind or sum(item.report is not None for item in items) > half:
        return Genre.BULLETIN
    scheduled = sum(len(item.milestones) > 1 for item in items)
    if scheduled > half:
        return Genre.SCHEDULE
    # Whose task an item is (省本级实施) divides the work as the name of a unit does.
    assigned = sum(bool(item.assignments) or item.applicability_text is not None for item in items)
    titled = next((genre for genre, words in _TITLE_WORDS if words.search(title)), None)
    if assigned > half:
        return _genre_of_assigned(title, titled)
    if titled is Genre.SATISFACTION or titled is Genre.BALLOT_RESULT or _VOTED.search(opening):
        return titled if titled is Genre.SATISFACTION else Genre.BALLOT_RESULT
    if assigned * 4 > len(items):
        return Genre.BREAKDOWN
    if titled is Genre.BULLETIN and any(item.report is not None for item in items):
        return Genre.BULLETIN
    if titled is Genre.SCHEDULE and any(item.milestones for item in items):
        return Genre.SCHEDULE
    return Genre.WORK_PLAN if _plans(title, items) else Genre.UNKNOWN


def _genre_of_assigned(title: str, titled: Genre | None) -> Genre:
    """Return the genre of items that carry units and nothing more: a breakdown, unless the title says otherwise."""
    if titled is Genre.BULLETIN and _REPORTED.search(title) and not _ASSIGNED.search(title):
        return Genre.BULLETIN
    return Genre.WORK_PLAN if titled is Genre.WORK_PLAN and _WORK_PLAN.search(title) else Genre.BREAKDOWN


def genre_without_items(title: str) -> Genre:
    """Return the genre of a document without items: what its title says, for the list may be an annex elsewhere."""
    if _NO_PLAN.search(title) or _RULES.search(title):
        return Genre.UNKNOWN
    titled = next((genre for genre, words in _TITLE_WORDS if words.search(title)), Genre.UNKNOWN)
    return Genre.UNKNOWN if titled is Genre.WORK_PLAN else titled
