from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed
from xushi_web.accounts.models import Post
from xushi_web.audit.models import AuditEntry
from xushi_web.documents.errors import Refused
from xushi_web.objections.actions import (
    dismiss_objection,
    file_objection,
    take_objection,
    uphold_objection,
    withdraw_objection,
)
from xushi_web.objections.models import Objection
from xushi_web.objections.queries import is_overdue, judged_reports_of
from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import judge_report
from xushi_web.reporting.models import UnitReport
from xushi_web.states import OutOfTurn

from ..conftest import OfUnit
from .conftest import GROUNDS, JUDGED


def test_an_objection_that_is_upheld_changes_the_verdict(objection: Objection, colleague: User) -> None:
    take_objection(actor=colleague, objection=objection)
    uphold_objection(actor=colleague, objection=objection, verdict=Grade.ON_PACE, reason="经核查已开工5所")
    report = UnitReport.objects.get(pk=objection.report_id)
    assert (report.verdict, report.verdict_reason, report.judged_by) == ("on_pace", "经核查已开工5所", colleague)
    assert (objection.state, objection.verdict, objection.new_verdict) == ("upheld", "behind", "on_pace")
    entry = AuditEntry.objects.get(tag="objection:upheld")
    assert (entry.details["before"], entry.details["after"]) == ("behind", "on_pace")


def test_an_objection_that_is_dismissed_leaves_the_verdict(objection: Objection, colleague: User) -> None:
    take_objection(actor=colleague, objection=objection)
    dismiss_objection(actor=colleague, objection=objection, reason="许可日期在四月")
    assert UnitReport.objects.get(pk=objection.report_id).verdict == "behind"
    assert (objection.state, objection.decision) == ("dismissed", "许可日期在四月")


def test_who_set_the_verdict_never_decides(objection: Objection, office: User, colleague: User) -> None:
    sentence = r"^作出判定的人不能复核自己的判定，请督查室另一位同事办理。$"
    with pytest.raises(NotAllowed, match=sentence):
        take_objection(actor=office, objection=objection)
    take_objection(actor=colleague, objection=objection)
    with pytest.raises(NotAllowed, match=sentence):
        dismiss_objection(actor=office, objection=objection, reason="x")
    with pytest.raises(NotAllowed, match=sentence):
        uphold_objection(actor=office, objection=objection, verdict=Grade.ON_PACE, reason="x")
    assert UnitReport.objects.get(pk=objection.report_id).verdict == "behind"


def test_the_head_objects_and_nobody_else(
    report: UnitReport, office: User, other_office: User, visitor: AnonymousUser, of_unit: OfUnit
) -> None:
    for actor in (office, other_office, visitor, of_unit("市教育局", Post.CLERK), of_unit("市财政局", Post.HEAD)):
        with pytest.raises(NotAllowed, match=r"^只有“市教育局”的负责人可以申请复核。$"):
            file_objection(actor=actor, report=report, grounds=GROUNDS, now=JUDGED)
    assert not Objection.objects.exists()


def test_only_the_office_decides_and_only_the_head_withdraws(
    objection: Objection, head: User, other_office: User, visitor: AnonymousUser, of_unit: OfUnit
) -> None:
    strangers = (other_office, visitor, of_unit("市财政局", Post.HEAD))
    for actor in (head, *strangers):
        with pytest.raises(NotAllowed, match=r"^只有督查室可以办理复核申请。$"):
            take_objection(actor=actor, objection=objection)
    for actor in (*strangers, of_unit("市教育局", Post.CLERK)):
        with pytest.raises(NotAllowed, match=r"^只有“市教育局”的负责人可以撤回。$"):
            withdraw_objection(actor=actor, objection=objection)


def test_there_are_ten_days_to_object(report: UnitReport, head: User) -> None:
    with pytest.raises(Refused, match=r"^申请复核的期限（判定后 10 天）已于 2024-04-21 届满。$"):
        file_objection(actor=head, report=report, grounds=GROUNDS, now=JUDGED + timedelta(days=11))
    row = file_objection(actor=head, report=report, grounds=GROUNDS, now=JUDGED + timedelta(days=10))
    assert row.due_on.isoformat() == "2024-05-21"


