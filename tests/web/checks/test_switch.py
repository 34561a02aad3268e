from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed
from xushi_web.agencies.models import Government
from xushi_web.audit.models import AuditEntry
from xushi_web.checks.actions import accept_problem, switch_rules
from xushi_web.checks.switches import codes_off
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import DocumentProblem, SourceDocument

from ..conftest import Take
from .conftest import REPEATED, Find, faulty


def test_problems_of_a_rule_that_is_off_are_neither_listed_nor_counted(
    office: User, document: SourceDocument, city: Government
) -> None:
    before = DocumentProblem.objects.standing().filter(document=document).count()
    assert switch_rules(actor=office, government=city, off={REPEATED}) == {REPEATED}
    document.refresh_from_db()
    assert document.finding_count == before - 1
    assert not DocumentProblem.objects.standing().filter(document=document, code=REPEATED).exists()


def test_they_are_there_again_with_what_was_decided(
    office: User, problem: DocumentProblem, city: Government, repeated: Find, document: SourceDocument
) -> None:
    accept_problem(actor=office, problem=problem, reason="已核实")
    switch_rules(actor=office, government=city, off={REPEATED})
    switch_rules(actor=office, government=city, off=set())
    assert repeated(document) == problem
    assert problem.acceptances.get().reason == "已核实"


def test_a_document_that_comes_in_later_is_checked_without_it(office: User, city: Government, accepted: Take) -> None:
    switch_rules(actor=office, government=city, off={REPEATED})
    document = accepted(faulty())
    assert not DocumentProblem.objects.standing().filter(document=document, code=REPEATED).exists()


def test_other_governments_keep_the_rule(administrator: User, other_city: Government, problem: DocumentProblem) -> None:
    switch_rules(actor=administrator, government=other_city, off={REPEATED})
    assert DocumentProblem.objects.standing().filter(pk=problem.pk).exists()


def test_the_audit_trail_tells_of_it(office: User, city: Government) -> None:
    switch_rules(actor=office, government=city, off={REPEATED, "votes-differ"})
    switch_rules(actor=office, government=city, off={"votes-differ"})
    entries = AuditEntry.objects.filter(tag="rules:switched").order_by("sequence")
    assert [entry.details for entry in entries] == [
        {"off": [REPEATED, "votes-differ"], "on": []},
        {"off": [], "on": [REPEATED]},
    ]


def test_nothing_changed_is_nothing_done(office: User, city: Government) -> None:
    assert switch_rules(actor=office, government=city, off=set()) == frozenset()
    assert not AuditEntry.objects.filter(tag="rules:switched").exists()


def test_a_code_that_no_rule_has_is_refused(office: User, city: Government) -> None:
    with pytest.raises(Refused, match=r"^没有编号为“no-such-rule”的规则，请刷新页面。$"):
        switch_rules(actor=office, government=city, off={"no-such-rule"})


def test_another_office_may_not(other_office: User, city: Government) -> None:
    with pytest.raises(NotAllowed, match=r"^您没有管理“云川市”文件的权限，请与系统管理员联系。$"):
        switch_rules(actor=other_office, government=city, off={REPEATED})
    assert codes_off(city) == frozenset()


def test_a_visitor_may_not(visitor: AnonymousUser, city: Government) -> None:
    with pytest.raises(NotAllowed, match=r"^请先登录。$"):
        switch_rules(actor=visitor, government=city, off={REPEATED})
