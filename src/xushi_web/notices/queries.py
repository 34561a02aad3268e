"""Which notices there are, and which are overdue."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import User
from django.db.models import QuerySet

from xushi_web.accounts.queries import governments_of_office, units_of
from xushi_web.agencies.models import Agency
from xushi_web.notices.models import WITH_UNIT, Notice, NoticeState
from xushi_web.programmes.duties import duties_of
from xushi_web.programmes.models import Commitment, Role


def notices_of_office(user: User) -> QuerySet[Notice]:
    """Return the notices of the governments whose office `user` is of."""
    return _shown(Notice.objects.filter(government__in=governments_of_office(user)))


def notices_of_units(user: User) -> QuerySet[Notice]:
    """Return the notices that were issued to the units of `user`."""
    rows = Notice.objects.filter(agency__in=units_of(user))
    return _shown(rows.exclude(state__in=(NoticeState.DRAFTED, NoticeState.CANCELLED)))


def units_for(commitment: Commitment) -> list[Agency]:
    """Return the units that can be put a notice on `commitment`: those that have a part in it, lead first."""
    parts = [
        (duty.role == Role.SUPPORTING, unit)
        for unit, duties in duties_of(commitment.programme).items()
        for duty in duties
        if duty.commitment == commitment
    ]
    return [unit for _supports, unit in sorted(parts, key=lambda part: part[0])]


def days_over(notice: Notice, today: date) -> int:
    """Return by how many days the deadline is past while the unit has not answered; 0 when it is not."""
    late = (today - notice.deadline).days
    return late if late > 0 and notice.state in WITH_UNIT else 0


def _shown(rows: QuerySet[Notice]) -> QuerySet[Notice]:
    return rows.select_related("commitment__programme", "agency", "government", "drafted_by")
