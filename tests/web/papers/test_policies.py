"""Who may take which paper, and who may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Model

from xushi_web.accounts.actors import Actor
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.notices.models import Notice
from xushi_web.papers.kinds import KINDS
from xushi_web.programmes.models import Programme

from ..conftest import OfUnit

Allowed = Callable[[str, Model], set[str]]


@pytest.fixture
def offices(office: User, other_office: User) -> dict[str, Actor]:
    return {"office": office, "other office": other_office}


@pytest.fixture
def allowed(
    notice: Notice, offices: dict[str, Actor], leader: User, of_unit: OfUnit, visitor: AnonymousUser
) -> Allowed:
    """Return the names of those who may take a paper about a thing."""
    assert notice
    people = offices | {
        "leader": leader,
        "clerk": of_unit("市教育局"),
        "head": of_unit("市教育局", Post.HEAD),
        "stranger": of_unit("市民政局"),
        "visitor": visitor,
    }
    return lambda kind, thing: {name for name, person in people.items() if KINDS[kind].may(person, thing)}


def test_everybody_takes_what_is_public_of_a_list(allowed: Allowed, programme: Programme) -> None:
    for kind in ("breakdown", "schedule", "ballot-result"):
        assert len(allowed(kind, programme)) == 7


def test_only_the_office_prints_ballot_papers(allowed: Allowed, programme: Programme) -> None:
    assert allowed("ballot", programme) == {"office"}


def test_a_notice_is_for_the_office_the_unit_and_leaders(allowed: Allowed, notice: Notice) -> None:
    assert allowed("notice", notice) == {"office", "leader", "clerk", "head"}


def test_a_draft_of_a_notice_is_for_the_office(allowed: Allowed, notice: Notice) -> None:
    Notice.objects.filter(pk=notice.pk).update(state="cancelled", number=None)
    notice.refresh_from_db()
    assert allowed("notice", notice) == {"office"}


def test_a_task_list_is_for_the_unit_and_the_office(allowed: Allowed, education: Agency) -> None:
    assert allowed("tasks", education) == {"office", "clerk", "head"}


@pytest.mark.parametrize("kind", ["assessment", "brief"])
def test_assessment_and_brief_are_for_office_and_leaders(allowed: Allowed, city: Government, kind: str) -> None:
    assert allowed(kind, city) == {"office", "leader"}
