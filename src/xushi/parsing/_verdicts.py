"""Words of verdict (序时判定用语) and the grade each stands for."""

from __future__ import annotations

import re
from collections import deque

from xushi.document.model import VerdictGrade

#: Longer words stand before the shorter ones they begin with.
_GRADES: dict[VerdictGrade, tuple[str, ...]] = {
    VerdictGrade.BEHIND: (
        r"(?:推进|整体|总体|进度|进展|序时|工作|任务|略|稍|较|明显|严重){0,4}(?:",
        r"未达(?:到)?序时(?:进度)?(?:要求)?|未达(?:到)?(?:进度)?(?:要求|标|预期|计划)|未按序时(?:推进)?|欠序时(?:进度)?|欠进度",
        r"|(?:低|慢|落后|滞后)于?(?:序时|时间)(?:进度)?(?:\d+(?:\.\d+)?个百分点)?|滞后(?:于?序时)?(?:进度)?",
        r"|落后|偏慢|缓慢|较慢|未完成(?:目标)?|未启动|未开工|未开展|进度不达标|不达标|亮?红灯|亮?黄灯|红牌|黄牌)",
    ),
    VerdictGrade.COMPLETED: (
        r"(?:已|全部|已经|提前|超额|全面|圆满|基本|均已|任务|目标|年度){0,4}",
        r"(?:完成|办结|销号|竣工|建成|达标)(?!率|情况|进度|时限|投资|比例)",
    ),
    VerdictGrade.AHEAD: (
        r"(?:超序时(?:进度)?|超(?:前|过)于?序时(?:进度)?|快于序时(?:进度)?(?:\d+(?:\.\d+)?个百分点)?",
        r"|超前(?:推进)?|超进度|超计划|高于序时(?:进度)?|领先序时|优于序时|(?:推进|进展|进度)(?:较|很|比较)?快)",
    ),
    VerdictGrade.ON_PACE: (
        r"(?:已|基本|总体|整体|均){0,3}(?:达(?:到)?序时(?:进度)?(?:要求)?|与?序时(?:进度)?(?:基本)?(?:持平|同步|一致)",
        r"|符合序时(?:进度)?(?:要求)?|序时(?:推进|进行)|[按与]照?(?:序时|计划|时序)(?:进度|同步)?(?:推进|进行|实施|要求)?中?",
        r"|(?:正常|有序|正在|持续|稳步|顺利|扎实|平稳|加快)(?:推进|实施|进行|开展)中?|推进(?:中|正常|顺利|有序)",
        r"|进展(?:顺利|正常|良好)|进度正常|正常|亮?绿灯|时间过半[、,]?任务过半|达进度|实施中|进行中)",
    ),
}
_WORD = "|".join(f"(?P<{grade.value}>{''.join(patterns)})" for grade, patterns in _GRADES.items())
_HEADING = re.compile(
    rf"(?:进度|推进|目前|当前)?(?:{_WORD})(?:进度|要求|目标)?(?:的)?"
    r"(?:民生|实事|重点|工作){0,4}(?:项目|事项|任务|工作|目标|类|实事){0,4}$"
)
_TASK = "(?:(?:全年|年度)?(?:目标)?(?:任务)?)"
_WHOLE = re.compile(rf"[【(\[]?(?:{_WORD}){_TASK}(?:要求|状态)?[】)\]]?[。;,.]?")
_HEAD = re.compile(rf"[【(\[]?(?:{_WORD}){_TASK}(?:要求)?(?:[】)\]]|(?=[。,;:、!(])|$)[。;,:!、]?")
#: Inside a report only words that judge the pace count: “已建成” tells of a building, “提前完成” of the task.
_TAIL = re.compile(
    r"(?=[未欠滞慢低落进提超全已快高达符时正有按推])(?:(?<=[。;,、(])|(?<=实现)|(?<=已)|(?<=整体)|(?<=总体)|^)(?:"
    r"(?P<behind>未达(?:到)?序时(?:进度)?(?:要求)?|欠序时(?:进度)?|滞后|慢于序时(?:进度)?|低于序时(?:进度)?|落后(?=序时|时间|计划)|进[度展](?:滞后|偏慢|缓慢))"
    r"|(?P<completed>(?:提前|超额|全面|全部|已全部)完成(?=(?:全年|年度)?(?:目标)?(?:任务)?[。;,)]|$))"
    r"|(?P<ahead>超序时(?:进度)?|超过序时(?:进度)?|快于序时(?:进度)?|高于序时(?:进度)?)"
    r"|(?P<on_pace>达(?:到)?序时(?:进度)?(?:要求)?|符合序时(?:进度)?(?:要求)?|时间过半[、,]?任务过半|正常推进|有序推进|按序时(?:进度)?推进|推进正常|进展顺利))"
)


