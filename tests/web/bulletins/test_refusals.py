"""One test for each reason why a draft cannot go out, with the sentence that is shown."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from xushi_web.bulletins.actions import propose_bulletin, redraft
from xushi_web.bulletins.models import Bulletin
from xushi_web.bulletins.standing import standing_of
from xushi_web.documents.errors import Refused
from xushi_web.reporting.models import UnitReport

from .conftest import TODAY, Edit


def refusals(bulletin: Bulletin) -> list[tuple[str, str]]:
    found = standing_of(bulletin, today=TODAY).refusals
    return [(str(one.paragraph) if one.paragraph else "", one.sentence) for one in found]


def test_counts_that_differ_from_the_annex(bulletin: Bulletin, edit: Edit) -> None:
    edit("counts", "", "达序时2项", "达序时3项")
    assert refusals(bulletin) == [("总体情况", "“总体情况”写“达序时3项”，附件中判定为“达序时”的有2项。")]


def test_a_total_that_differs_from_the_annex(bulletin: Bulletin, edit: Edit) -> None:
    edit("counts", "", "4项任务", "5项任务")
    assert refusals(bulletin) == [("总体情况", "“总体情况”写共5项，附件列有4项。")]


def test_a_list_that_counts_otherwise(bulletin: Bulletin, edit: Edit) -> None:
    edit("behind", "", "1项", "2项")
    assert refusals(bulletin) == [
        (
            "未达序时清单的引语",
            "“未达序时清单的引语”写“未达序时2项”，附件中判定为“未达序时”的有1项。",
        )
    ]


def test_an_item_that_is_listed_but_not_behind_in_the_annex(bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "1", "未达序时", "达序时")
    assert (
        "未达序时清单 1",
        "未达序时清单列有第1项“新建改扩建公办幼儿园12所”，附件中没有判定为未达序时。",
    ) in refusals(bulletin)


def test_an_item_that_is_behind_in_the_annex_but_not_listed(bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "2", "达序时", "未达序时")
    assert (
        "附件事项 2",
        "第2项在附件中判定为未达序时，未达序时清单里没有。",
    ) in refusals(bulletin)


def test_an_item_without_a_word_on_how_it_stands(bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "4", "更新公交车48辆，优化线路16条。", "")
    assert refusals(bulletin) == [("附件事项 4", "附件第4项没有进展情况：请先核实判定，或写明情况。")]


def test_an_item_that_was_not_judged(bulletin: Bulletin, office: User) -> None:
    UnitReport.objects.filter(reporting_period=bulletin.reporting_period, commitment__number="4").update(
        state="verified"
    )
    redraft(actor=office, bulletin=bulletin, revision=0)
    assert refusals(bulletin) == [("附件事项 4", "附件第4项没有判定和进展情况：请先核实判定，或写明情况。")]


def test_something_expected_for_a_day_that_is_over(bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "4", "优化线路16条。", "预计9月底全部更新。")
    assert refusals(bulletin) == [("附件事项 4", "第4项写“预计9月底”，而文件10月18日印发，这个时间已经过去。")]


def test_a_figure_that_is_newer_than_the_text(bulletin: Bulletin) -> None:
    UnitReport.objects.filter(reporting_period=bulletin.reporting_period, commitment__number="4").update(
        narrative="更新公交车55辆，优化线路18条。"
    )
    assert ("附件事项 4", "“附件事项 4”拟稿之后数据又变了：请重新拟稿，或核对后再存一次。") in refusals(bulletin)


def test_a_rate_that_its_figures_do_not_give(bulletin: Bulletin, edit: Edit) -> None:
    edit("item", "4", "更新公交车48辆", "更新新能源公交车48辆，完成目标任务的90%")
    assert refusals(bulletin) == [("附件事项 4", "第4项：48辆÷60辆=80%，文中写90%，相差10个百分点。")]


def test_an_item_that_nobody_could_read_any_more(bulletin: Bulletin, edit: Edit) -> None:
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
