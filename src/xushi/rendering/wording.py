"""How one item is worded: number, units in brackets, report, vote; the words that reading understands."""

from __future__ import annotations

import re
from itertools import groupby

from xushi.document.model import Commitment, Field, Report, Role, VerdictGrade

_DIGITS = "零一二三四五六七八九"
_SUB = re.compile(r"\d+[.-]\d+")
_ROLES = {Role.LEAD: "牵头单位", Role.SUPPORTING: "共同责任单位", Role.SOLE: "责任单位"}
#: The word for a grade where the document judged by a mark or a colour and not by a word.
GRADES = {
    VerdictGrade.AHEAD: "超序时",
    VerdictGrade.ON_PACE: "达序时",
    VerdictGrade.BEHIND: "未达序时",
    VerdictGrade.COMPLETED: "已完成",
}
_QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
_HALVES = {("01", "06"): "上半年", ("07", "12"): "下半年"}
_PERIOD = re.compile(
    r"(?P<year>\d{4}|XXXX)(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?"
    r"(?:/(?P<end_year>\d{4}|XXXX)-(?P<end>\d\d)(?:-(?P<end_day>\d\d))?)?"
)


def chinese(number: int) -> str:
    """Return a number below 100 as headings count: 一, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    return (
        ("" if tens == 0 else ("" if tens == 1 else _DIGITS[tens]) + "十") + (_DIGITS[ones] if ones else "")
    ) or _DIGITS[0]


def heading(field: Field) -> str:
    """Return the title of a field with the count it states: 幼有所育（4件）."""
    stated = f"（{field.stated_count}件）" if field.stated_count is not None else ""
    return f"{field.title}{stated}"


def numbered(number: str | None, text: str) -> str:
    """Return a text behind its number: 3.…, 26.3 …, 三、…."""
    if number is None:
        return text
    if number.isascii():
        return f"{number} {text}" if _SUB.fullmatch(number) else f"{number}.{text}"
    return f"{number}、{text}"


def roles(item: Commitment) -> str:
    """Return the units of an item behind their roles: 牵头单位：市教育局；共同责任单位：市财政局、各县区."""
    groups = groupby(item.assignments, key=lambda assignment: assignment.role)
    return "；".join(f"{_ROLES[role]}：{'、'.join(unit.written for unit in units)}" for role, units in groups)


def clause(item: Commitment, deadline: str | None = None) -> str:
    """Return what stands in brackets behind a promise: its units and deadline, or whose task it is."""
    parts = [roles(item)] if item.assignments else []
    if deadline is not None:
        parts.append(f"完成时限：{deadline}")
    told = f"（{'；'.join(parts)}）" if parts else ""
    return told + (f"（{item.applicability_text}）" if item.applicability_text else "")


def verdict(report: Report) -> str | None:
    """Return the word of a verdict, for one that was given by a mark the word of its grade."""
    written = report.verdict_text
    if written is not None and re.search(r"[一-龥]{2}", written):
        return written
    return GRADES[report.verdict] if report.verdict is not None else written


def progress(report: Report) -> str:
    """Return a report as one paragraph: 工作进展：达序时。建成12座。."""
    judged = verdict(report)
    return "工作进展：" + (f"{judged}。" if judged else "") + (report.narrative or "")


def period(written: str, year: int | None) -> str:
    """Return the name of a period of the tree: 第一季度, 上半年, 6月, 全年; behind its year if that is not `year`."""
    found = _PERIOD.fullmatch(written)
    if found is None:
        return written
    before = "" if found["year"] in (str(year), "XXXX") else f"{found['year']}年"
    if found["quarter"]:
        return before + _QUARTERS[int(found["quarter"]) - 1]
    if found["month"] is None:
        return before or "全年"
    if found["end"] is None:
        return f"{before}{int(found['month'])}月" + (f"{int(found['day'])}日" if found["day"] else "")
    half = _HALVES.get((found["month"], found["end"]))
    if half is not None and found["day"] is None and found["year"] == found["end_year"]:
        return before + half
    return f"{before}{int(found['month'])}-{int(found['end'])}月"
