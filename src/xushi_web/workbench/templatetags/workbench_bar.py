"""What the bar of the workbench is written with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from xushi_web.workbench.bar import Entry, bar

register = template.Library()


@register.simple_tag(takes_context=True)
def bar_groups(context: Mapping[str, Any]) -> Sequence[Sequence[tuple[Entry, str]]]:
    """Return where the person who looks at the page can go, with the page they are on marked (`bar`)."""
    return bar(context["posts"], here(context))


@register.simple_tag(takes_context=True)
def current(context: Mapping[str, Any], name: str) -> str:
    """Return ``page`` on the page of that name: the value of ``aria-current``."""
    return "page" if here(context) == name else ""


@register.filter
def magnitude(days: int) -> int:
    """Return a number of days without its sign, for "three days late"."""
    return abs(days)


def here(context: Mapping[str, Any]) -> str:
    """Return the name of the page that is shown."""
    match = context["request"].resolver_match
    return (match.url_name or "") if match else ""
