"""Mail through a real server in a process of its own."""

from __future__ import annotations

import socket
from datetime import timedelta
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from xushi_web.accounts.contacts import keep_email
from xushi_web.accounts.models import Appointment
from xushi_web.accounts.models import Post as Position
from xushi_web.jobs.models import Job, JobState
from xushi_web.jobs.working import run_waiting
from xushi_web.notifications.actions import choose_mail, mark_read
from xushi_web.notifications.models import MailMode, Notification
from xushi_web.notifications.tasks import collect_daily_mail, collect_mail, send_mail, tell_of_failed_jobs

from .conftest import Post, Tell


def subject(mail: Message) -> str:
    return str(make_header(decode_header(mail["Subject"])))


def body(mail: Message) -> str:
    content = mail.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()


def send() -> None:
    collect_mail.call()
    run_waiting()


def test_all_that_is_new_comes_in_one_mail(post: Post, told: Tell, clerk: User) -> None:
    told(clerk)
    told(clerk, thing="2 老年助餐点")
    send()
    send()
    (mail,) = post.mails
    assert (subject(mail), mail["To"]) == ("【序时】2条新消息", "clerk@tracker.example")
    assert body(mail) == (
        "已丢弃“1 新建幼儿园”。\nhttps://tracker.example/workbench/messages/?about=1\n\n"
        "已丢弃“2 老年助餐点”。\nhttps://tracker.example/workbench/messages/?about=1\n\n"
        "此邮件由系统自动发出，请勿回复。全部消息，以及改为每天一封或不发邮件："
        "https://tracker.example/workbench/messages/\n"
    )
    assert mail["Auto-Submitted"] == "auto-generated"


def test_one_message_is_the_subject_itself(post: Post, told: Tell, clerk: User) -> None:
    told(clerk)
    send()
    assert subject(post.mails[0]) == "【序时】已丢弃“1 新建幼儿园”。"


def test_what_was_read_on_the_page_is_not_mailed(post: Post, told: Tell, clerk: User) -> None:
    told(clerk)
    mark_read(actor=clerk)
    send()
    assert post.mails == []


def test_what_is_old_is_no_news(post: Post, told: Tell, clerk: User) -> None:
    told(clerk)
    Notification.objects.update(created_at=timezone.now() - timedelta(days=4))
    send()
    assert post.mails == []


def test_mail_can_be_had_once_a_day_or_not_at_all(post: Post, told: Tell, clerk: User, office: User) -> None:
    keep_email(office, "office@tracker.example")
    choose_mail(actor=clerk, person=clerk, mode=MailMode.DAILY)
    choose_mail(actor=office, person=office, mode=MailMode.OFF)
    told(clerk, office)
    send()
    assert post.mails == []
    collect_daily_mail.call()
    run_waiting()
    assert [mail["To"] for mail in post.mails] == ["clerk@tracker.example"]


def test_without_a_server_or_an_address_nothing_is_sent(post: Post, told: Tell, clerk: User, settings: Any) -> None:
    nobody = User.objects.create_user("nobody")
    told(nobody)
    send()
    settings.MAIL = None
    told(clerk)
    send()
    send_mail.call(person=clerk.pk)
    assert (post.mails, Job.objects.count()) == ([], 0)


def test_a_server_that_is_away_is_tried_again_and_then_all_comes_in_one_mail(
    post: Post, told: Tell, clerk: User, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # bound, but nobody listens
        post.use(settings, port=unused.getsockname()[1])
        told(clerk)
        send()
    job = Job.objects.get()
    assert (job.state, job.tries, job.error) == (
        JobState.WAITING, 1, "ConnectionRefusedError: [Errno 111] Connection refused"
    )  # fmt: skip
    assert caplog.records
    told(clerk, thing="2 老年助餐点")
    collect_mail.call()
    assert Job.objects.count() == 1
    post.use(settings)
    run_waiting(now=job.run_after)
    assert [subject(mail) for mail in post.mails] == ["【序时】2条新消息"]


def test_a_refusal_of_the_server_is_kept_for_the_administrator(
    post: Post, told: Tell, clerk: User, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    post.use(settings, password="wrong")  # noqa: S106 - that is the point
    told(clerk)
    send()
    keep_email(clerk, "gone@tracker.example")
    post.use(settings)
    told(clerk)
    first = Job.objects.get()
    assert first.error == "SMTPAuthenticationError: (535, b'5.7.8 Authentication credentials invalid')"
    run_waiting(now=first.run_after)
    assert Job.objects.get().error.startswith("SMTPRecipientsRefused: {'gone@tracker.example': (550,")
    assert Notification.objects.get().mailed_at is None
    assert caplog.records


def test_a_mail_that_is_sent_twice_is_the_same_mail(post: Post, told: Tell, clerk: User) -> None:
    told(clerk)
    send()
    Notification.objects.update(mailed_at=None)  # as if the worker had been killed before it could note it
    send_mail.call(person=clerk.pk)
    first, second = (mail["Message-ID"] for mail in post.mails)
    assert first == second == f"<{Notification.objects.get().pk.hex}.{clerk.pk}@tracker.example>"


def test_a_title_with_a_line_break_makes_no_header_of_its_own(post: Post, told: Tell, clerk: User) -> None:
    told(clerk, thing="甲\nBcc: all@tracker.example")
    send()
    (mail,) = post.mails
    assert mail["Bcc"] is None
    assert subject(mail) == "【序时】已丢弃“甲 Bcc: all@tracker.example”。"


def test_failed_jobs_are_told_to_the_system_administrator_once(city: object, clerk: User) -> None:  # noqa: ARG001
    Appointment.objects.create(user=clerk, post=Position.SYSTEM)
    now = timezone.now()
    Job.objects.create(
        key="mail:7",
        task="x",
        state=JobState.FAILED,
        run_after=now,
        enqueued_at=now,
        finished_at=now,
        error="TimeoutError",
    )
    tell_of_failed_jobs.call()
    tell_of_failed_jobs.call()
    assert [str(row) for row in Notification.objects.all()] == ["后台任务“mail:7”失败：TimeoutError"]
