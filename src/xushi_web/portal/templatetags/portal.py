"""Small things the public pages are written with."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from xushi.rendering.charts import BEHIND, Bar, Chart
from xushi_web.portal import periods
from xushi_web.portal.addresses import place
from xushi_web.portal.display import Display, display_of
from xushi_web.portal.queries.overview import AgencySummary
from xushi_web.programmes.models import Target
from xushi_web.progress import statuses
from xushi_web.progress.statuses import Segment, Tally
from xushi_web.records import Record, SourcedRecord

register = template.Library()
register.filter("period", periods.period_name)
register.filter("quarter", periods.quarter_name)

_WAN, _YI = Decimal(10_000), Decimal(100_000_000)


@register.simple_tag(takes_context=True)
def display(context: template.Context) -> Display:
    """Return how the reader wants to see the pages."""
    return display_of(context.get("request"))


@register.filter
def source(row: SourcedRecord | Record) -> str:
    """Return the address of the characters a row was read from, in their document; nothing for one made by hand."""
    if not isinstance(row, SourcedRecord):
        return ""  # a unit's report stands in no document
    return place(row.document_id, row.start, row.end)


@register.filter
def status_name(status: str) -> Any:
    """Return the word for a status."""
    return statuses.name_of(status)


@register.filter
def grouped(value: Decimal | int) -> str:
    """Return a number as a reader wants it: in Chinese 万 and 亿 stay, thousands are parted by narrow blanks."""
    number = Decimal(value)
    if (get_language() or "zh").startswith("zh"):
        for step, name in ((_YI, "亿"), (_WAN, "万")):
            if abs(number) >= step and number % (step / 100) == 0:
                return f"{_plain(number / step)}{name}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(",", "\N{NARROW NO-BREAK SPACE}")


@register.filter
def bound(target: Target) -> str:
    """Return the words before a figure: 不少于, 约 … ."""
    words = {">=": _("不少于"), "<=": _("不超过"), ">": _("超过"), "<": _("低于"), "~": _("约"), "full": _("实现")}
    changes = {"yoy_up": _("同比增长"), "yoy_down": _("同比下降"), "lag": _("滞后"), "up": _("提高"), "down": _("降低")}
    return changes.get(target.change, "") + words.get(target.comparator, "")


@register.filter
def amount(target: Target) -> str:
    """Return the value of a figure with its range, without the unit."""
    low = grouped(target.value)
    return low if target.value_high is None else f"{low}–{grouped(target.value_high)}"


@register.simple_tag
def bar_segments(tally: Tally, scale: int) -> list[Segment]:
    """Return the parts of a bar whose full length stands for `scale` commitments."""
    return list(tally.segments(scale))


@register.simple_tag
def chart_segments(chart: Chart, bar: Bar) -> list[Segment]:
    """Return the parts of a bar of a chart, in hundredths of its scale."""
    return [
        Segment(part.kind, int(part.value), float(begins * 100), float((ends - begins) * 100))
        for part, begins, ends in chart.stretches(bar)
    ]


@register.simple_tag
def chart_behind(bar: Bar) -> int:
    """Return how many items of a bar are behind."""
    return int(sum(part.value for part in bar.parts if part.kind == BEHIND))


@register.simple_tag
def vote_bar(*counts: int | None) -> list[tuple[float, float, int]]:
    """Return the parts of a bar of votes as (place, width, number), in hundredths; nothing when nobody voted."""
    votes = [count or 0 for count in counts]
    whole = sum(votes)
    starts = [sum(votes[:number]) for number in range(len(votes))]
    return [
        (start * 100 / whole, count * 100 / whole, number)
        for number, (start, count) in enumerate(zip(starts, votes, strict=True), 1)
        if count
    ]


@register.filter
def add_number(value: float, by: float) -> str:
    """Return the sum as SVG writes numbers, whatever the language."""
    return f"{value + by:.1f}"


@register.filter
def largest(rows: Iterable[AgencySummary]) -> int:
    """Return how many commitments the unit leads that leads most."""
    return max((row.tally.total for row in rows), default=0)


@register.filter
def subject_name(subject: str) -> str:
    """Return the word for what a search leads to."""
    return {"commitment": _("承诺"), "agency": _("单位"), "document": pgettext("plural", "文件")}[subject]
