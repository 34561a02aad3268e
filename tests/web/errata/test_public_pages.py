"""The form that anybody can send, and the receipt by which they see what became of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from xushi_web.errata.models import Erratum
from xushi_web.portal import error_form
from xushi_web.programmes.models import Commitment

from .conftest import WRONG


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every time for long enough."""
    monkeypatch.setattr(error_form, "QUICKEST", timedelta(seconds=-1))


def send(school: Commitment, client: Client | None = None, status: int = 302, **fields: str) -> str:
    page = reverse("portal:commitment", args=[school.pk])
    form = {"page": page, "text": WRONG, "stamp": error_form.new_stamp(), **fields}
    answer = (client or Client()).post(reverse("portal:report-error", args=[school.government.slug]), form)
    assert answer.status_code == status
    return answer.headers["Location"] if status == 302 else answer.content.decode()


def test_the_page_of_an_item_leads_to_the_form_which_names_the_item(school: Commitment) -> None:
    page = reverse("portal:commitment", args=[school.pk])
    form = reverse("portal:report-error", args=[school.government.slug]) + f"?page={page.replace('/', '%2F')}"
    assert form in Client().get(page).content.decode()
    answer = Client().get(form)
    assert str(school.title) in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.usefixtures("at_once")
def test_what_is_sent_has_a_receipt_that_shows_it_and_the_answer(school: Commitment) -> None:
    address = send(school, quoted="30所", contact="13800001234")
    erratum = Erratum.objects.get()
    assert (erratum.commitment, erratum.quoted) == (school, "30所")
    html = Client().get(address).content.decode()
    assert erratum.receipt in html
    assert "已收到，谢谢。" in html
    assert "13800001234" not in html
    Erratum.objects.update(state="rejected", reply="原文如此。")
    assert "原文如此。" in Client().get(address).content.decode()
    found = Client().get(reverse("portal:error-receipts"), {"receipt": erratum.receipt.lower()})
    assert found.headers["Location"] == address
    assert WRONG not in Client().get(reverse("portal:commitment", args=[school.pk])).content.decode()


def test_an_unknown_receipt_is_said_to_be_so(school: Commitment) -> None:
    assert school
    answer = Client().get(reverse("portal:error-receipts"), {"receipt": "7qkd"})
    assert answer.status_code == 404
    assert "没有回执号为“7qkd”的纠错。" in answer.content.decode()
    assert Client().get(reverse("portal:error-receipt", args=["7QKD"])).status_code == 404


def test_what_looks_like_a_program_is_asked_again_and_loses_nothing(school: Commitment) -> None:
    asked: tuple[tuple[dict[str, Any], str], ...] = (
        ({"site": "http://a.example"}, "“网址”一栏请留空"),
        ({}, "提交得太快了，请稍等几秒再点一次“提交”。"),
        ({"stamp": "x"}, "这张表打开太久了。"),
    )
    for fields, sentence in asked:
        html = send(school, status=422, **fields)
        assert sentence in html
        assert WRONG in html
    assert not Erratum.objects.exists()


def test_a_form_left_open_for_more_than_a_day_is_sent_once_more(
    school: Commitment, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = error_form.new_stamp()
    monkeypatch.setattr(error_form, "LONGEST", timedelta(seconds=-1))
    assert "这张表打开太久了。" in send(school, status=422, stamp=stamp)
    with pytest.raises(signing.BadSignature):
        error_form._SIGNER.unsign(stamp + "x")  # noqa: SLF001 - that it is a signature


@pytest.mark.usefixtures("at_once")
def test_one_address_sends_so_many_at_once(school: Commitment, settings: Any) -> None:
    for _number in range(settings.LOCK_FAILURES):
        send(school)
    html = send(school, status=429)
    assert "同一地址短时间内提交得太多，请 10 分钟后再试。" in html
    assert WRONG in html
    assert Erratum.objects.count() == settings.LOCK_FAILURES


@pytest.mark.usefixtures("at_once")
def test_a_form_from_elsewhere_is_not_taken_and_a_page_from_elsewhere_not_kept(school: Commitment) -> None:
    assert send(school, Client(enforce_csrf_checks=True), status=403)
    send(school, page="https://elsewhere.example/x")
    assert (Erratum.objects.get().page, Erratum.objects.get().commitment) == ("", None)
