"""All policies by name, so that the table of who may what is made from the code and not beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.utils.functional import Promise

Policy = TypeVar("Policy", bound=Callable[..., bool])


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that may be done. `allowed` takes the actor and the thing it is done to, if there is one."""

    name: str
    label: str | Promise
    allowed: Callable[..., bool]


PERMISSIONS: dict[str, Permission] = {}


def permission(label: str | Promise) -> Callable[[Policy], Policy]:
    """Enter a policy ``may_…(actor, thing)`` into the table under `label`. The types of its parameters say of what."""

    def enter(policy: Policy) -> Policy:
        name = f"{policy.__module__.removeprefix('xushi_web.').removesuffix('.policies')}.{policy.__name__}"
        PERMISSIONS[name] = Permission(name, label, policy)
        return policy

    return enter
