"""Who is told of an objection, until when it is to be decided, and its evidence."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from xushi_web.accounts.actors import NotAllowed
from xushi_web.attachments.actions import attach
from xushi_web.attachments.errors import Unsuitable
from xushi_web.deadlines.queries import deadlines_of
from xushi_web.notifications.models import Notification
from xushi_web.objections.actions import dismiss_objection, take_objection
from xushi_web.objections.models import Objection

from ..attachments.made import PDF
from .conftest import JUDGED


def told(user: User) -> str:
    return str(Notification.objects.filter(person=user).latest("id"))


def test_office_and_unit_are_told_and_the_office_owes_a_decision(
    objection: Objection, head: User, office: User, colleague: User
) -> None:
    report, unit = objection.report, objection.report.agency
    day = objection.due_on
    assert told(office) == f"{unit}申请复核“{report}”的判定，{day}前办结"
    open_period_and_objection = [(row.in_words(), row.due) for row in deadlines_of(office, JUDGED.date())]
    assert (f"办结{unit}的复核申请：{report}", day) in open_period_and_objection
    take_objection(actor=colleague, objection=objection, now=JUDGED + timedelta(days=1))
    assert told(head) == f"对“{report}”的复核申请已受理"
    dismiss_objection(actor=colleague, objection=objection, reason="许可在四月", now=JUDGED + timedelta(days=2))
    assert told(head) == f"对“{report}”的复核维持原判定：许可在四月"
    assert all(row.due != day for row in deadlines_of(office, JUDGED.date()))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.ATTACHMENTS = tmp_path
    return tmp_path


def test_the_unit_adds_evidence_until_it_is_decided(
    objection: Objection, head: User, office: User, colleague: User
) -> None:
    assert attach(actor=head, thing=objection, name="许可.pdf", data=PDF).owner_kind == "objection"
    with pytest.raises(NotAllowed):
        attach(actor=office, thing=objection, name="许可.pdf", data=PDF)
    take_objection(actor=colleague, objection=objection, now=JUDGED)
    dismiss_objection(actor=colleague, objection=objection, reason="许可在四月", now=JUDGED)
    with pytest.raises(Unsuitable) as refused:
        attach(actor=head, thing=objection, name="许可2.pdf", data=PDF + b"\n")
    assert str(refused.value) == "这件复核申请已办结（维持原判定），不能再增减佐证材料。"
