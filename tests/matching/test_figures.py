"""Two figures side by side, units and directions considered."""

from __future__ import annotations

import pytest

from xushi.matching import Comparison, Outcome, compare, match
from xushi.targets import find_targets

from .promises import promise


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("疏浚河道3公里", "疏浚河道3000米", Outcome.EQUAL),
        ("复绿30亩", "复绿2公顷", Outcome.EQUAL),
        ("复绿30亩", "复绿2.1公顷", Outcome.RAISED),
        ("治理黑臭水体17个", "治理黑臭水体17条", Outcome.EQUAL),
        ("培训护工300人", "培训护工300名", Outcome.EQUAL),
        ("培训护工300人", "培训护工300人次", Outcome.DIFFERENT),
        ("改造危房50户", "改造危房50栋", Outcome.DIFFERENT),
        ("发放贷款2亿元", "发放贷款20000万元", Outcome.EQUAL),
        ("吸引外资2亿元", "吸引外资2亿美元", Outcome.DIFFERENT),
        ("建成泊位7个", "建成泊位5个", Outcome.LOWERED),
        ("建成泊位7个以上", "建成泊位7个", Outcome.EQUAL),
        ("能耗控制在7吨以内", "产量不少于7吨", Outcome.DIFFERENT),
        ("培育企业10-20家", "培育企业15-25家", Outcome.RAISED),
        ("培育企业10-20家", "培育企业12-18家", Outcome.DIFFERENT),
        ("供水管网实现全覆盖", "供水管网覆盖率100%", Outcome.EQUAL),
        ("新建泵站7座", "新建泵站7座", Outcome.EQUAL),
        ("新建泵站７座", "新建泵站7座", Outcome.EQUAL),
        ("培訓護工300名", "培训护工400名", Outcome.RAISED),
    ],
)
def test_the_right_figure_stands_to_the_left_one_like_this(left: str, right: str, outcome: Outcome) -> None:
    (first,), (second,) = find_targets(left), find_targets(right)
    assert compare(first, second) is outcome


MIRRORED = {Outcome.RAISED: Outcome.LOWERED, Outcome.LOWERED: Outcome.RAISED}


@pytest.mark.parametrize("pair", [("7座", "9座"), ("7座", "7座"), ("7座", "9亩"), ("3-5座", "4-6座")])
def test_seen_from_the_other_side_raised_is_lowered(pair: tuple[str, str]) -> None:
    (first,), (second,) = (find_targets(f"新建泵站{figure}") for figure in pair)
    outcome = compare(first, second)
    assert compare(second, first) is MIRRORED.get(outcome, outcome)


def comparisons(left: str, right: str) -> tuple[Comparison, ...]:
    (pair,) = match([promise(left)], [promise(right)])
    return pair.comparisons


def sentences(left: str, right: str) -> list[str]:
    return [str(comparison.message) for comparison in comparisons(left, right)]


def test_each_comparison_is_a_sentence() -> None:
    assert sentences("新建口袋图书馆18座。", "新建口袋图书馆18个。") == ["指标相同：18座即18个。"]
    assert sentences("新建口袋图书馆18座。", "新建口袋图书馆20座。") == ["指标由18座提高到20座。"]
    assert sentences("新建口袋图书馆18座。", "新建口袋图书馆16座。") == ["指标由18座降低到16座。"]
    assert sentences("改造渔民住房18户。", "改造渔民住房20栋。") == ["指标不同，不能直接比较大小：18户与20栋。"]
    assert sentences("新建口袋图书馆18座。", "新建口袋图书馆。") == ["18座只见于前一处。"]
    assert sentences("新建口袋图书馆。", "新建口袋图书馆18座。") == ["18座只见于后一处。"]


def test_of_several_figures_each_stands_beside_its_own() -> None:
    found = comparisons("改造渔民住房90处，惠及2400户。", "改造渔民住房惠及2400户、共90处。")
    assert [comparison.outcome for comparison in found] == [Outcome.EQUAL, Outcome.EQUAL]


def test_an_equal_figure_in_another_clause_of_the_item_is_found() -> None:
    found = comparisons("建成智慧冷链系统，在全域投放运营智能货柜450个。", "新增智慧冷链柜450个。")
    assert [comparison.outcome for comparison in found] == [Outcome.EQUAL]


def test_every_figure_of_a_pair_is_told_exactly_once() -> None:
    found = comparisons("新建口袋图书馆18座，共2400平方米，惠及5万人。", "新建口袋图书馆20座，共2600平方米。")
    assert [(each.outcome, each.left and each.left.text) for each in found] == [
        (Outcome.RAISED, "18座"),
        (Outcome.RAISED, "2400平方米"),
        (Outcome.ONLY_LEFT, "5万人"),
    ]
