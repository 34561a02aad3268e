"""English is complete: every sentence of the application has a translation, with the same values in it."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import xushi_web

PACKAGE = Path(xushi_web.__file__).parent
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
VALUE = re.compile(r"%\(\w+\)[sd]")


def key(message: str | Sequence[str]) -> str:
    return message if isinstance(message, str) else message[0]


def strings(entry: Message) -> list[str]:
    """Return the translation, or those of singular and plural."""
    return [entry.string] if isinstance(entry.string, str) else list(entry.string or ())


def sentences() -> dict[str, str]:
    """Return every sentence that is to be translated, and the file it stands in."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        source = text if path.suffix == ".py" else templatize(text)
        options = {"encoding": "utf-8"}
        for _line, message, _comments, _context in extract(
            "python", io.BytesIO(source.encode()), KEYWORDS, (), options
        ):
            found[key(message)] = path.relative_to(PACKAGE).as_posix()
    return found


@pytest.fixture(scope="module")
def english() -> dict[str, Message]:
    entries: dict[str, Message] = {}
    for path in sorted(PACKAGE.rglob("locale/en/LC_MESSAGES/*.po")):
        with path.open("rb") as file:
            catalogue: Catalog = read_po(file)
        entries.update({key(entry.id): entry for entry in catalogue if entry.id})
    return entries


def test_every_sentence_is_translated(english: dict[str, Message]) -> None:
    missing = {
        sentence: where
        for sentence, where in sentences().items()
        if sentence not in english or not all(strings(english[sentence]))
    }
    assert missing == {}


def test_a_translation_has_the_values_of_its_sentence(english: dict[str, Message]) -> None:
    for sentence, entry in english.items():
        for string in strings(entry):
            assert set(VALUE.findall(string)) == set(VALUE.findall(sentence)), sentence


def test_no_translation_is_left_over(english: dict[str, Message]) -> None:
    assert english.keys() - sentences().keys() == set()
