"""Which list a heading speaks of: its kind and whether it comes from above."""

from __future__ import annotations

import re

from xushi.reading import folded
from xushi_web.agencies.models import Level
from xushi_web.programmes.models import ProgrammeKind

#: “2024年市民生实事项目清单”、“为民办实事”
_LIVELIHOOD = re.compile("民生实|民生项目|办实事|实事项目")
#: “《政府工作报告》重点任务”、“重点目标任务”、“重点工作”
_WORK_REPORT = re.compile("政府工作报告|重点任务|重点工作|目标任务|重点目标")
#: “一、省民生实事”, “2024年省政府民生实事”: a level word right before the name of the list
_LEVEL_OF_LIST = re.compile(
    "(国家|中央|省|自治区|市|州|县|区|镇|乡)(?:委|级|政府|人民政府)*(?:、|和)?(?=民生|办实事|实事|重点|政府工作报告)"
)
_RANK = {"国家": 0, "中央": 0, "省": 1, "自治区": 1, "市": 2, "州": 2, "县": 3, "区": 3, "镇": 4, "乡": 4}
#: “…关于印发<name>的通知”
_ISSUING = re.compile(
    "^.{0,40}?关于(?:印发|公布|下达|发布|转发|分解落实|分解)?《?(?P<name>.{4,}?)》?(?:的(?:通知|通报|公告|函))?$"
)
_OWN_RANK = {Level.PROVINCE: 1, Level.CITY: 2, Level.COUNTY: 3, Level.TOWNSHIP: 4, Level.UNKNOWN: 2}


def simplified(text: str) -> str:
    """Return `text` for matching, equal in length."""
    return folded(text, "hant")


def list_title(document_title: str) -> str:
    """Return the name of the list in the title of its document.

    “市政府办公室关于印发2024年民生实事任务分解方案的通知” issues 2024年民生实事任务分解方案.
    """
    found = _ISSUING.match(simplified(document_title))
    return document_title[found.start("name") : found.end("name")] if found else document_title


def kind_of(title: str, document_title: str) -> ProgrammeKind:
    """Return the kind of a list by its own heading, or else by the title of the document it stands in."""
    for text in map(simplified, (title, document_title)):
        if _LIVELIHOOD.search(text):
            return ProgrammeKind.LIVELIHOOD
        if _WORK_REPORT.search(text):
            return ProgrammeKind.WORK_REPORT
    return ProgrammeKind.OTHER


def is_from_above(title: str, level: str) -> bool:
    """Tell whether the list `title` is one of a level above `level` (省民生实事 in a city's document)."""
    found = _LEVEL_OF_LIST.search(simplified(title))
    return found is not None and _RANK[found[1]] < _OWN_RANK[Level(level)]
