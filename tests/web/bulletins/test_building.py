from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from xushi_web.bulletins.build import Wording, chinese, entry
from xushi_web.bulletins.gathering import gather
from xushi_web.bulletins.models import Bulletin, Part
from xushi_web.bulletins.standing import choice_of, standing_of

from .conftest import TODAY, texts_of


def test_a_bulletin_says_how_many_stand_how(bulletin: Bulletin) -> None:
    assert bulletin.title == "2024年市民生实事前三季度推进情况通报"
    assert texts_of(bulletin, Part.COUNTS) == ["截至前三季度末，4项任务中，已完成1项，达序时2项，未达序时1项。"]


def test_it_says_what_moved_since_the_last_period(bulletin: Bulletin) -> None:
    assert texts_of(bulletin, Part.MOVED) == ["与上半年相比，判定上升的2项（第2、3项），下降的1项（第1项）。"]


def test_each_field_has_a_paragraph(bulletin: Bulletin) -> None:
    assert texts_of(bulletin, Part.FIELD) == [
        "教育惠民共1项，其中未达序时1项。",
        "养老服务共1项，其中达序时1项。",
        "交通出行共2项，其中已完成1项、达序时1项。",
    ]


def test_what_is_behind_is_listed_with_its_cause(bulletin: Bulletin) -> None:
    assert texts_of(bulletin, Part.BEHIND) == ["1项未达序时的任务是："]
    assert texts_of(bulletin, Part.ENTRY) == [
        "1.新建改扩建公办幼儿园12所（第1项）：已开工6所，完成投资1.2亿元。主要原因：两处用地尚未交付。"
    ]


def test_a_lag_is_said_once(bulletin: Bulletin) -> None:
    row = next(row for row in gather(choice_of(bulletin))[0] if row.number == "1")
    row = replace(row, lag=Decimal("25.04"), cause="")
    told = replace(row, narrative="已开工6所，滞后序时进度25个百分点。")
    assert [entry(1, one, Wording()).text for one in (row, told)] == [
        "1.新建改扩建公办幼儿园12所（第1项）：已开工6所，完成投资1.2亿元。滞后序时进度25个百分点。",
        "1.新建改扩建公办幼儿园12所（第1项）：已开工6所，滞后序时进度25个百分点。",
    ]


def test_the_annex_has_every_item_with_units_verdict_and_narrative(bulletin: Bulletin) -> None:
    first, second, third, _ = texts_of(bulletin, Part.ITEM)
    assert first == (
        "1.新建改扩建公办幼儿园12所，新增学位3600个（牵头单位：市教育局；配合单位：市财政局、各县区）\n"
        "工作进展：未达序时。已开工6所，完成投资1.2亿元"
    )
    assert "（牵头单位：市民政局；配合单位：市财政局）" in second
    assert "（责任单位：市交通运输局）" in third


def test_every_paragraph_names_what_it_was_made_of(bulletin: Bulletin) -> None:
    made = {f"{row.part} {row.key}": row.made_of for row in bulletin.paragraphs.all()}
    assert len(made["counts "]) == 4
    assert len(made["moved "]) == 8
    assert [one["kind"] for one in made["item 1"]] == ["report"]


def test_the_text_is_read_back_as_it_was_meant(bulletin: Bulletin) -> None:
    tree = standing_of(bulletin, today=TODAY).tree
    assert tree.masthead.title == bulletin.title
    assert tree.masthead.issued_on == TODAY
    verdicts = [(item.number, item.report and item.report.verdict_text) for item in tree.commitments]
    assert verdicts == [("1", "未达序时"), ("2", "达序时"), ("3", "已完成"), ("4", "达序时")]
    assert [(entry.number, entry.item) for entry in tree.behind] == [(1, "1")]
    assert [field.title for field in tree.programmes[0].fields] == ["教育惠民", "养老服务", "交通出行"]


def test_a_sound_draft_may_go_out(bulletin: Bulletin) -> None:
    assert [one.sentence for one in standing_of(bulletin, today=TODAY).refusals] == []


def test_numbers_of_headings() -> None:
    assert [chinese(n) for n in (1, 10, 12, 20, 35)] == ["一", "十", "十二", "二十", "三十五"]
