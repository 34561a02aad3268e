from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.accounts.models import OldPassword
from xushi_web.accounts.passwords import choose_password, is_over
from xushi_web.accounts.profiles import PROFILES

from ..conftest import signed_in

GOOD = "Ein-langes-Wort-2025"
OTHER = "Noch-ein-Wort-2026"


@pytest.fixture
def dengbao(settings: Any) -> None:
    settings.PASSWORD_PROFILE = PROFILES["dengbao"]
    settings.AUTH_PASSWORD_VALIDATORS = PROFILES["dengbao"].validators()


def wrong(password: str, user: User | None = None) -> list[str | None]:
    """Return the codes of what is wrong with a password."""
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [single.code for single in error.error_list]
    return []


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("清风徐来水波不兴清风徐来水波不", []),  # a sentence of 15 characters, of one class
        ("清风徐来水波不兴清风徐来水波", ["password_too_short"]),
        ("qwertyuiop", ["password_too_short", "password_too_common"]),
        ("x" * 65 + "y", []),  # long ones are welcome
    ],
)
def test_the_profile_asvs_asks_for_length_only(password: str, codes: list[str]) -> None:
    assert wrong(password) == codes


@pytest.mark.usefixtures("dengbao")
@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("Abcdefgh-123", []),
        ("Abcdefgh-12", ["password_too_short"]),
        ("abcdefgh-ijkl", ["password_too_uniform"]),
        ("abcdefgh-1234", []),
        ("清风徐来水波不兴清风Aa", []),
    ],
)
def test_the_profile_dengbao_asks_for_three_classes(password: str, codes: list[str]) -> None:
    assert wrong(password) == codes


@pytest.mark.usefixtures("dengbao")
def test_the_profile_dengbao_takes_none_of_the_last_five_again(office: User) -> None:
    for number in range(6):
        choose_password(user=office, password=f"Ein-Wort-Nr-{number}")
    assert wrong("Ein-Wort-Nr-1", office) == ["password_used_before"]
    assert wrong("Ein-Wort-Nr-0", office) == []


@pytest.mark.usefixtures("dengbao")
def test_the_profile_dengbao_asks_for_a_new_one_after_ninety_days(office: User) -> None:
    choose_password(user=office, password=GOOD)
    assert not is_over(office, timezone.now() + timedelta(days=89))
    assert is_over(office, timezone.now() + timedelta(days=91))


def test_the_profile_asvs_never_asks_for_a_new_one(office: User) -> None:
    choose_password(user=office, password=GOOD)
    assert not is_over(office, timezone.now() + timedelta(days=9999))


@pytest.mark.usefixtures("dengbao")
def test_whoever_signs_in_with_a_password_that_is_over_is_led_to_a_new_one(office: User) -> None:
    choose_password(user=office, password=GOOD)
    OldPassword.objects.update(at=timezone.now() - timedelta(days=91))
    client = Client()
    client.post(reverse("workbench:login"), {"username": "office", "password": GOOD})
    assert client.get(reverse("workbench:agencies")).headers["Location"] == reverse("workbench:password")
    page = client.get(reverse("workbench:password")).content.decode()
    assert "现在的口令已到期，请更改后继续。" in page
    typed = {"old_password": GOOD, "new_password1": OTHER, "new_password2": OTHER}
    client.post(reverse("workbench:password"), typed)
    assert client.get(reverse("workbench:agencies")).status_code == 200


def test_passwords_are_kept_as_argon2(office: User) -> None:
    choose_password(user=office, password=GOOD)
    assert office.password.startswith("argon2$argon2id$")


def test_changing_a_password_needs_the_old_one(office: User) -> None:
    choose_password(user=office, password=GOOD)
    client = signed_in(office)
    typed = {"old_password": "wrong", "new_password1": OTHER, "new_password2": OTHER}
    assert client.post(reverse("workbench:password"), typed).status_code == 200
    office.refresh_from_db()
    assert office.check_password(GOOD)
    assert client.post(reverse("workbench:password"), typed | {"old_password": GOOD}).status_code == 302
    office.refresh_from_db()
    assert office.check_password(OTHER)
    assert client.get(reverse("workbench:account")).status_code == 200
