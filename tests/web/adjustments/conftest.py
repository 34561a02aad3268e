from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from xushi_web.accounts.models import Appointment, Post
from xushi_web.adjustments.actions import propose_adjustment
from xushi_web.adjustments.models import Adjustment
from xushi_web.agencies.models import Government
from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Target

from ..conftest import Take
from ..invented import breakdown, schedule

REASON, BASIS = "用地审批推迟", "云川市人民政府专题会议纪要〔2024〕12号"


@pytest.fixture
def document(accepted: Take) -> SourceDocument:
    """The governing document; the schedule is there too."""
    row = accepted(breakdown())
    accepted(schedule())
    return row


@pytest.fixture
def colleague(city: Government) -> User:
    """A second person of the same office."""
    user = User.objects.create_user("colleague")
    Appointment.objects.create(user=user, post=Post.OFFICE, government=city)
    return user


@pytest.fixture
def schools(document: SourceDocument) -> Target:
    """The promise of twelve kindergartens."""
    return Target.objects.get(document=document, text="12所", milestone=None)


@pytest.fixture
def proposal(schools: Target, office: User) -> Adjustment:
    return propose_adjustment(actor=office, target=schools, written="10所", reason=REASON, basis=BASIS)
