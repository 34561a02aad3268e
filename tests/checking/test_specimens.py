from __future__ import annotations

from pathlib import Path

import pytest

from xushi.checking import all_rules

from .specimens_reader import FOLDER, Specimen, problems, specimens

PAGES = Path(__file__).parents[2] / "docs" / "problems"
CODES = [rule.code for rule in all_rules()]


@pytest.mark.parametrize("specimen", [each for code in CODES for each in specimens(code)], ids=str)
def test_a_rule_says_this_and_nothing_else(specimen: Specimen) -> None:
    found = [problem for problem in problems(specimen.form) if problem.code == specimen.code]
    assert [str(problem.message) for problem in found] == list(specimen.says)


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_specimens_where_it_speaks_and_where_it_is_silent(code: str) -> None:
    speaking = [specimen for specimen in specimens(code) if specimen.says]
    assert speaking
    assert len(specimens(code)) > len(speaking)


def test_no_specimens_are_left_of_a_rule_that_is_gone() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.toml")) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_rule_has_a_page_with_its_first_specimen(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text("utf-8")
    first = specimens(code)[0]
    (problem, *_) = [found for found in problems(first.form) if found.code == code]
    assert problem.message.in_language("zh") in page
    assert problem.message.in_language("en") in page


@pytest.mark.parametrize("code", CODES)
def test_every_problem_points_at_characters_and_says_what_to_do_in_both_languages(code: str) -> None:
    for specimen in specimens(code):
        for problem in problems(specimen.form):
            assert problem.span is not None
            for message in (problem.message, problem.hint):
                assert message.in_language("en") != message.in_language("zh")
                assert "{" not in message.in_language("en")
