"""The office's wording: plain text with named places in braces, which is no programming language.

“{总数}项任务中，{各类项数}” becomes “50项任务中，已完成3项，达序时47项”. A place has a value or it does not;
there are no conditions, no calls and no attributes, so a wording can do nothing but be filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xushi_web.documents.errors import Refused

_PLACE = re.compile(r"\{([^{}]*)\}")
_COUNTS = ("总数", "已完成", "超序时", "达序时", "未达序时", "未判定", "各类项数")
_WHEN = ("清单", "年度", "时期", "上期")


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One kind of sentence: what people call it, its usual wording, and the places it may name."""

    label: str | Promise
    usual: str
    places: tuple[str, ...]


PHRASES: dict[str, Phrasing] = {
    "title": Phrasing(gettext_lazy("标题"), "{清单}{时期}推进情况通报", _WHEN),
    "annex": Phrasing(gettext_lazy("附件标题"), "{清单}{时期}推进情况", (*_WHEN, "总数")),
    "opening": Phrasing(gettext_lazy("开头"), "现将{清单}{时期}推进情况通报如下。", (*_WHEN, *_COUNTS)),
    "counts": Phrasing(gettext_lazy("总体情况"), "截至{时期}末，{总数}项任务中，{各类项数}。", (*_WHEN, *_COUNTS)),
    "moved": Phrasing(
        gettext_lazy("与上期相比"),
        "与{上期}相比，判定上升的{上升}项{上升编号}，下降的{下降}项{下降编号}。",
        (*_WHEN, "上升", "上升编号", "下降", "下降编号"),
    ),
    "field": Phrasing(
        gettext_lazy("分领域情况"), "{领域}共{总数}项，其中{各类项数}。", (*_WHEN, *_COUNTS, "领域", "未达序时编号")
    ),
    "behind": Phrasing(gettext_lazy("清单引语"), "{未达序时}项未达序时的任务是：", (*_WHEN, *_COUNTS)),
    "entry": Phrasing(
        gettext_lazy("清单条目"),
        "{序号}.{题目}（第{编号}项）：{情况}{滞后}{原因}",
        ("序号", "题目", "编号", "情况", "滞后", "原因", "牵头单位"),
    ),
    "lag": Phrasing(gettext_lazy("滞后幅度"), "滞后序时进度{点数}个百分点。", ("点数",)),
    "cause": Phrasing(gettext_lazy("滞后原因"), "主要原因：{原因}", ("原因",)),
    "closing": Phrasing(
        gettext_lazy("要求"),
        "各牵头单位要对照序时进度逐项查找差距，落后事项要拿出赶工措施，确保全年任务完成。",
        (*_WHEN, *_COUNTS),
    ),
    "lead": Phrasing(gettext_lazy("责任分工：只有牵头单位"), "（牵头单位：{牵头}）", ("牵头",)),
    "both": Phrasing(
        gettext_lazy("责任分工：牵头和配合单位"), "（牵头单位：{牵头}；配合单位：{配合}）", ("牵头", "配合")
    ),
    "sole": Phrasing(gettext_lazy("责任分工：责任单位"), "（责任单位：{牵头}）", ("牵头",)),
    "item": Phrasing(
        gettext_lazy("附件条目"),
        "{编号}.{内容}{责任分工}\n工作进展：{判定}。{进展}",
        ("编号", "内容", "责任分工", "判定", "进展"),
    ),
    "plan": Phrasing(
        gettext_lazy("全年任务分解方案的引言"),
        "现将{清单}分解如下，请各牵头单位会同配合单位细化措施，按期完成。",
        ("年度", "清单", "份数"),
    ),
    "heading": Phrasing(gettext_lazy("附件领域标题"), "{序号}、{领域}", ("序号", "领域", "总数")),
}


def check_wording(name: str, text: str) -> None:
    """Raise `Refused` for an empty wording, a place that has no value, or a brace that names no place."""
    phrase = PHRASES[name]
    if not text.strip():
        raise Refused(_("“%(name)s”的用语不能为空。") % {"name": phrase.label})
    for found in _PLACE.finditer(text):
        if found[1] not in phrase.places:
            message = _("“%(name)s”的用语里写了“%(place)s”，没有这一项数据；可以用的有：%(places)s。")
            places = "、".join(f"{{{place}}}" for place in phrase.places)
            raise Refused(message % {"name": phrase.label, "place": found[0], "places": places})
    if set("{}") & set(_PLACE.sub("", text)):
        message = _("“%(name)s”的用语里有不成对的花括号；花括号里只写数据的名称，例如 %(example)s。")
        raise Refused(message % {"name": phrase.label, "example": f"{{{phrase.places[0]}}}"})


def filled(text: str, values: Mapping[str, object]) -> str:
    """Return a wording with its places filled in; a value is never looked into for places again."""
    return _PLACE.sub(lambda found: str(values.get(found[1], "")), text)
