"""The word lists of `words.toml`, loaded once."""

from __future__ import annotations

import tomllib
from functools import cache
from pkgutil import get_data
from typing import Any


@cache
def words() -> dict[str, Any]:
    """Return the content of `words.toml`."""
    return tomllib.loads((get_data(__package__, "words.toml") or b"").decode())


@cache
def words_after_unit(unit: str) -> tuple[str, ...]:
    """Return the words that make a name of a numeral and `unit` before them: 次 | 会议, 类 | 水体."""
    listed: str = words()["names"].get(unit, "")
    return tuple(listed.split())
