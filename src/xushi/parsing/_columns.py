"""What a column of a table holds, told from its heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from xushi.parsing._responsibility import HEADER_LABEL, role_of
from xushi.parsing._verdicts import grade_of
from xushi.periods import Period, parse_period

if TYPE_CHECKING:
    from xushi.document.model import Role, VerdictGrade


class Column(StrEnum):
    """Kinds of column."""

    NUMBER = "number"
    FIELD = "field"
    TITLE = "title"
    TEXT = "text"
    AGENCY = "agency"
    LEADER = "leader"
    PERIOD = "period"
    SCHEDULE = "schedule"
    DEADLINE = "deadline"
    PROGRESS = "progress"
    VERDICT = "verdict"
    TICK = "tick"  #: the heading is the verdict, a tick gives it
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    SATISFIED = "satisfied"
    BASICALLY = "basically"
    UNSATISFIED = "unsatisfied"
    MEASURE_UNIT = "measure_unit"  #: 计量单位
    TARGET_VALUE = "target_value"
    ACTUAL_VALUE = "actual_value"
    FIGURE = "figure"  #: rates, ranks, totals: kept, not interpreted
    NOTE = "note"
    OTHER = "other"


_WORDS: tuple[tuple[Column, str], ...] = (
    (Column.NUMBER, r"序号|编号|项目编号|项目序号|任务序号|序|号"),
    (Column.BASICALLY, r"(?:基本|较|比较)满意(?:票数?|人数)?"),
    (Column.UNSATISFIED, r"不满意(?:票数?|人数)?"),
    (Column.SATISFIED, r"(?:非常|很)?满意(?:票数?|人数)?"),
    (Column.NO, r"(?:反对|不赞成|不同意)(?:票数?|人数)?"),
    (Column.ABSTAIN, r"弃权(?:票数?|人数)?|未投票|未按表决器|未表决"),
    (Column.YES, r"(?:赞成|同意)(?:票数?|人数)?|得票(?:数|情况)?|票数|得票总数"),
    (
        Column.FIGURE,
        r"是否(?:当选|通过|入选)|当选情况|(?:票决|表决|投票)?结果|.*(?:率|占比|比例|排名|名次|百分比|位次|得分|总分|分值|增幅|增速)|.*投资.*|.*资金.*|合计|小计|总票数",
    ),
    (
        Column.VERDICT,
        r"(?:序时|进度|工作|任务|项目|推进|完成)?(?:判定|评价|状态|评定|评级|等次)(?:结果)?|是否(?:达|达到|符合|按)序时(?:进度)?(?:推进)?|是否达标|是否(?:滞后|落后|偏慢|欠序时)|是否(?:已|按期|如期)?完成|亮灯(?:情况)?|红(?:黄)?绿灯|(?:与|较|对比)?序时(?:进度)?(?:比较?|相比|对比|差距)|序时(?:进度)?(?:完成)?情况|达序时情况|推进评价|进度情况",
    ),
    (
        Column.PROGRESS,
        r"(?:.{0,12})?(?:进展|推进|完成|实施|落实|办理|建设)(?:落实)?情况(?:说明|及成效)?|(?:目前|当前|工作|最新|形象)进[展度]|.{0,8}进展|.{0,10}实际(?:进度|进展|完成情况)|截至.{1,12}(?:进展|完成).*|完成情况.*",
    ),
    (Column.DEADLINE, r"(?:完成|办结|计划完成|竣工)(?:时限|时间|期限|日期|时点)|时限(?:要求)?|时间(?:要求|节点)?"),
    (
        Column.SCHEDULE,
        r"(?:序时|工作|推进|实施|时序|计划|年度|季度)?(?:进度|节点)(?:安排|计划|要求|目标)?|序时进度(?:安排|计划)?|时序进度|时间安排|阶段(?:性)?目标|实施计划|(?:推进|工作|分季度|季度)(?:计划|安排|目标)|实施安排|时间节点安排",
    ),
    (Column.MEASURE_UNIT, r"计量单位|单位名称"),
    (
        Column.TARGET_VALUE,
        r"(?:年度|全年|年|20\d{2}年)?(?:目标值|计划数|计划值|目标数|任务数|计划量|目标量)|(?:年度|全年)计划",
    ),
    (
        Column.ACTUAL_VALUE,
        r"(?:实际|累计|已|1-\d{1,2}月|本期|本月)*(?:完成数|完成值|完成量|实绩|实际值|累计完成|实际完成)",
    ),
    (Column.FIELD, r"(?:项目|任务|工作|指标|所属)?(?:类别|领域|分类|类型|大类|板块|门类|方面)"),
    (
        Column.TITLE,
        r"(?:实事|民生|工作|重点|重点工作|重点任务|候选|工程|任务|事项|民生实事)?(?:项目|任务|事项|工程)?名称(?:[及和与](?:主要)?(?:建设|工作)?(?:内容|目标|任务))?|(?:民生|重点)?实事(?:项目)?|(?:民生实事|重点|候选|实事)?项目|工作事项|事项|指标名称|工作名称|指标",
    ),
    (
        Column.TEXT,
        r"(?:年度|全年|20\d{2}年(?:度)?|工作|具体|主要|重点|建设|实施|项目|任务|实事|本年|民生实事|[我本][省市县区]|[市县区]级)*(?:目标(?:与|和|及)?任务|工作任务|任务|内容|目标|目标要求|举措|措施|要求|内容及目标|目标及内容|规模|内容及规模|任务分解|任务内容|标准|量化指标|量化目标)(?:及(?:主要)?(?:目标|内容|要求|任务|标准|完成标准))?|重点工作|工作要点",
    ),
    (Column.NOTE, r"备注|说明|附注|存在(?:的)?(?:主要)?(?:问题|困难).*|困难.*|问题.*|下步.*|下一步.*|原因.*"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _WORDS)
_UNIT_IN_HEADER = re.compile(r"[(](?P<unit>[^()]{1,10})[)]$")
_HEADER_PERIOD = re.compile(
    r"(?:截至|到|至)?(?P<period>.+?)(?:序时|工作|计划|目标|进度|任务|节点|安排|要求|形象|完成)*$"
)
_LONGEST = 40
_FIRST_HEADINGS = ("序号", "编号")
_LONGEST_HEADING = 12
_FEWEST = 3  #: columns of a table whose headings run together


_WITH_PERSON = re.compile(r"(?<=单位|部门)[及和、与](?:责任|联系|负责)人$")


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: kind, and what its heading says beyond the kind."""

    kind: Column
    text: str
    role: Role | None = None
    period: Period | None = None
    grade: VerdictGrade | None = None  #: the verdict that a tick in this column gives
    unit: str | None = None  #: unit of measure named in the heading: 投资额(万元)


