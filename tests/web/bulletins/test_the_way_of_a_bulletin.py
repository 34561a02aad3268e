from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction

from xushi_web.accounts.actors import Actor, NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.agencies.models import Government
from xushi_web.bulletins.actions import (
    draft_bulletin,
    edit_paragraph,
    propose_bulletin,
    redraft,
    release_bulletin,
    restore_paragraph,
    set_publicity,
    set_urgency,
    take_back,
    withdraw_bulletin,
)
from xushi_web.bulletins.composing import letter_of
from xushi_web.bulletins.gathering import Choice
from xushi_web.bulletins.letterhead import set_letterhead, set_phrase
from xushi_web.bulletins.models import Bulletin, NumberSeries, Paragraph, Part
from xushi_web.bulletins.standing import standing_of
from xushi_web.documents.errors import Refused
from xushi_web.progress.models import ProgressReport
from xushi_web.reporting.models import UnitReport
from xushi_web.states import OutOfTurn

from ..conftest import OfUnit
from .conftest import NOW, TODAY, Edit, texts_of


def test_a_released_bulletin_is_a_document_of_the_tracker(
    proposed: Bulletin, colleague: User, office: User, city: Government
) -> None:
    set_letterhead(
        actor=office,
        government=city,
        series="云政督",
        issuing_body="云川市人民政府督查室",
        organisation_code="123456789",
    )
    release_bulletin(actor=colleague, bulletin=proposed, today=TODAY, now=NOW)
    document = proposed.document
    assert document is not None
    assert str(proposed) == document.document_number == "云政督〔2024〕1号"
    assert document.index_number == proposed.index_number == "123456789/2024-00001"
    assert (document.issued_on, document.state, document.year) == (TODAY, "accepted", 2024)
    assert document.reading.text == proposed.text
    row = ProgressReport.objects.get(document=document, commitment__number="1")
    assert proposed.text[row.start : row.end].startswith("未达序时。已开工6所")
    assert row.commitment.programme == proposed.programme
    assert (row.verdict, row.period) == ("behind", "2024-01/2024-09")


def test_one_given_out_on_request_is_frozen_and_numbered_but_no_document_of_the_tracker(
    bulletin: Bulletin, office: User, colleague: User
) -> None:
    set_publicity(actor=office, bulletin=bulletin, publicity="on_request", revision=0)
    propose_bulletin(actor=office, bulletin=bulletin, today=TODAY)
    release_bulletin(actor=colleague, bulletin=bulletin, today=TODAY)
    assert (str(bulletin), bulletin.document) == ("通报〔2024〕1号", None)
    assert "公开属性：依申请公开" in bulletin.text
    assert "（此件公开发布）" not in bulletin.text
    assert not ProgressReport.objects.exists()


def test_publicity_is_chosen_while_a_bulletin_is_a_draft(bulletin: Bulletin, office: User) -> None:
    with pytest.raises(Refused, match=r"^请选择公开属性：主动公开或依申请公开。$"):
        set_publicity(actor=office, bulletin=bulletin, publicity="", revision=0)
    propose_bulletin(actor=office, bulletin=bulletin, today=TODAY)
    with pytest.raises(OutOfTurn, match=r"现在是“待签发”，不能修改。"):
        set_publicity(actor=office, bulletin=bulletin, publicity="on_request", revision=0)


def test_only_the_degree_of_urgency_is_chosen_never_one_of_secrecy(bulletin: Bulletin, office: User) -> None:
    with pytest.raises(Refused) as refused:
        set_urgency(actor=office, bulletin=bulletin, urgency="机密★1年", revision=0)
    assert str(refused.value) == (
        "“机密★1年”不是紧急程度，请选择特急、加急或不标。密级不能标：本系统只处理不涉密的信息。"
    )
    set_urgency(actor=office, bulletin=bulletin, urgency="most", revision=0)
    tree = standing_of(bulletin, today=TODAY).tree
    assert letter_of(tree).urgency == "特急"
    assert not [line for line in letter_of(tree).opening if "特急" in line]
    with pytest.raises(OutOfTurn):
        set_urgency(actor=office, bulletin=bulletin, urgency="", revision=0)  # somebody changed it since


