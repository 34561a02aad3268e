"""What a unit is asked to confirm, and how far a dispatch is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet

from xushi_web.accounts.queries import governments_of_office, units_of
from xushi_web.agencies.models import Agency
from xushi_web.dispatches.models import Confirmation, ConfirmationState, Dispatch, DispatchState, Dispute
from xushi_web.programmes.duties import Duty, duties_of
from xushi_web.programmes.models import Milestone, Target

#: A unit that still owes an answer, or is still owed one.
OPEN = (ConfirmationState.AWAITING, ConfirmationState.DISPUTED)


@dataclass(frozen=True, slots=True)
class Asked:
    """One item that a unit is asked to confirm, with its figures and its quarters."""

    duty: Duty
    targets: Sequence[Target]
    milestones: Sequence[Milestone]
    dispute: Dispute | None = None

    def in_words(self) -> dict[str, Any]:
        """Return what the unit was shown, to be kept with its answer."""
        commitment = self.duty.commitment
        return {
            "commitment": str(commitment.pk),
            "number": commitment.number,
            "text": commitment.text,
            "role": self.duty.role.value,
            "targets": [target.text for target in self.targets],
            "milestones": {milestone.period: milestone.text for milestone in self.milestones},
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """How many units have answered how."""

    asked: int
    confirmed: int
    disputed: int
    settled: int

    @property
    def awaiting(self) -> int:
        """Units that have said nothing yet."""
        return self.asked - self.confirmed - self.disputed - self.settled

    @property
    def answered(self) -> int:
        """Units that have said something."""
        return self.asked - self.awaiting


def dispatches_of(user: User) -> QuerySet[Dispatch]:
    """Return the dispatches of the governments whose office `user` is of, with how many units answered how."""
    counts = {state: Count("confirmations", filter=Q(confirmations__state=state)) for state in ConfirmationState.values}
    rows = Dispatch.objects.filter(government__in=governments_of_office(user))
    return rows.select_related("programme", "government").annotate(asked=Count("confirmations"), **counts)


def confirmations_of(user: User) -> QuerySet[Confirmation]:
    """Return what the units of `user` are or were asked, what is still to be answered first."""
    rows = Confirmation.objects.filter(agency__in=units_of(user)).exclude(dispatch__state=DispatchState.RECALLED)
    return rows.select_related("dispatch__programme", "agency").order_by("-dispatch__sent_at")


def progress_of(dispatch: Dispatch) -> Progress:
    """Return how many units have answered (one query)."""
    states = list(dispatch.confirmations.values_list("state", flat=True))
    s = ConfirmationState
    return Progress(len(states), *(states.count(state) for state in (s.CONFIRMED, s.DISPUTED, s.SETTLED)))


def asked_of(confirmation: Confirmation) -> list[Asked]:
    """Return what a unit is asked to confirm, as it stands in the tracker now (seven queries)."""
    duties = duties_of(confirmation.dispatch.programme).get(confirmation.agency, [])
    return with_figures(duties, confirmation.disputes.select_related("answered_by"))


def with_figures(duties: Sequence[Duty], disputes: Iterable[Dispute] = ()) -> list[Asked]:
    """Return items with their figures and quarters (two queries)."""
    keys = [duty.commitment.pk for duty in duties]
    targets: dict[object, list[Target]] = {}
    for target in Target.objects.in_force().filter(commitment__in=keys, milestone=None, report=None):
        targets.setdefault(target.commitment_id, []).append(target)
    milestones: dict[object, list[Milestone]] = {}
    for milestone in Milestone.objects.current().filter(commitment__in=keys).order_by("period", "order"):
        milestones.setdefault(milestone.commitment_id, []).append(milestone)
    said = {dispute.commitment_id: dispute for dispute in disputes}
    return [
        Asked(
            duty,
            targets.get(duty.commitment.pk, ()),
            milestones.get(duty.commitment.pk, ()),
            said.get(duty.commitment.pk),
        )
        for duty in duties
    ]


def not_yet_asked(dispatch: Dispatch) -> list[Agency]:
    """Return the units that have got something to do in the list since it was sent out."""
    asked = set(dispatch.confirmations.values_list("agency", flat=True))
    return [unit for unit in duties_of(dispatch.programme) if unit.pk not in asked]


def is_overdue(dispatch: Dispatch, today: date) -> bool:
    """Tell whether the day until which units should have answered is past while the dispatch is out."""
    return dispatch.state == DispatchState.SENT and dispatch.due_on < today
