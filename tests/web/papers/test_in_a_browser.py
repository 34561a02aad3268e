"""Papers in a real browser: readable by everybody, and never wider than the window, however wide their tables are."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from xushi_web.notices.models import Notice

from ..browser import READERS, preference, session_of, unreadable


@pytest.fixture
def papers(live_server: LiveServer, notice: Notice) -> dict[str, str]:
    """The addresses of papers by their kind."""
    programme = notice.commitment.programme_id
    things = {
        "notice": notice.pk,
        "schedule": programme,
        "ballot": programme,
        "tasks": notice.agency_id,
        "assessment": notice.government_id,
        "brief": notice.government_id,
    }
    return {kind: live_server.url + reverse("workbench:paper", args=[kind, key]) for kind, key in things.items()}


@pytest.mark.parametrize("reader", ["night", "large phone"])
def test_papers_keep_the_accessibility_rules(
    chromium: Any, papers: dict[str, str], office_client: Client, axe: str, reader: str
) -> None:
    size, kind, scheme = READERS[reader]
    context = chromium.new_context(viewport=size, color_scheme=scheme, bypass_csp=True, locale="zh-CN")
    site = papers["notice"]
    context.add_cookies([session_of(office_client, site), preference("xushi_type", kind, site)])
    found = unreadable(context.new_page(), axe, papers)
    context.close()
    assert not found, "\n".join(found)
