"""Reading the five real documents yields what careful reading by people found in them, and nothing else.

The expected values are read from the folder `shared`; none of them is written here.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from xushi.document.json import as_json
from xushi.document.model import Commitment, Document, Role
from xushi.parsing import parse
from xushi.reading import read_file
from xushi.targets import find_targets

from .reading import bare, broken_laws

NUMBERS = ("000", "001", "002", "003", "004")


@cache
def document_of(shared: Path, number: str) -> Document:
    (path,) = (shared / "documents").glob(f"{number}_*.txt")
    return parse(read_file(path), find_targets)


@cache
def gold(shared: Path, number: str) -> Any:
    return json.loads((shared / "gold" / f"{number}.json").read_text(encoding="utf-8"))


def items_of(shared: Path, number: str) -> list[dict[str, Any]]:
    expected = gold(shared, number)
    return list(expected["items"] if isinstance(expected, dict) else expected)


def written(item: Commitment, *roles: Role) -> list[str]:
    return [each.written for each in item.assignments if each.role in roles]


def split(names: str) -> list[str]:
    return [name for name in re.split("[、,，]", names) if name]


def bared(values: list[str]) -> list[str]:
    return [bare(value) for value in values]


@pytest.mark.parametrize("number", NUMBERS)
def test_every_item_is_there_in_order_and_no_other(shared: Path, number: str) -> None:
    read = [item.number for item in document_of(shared, number).commitments]
    assert read == [item["number"] for item in items_of(shared, number)]


@pytest.mark.parametrize("number", ["000", "001", "002", "004"])
def test_the_text_of_every_item_is_the_promise_and_nothing_else(shared: Path, number: str) -> None:
    read = [bare(item.text) for item in document_of(shared, number).commitments]
    assert read == [bare(item["text"]) for item in items_of(shared, number)]


def test_every_quarter_cell_of_the_schedule_is_read(shared: Path) -> None:
    read = [[bare(each.text) for each in item.milestones] for item in document_of(shared, "000").commitments]
    assert read == [bared(item["quarters"]) for item in items_of(shared, "000")]


def test_every_quarter_of_the_schedule_has_its_steps(shared: Path) -> None:
    read = [[len(each.steps) for each in item.milestones] for item in document_of(shared, "000").commitments]
    assert read == [item["n_steps"] for item in items_of(shared, "000")]


def test_the_quarters_of_the_schedule_are_dated(shared: Path) -> None:
    read = {tuple(each.period for each in item.milestones) for item in document_of(shared, "000").commitments}
    assert read == {("2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4")}


@pytest.mark.parametrize("number", ["001", "002"])
def test_every_unit_of_a_breakdown_has_its_role_and_place(shared: Path, number: str) -> None:
    read = [
        (written(item, Role.LEAD, Role.SOLE), written(item, Role.SUPPORTING))
        for item in document_of(shared, number).commitments
    ]
    assert read == [(item["lead"], item["co"]) for item in items_of(shared, number)]


def test_every_unit_of_the_bulletin_has_its_role_and_place(shared: Path) -> None:
    read = [
        (written(item, Role.LEAD, Role.SOLE), written(item, Role.SUPPORTING))
        for item in document_of(shared, "004").commitments
    ]
    assert read == [(split(item["lead_raw"]), split(item["co_raw"])) for item in items_of(shared, "004")]


@pytest.mark.parametrize(("number", "label"), [("002", "責任單位"), ("004", "责任单位")])
def test_responsible_units_without_a_lead_are_sole_ones(shared: Path, number: str, label: str) -> None:
    read = [
        any(each.role is Role.SOLE for each in item.assignments) for item in document_of(shared, number).commitments
    ]
    assert read == [item["role"] == label and not item.get("co_raw") for item in items_of(shared, number)]


@pytest.mark.parametrize("number", ["001", "002", "004"])
def test_a_full_name_keeps_what_is_written(shared: Path, number: str) -> None:
    """市 may come before it and 县 behind it; nothing of what is written is lost."""
    odd = {
        (each.written, each.name)
        for item in document_of(shared, number).commitments
        for each in item.assignments
        if each.written not in each.name or len(each.name) - len(each.written) > 3
    }
    assert odd == set()


@pytest.mark.parametrize("number", ["001", "002", "004"])
def test_a_written_name_has_one_full_name_in_a_document(shared: Path, number: str) -> None:
    names: dict[str, set[str]] = {}
    for item in document_of(shared, number).commitments:
        for each in item.assignments:
            names.setdefault(each.written, set()).add(each.name)
    assert {written: full for written, full in names.items() if len(full) > 1} == {}


def test_bureaus_after_the_first_of_a_row_belong_to_the_city_too(shared: Path) -> None:
    shortened = {
        (each.written, each.name)
        for item in document_of(shared, "004").commitments
        for each in item.assignments
        if each.written.endswith(("局", "委", "集团")) and not each.written.startswith("市") and not each.group
    }
    assert {name for written, name in shortened if name == f"市{written}"} == {
        name for written, name in shortened if not re.search("海事|银保监|^团", written)
    }


def test_counties_named_without_their_kind_get_it_from_elsewhere(shared: Path) -> None:
    shortened = {
        each.name
        for item in document_of(shared, "004").commitments
        for each in item.assignments
        if len(each.written) == 2 and each.name != each.written and not each.name.startswith("市")
    }
    assert shortened
    assert all(name.endswith(("县", "区", "海关")) for name in shortened)


def test_every_note_of_applicability_is_read(shared: Path) -> None:
    read = [item.applicability_text for item in document_of(shared, "001").commitments]
    assert read == [item["status"] for item in items_of(shared, "001")]


def test_every_item_stands_in_its_list_and_field(shared: Path) -> None:
    read = [
        (programme.title, field.title, field.stated_count)
        for programme in document_of(shared, "001").programmes
        for field in programme.fields
        for _ in field.commitments
    ]
    assert read == [(item["list"], item["category"], item["category_count"]) for item in items_of(shared, "001")]


def test_every_field_holds_as_many_items_as_it_states(shared: Path) -> None:
    fields = [field for programme in document_of(shared, "001").programmes for field in programme.fields]
    assert [field.counted for field in fields] == [field.stated_count for field in fields]


def test_every_field_of_the_ballot_is_read(shared: Path) -> None:
    read = [
        field.title
        for programme in document_of(shared, "003").programmes
        for field in programme.fields
        for _ in field.commitments
    ]
    assert read == [item["category"] for item in items_of(shared, "003")]


def test_every_title_and_measure_of_the_ballot_is_read(shared: Path) -> None:
    read = [
        (item.title, [bare(each.text) for each in item.measures]) for item in document_of(shared, "003").commitments
    ]
    assert read == [(item["title"], bared(item["measures"])) for item in items_of(shared, "003")]


def test_every_verdict_and_narrative_of_the_bulletin_is_read(shared: Path) -> None:
    read = [
        (item.report.verdict_text, bare(item.report.narrative or "")) if item.report is not None else None
        for item in document_of(shared, "004").commitments
    ]
    assert read == [(item["status"], bare(item["narrative"])) for item in items_of(shared, "004")]


def test_every_entry_of_the_headline_list_is_read(shared: Path) -> None:
    read = [(str(each.number), each.title, each.item, bare(each.text)) for each in document_of(shared, "004").behind]
    expected = gold(shared, "004")["behind"]
    assert read == [(each["n"], each["title"], each["item"], bare(each["text"])) for each in expected]


@pytest.mark.parametrize(
    ("number", "genre", "script"),
    [
        ("000", "schedule", "hans"),
        ("001", "breakdown", "hans"),
        ("002", "breakdown", "hant"),
        ("003", "ballot_result", "hans"),
        ("004", "bulletin", "hans"),
    ],
)
def test_the_genre_and_script_are_told(shared: Path, number: str, genre: str, script: str) -> None:
    document = document_of(shared, number)
    assert (document.genre.value, document.script.value) == (genre, script)


@pytest.mark.parametrize(
    ("number", "given", "year"),
    [
        ("000", {"title"}, 2019),
        ("001", {"title", "document_number", "issuing_body", "issued_on"}, 2024),
        ("002", {"title", "document_number", "index_number", "issuing_body", "issued_on"}, 2021),
        ("003", {"title"}, 2023),
        ("004", {"title", "issuing_body", "issued_on"}, 2021),
    ],
)
def test_the_masthead_holds_what_the_document_says_of_itself(
    shared: Path, number: str, given: set[str], year: int
) -> None:
    document = document_of(shared, number)
    masthead = document.masthead
    names = ("title", "document_number", "index_number", "issuing_body", "issued_on")
    assert {name for name in names if getattr(masthead, name) is not None} == given
    assert masthead.year == year
    if masthead.document_number is not None:
        assert re.fullmatch(r"\w+〔20\d\d〕\d+[号號]", masthead.document_number)
    if masthead.issued_on is not None:
        day = masthead.issued_on
        assert re.search(
            rf"{day.year}[年-]0?{day.month}[月-]0?{day.day}\b|{day.year}年{day.month}月{day.day}日",
            document.source.text,
        )


@pytest.mark.parametrize("number", NUMBERS)
def test_every_value_stands_where_its_span_says_and_nothing_is_lost(shared: Path, number: str) -> None:
    assert broken_laws(document_of(shared, number)) == []


@pytest.mark.parametrize("number", NUMBERS)
def test_nothing_of_the_documents_stays_unrecognised(shared: Path, number: str) -> None:
    assert [each.text for each in document_of(shared, number).unrecognised] == []


KEYS = {
    "": {"schema", "file", "document", "fields", "items", "behind", "unrecognised", "problems"},
    "document": {"genre", "script", "title", "document_number", "index_number", "issuing_body", "issued_on", "year"},
    "fields": {"programme", "title", "stated_count", "counted"},
    "items": {
        *("programme", "field", "number", "title", "text", "span", "applicability", "applicability_text"),
        *("assignments", "measures", "targets", "milestones", "report", "ballot", "satisfaction"),
    },
    "assignments": {"role", "written", "name", "group", "span"},
    "measures": {"text", "span"},
    "milestones": {"period", "text", "span", "steps", "targets"},
    "steps": {"number", "text", "span"},
    "report": {"verdict", "verdict_text", "narrative", "facts"},
    "behind": {"number", "title", "item", "text"},
    "targets": {
        *("text", "span", "of", "comparator", "value", "value_high"),
        *("unit", "kind", "change", "period"),
    },
}


def missing_keys(node: Any, name: str = "") -> set[tuple[str, str]]:
    """Return the keys of the schema that a JSON value lacks anywhere, with the kind of object that lacks them."""
    if isinstance(node, list):
        return {key for each in node for key in missing_keys(each, name)}
    if not isinstance(node, dict):
        return set()
    name = "targets" if name == "facts" else name
    lacking = {(name, key) for key in KEYS.get(name, set()) - node.keys()}
    return lacking.union(*(missing_keys(value, key) for key, value in node.items()))


@pytest.mark.parametrize("number", NUMBERS)
def test_the_json_has_every_key_of_the_schema(shared: Path, number: str) -> None:
    told = json.loads(json.dumps(as_json(document_of(shared, number)), ensure_ascii=False))
    assert missing_keys(told) == set()
    assert told["schema"] == "xushi/1"
    assert len(told["items"]) == len(items_of(shared, number))
