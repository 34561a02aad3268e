from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client

from xushi_web.accounts.models import Appointment, Post

from . import tasks


@pytest.fixture
def done() -> Iterator[list[str]]:
    """What the task `note` was given."""
    tasks.DONE.clear()
    yield tasks.DONE
    tasks.DONE.clear()


@pytest.fixture
def system_administrator(db: None) -> User:  # noqa: ARG001 - opens the database
    user = User.objects.create_user("system-administrator")
    Appointment.objects.create(user=user, post=Post.SYSTEM)
    return user


@pytest.fixture
def system_client(system_administrator: User) -> Client:
    client = Client()
    client.force_login(system_administrator)
    return client
