"""The clerk's lists are well-formed; whether the rules agree with them is tested with the rules."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from .lists import CODES, document_text, item_numbers, listed_documents, read_list


@pytest.mark.parametrize("document", listed_documents())
def test_every_code_is_one_of_the_mistakes_of_the_design(document: str) -> None:
    listed = read_list(document)
    used = {o.code for o in listed.objections} | {c for o in listed.objections for c in o.or_codes}
    assert used | {s.about for s in listed.silent} <= CODES


@pytest.mark.parametrize("document", listed_documents())
def test_every_figure_is_a_number_and_every_entry_has_a_reason(document: str) -> None:
    listed = read_list(document)
    assert all(Decimal(figure).is_finite() for o in listed.objections for figure in o.figures)
    assert all(Decimal(value).is_finite() for j in listed.judged for value in j.inputs.values())
    assert all(Decimal(j.computed).is_finite() for j in listed.judged if j.computed is not None)
    assert all(entry.reason.endswith(".") for entry in listed.entries)


@pytest.mark.parametrize("document", listed_documents())
def test_certainties_and_verdicts_are_the_words_of_the_readme(document: str) -> None:
    listed = read_list(document)
    assert {o.certainty for o in listed.objections} <= {"sure", "arguable"}
    assert {j.supported for j in listed.judged} <= {True, False, "arguable"}


@pytest.mark.parametrize("document", listed_documents())
def test_no_objection_is_written_down_twice(document: str) -> None:
    keys = [(o.item, o.code, o.spans[0]) for o in read_list(document).objections]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("document", listed_documents())
def test_every_item_exists_in_the_document(document: str, shared: Path) -> None:
    listed = read_list(document)
    named = {e.item for e in listed.entries} | set(listed.cannot)
    assert named - {""} <= item_numbers(shared, document)


@pytest.mark.parametrize("document", listed_documents())
def test_every_span_covers_characters_of_the_document(document: str, shared: Path) -> None:
    text = document_text(shared, document)
    listed = read_list(document)
    for entry in listed.entries:
        for span in entry.spans:
            assert 0 <= span.start < span.end <= len(text), entry
            assert span.of(text).strip() == span.of(text), entry
