from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed
from xushi_web.audit.models import AuditEntry
from xushi_web.checks.actions import accept_problem
from xushi_web.checks.models import Acceptance
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import DocumentProblem, SourceDocument

from ..conftest import Take
from .conftest import REPEATED, Find, faulty


def test_an_office_accepts_a_problem_of_its_government(office: User, problem: DocumentProblem) -> None:
    acceptance = accept_problem(actor=office, problem=problem, reason=" 上级就是这样编号的 ")
    assert (acceptance.reason, acceptance.accepted_by) == ("上级就是这样编号的", "office")


def test_the_administrator_may_as_well(administrator: User, problem: DocumentProblem) -> None:
    assert accept_problem(actor=administrator, problem=problem, reason="已核实").problem == problem


def test_another_office_may_not(other_office: User, problem: DocumentProblem) -> None:
    with pytest.raises(NotAllowed, match=r"^您没有管理“云川市”文件的权限，请与系统管理员联系。$"):
        accept_problem(actor=other_office, problem=problem, reason="已核实")
    assert not Acceptance.objects.exists()


def test_a_visitor_may_not(visitor: AnonymousUser, problem: DocumentProblem) -> None:
    with pytest.raises(NotAllowed, match=r"^请先登录。$"):
        accept_problem(actor=visitor, problem=problem, reason="已核实")


def test_there_must_be_a_reason(office: User, problem: DocumentProblem) -> None:
    with pytest.raises(Refused, match=r"^请写明理由，例如“口径不同，已与牵头单位核实”。$"):
        accept_problem(actor=office, problem=problem, reason="  ")


def test_it_is_accepted_once(office: User, problem: DocumentProblem) -> None:
    accept_problem(actor=office, problem=problem, reason="已核实")
    with pytest.raises(Refused, match=r"^这个问题已经有人接受了，请刷新页面。$"):
        accept_problem(actor=office, problem=problem, reason="再次核实")


def test_what_is_gone_needs_no_accepting(office: User, problem: DocumentProblem) -> None:
    DocumentProblem.objects.filter(pk=problem.pk).update(standing="gone")
    with pytest.raises(Refused, match=r"^这个问题已不再出现，不需要处理。$"):
        accept_problem(actor=office, problem=problem, reason="已核实")


def test_a_replaced_document_is_history(office: User, document: SourceDocument, accepted: Take, repeated: Find) -> None:
    accepted(faulty(newer=True))
    with pytest.raises(Refused, match=r"^这份文件已被新版取代，请在新版中处理。$"):
        accept_problem(actor=office, problem=repeated(document), reason="已核实")


def test_it_no_longer_waits(office: User, problem: DocumentProblem, document: SourceDocument) -> None:
    document.refresh_from_db()
    before = document.finding_count
    accept_problem(actor=office, problem=problem, reason="已核实")
    document.refresh_from_db()
    assert document.finding_count == before - 1


def test_the_audit_trail_tells_of_it(office: User, problem: DocumentProblem, document: SourceDocument) -> None:
    accept_problem(actor=office, problem=problem, reason="已核实")
    entry = AuditEntry.objects.get(tag="problem:accepted")
    assert entry.subject == str(problem.pk)
    assert entry.details == {"document": str(document.pk), "code": REPEATED, "item": problem.item, "reason": "已核实"}


def test_the_newer_version_remembers_it(office: User, problem: DocumentProblem, accepted: Take, repeated: Find) -> None:
    first = accept_problem(actor=office, problem=problem, reason="已核实")
    carried = repeated(accepted(faulty(newer=True))).acceptances.get()
    assert (carried.carried_from, carried.reason, carried.accepted_by) == (first, "已核实", "office")
    assert carried.accepted_at == first.accepted_at


def test_the_preview_of_the_newer_version_remembers_it_already(
    office: User, problem: DocumentProblem, drafted: Take, repeated: Find
) -> None:
    accept_problem(actor=office, problem=problem, reason="已核实")
    assert repeated(drafted(faulty(newer=True))).acceptances.get().reason == "已核实"
