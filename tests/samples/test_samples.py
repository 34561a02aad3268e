"""The samples: each is read as its expectation says, and `samples.make` still makes what is committed.

An expectation (``expected/NAME.toml``) holds what the masters say, not what reading happened to give: the genre, the
masthead, the number of items of each list, some whole items (`list` and `place` count from one; `number` is as
printed, so also where it is misprinted) and all entries of the list of what is behind.
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typst

import xushi
from xushi.document.model import Commitment, Document

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(path for path in (ROOT / "samples").glob("20*") if path.is_file())
FOUNT = "Noto Serif CJK SC"


@cache
def expected_of(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "expected" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def read(path: Path) -> Document:
    return xushi.read(path)


def expected_items() -> list[Any]:
    return [
        pytest.param(path, item, id=f"{path.stem} {item.get('list', 1)}-{item['place']}")
        for path in SAMPLES
        for item in expected_of(path.stem)["items"]
    ]


def as_expected(commitment: Commitment, wanted: dict[str, Any]) -> dict[str, Any]:
    """What was read of `commitment`, in the form of the expectation `wanted` and with its keys."""
    found: dict[str, Any] = {
        "list": wanted.get("list"),
        "place": wanted["place"],
        "number": commitment.number,
        "title": commitment.title,
        "text": commitment.text,
        "applicability": commitment.applicability.value,
        "applicability_text": commitment.applicability_text,
        "units": [[assignment.role.value, assignment.written] for assignment in commitment.assignments],
        "names": [assignment.name for assignment in commitment.assignments],
        "steps": [len(milestone.steps) for milestone in commitment.milestones],
    }
    for milestone in commitment.milestones:
        found[f"q{milestone.period[-1]}"] = milestone.text
    if commitment.report:
        report = commitment.report
        found["verdict"] = report.verdict and report.verdict.value
        found["verdict_text"], found["narrative"] = report.verdict_text, report.narrative
    if commitment.ballot:
        ballot = commitment.ballot
        found["votes"] = [ballot.yes, ballot.no, ballot.abstain]
    if commitment.satisfaction:
        vote = commitment.satisfaction
        found["votes"] = [vote.satisfied, vote.basically, vote.unsatisfied, vote.abstain]
    return {key: found.get(key) for key in wanted}


def test_every_sample_has_an_expectation_and_every_expectation_a_sample() -> None:
    expectations = sorted(path.stem for path in (Path(__file__).parent / "expected").glob("*.toml"))
    assert [path.stem for path in SAMPLES] == expectations


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_genre_is_recognised(path: Path) -> None:
    assert read(path).genre.value == expected_of(path.stem)["genre"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_masthead_says_what_the_document_is(path: Path) -> None:
    masthead, expected = read(path).masthead, expected_of(path.stem)["masthead"]
    assert {key: getattr(masthead, key) for key in expected} == expected


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_each_list_has_all_its_items_and_fields(path: Path) -> None:
    expected = expected_of(path.stem)["lists"]
    found = [
        {
            "title": programme.title,
            "items": len(programme.commitments),
            "fields": [field.title for field in programme.fields],
        }
        for programme in read(path).programmes
    ]
    assert len(found) == len(expected)
    assert [{key: each[key] for key in wanted} for each, wanted in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(("path", "wanted"), expected_items())
def test_an_item_is_read_whole(path: Path, wanted: dict[str, Any]) -> None:
    commitments = read(path).programmes[wanted.get("list", 1) - 1].commitments
    assert as_expected(commitments[wanted["place"] - 1], wanted) == wanted


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_list_of_what_is_behind_is_read_whole(path: Path) -> None:
    found = [{"item": entry.item, "title": entry.title, "text": entry.text} for entry in read(path).behind]
    assert found == expected_of(path.stem).get("behind", [])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_all_of_a_sample_stands_in_the_tree(path: Path) -> None:
    document = read(path)
    assert document.verbatim() == document.source.text


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples, made anew from their masters."""
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, "-m", "samples.make", folder], cwd=ROOT, check=True, timeout=120)
    return folder


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_making_the_samples_again_gives_the_committed_text(path: Path, made: Path) -> None:
    if path.suffix == ".pdf" and FOUNT not in typst.Fonts().families():
        pytest.skip(f"the fount of the PDF is not installed here: {FOUNT}")
    assert xushi.read(made / path.name).source.text == read(path).source.text
