from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.utils.translation import gettext_lazy
from icalendar import Calendar

from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.agencies.models import Agency
from xushi_web.audit.models import AuditEntry
from xushi_web.deadlines.actions import end_calendar, renew_calendar
from xushi_web.deadlines.models import CalendarAddress
from xushi_web.deadlines.registry import Deadline

from .conftest import DUE


@pytest.fixture(autouse=True)
def open_things(bureau: Agency, offered: list[Deadline], settings: Any) -> list[Deadline]:
    settings.SITE_ADDRESS, settings.ADDRESS_GIVEN = "https://tracker.example", True
    offered.append(
        Deadline(
            key="report:1",
            what=gettext_lazy("填报“%(report)s”（%(period)s）"),
            values={"report": "1 新建幼儿园，学位3600个；" + "很长的名称" * 20, "period": "第一季度"},
            due=DUE,
            link="/workbench/reports/1/",
            agency=bureau,
        )
    )
    return offered


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def fetch(token: str) -> Any:
    return Client().get(f"/workbench/calendar/{token}.ics")


def test_a_calendar_program_reads_what_a_person_has_to_do(clerk: User, open_things: list[Deadline]) -> None:
    answer = fetch(renew_calendar(actor=clerk, person=clerk))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    (event,) = events(answer.content)
    assert event["summary"] == open_things[0].in_words()
    assert (event.start, event.end) == (DUE, DUE + timedelta(days=1))
    assert event["url"] == "https://tracker.example/workbench/reports/1/"
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [timedelta(days=-1)]
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75


def test_a_deadline_that_moves_stays_the_same_event(clerk: User, open_things: list[Deadline]) -> None:
    token = renew_calendar(actor=clerk, person=clerk)
    (before,) = events(fetch(token).content)
    first = open_things[0]
    open_things[0] = Deadline(
        key=first.key, what=first.what, values=first.values, due=date(2025, 5, 1), link=first.link, agency=first.agency
    )
    (after,) = events(fetch(token).content)
    assert before["uid"] == after["uid"]
    assert after.start == date(2025, 5, 1)


def test_the_secret_itself_is_not_kept_and_renewing_ends_the_old_one(clerk: User) -> None:
    first = renew_calendar(actor=clerk, person=clerk)
    second = renew_calendar(actor=clerk, person=clerk)
    assert (fetch(first).status_code, fetch(second).status_code) == (404, 200)
    assert second not in str(CalendarAddress.objects.values().get())
    assert [(entry.tag, entry.details) for entry in AuditEntry.objects.all()] == [("calendar:renewed", {})] * 2


def test_it_can_be_ended_and_ends_with_the_account(clerk: User, head: User) -> None:
    of_clerk, of_head = (renew_calendar(actor=user, person=user) for user in (clerk, head))
    end_calendar(actor=clerk, person=clerk)
    User.objects.filter(pk=head.pk).update(is_active=False)
    assert (fetch(of_clerk).status_code, fetch(of_head).status_code) == (404, 404)


def test_everybody_has_their_own_and_nobody_anothers(clerk: User, office: User, visitor: AnonymousUser) -> None:
    for actor in (office, visitor, System("test")):
        with pytest.raises(NotAllowed, match=r"^日历地址只能由本人生成。$"):
            renew_calendar(actor=actor, person=clerk)
        with pytest.raises(NotAllowed, match=r"^日历地址只能由本人停用。$"):
            end_calendar(actor=actor, person=clerk)


def test_the_page_lists_what_is_open_and_shows_a_new_address_once(clerk: User) -> None:
    client = Client()
    client.force_login(clerk)
    page = client.get("/workbench/deadlines/").content.decode()
    assert "1 新建幼儿园" in page
    assert "逾期" in page
    made = client.post("/workbench/deadlines/calendar/").content.decode()
    address = made.split('id="address">')[1].split("<")[0]
    assert address.startswith("https://tracker.example/workbench/calendar/")
    assert fetch(address.split("/")[-1].removesuffix(".ics")).status_code == 200
    assert address not in client.get("/workbench/deadlines/").content.decode()
    assert "日历地址已停用。" in client.post("/workbench/deadlines/calendar/end/", follow=True).content.decode()
    assert Client().get("/workbench/deadlines/").status_code == 302
