"""Regular expressions that are compiled when they are first used: compiling them is most of what an import costs."""

from __future__ import annotations

import re
from typing import Any, cast


def lazy(source: str) -> re.Pattern[str]:
    """Return the pattern `source`, compiled at its first use.

    >>> lazy("[0-9]+").search("于 18 日")
    <re.Match object; span=(2, 4), match='18'>
    """
    return cast("re.Pattern[str]", _Lazy(source))


class _Compiled:
    """Has the methods of a pattern as attributes, so that a call costs what one of the pattern does."""


class _Lazy(_Compiled):
    """Stands for a pattern until its first use and is a `_Compiled` one from then on."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._source)
        for method in ("match", "search", "fullmatch", "finditer", "sub"):
            setattr(self, method, getattr(compiled, method))
        self.__class__ = _Compiled  # type: ignore[assignment]  # without the look-up hook, which slows every access
        return getattr(compiled, name)
