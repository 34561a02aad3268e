"""What the pages of pace and of matches are written with."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from xushi.pacing import Basis, Formula, Gap, points
from xushi.problems import Message
from xushi.spans import Span
from xushi.targets.model import Target
from xushi_web.matches.queries import Elsewhere, same_promise
from xushi_web.pace.queries import Measured
from xushi_web.portal import pace_charts
from xushi_web.portal.addresses import place
from xushi_web.programmes.models import Commitment

register = template.Library()
register.filter("pace_bar", pace_charts.pace_bar)
register.filter("pace_curve", pace_charts.pace_curve)


@register.filter
def said(message: Message | Mapping[str, Any]) -> str:
    """Return a sentence of the library, or one that was kept with its values apart, in the reader's language."""
    kept = message if isinstance(message, Message) else Message(message["template"], message["values"])
    return kept.in_language("en" if (get_language() or "zh").startswith("en") else "zh")


@register.filter
def in_points(value: Decimal) -> str:
    """Return percentage points without their sign, with at most one decimal."""
    return points(abs(value))


@register.filter
def signed(value: Decimal) -> str:
    """Return percentage points with their sign, with at most one decimal."""
    return points(value)


@register.filter
def shown(gap: Gap) -> str:
    """Return the actual state in percent as the bar shows it."""
    return points(pace_charts.shown(gap))


@register.simple_tag
def cite(document: UUID, span: Span | list[int] | None) -> str:
    """Return the address of characters of a document; nothing for a figure that was made by hand."""
    start, end = span or (None, None)
    return "" if start == end else place(document, start, end)


@register.filter
def formula_name(measured: Measured) -> str:
    """Return the name of the calculation and what it compares with."""
    gap = measured.judgement.gap
    names = {
        Formula.COMPLETION: _("完成率差＝应完成的百分比－实际÷目标"),
        Formula.GROWTH: _("增幅差＝目标增幅－实际增幅"),
        Formula.LEVEL: _("水平差＝计划水平－实际水平"),
    }
    bases = {
        Basis.PLANNED: _("计划数出自序时进度"),
        Basis.BETWEEN: _("计划数按序时进度前后两期推算"),
        Basis.LINEAR: _("没有当期计划数，按月均摊"),
        Basis.TARGET: _("与全年目标相比"),
    }
    return f"{names[gap.formula]} · {bases[gap.basis]}"


@register.filter
def counts_what(target: Target) -> str:
    """Return what a target counts, or the figure itself where the text does not say."""
    return target.of or target.text


@register.filter
def becomes(outcome: str, over_years: bool) -> str | Promise:  # noqa: FBT001 - filters have no names for arguments
    """Return the word for how a promise of one list stands in the other, of the next year or of the same one."""
    if not over_years:
        return figure_becomes(outcome, over_years)
    return {
        "equal": _("继续"),
        "raised": _("继续，指标提高"),
        "lowered": _("继续，指标降低"),
        "different": _("继续，指标不同"),
        "only_left": _("不再列入"),
        "only_right": _("新列入"),
    }[outcome or "equal"]


@register.filter
def figure_becomes(outcome: str, over_years: bool) -> str | Promise:  # noqa: FBT001 - filters have no names for arguments
    """Return the word for how one figure of a promise stands in the other list."""
    if not over_years and outcome in {"raised", "lowered"}:
        return {"raised": _("后一份较高"), "lowered": _("后一份较低")}[outcome]
    return {
        "equal": _("两处相同"),
        "raised": _("指标提高"),
        "lowered": _("指标降低"),
        "part": _("合计相符"),
        "different": _("指标不同"),
        "only_left": _("只见于前一份"),
        "only_right": _("只见于后一份"),
    }[outcome or "equal"]


@register.simple_tag
def promised_elsewhere(commitment: Commitment) -> list[Elsewhere]:
    """Return where else a promise stands, as a person confirmed."""
    return same_promise(commitment)
