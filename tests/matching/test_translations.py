"""Every sentence of matching is said in English too, with the same values in it."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

SOURCE = Path(__file__).parents[2] / "src/xushi"


def sentences() -> set[str]:
    return {
        node.value
        for path in (SOURCE / "matching").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.endswith("。")
        and node.value != "。"
    }


def values(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("sentence", sorted(sentences()))
def test_a_sentence_has_a_translation_with_the_same_values(sentence: str) -> None:
    with (SOURCE / "locale/en/LC_MESSAGES/xushi.po").open("rb") as file:
        message = read_po(file).get(sentence)
    assert message is not None
    assert values(str(message.string)) == values(sentence)
