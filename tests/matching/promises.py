"""Invented commitments for the tests of matching."""

from __future__ import annotations

from xushi.document.model import Assignment, Commitment, Role
from xushi.targets import find_targets


def promise(text: str, lead: str | None = None, *supporting: str, number: str | None = None) -> Commitment:
    """An item with its figures found, as reading a document would give it."""
    assignments = [Assignment(Role.SUPPORTING, name, name) for name in supporting]
    if lead:
        assignments.insert(0, Assignment(Role.LEAD, lead, lead))
    return Commitment(number, text, assignments=tuple(assignments), targets=tuple(find_targets(text)))
