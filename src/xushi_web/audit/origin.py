"""Where the request that is being answered comes from, and what was refused while it was answered.

Kept beside the request and not handed from function to function, so that no action can forget the address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import IPv4Network, IPv6Network, ip_address

_address: ContextVar[str] = ContextVar("address", default="")
_refusals: ContextVar[list[str] | None] = ContextVar("refusals", default=None)

#: The longest address there is (IPv6 with an embedded IPv4 address).
LONGEST = 45


@contextmanager
def coming_from(where: str) -> Iterator[list[str]]:
    """Let entries bear the address `where`, and gather the refusals that are noted meanwhile."""
    gathered: list[str] = []
    place, refusals = _address.set(where), _refusals.set(gathered)
    try:
        yield gathered
    finally:
        _address.reset(place)
        _refusals.reset(refusals)


def address() -> str:
    """Return the address of whoever asked, empty where nobody did."""
    return _address.get()


def note_refusal(sentence: str) -> None:
    """Remember that something was refused, with the sentence that was said."""
    gathered = _refusals.get()
    if gathered is not None:
        gathered.append(sentence)


def address_of(peer: str, forwarded: str, trusted: Sequence[IPv4Network | IPv6Network]) -> str:
    """Return who asked: `peer`, or, when that is one of the `trusted` proxies, whom the proxies name.

    ``X-Forwarded-For`` is read from its end, because every proxy adds whom it saw and the asker may have written the
    rest: the first address that is no trusted proxy's is the asker's.
    """
    hops = [*(part.strip() for part in forwarded.split(",") if part.strip()), peer]
    seen = hops.pop()
    while hops and _is_within(seen, trusted):
        before = hops.pop()
        if not _is_address(before):
            break
        seen = before
    return seen[:LONGEST]


def _is_within(where: str, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    return _is_address(where) and any(ip_address(where) in network for network in networks)


def _is_address(where: str) -> bool:
    try:
        ip_address(where)
    except ValueError:
        return False
    return True
