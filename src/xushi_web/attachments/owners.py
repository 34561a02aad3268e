"""What files can belong to: each part enters its things, who may see and add files, and when they are settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models

from xushi_web.accounts.actors import Actor
from xushi_web.agencies.models import Government


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """One kind of thing. `closed` returns why the files of one cannot be changed now, or an empty text."""

    kind: str
    model: type[models.Model]
    may_see: Callable[[Actor, Any], bool]
    may_attach: Callable[[Actor, Any], bool]
    closed: Callable[[Any], str]
    link: Callable[[Any], str]

    @property
    def rows(self) -> models.QuerySet[Any]:
        """All things of this kind, of all governments."""
        return self.model._default_manager.all()  # noqa: SLF001 - the model's own

    def find(self, key: UUID) -> models.Model | None:
        """Return the thing of that key, if it is there. The key comes from a file or a thing, not from an address."""
        thing: models.Model | None = self.rows.filter(pk=key).first()
        return thing


OWNERS: dict[str, Owner] = {}


def enter(owner: Owner) -> None:
    """Let files belong to things of this kind."""
    OWNERS[owner.kind] = owner


def owner_of(thing: models.Model) -> Owner:
    """Return what is known of the kind of `thing`. Raises KeyError for one that files cannot belong to."""
    for owner in OWNERS.values():
        if isinstance(thing, owner.model):
            return owner
    raise KeyError(type(thing).__name__)


def government_of(thing: Any) -> Government:
    """Return the government a thing belongs to: every `GovernmentRecord` names it."""
    government: Government = thing.government
    return government
