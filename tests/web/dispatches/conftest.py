from __future__ import annotations

from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from xushi_web.agencies.models import Agency
from xushi_web.dispatches.actions import send_dispatch
from xushi_web.dispatches.models import Confirmation, Dispatch, Matter
from xushi_web.programmes.models import Programme

from ..conftest import Take
from ..invented import breakdown, schedule

NOW = datetime(2024, 3, 18, 9, 0, tzinfo=timezone.get_default_timezone())
DUE = date(2024, 3, 25)


@pytest.fixture
def programme(accepted: Take) -> Programme:
    """The list of the invented city, with the counties of 各县区."""
    accepted(breakdown())
    accepted(schedule())
    group = Agency.objects.get(name="各县区")
    for name in ("青山县", "绿水区"):
        group.members.add(Agency.objects.create(government=group.government, name=name))
    return Programme.objects.get()


@pytest.fixture
def dispatch(programme: Programme, office: User) -> Dispatch:
    return send_dispatch(actor=office, programme=programme, matter=Matter.SCHEDULE, due_on=DUE, now=NOW)


def of(dispatch: Dispatch, unit: str) -> Confirmation:
    """Return the confirmation of a unit as it stands now."""
    return Confirmation.objects.get(dispatch=dispatch, agency__name=unit)
