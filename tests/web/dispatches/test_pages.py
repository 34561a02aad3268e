from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.accounts.models import Appointment, Post
from xushi_web.dispatches.actions import recall_dispatch
from xushi_web.dispatches.models import Dispatch
from xushi_web.programmes.models import Commitment, Programme

from ..conftest import OfUnit
from .conftest import of


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, name: str, *args: object, status: int = 200, **data: Any) -> str:
    """Open a page (or post to it, where there is data) and return what is shown in the end."""
    address = reverse(f"workbench:{name}", args=args)
    answer = client.post(address, data, follow=True) if data else client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_office_sends_and_sees_to_whom(office_client: Client, programme: Programme) -> None:
    shown = page(office_client, "send-dispatch", programme.pk)
    assert "下发给 7 个单位" in shown
    today = timezone.localdate().isoformat()
    shown = page(office_client, "send-dispatch", programme.pk, matter="schedule", due_on=today, request="请核对")
    assert "已下发，各单位登录后即可确认。" in shown
    assert Dispatch.objects.get().request == "请核对"


def test_a_refused_form_keeps_what_was_typed(office_client: Client, programme: Programme) -> None:
    given: dict[str, Any] = {"matter": "schedule", "due_on": "2020-01-01", "request": "请核对节点"}
    shown = page(office_client, "send-dispatch", programme.pk, status=422, **given)
    assert "确认期限 2020-01-01 已经过去，请填写今天或以后的日期。" in shown
    assert "请核对节点" in shown
    assert not Dispatch.objects.exists()


def test_a_unit_confirms_all_with_one_click(dispatch: Dispatch, of_unit: OfUnit) -> None:
    client, row = signed_in(of_unit("市教育局")), of(dispatch, "市教育局")
    assert str(dispatch) in page(client, "dispatches")
    shown = page(client, "confirmation", row.pk)
    assert "累计开工8所" in shown
    assert "新改建农村公路" not in shown
    client.post(reverse("workbench:confirm", args=[row.pk]))
    assert of(dispatch, "市教育局").state == "confirmed"
    assert "撤回答复，重新确认" in page(client, "confirmation", row.pk)


def test_a_unit_disputes_and_the_office_answers(dispatch: Dispatch, of_unit: OfUnit, office_client: Client) -> None:
    client, row = signed_in(of_unit("市教育局")), of(dispatch, "市教育局")
    typed: dict[str, Any] = {f"dispute-{Commitment.objects.get(number='1').pk}": "应为10所"}
    shown = page(client, "confirm", row.pk, status=422, **typed)
    assert "您在 1 项下填写了异议：要提出，请点“提交异议”；没有异议，请清空后再确认。" in shown
    assert "应为10所</textarea>" in shown
    assert "异议已提交，督查室答复后会显示在这里。" in page(client, "dispute", row.pk, **typed)
    assert "应为10所" in page(office_client, "dispatch", dispatch.pk)
    said = row.disputes.get()
    shown = page(office_client, "answer-dispute", said.pk, status=422, answer="同意")
    assert "请选择采纳还是不采纳。" in shown
    assert "同意</textarea>" in shown
    page(office_client, "answer-dispute", said.pk, answer="同意", outcome="accepted")
    assert "同意" in page(client, "confirmation", row.pk)
    assert of(dispatch, "市教育局").state == "settled"


def test_what_was_typed_too_late_is_shown_to_be_copied(dispatch: Dispatch, of_unit: OfUnit, office: User) -> None:
    client, row = signed_in(of_unit("市教育局")), of(dispatch, "市教育局")
    client.post(reverse("workbench:confirm", args=[row.pk]))
    typed: dict[str, Any] = {f"dispute-{Commitment.objects.get(number='1').pk}": "应为10所"}
    shown = page(client, "dispute", row.pk, status=409, **typed)
    assert "您刚才填写的内容没有提交" in shown
    assert "应为10所" in shown
    recall_dispatch(actor=office, dispatch=dispatch, reason="重发")
    assert "撤回答复" not in page(client, "confirmation", row.pk)


def test_others_do_not_see_it_and_a_leader_sees_but_does_not_act(
    dispatch: Dispatch, of_unit: OfUnit, other_client: Client
) -> None:
    row = of(dispatch, "市教育局")
    of_other_unit = signed_in(of_unit("市财政局", Post.HEAD))
    for client in (of_other_unit, other_client):
        page(client, "confirmation", row.pk, status=404)
        page(client, "dispatch", dispatch.pk, status=404)
        for name in ("confirm", "dispute", "take-back-confirmation"):
            page(client, name, row.pk, status=404, x="y")
        for name in ("close-dispatch", "recall-dispatch", "extend-dispatch"):
            page(client, name, dispatch.pk, status=404, reason="y")
    leader = User.objects.create_user("leader")
    Appointment.objects.create(user=leader, post=Post.LEADER, government=dispatch.government)
    client = signed_in(leader)
    assert "提前定稿" not in page(client, "dispatch", dispatch.pk)
    shown = page(client, "close-dispatch", dispatch.pk, status=403, reason="y")
    assert "只有督查室可以定稿。" in shown
    assert "全部确认" not in page(client, "confirmation", row.pk)


@pytest.mark.parametrize("name", ["dispatches", "dispatch", "send-dispatch", "confirmation", "confirm"])
def test_a_visitor_is_asked_to_sign_in(client: Client, dispatch: Dispatch, name: str) -> None:
    key = of(dispatch, "市教育局").pk if name.startswith("confirm") else dispatch.pk
    address = reverse(f"workbench:{name}", args=[] if name == "dispatches" else [key])
    answer = client.post(address) if name == "confirm" else client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("workbench:login"))


def test_units_that_came_later_are_asked_from_the_page(dispatch: Dispatch, office_client: Client) -> None:
    of(dispatch, "市民政局").delete()
    assert "下发以后新增的责任单位：市民政局" in page(office_client, "dispatch", dispatch.pk)
    page(office_client, "extend-dispatch", dispatch.pk, x="y")
    assert of(dispatch, "市民政局").state == "awaiting"


def test_the_number_of_queries_does_not_grow_with_units(
    dispatch: Dispatch, office_client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(22):
        page(office_client, "dispatch", dispatch.pk)
    with django_assert_max_num_queries(22):
        page(office_client, "dispatches")
