from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from xushi_web.agencies.models import Government
from xushi_web.checks.running import check_year
from xushi_web.documents.actions import correct_values
from xushi_web.documents.models import DocumentProblem, Origin, SourceDocument, Standing
from xushi_web.documents.queries import tree_of

from ..conftest import Take
from ..invented import breakdown
from .conftest import REPEATED, SENTENCE, Find, faulty


def test_a_draft_has_the_problems_of_reading_and_of_checking(drafted: Take) -> None:
    document = drafted(faulty())
    found = {(problem.code, problem.origin) for problem in document.findings.standing()}
    assert ("target_without_milestone", Origin.READING) in found
    assert (REPEATED, Origin.CHECKING) in found
    assert document.finding_count == len(found)
    assert document.problem_count == 1


def test_what_checking_finds_is_not_for_the_public(document: SourceDocument) -> None:
    assert [problem.code for problem in document.problems.all()] == ["target_without_milestone"]


def test_a_problem_says_what_and_marks_where(document: SourceDocument, problem: DocumentProblem) -> None:
    text = tree_of(document).source.text
    assert problem.message_in("zh") == SENTENCE
    assert problem.start is not None
    assert text[problem.start : problem.end].startswith("1")


def test_checking_again_keeps_the_same_rows(document: SourceDocument, city: Government) -> None:
    before = set(document.findings.values_list("pk", flat=True))
    check_year(city, 2024)
    assert set(document.findings.values_list("pk", flat=True)) == before


def test_a_corrected_number_makes_the_problem_go_away_and_back_again(
    office: User, document: SourceDocument, problem: DocumentProblem
) -> None:
    correct_values(actor=office, document=document, values={"item.1.number": "2"})
    problem.refresh_from_db()
    assert (problem.standing, problem.gone_at is None) == (Standing.GONE, False)
    correct_values(actor=office, document=document, values={"item.1.number": "1"})
    problem.refresh_from_db()
    assert (problem.standing, problem.gone_at) == (Standing.STANDING, None)


def test_a_draft_is_checked_again_when_it_is_corrected(office: User, drafted: Take, repeated: Find) -> None:
    document = drafted(faulty())
    problem = repeated(document)
    correct_values(actor=office, document=document, values={"item.1.number": "2"})
    problem.refresh_from_db()
    assert problem.standing == Standing.GONE


def test_a_wrong_number_typed_by_hand_is_found(office: User, accepted: Take, repeated: Find) -> None:
    document = accepted(breakdown())
    correct_values(actor=office, document=document, values={"item.1.number": "1"})
    assert repeated(document).message_in("zh") == SENTENCE


def test_words_typed_by_hand_are_not_judged_by_the_figures_that_were_not_read_in_them(
    office: User, accepted: Take
) -> None:
    document = accepted(breakdown())
    correct_values(actor=office, document=document, values={"item.1.number": "1", "item.1.text": "建成助餐点41个"})
    assert not document.findings.standing().filter(code=REPEATED).exists()


def test_the_same_problem_twice_is_two_problems(accepted: Take) -> None:
    document = accepted(faulty(newer=True))
    marks = list(document.findings.standing().values_list("fingerprint", flat=True))
    assert len(marks) == len(set(marks))


@pytest.mark.usefixtures("document")
def test_a_mended_version_does_not_have_it(accepted: Take) -> None:
    newer = accepted(faulty(newer=True, mended=True))
    assert not newer.findings.standing().filter(code=REPEATED).exists()
