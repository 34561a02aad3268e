from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from xushi.document.model import Role, Script
from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.agencies.models import Agency, AgencyAlias, Government
from xushi_web.audit.models import AuditEntry
from xushi_web.documents.actions import accept_document
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument, State, Telling
from xushi_web.programmes.models import Assignment, Commitment, Field, Measure, Programme, Target
from xushi_web.progress.models import Headline, ProgressReport
from xushi_web.search.queries import find

from ..conftest import Take
from ..invented import CITY, HEADINGS, SCHOOL, Promise, breakdown, bulletin, schedule


def test_what_was_read_becomes_the_tracker(accepted: Take) -> None:
    document = accepted(breakdown())
    assert document.state == State.ACCEPTED
    assert Government.objects.get().name == CITY
    assert Programme.objects.get().kind == "livelihood"
    assert [field.title for field in Field.objects.all()] == [title for title, _ in HEADINGS]
    assert [c.number for c in Commitment.objects.all()] == ["1", "2", "3", "4"]
    assert Measure.objects.count() == 2
    assert set(Agency.objects.filter(is_group=True).values_list("name", flat=True)) == {"各县区"}


def test_units_keep_their_role_and_order(accepted: Take) -> None:
    accepted(breakdown())
    school = Commitment.objects.get(number="1")
    units = [(a.role, a.agency.name) for a in school.assignments.in_force()]
    assert units == [("lead", "市教育局"), ("supporting", "市财政局"), ("supporting", "各县区")]


def test_every_row_knows_the_characters_it_came_from(accepted: Take) -> None:
    tree = breakdown()
    accepted(tree)
    for target in Target.objects.all():
        assert tree.source.text[target.start : target.end] == target.text
    for assignment in Assignment.objects.all():
        assert tree.source.text[assignment.start : assignment.end] == assignment.written
    for commitment in Commitment.objects.all():
        assert tree.source.text[commitment.text_start : commitment.text_end] == commitment.text


def test_a_schedule_and_a_bulletin_attach_to_the_commitments_that_are_there(accepted: Take) -> None:
    breakdown_document = accepted(breakdown())
    accepted(schedule())
    accepted(bulletin())
    assert Programme.objects.count() == 1
    assert Commitment.objects.count() == 4
    school = Commitment.objects.get(number="1")
    assert school.document == breakdown_document
    assert school.text == SCHOOL.text
    assert [m.period for m in school.milestones.current()] == ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]
    report = ProgressReport.objects.get(commitment=school)
    assert (report.period, report.verdict, report.verdict_text) == ("2024-01/2024-09", "behind", "未达序时")
    assert Headline.objects.get().commitment == school
    assert [telling.link for telling in school.tellings.order_by("id")] == ["new", "number", "number"]


def test_the_wording_is_the_breakdowns_also_when_it_comes_last(accepted: Take) -> None:
    accepted(bulletin())
    assert Commitment.objects.get(number="1").text == "新建改扩建公办幼儿园12所"
    document = accepted(breakdown())
    school = Commitment.objects.get(number="1")
    assert (school.text, school.document, school.field.title) == (SCHOOL.text, document, "教育惠民")
    assert school.reports.count() == 1


def test_a_list_is_named_by_the_document_that_governs(accepted: Take) -> None:
    accepted(bulletin())
    assert Programme.objects.get().title == "2024年市民生实事前三季度推进情况通报"
    document = accepted(breakdown())
    programme = Programme.objects.get()
    assert (programme.title, programme.document) == ("2024年市民生实事任务分解方案", document)


def test_years_and_governments_stay_apart(accepted: Take) -> None:
    accepted(breakdown())
    accepted(breakdown(year=2023))
    accepted(breakdown(city="石桥市"))
    assert Commitment.objects.filter(number="1").count() == 3


def test_accepting_twice_is_refused_and_changes_nothing(accepted: Take, system: System) -> None:
    document = accepted(breakdown())
    with pytest.raises(Refused, match=r"^这份文件已经采用过了，不需要再采用一次。$"):
        accept_document(actor=system, document=document)
    assert Telling.objects.count() == 4


