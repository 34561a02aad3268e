from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.models import Post
from xushi_web.adjustments.models import Adjustment
from xushi_web.programmes.models import Commitment, Target

from ..conftest import OfUnit
from .conftest import BASIS, REASON


def page(client: Client, name: str, *args: object, status: int = 200, **data: Any) -> str:
    address = reverse(f"workbench:{name}", args=args)
    answer = client.post(address, data, follow=True) if data else client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_from_the_figures_to_the_approved_change(office_client: Client, schools: Target, colleague: User) -> None:
    shown = page(office_client, "figures", schools.commitment_id)
    assert reverse("workbench:propose-adjustment", args=[schools.pk]) in shown
    assert "12所" in page(office_client, "propose-adjustment", schools.pk)
    given: dict[str, Any] = {"written": "10所", "sentence": "", "reason": REASON, "basis": BASIS}
    shown = page(office_client, "propose-adjustment", schools.pk, **given)
    assert "已提出，须由督查室另一位同事审批。" in shown
    key = Adjustment.objects.get().pk
    assert "您是提出人，须由督查室另一位同事审批。" in shown
    sentence = "提出人不能审批自己提出的调整，请督查室另一位同事审批。"
    assert sentence in page(office_client, "approve-adjustment", key, status=403, x="y")
    assert "已批准" in page(signed_in(colleague), "approve-adjustment", key, x="y")
    public = Client().get(reverse("portal:commitment", args=[schools.commitment_id])).content.decode()
    assert ">10所</a>" in public


def test_what_is_refused_keeps_what_was_typed(office_client: Client, schools: Target) -> None:
    given: dict[str, Any] = {"written": "十来所吧", "reason": REASON, "basis": BASIS}
    shown = page(office_client, "propose-adjustment", schools.pk, status=422, **given)
    assert "没有读出“十来所吧”这个数" in shown
    assert REASON in shown


def test_a_proposal_is_refused_with_a_reason_or_withdrawn(
    office_client: Client, proposal: Adjustment, colleague: User
) -> None:
    other = signed_in(colleague)
    assert "请写明不批准的理由。" in page(other, "refuse-adjustment", proposal.pk, status=422, reason=" ")
    assert "已退回，未作改动。" in page(other, "refuse-adjustment", proposal.pk, reason="依据不足")
    assert "依据不足" in page(office_client, "adjustment", proposal.pk)
    shown = page(other, "refuse-adjustment", proposal.pk, status=409, reason="再说一遍")
    assert "您刚才填写的内容没有提交" in shown
    page(office_client, "withdraw-adjustment", proposal.pk, status=409, x="y")
    assert Commitment.objects.get(number="1").text.startswith("新建改扩建公办幼儿园12所")


def test_others_do_not_see_it(proposal: Adjustment, schools: Target, other_client: Client, of_unit: OfUnit) -> None:
    head = signed_in(of_unit("市教育局", Post.HEAD))
    for client in (other_client, head):
        page(client, "adjustment", proposal.pk, status=404)
        for name in ("approve", "refuse", "withdraw"):
            page(client, f"{name}-adjustment", proposal.pk, status=404, reason="x")
    for name, key in (("figures", schools.commitment_id), ("propose-adjustment", schools.pk)):
        page(other_client, name, key, status=404)
        page(head, name, key, status=403)
    assert "12所" not in page(other_client, "adjustments")
    assert "10所" not in page(other_client, "adjustments")
