"""Specimens: what is the same promise, in how many pairs, and why. All texts are invented."""

from __future__ import annotations

from decimal import Decimal

from xushi.matching import Outcome, match, match_lists

from .promises import promise

OTHERS = [
    promise("举办乡村读书节活动12场。", "市文旅局"),
    promise("为高龄老人发放营养补贴600万元。", "市民政局"),
    promise("培训新型船员900人次。", "市海事局"),
    promise("整治低洼易涝路段8处。", "市水务局"),
]


def indices(left: list, right: list) -> set[tuple[int, int]]:  # type: ignore[type-arg]
    return {(pair.left, pair.right) for pair in match(left, right)}


def test_the_same_promise_is_found_in_another_order_of_words() -> None:
    left = [promise("新建口袋图书馆18座。", "市文旅局"), *OTHERS]
    right = [promise("完成夜间航道照明工程。", "市港航局"), promise("建成18座口袋图书馆。", "市文旅局")]
    assert indices(left, right) == {(0, 1)}


def test_manners_of_building_written_in_two_ways_are_the_same_manner() -> None:
    (pair,) = match([promise("新改扩建渔港码头7座。", "市港航局")], [promise("新建改建渔港码头7座。", "市港航局")])
    assert pair.score == Decimal(1)


def test_to_repair_is_hardly_the_same_promise_as_to_build() -> None:
    built, repaired = promise("新建渔港码头7座。"), promise("维修渔港码头7座。")
    (same,) = match([built], [built])
    (other,) = match([built], [repaired])
    assert (same.score, other.score) == (Decimal(1), Decimal("0.8"))


def test_traditional_characters_are_the_same_characters() -> None:
    (pair,) = match([promise("新建鄉鎮圖書館18座。", "市文旅局")], [promise("新建乡镇图书馆18座。", "市文旅局")])
    assert pair.score == Decimal(1)
    assert [str(reason) for reason in pair.reasons] == [
        "两处文字相同。",
        "指标相同：18座。",
        "牵头单位相同：市文旅局。",
    ]


def test_a_list_that_bundles_what_another_splits_is_in_several_pairs() -> None:
    left = [promise("新建村级冷库35座。", "市农业局"), promise("疏浚乡村河塘60公里。", "市水务局"), *OTHERS]
    right = [promise("改善乡村条件，新建村级冷库35座、疏浚乡村河塘60公里。", "市农业局")]
    assert indices(left, right) == {(0, 0), (1, 0)}


def test_parts_that_add_up_to_the_whole_are_not_lower_figures() -> None:
    left = [promise("新建小学12所。", "市教育局"), promise("新建幼儿园9所。", "市教育局"), *OTHERS]
    right = [promise("新建小学、幼儿园21所。", "市教育局")]
    pairs = match(left, right)
    assert [(pair.left, pair.outcome) for pair in pairs] == [(0, Outcome.EQUAL), (1, Outcome.EQUAL)]
    assert [str(comparison.message) for pair in pairs for comparison in pair.comparisons] == [
        "各部分合计相符：12所与21所。",
        "各部分合计相符：9所与21所。",
    ]


def test_an_abbreviation_meets_its_long_form() -> None:
    left = [promise("棚户区改造2600户。", "市住建局"), *OTHERS]
    right = [promise("完成棚改2600户。", "市住建局")]
    assert indices(left, right) == {(0, 0)}


def test_promises_that_share_only_how_things_are_done_are_no_pair() -> None:
    left = [promise("全面推进重点渔港建设。", "市港航局")]
    right = [promise("全面推进重点湿地建设。", "市港航局"), *OTHERS]
    assert indices(left, right) == set()


def test_equal_round_figures_and_one_lead_make_no_pair() -> None:
    left = [promise("新建智能候车亭100座。", "市交通局")]
    right = [promise("改造乡村危桥100座。", "市交通局")]
    assert indices(left, right) == set()


def test_an_item_read_without_units_and_figures_is_matched_by_its_words() -> None:
    (pair,) = match([promise("筹办环湖自行车赛。")], [promise("办好环湖自行车赛。"), *OTHERS])
    assert (pair.right, pair.outcome, pair.comparisons) == (0, None, ())


def test_reasons_are_sentences_about_words_figures_and_leads() -> None:
    left = [promise("新建改建沿湖生态步道31公里。", "市园林局", "市财政局"), *OTHERS]
    right = [promise("新改建环湖生态步道31公里。", "市水务局", "市园林局")]
    (pair,) = match(left, right)
    assert [str(reason) for reason in pair.reasons] == [
        "两处都写到：湖生态步道。",
        "指标相同：31公里。",
        "一处的牵头单位在另一处是责任单位：市园林局。",
    ]


def test_several_lists_are_compared_two_by_two() -> None:
    lists = [[promise(f"新建口袋图书馆{count}座。"), *OTHERS[count:]] for count in (1, 2, 3)]
    found = match_lists(lists)
    assert sorted(found) == [(0, 1), (0, 2), (1, 2)]
    assert all(any((pair.left, pair.right) == (0, 0) for pair in pairs) for pairs in found.values())


def test_nothing_is_matched_with_nothing() -> None:
    assert match([], []) == []
    assert match([promise("")], [promise("")]) == []
    assert match_lists([]) == {}
