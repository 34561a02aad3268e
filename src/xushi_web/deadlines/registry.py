"""Every part offers what is open in it: a function in its module ``deadlines.py``, entered by `offers`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.models import User
from django.utils.functional import Promise

from xushi_web.accounts.models import OF_UNIT, Post
from xushi_web.agencies.models import Agency, Government


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One thing that somebody has to do by a day (到期事项): a person, those of a unit, or else the office.

    `what` is a lazy translation with `values`, as of a message. `key` is the same for the same duty on every day, and
    another when the duty comes back (a report that is returned a second time).
    """

    key: str
    what: str | Promise
    due: date
    link: str
    values: Mapping[str, str | int] = field(default_factory=dict)
    agency: Agency | None = None
    posts: tuple[Post, ...] = OF_UNIT  #: who in the unit
    person: User | None = None

    def in_words(self) -> str:
        """Return what is to be done, in the active language."""
        return str(self.what) % self.values if self.values else str(self.what)


Offer = Callable[[Government, date], Iterable[Deadline]]

OFFERS: list[Offer] = []


def offers(offer: Offer) -> Offer:
    """Enter a function ``deadlines(government, today)`` that returns what is open, at a bounded number of queries."""
    OFFERS.append(offer)
    return offer
