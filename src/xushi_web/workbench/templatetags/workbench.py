"""How values of the tree are shown on the pages of the workbench."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xushi.document.model import Assignment, Commitment, Masthead
from xushi.spans import Span
from xushi.targets.model import Comparator, Target, plain
from xushi_web.documents.differences import Aspect
from xushi_web.programmes.models import Role
from xushi_web.progress.models import Grade
from xushi_web.reporting.models import UnitReport
from xushi_web.workbench.preview import Stretch

register = template.Library()

_SEVERITIES = {"error": gettext_lazy("错误"), "warning": gettext_lazy("警告"), "notice": gettext_lazy("提示")}
_COMPARATORS = {
    Comparator.AT_LEAST: "≥ ",
    Comparator.AT_MOST: "≤ ",
    Comparator.MORE: "> ",
    Comparator.LESS: "< ",
    Comparator.ABOUT: "≈ ",
}
_ASPECTS = {
    Aspect.NUMBER: gettext_lazy("编号"),
    Aspect.FIELD: gettext_lazy("所属领域"),
    Aspect.TITLE: gettext_lazy("标题"),
    Aspect.TEXT: gettext_lazy("内容"),
    Aspect.APPLICABILITY: gettext_lazy("实施层级"),
    Aspect.LEAD: gettext_lazy("牵头单位"),
    Aspect.SUPPORTING: gettext_lazy("共同责任单位"),
    Aspect.SOLE: gettext_lazy("责任单位"),
    Aspect.MEASURES: gettext_lazy("措施"),
    Aspect.TARGETS: gettext_lazy("指标"),
    Aspect.MILESTONES: gettext_lazy("序时进度"),
    Aspect.REPORT: gettext_lazy("进展情况"),
}


@register.simple_tag
def place(value: str | None, span: Span | None) -> str | SafeString:
    """Show a value as a link to where it stands in the source; one without a place is marked as made by hand."""
    if not value:
        return "—"
    if span is None:
        return format_html('<span class="v wb-by-hand" title="{}">{}</span>', _("人工填写，原文中没有出处"), value)
    return format_html(
        '<a class="v" href="#c{}" data-start="{}" data-end="{}">{}</a>', span.start, span.start, span.end, shown(value)
    )


@register.simple_tag
def source(stretches: Iterable[Stretch]) -> SafeString:
    """Show the source text in stretches, with a flag where a problem begins.

    Made here and not in the template, because a document has thousands of them: the whole page of a bulletin with
    4,000 stretches takes 0.3 s this way and 0.55 s with a loop in the template.
    """
    label = _("问题 %(n)s")
    return format_html_join(
        "",
        '{}<span id="c{}" class="c k-{}{}" data-s="{}" data-e="{}">{}</span>',
        (
            (
                format_html_join(
                    "",
                    '<a class="wb-flag wb-{}" href="#problem-{}" aria-label="{}">{}</a>',
                    ((s.severity, n, label % {"n": n}, n) for n in s.first_of),
                ),
                s.start,
                s.kind,
                f" wb-{s.severity}" if s.severity else "",
                s.start,
                s.end,
                shown(s.text),
            )
            for s in stretches
        ),
    )


@register.simple_tag
def masthead_place(value: str, spans: Mapping[str, Span], name: str) -> str | SafeString:
    """Show what the document says about itself, as a link where its place is known."""
    return place(value, spans[name]) if name in spans else value


@register.filter
def shown(text: str) -> str:
    """Show a stretch of the source: the breaks inside a cell and between pages are no characters a font has."""
    return text.replace("\v", "\u200b").replace("\f", "\n")


@register.filter
def has_own_title(commitment: Commitment) -> bool:
    """Tell whether an item has a title that its text does not begin with."""
    return bool(commitment.title) and not commitment.text.startswith(commitment.title or "")


@register.filter
def masthead_rows(masthead: Masthead) -> list[tuple[str, str, str]]:
    """Return (label, name, value) of what the document says about itself, values that are there only."""
    rows = (
        (_("标题"), "title", masthead.title),
        (_("发文字号"), "document_number", masthead.document_number),
        (_("索引号"), "index_number", masthead.index_number),
        (_("发布机构"), "issuing_body", masthead.issuing_body),
        (_("成文日期"), "issued_on", masthead.issued_on.isoformat() if masthead.issued_on else None),
    )
    return [(label, name, value) for label, name, value in rows if value]


@register.filter
def by_role(assignments: Iterable[Assignment]) -> list[tuple[str, list[Assignment]]]:
    """Return the units by role, lead first, roles without a unit left out."""
    units = list(assignments)
    named = ((role.label, [unit for unit in units if unit.role.value == role.value]) for role in Role)
    return [(str(label), rows) for label, rows in named if rows]


@register.filter
def figure(target: Target) -> str:
    """Show what a quantity means: what is counted, how the value binds, value and unit in full."""
    value = plain(target.value) + (f"–{plain(target.value_high)}" if target.value_high is not None else "")
    return f"{shown(target.of or '')} {_COMPARATORS.get(target.comparator, '')}{value} {target.unit or ''}".strip()


@register.filter
def period(written: str) -> str:
    """Show a period as people write it: ``2019-Q1`` is 2019年一季度."""
    year, _dash, rest = written.partition("-")
    if rest.startswith("Q") and rest[1:] in "1234":
        names = (_("一季度"), _("二季度"), _("三季度"), _("四季度"))
        return _("%(year)s年%(quarter)s") % {"year": year, "quarter": names[int(rest[1:]) - 1]}
    return written


@register.filter
def grade(verdict: str) -> str:
    """Show the name of a grade."""
    return str(Grade(verdict).label)


@register.filter
def severity(name: str) -> str:
    """Show the name of a severity."""
    return str(_SEVERITIES[name])


@register.filter
def shows(part: Span, place: int) -> bool:
    """Tell whether the character at `place` is in the part of the source on this page."""
    return part.start <= place < part.end


@register.filter
def aspect(name: str) -> str:
    """Show the name of what changed."""
    return str(_ASPECTS[Aspect(name)])


@register.filter
def other_texts(report: UnitReport) -> list[tuple[str, str]]:
    """Return what a report says beside its narrative, with its heading."""
    texts = (
        (_("存在困难"), report.difficulties),
        (_("下一步打算"), report.next_steps),
        (_("提请协调事项"), report.coordination),
    )
    return [(heading, text) for heading, text in texts if text]
