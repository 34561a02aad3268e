"""The invented city's year in the tracker, and a reader."""

from __future__ import annotations

import pytest
from django.test import Client

from xushi_web.agencies.models import Government
from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Commitment, Programme

from ..conftest import Take
from ..invented import breakdown, bulletin, schedule


@pytest.fixture
def told(accepted: Take) -> SourceDocument:
    """Take in a breakdown, a schedule and a bulletin of one year, and return the bulletin."""
    accepted(breakdown())
    accepted(schedule())
    return accepted(bulletin())


@pytest.fixture
def government(told: SourceDocument) -> Government:
    assert told.government
    return told.government


@pytest.fixture
def programme(told: SourceDocument) -> Programme:
    return Programme.objects.get(government=told.government)


@pytest.fixture
def behind(programme: Programme) -> Commitment:
    """The commitment to build kindergartens, which is behind."""
    return Commitment.objects.get(programme=programme, number="1")


@pytest.fixture
def reader() -> Client:
    return Client()


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())
