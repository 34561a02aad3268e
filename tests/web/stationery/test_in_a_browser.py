"""The pages of the templates in a real browser: readable for everybody, and never wider than a phone."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from xushi_web.bulletins.models import Bulletin
from xushi_web.stationery.actions import upload_template
from xushi_web.stationery.models import Kind, Template
from xushi_web.stationery.starting import starting_template

from ..browser import READERS, preference, session_of, unreadable


@pytest.fixture
def desk(
    live_server: LiveServer, office: User, office_client: Client, bulletin: Bulletin
) -> tuple[Template, dict[str, str]]:
    """The starting template, with a bulletin to fill it with, and the session of the office."""
    city = bulletin.government
    data = starting_template(city, Kind.BULLETIN)
    row = upload_template(actor=office, government=city, kind=Kind.BULLETIN, name="通报.docx", data=data)
    return row, session_of(office_client, live_server.url)


@pytest.mark.parametrize("reader", READERS)
def test_the_pages_keep_the_accessibility_rules(
    chromium: Any, axe: str, desk: tuple[Template, dict[str, str]], live_server: LiveServer, reader: str
) -> None:
    template, session = desk
    url = live_server.url
    size, type_, scheme = READERS[reader]
    context = chromium.new_context(viewport=size, color_scheme=scheme, bypass_csp=True, locale="zh-CN")
    context.add_cookies([session, preference("xushi_type", type_, url)])
    page = context.new_page()
    pages = {
        "kinds": url + reverse("workbench:stationery", args=[template.government_id]),
        "templates": url + reverse("workbench:templates", args=[template.government_id, "schedule"]),
        "template": url + reverse("workbench:template", args=[template.pk]),
    }
    found = unreadable(page, axe, pages)
    context.close()
    assert found == []
