"""Finding the thing that a paper is about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.queries import governments_of
from xushi_web.agencies.models import Agency, Government
from xushi_web.papers.kinds import KINDS, Kind
from xushi_web.programmes.models import Assignment, Milestone, Programme, Role
from xushi_web.progress.models import BallotResult
from xushi_web.reporting.overview import years_with_lists

#: What is loaded with the thing that a paper is about.
_WITH = {
    "programme": ("government", "document"),
    "notice": ("government", "agency", "commitment__programme__government"),
    "agency": ("government",),
    "correctionnotice": ("government", "bulletin"),
}


def asked_for(actor: Actor, kind: str, key: UUID) -> tuple[Kind, models.Model] | None:
    """Return the kind and the thing that `actor` asks for; None for what is not there or not for them.

    Somebody who has signed in finds the things of their governments, a visitor all and then what everybody may take.
    """
    found = KINDS.get(kind)
    if found is None:
        return None
    rows: models.QuerySet[Any] = found.about._default_manager.filter(pk=key)  # noqa: SLF001 - the model's own
    if isinstance(actor, User):
        whose = "pk__in" if found.about is Government else "government__in"
        rows = rows.filter(**{whose: governments_of(actor)})
    name = found.about._meta.model_name or ""  # noqa: SLF001 - see above
    thing = (rows.select_related(*_WITH[name]) if name in _WITH else rows).first()
    return (found, thing) if thing is not None and found.may(actor, thing) else None


def latest_thing(kind: str, government: Government) -> models.Model | None:
    """Return what the last paper of a kind would be about in a government; None where there is nothing yet."""
    about = KINDS[kind].about
    if about is Government:
        return government
    if about is Agency:
        leads = Assignment.objects.in_force().filter(government=government, commitment__withdrawn=False)
        lead = leads.exclude(role=Role.SUPPORTING).order_by("-commitment__year", "commitment__order").first()
        return lead.agency if lead is not None else None
    rows: models.QuerySet[Any] = about._default_manager.filter(government=government)  # noqa: SLF001 - the model's own
    if about is Programme:
        planned, voted = Milestone.objects.current(), BallotResult.objects.current()
        if kind == "schedule":
            rows = rows.filter(pk__in=planned.filter(government=government).values("commitment__programme"))
        elif kind == "ballot-result":
            rows = rows.filter(pk__in=voted.filter(government=government).values("commitment__programme"))
        rows = rows.order_by("-year", "order")
    else:
        rows = rows.order_by("-pk")  # keys rise with time
    name = about._meta.model_name or ""  # noqa: SLF001 - see above
    found: models.Model | None = rows.select_related(*_WITH[name]).first()
    return found


def government_of(thing: models.Model) -> Government:
    """Return whose paper it is that is about `thing`."""
    found = thing if isinstance(thing, Government) else getattr(thing, "government", None)
    if not isinstance(found, Government):  # every thing of `KINDS` has one
        raise TypeError(thing)
    return found


def latest_year(thing: models.Model) -> int:
    """Return the year that a paper is about where nobody says which: the latest one with lists."""
    years = years_with_lists(government_of(thing))
    return years[0] if years else timezone.localdate().year
