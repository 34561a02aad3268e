"""Who is told to wait, for what, until when; and who is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse

from xushi_web.limits import counting
from xushi_web.limits.counting import count, who_at
from xushi_web.limits.rules import DEFAULTS, RULES

pytestmark = pytest.mark.django_db
NOON = 1_770_000_000.0  # a whole minute
PAGE = {"HTTP_ACCEPT": "text/html"}


@pytest.fixture(autouse=True)
def at_noon(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Allow two of everything a minute, at a moment that stands still."""
    settings.LIMITS = dict.fromkeys(DEFAULTS, (2, 1))
    monkeypatch.setattr(counting, "clock", lambda: NOON + 12)
    cache.clear()
    yield
    cache.clear()


def searched(client: Client, **headers: str) -> int:
    return client.get(reverse("portal:search"), {"q": "学校"}, **headers).status_code  # type: ignore[arg-type]


def test_one_search_too_many_is_answered_with_when_to_come_again(client: Client) -> None:
    assert [searched(client) for _ in range(3)] == [200, 200, 429]
    answer = client.get(reverse("portal:search"), **PAGE)  # type: ignore[arg-type]
    assert answer.headers["Retry-After"] == "48"
    said = "您所在的网络地址1分钟内“检索”已达2次的上限，同一出口的其他人也计算在内。请在48秒后（10:41:00）再试。"
    assert said in answer.content.decode()
    plain = client.get(reverse("portal:search"), HTTP_ACCEPT="application/json")
    assert (plain.headers["Content-Type"], plain.content.decode()) == ("text/plain; charset=utf-8", said + "\n")


def test_another_address_and_the_next_minute_begin_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [searched(client) for _ in range(3)] == [200, 200, 429]
    assert searched(client, REMOTE_ADDR="192.0.2.7") == 200
    monkeypatch.setattr(counting, "clock", lambda: NOON + 60)
    assert searched(client) == 200


def test_who_is_signed_in_is_counted_by_account_and_not_with_the_others_of_the_house(
    client: Client, office_client: Client, other_client: Client
) -> None:
    assert [searched(client) for _ in range(3)] == [200, 200, 429]
    assert [searched(office_client, REMOTE_ADDR=f"192.0.2.{last}") for last in range(3)] == [200, 200, 429]
    assert searched(other_client) == 200
    said = office_client.get(reverse("portal:search")).content.decode()
    assert said == "您的账号1分钟内“检索”已达2次的上限。请在48秒后（10:41:00）再试。\n"


def test_what_is_sent_is_counted_and_looking_at_the_form_is_not(office_client: Client) -> None:
    address = reverse("workbench:upload")
    assert [office_client.post(address).status_code == 429 for _ in range(3)] == [False, False, True]
    password = reverse("workbench:password")
    assert [office_client.get(password).status_code for _ in range(3)] == [200, 200, 200]


def test_other_pages_have_no_limit(client: Client) -> None:
    assert [client.get(reverse("portal:home")).status_code for _ in range(5)] == [200] * 5


def test_a_setting_of_none_lets_everybody(client: Client, settings: Any) -> None:
    settings.LIMITS = {}
    assert [searched(client) for _ in range(4)] == [200] * 4


def test_a_limit_that_is_reached_is_one_line_of_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(5):
        searched(client)
    assert [record.getMessage() for record in caplog.records if record.name == "xushi.limits"] == [
        "limit search (2 in 1 min) reached by address 127.0.0.1"
    ]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("", ""),
    ],
)
def test_a_household_with_many_addresses_is_one(address: str, counted: str) -> None:
    assert who_at(address) == counted


def test_a_count_ends_with_its_window() -> None:
    first = [count("search", "a", 1, NOON + second) for second in (0, 59)]
    assert [(one.number, one.seconds) for one in first] == [(1, 60), (2, 1)]
    assert count("search", "a", 1, NOON + 60).number == 1


def test_every_rule_is_about_addresses_that_exist() -> None:
    names = {
        f"{namespace}:{name}"
        for namespace, (_prefix, resolver) in get_resolver().namespace_dict.items()
        for name in resolver.reverse_dict
        if isinstance(name, str)
    }
    assert {view for rule in RULES for view in rule.views} <= names


def test_uploading_is_refused_before_the_file_is_read(office_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object) -> None:
        raise AssertionError

    address = reverse("workbench:upload")
    for _ in range(2):
        office_client.post(address)
    monkeypatch.setattr("django.http.request.HttpRequest._load_post_and_files", read)
    assert office_client.post(address).status_code == 429
