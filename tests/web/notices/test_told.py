"""Who is told of a notice, until when it is due for whom, and its evidence."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.models import Agency
from xushi_web.attachments.actions import attach
from xushi_web.attachments.errors import Unsuitable
from xushi_web.deadlines.queries import deadlines_of
from xushi_web.notices.actions import answer_notice, close_notice, issue_notice, receive_notice, return_notice
from xushi_web.notices.models import Notice
from xushi_web.notifications.models import Notification

from ..attachments.made import PDF
from .conftest import DEADLINE, NOW, Draft


@pytest.fixture
def unit_clerk(draft: Draft, other_office: User) -> User:
    bureau = draft().agency
    user = User.objects.create_user("unit-clerk")
    Appointment.objects.create(user=user, post=Post.CLERK, government=bureau.government, agency=bureau)
    assert other_office.username
    return user


@pytest.fixture
def notice(unit_clerk: User, office: User) -> Notice:
    row = Notice.objects.get()
    issue_notice(actor=office, notice=row, now=NOW)
    assert unit_clerk.pk
    return row


def told(user: User) -> list[str]:
    return [str(row) for row in Notification.objects.filter(person=user).order_by("id")]


def due(user: User) -> list[str]:
    rows = deadlines_of(user, NOW.date())
    assert {row.due for row in rows} <= {DEADLINE}
    return [row.in_words() for row in rows]


def test_each_side_is_told_and_owes_what_is_its_turn(notice: Notice, unit_clerk: User, office: User) -> None:
    matter, number = notice.commitment, str(notice)
    assert due(unit_clerk) == [f"签收“{number}”并整改：{matter}"]
    receive_notice(actor=unit_clerk, notice=notice, now=NOW)
    assert due(unit_clerk) == [f"报送“{number}”的整改情况：{matter}"]
    answer_notice(actor=unit_clerk, notice=notice, text="已开工。", now=NOW)
    assert (due(unit_clerk), due(office)) == ([], [f"审核“{number}”的整改情况：{matter}"])
    return_notice(actor=office, notice=notice, reason="没有照片", now=NOW)
    assert (due(unit_clerk), due(office)) == ([f"继续整改被退回的“{number}”：{matter}"], [])
    answer_notice(actor=unit_clerk, notice=notice, text="补照片。", now=NOW)
    close_notice(actor=office, notice=notice, now=NOW)
    assert due(unit_clerk) == due(office) == []
    assert told(unit_clerk) == [
        f"“{number}”已下发，请签收，并在2024-11-04前整改：{matter}",
        f"“{number}”的整改被退回：没有照片",
        f"“{number}”已销号：{matter}",
    ]
    assert told(office) == [f"{notice.agency}报送了“{number}”的整改情况：{matter}"] * 2


def test_evidence_is_added_while_the_unit_acts(notice: Notice, unit_clerk: User, tmp_path: Any, settings: Any) -> None:
    settings.ATTACHMENTS = tmp_path
    with pytest.raises(Unsuitable) as refused:
        attach(actor=unit_clerk, thing=notice, name="现场.pdf", data=PDF)
    assert str(refused.value) == f"“{notice}”待签收，现在不能增减佐证材料；整改期间可以。"
    receive_notice(actor=unit_clerk, notice=notice, now=NOW)
    assert attach(actor=unit_clerk, thing=notice, name="现场.pdf", data=PDF).owner_kind == "notice"
    assert Agency.objects.filter(pk=notice.agency_id).exists()
