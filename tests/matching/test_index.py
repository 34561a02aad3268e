"""Most pairs of passages are never looked at."""

from __future__ import annotations

from itertools import islice, product

from xushi.document.model import Commitment
from xushi.matching._index import candidates
from xushi.matching._passages import prepared

PLACES = [
    "东湖",
    "西岭",
    "南塘",
    "北屯",
    "金沙",
    "银杏",
    "白鹭",
    "青石",
    "红枫",
    "紫云",
    "龙潭",
    "梅溪",
    "松山",
    "荷塘",
    "竹园",
    "桃源",
]
NAMES = [
    "老渔",
    "童趣",
    "稻香",
    "云帆",
    "星火",
    "晨光",
    "暖阳",
    "清泉",
    "书香",
    "百草",
    "听涛",
    "望海",
    "拾光",
    "花间",
    "沐风",
    "枕河",
]
THINGS = [
    "驿站",
    "码头",
    "书屋",
    "食堂",
    "灯塔",
    "冷库",
    "温室",
    "泵站",
    "菜场",
    "公厕",
    "球场",
    "剧场",
    "展馆",
    "步道",
    "画廊",
    "茶园",
]


def looked_at(length: int) -> int:
    """How many pairs of passages are candidates between two lists of so many different promises."""
    texts = [f"新建{''.join(parts)}。" for parts in islice(product(NAMES, THINGS, PLACES), 2 * length)]
    lists = [prepared([Commitment(None, text) for text in texts[start::2]]).passages for start in (0, 1)]
    ((_, _, found),) = candidates(lists)
    return len(found)


def test_the_work_does_not_grow_with_the_product_of_the_lengths() -> None:
    small, large = looked_at(500), looked_at(2000)
    assert small > 0
    assert large < 6 * small


def test_words_that_every_passage_shares_lead_to_no_candidates() -> None:
    texts = [f"{place}{name}食堂" for place, name in product(PLACES, NAMES)]
    lists = [prepared([Commitment(None, text) for text in half]).passages for half in (texts[:128], texts[128:])]
    ((_, _, found),) = candidates(lists)
    assert all(not (lists[0][i].terms & lists[1][j].terms <= {"食堂"}) for i, j in found)


def test_promises_of_common_words_only_are_candidates_where_all_their_words_agree() -> None:
    crowd = [f"{place}食堂" for place in PLACES for _ in range(4)]
    lists = [prepared([Commitment(None, text) for text in ("食堂", *crowd)]).passages for _ in range(2)]
    ((_, _, found),) = candidates(lists)
    assert (0, 0) in found
