from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.agencies.models import Agency
from xushi_web.notices.actions import Wording, draft_notice
from xushi_web.notices.models import Colour, Notice
from xushi_web.programmes.models import Commitment

from ..conftest import OfUnit


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
def red(school: Commitment, office: User) -> Notice:
    """A red draft of the office, due in two weeks from today."""
    words = Wording(Colour.RED, "开工数比计划少2所。", "月底前全部开工。", timezone.localdate() + timedelta(days=14))
    agency = Agency.objects.get(name="市教育局")
    return draft_notice(actor=office, commitment=school, agency=agency, wording=words)


def test_from_draft_to_closing_on_the_pages(office_client: Client, school: Commitment, of_unit: OfUnit) -> None:
    assert reverse("workbench:draft-notice", args=[school.pk]) in page(office_client, "promises", school.programme_id)
    given: dict[str, Any] = {
        "agency": str(Agency.objects.get(name="市教育局").pk),
        "colour": "yellow",
        "matter": "少2所",
    }
    day = timezone.localdate().isoformat()
    shown = page(office_client, "draft-notice", school.pk, **given, demand="月底开工", deadline=day)
    assert "已存为草稿，签发后单位才能看到。" in shown
    key = Notice.objects.get().pk
    clerk = signed_in(of_unit("市教育局"))
    page(clerk, "notice", key, status=404)
    assert "已签发，单位登录后即可签收。" in page(office_client, "issue-notice", key, x="y")
    assert str(Notice.objects.get()) in page(clerk, "notices")
    assert "已签收。" in page(clerk, "receive-notice", key, x="y")
    assert "整改情况已报送。" in page(clerk, "answer-notice", key, text="已全部开工")
    assert "已退回整改。" in page(office_client, "return-notice", key, text="不实")
    page(clerk, "answer-notice", key, text="补正")
    assert "已销号。" in page(office_client, "close-notice", key, text="")
    shown = page(clerk, "notice", key)
    for words in ("已全部开工", "不实", "补正"):
        assert words in shown


def test_a_drafter_sees_why_a_red_one_cannot_be_issued(office_client: Client, red: Notice, colleague: User) -> None:
    sentence = "红色督办单不能由拟稿人自己签发，请督查室另一位同事签发。"
    assert sentence in page(office_client, "notice", red.pk)
    assert sentence in page(office_client, "issue-notice", red.pk, status=403, x="y")
    assert "已签发" in page(signed_in(colleague), "issue-notice", red.pk, x="y")


def test_a_draft_is_changed_and_thrown_away(office_client: Client, red: Notice) -> None:
    form = office_client.get(reverse("workbench:revise-notice", args=[red.pk])).context["form"]
    given = {name: form[name].value() for name in form.fields} | {"agency": red.agency_id, "matter": "少3所"}
    assert "已修改。" in page(office_client, "revise-notice", red.pk, **given)
    red.refresh_from_db()
    assert red.matter == "少3所"
    assert "已作废。" in page(office_client, "cancel-notice", red.pk, x="y")


def test_what_was_typed_too_late_is_shown_to_be_copied(office_client: Client, red: Notice, of_unit: OfUnit) -> None:
    page(office_client, "cancel-notice", red.pk, x="y")
    shown = page(office_client, "close-notice", red.pk, status=409, text="现场看过")
    assert "您刚才填写的内容没有提交" in shown
    assert "现场看过" in shown
    assert "没有督办单" in page(signed_in(of_unit("市教育局")), "notices")


def test_others_do_not_see_it(red: Notice, other_client: Client, of_unit: OfUnit, colleague: User) -> None:
    page(signed_in(colleague), "issue-notice", red.pk, x="y")
    for client in (other_client, signed_in(of_unit("市财政局"))):
        page(client, "notice", red.pk, status=404)
        for name in ("issue", "cancel", "receive", "answer", "return", "close"):
            page(client, f"{name}-notice", red.pk, status=404, text="x")
    page(other_client, "draft-notice", red.commitment_id, status=404)
    clerk = signed_in(of_unit("市教育局"))
    assert "只有督查室可以销号。" in page(clerk, "close-notice", red.pk, status=403, text="x")
    page(clerk, "draft-notice", red.commitment_id, status=403)


def test_the_list_says_how_long_a_notice_is_overdue(red: Notice, colleague: User, of_unit: OfUnit) -> None:
    page(signed_in(colleague), "issue-notice", red.pk, x="y")
    Notice.objects.update(deadline=timezone.localdate() - timedelta(days=3))
    assert "逾期 3 天" in page(signed_in(of_unit("市教育局")), "notices")


def test_the_number_of_queries_does_not_grow(
    office_client: Client, red: Notice, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(16):
        page(office_client, "notices")
    with django_assert_max_num_queries(16):
        page(office_client, "promises", red.commitment.programme_id)
