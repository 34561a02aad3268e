"""How a reader wants to see the pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from .conftest import page

ADDRESS = reverse("portal:display")


def choose(reader: Client, **parameters: str) -> str:
    return str(reader.get(ADDRESS, parameters).headers["Location"])


def test_large_type_is_kept_and_can_be_left_on_every_page(reader: Client) -> None:
    assert choose(reader, type="large", back="/about/") == "/about/"
    text = page(reader, "/about/")
    assert 'class="large"' in text
    assert "退出长辈版" in text
    choose(reader, type="normal", back="/")
    assert 'class="large"' not in page(reader, "/about/")


@pytest.mark.parametrize(
    ("theme", "media"),
    [("auto", "screen and (prefers-color-scheme: dark)"), ("dark", "screen"), ("light", "not all")],
)
def test_dark_colours_hold_for_what_was_chosen(reader: Client, theme: str, media: str) -> None:
    choose(reader, theme=theme, back="/")
    assert f'dark.css" media="{media}"' in page(reader, "/about/")


def test_the_language_is_kept(reader: Client) -> None:
    choose(reader, language="en", back="/")
    assert "About and help" in page(reader, "/about/")


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(reader: Client, back: str) -> None:
    assert choose(reader, theme="dark", back=back) == "/"


def test_a_value_that_does_not_exist_is_not_kept(reader: Client) -> None:
    reader.get(ADDRESS, {"theme": "<script>", "language": "xx"})
    assert not reader.cookies


def test_the_public_pages_set_no_cookie_by_themselves(reader: Client) -> None:
    assert not reader.get("/about/").cookies
