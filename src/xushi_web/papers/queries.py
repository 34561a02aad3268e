"""Finding the thing that a paper is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from xushi_web.accounts.actors import Actor
from xushi_web.agencies.models import Government
from xushi_web.papers.kinds import KINDS, Kind
from xushi_web.reporting.overview import years_with_lists

#: What is loaded with the thing that a paper is about.
_WITH = {
    "programme": ("government", "document"),
    "notice": ("government", "agency", "commitment__programme__government"),
    "agency": ("government",),
    "correctionnotice": ("government", "bulletin"),
}


def asked_for(actor: Actor, kind: str, key: UUID) -> tuple[Kind, models.Model] | None:
    """Return the kind and the thing that `actor` asks for; None for what is not there or not for them."""
    found = KINDS.get(kind)
    if found is None:
        return None
    rows: models.QuerySet[Any] = found.about._default_manager.filter(pk=key)  # noqa: SLF001 - the model's own
    name = found.about._meta.model_name or ""  # noqa: SLF001 - see above
    thing = (rows.select_related(*_WITH[name]) if name in _WITH else rows).first()
    return (found, thing) if thing is not None and found.may(actor, thing) else None


def latest_year(thing: models.Model) -> int:
    """Return the year that a paper is about where nobody says which: the latest one with lists."""
    government = thing if isinstance(thing, Government) else getattr(thing, "government", None)
    years = years_with_lists(government) if isinstance(government, Government) else []
    return years[0] if years else timezone.localdate().year
