"""The cast of a reporting period: education leads item 1, finance supports it, civil affairs has no part in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actions import appoint
from xushi_web.accounts.actors import Actor, System
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.programmes.models import Programme
from xushi_web.reporting.actions import Texts, open_period, submit, verify, write
from xushi_web.reporting.figures import Given
from xushi_web.reporting.models import ReportingPeriod, UnitReport

from ..conftest import Take
from ..invented import breakdown, schedule

NOW = datetime(2024, 4, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DUE = NOW + timedelta(days=7)

Person = Callable[[str, Post, str], User]


@pytest.fixture
def programme(accepted: Take, city: Government) -> Programme:
    accepted(breakdown())
    accepted(schedule())
    return Programme.objects.get(government=city)


@pytest.fixture
def person(city: Government, system: System) -> Person:
    """Make somebody who holds a post in a unit."""

    def make(name: str, post: Post, unit: str) -> User:
        user = User.objects.create_user(name)
        appoint(actor=system, user=user, post=post, agency=Agency.objects.get(government=city, name=unit))
        return user

    return make


@pytest.fixture
def period(programme: Programme, office: User) -> ReportingPeriod:
    return open_period(actor=office, programme=programme, period="2024-Q1", title="第一季度", due_at=DUE, now=NOW)


@pytest.fixture
def report(period: ReportingPeriod) -> UnitReport:
    """The report on item 1, the schools."""
    return UnitReport.objects.get(reporting_period=period, commitment__number="1")


@pytest.fixture
def clerk(programme: Programme, person: Person) -> User:  # noqa: ARG001 - the units come with the documents
    return person("clerk", Post.CLERK, "市教育局")


@pytest.fixture
def head(programme: Programme, person: Person) -> User:  # noqa: ARG001
    return person("head", Post.HEAD, "市教育局")


@pytest.fixture
def supporter(programme: Programme, person: Person) -> User:  # noqa: ARG001
    return person("finance", Post.CLERK, "市财政局")


@pytest.fixture
def stranger(programme: Programme, person: Person) -> User:  # noqa: ARG001
    """The head of a unit that has no part in item 1."""
    return person("civil-affairs", Post.HEAD, "市民政局")


@pytest.fixture
def filled(report: UnitReport, clerk: User) -> UnitReport:
    return write(
        actor=clerk,
        report=report,
        revision=0,
        texts=Texts("新建学校已开工3所，其余正在选址。", next_steps="二季度全部开工。"),
        figures=[Given("公办幼儿园", "12所", "3", "")],
    )


@pytest.fixture
def submitted(filled: UnitReport, head: User) -> UnitReport:
    submit(actor=head, report=filled, now=NOW)
    return filled


@pytest.fixture
def verified(submitted: UnitReport, office: User) -> UnitReport:
    verify(actor=office, report=submitted, now=NOW)
    return submitted


@pytest.fixture
def outsiders(stranger: User, supporter: User, other_office: User, visitor: AnonymousUser) -> list[Actor]:
    """Those who may not fill the report on item 1."""
    return [stranger, supporter, other_office, visitor]
