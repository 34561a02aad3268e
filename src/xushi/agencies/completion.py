"""Full names for the short ones of a document: what one list leaves out, another one says.

Three shortenings are undone, each only where the document itself supports it:

- the level is named once for a row of bureaus: in 市发改委、科技局 the second is 市科技局;
- the kind of a place is named once, or elsewhere: 东山、西山县, or 东山 where another item names 东山县;
- the place of a body that always carries one is named elsewhere: 海关 where another item names 东山海关.

Names are folded and without blanks.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from xushi.agencies.names import Form, form_of

_LEVELS: Final = "市省县区州"
_CITY_AND_BELOW: Final = "市县区"
_KINDS_OF_PLACE: Final = ("县", "区", "市", "旗", "镇", "乡", "新区", "街道")
#: A name of a county or district that also stands before the names of its own bodies.
_COUNTY = re.compile(r"([一-龥]{2,4})[县区市旗]")
#: Bodies of the state that are called by the place where they are.
_CALLED_BY_PLACE = re.compile(r"(?:海关|海事局|银保监分局|金融监管分局|供电公司)")
_LONGEST_PLACE: Final = 4

#: One list of units in the order of the document: each with what it is there (its role), and its name.
Listed = Sequence[tuple[Hashable, str]]


class FullNames:
    """Completes the names of one document; made from all its lists of units, then asked for each."""

    def __init__(self, lists: Iterable[Listed], issuer: str = "") -> None:
        """Learn which names the `lists` write in full, and which they show to be short for others.

        `issuer` names the government that speaks: in a document of 云川市, 云川公交集团 is no short name.
        """
        lists = list(lists)
        self._known = {name for listed in lists for _, name in listed}
        self._places = tuple(county[1] for name in self._known if (county := _COUNTY.fullmatch(name)) is not None)
        own = _COUNTY.match(issuer)
        self._places += (own[1],) if own is not None else ()
        self._bodies_of_places = [name for name in self._known if _CALLED_BY_PLACE.search(name) is not None]
        self._completed: dict[tuple[str, str], tuple[str, str]] = {}  #: with the level that the full name bears
        shown = {full for listed in lists for full in self.of(listed)}
        if not shown <= self._known:
            self._known |= shown
            self._completed.clear()

    def of(self, listed: Listed) -> list[str]:
        """Return the full names of one list, in order.

        A level holds for the names after the one that bears it; in the next role, only if the last name bore it.
        """
        full_names: list[str] = []
        level = borne = ""
        role_before = None
        completed = self._completed
        for role, written in listed:
            if role != role_before and full_names:
                level = borne
            role_before = role
            told = completed.get((written, level))
            if told is None:
                full = self._complete(written, level)
                told = completed[written, level] = full, _level(full)
            full, borne = told
            full_names.append(full)
            level = borne or level
        return full_names

    def _complete(self, written: str, level: str) -> str:
        if _CALLED_BY_PLACE.fullmatch(written) is not None:
            longer = [name for name in self._bodies_of_places if _adds_a_place(name, written)]
            return longer[0] if len(longer) == 1 else written
        form = form_of(written)
        if form is Form.SHORT_BODY and not written.startswith(self._places):
            if level and not (level == "省" and f"市{written}" in self._known):
                return level + written
            return self._only(f"{each}{written}" for each in _CITY_AND_BELOW) or written
        if form is Form.BARE_PLACE:
            return self._only(written + kind for kind in _KINDS_OF_PLACE) or written
        return written

    def _only(self, candidates: Iterable[str]) -> str | None:
        """Return the one candidate that the document names; None where there is none, or a choice."""
        named = [candidate for candidate in candidates if candidate in self._known]
        return named[0] if len(named) == 1 else None


def _level(name: str) -> str:
    return name[0] if name[:1] in _LEVELS and len(name) > 2 else ""


def _adds_a_place(name: str, written: str) -> bool:
    return name.endswith(written) and 0 < len(name) - len(written) <= _LONGEST_PLACE
