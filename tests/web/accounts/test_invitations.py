from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.accounts.contacts import masked_email, masked_phone, show_contact
from xushi_web.accounts.invitations import accept_invitation, find_invitation, invite, invite_again, withdraw_invitation
from xushi_web.accounts.models import Appointment, Contact, Invitation, Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.audit.models import AuditEntry
from xushi_web.states import OutOfTurn

from ..conftest import signed_in

PASSWORD = "Ein-langes-Wort-2025"  # noqa: S105 - of an invented person


@pytest.fixture
def unit(city: Government) -> Agency:
    return Agency.objects.create(government=city, name="市教育局")


def test_the_office_invites_into_its_own_units(office: User, unit: Agency) -> None:
    invited = invite(actor=office, username="li", name="李四", agency=unit, post=Post.HEAD)
    user = invited.invitation.user
    assert not user.has_usable_password()
    assert Appointment.objects.get(user=user).agency == unit
    tags = list(AuditEntry.objects.filter(actor="office").order_by("at").values_list("tag", flat=True))
    assert tags == ["user:created", "user:appointed", "user:invited"]


@pytest.mark.parametrize("who", ["other_office", "security_administrator", "auditor", "system_administrator"])
def test_others_do_not_invite_into_a_unit(request: pytest.FixtureRequest, who: str, unit: Agency) -> None:
    with pytest.raises(NotAllowed, match=r"^只有系统管理员可以邀请新账号；督查室只能邀请本级各单位的人员。$"):
        invite(actor=request.getfixturevalue(who), username="li", name="李四", agency=unit)
    assert not User.objects.filter(username="li").exists()


def test_only_the_system_administrator_invites_without_a_post(
    office: User, security_administrator: User, system_administrator: User
) -> None:
    for other in (office, security_administrator):
        with pytest.raises(NotAllowed, match=r"^只有系统管理员可以邀请新账号"):
            invite(actor=other, username="li", name="李四")
    user = invite(actor=system_administrator, username="li", name="李四").invitation.user
    assert not user.appointments.exists()


def test_an_office_gives_no_other_post_by_inviting(office: User, unit: Agency) -> None:
    with pytest.raises(NotAllowed, match=r"^单位里只有联络员和负责人两种岗位。$"):
        invite(actor=office, username="li", name="李四", agency=unit, post=Post.OFFICE)


def test_a_name_that_is_taken_is_refused_in_any_case(office: User, unit: Agency) -> None:
    with pytest.raises(NotAllowed, match=r"^账号“Office”已经存在，请另取名称。$"):
        invite(actor=office, username="Office", name="李四", agency=unit)


@pytest.mark.parametrize("username", ["a b", "", "x" * 151])
def test_a_name_that_cannot_be_an_account_is_refused(office: User, unit: Agency, username: str) -> None:
    with pytest.raises(NotAllowed):
        invite(actor=office, username=username, name="李四", agency=unit)


def test_the_secret_is_long_and_not_in_the_database(office: User, unit: Agency) -> None:
    invited = invite(actor=office, username="li", name="李四", agency=unit)
    assert len(invited.secret) >= 43  # 256 bits in base 64
    assert invited.secret not in str(list(Invitation.objects.values()) + list(AuditEntry.objects.values()))


def test_a_link_is_good_once(office: User, unit: Agency) -> None:
    invited = invite(actor=office, username="li", name="李四", agency=unit)
    again = Invitation.objects.get()
    user = accept_invitation(invitation=invited.invitation, password=PASSWORD)
    assert user.check_password(PASSWORD)
    with pytest.raises(OutOfTurn):
        accept_invitation(invitation=again, password="Anderes-Wort-2025-x")  # noqa: S106 - invented
    assert find_invitation(invited.secret) is None


def test_a_link_is_good_for_seven_days(office: User, unit: Agency) -> None:
    invited = invite(actor=office, username="li", name="李四", agency=unit)
    later = timezone.now() + timedelta(days=7, minutes=1)
    assert find_invitation(invited.secret, later - timedelta(minutes=2))
    assert find_invitation(invited.secret, later) is None
    with pytest.raises(OutOfTurn):
        accept_invitation(invitation=invited.invitation, password=PASSWORD, now=later)


