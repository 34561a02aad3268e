from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from xushi.document.model import Role
from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Agency, Government
from xushi_web.audit.models import AuditEntry
from xushi_web.documents.errors import Refused
from xushi_web.notices.actions import (
    answer_notice,
    cancel_notice,
    close_notice,
    draft_notice,
    issue_notice,
    receive_notice,
    return_notice,
    revise_notice,
)
from xushi_web.notices.machine import NOTICE
from xushi_web.notices.models import Colour, Notice, NumberSeries
from xushi_web.notices.policies import may_see_notice
from xushi_web.notices.queries import days_over, units_for
from xushi_web.programmes.models import Commitment
from xushi_web.states import OutOfTurn

from ..conftest import OfUnit, Take
from ..invented import CARE, SCHOOL, breakdown
from .conftest import DEADLINE, NOW, Draft, wording


def test_a_notice_goes_its_way_to_closing(draft: Draft, office: User, of_unit: OfUnit) -> None:
    notice, clerk = draft(), of_unit("市教育局")
    issue_notice(actor=office, notice=notice, now=NOW)
    assert str(notice) == "督办〔2024〕1号"
    receive_notice(actor=clerk, notice=notice)
    answer_notice(actor=clerk, notice=notice, text="已开工6所。")
    return_notice(actor=office, notice=notice, reason="还差2所")
    answer_notice(actor=clerk, notice=notice, text="已全部开工。")
    close_notice(actor=office, notice=notice, note="现场核实")
    assert (notice.state, notice.close_note) == ("closed", "现场核实")
    assert list(notice.rectifications.values_list("text", "return_reason")) == [
        ("已开工6所。", "还差2所"),
        ("已全部开工。", ""),
    ]
    tags = AuditEntry.objects.filter(tag__startswith="notice:").values_list("tag", flat=True)
    words = [tag.partition(":")[2] for tag in tags]
    assert words == ["drafted", "issued", "received", "answered", "returned", "answered", "closed"]


def test_numbers_follow_each_other_in_a_year_and_none_is_missing(draft: Draft, office: User) -> None:
    first = draft()
    issue_notice(actor=office, notice=first, now=NOW)
    thrown_away = draft(unit="市财政局")
    cancel_notice(actor=office, notice=thrown_away)
    stale = Notice.objects.get(pk=first.pk)
    with pytest.raises(OutOfTurn):
        issue_notice(actor=office, notice=stale, now=NOW)
    second = draft(unit="市财政局")
    issue_notice(actor=office, notice=second, now=NOW)
    assert [str(first), str(second), str(thrown_away)] == ["督办〔2024〕1号", "督办〔2024〕2号", "督办单（未编号）"]
    next_year = draft_of_next_year(office)
    issue_notice(actor=office, notice=next_year, now=NOW + timedelta(days=90))
    assert str(next_year) == "督办〔2025〕1号"


def draft_of_next_year(office: User) -> Notice:
    road = Commitment.objects.get(number="3")
    agency = Agency.objects.get(name="市交通运输局")
    words = wording(deadline=date(2025, 3, 1))
    return draft_notice(actor=office, commitment=road, agency=agency, wording=words, now=NOW)


def test_a_number_is_undone_with_its_transaction(draft: Draft, office: User) -> None:
    notice = draft()
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - what is undone comes first
        issue_notice(actor=office, notice=notice, now=NOW)
        raise ZeroDivisionError
    assert not NumberSeries.objects.exists()
    issue_notice(actor=office, notice=notice, now=NOW)
    assert notice.number == 1


@pytest.mark.parametrize("colour", [Colour.BLUE, Colour.YELLOW])
def test_blue_and_yellow_may_be_issued_by_who_drafted_them(draft: Draft, office: User, colour: Colour) -> None:
    notice = draft(colour)
    issue_notice(actor=office, notice=notice, now=NOW)
    assert notice.issued_by == office


def test_a_red_notice_needs_two_people(draft: Draft, office: User, colleague: User) -> None:
    notice = draft(Colour.RED)
    with pytest.raises(NotAllowed, match=r"^红色督办单不能由拟稿人自己签发，请督查室另一位同事签发。$"):
        issue_notice(actor=office, notice=notice, now=NOW)
    issue_notice(actor=colleague, notice=notice, now=NOW)
    assert notice.state == "issued"


