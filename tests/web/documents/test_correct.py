from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.audit.models import AuditEntry
from xushi_web.documents.actions import accept_document, correct_values
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import Correction, SourceDocument
from xushi_web.programmes.models import Commitment, Milestone, Target
from xushi_web.progress.models import ProgressReport
from xushi_web.search.queries import find

from ..conftest import Take
from ..invented import SCHOOL, breakdown, bulletin, schedule


@pytest.fixture
def correct(system: System) -> Any:
    def put_right(document: SourceDocument, **values: Any) -> int:
        paths = {path.replace("__", "."): value for path, value in values.items()}
        return correct_values(actor=system, document=SourceDocument.objects.get(pk=document.pk), values=paths)

    return put_right


def test_a_correction_before_acceptance_is_accepted_with_the_document(
    drafted: Take, correct: Any, system: System
) -> None:
    document = drafted(breakdown())
    correct(document, item__0__text="新建公办幼儿园12所", item__0__number="一")
    accept_document(actor=system, document=document)
    school = Commitment.objects.order_by("order")[0]
    assert (school.number, school.text, school.by_hand) == ("一", "新建公办幼儿园12所", True)


def test_a_correction_after_acceptance_keeps_the_commitment_and_its_place(accepted: Take, correct: Any) -> None:
    document = accepted(breakdown())
    before = Commitment.objects.get(number="1")
    assert correct(document, item__0__text="新建公办幼儿园12所") == 1
    after = Commitment.objects.get(pk=before.pk)
    assert after.text == "新建公办幼儿园12所"
    assert (after.text_start, after.text_end) == (before.text_start, before.text_end)
    assert Commitment.objects.count() == 4
    assert find("新建公办幼儿园").exists()


def test_figures_that_no_longer_stand_in_the_text_are_gone(accepted: Take, correct: Any) -> None:
    correct(accepted(breakdown()), item__0__text="新建公办幼儿园12所")
    assert [target.text for target in Target.objects.filter(commitment__number="1")] == ["12所"]


def test_a_unit_that_was_read_keeps_its_place_and_one_typed_has_none(accepted: Take, correct: Any) -> None:
    document = accepted(breakdown())
    correct(document, item__0__units={"lead": ["市教育局"], "supporting": ["市住建局"], "sole": []})
    units = list(Commitment.objects.get(number="1").assignments.in_force())
    assert [(u.agency.name, u.start is None, u.by_hand) for u in units] == [
        ("市教育局", False, False),
        ("市住建局", True, True),
    ]


def test_an_item_moves_under_another_heading(accepted: Take, correct: Any) -> None:
    correct(accepted(breakdown()), item__0__field="养老服务", item__1__field="健康服务")
    fields = [c.field.title for c in Commitment.objects.order_by("order")]
    assert fields == ["养老服务", "健康服务", "交通出行", "交通出行"]


def test_a_planned_state_and_a_verdict_are_put_right(accepted: Take, correct: Any) -> None:
    correct(accepted(schedule()), item__0__milestone__1="累计开工9所")
    assert Milestone.objects.get(commitment__number="1", order=1).text == "累计开工9所"
    correct(accepted(bulletin()), item__0__report__verdict="on_pace", item__0__report__verdict_text="达序时")
    report = ProgressReport.objects.get(commitment__number="1")
    assert (report.verdict, report.verdict_text, report.by_hand) == ("on_pace", "达序时", True)


def test_what_is_no_item_is_withdrawn_and_can_come_back(accepted: Take, correct: Any) -> None:
    document = accepted(breakdown())
    correct(document, item__3__removed=True)
    assert Commitment.objects.get(number="4").withdrawn
    assert not find("公交", None).filter(subject="commitment").exists()
    correct(document, item__3__removed=False)
    assert not Commitment.objects.get(number="4").withdrawn


def test_setting_back_what_was_read_takes_the_correction_back(accepted: Take, correct: Any) -> None:
    document = accepted(breakdown())
    correct(document, item__0__text="别的")
    correct(document, item__0__text=SCHOOL.text)
    assert not Correction.objects.exists()
    school = Commitment.objects.get(number="1")
    assert (school.text, school.by_hand) == (SCHOOL.text, False)


def test_a_correction_remembers_what_was_read_and_who_made_it(accepted: Take, office: User) -> None:
    document = accepted(breakdown())
    correct_values(actor=office, document=document, values={"item.0.number": "1.1"})
    correction = Correction.objects.get()
    assert (correction.was, correction.value, correction.made_by) == ("1", "1.1", office)
    entry = AuditEntry.objects.get(tag="document:corrected")
    assert entry.details == {"before": {"item.0.number": None}, "after": {"item.0.number": "1.1"}}


def test_the_document_itself_is_described_anew(accepted: Take, correct: Any) -> None:
    document = accepted(breakdown())
    correct(document, masthead__title="新的标题", masthead__issued_on="2024-03-01")
    document.refresh_from_db()
    assert (document.title, str(document.issued_on)) == ("新的标题", "2024-03-01")


def test_nothing_different_changes_nothing(accepted: Take, correct: Any) -> None:
    entries_before = AuditEntry.objects.count()
    assert correct(accepted(breakdown()), item__0__text=SCHOOL.text) == 0
    assert AuditEntry.objects.filter(tag="document:corrected").count() == entries_before == 0


@pytest.mark.parametrize(
    "path", ["item.99.text", "item.0.colour", "item.x.text", "masthead.pages", "text", "item.0.milestone.7"]
)
def test_a_place_that_is_not_there_is_refused(accepted: Take, system: System, path: str) -> None:
    with pytest.raises(Refused) as caught:
        correct_values(actor=system, document=accepted(breakdown()), values={path: "x"})
    assert str(caught.value) == f"文件中没有“{path}”这一处，可能页面已经过时，请刷新后再试。"


def test_a_replaced_document_is_not_corrected(accepted: Take, correct: Any) -> None:
    old = accepted(breakdown())
    accepted(breakdown(headings=(("教育惠民", (SCHOOL,)),)))
    with pytest.raises(Refused, match=r"^这份文件已被新版取代，请在新版中更正。$"):
        correct(old, item__0__text="别的")


def test_another_office_and_a_visitor_may_not(accepted: Take, other_office: User, visitor: AnonymousUser) -> None:
    document = accepted(breakdown())
    for actor in (other_office, visitor):
        with pytest.raises(NotAllowed):
            correct_values(actor=actor, document=document, values={"item.0.text": "别的"})
    assert Commitment.objects.get(number="1").text == SCHOOL.text
