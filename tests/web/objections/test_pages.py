from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.accounts.models import Post
from xushi_web.objections.actions import file_objection
from xushi_web.objections.models import Objection
from xushi_web.reporting.models import UnitReport

from ..conftest import OfUnit
from .conftest import GROUNDS


def page(client: Client, name: str, *args: object, status: int = 200, **data: Any) -> str:
    address = reverse(f"workbench:{name}", args=args)
    answer = client.post(address, data, follow=True) if data else client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def today(report: UnitReport) -> UnitReport:
    """The report as judged today."""
    UnitReport.objects.filter(pk=report.pk).update(judged_at=timezone.now())
    report.refresh_from_db()
    return report


def test_from_the_verdict_to_another(today: UnitReport, head: User, office_client: Client, colleague: User) -> None:
    client, other = signed_in(head), signed_in(colleague)
    assert reverse("workbench:file-objection", args=[today.pk]) in page(client, "objections")
    assert "开工数不足" in page(client, "file-objection", today.pk)
    assert "复核申请已提交，督查室将由另一位同事办理。" in page(client, "file-objection", today.pk, grounds=GROUNDS)
    key = Objection.objects.get().pk
    sentence = "作出判定的人不能复核自己的判定，请督查室另一位同事办理。"
    assert sentence in page(office_client, "objection", key)
    assert sentence in page(office_client, "take-objection", key, status=403, x="y")
    assert "已受理。" in page(other, "take-objection", key, x="y")
    shown = page(other, "uphold-objection", key, status=422, reason="经核查属实")
    assert "请选择改判为哪一档。" in shown
    assert "经核查属实</textarea>" in shown
    assert "已支持，判定已更改。" in page(other, "uphold-objection", key, reason="经核查属实", verdict="on_pace")
    assert "经核查属实" in page(client, "objection", key)


def test_an_objection_is_dismissed_or_withdrawn(today: UnitReport, head: User, colleague: User) -> None:
    row = file_objection(actor=head, report=today, grounds=GROUNDS)
    other, client = signed_in(colleague), signed_in(head)
    page(other, "take-objection", row.pk, x="y")
    assert "已维持原判定。" in page(other, "dismiss-objection", row.pk, reason="许可日期在四月")
    shown = page(other, "dismiss-objection", row.pk, status=409, reason="再写一次")
    assert "您刚才填写的内容没有提交" in shown
    second = file_objection(actor=head, report=today, grounds=GROUNDS)
    assert "已撤回复核申请。" in page(client, "withdraw-objection", second.pk, x="y")


def test_others_do_not_see_it_and_a_clerk_does_not_object(
    today: UnitReport, head: User, other_client: Client, of_unit: OfUnit
) -> None:
    row = file_objection(actor=head, report=today, grounds=GROUNDS)
    stranger = signed_in(of_unit("市民政局", Post.HEAD))
    for client in (other_client, stranger):
        page(client, "objection", row.pk, status=404)
        page(client, "file-objection", today.pk, status=404)
        for name in ("take", "uphold", "dismiss", "withdraw"):
            page(client, f"{name}-objection", row.pk, status=404, reason="x", verdict="on_pace")
    clerk = signed_in(of_unit("市教育局", Post.CLERK))
    assert "只有“市教育局”的负责人可以申请复核。" in page(clerk, "file-objection", today.pk, status=403)
    assert GROUNDS in page(clerk, "objection", row.pk)


def test_an_empty_or_late_objection_keeps_what_was_typed(today: UnitReport, head: User) -> None:
    client = signed_in(head)
    assert "请写明申请复核的理由" in page(client, "file-objection", today.pk, status=422, grounds=" ")
    UnitReport.objects.filter(pk=today.pk).update(judged_at=timezone.now() - timedelta(days=20))
    shown = page(client, "file-objection", today.pk, status=422, grounds=GROUNDS)
    assert "届满。" in shown
    assert GROUNDS in shown


def test_the_list_marks_what_is_overdue(today: UnitReport, head: User, office_client: Client) -> None:
    file_objection(actor=head, report=today, grounds=GROUNDS)
    assert "已逾期" not in page(office_client, "objections")
    Objection.objects.update(due_on=timezone.localdate() - timedelta(days=1))
    assert "已逾期" in page(office_client, "objections")
