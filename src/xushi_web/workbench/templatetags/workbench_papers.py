"""What the pages between the office and the units are written with."""

from __future__ import annotations

from typing import Any

from django import template
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xushi_web.notices.models import Notice

register = template.Library()

#: How loudly a state is shown: what somebody has to act on, what is on its way, what is done or over.
_TONES = {
    **dict.fromkeys(("disputed", "open", "issued", "proposed", "filed", "returned"), "due"),
    **dict.fromkeys(("confirmed", "settled", "accepted", "closed", "approved", "upheld"), "done"),
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
