"""The bar leads everybody to their own pages, and says which one they are on."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.models import Post
from xushi_web.workbench.bar import GROUPS, bar, first_page

from ..conftest import signed_in


def marked(client: Client, name: str) -> list[tuple[str, str]]:
    """Return what the bar marks on a page: the value of aria-current and the words."""
    page = client.get(reverse(f"workbench:{name}")).content.decode()
    found = page[page.index('<nav class="wb-bar"') :].partition("</nav>")[0]
    return re.findall(r'aria-current="(\w+)"[^>]*>([^<]+)<', found)


@pytest.mark.parametrize(
    ("who", "first"),
    [("system_administrator", "people"), ("security_administrator", "people"), ("auditor", "audit")],
)
def test_administrators_begin_on_the_page_of_their_work(request: pytest.FixtureRequest, who: str, first: str) -> None:
    client = signed_in(request.getfixturevalue(who))
    answer = client.get(reverse("workbench:home"), follow=True)
    assert answer.redirect_chain == [(reverse(f"workbench:{first}"), 302)]
    assert answer.status_code == 200


@pytest.mark.django_db
def test_somebody_without_a_post_is_refused_on_the_first_page() -> None:
    nobody = User.objects.create_user("无岗位", password=None)
    assert signed_in(nobody).get(reverse("workbench:home")).status_code == 403


def test_every_post_but_the_office_has_a_first_page_that_its_bar_leads_to() -> None:
    firsts = {post.value: first_page({post}) for post in Post if post is not Post.OFFICE}
    assert firsts == {
        "clerk": "desk",
        "head": "desk",
        "leader": "choose-overview",
        "deputy": "following",
        "system": "people",
        "security": "people",
        "audit": "audit",
    }
    assert first_page(()) is None


@pytest.mark.parametrize(("name", "words"), [("home", "文件"), ("periods", "填报期"), ("messages", "消息")])
def test_the_page_one_is_on_is_marked(office_client: Client, name: str, words: str) -> None:
    assert marked(office_client, name) == [("page", words)]


def test_a_page_further_inside_marks_what_it_belongs_to() -> None:
    inside = [(entry.name, mark) for group in bar({"office"}, "report") for entry, mark in group if mark]
    assert inside == [("periods", "true")]
    inside = [(entry.name, mark) for group in bar({"clerk"}, "report") for entry, mark in group if mark]
    assert inside == [("desk", "true")]


@pytest.mark.django_db
def test_pages_that_the_bar_knows_are_there() -> None:
    names = {entry.name for group in GROUPS for entry in group}
    assert all(reverse(f"workbench:{name}") for name in names)
