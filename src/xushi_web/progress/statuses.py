"""How commitments stand, counted: the words, the order and the sums that pages and charts share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: A commitment nobody has judged yet; the other statuses are the grades of a report.
UNJUDGED = "unjudged"

#: From done to not known; the order of every bar and legend.
NAMES: dict[str, str | Promise] = {
    "completed": _("已完成"),
    "ahead": _("超序时"),
    "on_pace": _("达序时"),
    "behind": _("未达序时"),
    UNJUDGED: _("尚无判定"),
}

#: A commitment on which the unit has not reported yet; only those who collect reports are told so.
UNREPORTED = "unreported"

_ALL_NAMES: dict[str, str | Promise] = NAMES | {UNREPORTED: _("尚未填报")}


def name_of(status: str) -> str | Promise:
    """Return the word for a status."""
    return _ALL_NAMES[status]


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar, in hundredths of the whole."""

    status: str
    count: int
    start: float
    width: float

    @property
    def name(self) -> str | Promise:
        """The word for the status."""
        return name_of(self.status)


@dataclass(slots=True)
class Tally:
    """How many commitments stand how. Items that are not this government's task are `elsewhere`, not counted."""

    counts: Counter[str] = field(default_factory=Counter)
    elsewhere: int = 0

    def add(self, status: str, *, ours: bool = True) -> None:
        """Count one commitment."""
        if ours:
            self.counts[status] += 1
        else:
            self.elsewhere += 1

    @property
    def total(self) -> int:
        """All that count."""
        return self.counts.total()

    @property
    def judged(self) -> int:
        """Those with a verdict."""
        return self.total - self.counts[UNJUDGED] - self.counts[UNREPORTED]

    @property
    def behind(self) -> int:
        """Those behind their schedule."""
        return self.counts["behind"]

    @property
    def on_pace(self) -> int:
        """Those completed, ahead or on pace."""
        return self.judged - self.behind

    @property
    def share(self) -> int | None:
        """Whole per cent of the judged that are on pace or better, rounded down so that 100 means all."""
        return self.on_pace * 100 // self.judged if self.judged else None

    def rows(self) -> list[tuple[str, str | Promise, int]]:
        """Return (status, word, count) for each status that occurs."""
        return [(status, name, self.counts[status]) for status, name in _ALL_NAMES.items() if self.counts[status]]

    def segments(self, scale: int = 0) -> Iterator[Segment]:
        """Yield the parts of a bar whose full length stands for `scale` commitments (default: all of these)."""
        whole = scale or self.total
        at = 0.0
        for status, _name, count in self.rows():
            width = count * 100 / whole
            yield Segment(status, count, round(at, 3), round(width, 3))
            at += width


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """Return the tally of all together."""
    result = Tally()
    for tally in tallies:
        result.counts.update(tally.counts)
        result.elsewhere += tally.elsewhere
    return result
