from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.accounts.actors import Actor, NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Agency
from xushi_web.programmes.models import Target
from xushi_web.reporting.actions import Texts, contribute, pass_up, set_shares, submit, write
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.figures import Given
from xushi_web.reporting.models import Contribution, Share, UnitReport
from xushi_web.reporting.queries import parts_of_units
from xushi_web.reporting.reckoning import targets_of

from .conftest import NOW, Person


@pytest.fixture
def target(report: UnitReport) -> Target:
    return targets_of(report.commitment)[0]


@pytest.fixture
def counties(report: UnitReport) -> list[Agency]:
    return [Agency.objects.create(government=report.government, name=name) for name in ("东湖区", "西岭县")]


@pytest.fixture
def divided(report: UnitReport, target: Target, counties: list[Agency], office: User) -> list[Share]:
    east, west = counties
    return set_shares(actor=office, commitment=report.commitment, target=target, shares={east: "8", west: "4所"})


def test_a_target_is_divided_among_counties_which_are_then_asked_for_their_part(
    divided: list[Share], report: UnitReport
) -> None:
    assert [(str(share.agency), share.written) for share in divided] == [("东湖区", "8所"), ("西岭县", "4所")]
    assert {"东湖区", "西岭县"} <= {part.agency.name for part in report.contributions.all()}


def test_shares_that_do_not_add_up_are_refused_with_the_difference(
    target: Target, counties: list[Agency], office: User
) -> None:
    shares = dict(zip(counties, ("8", "5"), strict=True))
    with pytest.raises(Incomplete, match=r"^各单位合计 13所，指标是 12所，相差 1所；请调整到一致。$"):
        set_shares(actor=office, commitment=target.commitment, target=target, shares=shares)
    assert not Share.objects.exists()


def test_the_leading_unit_divides_but_nobody_else(
    target: Target, counties: list[Agency], head: User, outsiders: list[Actor]
) -> None:
    shares = dict(zip(counties, ("8", "4"), strict=True))
    for actor in outsiders:
        with pytest.raises(NotAllowed, match=r"^只有督查室和牵头单位可以分解指标。$"):
            set_shares(actor=actor, commitment=target.commitment, target=target, shares=shares)
    assert len(set_shares(actor=head, commitment=target.commitment, target=target, shares=shares)) == 2


@pytest.mark.usefixtures("divided")
def test_a_county_gives_the_figure_of_its_own_share(report: UnitReport, person: Person) -> None:
    east = person("east", Post.CLERK, "东湖区")
    part = Contribution.objects.get(report=report, agency__name="东湖区")
    contribute(actor=east, contribution=part, text="两所已封顶。", figures=[Given("公办幼儿园", "12所", "2", "")])
    assert list(report.figures.values_list("agency__name", "written")) == [("东湖区", "2所")]
    other = Contribution.objects.get(report=report, agency__name="西岭县")
    with pytest.raises(NotAllowed, match=r"^这一部分由“西岭县”补充，您不能填写。$"):
        contribute(actor=east, contribution=other, text="代填")


def test_a_unit_without_a_share_gives_no_figure(report: UnitReport, supporter: User) -> None:
    part = Contribution.objects.get(report=report, agency__name="市财政局")
    with pytest.raises(Incomplete, match=r"^“市财政局”没有指标“公办幼儿园”的分解任务。$"):
        contribute(actor=supporter, contribution=part, text="", figures=[Given("公办幼儿园", "12所", "2", "")])
    contribute(actor=supporter, contribution=part, text="资金已拨付。")
    assert Contribution.objects.get(pk=part.pk).state == "given"


@pytest.mark.usefixtures("divided")
def test_a_report_whose_counties_do_not_add_up_is_not_handed_in(filled: UnitReport, person: Person, head: User) -> None:
    for name, share in (("东湖区", "2"), ("西岭县", "2")):
        part = Contribution.objects.get(report=filled, agency__name=name)
        clerk = person(name, Post.CLERK, name)
        contribute(actor=clerk, contribution=part, text="", figures=[Given("公办幼儿园", "12所", share, "")])
    with pytest.raises(Incomplete, match=r"^“公办幼儿园”各地合计 4所，总数填的是 3所，两者不符；请核对各地数字。$"):
        submit(actor=head, report=filled, now=NOW)


@pytest.mark.usefixtures("divided")
def test_a_county_that_has_given_nothing_is_named(filled: UnitReport, person: Person, head: User) -> None:
    part = Contribution.objects.get(report=filled, agency__name="东湖区")
    clerk = person("east", Post.CLERK, "东湖区")
    contribute(actor=clerk, contribution=part, text="", figures=[Given("公办幼儿园", "12所", "2", "")])
    sentence = r"^“公办幼儿园”各地合计 2所，总数填的是 3所，两者不符；还没有填的：西岭县。$"
    with pytest.raises(Incomplete, match=sentence):
        submit(actor=head, report=filled, now=NOW)


@pytest.mark.usefixtures("divided")
def test_a_divided_report_that_no_county_gave_a_figure_for_is_neither_passed_up_nor_handed_in(
    filled: UnitReport, clerk: User, head: User
) -> None:
    sentence = (
        r"^“公办幼儿园”已分解到各地，各地都还没有填数：东湖区、西岭县。"
        r"请各地在“我的任务”里补充后再报送；不再分解的，请先取消分解。$"
    )
    with pytest.raises(Incomplete, match=sentence):
        pass_up(actor=clerk, report=filled)
    with pytest.raises(Incomplete, match=sentence):
        submit(actor=head, report=filled, now=NOW)


@pytest.mark.usefixtures("divided")
def test_counties_without_a_whole_are_not_handed_in(report: UnitReport, person: Person, head: User) -> None:
    part = Contribution.objects.get(report=report, agency__name="东湖区")
    clerk = person("east", Post.CLERK, "东湖区")
    contribute(actor=clerk, contribution=part, text="", figures=[Given("公办幼儿园", "12所", "2", "")])
    write(actor=head, report=report, revision=0, texts=Texts("正在施工。"))
    with pytest.raises(Incomplete, match=r"^“公办幼儿园”各地合计 2所，总数还没有填；请填写总数后再报送。$"):
        submit(actor=head, report=report, now=NOW)


@pytest.mark.usefixtures("divided")
def test_a_division_that_is_taken_back_is_handed_in(
    filled: UnitReport, target: Target, office: User, head: User
) -> None:
    set_shares(actor=office, commitment=filled.commitment, target=target, shares={})
    submit(actor=head, report=filled, now=NOW)
    assert UnitReport.objects.get(pk=filled.pk).state == "submitted"


@pytest.mark.usefixtures("divided")
def test_a_county_sees_first_what_it_owes_a_share_of_with_the_share(report: UnitReport, person: Person) -> None:
    east = person("east", Post.CLERK, "东湖区")
    plain = report.reporting_period.reports.exclude(pk=report.pk).order_by("commitment__order").first()
    assert plain is not None
    Contribution.objects.create(report=plain, agency=Agency.objects.get(name="东湖区"), government=report.government)
    type(plain.commitment).objects.filter(pk=plain.commitment_id).update(order=0)
    parts = parts_of_units(east)
    assert [[share.written for share in part.shares] for part in parts] == [["8所"], []]
    client = Client()
    client.force_login(east)
    page = client.get(reverse("workbench:desk")).content.decode()
    assert '<span class="wb-share" lang="zh">公办幼儿园 <b>8所</b></span>' in page
    assert page.index("8所</b>") < page.index(str(parts[1].contribution.pk))
