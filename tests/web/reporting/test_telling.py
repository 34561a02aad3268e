"""Who is told what while a period runs."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User

from xushi_web.notifications.models import Notification
from xushi_web.reporting.actions import extend_period, give_back, pass_up, submit
from xushi_web.reporting.models import ReportingPeriod, UnitReport

from .conftest import DUE, NOW


def told(user: User) -> list[str]:
    return [str(row) for row in Notification.objects.filter(person=user).order_by("id")]


def test_units_learn_that_a_period_is_opened_and_moved(
    clerk: User, supporter: User, office: User, other_office: User, period: ReportingPeriod
) -> None:
    extend_period(actor=office, period=period, due_at=DUE + timedelta(days=1), reason="清明放假")
    for user in (clerk, supporter):
        assert told(user) == [
            f"“{period}”开始填报，2024-04-08 09:00截止",
            f"“{period}”的截止时间改为2024-04-09 09:00：清明放假",
        ]
    assert told(office) == told(other_office) == []


def test_the_head_learns_what_waits_and_the_unit_what_came_back(
    filled: UnitReport, clerk: User, head: User, office: User, stranger: User
) -> None:
    Notification.objects.all().delete()
    pass_up(actor=clerk, report=filled)
    assert told(head) == [f"“{filled}”等您审核（第一季度）"]
    submit(actor=head, report=filled, now=NOW)
    give_back(actor=office, report=filled, reason="与上期矛盾")
    assert told(clerk) == [f"“{filled}”被督查室退回：与上期矛盾"]
    assert Notification.objects.filter(person=clerk).get().link == f"/workbench/reports/{filled.pk}/"
    assert told(stranger) == []
