"""What is typed and not handed in is kept, for whoever typed it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.programmes.models import Commitment
from xushi_web.questions.models import Question, Unsent
from xushi_web.questions.unsent import keep_question, keep_words

from ..conftest import OfUnit, signed_in

HALF = "三个区各"


def test_a_half_typed_question_is_there_again_and_gone_once_it_is_asked(school: Commitment, deputy: User) -> None:
    client, address = signed_in(deputy), reverse("workbench:ask", args=[school.pk])
    kept = reverse("workbench:keep-question", args=[school.pk])
    answer = client.post(kept, {"text": HALF, "shows_name": "on"}, headers={"Accept": "application/json"})
    assert list(answer.json()) == ["kept"]
    html = client.get(address).content.decode()
    assert f"{HALF}</textarea>" in html
    assert 'name="shows_name" checked' in html
    assert "填写但没有提交的内容，已为您恢复。" in html
    client.post(address, {"text": HALF + "一所？"})
    assert not Unsent.objects.exists()


def test_it_is_given_up_without_scripts(school: Commitment, deputy: User) -> None:
    keep_question(actor=deputy, commitment=school, text=HALF, shows_name=False)
    address = reverse("workbench:keep-question", args=[school.pk])
    answer = signed_in(deputy).post(address, {"text": ""})
    assert answer.headers["Location"] == reverse("workbench:ask", args=[school.pk])
    assert not Unsent.objects.exists()


def test_a_half_written_answer_is_there_again_for_its_writer_alone(routed: Question, of_unit: OfUnit) -> None:
    clerk, head = of_unit("市教育局"), of_unit("市教育局", Post.HEAD)
    keep_words(actor=clerk, question=routed, verb="write", text="先前")
    keep_words(actor=clerk, question=routed, verb="write", text=HALF)
    address = reverse("workbench:question", args=[routed.pk])
    assert f"{HALF}</textarea>" in signed_in(clerk).get(address).content.decode()
    assert HALF not in signed_in(head).get(address).content.decode()
    signed_in(clerk).post(reverse("workbench:act-on-question", args=[routed.pk, "write"]), {"text": HALF})
    assert not Unsent.objects.exists()


def test_what_is_refused_is_kept(routed: Question, office: User) -> None:
    keep_words(actor=office, question=routed, verb="answer", text=HALF)
    address = reverse("workbench:act-on-question", args=[routed.pk, "answer"])
    assert signed_in(office).post(address, {"text": HALF}).status_code == 409
    assert Unsent.objects.get().text == HALF


def test_only_who_may_hand_it_in_keeps_it(
    routed: Question, office: User, other_deputy: User, visitor: AnonymousUser, of_unit: OfUnit
) -> None:
    school, deputy = routed.commitment, routed.asked_by
    for actor in (office, visitor, of_unit("市教育局")):
        with pytest.raises(NotAllowed, match=r"^只有本级人大代表可以提出询问。$"):
            keep_question(actor=actor, commitment=school, text=HALF, shows_name=False)  # type: ignore[arg-type]
    for actor, verb in ((deputy, "write"), (office, "write"), (deputy, "answer"), (other_deputy, "follow-up")):
        with pytest.raises(NotAllowed, match=r"^您不能在这一询问中填写。$"):
            keep_words(actor=actor, question=routed, verb=verb, text=HALF)
    assert not Unsent.objects.exists()


def test_the_address_is_for_those_who_see_the_question(
    routed: Question, other_deputy: User, other_client: Client, deputy: User
) -> None:
    address = reverse("workbench:keep-words", args=[routed.pk, "write"])
    for client in (other_client, signed_in(other_deputy)):
        assert client.post(address, {"text": HALF}).status_code == 404
    headers = {"Accept": "application/json"}
    assert signed_in(deputy).post(address, {"text": HALF}, headers=headers).json() == {
        "refused": "您不能在这一询问中填写。"
    }
    nonsense = reverse("workbench:keep-words", args=[routed.pk, "nonsense"])
    assert signed_in(deputy).post(nonsense, {"text": HALF}).status_code == 404
