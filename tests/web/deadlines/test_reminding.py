from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy

from xushi_web.accounts.models import Post
from xushi_web.agencies.actions import found_government
from xushi_web.agencies.models import Agency, Government
from xushi_web.deadlines.models import Reminder
from xushi_web.deadlines.registry import Deadline
from xushi_web.deadlines.tasks import remind, remind_government
from xushi_web.jobs.models import Job
from xushi_web.jobs.working import run_waiting
from xushi_web.notifications.models import Notification

from .conftest import DUE


@pytest.fixture
def schools(bureau: Agency, offered: list[Deadline]) -> Deadline:
    deadline = Deadline(
        key="report:1",
        what=gettext_lazy("填报“%(report)s”（%(period)s）"),
        values={"report": "1 新建幼儿园", "period": "第一季度"},
        due=DUE,
        link="/workbench/reports/1/",
        agency=bureau,
    )
    offered.append(deadline)
    return deadline


def remind_on(day: date, government: Government) -> None:
    remind_government.call(government=str(government.pk), today=day.isoformat())


def told(person: User) -> list[tuple[str, list[str]]]:
    rows = Notification.objects.filter(person=person).order_by("id")
    return [(row.text, [text for text, _link in row.more]) for row in rows]


def test_a_person_is_reminded_before_on_and_after_the_day_until_it_is_done(
    city: Government, clerk: User, schools: Deadline, offered: list[Deadline]
) -> None:
    for days in range(-10, 6):
        remind_on(DUE + timedelta(days=days), city)
        remind_on(DUE + timedelta(days=days), city)
    offered.clear()
    remind_on(DUE + timedelta(days=6), city)
    line = "填报“1 新建幼儿园”（第一季度），2025-04-08截止"
    soon = ("1项工作即将到期", [line])
    assert told(clerk) == [
        soon, soon, soon,
        ("1项工作要办，其中1项已逾期", [f"{line}，已逾期2天"]),
        ("1项工作要办，其中1项已逾期", [f"{line}，已逾期4天"]),
    ]  # fmt: skip
    assert list(Reminder.objects.order_by("id").values_list("step", flat=True)) == [7, 1, 0, -2, -4]
    assert schools.in_words() == "填报“1 新建幼儿园”（第一季度）"


def test_all_of_a_person_comes_in_one_message(
    city: Government, clerk: User, schools: Deadline, offered: list[Deadline]
) -> None:
    offered.append(replace(schools, key="report:2", due=DUE - timedelta(days=3)))
    offered.append(replace(schools, key="report:3", due=DUE + timedelta(days=300)))
    remind_on(DUE, city)
    ((subject, lines),) = told(clerk)
    assert subject == "2项工作要办，其中1项已逾期"
    assert lines == [
        "填报“1 新建幼儿园”（第一季度），2025-04-05截止，已逾期3天",
        "填报“1 新建幼儿园”（第一季度），2025-04-08截止",
    ]


def test_a_day_on_which_nothing_ran_is_made_up_for_once(city: Government, clerk: User, schools: Deadline) -> None:
    remind_on(DUE + timedelta(days=9), city)
    assert schools.key
    assert [subject for subject, _lines in told(clerk)] == ["1项工作要办，其中1项已逾期"]


def test_a_deadline_that_was_extended_is_reminded_of_anew(
    city: Government, clerk: User, schools: Deadline, offered: list[Deadline]
) -> None:
    remind_on(DUE, city)
    offered[0] = replace(schools, due=DUE + timedelta(days=10))
    remind_on(DUE, city)
    remind_on(DUE + timedelta(days=10), city)
    assert len(told(clerk)) == 2


def test_it_reaches_those_it_concerns_and_nobody_else(
    city: Government, clerk: User, head: User, schools: Deadline, offered: list[Deadline]
) -> None:
    for name, place in (("office", city), ("other-office", found_government("石桥市"))):
        User.objects.create_user(name).appointments.create(post=Post.OFFICE, government=place)
    offered.append(replace(schools, key="approve", posts=(Post.HEAD,)))
    offered.append(replace(schools, key="close", agency=None))
    offered.append(replace(schools, key="own", agency=None, person=clerk))
    gone = User.objects.create_user("gone", is_active=False)
    gone.appointments.create(post=Post.CLERK, government=city, agency=schools.agency)
    remind_on(DUE, city)
    counts = {user.username: len(lines) for user in User.objects.all() for _subject, lines in told(user)}
    assert counts == {"clerk": 2, "head": 2, "office": 1}
    assert head.username in counts


def test_every_government_is_a_job_once_a_day(city: Government, other_city: Government) -> None:
    remind.call()
    remind.call()
    today = timezone.localdate().isoformat()
    assert set(Job.objects.values_list("key", flat=True)) == {
        f"remind:{city.pk}:{today}", f"remind:{other_city.pk}:{today}"
    }  # fmt: skip
    assert run_waiting() == 2