def test_it_is_to_be_decided_within_thirty_days(objection: Objection, head: User) -> None:
    assert not is_overdue(objection, objection.due_on)
    assert is_overdue(objection, objection.due_on + timedelta(days=1))
    withdraw_objection(actor=head, objection=objection)
    assert not is_overdue(objection, objection.due_on + timedelta(days=1))


def test_one_objection_is_open_for_a_report(objection: Objection, report: UnitReport, head: User) -> None:
    with pytest.raises(Refused, match=r"^这一件已有一份复核申请正在办理，请等候结果。$"):
        file_objection(actor=head, report=report, grounds=GROUNDS, now=JUDGED)
    withdraw_objection(actor=head, objection=objection)
    file_objection(actor=head, report=report, grounds=GROUNDS, now=JUDGED)


def test_there_must_be_a_verdict_and_grounds(report: UnitReport, head: User) -> None:
    with pytest.raises(Refused, match=r"^请写明申请复核的理由：哪些数字或事实与判定不符。$"):
        file_objection(actor=head, report=report, grounds=" ", now=JUDGED)
    UnitReport.objects.filter(pk=report.pk).update(state="verified")
    with pytest.raises(Refused, match=r"^这一件还没有判定，不能申请复核。$"):
        file_objection(actor=head, report=report, grounds=GROUNDS, now=JUDGED)


def test_no_step_is_skipped(objection: Objection, colleague: User) -> None:
    with pytest.raises(OutOfTurn) as caught:
        dismiss_objection(actor=colleague, objection=objection, reason="x")
    assert str(caught.value) == (
        f"“{objection}”现在是“待受理”，不能维持原判定。可能别人刚刚处理过，请刷新页面看最新情况。"
    )
    with pytest.raises(OutOfTurn):
        uphold_objection(actor=colleague, objection=objection, verdict=Grade.ON_PACE, reason="x")
    assert UnitReport.objects.get(pk=objection.report_id).verdict == "behind"


def test_of_two_who_decide_at_once_one_is_told(objection: Objection, colleague: User) -> None:
    take_objection(actor=colleague, objection=objection)
    stale = Objection.objects.get(pk=objection.pk)
    dismiss_objection(actor=colleague, objection=objection, reason="维持")
    with pytest.raises(OutOfTurn):
        uphold_objection(actor=colleague, objection=stale, verdict=Grade.ON_PACE, reason="支持")
    assert UnitReport.objects.get(pk=objection.report_id).verdict == "behind"


def test_a_decision_needs_a_reason_and_another_verdict(objection: Objection, colleague: User) -> None:
    take_objection(actor=colleague, objection=objection)
    with pytest.raises(Refused, match=r"^请写明复核决定的理由，单位会看到。$"):
        dismiss_objection(actor=colleague, objection=objection, reason="")
    with pytest.raises(Refused, match=r"^支持复核时应另作判定；如仍为“未达序时”，请选择维持。$"):
        uphold_objection(actor=colleague, objection=objection, verdict=Grade.BEHIND, reason="x")


def test_a_verdict_set_meanwhile_is_not_overwritten(objection: Objection, office: User, colleague: User) -> None:
    take_objection(actor=colleague, objection=objection)
    judge_report(
        actor=office, report=UnitReport.objects.get(pk=objection.report_id), verdict=Grade.AHEAD, reason="重新核实"
    )
    fresh = Objection.objects.get(pk=objection.pk)
    with pytest.raises(Refused, match=r"^申请以后已另作判定，这份申请不能再支持"):
        uphold_objection(actor=colleague, objection=fresh, verdict=Grade.ON_PACE, reason="x")
    assert Objection.objects.get().state == "taken"


def test_a_unit_is_shown_what_it_can_still_object_to(report: UnitReport, head: User) -> None:
    assert judged_reports_of(head, JUDGED.date()) == [report]
    assert judged_reports_of(head, JUDGED.date() + timedelta(days=11)) == []
    file_objection(actor=head, report=report, grounds=GROUNDS, now=JUDGED)
    assert judged_reports_of(head, JUDGED.date()) == []
