"""Whatever is done to a document, it is read without an exception, and both laws hold."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xushi.parsing import parse
from xushi.reading import UnreadableFile, read_bytes
from xushi.targets import find_targets

from .mutations import mutated
from .reading import broken_laws, read

SPECIMENS = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "specimens").glob("*/source.*"))]
FRAGMENTS = [
    *(
        "1.",
        "2、",
        "（一）",
        "一、",
        "①",
        "第一条",
        "26.3",
        "一是",
        "●",
        "附件1",
        "\n",
        "\n",
        "\n",
        "\t",
        "|",
        "   ",
        "\u3000",
        "。",
        "；",
    ),
    *(
        "牵头单位：",
        "（责任单位：",
        "配合部门:",
        "市教育局",
        "、",
        "各县区",
        "）",
        "(",
        "【",
        "】",
        "由",
        "牵头",
        "，",
        "等按职责分工负责",
    ),
    *(
        "新建学校3所",
        "完成投资1.2亿元",
        "一季度：",
        "6月底前",
        "序号\t项目名称\t责任单位\n",
        "| 1 | 修路 | 市交通局 |\n",
        "序时进度：",
    ),
    *(
        "进展情况：",
        "达序时",
        "未达序时",
        "赞成12票",
        "不满意3票",
        "某市2024年民生实事任务分解\n",
        "索引号：",
        "2024年2月29日",
        "市政府办公室",
    ),
    *("<p>", "</td>", "&nbsp;", "\u200b", "\r\n", "\f", "省本级实施", "我市不承担相关任务"),
]


def wrong_after(seeds: Sequence[bytes], numbers: range) -> list[str]:
    found: list[str] = []
    for number in numbers:
        try:
            reading = read_bytes(mutated(seeds, number), "文件.txt")
        except UnreadableFile:
            continue  # refused with a sentence, which is an answer
        found += [
            f"{number}: {wrong}" for wrong in broken_laws(parse(reading, find_targets if number % 8 == 0 else None))
        ]
    return found


def documents(shared: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted((shared / "documents").glob("*.txt"))]


def test_damaged_documents_keep_both_laws(shared: Path) -> None:
    assert wrong_after(documents(shared), range(60)) == []


def test_damaged_specimens_keep_both_laws() -> None:
    assert wrong_after(SPECIMENS, range(250)) == []


#: Ten thousand damages in ten parts, so that they can be run one after the other: ``-k "documents and part3"``.
in_parts = pytest.mark.parametrize(
    "numbers", [pytest.param(range(part * 1000, part * 1000 + 1000), id=f"part{part}") for part in range(10)]
)


@pytest.mark.slow
@in_parts
def test_ten_thousand_damaged_documents_keep_both_laws(shared: Path, numbers: range) -> None:
    assert wrong_after(documents(shared), numbers) == []


@pytest.mark.slow
@in_parts
def test_ten_thousand_damaged_specimens_keep_both_laws(numbers: range) -> None:
    assert wrong_after(SPECIMENS, numbers) == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=60))
def test_any_row_of_fragments_keeps_both_laws(fragments: list[str]) -> None:
    text = "".join(fragments)
    if text.strip(" \t\n\r\f\u3000\u200b"):
        assert broken_laws(read(text)) == []
