"""Units of measure and measure words where a numeral ends."""

from __future__ import annotations

import pytest

from xushi.quantities import comparator_after, comparator_before, find_unit, folded


@pytest.mark.parametrize(
    ("text", "end", "kind"),
    [
        ("所新建学校", 1, "count"),
        (" 平方米，", 4, "area"),
        ("平方 米，", 4, "area"),
        ("平方\n公里", 5, "area"),
        ("微克/立方米", 6, "concentration"),
        ("批次/千人", 5, "count"),
        ("元/人·月", 5, "money"),
        ("吨/日", 3, "other"),
        ("个百分点", 4, "percentage_points"),
        ("个月内", 2, "duration"),
        ("TEU，", 3, "count"),
        ("km。", 2, "length"),
    ],
)
def test_the_longest_unit_is_found(text: str, end: int, kind: str) -> None:
    found = find_unit(text, 0)

    assert found is not None
    assert (found.end, found.kind) == (end, kind)


@pytest.mark.parametrize(
    "text", ["", "部门", "单位", "项目建设", "家庭", "周年", "G网络", "mm2x", "年级", "米粉", "花园"]
)
def test_the_beginning_of_another_word_is_no_unit(text: str) -> None:
    assert find_unit(text, 0) is None


def test_a_word_that_only_looks_like_another_one_leaves_the_unit_alone() -> None:
    found = find_unit("项目标任务", 0)

    assert found is not None
    assert found.unit.name == "项"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("总数不少于 ", ">="),
        ("力争突破", ">"),
        ("控制在", "<="),
        ("近", "~"),
        ("约", "~"),
        ("签约", None),
        ("通过", None),
        ("最近", None),
        ("<p>", None),
        ("新建", None),
    ],
)
def test_a_bound_before_a_value_is_read(text: str, bound: str | None) -> None:
    assert comparator_before(text, len(text)) == bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("以上", ">="),
        (" 以内，", "<="),
        ("（含）以上", ">="),
        ("左右", "~"),
        ("内完成", "<="),
        ("内资企业", None),
        ("起步", None),
        ("企业", None),
    ],
)
def test_a_bound_after_a_value_is_read(text: str, bound: str | None) -> None:
    found = comparator_after(text, 0)

    assert (found[0] if found else None) == bound


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "新增５０個、１，０００戶，％"

    assert folded(text) == "新增50个、1,000户，%"
    assert len(folded(text)) == len(text)


def test_a_text_with_nothing_to_fold_is_returned_as_it_is() -> None:
    text = "新增50个"

    assert folded(text) is text