def test_a_link_is_withdrawn_and_replaced_by_a_new_one(office: User, other_office: User, unit: Agency) -> None:
    first = invite(actor=office, username="li", name="李四", agency=unit)
    second = invite_again(actor=office, user=first.invitation.user)
    assert find_invitation(first.secret) is None
    with pytest.raises(NotAllowed, match=r"^您不能撤回这个邀请，请系统管理员办理。$"):
        withdraw_invitation(actor=other_office, invitation=second.invitation)
    withdraw_invitation(actor=office, invitation=second.invitation)
    assert find_invitation(second.secret) is None


def test_an_office_sends_no_link_to_whoever_has_a_post_elsewhere(
    office: User, other_office: User, security_administrator: User, system_administrator: User, unit: Agency
) -> None:
    li = invite(actor=office, username="li", name="李四", agency=unit).invitation.user
    for actor, user in (
        (office, security_administrator),
        (office, other_office),
        (other_office, li),
        (security_administrator, li),
    ):
        with pytest.raises(NotAllowed, match=r"^您不能给这个账号发新的链接，请系统管理员办理。$"):
            invite_again(actor=actor, user=user)
    assert invite_again(actor=system_administrator, user=li).secret


def test_the_invited_choose_a_password_and_sign_in(office: User, unit: Agency) -> None:
    client = signed_in(office)
    typed = {"name": "李四", "username": "li", "agency": str(unit.pk), "post": "clerk", "phone": "13800001234"}
    page = client.post(reverse("workbench:contacts"), typed).content.decode()
    found = re.search(r"/workbench/invitation/([\w-]{43})/", page)
    assert found
    person = Client()
    address = reverse("workbench:invitation", args=[found[1]])
    short = person.post(address, {"new_password1": "short", "new_password2": "short"})
    assert short.status_code == 200
    assert "口令太短，至少要 15 个字符。" in short.content.decode()
    assert person.post(address, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 302
    assert person.get(address).status_code == 410
    answer = person.post(reverse("workbench:login"), {"username": "li", "password": PASSWORD})
    assert answer.headers["Location"] == reverse("workbench:desk")


def test_the_link_is_mailed_where_mail_is_set_up(office: User, unit: Agency, settings: Any) -> None:
    settings.MAIL = object()
    typed = {"name": "李四", "username": "li", "agency": str(unit.pk), "post": "clerk", "email": "li@example.com"}
    page = signed_in(office).post(reverse("workbench:contacts"), typed).content.decode()
    assert "链接也已发到本人邮箱。" in page
    assert mail.outbox[0].to == ["li@example.com"]
    assert "/workbench/invitation/" in str(mail.outbox[0].body)


def test_contacts_are_sealed_masked_and_seeing_them_is_written_down(
    office: User, other_office: User, unit: Agency
) -> None:
    user = invite(
        actor=office, username="li", name="李四", agency=unit, phone="13800001234", email="li@example.com"
    ).invitation.user
    kept = Contact.objects.get()
    assert "1380000" not in kept.phone
    assert (kept.email[:6], user.email) == ("gAAAAA", "")
    assert (masked_phone(user), masked_email(user)) == ("138****1234", "l***@example.com")
    with pytest.raises(NotAllowed, match=r"^您不能查看这个账号的联系方式。$"):
        show_contact(actor=other_office, user=user)
    assert show_contact(actor=office, user=user) == ("13800001234", "li@example.com")
    assert AuditEntry.objects.filter(tag="contact:shown").get().actor == "office"


def test_the_office_sees_and_dismisses_only_people_of_its_own_units(
    office: User, other_office: User, unit: Agency
) -> None:
    invite(actor=office, username="li", name="李四", agency=unit)
    row = Appointment.objects.get(user__username="li")
    assert "李四" in signed_in(office).get(reverse("workbench:contacts")).content.decode()
    assert "李四" not in signed_in(other_office).get(reverse("workbench:contacts")).content.decode()
    address = reverse("workbench:change-contact", args=[row.pk])
    assert signed_in(other_office).post(address, {"do": "dismiss"}).status_code == 404
    signed_in(office).post(address, {"do": "dismiss"})
    assert not Appointment.objects.filter(user__username="li").exists()


def test_the_system_may_invite(unit: Agency) -> None:
    assert invite(actor=System("test"), username="li", name="李四", agency=unit).invitation.invited_by is None
