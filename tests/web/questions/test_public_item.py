"""The public page of an item: buttons for a deputy who has signed in, one page for everybody else."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.programmes.models import Commitment
from xushi_web.questions.models import Question

from ..conftest import signed_in
from .conftest import deputy_of

BUTTONS = 'class="stake"'


def test_a_deputy_follows_and_stops_on_the_page_and_stays_there(school: Commitment, deputy: User) -> None:
    client, address = signed_in(deputy), reverse("portal:commitment", args=[school.pk])
    assert reverse("workbench:follow", args=[school.pk]) in client.get(address).content.decode()
    answer = client.post(reverse("workbench:follow", args=[school.pk]), {"from": "item"})
    assert answer.headers["Location"] == address
    html = client.get(address).content.decode()
    assert "已关注。" in html
    assert reverse("workbench:unfollow", args=[school.pk]) in html


def test_a_deputy_sees_their_own_questions_there(question: Question, other_deputy: User) -> None:
    address, link = (
        reverse("portal:commitment", args=[question.commitment_id]),
        reverse("workbench:question", args=[question.pk]),
    )
    assert link in signed_in(question.asked_by).get(address).content.decode()
    assert link not in signed_in(other_deputy).get(address).content.decode()


def test_nobody_else_has_the_buttons(
    school: Commitment, office_client: Client, other_client: Client, other_city: object
) -> None:
    address = reverse("portal:commitment", args=[school.pk])
    elsewhere = signed_in(deputy_of("elsewhere", other_city))  # type: ignore[arg-type]
    for client in (Client(), office_client, other_client, elsewhere):
        assert BUTTONS not in client.get(address).content.decode()


def test_a_cache_may_keep_the_page_of_the_public_but_not_a_deputys(school: Commitment, deputy: User) -> None:
    address = reverse("portal:commitment", args=[school.pk])
    public = Client().get(address)
    assert "Cache-Control" not in public.headers
    assert "Cookie" in public.headers["Vary"]
    assert not public.cookies
    assert signed_in(deputy).get(address).headers["Cache-Control"] == "private, no-store"
