"""Keys of all rows: UUID version 7 (RFC 9562 section 5.7), made in Python so that every database sorts them by time."""

from __future__ import annotations

import secrets
import time
import uuid

_RANDOM_BITS = 62
_last = 0


def uuid7() -> uuid.UUID:
    """Return a new key: 48 bits of milliseconds, 12 bits that count within one, 62 random bits.

    Keys made by one process never go backwards, so rows written in one statement keep their order.
    """
    global _last  # noqa: PLW0603 - the clock of this process
    now = time.time_ns()
    ticks = (now // 1_000_000) << 12 | (now % 1_000_000) * 4096 // 1_000_000
    _last = ticks = max(ticks, _last + 1)
    milliseconds, fraction = ticks >> 12, ticks & 0xFFF
    value = milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << _RANDOM_BITS | secrets.randbits(_RANDOM_BITS)
    return uuid.UUID(int=value)
