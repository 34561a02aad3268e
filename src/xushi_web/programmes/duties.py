"""Which units have to do something for a list, and what: assignments with groups taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from xushi_web.agencies.models import Agency
from xushi_web.programmes.models import Applicability, Assignment, Commitment, Programme, Role

_WEIGHT = {Role.LEAD: 0, Role.SOLE: 1, Role.SUPPORTING: 2}


@dataclass(frozen=True, slots=True)
class Duty:
    """A unit's part in a commitment; `through` is the group (各县区) that the document names instead of the unit."""

    commitment: Commitment
    role: Role
    through: Agency | None = None


def duties_of(programme: Programme) -> dict[Agency, list[Duty]]:
    """Return what each unit has to do for a list, in the order of the document (three queries).

    A group stands for its members, and a unit that was reorganised for its successor; a group without members
    stands for itself. A unit that is named twice has its heavier part. Items of others and withdrawn ones are nobody's.
    """
    units = {unit.pk: unit for unit in Agency.objects.of(programme.government).prefetch_related("members")}
    result: dict[Agency, dict[Commitment, Duty]] = {}
    for row in _assignments(programme):
        named = units[row.agency_id]
        for unit in _doers(named, units):
            duty = Duty(row.commitment, Role(row.role), named if named.is_group and unit != named else None)
            duties = result.setdefault(unit, {})
            before = duties.get(row.commitment)
            if before is None or _WEIGHT[duty.role] < _WEIGHT[before.role]:
                duties[row.commitment] = duty
    return {unit: list(duties.values()) for unit, duties in result.items()}


def _assignments(programme: Programme) -> Iterable[Assignment]:
    rows = Assignment.objects.of(programme.government).in_force().filter(commitment__programme=programme)
    rows = rows.filter(commitment__withdrawn=False).exclude(commitment__applicability=Applicability.NOT_OURS)
    found: Iterable[Assignment] = rows.select_related("commitment").order_by("commitment__order", "order")
    return found


def _doers(unit: Agency, units: dict[UUID, Agency], seen: frozenset[UUID] = frozenset()) -> Iterator[Agency]:
    """Yield the units that `unit` stands for; a circle of groups or successors ends where it began."""
    if unit.pk in seen:
        return
    seen |= {unit.pk}
    members = list(unit.members.all()) if unit.is_group else []
    if members:
        for member in members:
            yield from _doers(units[member.pk], units, seen)
    elif unit.successor_id and unit.successor_id not in seen:
        yield from _doers(units[unit.successor_id], units, seen)
    else:
        yield unit
