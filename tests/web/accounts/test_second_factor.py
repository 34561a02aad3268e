from __future__ import annotations

import base64
import re
import time

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts import totp
from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.factors import check_code, confirm_factor, has_factor, remove_factor, secret_in_the_making
from xushi_web.accounts.models import RecoveryCode, SecondFactor
from xushi_web.accounts.passwords import choose_password
from xushi_web.audit.models import AuditEntry

PASSWORD = "Ein-langes-Wort-2025"  # noqa: S105 - of an invented person
NOW = 1_764_378_000.0


def code_of(secret: str, seconds: float = NOW) -> str:
    return totp.code_at(secret, int(seconds) // totp.STEP)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "94287082"), (1111111109, "07081804"), (20000000000, "65353130")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert totp.code_at(secret, seconds // 30, digits=8) == code


@pytest.fixture
def armed(office: User) -> tuple[User, str, list[str]]:
    """A person with a second factor, its secret, and the recovery codes."""
    choose_password(user=office, password=PASSWORD)
    secret = secret_in_the_making(office)
    codes = confirm_factor(user=office, code=code_of(secret, NOW - 300), seconds=NOW - 300)
    assert codes
    return office, secret, codes


def test_a_wrong_code_takes_nothing_into_use(office: User) -> None:
    secret = secret_in_the_making(office)
    wrong = str((int(code_of(secret)) + 1) % 1_000_000).zfill(6)
    assert confirm_factor(user=office, code=wrong, seconds=NOW) is None
    assert not has_factor(office)


def test_a_code_is_good_once_and_for_a_minute_at_most(armed: tuple[User, str, list[str]]) -> None:
    user, secret, _ = armed
    assert check_code(user=user, code=code_of(secret), seconds=NOW)
    assert not check_code(user=user, code=code_of(secret), seconds=NOW)
    assert not check_code(user=user, code=code_of(secret, NOW + 60), seconds=NOW + 150)
    assert check_code(user=user, code=code_of(secret, NOW + 300), seconds=NOW + 330)


def test_a_recovery_code_is_good_once(armed: tuple[User, str, list[str]]) -> None:
    user, _, codes = armed
    assert check_code(user=user, code=codes[0].lower())
    assert not check_code(user=user, code=codes[0])
    assert RecoveryCode.objects.filter(user=user).count() == 7
    assert AuditEntry.objects.filter(tag="factor:recovery_used").get().details == {"left": 7}


def test_neither_secrets_nor_codes_are_readable_in_the_database(armed: tuple[User, str, list[str]]) -> None:
    _, secret, codes = armed
    assert secret not in SecondFactor.objects.get().secret
    assert not {code.replace("-", "") for code in codes} & set(RecoveryCode.objects.values_list("digest", flat=True))


def test_signing_in_asks_for_the_code_and_opens_nothing_before(armed: tuple[User, str, list[str]]) -> None:
    _, secret, _ = armed
    client = Client()
    answer = client.post(reverse("workbench:login"), {"username": "office", "password": PASSWORD})
    assert answer.headers["Location"] == reverse("workbench:code")
    assert client.get(reverse("workbench:agencies")).status_code == 302
    code = code_of(secret, time.time())
    assert client.post(reverse("workbench:code"), {"code": code}).status_code == 302
    assert client.get(reverse("workbench:agencies")).status_code == 200


@pytest.mark.usefixtures("armed")
def test_codes_cannot_be_guessed_without_end() -> None:
    client = Client()
    client.post(reverse("workbench:login"), {"username": "office", "password": PASSWORD})
    answers = [client.post(reverse("workbench:code"), {"code": "x"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_the_page_of_the_code_is_for_those_who_have_shown_a_password(db: None) -> None:  # noqa: ARG001
    assert Client().get(reverse("workbench:code")).headers["Location"] == reverse("workbench:login")


@pytest.mark.parametrize("who", ["auditor", "system_administrator", "security_administrator"])
def test_an_administrator_has_to_set_one_up_before_anything_else(request: pytest.FixtureRequest, who: str) -> None:
    user: User = request.getfixturevalue(who)
    choose_password(user=user, password=PASSWORD)
    client = Client()
    client.post(reverse("workbench:login"), {"username": user.get_username(), "password": PASSWORD})
    for page in ("audit", "home", "account"):
        assert client.get(reverse(f"workbench:{page}")).headers["Location"] == reverse("workbench:factor")
    page = client.get(reverse("workbench:factor")).content.decode()
    assert "<svg" in page
    found = re.search(r'<code class="wb-secret">([A-Z2-7 ]+)</code>', page)
    assert found
    secret = found[1].replace(" ", "")
    answer = client.post(reverse("workbench:factor"), {"code": code_of(secret, time.time())})
    assert len(re.findall(r"<li><code>[A-Z2-7-]{27}</code>", answer.content.decode())) == 8
    assert client.get(reverse("workbench:account")).status_code == 200
    with pytest.raises(NotAllowed, match=r"^三员必须使用第二重验证"):
        remove_factor(actor=user, user=user)


def test_the_security_administrator_takes_it_from_who_lost_the_phone_and_nobody_else(
    armed: tuple[User, str, list[str]], security_administrator: User, system_administrator: User
) -> None:
    user, *_ = armed
    with pytest.raises(NotAllowed, match=r"^只有安全管理员可以重置他人的第二重验证。$"):
        remove_factor(actor=system_administrator, user=user)
    remove_factor(actor=security_administrator, user=user)
    assert not has_factor(user)
    assert not RecoveryCode.objects.exists()
