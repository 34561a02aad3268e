"""Laws of matching, on lists drawn from invented promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from xushi.document.model import Commitment
from xushi.matching import Pair, compare_years, match, match_lists

from .promises import promise

VERBS = ["新建", "改造", "新改扩建", "完成", "优化提升", "推进", ""]
SUBJECTS = [
    "口袋图书馆",
    "乡村图书馆",
    "渔港码头",
    "海洋博物馆",
    "老旧小区",
    "乡村河塘",
    "小学、幼儿园",
    "健身步道",
    "助老食堂",
    "5G基站",
]
FIGURES = ["", "7座", "7处", "18座", "2.5万户", "30亩", "2公顷", "全覆盖", "100%", "10-20个"]
LEADS = ["市文旅局", "市住建局", "市水务局", None]

clauses = st.builds("{}{}{}".format, st.sampled_from(VERBS), st.sampled_from(SUBJECTS), st.sampled_from(FIGURES))
texts = st.lists(clauses, min_size=1, max_size=3).map("，".join)
commitments = st.builds(promise, texts, st.sampled_from(LEADS))
lists = st.lists(commitments, max_size=8)

Told = tuple[Commitment, Commitment, object]


def told(pairs: Sequence[Pair], left: Sequence[Commitment], right: Sequence[Commitment]) -> Counter[Told]:
    """What is paired with what, whatever the places in the lists."""
    return Counter((left[pair.left], right[pair.right], pair.score) for pair in pairs)


@settings(deadline=None)
@given(lists, lists)
def test_the_other_way_round_the_same_pairs_are_proposed(left: list[Commitment], right: list[Commitment]) -> None:
    forth, back = match(left, right), match(right, left)
    assert told(forth, left, right) == Counter(
        {(a, b, score): n for (b, a, score), n in told(back, right, left).items()}
    )


@settings(deadline=None)
@given(lists, lists, st.randoms(use_true_random=False))
def test_the_order_of_the_items_does_not_matter(left: list[Commitment], right: list[Commitment], dice: Random) -> None:
    shuffled, turned = dice.sample(left, len(left)), dice.sample(right, len(right))
    assert told(match(shuffled, turned), shuffled, turned) == told(match(left, right), left, right)


@settings(deadline=None)
@given(lists)
def test_a_list_matches_itself_fully(items: list[Commitment]) -> None:
    pairs = match(items, items)
    assert [pair.left for pair in pairs] == sorted({*range(len(items))} | {pair.left for pair in pairs})
    assert all(items[pair.left].text == items[pair.right].text and pair.score == 1 for pair in pairs)


@settings(deadline=None)
@given(lists)
def test_lists_without_a_word_in_common_match_nothing(items: list[Commitment]) -> None:
    strangers = [promise("举办元宵灯会3场。"), promise("培训新型船员18名。"), promise("发放营养补贴7万元。")]
    assert match(items, strangers) == []


@settings(deadline=None)
@given(lists, lists)
def test_scores_lie_between_nothing_and_one_and_places_in_the_lists(
    left: list[Commitment], right: list[Commitment]
) -> None:
    for pair in match(left, right):
        assert 0 < pair.score <= 1
        assert 0 <= pair.left < len(left)
        assert 0 <= pair.right < len(right)
        assert pair.reasons
        assert pair.wordings


@settings(deadline=None)
@given(lists, lists)
def test_two_of_several_lists_are_compared_as_two_lists_are(left: list[Commitment], right: list[Commitment]) -> None:
    assert match_lists([left, right, []]) == {(0, 1): match(left, right), (0, 2): [], (1, 2): []}


@settings(deadline=None)
@given(lists, lists)
def test_over_two_years_no_promise_is_lost(before: list[Commitment], after: list[Commitment]) -> None:
    found = compare_years(before, after)
    assert {id(each.before) for each in found if each.before} == {id(item) for item in before}
    assert {id(each.after) for each in found if each.after} == {id(item) for item in after}
