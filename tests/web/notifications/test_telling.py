from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from xushi_web.accounts.actors import NotAllowed
from xushi_web.audit.models import AuditEntry
from xushi_web.notifications.actions import Line, choose_mail, mark_read, tell
from xushi_web.notifications.models import MailMode, Notification
from xushi_web.notifications.queries import mail_mode_of, unread_count

from .conftest import Tell


def test_a_person_is_told_a_thing_once(told: Tell, clerk: User) -> None:
    told(clerk)
    told(clerk, clerk)
    row = Notification.objects.get()
    assert (row.person, str(row), row.link) == (clerk, "已丢弃“1 新建幼儿园”。", "/workbench/messages/?about=1")


def test_it_is_read_in_the_language_of_the_reader(told: Tell, clerk: User) -> None:
    with override("en"):
        told(clerk, lines=[Line("清单", "/workbench/")])
        row = Notification.objects.get()
        assert (row.subject, row.text, row.more) == (
            "已丢弃“%(title)s”。", "“1 新建幼儿园” was discarded.", [("Lists", "/workbench/")]
        )  # fmt: skip


def test_nobody_is_told_what_they_did_themselves_or_after_they_left(told: Tell, clerk: User, office: User) -> None:
    gone = User.objects.create_user("gone", is_active=False)
    assert told(clerk, office, gone, actor=office) == 1
    assert list(Notification.objects.values_list("person", flat=True)) == [clerk.pk]


def test_what_was_not_done_is_not_told(told: Tell, clerk: User) -> None:
    with transaction.atomic():
        told(clerk)
        transaction.set_rollback(True)
    assert not Notification.objects.exists()


@pytest.mark.parametrize("link", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:x"])
def test_a_link_stays_on_this_site(told: Tell, clerk: User, link: str) -> None:
    with pytest.raises(ValueError, match=f"^not an address of this site: {link}$"):
        told(clerk, link=link)
    with pytest.raises(ValueError, match=f"^not an address of this site: {link}$"):
        told(clerk, lines=[Line("x", link)])


@pytest.mark.django_db(transaction=True)
def test_people_are_told_in_a_transaction_only(office: User) -> None:
    with pytest.raises(transaction.TransactionManagementError):
        tell(actor=office, people=[], subject="x", link="/", government=None, key="x")


def test_telling_a_hundred_costs_one_statement(told: Tell, city: object) -> None:  # noqa: ARG001 - opens the database
    people = User.objects.bulk_create([User(username=f"p{number}") for number in range(100)])
    with CaptureQueriesContext(
        connection,
    ) as statements:
        told(*people)
    assert len([query for query in statements if query["sql"].startswith("INSERT")]) == 1
    assert Notification.objects.count() == 100


def test_the_bar_counts_what_is_unread_and_the_page_shows_it(told: Tell, clerk: User, clerk_client: Client) -> None:
    told(clerk)
    told(clerk, thing="2 老年助餐点")
    page = clerk_client.get("/workbench/messages/").content.decode()
    assert 'aria-label="消息，2条未读"' in page
    assert page.index("2 老年助餐点") < page.index("1 新建幼儿园")


def test_following_a_message_reads_it(told: Tell, clerk: User, clerk_client: Client) -> None:
    told(clerk)
    answer = clerk_client.get(f"/workbench/messages/{Notification.objects.get().pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/workbench/messages/?about=1")
    assert unread_count(clerk) == 0
    assert "条未读" not in clerk_client.get("/workbench/messages/").content.decode()


def test_another_persons_message_is_not_there(told: Tell, clerk: User, office: User, office_client: Client) -> None:
    told(clerk)
    row = Notification.objects.get()
    assert office_client.get(f"/workbench/messages/{row.pk}/").status_code == 404
    assert "1 新建幼儿园" not in office_client.get("/workbench/messages/").content.decode()
    assert mark_read(actor=office, notification=row) == 0
    assert Client().get("/workbench/messages/").status_code == 302


def test_all_are_read_at_once(told: Tell, clerk: User, clerk_client: Client) -> None:
    told(clerk)
    told(clerk, thing="2")
    clerk_client.post("/workbench/messages/read/")
    assert unread_count(clerk) == 0


def test_a_person_chooses_their_own_mail(clerk: User, clerk_client: Client) -> None:
    assert mail_mode_of(clerk) == MailMode.SOON
    page = clerk_client.post("/workbench/messages/mail/", {"mode": "daily"}, follow=True).content.decode()
    assert "已保存。" in page
    assert mail_mode_of(clerk) == MailMode.DAILY
    assert AuditEntry.objects.get().details == {"before": "soon", "after": "daily"}


def test_and_nobody_anothers(clerk: User, office: User, administrator: User, visitor: Any, system: Any) -> None:
    for actor in (office, administrator, visitor, system):
        with pytest.raises(NotAllowed, match=r"^邮件通知方式只能由本人选择。$"):
            choose_mail(actor=actor, person=clerk, mode=MailMode.OFF)
    assert mail_mode_of(clerk) == MailMode.SOON


def test_another_way_of_mail_is_refused(clerk_client: Client) -> None:
    page = clerk_client.post("/workbench/messages/mail/", {"mode": "鸽子"}, follow=True).content.decode()
    assert "没有“鸽子”这种邮件通知方式，请从列出的几种里选择。" in page
