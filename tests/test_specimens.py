"""Invented documents of other cities, each with what reading it must yield.

A specimen is a folder: the document (``source.txt`` or ``source.html``) and ``expected.toml``. What the keys of
``expected.toml`` mean is written in ``specimens/README.md``.
"""

from __future__ import annotations

import html
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import xushi
from xushi.document.model import Commitment, Document, Role
from xushi.spans import Span

FOLDERS = sorted(path.parent for path in (Path(__file__).parent / "specimens").glob("*/expected.toml"))
ROLES = {role.value: role for role in Role}
DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
MARKS = "；;。，, "  # what stands between one milestone and the next
MASTHEAD_KEYS = {"title", "document_number", "index_number", "issuing_body", "issued_on", "year"}
DOCUMENT_KEYS = {"genre", "script", "absent"} | MASTHEAD_KEYS
TOP_KEYS = {"why", "document", "fields", "items", "behind", "unrecognised_contains"}


@cache
def expected_of(folder: Path) -> dict[str, Any]:
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    unknown = set(expected) - TOP_KEYS | set(expected["document"]) - DOCUMENT_KEYS
    assert not unknown, f"{folder.name}: expected.toml has keys nobody compares: {sorted(unknown)}"
    return expected


@cache
def read(folder: Path) -> Document:
    (source,) = folder.glob("source.*")
    document: Document = xushi.read(source)
    return document


def bare(value: Any) -> Any:
    """Return `value` without blanks; a text of nothing but blanks is no text."""
    if isinstance(value, str):
        return "".join(value.split()) or None
    if isinstance(value, list | tuple):
        return [bare(each) for each in value]
    return value


def plain_number(number: str | None) -> str | None:
    """Return a number without its dress: “（十二）”, “12、” and “⑫” are all ``12``."""
    if not number:
        return None
    folded = unicodedata.normalize("NFKC", number)
    chinese = re.search("[一二三四五六七八九十]+", folded)
    if chinese:
        tens, ten, ones = chinese[0].rpartition("十")
        return str((DIGITS[tens] if tens else 1) * bool(ten) * 10 + (DIGITS[ones] if ones else 0))
    return "".join(folded.split()).strip("()[]【】、.。:,")


def units(item: Commitment, role: str, attribute: str) -> list[str]:
    return [bare(getattr(each, attribute)) for each in item.assignments if each.role is ROLES[role]]


def shown(item: Commitment, key: str) -> Any:
    """Return what `item` holds under a key of ``[[items]]``."""
    role, _, names = key.partition("_")
    if role in ROLES:
        return units(item, role, "name" if names else "written")
    if key in {"ballot", "satisfaction"}:
        votes = getattr(item, key)
        return {slot: getattr(votes, slot) for slot in votes.__slots__ if slot != "span"} if votes else {}
    if key in {"verdict", "verdict_text", "narrative"}:
        return bare(getattr(item.report, key)) if item.report else None
    if key in {"title", "text", "applicability", "applicability_text"}:
        return bare(getattr(item, key))
    collected: dict[str, Callable[[], Any]] = {
        "number": lambda: plain_number(item.number),
        "groups": lambda: [bare(each.written) for each in item.assignments if each.group],
        "measures": lambda: [bare(each.text) for each in item.measures],
        "milestones": lambda: [
            {"period": each.period, "text": bare(each.text.rstrip(MARKS)), "steps": len(each.steps)}
            for each in item.milestones
        ],
    }
    return collected[key]()


def agree(key: str, wanted: Any, found: Any) -> bool:
    """Tell whether `found` holds all that is `wanted`: of votes and milestones only what is asked for."""
    if isinstance(wanted, dict):
        return {inner: found.get(inner) for inner in wanted} == wanted and bool(wanted) == bool(found)
    if key == "milestones":
        return len(found) == len(wanted) and all(
            bare(value.rstrip(MARKS) if inner == "text" else value) == other[inner]
            for row, other in zip(wanted, found, strict=True)
            for inner, value in row.items()
        )
    return bool((plain_number(wanted) if key == "number" else bare(wanted)) == bare(found))


def differences(expected: Mapping[str, Any], found_under: Callable[[str], Any], place: str) -> Iterator[str]:
    """Yield a line for each key of `expected` under which something else is found."""
    for key, wanted in expected.items():
        found = found_under(key)
        if not agree(key, wanted, found):
            yield f"{place}.{key}:\n    expected {wanted!r}\n    read     {found!r}"


def aligned(name: str, expected: Sequence[Any], found: Sequence[Any], told: Callable[[Any], Any]) -> Iterator[str]:
    if len(expected) != len(found):
        yield f"{name}: expected {len(expected)}, read {len(found)}: {[told(each) for each in found]!r}"


def document_differences(document: Document, expected: Mapping[str, Any]) -> Iterator[str]:
    wanted = dict(expected)
    absent = wanted.pop("absent", [])

    def shown_of_document(key: str) -> Any:
        if key in {"genre", "script"}:
            return getattr(document, key).value
        return getattr(document.masthead, key)

    yield from differences(wanted, shown_of_document, "document")
    yield from (
        f"document.{key}: expected nothing, read {found!r}" for key in absent if (found := shown_of_document(key))
    )


