"""The figures of a problem with their names, so that a person can check the sum with a pocket calculator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from xushi.problems import Message

#: The values of sentences that are figures, in the order in which they are worked with.
_NAMES = {
    "of": _("统计对象"),
    "target": _("目标"),
    "right": _("这里的数字"),
    "left": _("另一处的数字"),
    "whole": _("目标数"),
    "part": _("完成数"),
    "actual": _("完成数"),
    "fact": _("报告的数字"),
    "done": _("完成率"),
    "computed": _("算得"),
    "stated": _("文中写的"),
    "verdict": _("文中判定"),
    "figures": _("各期的数字"),
    "sum": _("各期相加"),
    "total": _("相加得"),
    "usual": _("其他各项"),
    "last": _("末期"),
    "planned": _("应完成"),
    "period": _("期间"),
    "before_day": _("前一期"),
    "before": _("前一期的数字"),
    "after_day": _("后一期"),
    "after": _("后一期的数字"),
    "counted": _("实有"),
    "listed": _("正文清单"),
    "annex": _("附件"),
    "missing": _("缺少"),
    "written": _("原文写法"),
    "meant": _("可能应为"),
    "suspect": _("可疑的数字"),
    "own": _("数字截止"),
    "reported": _("报告截止"),
    "issued": _("印发日期"),
    "difference": _("相差"),
    "fall": _("减少"),
    "points": _("相差（百分点）"),
    "off": _("相差"),
    "outcome": _("结果"),
    "times": _("倍数"),
}


def figures_of(values: Mapping[str, Any], language: str) -> list[tuple[str, str]]:
    """Return (name, value) of the figures of a sentence, in `language`; `values` are those of its `Message`.

    The figures of an arithmetic within the sentence are among them.
    """
    found: dict[str, str] = {}
    _collect(values, language, found)
    return [(str(label), found[name]) for name, label in _NAMES.items() if found.get(name)]


def _collect(values: Mapping[str, Any], language: str, found: dict[str, str]) -> None:
    shares = {"done", "planned"} if "done" in values else set()  #: given in percent, without the sign
    for name, value in values.items():
        if isinstance(value, Message) and name == "arithmetic":
            _collect(value.values, language, found)
        elif isinstance(value, Message):
            found.setdefault(name, value.in_language(language).rstrip("。."))
        else:
            found.setdefault(name, f"{value}%" if name in shares else str(value))
