"""What became of promises from one year to the next. All texts are invented."""

from __future__ import annotations

from xushi.matching import Fate, compare_years

from .promises import promise

BEFORE = [
    promise("新建口袋图书馆18座。", "市文旅局"),
    promise("疏浚乡村河塘60公里。", "市水务局"),
    promise("培训新型船员900人次。", "市海事局"),
    promise("筹建海洋博物馆。", "市文旅局"),
    promise("改造渔民住房300户。", "市住建局"),
    promise("为高龄老人发放营养补贴600万元。", "市民政局"),
]
AFTER = [
    promise("培训新型船员700人次。", "市海事局"),
    promise("新建口袋图书馆25座。", "市文旅局"),
    promise("推进海洋博物馆建设。", "市文旅局"),
    promise("疏浚乡村河塘60公里。", "市水务局"),
    promise("改造渔民住房40栋。", "市住建局"),
    promise("整治低洼易涝路段8处。", "市水务局"),
]


def test_every_promise_of_both_years_has_its_fate_in_the_order_of_the_lists() -> None:
    assert [
        (each.fate, each.before and each.before.text, each.after and each.after.text)
        for each in compare_years(BEFORE, AFTER)
    ] == [
        (Fate.RAISED, "新建口袋图书馆18座。", "新建口袋图书馆25座。"),
        (Fate.AGAIN, "疏浚乡村河塘60公里。", "疏浚乡村河塘60公里。"),
        (Fate.LOWERED, "培训新型船员900人次。", "培训新型船员700人次。"),
        (Fate.AGAIN, "筹建海洋博物馆。", "推进海洋博物馆建设。"),
        (Fate.CHANGED, "改造渔民住房300户。", "改造渔民住房40栋。"),
        (Fate.DROPPED, "为高龄老人发放营养补贴600万元。", None),
        (Fate.NEW, None, "整治低洼易涝路段8处。"),
    ]


def test_a_promise_that_was_split_has_a_succession_for_each_part() -> None:
    before = [promise("新建小学、幼儿园21所。", "市教育局")]
    after = [promise("新建小学12所。", "市教育局"), promise("新建幼儿园9所。", "市教育局")]
    assert [(each.fate, each.after) for each in compare_years(before, after)] == [
        (Fate.AGAIN, after[0]),
        (Fate.AGAIN, after[1]),
    ]


def test_the_same_list_again_is_promised_again_throughout() -> None:
    assert {each.fate for each in compare_years(BEFORE, BEFORE)} == {Fate.AGAIN}


def test_a_first_year_is_all_new_and_a_last_one_all_dropped() -> None:
    assert [each.fate for each in compare_years([], AFTER)] == [Fate.NEW] * len(AFTER)
    assert [each.fate for each in compare_years(BEFORE, [])] == [Fate.DROPPED] * len(BEFORE)


def test_the_pair_of_a_succession_says_how_the_figures_compare() -> None:
    first = compare_years(BEFORE, AFTER)[0]
    assert first.pair is not None
    assert [str(comparison.message) for comparison in first.pair.comparisons] == ["指标由18座提高到25座。"]
