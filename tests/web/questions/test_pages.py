"""The pages as people click through them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Agency
from xushi_web.programmes.models import Commitment
from xushi_web.questions.models import Following, Question, Round

from ..conftest import OfUnit, signed_in
from .conftest import ANSWER, ASKED, deputy_of


def page(client: Client, name: str, *args: object, status: int = 200, **data: Any) -> str:
    data = data.pop("data", data)
    address = reverse(f"workbench:{name}", args=args)
    answer = client.post(address, data, follow=True) if data else client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def public(commitment: Commitment) -> str:
    return Client().get(reverse("portal:commitment", args=[commitment.pk])).content.decode()


def test_from_following_to_the_public_page(
    school: Commitment, deputy: User, office_client: Client, of_unit: OfUnit
) -> None:
    client, clerk, head = (signed_in(user) for user in (deputy, of_unit("市教育局"), of_unit("市教育局", Post.HEAD)))
    assert reverse("workbench:choose-followed", args=[school.programme_id]) in page(client, "following")
    assert "取消关注" not in page(client, "choose-followed", school.programme_id)
    assert "已关注。" in page(client, "follow", school.pk, data={"from": "list"})
    assert "取消关注" in page(client, "choose-followed", school.programme_id)
    assert "请写明要问什么。" in page(client, "ask", school.pk, status=422, text=" ")
    assert "询问已提交。" in page(client, "ask", school.pk, text=ASKED)
    key = Question.objects.get().pk
    assert str(key) in page(office_client, "questions")
    bureau = Agency.objects.get(name="市教育局")
    assert "请选择承办单位，并填写答复期限。" in page(office_client, "route-question", key, status=422, agency="x")
    day = timezone.localdate().isoformat()
    assert "已交办。" in page(office_client, "route-question", key, agency=bureau.pk, due_on=day)
    assert str(key) in page(clerk, "desk")
    assert "已送本单位负责人审核。" in page(clerk, "act-on-question", key, "write", text=ANSWER)
    assert ANSWER not in page(client, "question", key)
    assert "已报督查室。" in page(head, "act-on-question", key, "approve", x="y")
    assert "答复已发给代表。" in page(office_client, "act-on-question", key, "release", x="y")
    assert ANSWER in page(client, "question", key)
    assert "请选择满意、基本满意或不满意。" in page(client, "act-on-question", key, "close", status=422, x="y")
    assert "已评价，谢谢。" in page(client, "act-on-question", key, "close", contentment="basically")
    assert ASKED not in public(school)
    assert "已在公开页面上公布。" in page(office_client, "act-on-question", key, "publish", x="y")
    assert ASKED in public(school)
    assert ANSWER in public(school)
    assert "deputy" not in public(school)
    page(office_client, "act-on-question", key, "unpublish", x="y")
    assert ASKED not in public(school)


def test_deputies_are_led_to_what_they_follow_from_the_first_page(deputy: User) -> None:
    answer = signed_in(deputy).get(reverse("workbench:home"))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("workbench:following"))


def test_the_name_is_shown_only_where_the_deputy_agreed(released: Question) -> None:
    Question.objects.filter(pk=released.pk).update(state="published", contentment="satisfied", shows_name=True)
    assert "人大代表 deputy" in public(released.commitment)


def test_without_a_grade_it_can_be_published_after_a_day_that_both_sides_see(
    released: Question, office_client: Client, deputy: User
) -> None:
    client = signed_in(deputy)
    Round.objects.update(released_at=timezone.now())
    assert "请在 " in page(client, "question", released.pk)
    assert "过了这一天没有评价，也可以公开。" in page(office_client, "question", released.pk)
    assert "公开问答" not in page(office_client, "question", released.pk)
    Round.objects.update(released_at=timezone.now() - timedelta(days=32))
    assert "公开问答" in page(office_client, "question", released.pk)
    page(office_client, "act-on-question", released.pk, "publish", x="y")
    assert "还没有评价" in public(released.commitment)
    assert "已评价，谢谢。" in page(client, "act-on-question", released.pk, "close", contentment="satisfied")
    assert "还没有评价" not in public(released.commitment)


def test_others_see_neither_page_nor_buttons(
    routed: Question, other_deputy: User, other_client: Client, auditor: User, of_unit: OfUnit
) -> None:
    for client in (
        signed_in(other_deputy),
        other_client,
        signed_in(auditor),
        signed_in(of_unit("市民政局", Post.HEAD)),
    ):
        page(client, "question", routed.pk, status=404)
        page(client, "route-question", routed.pk, status=404, x="y")
        for verb in ("withdraw", "answer", "write", "approve", "return", "release", "follow-up", "publish"):
            page(client, "act-on-question", routed.pk, verb, status=404, text="x")
    for client in (other_client, signed_in(auditor)):
        page(client, "following", status=403)
        page(client, "ask", routed.commitment_id, status=403)
    visitor = Client().get(reverse("workbench:question", args=[routed.pk]))
    assert visitor.status_code == 302


def test_what_was_typed_too_late_is_shown_again(released: Question, of_unit: OfUnit) -> None:
    clerk = signed_in(of_unit("市教育局"))
    shown = page(clerk, "act-on-question", released.pk, "write", status=409, text="改一改")
    assert "您刚才填写的内容没有提交" in shown
    assert "改一改" in shown
    page(clerk, "act-on-question", released.pk, "nonsense", status=404, text="x")


def test_a_deputy_elsewhere_does_not_follow_here(school: Commitment, other_city: Any) -> None:
    client = signed_in(deputy_of("elsewhere", other_city))
    page(client, "follow", school.pk, status=404, x="y")
    page(client, "choose-followed", school.programme_id, status=404)
    assert not Following.objects.exists()
