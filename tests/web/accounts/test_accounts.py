from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actions import appoint, create_account, dismiss
from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.accounts.models import ADMINISTRATORS, Appointment, FirstPassword, Post
from xushi_web.accounts.policies import may_found_government, may_work_for
from xushi_web.accounts.queries import governments_of
from xushi_web.agencies.models import Agency, Government
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


def test_somebody_is_of_the_governments_they_hold_a_post_in(
    office: User, administrator: User, auditor: User, city: Government, other_city: Government
) -> None:
    unit = Agency.objects.create(government=city, name="市教育局")
    clerk = User.objects.create_user("clerk")
    appoint(actor=System("test"), user=clerk, post=Post.CLERK, agency=unit)
    assert set(governments_of(office)) == set(governments_of(clerk)) == {city}
    assert set(governments_of(administrator)) == {city, other_city}
    assert not governments_of(auditor).exists()


@pytest.mark.django_db
def test_there_are_no_accounts_to_begin_with() -> None:
    assert not User.objects.exists()


@pytest.mark.django_db
def test_the_password_made_for_an_administrator_signs_in_once_and_must_be_changed() -> None:
    user, secret = create_account(actor=System("createadmin"), username="wang")
    appoint(actor=System("createadmin"), user=user, post=Post.OFFICE)
    client = Client()
    assert client.login(username="wang", password=secret)
    assert client.get(reverse("workbench:home")).headers["Location"] == reverse("workbench:password")
    chosen = "清风徐来水波不兴-2025-月"
    client.post(reverse("workbench:password"), {"new_password1": chosen, "new_password2": chosen})
    assert not FirstPassword.objects.exists()
    assert client.get(reverse("workbench:home")).status_code == 200
    assert not Client().login(username="wang", password=secret)


@pytest.mark.django_db
def test_creating_an_administrator_is_in_the_audit_trail() -> None:
    create_account(actor=System("createadmin"), username="wang")
    assert AuditEntry.objects.get().tag == "user:created"


@pytest.mark.django_db
def test_a_taken_name_is_refused() -> None:
    create_account(actor=System("createadmin"), username="wang")
    with pytest.raises(NotAllowed, match=r"^账号“wang”已经存在，请另取名称。$"):
        create_account(actor=System("createadmin"), username="wang")


@pytest.mark.parametrize("post", ADMINISTRATORS)
def test_nobody_holds_two_of_the_three_administrators_posts(db: None, system: System, post: Post) -> None:  # noqa: ARG001
    user, _ = create_account(actor=system, username="wang")
    appoint(actor=system, user=user, post=post)
    other = next(another for another in ADMINISTRATORS if another is not post)
    with pytest.raises(NotAllowed, match=r"三员不得兼任"):
        appoint(actor=system, user=user, post=other)
    assert Appointment.objects.count() == 1


def test_the_auditor_holds_no_other_post(city: Government, system: System) -> None:
    user, _ = create_account(actor=system, username="wang")
    appoint(actor=system, user=user, post=Post.AUDIT)
    with pytest.raises(NotAllowed, match=r"审计管理员不得兼任其他岗位"):
        appoint(actor=system, user=user, post=Post.LEADER, government=city)


def test_an_office_appoints_in_its_own_units_only(
    office: User, city: Government, other_city: Government, system: System
) -> None:
    user, _ = create_account(actor=system, username="wang")
    ours, theirs = (Agency.objects.create(government=place, name="教育局") for place in (city, other_city))
    assert appoint(actor=office, user=user, post=Post.CLERK, agency=ours).government == city
    with pytest.raises(NotAllowed, match=r"^只有安全管理员可以授予岗位"):
        appoint(actor=office, user=user, post=Post.CLERK, agency=theirs)
    with pytest.raises(NotAllowed, match=r"^只有安全管理员可以授予岗位"):
        appoint(actor=office, user=user, post=Post.OFFICE, government=city)


def test_an_appointment_that_ends_is_in_the_audit_trail(office: User, city: Government, system: System) -> None:
    user, _ = create_account(actor=system, username="wang")
    unit = Agency.objects.create(government=city, name="教育局")
    dismiss(actor=office, appointment=appoint(actor=office, user=user, post=Post.CLERK, agency=unit))
    assert not Appointment.objects.filter(user=user).exists()
    assert list(AuditEntry.objects.values_list("tag", flat=True))[-2:] == ["user:appointed", "user:dismissed"]


def test_only_the_system_administrator_creates_accounts(office: User, visitor: AnonymousUser) -> None:
    for actor in (office, visitor):
        with pytest.raises(NotAllowed, match=r"^只有系统管理员可以建立账号。$"):
            create_account(actor=actor, username="wang")
