from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.accounts.models import Appointment, Post
from xushi_web.adjustments.actions import approve_adjustment, propose_adjustment
from xushi_web.agencies.models import Agency, Government
from xushi_web.documents.actions import correct_values
from xushi_web.documents.models import SourceDocument
from xushi_web.history.queries import office_history, public_history
from xushi_web.notices.actions import Wording, draft_notice, issue_notice
from xushi_web.notices.models import Colour
from xushi_web.programmes.models import Commitment, Target

from ..conftest import OfUnit, Take
from ..invented import SCHOOL, breakdown, bulletin, schedule


@pytest.fixture
def document(accepted: Take) -> SourceDocument:
    row = accepted(breakdown())
    accepted(schedule())
    return row


@pytest.fixture
def colleague(city: Government) -> User:
    user = User.objects.create_user("colleague")
    Appointment.objects.create(user=user, post=Post.OFFICE, government=city)
    return user


def school() -> Commitment:
    return Commitment.objects.get(number="1")


def adjust(document: SourceDocument, one: User, other: User) -> None:
    target = Target.objects.get(document=document, text="12所", milestone=None)
    row = propose_adjustment(actor=one, target=target, written="10所", reason="用地推迟", basis="会议纪要〔2024〕12号")
    approve_adjustment(actor=other, adjustment=row)


def test_the_documents_that_tell_of_it_are_its_history(document: SourceDocument, accepted: Take) -> None:
    accepted(bulletin())
    events = public_history(school())
    assert [str(event.document) for event in events] == [
        "2024年市民生实事前三季度推进情况通报",
        "2024年市民生实事序时进度安排",
        "2024年市民生实事任务分解方案",
    ]
    assert events[-1].document == document
    assert (events[-1].who, events[-1].note) == ("云川市人民政府办公室", "第 1 项")


def test_a_new_version_shows_what_it_changed(document: SourceDocument, accepted: Take) -> None:
    longer = replace(SCHOOL, text=SCHOOL.text + "，培训教师200人")
    accepted(breakdown(headings=(("教育惠民", (longer,)),)))
    event = next(event for event in public_history(school()) if event.before)
    assert (event.what, event.before, event.after) == ("新版文件改了文字", SCHOOL.text, longer.text)
    assert document.pk != school().document_id


def test_an_adjustment_is_public_with_its_reason_but_without_names(
    document: SourceDocument, office: User, colleague: User
) -> None:
    adjust(document, office, colleague)
    event = public_history(school())[0]
    assert event.what == "调整指标：公办幼儿园"
    assert event.who == "云川市督查室"
    assert event.note == "理由：用地推迟 依据：会议纪要〔2024〕12号"
    assert ("12所" in event.before, "10所" in event.after) == (True, True)
    assert not any(event.what.startswith("更正指标") for event in public_history(school()))


def test_corrected_units_are_told_by_their_names(document: SourceDocument, office: User) -> None:
    units = {"lead": ["市教育局"], "supporting": ["市水务局"], "sole": []}
    correct_values(actor=office, document=document, values={"item.0.units": units})
    for events in (public_history(school()), office_history(school())):
        event = next(event for event in events if event.what == "更正责任单位")
        assert (event.before, event.after) == ("市教育局；市财政局、各县区", "市教育局；市水务局")


def test_the_office_sees_who_did_it(document: SourceDocument, office: User, colleague: User) -> None:
    adjust(document, office, colleague)
    correct_values(actor=office, document=document, values={"item.0.number": "1.1"})
    commitment = Commitment.objects.get(number="1.1")
    who = [(event.what, event.who) for event in office_history(commitment)][:3]
    assert who == [("更正编号", "office"), ("指标调整 · 已批准", "colleague"), ("提出调整：公办幼儿园", "office")]


def test_notices_are_for_the_office_only(document: SourceDocument, office: User) -> None:
    words = Wording(Colour.BLUE, "少2所", "月底开工", timezone.localdate() + timedelta(days=9))
    unit = Agency.objects.get(name="市教育局")
    notice = draft_notice(actor=office, commitment=school(), agency=unit, wording=words)
    issue_notice(actor=office, notice=notice)
    assert document
    assert office_history(school())[0].what == f"签发{notice}给“市教育局”"
    assert not any("签发" in event.what for event in public_history(school()))


def test_the_public_page_has_the_history_collapsed(document: SourceDocument, office: User, colleague: User) -> None:
    adjust(document, office, colleague)
    html = Client().get(reverse("portal:commitment", args=[school().pk])).content.decode()
    assert "<details" in html
    assert "用地推迟" in html
    assert "colleague" not in html


def test_the_page_of_the_office_names_people(
    document: SourceDocument, office: User, colleague: User, office_client: Client
) -> None:
    adjust(document, office, colleague)
    page = office_client.get(reverse("workbench:history", args=[school().pk]))
    assert "colleague" in page.content.decode()


def test_the_page_of_the_office_is_for_the_office(
    document: SourceDocument, other_client: Client, of_unit: OfUnit
) -> None:
    address = reverse("workbench:history", args=[school().pk])
    assert document
    assert other_client.get(address).status_code == 404
    clerk = Client()
    clerk.force_login(of_unit("市教育局"))
    assert clerk.get(address).status_code == 403


def test_the_number_of_queries_does_not_grow(
    document: SourceDocument, office: User, colleague: User, django_assert_num_queries: Any
) -> None:
    adjust(document, office, colleague)
    commitment = Commitment.objects.select_related("government").get(number="1")
    with django_assert_num_queries(5):
        public_history(commitment)
    with django_assert_num_queries(10):
        office_history(commitment)
