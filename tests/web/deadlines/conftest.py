"""Deadlines of the tests' own beside those of the parts, and the cast of a reporting period."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.deadlines import queries
from xushi_web.deadlines.registry import Deadline

DUE = date(2025, 4, 8)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> list[Deadline]:
    """What is open: this list and nothing else."""
    rows: list[Deadline] = []
    monkeypatch.setattr(queries, "OFFERS", [lambda _government, _today: rows])
    return rows


@pytest.fixture
def bureau(city: Government) -> Agency:
    return Agency.objects.create(government=city, name="市教育局")


@pytest.fixture
def clerk(bureau: Agency) -> User:
    return _person("clerk", Post.CLERK, bureau)


@pytest.fixture
def head(bureau: Agency) -> User:
    return _person("head", Post.HEAD, bureau)


def _person(name: str, post: Post, agency: Agency) -> User:
    user = User.objects.create_user(name)
    Appointment.objects.create(user=user, post=post, government=agency.government, agency=agency)
    return user