def column_of(text: str, year: int | None) -> Heading:
    """Return what a column headed `text` (no blanks, folded) holds; OTHER where it cannot be told."""
    return _column_of(text, year) if len(text) <= _LONGEST else Heading(Column.OTHER, text)


@lru_cache(1 << 12)
def _column_of(text: str, year: int | None) -> Heading:
    unit = _UNIT_IN_HEADER.search(text)
    name = text[: unit.start()] if unit is not None else text
    period = _period(name, year)
    if period is not None:
        return Heading(Column.PERIOD, text, period=period)
    if HEADER_LABEL.fullmatch(name) or re.fullmatch(
        r"(?:牵头|主办|协办|配合|责任|承办|市级)?(?:领导|单位|部门|人)(?:[及和、]责任人)?", name
    ):
        role = role_of(_WITH_PERSON.sub("", name))
        kind = (
            Column.LEADER if role is None or (name.endswith(("领导", "人")) and "单位" not in name) else Column.AGENCY
        )
        return Heading(kind, text, role=role)
    for kind, pattern in _PATTERNS:
        if pattern.fullmatch(name) or (unit is not None and pattern.fullmatch(text)):
            return Heading(kind, text, unit=unit["unit"] if unit is not None else None)
    grade = grade_of(name)
    if grade is not None and not name.endswith(("推进", "建成")):
        return Heading(Column.TICK, text, grade=grade)
    return Heading(Column.OTHER, text, unit=unit["unit"] if unit is not None else None)


def columns_run_together(text: str, year: int | None) -> list[tuple[int, int]] | None:
    """Cut headings that lost what stood between them (序号项目名称责任单位) into columns, or return None.

    They begin with the number, there are at least three, every one is understood, and they are as few as can be.
    """
    if not text.startswith(_FIRST_HEADINGS) or not 6 <= len(text) <= _LONGEST:
        return None
    best: list[list[tuple[int, int]] | None] = [[]] + [None] * len(text)
    for end in range(2, len(text) + 1):
        for start in range(max(0, end - _LONGEST_HEADING), end - 1):
            before = best[start]
            if before is None or (start == 0) is not text[start:end].startswith(_FIRST_HEADINGS):
                continue
            if _column_of(text[start:end], year).kind is Column.OTHER:
                continue
            known = best[end]
            if known is None or len(before) + 1 < len(known):
                best[end] = [*before, (start, end)]
    found = best[-1]
    return found if found is not None and len(found) >= _FEWEST else None


def _period(name: str, year: int | None) -> Period | None:
    if not re.search(r"季度|月|半年|Q[1-4]|年底|全年", name) or re.search(
        r"情况|完成率|增|同比|排名|进展|时[间限]|投资", name
    ):
        return None
    found = _HEADER_PERIOD.match(name)
    return parse_period(found["period"], year) if found is not None else None
