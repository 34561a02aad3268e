"""What a correction corrected, in words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_NAMES: dict[str, str | Promise] = {
    "number": gettext_lazy("编号"),
    "field": gettext_lazy("所属领域"),
    "title": gettext_lazy("标题"),
    "text": gettext_lazy("内容"),
    "applicability": gettext_lazy("实施层级"),
    "applicability_text": gettext_lazy("实施层级"),
    "units": gettext_lazy("责任单位"),
    "measure": gettext_lazy("措施"),
    "milestone": gettext_lazy("序时进度"),
    "report": gettext_lazy("进展情况"),
    "removed": gettext_lazy("事项"),
}


def aspect_name(path: str) -> str:
    """Return the name of what stands at `path` inside an item: ``milestone.1`` is 序时进度."""
    return str(_NAMES.get(path.partition(".")[0], path))


def in_words(value: Any) -> str:
    """Return a corrected value as a reader wants it: units by role with their names, yes and no as such."""
    if isinstance(value, dict):
        return "；".join("、".join(names) for names in value.values() if names)
    if isinstance(value, bool):
        return _("不采用") if value else _("采用")
    return str(value or "")
