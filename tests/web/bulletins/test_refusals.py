"""One test for each reason why a draft cannot go out, with the sentence that the page shows and where it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from xushi_web.bulletins.actions import draft_bulletin, edit_paragraph, propose_bulletin, redraft, release_bulletin
from xushi_web.bulletins.gathering import Choice
from xushi_web.bulletins.models import Bulletin, Paragraph
from xushi_web.documents.errors import Refused
from xushi_web.reporting.models import UnitReport

from .conftest import TODAY, Edit

Shown = Callable[[Bulletin], list[tuple[str, str]]]


@pytest.fixture
def refusals(office_client: Client, monkeypatch: pytest.MonkeyPatch) -> Shown:
    """What the page of a draft refuses: the place that each sentence leads to, and the sentence."""
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: TODAY)

    def shown(bulletin: Bulletin) -> list[tuple[str, str]]:
        page = office_client.get(reverse("workbench:bulletin", args=[bulletin.pk])).content.decode()
        places = {f"p{row.order}": str(row) for row in bulletin.paragraphs.all()}
        assert all(f'id="{place}"' in page for place in places)
        (told,) = re.findall(r'<ol class="bull-troubles">(.*?)</ol>', page)[:1] or [""]
        found = re.findall(r'<li><a href="#([a-z0-9]+)">([^<]*)</a></li>', told)
        assert len(found) == told.count("<li>")
        assert all(f'id="{place}"' in page for place, _sentence in found)
        return [(places.get(place, place), sentence) for place, sentence in found]

    return shown


def judged(bulletin: Bulletin, number: str, verdict: str) -> None:
    UnitReport.objects.filter(reporting_period=bulletin.reporting_period, commitment__number=number).update(
        verdict=verdict
    )


def test_a_sound_draft_has_nothing_to_be_put_right(refusals: Shown, bulletin: Bulletin) -> None:
    assert refusals(bulletin) == []


def test_counts_that_differ_from_the_annex(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("counts", "", "达序时2项", "达序时3项")
    assert refusals(bulletin) == [("总体情况", "“总体情况”写“达序时3项”，附件中判定为“达序时”的有2项。")]


def test_a_total_that_differs_from_the_annex(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("counts", "", "4项任务", "5项任务")
    assert refusals(bulletin) == [("总体情况", "“总体情况”写共5项，附件列有4项。")]


def test_a_list_that_counts_otherwise(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("behind", "", "1项", "2项")
    assert refusals(bulletin) == [
        (
            "未达序时清单的引语",
            "“未达序时清单的引语”写“未达序时2项”，附件中判定为“未达序时”的有1项。",
        )
    ]


def test_an_item_that_is_listed_but_not_behind_in_the_annex(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "1", "未达序时", "达序时")
    assert (
        "未达序时清单 1",
        "未达序时清单列有第1项“新建改扩建公办幼儿园12所”，附件中没有判定为未达序时。",
    ) in refusals(bulletin)


def test_an_item_that_is_behind_in_the_annex_but_not_listed(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "2", "达序时", "未达序时")
    assert (
        "附件事项 2",
        "第2项在附件中判定为未达序时，未达序时清单里没有。",
    ) in refusals(bulletin)


def test_an_item_without_a_word_on_how_it_stands(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "4", "更新公交车48辆，优化线路16条。", "")
    assert refusals(bulletin) == [("附件事项 4", "附件第4项没有进展情况：请先核实判定，或写明情况。")]


def test_an_item_that_was_not_judged(refusals: Shown, bulletin: Bulletin, office: User) -> None:
    UnitReport.objects.filter(reporting_period=bulletin.reporting_period, commitment__number="4").update(
        state="verified"
    )
    redraft(actor=office, bulletin=bulletin, revision=0)
    assert refusals(bulletin) == [("附件事项 4", "附件第4项没有判定和进展情况：请先核实判定，或写明情况。")]


def test_something_expected_for_a_day_that_is_over(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "4", "优化线路16条。", "预计9月底全部更新。")
    assert refusals(bulletin) == [("附件事项 4", "第4项写“预计9月底”，而文件10月18日印发，这个时间已经过去。")]


def test_a_figure_that_is_newer_than_the_text(refusals: Shown, bulletin: Bulletin) -> None:
    UnitReport.objects.filter(reporting_period=bulletin.reporting_period, commitment__number="4").update(
        narrative="更新公交车55辆，优化线路18条。"
    )
    assert ("附件事项 4", "“附件事项 4”拟稿之后数据又变了：请重新拟稿，或核对后再存一次。") in refusals(bulletin)


def test_a_rate_that_its_figures_do_not_give(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "4", "更新公交车48辆", "更新新能源公交车48辆，完成目标任务的90%")
    assert refusals(bulletin) == [("附件事项 4", "第4项：48辆÷60辆=80%，文中写90%，相差10个百分点。")]


def test_a_figure_without_its_ten_thousand(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "4", "优化线路16条", "服务0.5人次")
    assert refusals(bulletin) == [("附件事项 4", "第4项：“0.5人次”不可能有小数，可能漏写了“万”，应为5000人次。")]


def test_an_item_with_a_word_but_no_verdict(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "4", "达序时。", "")
    assert refusals(bulletin)[-1:] == [("附件事项 4", "附件第4项没有判定：请先核实判定，或写明情况。")]


def test_an_item_that_fell_behind_after_the_draft(refusals: Shown, bulletin: Bulletin) -> None:
    judged(bulletin, "2", "behind")
    assert ("redraft", "拟稿之后数据又变了，草稿缺“未达序时清单 2”这一段：请重新拟稿。") in refusals(bulletin)


def test_an_entry_of_what_is_behind_no_more(refusals: Shown, bulletin: Bulletin) -> None:
    judged(bulletin, "1", "on_pace")
    gone = "拟稿之后数据又变了，“未达序时清单 1”这一段已经没有依据：请重新拟稿。"
    assert ("未达序时清单 1", gone) in refusals(bulletin)


def test_an_item_that_nobody_could_read_any_more(refusals: Shown, bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "4", "4.", "")
    assert (
        "附件事项 4",
        "附件第4项读不出来：请保留“编号.内容（责任分工）”和“工作进展：”的写法。",
    ) in refusals(bulletin)


def test_a_wrong_draft_cannot_be_proposed(bulletin: Bulletin, edit: Edit, office: User) -> None:
    edit("counts", "", "达序时2项", "达序时3项")
    with pytest.raises(Refused) as caught:
        propose_bulletin(actor=office, bulletin=bulletin, today=TODAY)
    assert str(caught.value) == "“总体情况”写“达序时3项”，附件中判定为“达序时”的有2项。"
    assert bulletin.state == "drafted"


def test_of_several_faults_the_first_is_told_and_all_are_counted(bulletin: Bulletin, edit: Edit, office: User) -> None:
    edit("counts", "", "达序时2项", "达序时3项")
    edit("behind", "", "1项", "2项")
    with pytest.raises(Refused) as caught:
        propose_bulletin(actor=office, bulletin=bulletin, today=TODAY)
    assert str(caught.value) == "还有2处要先改好，第一处：“总体情况”写“达序时3项”，附件中判定为“达序时”的有2项。"


def test_what_became_wrong_after_it_was_proposed_is_not_released(proposed: Bulletin, colleague: User) -> None:
    UnitReport.objects.filter(reporting_period=proposed.reporting_period, commitment__number="4").update(
        narrative="更新公交车55辆。"
    )
    with pytest.raises(Refused) as caught:
        release_bulletin(actor=colleague, bulletin=proposed, today=TODAY)
    first = "“总体情况”拟稿之后数据又变了：请重新拟稿，或核对后再存一次。"
    assert str(caught.value) == f"还有4处要先改好，第一处：{first}"
    assert not Bulletin.objects.filter(number__isnull=False).exists()


def test_nothing_judged_is_nothing_to_tell(choice: Choice, office: User) -> None:
    UnitReport.objects.filter(reporting_period=choice.reporting_period).update(state="verified", verdict="")
    with pytest.raises(Refused) as caught:
        draft_bulletin(actor=office, choice=choice)
    assert str(caught.value) == ("“2024年市民生实事任务分解方案”的前三季度还没有一项作出判定，没有可以通报的内容。")


def test_a_paragraph_is_not_made_empty(bulletin: Bulletin, office: User) -> None:
    row = Paragraph.objects.get(bulletin=bulletin, part="closing")
    with pytest.raises(Refused) as caught:
        edit_paragraph(actor=office, paragraph=row, text=" \n", revision=0)
    assert str(caught.value) == "“要求”不能为空；不要这一段请说明由哪一段代替。"
