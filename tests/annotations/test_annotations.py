"""The annotations are well-formed, stand where they say, and the score counts what it says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from xushi.spans import Span
from xushi.targets.model import Comparator, Target

from .annotated import DOCUMENTS, Sentence, load, text_of
from .scoring import JUDGED, REPORTED, score

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

DISTRACTOR_TYPES = frozenset(
    {
        "age", "condition", "coverage", "date", "doc_no", "grade",
        "lexical", "name", "numbering", "ordinal", "period", "ref",
    }
)  # fmt: skip
NUMERAL = re.compile(r"[0-9\uff10-\uff19〇零一二三四五六七八九十百千万亿两半萬億兩]")
FULL = re.compile("全覆[盖蓋]")


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def spans_of(sentence: Sentence) -> list[Span]:
    return sorted([*(m.span for m in sentence.mentions), *(d.span for d in sentence.distractors)])


def in_order_and_apart(spans: Iterable[Span]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(spans))


def as_targets(sentence: Sentence, words: str) -> list[Target]:
    return [
        Target(
            text=m.span.of(words),
            span=m.span,
            value=m.value,
            unit=m.unit,
            kind=m.kind,
            comparator=m.comparator,
            value_high=m.value_high,
            of=m.of_span.of(words) if m.of_span else None,
            change=m.change,
        )
        for m in sentence.mentions
    ]


@pytest.fixture
def perfect(shared: Path) -> dict[str, list[Target]]:
    """What a finder that agrees with every annotation returns, by sentence."""
    found: dict[str, list[Target]] = {}
    for name in DOCUMENTS:
        text = text_of(name, shared)
        for sentence in load(name):
            words = sentence.span.of(text)
            found[words] = as_targets(sentence, words)
    return found


def test_all_five_documents_are_annotated() -> None:
    assert DOCUMENTS == ("000", "001", "002", "003", "004")


def test_at_least_170_sentences_are_annotated() -> None:
    assert sum(len(load(name)) for name in DOCUMENTS) >= 170


def test_both_ways_of_choosing_are_in_every_document(document: str) -> None:
    assert {sentence.drawn for sentence in load(document)} == {"random", "hard"}


def test_sentences_of_a_document_are_in_order_and_apart(document: str) -> None:
    assert in_order_and_apart(sentence.span for sentence in load(document))


def test_mentions_and_distractors_are_inside_their_sentence_and_apart(document: str) -> None:
    for sentence in load(document):
        whole = Span(0, sentence.span.end - sentence.span.start)
        spans = spans_of(sentence)
        assert all(span.start < span.end and whole.contains(span) for span in spans), sentence.id
        assert in_order_and_apart(spans), sentence.id
        assert in_order_and_apart(m.span for m in sentence.mentions), sentence.id


def test_what_is_counted_is_inside_the_sentence(document: str) -> None:
    for sentence in load(document):
        whole = Span(0, sentence.span.end - sentence.span.start)
        assert all(m.of_span is None or whole.contains(m.of_span) for m in sentence.mentions), sentence.id


def test_only_ranges_have_an_upper_value_and_it_is_the_larger_one(document: str) -> None:
    for sentence in load(document):
        for m in sentence.mentions:
            assert (m.comparator is Comparator.RANGE) == (m.value_high is not None), sentence.id
            assert m.value_high is None or m.value < m.value_high, sentence.id


def test_distractor_types_are_known(document: str) -> None:
    types = {distractor.type for sentence in load(document) for distractor in sentence.distractors}
    assert types <= DISTRACTOR_TYPES


def test_a_sentence_is_one_line_of_its_document_without_blanks_around(document: str, shared: Path) -> None:
    text = text_of(document, shared)
    for sentence in load(document):
        words = sentence.span.of(text)
        assert words, sentence.id
        assert words == words.strip(), sentence.id
        assert not set(words) & {"\n", "\t"}, sentence.id


def test_every_mention_has_a_numeral_or_says_full_coverage(document: str, shared: Path) -> None:
    text = text_of(document, shared)
    for sentence in load(document):
        for m in sentence.mentions:
            mentioned = m.span.of(sentence.span.of(text))
            full = m.comparator is Comparator.FULL and FULL.fullmatch(mentioned)
            assert full or NUMERAL.search(mentioned), f"{sentence.id} {mentioned}"


def test_every_numeral_of_a_sentence_is_explained(document: str, shared: Path) -> None:
    text = text_of(document, shared)
    for sentence in load(document):
        words, explained = sentence.span.of(text), spans_of(sentence)
        for pattern in (NUMERAL, FULL):
            for hit in pattern.finditer(words):
                assert any(s.contains(Span(*hit.span())) for s in explained), f"{sentence.id} {hit.span()}"


def test_periods_are_written_in_their_sentence(document: str, shared: Path) -> None:
    text = text_of(document, shared)
    for sentence in load(document):
        words = sentence.span.of(text)
        assert all(m.period is None or m.period in words for m in sentence.mentions), sentence.id


def test_no_sentence_is_one_of_the_published_examples(document: str, shared: Path) -> None:
    text = text_of(document, shared)
    starts = [0, *(hit.end() for hit in re.finditer("\n", text))]
    taken = []
    for line in (shared / "gold" / "targets_examples.jsonl").read_text(encoding="utf-8").splitlines():
        example = json.loads(line)
        if example["file"].startswith(document):
            at = text.index(example["sentence"], starts[example["line"] - 1])
            taken.append(Span(at, at + len(example["sentence"])))
    assert taken
    for sentence in load(document):
        assert not any(sentence.span.overlaps(span) for span in taken), sentence.id


def test_a_finder_that_agrees_everywhere_scores_one(shared: Path, perfect: dict[str, list[Target]]) -> None:
    result = score(perfect.__getitem__, shared)
    assert (result.precision, result.recall, result.disagreements) == (1.0, 1.0, ())
    assert {result.accuracy(attribute) for attribute in JUDGED + REPORTED} == {1.0}


def test_a_finder_that_finds_nothing_misses_every_mention(shared: Path) -> None:
    result = score(lambda _: [], shared)
    assert (result.precision, result.recall, result.found) == (0.0, 0.0, 0)
    assert {item.what for item in result.disagreements} == {"missed"}
    assert len(result.disagreements) == result.expected


def test_a_wrong_unit_is_counted_and_listed(shared: Path, perfect: dict[str, list[Target]]) -> None:
    result = score(lambda words: [replace(target, unit="wrong") for target in perfect[words]], shared)
    assert result.recall == 1.0
    assert result.accuracy("unit") == 0.0
    assert {item.what for item in result.disagreements} == {"unit"}


def test_a_span_one_character_short_is_missed_and_invented(shared: Path, perfect: dict[str, list[Target]]) -> None:
    def short(words: str) -> list[Target]:
        return [replace(t, span=Span(t.span.start, t.span.end - 1)) for t in perfect[words]]

    result = score(short, shared)
    assert (result.exact, result.found) == (0, result.expected)
    assert {item.what for item in result.disagreements} == {"missed", "invented"}


def test_reporting_an_age_is_neither_right_nor_wrong(shared: Path, perfect: dict[str, list[Target]]) -> None:
    ages: dict[str, list[Span]] = {}
    for name in DOCUMENTS:
        text = text_of(name, shared)
        for sentence in load(name):
            ages[sentence.span.of(text)] = [other.span for other in sentence.distractors if other.type == "age"]
    assert any(ages.values())
    sample = next(iter(target for targets in perfect.values() for target in targets))
    result = score(lambda words: perfect[words] + [replace(sample, span=span) for span in ages[words]], shared)
    assert (result.precision, result.disagreements) == (1.0, ())