def test_a_draft_without_a_year_is_refused_with_what_to_do(drafted: Take, system: System) -> None:
    document = drafted(breakdown())
    document.year = None
    with pytest.raises(Refused) as caught:
        accept_document(actor=system, document=document)
    assert str(caught.value) == ("没有看出文件“2024年市民生实事任务分解方案”属于哪一年，请填写年度后再采用。")


def test_a_draft_without_a_government_is_refused_with_what_to_do(drafted: Take, system: System) -> None:
    with pytest.raises(Refused) as caught:
        accept_document(actor=system, document=drafted(breakdown(city="")))
    assert str(caught.value) == ("没有看出文件“2024年市民生实事任务分解方案”是哪一级政府的，请填写政府名称后再采用。")


def test_the_office_may_another_office_and_a_visitor_may_not(
    drafted: Take, office: User, other_office: User, visitor: AnonymousUser
) -> None:
    document = drafted(breakdown())
    with pytest.raises(NotAllowed, match=r"^您没有管理“云川市”文件的权限，请与系统管理员联系。$"):
        accept_document(actor=other_office, document=document)
    with pytest.raises(NotAllowed, match=r"^请先登录。$"):
        accept_document(actor=visitor, document=document)
    assert not Commitment.objects.exists()
    accept_document(actor=office, document=document)
    assert Commitment.objects.count() == 4


def test_only_the_administrator_brings_a_new_government_in(drafted: Take, office: User, administrator: User) -> None:
    document = drafted(breakdown(city="新河市"))
    with pytest.raises(NotAllowed, match=r"^“新河市”还没有建立，请系统管理员先采用它的第一份文件。$"):
        accept_document(actor=office, document=document)
    accept_document(actor=administrator, document=document)
    assert Government.objects.filter(name="新河市").exists()


def test_nothing_is_half_done(drafted: Take, system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("xushi_web.documents.actions.accept.record", fail)
    document = drafted(breakdown())
    with pytest.raises(OSError, match=r"^$"):
        accept_document(actor=system, document=document)
    assert SourceDocument.objects.get().state == State.DRAFT
    assert not Commitment.objects.exists()
    assert not Government.objects.exists()
    assert not find("幼儿园").exists()


def test_accepting_is_in_the_audit_trail_of_the_government(accepted: Take) -> None:
    accepted(breakdown())
    entry = AuditEntry.objects.get(tag="document:accepted")
    assert entry.chain.key == str(Government.objects.get().pk)
    assert entry.actor == "system:test"


def test_commitments_documents_and_units_are_found(accepted: Take) -> None:
    accepted(breakdown())
    assert set(find("幼儿园").values_list("subject", flat=True)) == {"document", "commitment"}
    assert set(find("民政").values_list("subject", flat=True)) == {"document", "commitment", "agency"}


def _many(count: int) -> tuple[tuple[str, tuple[Promise, ...]], ...]:
    return (("各项", tuple(Promise(str(n), f"建设第{n}号工程{n}处", SCHOOL.units) for n in range(1, count + 1))),)


def test_many_items_cost_as_many_statements_as_few(drafted: Take, system: System) -> None:
    counts = []
    accept_document(actor=system, document=drafted(breakdown(year=2022, headings=_many(5), document_number="")))
    for year, size in ((2023, 5), (2024, 100)):  # each is compared with the list of the year before
        document = drafted(breakdown(year=year, headings=_many(size), document_number=""))
        with CaptureQueriesContext(connection) as queries:
            accept_document(actor=system, document=document)
        counts.append(len(queries))
    few, many = counts
    assert many <= few


def test_a_unit_written_in_traditional_characters_is_the_same_unit(accepted: Take) -> None:
    health = Promise("1", "新建醫院2所", ((Role.LEAD, "市衛健委"),))
    accepted(breakdown(headings=(("健康", (replace(health, text="新建医院2所", units=((Role.LEAD, "市卫健委"),)),)),)))
    traditional = breakdown(year=2023, headings=(("健康", (health,)),))
    accepted(replace(traditional, script=Script.HANT))
    assert [agency.name for agency in Agency.objects.all()] == ["市卫健委"]
    assert [alias.name for alias in AgencyAlias.objects.all()] == ["市衛健委"]
