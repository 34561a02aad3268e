"""Which rules a government has switched off."""

from __future__ import annotations

from xushi_web.agencies.models import Government
from xushi_web.checks.models import RuleSwitch


def codes_off(government: Government | None) -> frozenset[str]:
    """Return the codes of the rules that are off; for a document of no government yet, none is."""
    if government is None:
        return frozenset()
    return frozenset(RuleSwitch.objects.of(government).values_list("code", flat=True))
