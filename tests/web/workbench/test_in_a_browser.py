"""The workbench in a real browser: every page by day, by night, on a phone and in large type; nothing inaccessible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from xushi_web.agencies.models import Agency
from xushi_web.documents.models import DocumentProblem
from xushi_web.matches.models import ListPair
from xushi_web.programmes.models import Programme

from ..browser import DESK, PHONE, READERS, preference, session_of, unreadable, wide
from ..conftest import Take
from ..invented import breakdown, bulletin, schedule


@dataclass
class Desk:
    """The pages of an office by their names, and the cookie that signs it in."""

    addresses: dict[str, str]
    session: dict[str, str]


@pytest.fixture
def desk(chromium: Any, live_server: LiveServer, accepted: Take, drafted: Take, office_client: Client) -> Desk:  # noqa: ARG001 - the browser skips first
    accepted(breakdown(year=2023))
    document = accepted(breakdown())
    accepted(schedule())
    draft = drafted(bulletin())
    assert document.government
    programme = Programme.objects.get(year=2024)
    problem = DocumentProblem.objects.standing().filter(document=document)[:1].get()
    agency = Agency.objects.order_by("name")[:1].get()
    paths = {
        "upload": reverse("workbench:home"),
        "preview": reverse("workbench:document", args=[draft.pk]),
        "accepted": reverse("workbench:document", args=[document.pk]),
        "problems": reverse("workbench:problems"),
        "problem": reverse("workbench:problem", args=[problem.pk]),
        "problems of a list": reverse("workbench:programme-problems", args=[programme.pk]),
        "rules": reverse("workbench:rules", args=[document.government.slug]),
        "lists": reverse("workbench:lists"),
        "matches": reverse("workbench:matches", args=[ListPair.objects.get().pk]),
        "agencies": reverse("workbench:agencies"),
        "agency": reverse("workbench:agency", args=[agency.pk]),
        "item": reverse("workbench:item", args=[draft.pk, 0]),
        "masthead": reverse("workbench:masthead", args=[draft.pk]),
    }
    session = session_of(office_client, live_server.url)
    return Desk({name: f"{live_server.url}{path}" for name, path in paths.items()}, session)


@pytest.mark.parametrize("reader", READERS)
def test_pages_keep_the_accessibility_rules(
    chromium: Any, desk: Desk, live_server: LiveServer, axe: str, reader: str
) -> None:
    size, kind, scheme = READERS[reader]
    context = chromium.new_context(viewport=size, color_scheme=scheme, bypass_csp=True, locale="zh-CN")
    context.add_cookies([desk.session, preference("xushi_type", kind, live_server.url)])
    found = unreadable(context.new_page(), axe, desk.addresses)
    context.close()
    assert not found, "\n".join(found)


def test_signing_in_keeps_the_accessibility_rules(chromium: Any, live_server: LiveServer, axe: str) -> None:
    context = chromium.new_context(viewport=PHONE, bypass_csp=True, locale="zh-CN")
    address = live_server.url + reverse("workbench:login")
    found = unreadable(context.new_page(), axe, {"signing in": address})
    context.close()
    assert not found, "\n".join(found)


def test_no_page_is_too_wide_in_english(chromium: Any, desk: Desk, live_server: LiveServer) -> None:
    context = chromium.new_context(viewport=PHONE)
    context.add_cookies([desk.session, preference("django_language", "en", live_server.url)])
    page = context.new_page()
    too_wide = {}
    for name, address in desk.addresses.items():
        page.goto(address)
        if excess := wide(page):
            too_wide[name] = excess
    context.close()
    assert too_wide == {}


def test_pointing_at_what_was_read_lights_up_its_sentence(chromium: Any, desk: Desk) -> None:
    context = chromium.new_context(viewport=DESK, locale="zh-CN")
    context.add_cookies([desk.session])
    page = context.new_page()
    page.goto(desk.addresses["preview"])
    page.locator("[data-start]:not(.wb-card)").first.hover()
    assert page.locator("[data-pair] .c.is-lit").count() >= 1
    context.close()
