"""``{% attachments_of thing %}``: the files of a thing, and the form to add more to whoever may."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.db import models

from xushi_web.attachments.owners import owner_of
from xushi_web.attachments.queries import attachments_of as files_of

register = template.Library()


@register.inclusion_tag("workbench/attachments.html", takes_context=True)
def attachments_of(context: dict[str, Any], thing: models.Model) -> dict[str, Any]:
    """Show the files of `thing`; `may_change` while they are not settled."""
    owner, request = owner_of(thing), context["request"]
    may_attach = owner.may_attach(request.user, thing)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "thing": thing,
        "owner": owner,
        "files": files_of(thing),
        "may_attach": may_attach,
        "may_change": may_attach and not owner.closed(thing),
        "limit": settings.ATTACHMENT_LIMIT // 1_000_000,
    }
