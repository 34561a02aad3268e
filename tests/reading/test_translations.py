"""Every sentence of reading is said in English too, with the same values in it."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from xushi.reading.kinds import _IN_WORDS

SOURCE = Path(__file__).parents[2] / "src/xushi"


def sentences() -> set[str]:
    found = {f"这是{kind}，不能直接读取。" for kind, _ in _IN_WORDS.values()} | {hint for _, hint in _IN_WORDS.values()}
    for path in (SOURCE / "reading").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith("。"):
                found.add(node.value)
    return found - {"，不能直接读取。"}


def values(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_there_are_sentences() -> None:
    assert "文件是空的，没有任何文字。" in sentences()


@pytest.mark.parametrize("sentence", sorted(sentences()))
def test_a_sentence_has_a_translation_with_the_same_values(sentence: str) -> None:
    with (SOURCE / "locale/en/LC_MESSAGES/xushi.po").open("rb") as file:
        message = read_po(file).get(sentence)
    assert message is not None
    assert message.string
    assert values(str(message.string)) == values(sentence)