def test_nobody_releases_what_they_proposed(proposed: Bulletin, office: User, colleague: User) -> None:
    with pytest.raises(NotAllowed, match=r"^通报不能由送签人自己签发，请督查室另一位同事签发。$"):
        release_bulletin(actor=office, bulletin=proposed, today=TODAY)
    release_bulletin(actor=colleague, bulletin=proposed, today=TODAY)
    assert (proposed.proposed_by, proposed.released_by) == (office, colleague)


@pytest.fixture
def outsiders(bulletin: Bulletin, other_office: User, of_unit: OfUnit, visitor: AnonymousUser) -> list[Actor]:
    assert bulletin.programme
    return [other_office, of_unit("市教育局"), of_unit("市教育局", Post.HEAD), visitor]


def test_only_the_office_of_the_list_may(
    bulletin: Bulletin, choice: Choice, outsiders: list[Actor], city: Government
) -> None:
    paragraph = bulletin.paragraphs.all()[0]
    for actor in outsiders:
        with pytest.raises(NotAllowed, match=r"^只有督查室可以拟通报。$"):
            draft_bulletin(actor=actor, choice=choice)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以处理通报。$"):
            edit_paragraph(actor=actor, paragraph=paragraph, text="x", revision=0)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以处理通报。$"):
            restore_paragraph(actor=actor, paragraph=paragraph, revision=0)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以处理通报。$"):
            redraft(actor=actor, bulletin=bulletin, revision=0)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以处理通报。$"):
            propose_bulletin(actor=actor, bulletin=bulletin, today=TODAY)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以签发通报。$"):
            release_bulletin(actor=actor, bulletin=bulletin, today=TODAY)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以处理通报。$"):
            set_publicity(actor=actor, bulletin=bulletin, publicity="open", revision=0)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以处理通报。$"):
            set_urgency(actor=actor, bulletin=bulletin, urgency="most", revision=0)
        with pytest.raises(NotAllowed, match=r"^只有督查室可以改通报用语。$"):
            set_phrase(actor=actor, government=city, name="counts", text="共{总数}项")
        with pytest.raises(NotAllowed, match=r"^只有督查室可以改通报的文头。$"):
            set_letterhead(actor=actor, government=city, series="督", issuing_body="x", organisation_code="")
        for step in (take_back, withdraw_bulletin):
            with pytest.raises(NotAllowed, match=r"^只有督查室可以处理通报。$"):
                step(actor=actor, bulletin=bulletin)


def test_no_step_is_skipped(bulletin: Bulletin, colleague: User) -> None:
    with pytest.raises(OutOfTurn, match=r"现在是“拟稿”，不能签发。"):
        release_bulletin(actor=colleague, bulletin=bulletin, today=TODAY)
    with pytest.raises(OutOfTurn, match=r"现在是“拟稿”，不能退回修改。"):
        take_back(actor=colleague, bulletin=bulletin)
    assert not NumberSeries.objects.exists()


def test_a_released_bulletin_is_frozen(released: Bulletin, office: User) -> None:
    paragraph = released.paragraphs.all()[0]
    text, revision = released.text, released.revision
    for step in (
        lambda: edit_paragraph(actor=office, paragraph=paragraph, text="x", revision=revision),
        lambda: redraft(actor=office, bulletin=released, revision=revision),
        lambda: take_back(actor=office, bulletin=released),
        lambda: withdraw_bulletin(actor=office, bulletin=released),
    ):
        with pytest.raises(OutOfTurn, match=r"^“通报〔2024〕1号”现在是“已印发”，不能"):
            step()
    released.refresh_from_db()
    assert released.text == text


def test_of_two_who_edit_at_once_one_is_told(bulletin: Bulletin, office: User, colleague: User) -> None:
    first = Paragraph.objects.get(bulletin=bulletin, part=Part.CLOSING)
    second = Paragraph.objects.get(bulletin=bulletin, part=Part.OPENING)
    edit_paragraph(actor=office, paragraph=first, text="甲", revision=0)
    with pytest.raises(OutOfTurn):
        edit_paragraph(actor=colleague, paragraph=second, text="乙", revision=0)
    assert texts_of(bulletin, Part.CLOSING) == ["甲"]
    assert texts_of(bulletin, Part.OPENING) != ["乙"]