def test_who_changes_a_red_draft_is_its_drafter(draft: Draft, office: User, colleague: User) -> None:
    notice = draft(Colour.YELLOW)
    revise_notice(actor=colleague, notice=notice, wording=wording(Colour.RED), now=NOW)
    with pytest.raises(NotAllowed, match=r"^红色督办单不能由拟稿人自己签发"):
        issue_notice(actor=colleague, notice=notice, now=NOW)
    issue_notice(actor=office, notice=notice, now=NOW)
    entry = AuditEntry.objects.get(tag="notice:revised")
    assert (entry.details["before"]["colour"], entry.details["after"]["colour"]) == ("yellow", "red")


def test_one_matter_one_notice(draft: Draft, office: User) -> None:
    notice = draft()
    with pytest.raises(Refused, match=r"^第 1 项已有一份发给“市教育局”、尚未销号的督办单（一事一单）。$"):
        draft()
    cancel_notice(actor=office, notice=notice)
    draft()


def test_the_lead_unit_stands_first_though_others_came_before_it_in_the_list(accepted: Take) -> None:
    care = replace(CARE, units=((Role.LEAD, "市民政局"), (Role.SUPPORTING, "市教育局"), (Role.SUPPORTING, "市财政局")))
    accepted(breakdown(headings=(("民生", (SCHOOL, care)),)))
    assert [unit.name for unit in units_for(Commitment.objects.get(number="2"))] == ["市民政局", "市教育局", "市财政局"]


def test_a_notice_goes_to_a_unit_with_a_part_in_the_matter(draft: Draft, school: Commitment) -> None:
    assert [unit.name for unit in units_for(school)] == ["市教育局", "市财政局", "各县区"]
    with pytest.raises(Refused, match=r"^“市民政局”不承担第 1 项，督办单应发给牵头或配合单位。$"):
        draft(unit="市民政局")


def test_words_and_a_day_to_come_are_needed(school: Commitment, office: User) -> None:
    agency = Agency.objects.get(name="市教育局")
    late = wording(deadline=NOW.date() - timedelta(days=1))
    with pytest.raises(Refused, match=r"^整改期限 2024-10-20 已经过去，请填写今天或以后的日期。$"):
        draft_notice(actor=office, commitment=school, agency=agency, wording=late, now=NOW)
    empty = type(late)(Colour.BLUE, " ", "x", DEADLINE)
    with pytest.raises(Refused, match=r"^请写明存在的问题和整改要求。$"):
        draft_notice(actor=office, commitment=school, agency=agency, wording=empty, now=NOW)


def test_a_draft_that_waited_too_long_is_changed_first(draft: Draft, office: User) -> None:
    with pytest.raises(Refused, match=r"^整改期限 2024-11-04 已经过去，请先修改。$"):
        issue_notice(actor=office, notice=draft(), now=NOW + timedelta(days=30))


def test_no_step_is_skipped(draft: Draft, office: User, of_unit: OfUnit) -> None:
    notice, clerk = draft(), of_unit("市教育局")
    with pytest.raises(OutOfTurn) as caught:
        receive_notice(actor=clerk, notice=notice)
    assert str(caught.value) == ("“督办单（未编号）”现在是“拟稿”，不能签收。可能别人刚刚处理过，请刷新页面看最新情况。")
    issue_notice(actor=office, notice=notice, now=NOW)
    with pytest.raises(OutOfTurn, match=r"^“督办〔2024〕1号”现在是“待签收”，不能报送整改。"):
        answer_notice(actor=clerk, notice=notice, text="x")
    for step in (close_notice, cancel_notice):
        with pytest.raises(OutOfTurn):
            step(actor=office, notice=notice)
    with pytest.raises(OutOfTurn):
        return_notice(actor=office, notice=notice, reason="x")
    with pytest.raises(OutOfTurn):
        revise_notice(actor=office, notice=notice, wording=wording(), now=NOW)
    assert not notice.rectifications.exists()


