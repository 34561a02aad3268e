from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.notices.actions import Wording, draft_notice
from xushi_web.notices.models import Colour, Notice
from xushi_web.programmes.models import Commitment

from ..conftest import Take
from ..invented import breakdown

NOW = datetime(2024, 10, 21, 9, 0, tzinfo=timezone.get_default_timezone())
DEADLINE = date(2024, 11, 4)

Draft = Callable[..., Notice]


def wording(colour: Colour = Colour.YELLOW, deadline: date = DEADLINE) -> Wording:
    return Wording(colour, "开工数比计划少2所。", "月底前全部开工，并报送整改情况。", deadline)


@pytest.fixture
def school(accepted: Take) -> Commitment:
    accepted(breakdown())
    return Commitment.objects.get(number="1")


@pytest.fixture
def colleague(city: Government) -> User:
    """A second person of the same office."""
    user = User.objects.create_user("colleague")
    Appointment.objects.create(user=user, post=Post.OFFICE, government=city)
    return user


@pytest.fixture
def draft(school: Commitment, office: User) -> Draft:
    """Draft a notice to the education bureau, or to another unit with a part in the schools."""

    def make(colour: Colour = Colour.YELLOW, unit: str = "市教育局") -> Notice:
        agency = Agency.objects.get(name=unit)
        return draft_notice(actor=office, commitment=school, agency=agency, wording=wording(colour), now=NOW)

    return make
