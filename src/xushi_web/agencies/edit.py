"""Putting the registry of units right: names, aliases, members of a group, what became of a unit."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.policies import require_work_for
from xushi_web.agencies.models import Agency, AgencyAlias
from xushi_web.audit.actions import record
from xushi_web.audit.models import Tag
from xushi_web.search.actions import forget, put
from xushi_web.search.models import Subject


class UnknownAgency(Exception):  # noqa: N818 - a sentence for a person
    """A unit is named that the registry does not have, or that cannot be meant."""


def edit_agency(
    *,
    actor: Actor,
    agency: Agency,
    name: str,
    short_name: str = "",
    aliases: Sequence[str] = (),
    members: Sequence[str] | None = None,
    successor: str = "",
) -> Agency:
    """Set what is known of a unit. `members` is None for a single unit, a list (maybe empty) for a group.

    An alias that is the name of another unit makes the two one: what was assigned to the other is this one's.
    Raises `NotAllowed`, and `UnknownAgency` for a name that cannot be used or is not there.
    """
    require_work_for(actor, agency.government)
    with transaction.atomic():
        if not name:
            raise UnknownAgency(_("单位名称不能为空。"))
        if Agency.objects.of(agency.government).filter(name=name).exclude(pk=agency.pk).exists():
            raise UnknownAgency(_("已有名为“%(name)s”的单位；如是同一单位，请把它填为别名。") % {"name": name})
        former = agency.name
        agency.name, agency.short_name = name, short_name
        agency.is_group = members is not None
        agency.successor = _named(agency, successor) if successor else None
        agency.save()
        agency.members.set(_named(agency, member) for member in members or ())
        _set_aliases(agency, {*aliases, former} - {name, ""})
        text = " ".join([agency.name, *agency.aliases.values_list("name", flat=True)])
        put(agency.government, Subject.AGENCY, [(agency.pk, None, text)])
        record(
            actor=actor,
            tag=Tag.AGENCY_EDITED,
            subject=agency.pk,
            government=agency.government_id,
            details={"was": former, "name": name, "aliases": sorted(aliases), "members": list(members or ())},
        )
    return agency


def _named(agency: Agency, name: str) -> Agency:
    found = Agency.objects.of(agency.government).filter(name=name).exclude(pk=agency.pk).first()
    if found is None:
        raise UnknownAgency(_("没有名为“%(name)s”的单位，请填写名录中的全称。") % {"name": name})
    return found


def _set_aliases(agency: Agency, names: set[str]) -> None:
    """Give the unit exactly these aliases, taking in the units and aliases of others that are called so."""
    others = Agency.objects.of(agency.government).filter(name__in=names).exclude(pk=agency.pk)
    for other in others:
        names |= set(other.aliases.values_list("name", flat=True))
        other.assignments.update(agency=agency)
        other.predecessors.update(successor=agency)
        forget([other.pk])
        other.delete()
    AgencyAlias.objects.of(agency.government).filter(name__in=names).delete()
    agency.aliases.all().delete()
    AgencyAlias.objects.bulk_create(
        AgencyAlias(government=agency.government, agency=agency, name=name) for name in sorted(names)
    )
