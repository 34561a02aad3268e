"""Sign-in elsewhere, against a real provider: a process of its own, spoken to over HTTP on this machine."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.identities import tie, untie
from xushi_web.accounts.models import Identity, OpenSession
from xushi_web.audit.models import AuditEntry
from xushi_web.project.environment import Provider

_SECONDS = 60


def _started(*options: str) -> Iterator[str]:
    """Start a provider and yield its address once it answers."""
    command = shutil.which("oidc-provider-mock", path=str(Path(sys.executable).parent))
    if command is None:
        pytest.skip("oidc-provider-mock is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [command, "--port", str(port), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + _SECONDS
        while True:
            try:
                requests.get(f"{address}/.well-known/openid-configuration", timeout=5)
                break
            except requests.ConnectionError:
                if process.poll() is not None or time.monotonic() > end:
                    raise
        yield address
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    yield from _started("--require-nonce", "true")


@pytest.fixture
def city_provider(db: None, provider: str, settings: Any) -> str:  # noqa: ARG001 - opens the database
    settings.OIDC = Provider(provider, "xushi", "a secret of the test", "统一身份认证")
    return provider


class Journey(NamedTuple):
    """A browser that was sent to the provider, and with what it comes back."""

    client: Client
    back: str


def sent(client: Client | None = None) -> tuple[Client, str]:
    """Return a browser and the address to which it is sent."""
    browser = client or Client()
    return browser, browser.get(reverse("workbench:oidc")).headers["Location"]


def journey(subject: str = "zhang", client: Client | None = None) -> Journey:
    """Go to the provider and sign in there as `subject`."""
    browser, address = sent(client)
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code in {302, 303}, answer.text
    parts = urlsplit(answer.headers["Location"])
    return Journey(browser, f"{parts.path}?{parts.query}")


@pytest.fixture
def zhang(office: User, system_administrator: User, city_provider: str) -> User:
    tie(actor=system_administrator, user=office, provider=city_provider, subject="zhang")
    return office


def test_the_request_carries_state_nonce_and_pkce(city_provider: str) -> None:
    _, address = sent()
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(city_provider)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"state", "nonce", "code_challenge"} <= asked.keys()


def test_who_is_tied_to_an_account_is_signed_in(zhang: User) -> None:
    browser, back = journey()
    assert browser.get(back).headers["Location"] == reverse("workbench:home")
    assert OpenSession.objects.get().user == zhang
    assert AuditEntry.objects.get(tag="session:started").details == {"how": "oidc"}


@pytest.mark.usefixtures("city_provider")
def test_nobody_gets_an_account_by_coming() -> None:
    browser, back = journey("stranger")
    page = browser.get(back, follow=True).content.decode()
    assert "统一身份认证通过了，但这里没有对应的账号。请系统管理员建立账号并关联。" in page
    assert not User.objects.exists()
    assert AuditEntry.objects.get().outcome == "failed"


def test_the_same_subject_of_another_provider_is_somebody_else(
    office: User, system_administrator: User, city_provider: str
) -> None:
    assert city_provider
    tie(actor=system_administrator, user=office, provider="https://other.example", subject="zhang")
    browser, back = journey()
    browser.get(back)
    assert not OpenSession.objects.exists()


@pytest.mark.usefixtures("zhang")
def test_a_wrong_state_is_refused() -> None:
    browser, back = journey()
    page = browser.get(re.sub(r"state=[^&]+", "state=x", back), follow=True).content.decode()
    assert "统一身份认证没有完成，请重新登录；多次不成请与系统管理员联系。" in page
    assert not OpenSession.objects.exists()


@pytest.mark.usefixtures("zhang")
def test_what_another_browser_brings_back_is_refused() -> None:
    _, back = journey()
    other = Client()
    sent(other)
    other.get(back)
    assert not OpenSession.objects.exists()


@pytest.mark.usefixtures("zhang")
def test_a_code_is_good_once() -> None:
    browser, back = journey()
    browser.get(back)
    browser.post(reverse("workbench:logout"))
    assert browser.get(back).headers["Location"] == reverse("workbench:login")
    code = parse_qs(urlsplit(back).query)["code"][0]
    other, address = sent()
    state = parse_qs(urlsplit(address).query)["state"][0]
    other.get(f"{reverse('workbench:oidc-back')}?code={code}&state={state}")
    assert not OpenSession.objects.exists()


def test_a_disabled_account_is_not_signed_in(zhang: User) -> None:
    User.objects.filter(pk=zhang.pk).update(is_active=False)
    browser, back = journey()
    browser.get(back)
    assert not OpenSession.objects.exists()


def test_an_administrator_still_has_to_show_the_second_factor(
    auditor: User, system_administrator: User, city_provider: str
) -> None:
    tie(actor=system_administrator, user=auditor, provider=city_provider, subject="auditor")
    browser, back = journey("auditor")
    browser.get(back)
    assert browser.get(reverse("workbench:audit")).headers["Location"] == reverse("workbench:factor")


def test_a_subject_is_one_account_and_only_the_system_administrator_ties(
    office: User, other_office: User, security_administrator: User, system_administrator: User
) -> None:
    for actor in (office, security_administrator):
        with pytest.raises(NotAllowed, match=r"^只有系统管理员可以关联统一身份认证。$"):
            tie(actor=actor, user=office, provider="https://p.example", subject="zhang")
    tie(actor=system_administrator, user=office, provider="https://p.example", subject="zhang")
    with pytest.raises(NotAllowed, match=r"^这个用户标识已经关联了账号，请先核对。$"):
        tie(actor=system_administrator, user=other_office, provider="https://p.example", subject="zhang")
    untie(actor=system_administrator, identity=Identity.objects.get())
    assert not Identity.objects.exists()


def test_without_a_provider_there_is_no_such_page(db: None) -> None:  # noqa: ARG001 - opens the database
    assert Client().get(reverse("workbench:oidc")).status_code == 404
    assert "统一身份认证" not in Client().get(reverse("workbench:login")).content.decode()
