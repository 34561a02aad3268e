"""The office's list and the page of a report."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.models import Post
from xushi_web.errata.models import Erratum
from xushi_web.programmes.models import Commitment

from ..conftest import OfUnit, signed_in
from .conftest import CONTACT, WRONG


def page(client: Client, name: str, *args: object, status: int = 200, **form: str) -> str:
    address = reverse(f"workbench:{name}", args=args)
    answer = client.post(address, form, follow=True) if form else client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_office_looks_into_it_answers_and_reopens(erratum: Erratum, office_client: Client) -> None:
    assert WRONG in page(office_client, "errata")
    shown = page(office_client, "erratum", erratum.pk)
    assert CONTACT not in shown
    assert reverse("workbench:figures", args=[Commitment.objects.get(number="1").pk]) in shown
    assert CONTACT in page(office_client, "contact-of-erratum", erratum.pk, x="y")
    assert "已标为正在核实。" in page(office_client, "take-erratum", erratum.pk, x="y")
    assert "请写明答复" in page(office_client, "correct-erratum", erratum.pk, status=422, text=" ")
    assert "已标为已更正" in page(office_client, "correct-erratum", erratum.pk, text="已改。")
    late = page(office_client, "reject-erratum", erratum.pk, status=409, text="原文如此")
    assert "您刚才填写的内容没有提交" in late
    assert "已重新核实。" in page(office_client, "reopen-erratum", erratum.pk, x="y")
    assert "已标为未采纳" in page(office_client, "reject-erratum", erratum.pk, text="原文如此。")


def test_others_see_none_of_it(erratum: Erratum, other_client: Client, auditor: User, of_unit: OfUnit) -> None:
    assert WRONG not in page(other_client, "errata")
    names = ("contact-of-erratum", "take-erratum", "correct-erratum", "reject-erratum", "reopen-erratum")
    page(other_client, "erratum", erratum.pk, status=404)
    for name in names:
        page(other_client, name, erratum.pk, status=404, text="x")
    for client in (signed_in(auditor), signed_in(of_unit("市教育局", Post.HEAD))):
        page(client, "errata", status=403)
        for name in names:
            page(client, name, erratum.pk, status=403, text="x")
