"""The year that the demonstration plays: people with their posts, and a quarter that was reported and judged.

Everything goes through the actions a person would take, so the audit trail, the history and the pages are as real as
the documents. The reports are those of the sample bulletin of the third quarter.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from xushi_web.accounts.actions import appoint, create_account
from xushi_web.accounts.actors import System
from xushi_web.accounts.models import FirstPassword, Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.commands.demo_errata import play_errata
from xushi_web.commands.demo_follow_up import follow_up
from xushi_web.commands.demo_questions import play_questions
from xushi_web.programmes.models import Programme, ProgrammeKind
from xushi_web.programmes.nodes import target_nodes
from xushi_web.progress.models import Grade, ProgressReport
from xushi_web.reporting.actions import (
    Texts,
    close_period,
    give_back,
    judge_report,
    open_period,
    publish_period,
    submit,
    verify,
    write,
)
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.figures import Given, proposals
from xushi_web.reporting.models import ReportingPeriod, ReportState, UnitReport
from xushi_web.reporting.reckoning import targets_of

_SYSTEM = System("demo")
_PERIOD = "{year}-01/{year}-09"
#: Of so many reports each, one is left at the stage before the last: returned, awaiting, only handed in.
_LEFT = 9


@transaction.atomic
def play_year(government: Government) -> None:
    """Make the cast and let it report, unless that was done before."""
    programme = (
        Programme.objects.of(government)
        .filter(kind=ProgrammeKind.LIVELIHOOD, commitments__reports__period__endswith="-09")
        .annotate(items=Count("commitments"))
        .order_by("-year", "-items")
        .first()
    )
    if programme is None or ReportingPeriod.objects.filter(programme=programme).exists():
        return
    office, colleague, deputy = _cast(government, programme)
    period = _third_quarter(office, programme)
    follow_up(office, colleague, period)
    play_questions(office, deputy, period)
    play_errata(office, programme)
    _whole_year(office, programme)


def _cast(government: Government, programme: Programme) -> tuple[User, User, User]:
    """Return two of the office and a deputy; beside them there are two units, a leader and three administrators."""
    office = _person("督查室-李敏", Post.OFFICE, government=government)
    colleague = _person("督查室-周航", Post.OFFICE, government=government)
    units = Agency.objects.filter(
        assignments__commitment__programme=programme, assignments__role="lead", is_group=False
    ).annotate(leads=Count("assignments"))
    for unit in units.order_by("-leads", "name")[:2]:
        _person(f"{unit.name}-联络员", Post.CLERK, agency=unit)
        _person(f"{unit.name}-负责人", Post.HEAD, agency=unit)
    _person("领导-市长", Post.LEADER, government=government)
    deputy = _person("代表-陈静", Post.DEPUTY, government=government)
    for post in (Post.SYSTEM, Post.SECURITY, Post.AUDIT):
        _person(str(post.label), post)
    return office, colleague, deputy


def _person(name: str, post: Post, *, government: Government | None = None, agency: Agency | None = None) -> User:
    user, _secret = create_account(actor=_SYSTEM, username=name)
    FirstPassword.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    appoint(actor=_SYSTEM, user=user, post=post, government=government, agency=agency)
    return user


def _third_quarter(office: User, programme: Programme) -> ReportingPeriod:
    """Report, verify and judge what the bulletin of the third quarter says, and publish it."""
    code = _PERIOD.format(year=programme.year)
    opened = datetime(programme.year, 9, 25, 9, 0, tzinfo=timezone.get_default_timezone())
    due = datetime(programme.year, 10, 10, 17, 30, tzinfo=timezone.get_default_timezone())
    period = open_period(actor=office, programme=programme, period=code, title="前三季度", due_at=due, now=opened)
    told = {
        row.commitment_id: row
        for row in ProgressReport.objects.current().filter(commitment__programme=programme, period=code)
    }
    for order, report in enumerate(_reports(period)):
        bulletin = told.get(report.commitment_id)
        if bulletin is None or not bulletin.narrative:
            continue
        _fill(office, report, bulletin.narrative)
        late = timedelta(days=2) if order % _LEFT == 1 else timedelta()
        submit(actor=office, report=report, now=due - timedelta(days=1) + late)
        verify(actor=office, report=report, now=due + timedelta(days=2))
        _judge(office, report, Grade(bulletin.verdict or Grade.ON_PACE), due + timedelta(days=3))
    close_period(actor=office, period=period)
    publish_period(actor=office, period=period, now=due + timedelta(days=5))
    return period


def _whole_year(office: User, programme: Programme) -> None:
    """Open the last period: most have nothing yet, some are handed in, one is returned."""
    now = timezone.now()
    period = open_period(
        actor=office,
        programme=programme,
        period=str(programme.year),
        title="全年",
        due_at=now + timedelta(days=5),
        now=now - timedelta(days=9),
    )
    for order, report in enumerate(_reports(period)[: 2 * _LEFT]):
        before = UnitReport.objects.filter(commitment=report.commitment, state=ReportState.JUDGED).first()
        if order % 3 != 2 or before is None:
            continue
        _fill(office, report, before.narrative)
        submit(actor=office, report=report, now=now - timedelta(days=1))
        if order == 2:
            give_back(actor=office, report=report, reason="与前三季度的文字完全相同，请按年底情况重新填写。")


def _reports(period: ReportingPeriod) -> list[UnitReport]:
    rows = period.reports.select_related("reporting_period__programme__scale", "commitment", "agency", "government")
    return list(rows.order_by("commitment__order"))


def _fill(office: User, report: UnitReport, narrative: str) -> None:
    found = proposals(
        narrative,
        report.commitment.text,
        target_nodes(targets_of(report.commitment)),
        year=report.commitment.year,
        period=report.reporting_period.period,
    )
    figures = [
        Given(row.target.of or "", row.target.text, row.fact.text, row.period, place=(row.place.start, row.place.end))
        for row in found
    ]
    try:
        write(actor=office, report=report, revision=report.revision, texts=Texts(narrative), figures=figures)
    except Incomplete:  # a figure that the form would have asked about; the words are kept without it
        write(actor=office, report=report, revision=report.revision, texts=Texts(narrative))


def _judge(office: User, report: UnitReport, verdict: Grade, now: datetime) -> None:
    try:
        judge_report(actor=office, report=report, verdict=verdict, now=now)
    except Incomplete:
        judge_report(actor=office, report=report, verdict=verdict, reason="按现场核查情况判定。", now=now)
