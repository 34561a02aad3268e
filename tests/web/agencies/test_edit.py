from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actors import NotAllowed
from xushi_web.agencies.actions import register
from xushi_web.agencies.edit import UnknownAgency, edit_agency
from xushi_web.agencies.models import Agency
from xushi_web.audit.models import AuditEntry
from xushi_web.programmes.models import Assignment
from xushi_web.search.queries import find

from ..conftest import Take
from ..invented import breakdown


@pytest.fixture
def finance(accepted: Take) -> Agency:
    accepted(breakdown())
    return Agency.objects.get(name="市财政局")


def aliases(agency: Agency) -> list[str]:
    return list(agency.aliases.values_list("name", flat=True))


def test_a_renamed_unit_keeps_its_former_name_as_an_alias(finance: Agency, office: User) -> None:
    edit_agency(actor=office, agency=finance, name="市财政和金融局", aliases=["财政局"])
    assert aliases(finance) == ["市财政局", "财政局"]
    assert find("金融局").filter(subject="agency").exists()
    assert register(finance.government, [("市财政局", "市财政局", False)]) == {"市财政局": finance}


def test_an_alias_that_is_another_unit_makes_the_two_one(finance: Agency, office: User) -> None:
    care = Agency.objects.get(name="市民政局")
    held = Assignment.objects.filter(agency__in=[finance, care]).count()
    edit_agency(actor=office, agency=finance, name="市财政局", aliases=["市民政局"])
    assert not Agency.objects.filter(name="市民政局").exists()
    assert finance.assignments.count() == held
    assert aliases(finance) == ["市民政局"]
    assert [entry.object_id for entry in find("市民政局").filter(subject="agency")] == [finance.pk]


def test_an_alias_that_is_left_out_is_gone(finance: Agency, office: User) -> None:
    edit_agency(actor=office, agency=finance, name="市财政局", aliases=["财政局"])
    edit_agency(actor=office, agency=finance, name="市财政局")
    assert aliases(finance) == []


def test_a_group_has_members_and_a_single_unit_none(finance: Agency, office: User) -> None:
    group = Agency.objects.get(name="各县区")
    edit_agency(actor=office, agency=group, name="各县区", members=["市财政局"])
    assert list(group.members.all()) == [finance]
    edit_agency(actor=office, agency=group, name="各县区")
    assert not group.is_group
    assert not group.members.exists()


def test_a_successor_is_another_unit(finance: Agency, office: User) -> None:
    edit_agency(actor=office, agency=finance, name="市财政局", successor="市民政局")
    assert finance.successor == Agency.objects.get(name="市民政局")
    with pytest.raises(UnknownAgency, match=r"^没有名为“市财政局”的单位，请填写名录中的全称。$"):
        edit_agency(actor=office, agency=finance, name="市财政局", successor="市财政局")


def test_a_name_that_another_unit_has_is_refused_with_what_to_do(finance: Agency, office: User) -> None:
    with pytest.raises(UnknownAgency, match=r"^已有名为“市民政局”的单位；如是同一单位，请把它填为别名。$"):
        edit_agency(actor=office, agency=finance, name="市民政局")


def test_editing_is_in_the_audit_trail(finance: Agency, office: User) -> None:
    edit_agency(actor=office, agency=finance, name="财政局")
    entry = AuditEntry.objects.get(tag="agency:edited")
    assert (entry.actor, entry.details["was"], entry.details["name"]) == ("office", "市财政局", "财政局")


def test_another_office_and_a_visitor_may_not(
    finance: Agency, other_office: User, visitor: AnonymousUser, other_client: Client
) -> None:
    for actor in (other_office, visitor):
        with pytest.raises(NotAllowed):
            edit_agency(actor=actor, agency=finance, name="别的")
    assert other_client.get(reverse("workbench:agency", args=[finance.pk])).status_code == 404
    assert "市财政局" not in other_client.get(reverse("workbench:agencies")).content.decode()


def test_a_unit_is_put_right_on_the_page(finance: Agency, office_client: Client) -> None:
    address = reverse("workbench:agency", args=[finance.pk])
    assert "市财政局" in office_client.get(reverse("workbench:agencies")).content.decode()
    assert 'value="市财政局"' in office_client.get(address).content.decode()
    typed = {"name": "市财政局", "aliases": "财政局、市民政局", "is_group": "", "members": "", "successor": ""}
    assert office_client.post(address, typed).headers["Location"] == reverse("workbench:agencies")
    assert aliases(finance) == ["市民政局", "财政局"]
    refused = office_client.post(address, {"name": "各县区"}).content.decode()
    assert "已有名为“各县区”的单位；如是同一单位，请把它填为别名。" in refused
