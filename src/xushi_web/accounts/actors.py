"""Who does something. Every action names its actor: a signed-in person, or the system by the name of its job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser, User

from xushi_web.audit.origin import note_refusal


@dataclass(frozen=True, slots=True)
class System:
    """The software itself, started from the command line of the server."""

    job: str

    def __str__(self) -> str:
        return f"system:{self.job}"


Actor: TypeAlias = User | AnonymousUser | System


def person(actor: Actor) -> User:
    """Return `actor` as the person it is, behind a policy that lets only persons with a post pass."""
    assert isinstance(actor, User)  # noqa: S101 - tells the type checker what the policy made sure of
    return actor


def person_or_none(actor: Actor) -> User | None:
    """Return `actor` as a person, or None where the software itself acts."""
    return actor if isinstance(actor, User) else None


class NotAllowed(Exception):  # noqa: N818 - a sentence for a person
    """The actor may not do this; the message says what would be needed.

    Raising one is noted for the audit trail: a page may turn it into a sentence, but not make it unseen.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        note_refusal(sentence)
