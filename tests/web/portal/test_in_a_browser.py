"""The public pages in a real browser: nothing foreign, nothing broken, nothing too wide, nothing inaccessible.

Needs Chromium (CHROMIUM names it, or it is found by name) and, for the accessibility rules, axe-core
(``npm install axe-core``, found in ``node_modules`` of the checkout, or AXE names the file).
"""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from xushi_web.agencies.models import Agency
from xushi_web.documents.models import SourceDocument
from xushi_web.matches.models import ListPair
from xushi_web.programmes.models import Commitment, Programme

from ..browser import DESK, PHONE, READERS, preference, unreadable, wide
from ..conftest import Take
from ..invented import breakdown, schedule
from ..pace.conftest import bulletin_that_differs

PAGES = (
    *("home", "year", "programme", "narrowed", "commitment", "agency", "agencies", "documents", "document"),
    *("search", "nothing-found", "years", "lists", "beside", "pace", "paced", "opinion", "data", "about", "not-found"),
)


@pytest.fixture
def addresses(chromium: Any, live_server: LiveServer, accepted: Take) -> dict[str, str]:  # noqa: ARG001 - skips first
    """Two years of the invented city, and the address of every kind of page."""
    accepted(breakdown())
    accepted(schedule())
    document: SourceDocument = accepted(bulletin_that_differs())
    accepted(breakdown(year=2023))
    assert document.government
    slug = document.government.slug
    programme = Programme.objects.get(year=2024)
    commitment = Commitment.objects.get(programme=programme, number="1")
    target = commitment.targets.in_force().get(text="12所")
    agency = Agency.objects.get(name="市财政局")
    paths = {
        "home": reverse("portal:home"),
        "year": reverse("portal:year", args=[slug, 2024]),
        "programme": reverse("portal:programme", args=[programme.pk]),
        "narrowed": reverse("portal:programme", args=[programme.pk]) + "?words=火箭",
        "commitment": reverse("portal:commitment", args=[commitment.pk]),
        "agency": reverse("portal:agency", args=[agency.pk]),
        "agencies": reverse("portal:agencies", args=[slug]),
        "documents": reverse("portal:documents", args=[slug]),
        "document": reverse("portal:document", args=[target.document_id]) + f"?at={target.start}-{target.end}#at",
        "search": reverse("portal:search") + "?q=公路",
        "nothing-found": reverse("portal:search") + "?q=火箭",
        "years": reverse("portal:years", args=[slug]),
        "lists": reverse("portal:lists", args=[slug]),
        "beside": reverse("portal:beside", args=[ListPair.objects.get().pk]),
        "pace": reverse("portal:pace", args=[programme.pk]),
        "paced": reverse("portal:pace", args=[programme.pk]) + "?show=behind",
        "opinion": reverse("portal:opinion", args=[document.pk]),
        "data": reverse("portal:programme-data", args=[programme.pk]),
        "about": reverse("portal:about"),
        "not-found": "/nowhere/",
    }
    return {name: f"{live_server.url}{path}" for name, path in paths.items()}


def test_pages_load_nothing_foreign_and_break_nothing(
    chromium: Any, addresses: dict[str, str], live_server: LiveServer
) -> None:
    context = chromium.new_context(viewport=DESK, locale="zh-CN")
    page = context.new_page()
    foreign: list[str] = []
    broken: list[str] = []
    page.on("request", lambda request: foreign.extend([request.url] * (not request.url.startswith(live_server.url))))
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda message: broken.extend([message.text] * (message.type == "error")))
    page.on("response", lambda answer: broken.extend([f"{answer.status} {answer.url}"] * (answer.status >= 400)))
    for name in PAGES:
        if name != "not-found":
            page.goto(addresses[name])
    context.close()
    assert foreign == []
    assert broken == []


@pytest.mark.parametrize(
    "reader",
    [(PHONE, "normal", "zh-hans"), (PHONE, "large", "zh-hans"), (PHONE, "normal", "en"), (DESK, "large", "zh-hans")],
    ids=["phone", "large phone", "English phone", "large desk"],
)
def test_no_page_is_wider_than_its_window(
    chromium: Any, addresses: dict[str, str], live_server: LiveServer, reader: tuple[dict[str, int], str, str]
) -> None:
    size, kind, language = reader
    context = chromium.new_context(viewport=size)
    context.add_cookies(
        [preference("xushi_type", kind, live_server.url), preference("django_language", language, live_server.url)]
    )
    page = context.new_page()
    too_wide = {}
    for name in PAGES:
        page.goto(addresses[name])
        if excess := wide(page):
            too_wide[name] = excess
    context.close()
    assert too_wide == {}


def test_everything_works_without_scripts(chromium: Any, addresses: dict[str, str]) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(addresses["home"])
    page.click("text=长辈版（大字）")
    assert page.locator("html.large").count() == 1
    page.fill("#q", "幼儿园")
    page.click("form[role=search] button")
    page.click("main .hit-head a >> nth=0")
    page.click("a.fig >> nth=0")
    assert page.locator("mark#at").inner_text() == "12所"
    assert page.locator("mark#at").bounding_box()["y"] < PHONE["height"]
    context.close()


def test_the_keyboard_reaches_the_main_part_first(chromium: Any, addresses: dict[str, str]) -> None:
    page = chromium.new_page(viewport=DESK, locale="zh-CN")
    page.goto(addresses["year"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    box = page.locator(".skip").bounding_box()
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()


@pytest.mark.parametrize("reader", READERS)
def test_pages_keep_the_accessibility_rules(
    chromium: Any, addresses: dict[str, str], live_server: LiveServer, axe: str, reader: str
) -> None:
    size, kind, scheme = READERS[reader]
    context = chromium.new_context(viewport=size, color_scheme=scheme, bypass_csp=True, locale="zh-CN")
    context.add_cookies([preference("xushi_type", kind, live_server.url)])
    found = unreadable(context.new_page(), axe, addresses)
    context.close()
    assert not found, "\n".join(found)
