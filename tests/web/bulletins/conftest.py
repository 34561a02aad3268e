"""A quarter that was judged: the schools are behind, the others are not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User

from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.models import Government
from xushi_web.bulletins.actions import draft_bulletin, edit_paragraph, propose_bulletin, release_bulletin
from xushi_web.bulletins.gathering import Choice, choices_of
from xushi_web.bulletins.models import Bulletin, Paragraph, Part
from xushi_web.programmes.models import Programme
from xushi_web.reporting.actions import open_period
from xushi_web.reporting.models import ReportingPeriod, ReportState, UnitReport

from ..conftest import Take
from ..invented import breakdown

NOW = datetime(2024, 10, 12, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = date(2024, 10, 18)
JUDGED = {
    "1": ("behind", "已开工6所，完成投资1.2亿元", "两处用地尚未交付"),
    "2": ("on_pace", "建成助餐点33个，完成家庭改造410户。", ""),
    "3": ("completed", "完成农村公路88公里，改造危桥15座，全年任务已完成。", ""),
    "4": ("on_pace", "更新公交车48辆，优化线路16条。", ""),
}
HALF = {"1": "on_pace", "2": "behind", "3": "on_pace", "4": "on_pace"}

Edit = Callable[[str, str, str, str], None]


@pytest.fixture
def colleague(city: Government) -> User:
    """A second person of the same office."""
    user = User.objects.create_user("colleague")
    Appointment.objects.create(user=user, post=Post.OFFICE, government=city)
    return user


@pytest.fixture
def programme(accepted: Take, city: Government) -> Programme:
    accepted(breakdown())
    return Programme.objects.get(government=city)


@pytest.fixture
def period(programme: Programme, office: User) -> ReportingPeriod:
    """Three quarters, judged; half a year before it, judged otherwise."""
    half = _open(programme, office, "2024-01/2024-06", "上半年", NOW - timedelta(days=90))
    for number, verdict in HALF.items():
        _judge(half, number, verdict, "按计划推进。", "")
    three = _open(programme, office, "2024-01/2024-09", "前三季度", NOW)
    for number, (verdict, narrative, difficulties) in JUDGED.items():
        _judge(three, number, verdict, narrative, difficulties)
    return three


@pytest.fixture
def choice(period: ReportingPeriod) -> Choice:
    return next(one for one in choices_of(period.programme) if one.reporting_period == period)


@pytest.fixture
def bulletin(choice: Choice, office: User) -> Bulletin:
    return draft_bulletin(actor=office, choice=choice, now=NOW)


@pytest.fixture
def proposed(bulletin: Bulletin, office: User) -> Bulletin:
    propose_bulletin(actor=office, bulletin=bulletin, today=TODAY, now=NOW)
    return bulletin


@pytest.fixture
def released(proposed: Bulletin, colleague: User) -> Bulletin:
    release_bulletin(actor=colleague, bulletin=proposed, today=TODAY, now=NOW)
    return proposed


@pytest.fixture
def edit(bulletin: Bulletin, office: User) -> Edit:
    """Replace words in a paragraph by hand."""

    def change(part: str, key: str, old: str, new: str) -> None:
        bulletin.refresh_from_db()
        row = Paragraph.objects.get(bulletin=bulletin, part=part, key=key)
        assert old in row.text
        text = row.text.replace(old, new)
        edit_paragraph(actor=office, paragraph=row, text=text, revision=bulletin.revision)
        bulletin.refresh_from_db()

    return change


def texts_of(bulletin: Bulletin, part: Part) -> list[str]:
    return list(bulletin.paragraphs.filter(part=part).values_list("text", flat=True))


def _open(programme: Programme, office: User, period: str, title: str, now: datetime) -> ReportingPeriod:
    due = now + timedelta(days=7)
    return open_period(actor=office, programme=programme, period=period, title=title, due_at=due, now=now)


def _judge(period: ReportingPeriod, number: str, verdict: str, narrative: str, difficulties: str) -> None:
    UnitReport.objects.filter(reporting_period=period, commitment__number=number).update(
        state=ReportState.JUDGED, verdict=verdict, narrative=narrative, difficulties=difficulties
    )