#: A verdict in a box before the number of an item.
BOXED_VERDICT = re.compile(r"[【\[](?P<verdict>[^【】\[\]]{2,10})[】\]](?=[\d(一二三四五六七八九十])")
#: Answers to the question whether a task is on pace.
ANSWERS = {
    **dict.fromkeys("是√✓✔☑达", VerdictGrade.ON_PACE),
    **dict.fromkeys("否×✗✘☒", VerdictGrade.BEHIND),
}
_LEGEND = re.compile(r"(?P<sign>[^\w\s,。;:、()“”‘’])(?:表示|代表|为|指|:|-{1,2}|—{1,2})(?P<word>[^\s,。;、()]{2,12})")
_TAIL_LENGTH = 30
_SENTENCE = re.compile(r"(?<=[。;!)\]】])[(【\[]?(?P<word>[^。;:,()【】\[\]]{2,14})[)】\]]?[。;:]")
_PACE = re.compile(r"序时|完成|推进|进展|滞后|[绿黄红]灯|偏慢|缓慢")


def legend_in(text: str) -> dict[str, VerdictGrade]:
    """Return the grades that a document gives to signs of its own: 注:●表示达到序时进度,▲表示未达到序时进度."""
    told = ((found["sign"], grade_of(found["word"])) for found in _LEGEND.finditer(text))
    return {sign: grade for sign, grade in told if grade is not None}


def verdict_between(text: str, start: int, end: int) -> tuple[VerdictGrade, int, int, int] | None:
    """Return the verdict that is a sentence by itself after the promise, as in …15家。达序时。已入库14家.

    With it where it stands, and where the report after it begins.
    """
    for found in _SENTENCE.finditer(text, start, end):
        word = found["word"]
        grade = grade_of(word) if _PACE.search(word) is not None else None
        if grade is not None:
            return grade, *found.span("word"), found.end()
    return None


def grade_in_heading(title: str) -> tuple[VerdictGrade, int, int] | None:
    """Return grade, start and end of the verdict that a heading gives to all items under it: 滞后项目(2项)."""
    found = _HEADING.match(title)
    if found is None or not found.lastgroup:
        return None
    return VerdictGrade(found.lastgroup), found.start(found.lastgroup), found.end(found.lastgroup)


def grade_of(text: str) -> VerdictGrade | None:
    """Return the grade of a text that is nothing but a verdict (a table cell), or None."""
    found = _WHOLE.fullmatch(text)
    return VerdictGrade(found.lastgroup) if found is not None and found.lastgroup else None


def verdict_at_head(text: str) -> tuple[VerdictGrade, int, int, int] | None:
    """Return grade, start and end of the verdict a narrative opens with, and where the narrative begins."""
    found = _HEAD.match(text)
    if found is None or not found.lastgroup:
        return None
    return VerdictGrade(found.lastgroup), found.start(found.lastgroup), found.end(found.lastgroup), found.end()


def verdict_at_tail(text: str) -> tuple[VerdictGrade, int, int] | None:
    """Return grade, start and end of a verdict that a narrative closes with, or None."""
    body = text.rstrip("。;")
    low = max(body.rfind(mark) for mark in "。;") + 1
    grade = grade_of(body[low:]) if 0 < len(body) - low <= _TAIL_LENGTH // 2 else None
    if grade is not None:
        return grade, low, len(body)
    sentence = text.rfind("。", 0, max(0, len(text) - _TAIL_LENGTH)) + 1  # no verdict goes on behind a full stop
    found = deque(_TAIL.finditer(text, sentence), maxlen=1)
    last = found[0] if found else None
    if last is None or not last.lastgroup or len(text) - last.end() > _TAIL_LENGTH:
        return None
    return VerdictGrade(last.lastgroup), last.start(last.lastgroup), last.end(last.lastgroup)
