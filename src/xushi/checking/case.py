"""A document on the desk: what several rules need of it, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from xushi.checking.options import DEFAULT, Options
from xushi.document.model import Commitment, Document
from xushi.pacing import Binding, Bound, Opinion, bind_plan, bind_report, reporting_day, second_opinion
from xushi.pacing.wording import Wording


@dataclass(frozen=True)
class Case:
    """A document, the options, and the other documents it is checked together with."""

    document: Document
    options: Options = DEFAULT
    others: tuple[Document, ...] = ()
    _plans: dict[int, tuple[Binding, ...]] = field(default_factory=dict, compare=False)
    _bounds: dict[int, tuple[Bound, ...]] = field(default_factory=dict, compare=False)

    @cached_property
    def wording(self) -> Wording:
        """The source text to look words up in."""
        return Wording.of(self.document)

    @property
    def year(self) -> int | None:
        """The year the document is about."""
        return self.document.masthead.year

    @cached_property
    def day(self) -> date | None:
        """The last day of the period that a bulletin reports on."""
        return reporting_day(self.document)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """All items in order."""
        return self.document.commitments

    @cached_property
    def reported(self) -> tuple[Commitment, ...]:
        """The items with a report."""
        return tuple(commitment for commitment in self.commitments if commitment.report is not None)

    @cached_property
    def planned(self) -> tuple[Commitment, ...]:
        """The items with milestones."""
        return tuple(commitment for commitment in self.commitments if commitment.milestones)

    def plans(self, commitment: Commitment) -> tuple[Binding, ...]:
        """Return what the schedule plans for each target of an item."""
        key = id(commitment)
        if key not in self._plans:
            self._plans[key] = bind_plan(commitment, self.wording, self.year)
        return self._plans[key]

    def bounds(self, commitment: Commitment) -> tuple[Bound, ...]:
        """Return the reported fact for each target of an item."""
        key = id(commitment)
        if key not in self._bounds:
            self._bounds[key] = bind_report(commitment, self.wording, self.year, self.day)
        return self._bounds[key]

    def opinion(self, commitment: Commitment) -> Opinion:
        """Return the second opinion on an item; the schedule of the year is asked if it lies on the desk too."""
        plans = self.schedule.get(commitment.number or "", ())
        return second_opinion(commitment, self.wording, year=self.year, on=self.day, plans=plans)

    @cached_property
    def schedule(self) -> Mapping[str, Sequence[Binding]]:
        """The plans of this year's schedules among the other documents, by item number."""
        found: dict[str, Sequence[Binding]] = {}
        for other in self.others:
            if other.masthead.year != self.year or other is self.document:
                continue
            desk = Case(other, self.options)
            for commitment in desk.planned:
                if commitment.number:
                    found[commitment.number] = (*found.get(commitment.number, ()), *desk.plans(commitment))
        return found