def test_of_two_who_release_at_once_one_is_told_and_no_number_is_lost(
    proposed: Bulletin, colleague: User, administrator: User
) -> None:
    stale = Bulletin.objects.get(pk=proposed.pk)
    release_bulletin(actor=colleague, bulletin=proposed, today=TODAY)
    with pytest.raises(OutOfTurn):
        release_bulletin(actor=administrator, bulletin=stale, today=TODAY)
    assert NumberSeries.objects.get(kind="number").last == 1


def test_numbers_follow_each_other_and_are_undone_with_their_transaction(
    proposed: Bulletin, choice: Choice, office: User, colleague: User
) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - what is undone comes first
        release_bulletin(actor=colleague, bulletin=proposed, today=TODAY)
        raise ZeroDivisionError
    withdraw_bulletin(actor=office, bulletin=draft_bulletin(actor=office, choice=choice))
    proposed.refresh_from_db()
    release_bulletin(actor=colleague, bulletin=proposed, today=TODAY)
    assert str(proposed) == "通报〔2024〕1号"


def test_what_was_edited_by_hand_stays_until_its_data_change(bulletin: Bulletin, office: User, edit: Edit) -> None:
    edit("item", "4", "优化线路16条", "优化公交线路16条")
    edit("item", "3", "全年任务已完成", "任务已完成")
    UnitReport.objects.filter(reporting_period=bulletin.reporting_period, commitment__number="4").update(
        narrative="更新公交车55辆。"
    )
    assert ("item", "4") in standing_of(bulletin, today=TODAY).stale
    redraft(actor=office, bulletin=bulletin, revision=bulletin.revision)
    _, _, third, fourth = bulletin.paragraphs.filter(part=Part.ITEM)
    assert (third.is_edited, fourth.is_edited) == (True, False)
    assert fourth.text.endswith("更新公交车55辆。")
    assert standing_of(bulletin, today=TODAY).stale == {}


def test_a_paragraph_goes_back_to_the_drafted_text(bulletin: Bulletin, office: User, edit: Edit) -> None:
    edit("closing", "", "各牵头单位", "各单位")
    row = Paragraph.objects.get(bulletin=bulletin, part=Part.CLOSING)
    assert (row.is_edited, row.edited_by) == (True, office)
    restore_paragraph(actor=office, paragraph=row, revision=bulletin.revision)
    row.refresh_from_db()
    assert (row.is_edited, row.edited_by, row.text) == (False, None, row.drafted)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "lead",
            "（牵头：{主办}）",
            "“责任分工：只有牵头单位”的用语里写了“{主办}”，没有这一项数据；可以用的有：{牵头}。",
        ),
        (
            "lead",
            "（牵头：{牵头）",
            "“责任分工：只有牵头单位”的用语里有不成对的花括号；花括号里只写数据的名称，例如 {牵头}。",
        ),
        ("lead", "{牵头.__class__}", None),
    ],
)
def test_a_wording_may_name_only_places_that_have_data(
    city: Government, office: User, name: str, text: str, sentence: str | None
) -> None:
    with pytest.raises(Refused) as caught:
        set_phrase(actor=office, government=city, name=name, text=text)
    assert sentence is None or str(caught.value) == sentence


def test_the_office_changes_the_wording(choice: Choice, city: Government, office: User) -> None:
    set_phrase(actor=office, government=city, name="counts", text="{总数}项任务中{各类项数}。")
    bulletin = draft_bulletin(actor=office, choice=choice)
    assert texts_of(bulletin, Part.COUNTS) == ["4项任务中已完成1项，达序时2项，未达序时1项。"]


def test_a_letterhead_that_cannot_be(city: Government, office: User) -> None:
    with pytest.raises(Refused, match=r"^代字“A”不对，应为2至12个汉字，例如“通报”。$"):
        set_letterhead(actor=office, government=city, series="A", issuing_body="x", organisation_code="")
    with pytest.raises(Refused, match=r"^机构代码“12”不对，应为9位或18位数字和大写字母。$"):
        set_letterhead(actor=office, government=city, series="督查", issuing_body="x", organisation_code="12")
