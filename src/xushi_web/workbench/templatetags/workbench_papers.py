"""What the pages between the office and the units are written with."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import User
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xushi_web.notices.models import Notice

register = template.Library()

#: How loudly a state is shown: what somebody has to act on, what is on its way, what is done or over.
_TONES = {
    **dict.fromkeys(("disputed", "open", "issued", "proposed", "filed", "returned"), "due"),
    **dict.fromkeys(("confirmed", "settled", "accepted", "closed", "approved", "upheld", "released"), "done"),
    **dict.fromkeys(
        ("awaiting", "drafted", "recalled", "declined", "cancelled", "withdrawn", "refused", "dismissed"), "over"
    ),
}


@register.simple_tag
def state(row: Any) -> SafeString:
    """Show where a thing stands, as a word in a frame."""
    tone = _TONES.get(row.state, "way")
    return format_html('<span class="paper-state paper-{}">{}</span>', tone, row.get_state_display())


@register.simple_tag
def colour(notice: Notice) -> SafeString:
    """Show the colour of a notice as a word with a patch of it."""
    return format_html(
        '<span class="paper-colour paper-colour-{}">{}</span>', notice.colour, notice.get_colour_display()
    )


@register.filter
def person(user: Model | None) -> str:
    """Show a person by name, by account where there is none, and nothing for nobody."""
    return (user.first_name or user.get_username()) if isinstance(user, User) else ""


@register.simple_tag
def source_link(source: dict[str, str]) -> SafeString:
    """Show what a sentence of a bulletin was made of, as a link to the report or the item."""
    names = {"report": "workbench:report", "list": "portal:commitment", "pace": "portal:commitment"}
    words = source["said"].strip()[:80] or _("没有填报")
    if source["kind"] not in names:
        return format_html('<span lang="zh">{}</span>', words)
    return format_html('<a href="{}" lang="zh">{}</a>', reverse(names[source["kind"]], args=[source["key"]]), words)


@register.filter
def braced(place: str) -> str:
    """Show the name of a place as it is written in a wording."""
    return f"{{{place}}}"