def test_of_two_who_act_at_once_one_is_told(draft: Draft, office: User, of_unit: OfUnit) -> None:
    notice, clerk = draft(), of_unit("市教育局")
    issue_notice(actor=office, notice=notice, now=NOW)
    receive_notice(actor=clerk, notice=notice)
    stale = Notice.objects.get(pk=notice.pk)
    answer_notice(actor=clerk, notice=notice, text="一")
    with pytest.raises(OutOfTurn):
        answer_notice(actor=of_unit("市教育局", Post.HEAD), notice=stale, text="二")
    assert notice.rectifications.get().text == "一"


def test_who_may_not(  # noqa: PLR0917 - one of each kind of person
    draft: Draft, school: Commitment, office: User, other_office: User, visitor: AnonymousUser, of_unit: OfUnit
) -> None:
    notice = draft()
    head, stranger = of_unit("市教育局", Post.HEAD), of_unit("市财政局", Post.HEAD)
    for actor in (other_office, visitor, head, stranger):
        with pytest.raises(NotAllowed, match=r"^只有督查室可以拟督办单。$"):
            draft_notice(actor=actor, commitment=school, agency=notice.agency, wording=wording(), now=NOW)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以修改督办单。$"):
            revise_notice(actor=actor, notice=notice, wording=wording(), now=NOW)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以签发督办单。$"):
            issue_notice(actor=actor, notice=notice, now=NOW)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以作废督办单。$"):
            cancel_notice(actor=actor, notice=notice)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以退回整改。$"):
            return_notice(actor=actor, notice=notice, reason="x")
        with pytest.raises(NotAllowed, match=r"^只有督查室可以销号。$"):
            close_notice(actor=actor, notice=notice)
    for actor in (office, other_office, visitor, stranger):
        with pytest.raises(NotAllowed, match=r"^只有“市教育局”的联络员和负责人可以签收。$"):
            receive_notice(actor=actor, notice=notice)
        with pytest.raises(NotAllowed, match=r"^只有“市教育局”的联络员和负责人可以报送整改。$"):
            answer_notice(actor=actor, notice=notice, text="x")
    assert Notice.objects.get().state == "drafted"


def test_a_unit_sees_a_notice_once_it_is_issued(draft: Draft, office: User, of_unit: OfUnit) -> None:
    notice = draft()
    clerk, stranger = of_unit("市教育局"), of_unit("市财政局")
    assert [may_see_notice(actor, notice) for actor in (office, clerk, stranger)] == [True, False, False]
    issue_notice(actor=office, notice=notice, now=NOW)
    assert [may_see_notice(actor, notice) for actor in (office, clerk, stranger)] == [True, True, False]


def test_it_is_overdue_while_the_unit_owes_an_answer(draft: Draft, office: User, of_unit: OfUnit) -> None:
    notice, clerk = draft(), of_unit("市教育局")
    later = DEADLINE + timedelta(days=3)
    assert days_over(notice, later) == 0
    issue_notice(actor=office, notice=notice, now=NOW)
    assert (days_over(notice, DEADLINE), days_over(notice, later)) == (0, 3)
    receive_notice(actor=clerk, notice=notice)
    answer_notice(actor=clerk, notice=notice, text="已全部开工。")
    assert days_over(notice, later) == 0
    return_notice(actor=office, notice=notice, reason="不实")
    assert days_over(notice, later) == 3


def test_an_answer_and_a_return_need_words(draft: Draft, office: User, of_unit: OfUnit) -> None:
    notice, clerk = draft(), of_unit("市教育局")
    issue_notice(actor=office, notice=notice, now=NOW)
    receive_notice(actor=clerk, notice=notice)
    with pytest.raises(Refused, match=r"^请写明整改情况：做了什么、到什么程度、何时完成。$"):
        answer_notice(actor=clerk, notice=notice, text=" ")
    answer_notice(actor=clerk, notice=notice, text="已全部开工。")
    with pytest.raises(Refused, match=r"^请写明退回的理由，单位会看到这句话。$"):
        return_notice(actor=office, notice=notice, reason="")


def test_numbers_of_two_governments_do_not_mix(draft: Draft, office: User, other_city: Government) -> None:
    NumberSeries.objects.create(government=other_city, year=2024, last=7)
    notice = draft()
    issue_notice(actor=office, notice=notice, now=NOW)
    assert notice.number == 1


def test_the_table_of_steps_prints_itself() -> None:
    assert ("拟稿", "签发", "待签收", "督查室；红色督办单由拟稿人以外的人") in list(NOTICE.rows())
