from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.accounts.actions import appoint, dismiss
from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.accounts.administration import confirm, propose, set_active, unused, withdraw
from xushi_web.accounts.models import Appointment, Post, Proposal
from xushi_web.accounts.passwords import choose_password
from xushi_web.agencies.models import Government
from xushi_web.audit.models import AuditEntry
from xushi_web.states import OutOfTurn

from ..conftest import signed_in

PASSWORD = "Ein-langes-Wort-2025"  # noqa: S105 - of an invented person


@pytest.fixture
def zhao(db: None) -> User:  # noqa: ARG001 - opens the database
    """Somebody without a post."""
    return User.objects.create_user("zhao")


def test_disabling_ends_sessions_and_deletes_nothing(system_administrator: User, zhao: User) -> None:
    choose_password(user=zhao, password=PASSWORD)
    client = Client()
    client.post(reverse("workbench:login"), {"username": "zhao", "password": PASSWORD})
    assert client.get(reverse("workbench:account")).status_code == 200
    set_active(actor=system_administrator, user=zhao, active=False)
    assert client.get(reverse("workbench:account")).status_code == 302
    assert not zhao.open_sessions.exists()
    assert client.post(reverse("workbench:login"), {"username": "zhao", "password": PASSWORD}).status_code == 200
    set_active(actor=system_administrator, user=zhao, active=True)
    assert client.post(reverse("workbench:login"), {"username": "zhao", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("who", ["office", "security_administrator", "auditor"])
def test_only_the_system_administrator_disables(request: pytest.FixtureRequest, who: str, zhao: User) -> None:
    with pytest.raises(NotAllowed, match=r"^只有系统管理员可以停用和启用账号。$"):
        set_active(actor=request.getfixturevalue(who), user=zhao, active=False)


def test_nobody_disables_themselves_or_the_last_administrator(system_administrator: User, auditor: User) -> None:
    with pytest.raises(NotAllowed, match=r"^不能停用自己的账号"):
        set_active(actor=system_administrator, user=system_administrator, active=False)
    with pytest.raises(NotAllowed, match=r"^“auditor”是最后一名审计管理员，不能停用；请先由安全管理员授予另一人。$"):
        set_active(actor=system_administrator, user=auditor, active=False)


def test_accounts_that_nobody_used_for_ninety_days_are_marked(system_administrator: User, zhao: User) -> None:
    assert not unused().exists()
    User.objects.filter(pk=zhao.pk).update(last_login=timezone.now() - timedelta(days=91))
    assert list(unused()) == [zhao]
    page = signed_in(system_administrator).get(reverse("workbench:people") + "?unused=1").content.decode()
    assert "90 天未用</span>" in page


def test_the_first_of_an_administrators_posts_takes_two_people(
    security_administrator: User, system_administrator: User, zhao: User
) -> None:
    with pytest.raises(NotAllowed, match=r"^授予第一名、收回最后一名管理员须由两人办理：一人提出，另一人确认。$"):
        appoint(actor=security_administrator, user=zhao, post=Post.AUDIT)
    proposal = propose(actor=security_administrator, user=zhao, post=Post.AUDIT, gives=True)
    for actor in (security_administrator, zhao):
        with pytest.raises(NotAllowed, match=r"^须由另一名安全管理员或系统管理员确认，提出的人和当事人不能确认。$"):
            confirm(actor=actor, proposal=proposal)
    confirm(actor=system_administrator, proposal=proposal)
    assert Appointment.objects.get(user=zhao).post == Post.AUDIT
    tags = list(AuditEntry.objects.order_by("sequence").values_list("tag", "actor"))
    assert tags == [
        ("post:proposed", "security-administrator"),
        ("user:appointed", "security-administrator"),
        ("post:confirmed", "system-administrator"),
    ]


def test_the_second_holder_takes_one(security_administrator: User, auditor: User, zhao: User) -> None:
    appoint(actor=security_administrator, user=zhao, post=Post.AUDIT)
    dismiss(actor=security_administrator, appointment=Appointment.objects.get(user=zhao))
    with pytest.raises(NotAllowed, match=r"^授予第一名、收回最后一名管理员须由两人办理"):
        dismiss(actor=security_administrator, appointment=Appointment.objects.get(user=auditor))


def test_the_last_holder_goes_when_a_second_person_agrees(
    security_administrator: User, system_administrator: User, auditor: User
) -> None:
    proposal = propose(actor=security_administrator, user=auditor, post=Post.AUDIT, gives=False)
    confirm(actor=system_administrator, proposal=proposal)
    assert not Appointment.objects.filter(post=Post.AUDIT).exists()


def test_a_proposal_is_agreed_to_once_and_can_be_taken_back(
    security_administrator: User, system_administrator: User, zhao: User
) -> None:
    proposal = propose(actor=security_administrator, user=zhao, post=Post.AUDIT, gives=True)
    withdraw(actor=security_administrator, proposal=proposal)
    with pytest.raises(OutOfTurn):
        confirm(actor=system_administrator, proposal=proposal)
    assert not zhao.appointments.exists()


def test_an_agreement_is_good_for_what_it_was_about_only(security_administrator: User, zhao: User) -> None:
    proposal = propose(actor=security_administrator, user=zhao, post=Post.AUDIT, gives=True)
    Proposal.objects.update(state="confirmed")
    proposal.refresh_from_db()
    other = User.objects.create_user("qian")
    with pytest.raises(NotAllowed, match=r"^授予第一名"):
        appoint(actor=security_administrator, user=other, post=Post.AUDIT, agreed=proposal)


@pytest.mark.parametrize("who", ["office", "system_administrator", "auditor"])
def test_only_the_security_administrator_proposes(request: pytest.FixtureRequest, who: str, zhao: User) -> None:
    with pytest.raises(NotAllowed, match=r"^只有安全管理员可以提出管理员岗位的变动。$"):
        propose(actor=request.getfixturevalue(who), user=zhao, post=Post.AUDIT, gives=True)


def test_the_command_line_needs_no_second_person(zhao: User) -> None:
    assert appoint(actor=System("createadmin"), user=zhao, post=Post.SECURITY)


def test_nobody_gives_a_post_to_themselves(security_administrator: User, city: Government) -> None:
    with pytest.raises(NotAllowed, match=r"^不能给自己授予岗位，请另一名管理员办理。$"):
        appoint(actor=security_administrator, user=security_administrator, post=Post.OFFICE, government=city)


def test_the_pages_are_for_the_two_administrators(
    system_administrator: User, security_administrator: User, office: User, auditor: User, zhao: User
) -> None:
    addresses = [reverse("workbench:people"), reverse("workbench:person", args=[zhao.pk])]
    for user, status in (
        (system_administrator, 200),
        (security_administrator, 200),
        (office, 403),
        (auditor, 403),
        (zhao, 403),
    ):
        assert [signed_in(user).get(address).status_code for address in addresses] == [status] * 2


def test_each_administrator_has_one_half_of_the_page_and_the_other_half_is_refused(
    system_administrator: User, security_administrator: User, zhao: User, city: Government
) -> None:
    change = reverse("workbench:change-person", args=[zhao.pk])
    give = reverse("workbench:appoint", args=[zhao.pk])
    system, security = signed_in(system_administrator), signed_in(security_administrator)
    assert security.post(change, {"do": "disable"}).status_code == 403
    assert security.post(reverse("workbench:invite-person"), {"name": "x", "username": "x"}).status_code == 403
    assert system.post(give, {"post": "office"}).status_code == 403
    assert system.post(change, {"do": "unlock"}).status_code == 403
    assert security.post(give, {"post": "clerk"}).status_code == 422  # in no unit
    assert security.post(give, {"post": "office", "government": str(city.pk)}).status_code == 302
    assert zhao.appointments.get().government == city
    page = security.post(give, {"post": "audit"}, follow=True).content.decode()
    assert "已提出，待另一名管理员确认后生效。" in page


def test_the_first_auditor_is_agreed_on_by_page(
    system_administrator: User, security_administrator: User, zhao: User
) -> None:
    security, system = signed_in(security_administrator), signed_in(system_administrator)
    security.post(reverse("workbench:appoint", args=[zhao.pk]), {"post": "audit"})
    decide = reverse("workbench:decide-proposal", args=[Proposal.objects.get().pk])
    assert security.post(decide, {"do": "confirm"}).status_code == 403
    system.post(decide, {"do": "confirm"})
    assert zhao.appointments.get().post == Post.AUDIT
