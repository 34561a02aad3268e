"""The registry of governments and units grows out of the documents."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.text import slugify

from xushi_web.agencies.models import Agency, AgencyAlias, Government
from xushi_web.agencies.names import level_of


def found_government(name: str) -> Government:
    """Return the government `name`, brought into the tracker when it is not there yet."""
    government, _ = Government.objects.get_or_create(
        name=name, defaults={"slug": slugify(name, allow_unicode=True), "level": level_of(name)}
    )
    return government


def register(government: Government, named: Iterable[tuple[str, str, bool]]) -> dict[str, Agency]:
    """Return the unit of each full name, adding those not known; `named` is (full name, as written, is a group).

    A name known as an alias means the unit it is an alias of. What a document writes for a unit becomes an alias
    unless it already means another. Four statements at most, however many units.
    """
    named = tuple(named)
    groups = {full: is_group for full, _, is_group in named}
    units = {agency.name: agency for agency in Agency.objects.of(government)}
    aliases = {alias.name: alias.agency for alias in AgencyAlias.objects.of(government).select_related("agency")}
    known = {name: unit for name in groups if (unit := units.get(name) or aliases.get(name))}
    new = [Agency(government=government, name=name, is_group=groups[name]) for name in groups if name not in known]
    Agency.objects.bulk_create(new)
    result = known | {unit.name: unit for unit in new}
    spoken: dict[str, Agency] = {}
    for full, written, _ in named:
        if written and written not in units and written not in aliases and written not in result:
            spoken.setdefault(written, result[full])
    AgencyAlias.objects.bulk_create(
        AgencyAlias(government=government, agency=unit, name=name) for name, unit in spoken.items()
    )
    return result