def field_differences(document: Document, expected: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    found = [(p, f) for p in document.programmes for f in p.fields if f.title]
    yield from aligned("fields", expected, found, lambda pair: pair[1].title)
    for number, (wanted, (programme, field)) in enumerate(zip(expected, found, strict=False), 1):
        values = {
            "programme": programme.title,
            "title": field.title,
            "stated_count": field.stated_count,
            "counted": field.counted,
        }
        yield from differences(wanted, values.__getitem__, f"fields[{number}]")


def item_differences(document: Document, expected: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    found = [(p, f, c) for p in document.programmes for f in p.fields for c in f.commitments]
    yield from aligned("items", expected, found, lambda row: (row[2].number, row[2].title or row[2].text[:12]))
    for place, (wanted, (programme, field, item)) in enumerate(zip(expected, found, strict=False), 1):
        above = {"programme": programme.title, "field": field.title}

        def shown_of_item(key: str, item: Commitment = item, above: Mapping[str, Any] = above) -> Any:
            return bare(above[key]) if key in above else shown(item, key)

        yield from differences(wanted, shown_of_item, f"items[{place}] ({wanted.get('number', '-')})")


def behind_differences(document: Document, expected: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from aligned("behind", expected, document.behind, lambda headline: (headline.number, headline.title))
    for place, (wanted, headline) in enumerate(zip(expected, document.behind, strict=False), 1):

        def shown_of_headline(key: str, headline: Any = headline) -> Any:
            value = getattr(headline, key)
            return plain_number(str(value)) if key == "number" else bare(value)

        yield from differences(
            {key: str(value) for key, value in wanted.items()}, shown_of_headline, f"behind[{place}]"
        )


@pytest.mark.parametrize(
    ("written", "compared"),
    [("（十二）", "12"), ("3、", "3"), ("③", "3"), ("第二十条", "20"), ("二是", "2"), ("１０", "10"), ("5.2", "5.2")],
)
def test_numbers_are_compared_without_their_dress(written: str, compared: str) -> None:
    assert plain_number(written) == compared


def test_a_difference_names_the_place_and_both_values() -> None:
    found = differences({"text": "建成3所。", "lead": ["市教育局"]}, {"text": "建成3所。", "lead": []}.get, "items[1]")
    assert list(found) == ["items[1].lead:\n    expected ['市教育局']\n    read     []"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_specimen_is_read_as_its_expectation_says(folder: Path) -> None:
    document, expected = read(folder), expected_of(folder)
    found = [
        *document_differences(document, expected["document"]),
        *(field_differences(document, expected["fields"]) if "fields" in expected else ()),
        *item_differences(document, expected.get("items", [])),
        *behind_differences(document, expected.get("behind", [])),
        *(
            f"unrecognised: expected to hold {text!r}, read {[each.text for each in document.unrecognised]!r}"
            for text in expected.get("unrecognised_contains", [])
            if not any(bare(text) in (bare(each.text) or "") for each in document.unrecognised)
        ),
    ]
    assert not found, f"{folder.name}: {expected['why']}\n" + "\n".join(found)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_leaves_of_a_specimen_are_its_source(folder: Path) -> None:
    document = read(folder)
    assert document.verbatim() == document.source.text


def values_of(document: Document) -> Iterator[tuple[str, str, Span | None]]:
    """Yield every value that has to stand in the source: where in the tree, its text, its span."""
    for unrecognised in document.unrecognised:
        yield "unrecognised", unrecognised.text, unrecognised.span
    for place, item in enumerate(document.commitments, 1):
        yield f"item {place}", item.text, item.text_span
        for assignment in item.assignments:
            yield f"item {place} unit", assignment.written, assignment.span
        for measure in item.measures:
            yield f"item {place} measure", measure.text, measure.span
        for milestone in item.milestones:
            yield f"item {place} {milestone.period}", milestone.text, milestone.span
            for step in milestone.steps:
                yield f"item {place} {milestone.period} step {step.number}", step.text, step.span
        if item.report and item.report.verdict_text:
            yield f"item {place} verdict", item.report.verdict_text, item.report.verdict_span
        if item.report and item.report.narrative:
            yield f"item {place} narrative", item.report.narrative, item.report.narrative_span


def stands_in(value: str, stretch: str) -> bool:
    """Tell whether `stretch` is `value`, but for blanks and what was dropped inside it (a page number, a tag)."""
    wanted, found = "".join(value.split()), "".join(stretch.split())
    rest = iter(found)
    return wanted[:1] == found[:1] and wanted[-1:] == found[-1:] and all(character in rest for character in wanted)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_value_of_a_specimen_stands_where_its_span_says(folder: Path) -> None:
    document = read(folder)
    source = document.source.text
    wrong: list[str] = []
    for place, value, span in values_of(document):
        if span is None or not 0 <= span.start <= span.end <= len(source):
            wrong.append(f"{place}: span {span} of {value!r} is not within {len(source)} characters")
            continue
        stretch = span.of(source)
        if document.source.format == "html":
            stretch = html.unescape(re.sub("<[^>]*>", "", stretch))
        if not stands_in(value, stretch):
            wrong.append(f"{place}: {value!r} is not what stands in {stretch!r}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_span_of_an_item_of_a_specimen_holds_its_text(folder: Path) -> None:
    document = read(folder)
    whole = Span(0, len(document.source.text))
    wrong = [
        f"item {place}: {item.span} does not hold {item.text_span}"
        for place, item in enumerate(document.commitments, 1)
        if not (item.span and item.text_span and whole.contains(item.span) and item.span.contains(item.text_span))
    ]
    assert not wrong, "\n".join(wrong)
