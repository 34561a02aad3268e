from __future__ import annotations

import pytest

from xushi_web.agencies.models import Level
from xushi_web.agencies.names import government_of, level_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云川市人民政府办公室", "云川市"),
        ("云川市政府督查室", "云川市"),
        ("云川市第十七届人民代表大会常务委员会", "云川市"),
        ("中共云川市委办公室 云川市人民政府办公室", "云川市"),
        ("北江自治区人民政府", "北江自治区"),
        ("2019年云川市50件民生实事序时进度", "云川市"),
        ("云 川 市 人 民 政 府", "云川市"),
    ],
)
def test_a_government_is_read_out_of_the_issuing_body_or_the_title(text: str, name: str) -> None:
    assert government_of(text) == name


@pytest.mark.parametrize(
    "text", ["市政府办", "2024年省市民生实事任务分解方案", "《政府工作报告》重点任务", "", "云川市财政局"]
)
def test_where_no_government_is_named_none_is_guessed(text: str) -> None:
    assert government_of(text) == ""


def test_the_issuing_body_goes_before_the_title() -> None:
    assert government_of("云川市人民政府", "2024年石桥市民生实事") == "云川市"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("江海省", Level.PROVINCE),
        ("云川市", Level.CITY),
        ("东湖区", Level.COUNTY),
        ("清河镇", Level.TOWNSHIP),
        ("开发委员会", Level.UNKNOWN),
    ],
)
def test_the_level_is_the_last_word_of_the_name(name: str, level: Level) -> None:
    assert level_of(name) == level
