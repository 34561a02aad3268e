"""Reading the registry of units."""

from __future__ import annotations

from xushi_web.agencies.models import Agency, AgencyAlias, Government


def known_names(government: Government | None) -> frozenset[str]:
    """Return all names of all units of a government, aliases among them."""
    if government is None:
        return frozenset()
    names = Agency.objects.of(government).order_by().values_list("name")
    return frozenset(name for (name,) in names.union(AgencyAlias.objects.of(government).order_by().values_list("name")))
