"""A list with its schedule, three quarters judged, and a notice on what is behind."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.utils import timezone

from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.bulletins.models import Bulletin, CorrectionNotice
from xushi_web.notices.actions import Wording, draft_notice, issue_notice
from xushi_web.notices.models import Colour, Notice
from xushi_web.papers.kinds import KINDS, Options
from xushi_web.papers.paper import Paper
from xushi_web.programmes.models import Commitment, Programme, Target
from xushi_web.progress.models import BallotResult
from xushi_web.reporting.actions import open_period
from xushi_web.reporting.models import Figure, ReportingPeriod, ReportState, UnitReport

from ..conftest import Take
from ..invented import breakdown, schedule

NOW = datetime(2024, 10, 21, 9, 0, tzinfo=timezone.get_default_timezone())
TODAY = date(2024, 10, 21)
JUDGED = {
    "1": ("behind", "已开工6所，建成5所。", "两处用地尚未交付。正在协调。"),
    "2": ("on_pace", "建成助餐点33个，完成家庭改造410户。", ""),
    "3": ("completed", "完成农村公路88公里，改造危桥15座。", ""),
    "4": ("on_pace", "更新公交车48辆，优化线路16条。", ""),
}


@pytest.fixture
def leader(city: Government) -> User:
    user = User.objects.create_user("mayor")
    Appointment.objects.create(user=user, post=Post.LEADER, government=city)
    return user


@pytest.fixture
def programme(accepted: Take, city: Government) -> Programme:
    accepted(breakdown())
    accepted(schedule())
    return Programme.objects.get(government=city)


@pytest.fixture
def education(programme: Programme) -> Agency:
    return Agency.objects.get(government=programme.government, name="市教育局")


@pytest.fixture
def period(programme: Programme, office: User) -> ReportingPeriod:
    """Half a year and then three quarters, in which the schools fell behind."""
    half = _open(programme, office, "2024-01/2024-06", "上半年", NOW - timedelta(days=100))
    half.reports.update(state=ReportState.JUDGED, verdict="on_pace", narrative="按计划推进。")
    row = _open(programme, office, "2024-01/2024-09", "前三季度", NOW - timedelta(days=10))
    for number, (verdict, narrative, difficulties) in JUDGED.items():
        UnitReport.objects.filter(reporting_period=row, commitment__number=number).update(
            state=ReportState.JUDGED,
            verdict=verdict,
            narrative=narrative,
            difficulties=difficulties,
            submitted_at=row.due_at - timedelta(days=1),
        )
    report = UnitReport.objects.get(reporting_period=row, commitment__number="1")
    target = Target.objects.in_force().get(commitment=report.commitment, text="12所")
    Figure.objects.create(
        government=row.government,
        report=report,
        period=row.period,
        written="5所",
        value=5,
        unit="所",
        of=target.of,
        promised=target.text,
    )
    return row


@pytest.fixture
def draft(period: ReportingPeriod, education: Agency, office: User) -> Notice:
    commitment = Commitment.objects.get(programme=period.programme, number="1")
    wording = Wording(Colour.YELLOW, "建成数比计划少3所。\n两处用地没有交付。", "月底前全部开工。", date(2024, 11, 4))
    return draft_notice(actor=office, commitment=commitment, agency=education, wording=wording, now=NOW)


@pytest.fixture
def notice(draft: Notice, office: User) -> Notice:
    issue_notice(actor=office, notice=draft, now=NOW)
    return draft


@pytest.fixture
def papers(notice: Notice, programme: Programme, education: Agency, city: Government) -> dict[str, Paper]:
    voted(programme)
    bulletin = Bulletin(title="2024年市民生实事前三季度推进情况通报", issuing_body="云川市人民政府督查室")
    things: dict[type[Model], Model] = {
        Programme: programme,
        Notice: notice,
        Agency: education,
        Government: city,
        CorrectionNotice: CorrectionNotice(bulletin=bulletin, before="33个", after="32个", reason="重复计算1个"),
    }
    return {name: kind.paper(things[kind.about], Options(2024)) for name, kind in KINDS.items()}


def voted(programme: Programme) -> None:
    for row in Commitment.objects.filter(programme=programme):
        BallotResult.objects.create(
            government=row.government, document=row.document, commitment=row, yes=280 + int(row.number), no=5, abstain=3
        )


def _open(programme: Programme, office: User, period: str, title: str, now: datetime) -> ReportingPeriod:
    due = now + timedelta(days=7)
    return open_period(actor=office, programme=programme, period=period, title=title, due_at=due, now=now)
