from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.locking import is_locked, unlock
from xushi_web.accounts.models import Lock, OpenSession
from xushi_web.accounts.passwords import choose_password
from xushi_web.accounts.sessions import end_sessions
from xushi_web.audit.models import AuditEntry

PASSWORD = "Ein-langes-Wort-2025"  # noqa: S105 - of an invented person


@pytest.fixture
def wang(office: User) -> User:
    choose_password(user=office, password=PASSWORD)
    return office


def attempt(client: Client, password: str = PASSWORD, *, name: str = "office", address: str = "192.0.2.1") -> int:
    typed = {"username": name, "password": password}
    return client.post(reverse("workbench:login"), typed, REMOTE_ADDR=address).status_code


def entries() -> list[tuple[str, str, str]]:
    rows = AuditEntry.objects.exclude(tag="password:changed")
    return list(rows.values_list("tag", "outcome", "address"))


@pytest.mark.usefixtures("wang")
def test_signing_in_and_out_is_in_the_trail() -> None:
    client = Client()
    assert attempt(client) == 302
    client.post(reverse("workbench:logout"), REMOTE_ADDR="192.0.2.1")
    assert entries() == [("session:started", "done", "192.0.2.1"), ("session:ended", "done", "192.0.2.1")]


@pytest.mark.usefixtures("wang")
def test_a_failure_is_in_the_trail_and_says_nothing_about_the_account() -> None:
    client = Client()
    wrong = client.post(reverse("workbench:login"), {"username": "office", "password": "x"}).content.decode()
    unknown = client.post(reverse("workbench:login"), {"username": "nobody", "password": "x"}).content.decode()
    assert "账号或口令不对，请重新输入。" in wrong
    assert "账号或口令不对，请重新输入。" in unknown
    rows = AuditEntry.objects.filter(tag="session:failed").order_by("sequence")
    assert [row.actor for row in rows] == ["office", "未知账号"]


@pytest.mark.usefixtures("wang")
def test_five_failures_lock_the_account_for_their_address_only() -> None:
    client = Client()
    assert [attempt(client, "wrong") for _ in range(6)] == [200] * 5 + [429]
    assert attempt(client) == 429  # not even the right password is looked at
    assert attempt(client, address="192.0.2.2") == 302  # its holder, who sits elsewhere, is not locked out
    assert [tag for tag, *_ in entries()].count("session:locked") == 1


@pytest.mark.usefixtures("wang")
def test_a_lock_is_over_after_ten_minutes() -> None:
    client = Client()
    for _ in range(5):
        attempt(client, "wrong")
    Lock.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert attempt(client) == 302
    assert not Lock.objects.exists()


@pytest.mark.usefixtures("wang")
def test_an_account_that_does_not_exist_is_locked_like_any_other() -> None:
    client = Client()
    assert [attempt(client, "wrong", name="nobody") for _ in range(6)] == [200] * 5 + [429]


def test_the_security_administrator_lifts_a_lock_and_nobody_else(
    wang: User, security_administrator: User, system_administrator: User, auditor: User
) -> None:
    client = Client()
    for _ in range(5):
        attempt(client, "wrong")
    for other in (system_administrator, auditor, wang):
        with pytest.raises(NotAllowed, match=r"^只有安全管理员可以解除锁定。$"):
            unlock(actor=other, user=wang)
    assert is_locked(wang)
    assert unlock(actor=security_administrator, user=wang) == 1
    assert attempt(client) == 302


@pytest.mark.usefixtures("wang")
def test_a_session_has_a_new_key_after_signing_in() -> None:
    client = Client()
    client.get(reverse("workbench:login"))
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key or ""
    attempt(client)
    assert client.cookies["sessionid"].value != before
    assert not Session.objects.filter(session_key=before).exists()


def moved(client: Client, **seconds: int) -> Client:
    """Let the session's moments lie so many seconds in the past."""
    session = client.session
    for name, ago in seconds.items():
        session[name] -= ago
    session.save()
    return client


@pytest.mark.usefixtures("wang")
@pytest.mark.parametrize(("seconds", "status"), [({"seen": 1790}, 200), ({"seen": 1810}, 302), ({"since": 36010}, 302)])
def test_a_session_ends_when_idle_and_after_ten_hours(seconds: dict[str, int], status: int) -> None:
    client = Client()
    attempt(client)
    assert moved(client, **seconds).get(reverse("workbench:agencies")).status_code == status
    assert OpenSession.objects.count() == (1 if status == 200 else 0)


def test_a_session_that_ended_says_why(wang: User) -> None:  # noqa: ARG001 - signs in
    client = Client()
    attempt(client)
    page = moved(client, seen=1810).get(reverse("workbench:agencies"), follow=True).content.decode()
    assert "您已超过 30 分钟没有操作，请重新登录。" in page


def test_an_administrators_session_is_idle_for_fifteen_minutes_at_most(auditor: User) -> None:
    choose_password(user=auditor, password=PASSWORD)
    client = Client()
    attempt(client, name="auditor")
    assert client.session["idle"] == 15 * 60


def test_ending_sessions_signs_out_everywhere_and_disabling_as_well(
    wang: User, security_administrator: User, auditor: User
) -> None:
    clients = [Client(), Client()]
    for client in clients:
        attempt(client)
    with pytest.raises(NotAllowed, match=r"^只有系统管理员和安全管理员可以结束他人的登录。$"):
        end_sessions(actor=auditor, user=wang)
    assert end_sessions(actor=security_administrator, user=wang) == 2
    assert [client.get(reverse("workbench:agencies")).status_code for client in clients] == [302, 302]


def test_one_ends_ones_other_sessions(wang: User) -> None:  # noqa: ARG001 - signs in
    here, elsewhere = Client(), Client()
    attempt(here)
    attempt(elsewhere)
    here.post(reverse("workbench:end-others"))
    assert here.get(reverse("workbench:agencies")).status_code == 200
    assert elsewhere.get(reverse("workbench:agencies")).status_code == 302


@pytest.mark.usefixtures("wang")
def test_after_signing_in_one_is_led_to_the_page_one_came_for_but_to_no_other_site() -> None:
    typed = {"username": "office", "password": PASSWORD}
    address = reverse("workbench:login")
    page = reverse("workbench:agencies")
    assert Client().post(address, typed | {"next": page}).headers["Location"] == page
    away = Client().post(address, typed | {"next": "https://example.com/"})
    assert away.headers["Location"] == reverse("workbench:home")


@pytest.mark.usefixtures("wang")
def test_pages_of_the_workbench_are_kept_by_no_cache() -> None:
    client = Client()
    attempt(client)
    assert "no-store" in client.get(reverse("workbench:agencies")).headers["Cache-Control"]
    assert "no-store" in client.get(reverse("workbench:login")).headers["Cache-Control"]
