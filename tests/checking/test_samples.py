"""The documents of the fictional city: the mistakes planted in them are found, and little else."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import xushi
from xushi.checking import check, check_together
from xushi.document.model import Document

SAMPLES = Path(__file__).parents[2] / "samples"

#: What samples/README.md lists, as (code, item); a heading and votes have no item of their own.
PLANTED: dict[str, list[tuple[str, str | None]]] = {
    "2024-01-ballot.txt": [],
    "2024-02-breakdown.txt": [
        ("numbering-repeated", "15"),
        ("numbering-skipped", "15"),
        ("stated-count-differs", None),
        ("stated-count-differs", None),
    ],
    "2024-10-bulletin.html": [("period-differs", "16"), ("stated-rate-differs", "15")],
    "2024-12-satisfaction.xlsx": [("votes-differ", "12")],
    "2025-01-ballot.docx": [("votes-differ", "38")],
    "2025-02-breakdown.txt": [
        ("no-lead-unit", "33"),
        ("numbering-repeated", "7"),
        ("numbering-skipped", "9"),
        ("same-promise-different-targets", "1"),
        ("same-promise-different-targets", "21"),
        ("stated-count-differs", None),
        ("stated-count-differs", None),
        ("unit-ambiguous", "22"),
    ],
    "2025-02-work-report.html": [("numbering-skipped", "61")],
    "2025-03-schedule.pdf": [
        ("cumulative-falls", "12"),
        ("plan-contradicts-target", "16"),
        ("quarter-repeats", "37"),
        ("quarters-do-not-add-up", "3"),
        ("target-not-mentioned", "41"),
        ("ten-thousand-missing", "24"),
    ],
    "2025-03-projects.xlsx": [("last-cumulative-differs", "30"), ("quarters-do-not-add-up", "26")],
    "2025-03-work-plan.docx": [],
    "2025-12-satisfaction.docx": [("votes-differ", "33")],
}


@cache
def document(name: str) -> Document:
    return xushi.read(SAMPLES / name)


@pytest.mark.parametrize("name", PLANTED)
def test_the_planted_mistakes_are_found_and_nothing_else(name: str) -> None:
    found = [(problem.code, problem.item) for problem in check(document(name))]
    assert sorted(found, key=str) == sorted(PLANTED[name], key=str)


def test_bulletins_beside_the_schedule_show_the_verdicts_that_are_wrong() -> None:
    names = ["2025-03-schedule.pdf", "2025-04-bulletin.txt", "2025-07-bulletin.docx", "2025-10-bulletin.html"]
    _, *bulletins = check_together([document(name) for name in names])
    found = [
        {problem.item for problem in problems if problem.code == "verdict-differs-from-arithmetic"}
        for problems in bulletins
    ]
    assert found == [set(), {"20"}, {"29"}]


def test_the_other_mistakes_of_the_bulletins_are_found() -> None:
    found = {
        name: {(problem.code, problem.item) for problem in check(document(name))}
        for name in ("2025-04-bulletin.txt", "2025-07-bulletin.docx", "2025-10-bulletin.html")
    }
    assert ("stated-rate-differs", "9") in found["2025-04-bulletin.txt"]
    assert ("forecast-already-past", "47") in found["2025-07-bulletin.docx"]
    assert {("headline-differs-from-annex", "23"), ("period-differs", "16")} <= found["2025-10-bulletin.html"]


def test_two_lists_that_promise_different_rates_are_compared() -> None:
    _, later = check_together([document("2025-02-work-report.html"), document("2025-03-schedule.pdf")])
    found = {problem.item for problem in later if problem.code == "same-promise-different-targets"}
    assert {"1", "49"} <= found
