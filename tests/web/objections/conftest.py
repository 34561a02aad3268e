from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.models import Government
from xushi_web.objections.actions import file_objection
from xushi_web.objections.models import Objection
from xushi_web.programmes.models import Programme
from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import Texts, judge_report, open_period, submit, verify, write
from xushi_web.reporting.models import UnitReport

from ..conftest import OfUnit, Take
from ..invented import breakdown

NOW = datetime(2024, 4, 1, 9, 0, tzinfo=timezone.get_default_timezone())
JUDGED = NOW + timedelta(days=10)
GROUNDS = "三月底已开工5所，附施工许可。"


@pytest.fixture
def head(accepted: Take, of_unit: OfUnit) -> User:
    """The head of the education bureau."""
    accepted(breakdown())
    return of_unit("市教育局", Post.HEAD)


@pytest.fixture
def report(head: User, office: User) -> UnitReport:
    """The report on the schools, judged by `office` to be behind."""
    period = open_period(
        actor=office,
        programme=Programme.objects.get(),
        period="2024-Q1",
        title="第一季度",
        due_at=NOW + timedelta(days=7),
        now=NOW,
    )
    row = UnitReport.objects.get(reporting_period=period, commitment__number="1")
    write(actor=head, report=row, revision=0, texts=Texts("部分学校正在选址。"), figures=[])
    row.refresh_from_db()
    submit(actor=head, report=row, now=NOW)
    verify(actor=office, report=row, now=NOW)
    judge_report(actor=office, report=row, verdict=Grade.BEHIND, reason="开工数不足", now=JUDGED)
    return row


@pytest.fixture
def colleague(city: Government) -> User:
    """A second person of the same office."""
    user = User.objects.create_user("colleague")
    Appointment.objects.create(user=user, post=Post.OFFICE, government=city)
    return user


@pytest.fixture
def objection(report: UnitReport, head: User) -> Objection:
    return file_objection(actor=head, report=report, grounds=GROUNDS, now=JUDGED)
