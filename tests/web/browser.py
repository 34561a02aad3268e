"""What the tests in a real browser share: how pages are visited, measured and held against the accessibility rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.test import Client

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1366, "height": 768}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

#: Ways of reading that the accessibility rules are held against: window, size of type, colour scheme.
READERS = {
    "day": (DESK, "normal", "light"),
    "night": (DESK, "normal", "dark"),
    "phone": (PHONE, "normal", "light"),
    "large phone": (PHONE, "large", "light"),
}


def preference(name: str, value: str, url: str) -> dict[str, str]:
    """Return a cookie of the reader: ``xushi_type``, ``django_language``."""
    return {"name": name, "value": value, "url": url}


def session_of(client: Client, url: str) -> dict[str, str]:
    """Return the cookie that signs a browser in as `client` is."""
    return preference(settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value, url)


def wide(page: Any) -> int:
    """Return by how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def unreadable(page: Any, axe: str, addresses: Mapping[str, str]) -> list[str]:
    """Return what in the pages breaks the accessibility rules, or is wider than the window."""
    found = []
    for name, address in addresses.items():
        page.goto(address)
        if excess := wide(page):
            found.append(f"{name}: {excess} pixels too wide")
        page.evaluate(axe)
        result = page.evaluate("tags => axe.run({runOnly: tags})", AXE_TAGS)
        found += [
            f"{name}: {rule['id']}: {node['html'][:120]} {node['failureSummary']}"
            for rule in result["violations"]
            for node in rule["nodes"]
        ]
    return found
