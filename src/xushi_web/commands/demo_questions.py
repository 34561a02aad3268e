"""What the demonstration plays between deputies, the office and the units: followed items and three questions.

One was answered, graded and published, one waits for a unit, one for the office, so that each of them finds something.
"""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from xushi_web.accounts.models import Post
from xushi_web.questions.actions import (
    approve_answer,
    ask,
    close_question,
    follow,
    publish_question,
    release_answer,
    route_question,
    write_answer,
)
from xushi_web.questions.models import Contentment
from xushi_web.reporting.models import ReportingPeriod, UnitReport


def play_questions(office: User, deputy: User, period: ReportingPeriod) -> None:
    """Let the deputy follow and ask about what units of the cast reported in `period`."""
    reports = period.reports.select_related("commitment", "agency").order_by("commitment__order")
    of_cast = list(reports.filter(agency__appointments__post=Post.HEAD).distinct())
    for report in list(reports)[:3]:
        follow(actor=deputy, commitment=report.commitment)
    if not of_cast:
        return
    _answered(office, deputy, of_cast[0])
    _waiting_for_unit(office, deputy, of_cast[-1])
    _waiting_for_office(deputy, of_cast[len(of_cast) // 2])


def _answered(office: User, deputy: User, report: UnitReport) -> None:
    """Ask, answer, grade and publish, as it would have gone in the past weeks."""
    asked = timezone.now() - timedelta(days=30)
    question = ask(
        actor=deputy,
        commitment=report.commitment,
        text="群众关心这项工作的具体点位和完成时间，请说明目前完成到哪一步、余下部分怎样安排。",
        shows_name=True,
        now=asked,
    )
    due = timezone.localdate(asked) + timedelta(days=14)
    route_question(actor=office, question=question, agency=report.agency, due_on=due, now=asked + timedelta(days=1))
    text = "已完成部分和进度见本项前三季度的填报。余下点位已排出逐月计划，由分管负责人每周调度，年底前全部完成。"
    write_answer(actor=_of_unit(report, Post.CLERK), question=question, text=text)
    approve_answer(actor=_of_unit(report, Post.HEAD), question=question)
    release_answer(actor=office, question=question, now=asked + timedelta(days=9))
    close_question(actor=deputy, question=question, contentment=Contentment.SATISFIED, now=asked + timedelta(days=12))
    publish_question(actor=office, question=question, now=asked + timedelta(days=13))


def _waiting_for_unit(office: User, deputy: User, report: UnitReport) -> None:
    asked = timezone.now() - timedelta(days=9)
    text = "这项工作与年初计划相比有哪些变化，是否影响年底完成？"
    question = ask(actor=deputy, commitment=report.commitment, text=text, now=asked)
    due = timezone.localdate() + timedelta(days=5)
    route_question(actor=office, question=question, agency=report.agency, due_on=due, now=asked + timedelta(days=1))


def _waiting_for_office(deputy: User, report: UnitReport) -> None:
    text = "请问验收由谁组织，代表能否参加？"
    ask(actor=deputy, commitment=report.commitment, text=text, now=timezone.now() - timedelta(days=1))


def _of_unit(report: UnitReport, post: Post) -> User:
    return User.objects.get(appointments__agency=report.agency, appointments__post=post)
