from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.bulletins.actions import propose_bulletin, release_bulletin
from xushi_web.bulletins.gathering import Choice
from xushi_web.bulletins.models import Bulletin, Paragraph, Part

from .conftest import TODAY, Edit


def test_the_office_builds_one_from_a_list_and_a_period(office_client: Client, choice: Choice) -> None:
    assert "前三季度" in office_client.get(reverse("workbench:bulletins")).content.decode()
    address = reverse("workbench:build-bulletin", args=[choice.programme.pk])
    answer = office_client.post(address, {"period": f"collected:{choice.period}"})
    made = Bulletin.objects.get()
    assert answer.headers["Location"] == reverse("workbench:bulletin", args=[made.pk])
    page = office_client.get(answer.headers["Location"]).content.decode()
    assert "正文、清单、附件一致，可以送签。" in page
    assert page.count('class="bull-line"') == made.paragraphs.count()


def test_the_page_names_the_place_of_what_is_wrong(office_client: Client, bulletin: Bulletin, edit: Edit) -> None:
    edit("counts", "", "达序时2项", "达序时3项")
    page = office_client.get(reverse("workbench:bulletin", args=[bulletin.pk])).content.decode()
    assert '<a href="#p1">“总体情况”写“达序时3项”，附件中判定为“达序时”的有2项。</a>' in page
    answer = office_client.post(reverse("workbench:bulletin-step", args=[bulletin.pk, "propose"]))
    assert answer.status_code == 422


def test_a_paragraph_is_edited_and_goes_back(office_client: Client, bulletin: Bulletin) -> None:
    row = Paragraph.objects.get(bulletin=bulletin, part=Part.CLOSING)
    address = reverse("workbench:bulletin-paragraph", args=[row.pk])
    assert office_client.post(address, {"text": "请抓紧。", "revision": 0}).status_code == 302
    row.refresh_from_db()
    assert row.text == "请抓紧。"
    late = office_client.post(address, {"text": "再改。", "revision": 0})
    assert late.status_code == 409
    assert "再改。" in late.content.decode()
    assert office_client.post(address, {"restore": "1", "revision": 1}).status_code == 302
    row.refresh_from_db()
    assert not row.is_edited


def test_who_proposed_sees_no_button_to_release(office_client: Client, bulletin: Bulletin, office: User) -> None:
    propose_bulletin(actor=office, bulletin=bulletin, today=TODAY)
    page = office_client.get(reverse("workbench:bulletin", args=[bulletin.pk])).content.decode()
    assert "通报不能由送签人自己签发，请督查室另一位同事签发。" in page
    answer = office_client.post(reverse("workbench:bulletin-step", args=[bulletin.pk, "release"]))
    assert answer.status_code == 403


def test_a_released_one_leads_to_its_public_page(
    client: Client, office_client: Client, bulletin: Bulletin, office: User, colleague: User
) -> None:
    propose_bulletin(actor=office, bulletin=bulletin, today=TODAY)
    release_bulletin(actor=colleague, bulletin=bulletin, today=TODAY)
    public = reverse("portal:document", args=[bulletin.document_id])
    assert public in office_client.get(reverse("workbench:bulletin", args=[bulletin.pk])).content.decode()
    assert "通报〔2024〕1号" in client.get(public).content.decode()
    text = office_client.get(reverse("workbench:bulletin-text", args=[bulletin.pk])).content.decode()
    assert text == bulletin.text


def test_publicity_is_chosen_on_the_page(office_client: Client, other_client: Client, bulletin: Bulletin) -> None:
    address = reverse("workbench:bulletin-publicity", args=[bulletin.pk])
    assert other_client.post(address, {"publicity": "on_request", "revision": 0}).status_code == 404
    assert office_client.post(address, {"publicity": "secret", "revision": 0}).status_code == 422
    assert office_client.post(address, {"publicity": "on_request", "revision": 0}).status_code == 302
    bulletin.refresh_from_db()
    assert bulletin.publicity == "on_request"


@pytest.mark.parametrize("name", ["bulletin", "bulletin-text"])
def test_another_office_sees_nothing(other_client: Client, bulletin: Bulletin, name: str) -> None:
    assert other_client.get(reverse(f"workbench:{name}", args=[bulletin.pk])).status_code == 404


def test_the_wording_is_changed_on_a_page(office_client: Client, choice: Choice) -> None:
    address = reverse("workbench:bulletin-wording", args=[choice.programme.government_id])
    wrong = office_client.post(address, {"name": "counts", "text": "{总计}项"})
    assert wrong.status_code == 422
    assert "没有这一项数据" in wrong.content.decode()
    assert office_client.post(address, {"name": "counts", "text": "共{总数}项。"}).status_code == 302


def test_how_urgent_a_bulletin_is_stands_on_its_paper(office_client: Client, bulletin: Bulletin) -> None:
    address = reverse("workbench:bulletin-publicity", args=[bulletin.pk])
    assert office_client.post(address, {"urgency": "more", "revision": "0"}).status_code == 302
    wrong = office_client.post(address, {"urgency": "秘密", "revision": "1"})
    assert (wrong.status_code, "“秘密”不是紧急程度" in wrong.content.decode()) == (422, True)
    page = office_client.get(reverse("workbench:bulletin", args=[bulletin.pk])).content.decode()
    assert '<option value="more" selected>加急</option>' in page
    text = office_client.get(reverse("workbench:bulletin-text", args=[bulletin.pk])).content.decode()
    assert "紧急程度：加急" in text


def test_bulletins_are_signed_for_a_seal_where_the_office_says_so(
    office_client: Client, proposed: Bulletin, colleague: User
) -> None:
    bulletin = proposed
    release_bulletin(actor=colleague, bulletin=bulletin, today=TODAY)
    paper = reverse("workbench:bulletin-file", args=[bulletin.pk, "docx"])
    plain = office_client.get(paper).content
    head = {"series": "通报", "issuing_body": bulletin.issuing_body, "organisation_code": ""}
    address = reverse("workbench:bulletin-wording", args=[bulletin.government_id])
    assert office_client.post(address, {**head, "sealed": "1"}).status_code == 302
    assert 'name="sealed" value="1" checked' in office_client.get(address).content.decode()
    assert office_client.get(paper).content != plain
    assert office_client.post(address, head).status_code == 302
    assert office_client.get(paper).content == plain


@pytest.mark.parametrize(("to", "magic"), [("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!doctype")])
def test_a_bulletin_is_taken_away_in_the_official_layout(
    office_client: Client, bulletin: Bulletin, to: str, magic: bytes
) -> None:
    answer = office_client.get(reverse("workbench:bulletin-file", args=[bulletin.pk, to]))
    assert answer.status_code == 200
    assert answer.content.lower().startswith(magic.lower())


def test_no_other_file_is_made_of_it(office_client: Client, other_client: Client, bulletin: Bulletin) -> None:
    assert office_client.get(reverse("workbench:bulletin-file", args=[bulletin.pk, "exe"])).status_code == 404
    assert other_client.get(reverse("workbench:bulletin-file", args=[bulletin.pk, "docx"])).status_code == 404
