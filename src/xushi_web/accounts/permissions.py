"""All policies by name, so that the table of who may what is made from the code and not beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.functional import Promise

from xushi_web.accounts.actors import Actor

Policy = TypeVar("Policy", bound=Callable[..., bool])


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that may be done. `allowed` takes the actor and the thing it is done to."""

    name: str
    label: str | Promise
    allowed: Callable[[Actor, Any], bool]


PERMISSIONS: dict[str, Permission] = {}


def permission(label: str | Promise) -> Callable[[Policy], Policy]:
    """Enter a policy ``may_…(actor, thing)`` into the table under `label`. Its second parameter's type says of what."""

    def enter(policy: Policy) -> Policy:
        name = f"{policy.__module__.removeprefix('xushi_web.').removesuffix('.policies')}.{policy.__name__}"
        PERMISSIONS[name] = Permission(name, label, policy)
        return policy

    return enter
