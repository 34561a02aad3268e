from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actions import create_administrator
from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.accounts.models import FirstPassword
from xushi_web.accounts.policies import may_found_government, may_work_for
from xushi_web.agencies.models import Government
from xushi_web.audit.models import AuditEntry


def test_an_office_works_for_its_own_government_only(office: User, city: Government, other_city: Government) -> None:
    assert may_work_for(office, city)
    assert not may_work_for(office, other_city)


def test_the_administrator_works_for_every_government(administrator: User, city: Government) -> None:
    assert may_work_for(administrator, city)


def test_a_visitor_works_for_none(visitor: AnonymousUser, city: Government) -> None:
    assert not may_work_for(visitor, city)
    assert not may_work_for(visitor, None)


def test_only_the_administrator_and_the_system_bring_a_government_in(
    office: User, administrator: User, visitor: AnonymousUser
) -> None:
    assert may_found_government(administrator)
    assert may_found_government(System("import"))
    assert not may_found_government(office)
    assert not may_found_government(visitor)


@pytest.mark.django_db
def test_there_are_no_accounts_to_begin_with() -> None:
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_password_made_for_an_administrator_signs_in_once_and_must_be_changed() -> None:
    secret = create_administrator(actor=System("createadmin"), username="wang")
    client = Client()
    assert client.login(username="wang", password=secret)
    assert client.get(reverse("workbench:home")).headers["Location"] == reverse("workbench:password")
    chosen = "清风徐来水波不兴-2025"
    client.post(reverse("workbench:password"), {"new_password1": chosen, "new_password2": chosen})
    assert not FirstPassword.objects.exists()
    assert client.get(reverse("workbench:home")).status_code == 200
    assert not Client().login(username="wang", password=secret)


@pytest.mark.django_db
def test_creating_an_administrator_is_in_the_audit_trail() -> None:
    create_administrator(actor=System("createadmin"), username="wang")
    assert AuditEntry.objects.get().tag == "user:created"


@pytest.mark.django_db
def test_a_taken_name_is_refused() -> None:
    create_administrator(actor=System("createadmin"), username="wang")
    with pytest.raises(NotAllowed, match=r"^账号“wang”已经存在，请另取名称。$"):
        create_administrator(actor=System("createadmin"), username="wang")
