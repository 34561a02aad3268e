"""Counting requests in Django's cache, by windows that begin anew together."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import cache

_ONE_HOUSEHOLD = 64  # bits of an IPv6 address: the rest is for whoever has it to choose


@dataclass(frozen=True, slots=True)
class Counted:
    """The how manyth request in its window this is, in how many seconds the next window begins, and when."""

    number: int
    seconds: int
    until: datetime


def clock() -> float:
    """Return the time, in seconds."""
    return time.time()


def count(rule: str, who: str, minutes: int, now: float | None = None) -> Counted:
    """Count one request of `who`. Each process of the server counts for itself."""
    moment, length = clock() if now is None else now, minutes * 60
    window = int(moment // length)
    digest = hashlib.sha256(who.encode()).hexdigest()[:32]
    key = f"limit:{rule}:{window}:{digest}"
    if cache.add(key, 1, timeout=length):
        number = 1
    else:
        try:
            number = cache.incr(key)
        except ValueError:  # it ran out between the two
            number = 1
    end = (window + 1) * length
    return Counted(number, max(1, round(end - moment)), datetime.fromtimestamp(end, UTC))


def who_at(address: str) -> str:
    """Return what is counted together of an address: itself, and of IPv6 the network of one household."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ip_network((parsed, _ONE_HOUSEHOLD), strict=False))
