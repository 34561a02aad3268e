"""The pages of problems in a real browser, on a desk and on a phone. Needs Chromium (CHROMIUM names it)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from xushi_web.documents.models import DocumentProblem, SourceDocument
from xushi_web.programmes.models import Programme

from ..browser import DESK, PHONE, session_of
from ..conftest import Take
from ..invented import BUS, CARE, ROAD, SCHOOL, breakdown

SIZES = (DESK, PHONE)


@pytest.fixture
def many(chromium: Any, live_server: LiveServer, accepted: Take, office: User) -> SourceDocument:  # noqa: ARG001 - the browser skips first
    """A document with ten problems at least: numbers given twice and left out."""
    promises = [replace(p, number=n) for p in (SCHOOL, CARE, ROAD, BUS) for n in ("1", "4", "4", "9")]
    unlike = tuple(replace(p, text=f"第{order}批：{p.text}") for order, p in enumerate(promises))
    return accepted(breakdown(headings=(("民生", unlike),)))


@pytest.fixture
def pages(chromium: Any, live_server: LiveServer, office_client: Client, many: SourceDocument) -> Iterator[list[Any]]:  # noqa: ARG001 - the office comes with the document
    """A signed-in page of each size."""
    cookie = session_of(office_client, live_server.url)
    contexts = [chromium.new_context(viewport=size, locale="zh-CN") for size in SIZES]
    for context in contexts:
        context.add_cookies([cookie])
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def test_ten_pages_say_what_is_wrong_where_and_what_to_do(
    pages: list[Any], live_server: LiveServer, many: SourceDocument
) -> None:
    problems = list(DocumentProblem.objects.standing().filter(document=many, start__isnull=False)[:10])
    assert len(problems) == 10
    for page in pages:
        for problem in problems:
            page.goto(live_server.url + reverse("workbench:problem", args=[problem.pk]))
            assert page.inner_text(".wb-statement") == problem.message_in("zh")
            assert problem.hint_in("zh") in page.inner_text(".wb-todo")
            marked = page.locator(f"#c{problem.start}")
            assert marked.is_visible()
            assert marked.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_no_page_of_problems_is_too_wide(pages: list[Any], live_server: LiveServer, many: SourceDocument) -> None:
    assert many.government
    addresses = [
        reverse("workbench:problems"),
        reverse("workbench:programme-problems", args=[Programme.objects.get().pk]),
        reverse("workbench:document", args=[many.pk]),
        reverse("workbench:rules", args=[many.government.slug]),
    ]
    for page in pages:
        for address in addresses:
            answer = page.goto(live_server.url + address)
            assert answer.status == 200
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_problem_on_the_preview_leads_to_its_sentence_on_the_same_page(
    pages: list[Any], live_server: LiveServer, many: SourceDocument
) -> None:
    page = pages[0]
    page.goto(live_server.url + reverse("workbench:document", args=[many.pk]))
    link = page.locator("a.wb-said").first
    place = link.get_attribute("href")
    link.click()
    assert page.url.endswith(place)
    assert page.locator(place).evaluate("e => e.getBoundingClientRect().top < innerHeight")
