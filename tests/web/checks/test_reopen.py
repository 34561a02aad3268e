from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed
from xushi_web.audit.models import AuditEntry
from xushi_web.checks.actions import accept_problem, reopen_problem
from xushi_web.checks.running import check_year
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import DocumentProblem, SourceDocument

from ..conftest import Take
from .conftest import Find, faulty


@pytest.fixture
def settled(problem: DocumentProblem, office: User) -> DocumentProblem:
    accept_problem(actor=office, problem=problem, reason="已核实")
    return problem


def test_an_acceptance_is_taken_back_and_kept(office: User, settled: DocumentProblem) -> None:
    reopen_problem(actor=office, problem=settled)
    acceptance = settled.acceptances.get()
    assert acceptance.taken_back_by == "office"
    assert acceptance.taken_back_at is not None
    assert AuditEntry.objects.get(tag="problem:reopened").subject == str(settled.pk)


def test_the_problem_waits_again(office: User, settled: DocumentProblem, document: SourceDocument) -> None:
    document.refresh_from_db()
    before = document.finding_count
    reopen_problem(actor=office, problem=settled)
    document.refresh_from_db()
    assert document.finding_count == before + 1


def test_it_may_be_accepted_again(office: User, settled: DocumentProblem) -> None:
    reopen_problem(actor=office, problem=settled)
    accept_problem(actor=office, problem=settled, reason="重新核实")
    assert [a.reason for a in settled.acceptances.all()] == ["已核实", "重新核实"]


def test_another_office_may_not(other_office: User, settled: DocumentProblem) -> None:
    with pytest.raises(NotAllowed, match=r"^您没有管理“云川市”文件的权限，请与系统管理员联系。$"):
        reopen_problem(actor=other_office, problem=settled)


def test_a_visitor_may_not(visitor: AnonymousUser, settled: DocumentProblem) -> None:
    with pytest.raises(NotAllowed, match=r"^请先登录。$"):
        reopen_problem(actor=visitor, problem=settled)


def test_what_was_not_accepted_cannot_be_taken_back(office: User, problem: DocumentProblem) -> None:
    with pytest.raises(Refused, match=r"^这个问题没有被接受过，请刷新页面。$"):
        reopen_problem(actor=office, problem=problem)


@pytest.mark.usefixtures("settled")
def test_an_acceptance_taken_back_is_not_carried_on_again(office: User, accepted: Take, repeated: Find) -> None:
    newer = accepted(faulty(newer=True))
    reopen_problem(actor=office, problem=repeated(newer))
    assert newer.government
    assert newer.year
    check_year(newer.government, newer.year)
    assert [a.taken_back_by for a in repeated(newer).acceptances.all()] == ["office"]
