from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from xushi_web.accounts.actors import Actor, NotAllowed
from xushi_web.audit.models import AuditEntry
from xushi_web.reporting.actions import Texts, close_period, keep_unsaved, write
from xushi_web.reporting.errors import Incomplete
from xushi_web.reporting.figures import Given
from xushi_web.reporting.models import Figure, ReportState, UnitReport, Unsaved
from xushi_web.states import OutOfTurn

WORDS = Texts("已开工3所。")


def given(written: str, period: str = "") -> list[Given]:
    return [Given("公办幼儿园", "12所", written, period)]


def test_a_report_holds_words_and_figures_with_their_period(filled: UnitReport) -> None:
    figure = Figure.objects.get()
    assert filled.state == ReportState.DRAFTING
    assert (figure.value, figure.unit, figure.written, figure.period) == (Decimal(3), "所", "3所", "2024-Q1")


def test_a_figure_may_belong_to_its_own_period(report: UnitReport, clerk: User) -> None:
    write(actor=clerk, report=report, revision=0, texts=WORDS, figures=given("2所", "2024-01/2024-02"))
    assert Figure.objects.get().period == "2024-01/2024-02"


def test_saving_again_replaces_the_figures_and_keeps_both_versions_in_the_trail(
    filled: UnitReport, clerk: User
) -> None:
    write(actor=clerk, report=filled, revision=1, texts=Texts("已开工4所。"), figures=given("4"))
    assert Figure.objects.get().value == 4
    details = AuditEntry.objects.filter(tag="report:written").last().details  # type: ignore[union-attr]
    assert details["before"]["figures"] == [["公办幼儿园", "12所", "3所", "2024-Q1"]]
    assert details["after"]["narrative"] == "已开工4所。"


def test_of_two_who_write_at_once_the_second_is_told(report: UnitReport, clerk: User, head: User) -> None:
    other = UnitReport.objects.get(pk=report.pk)
    write(actor=clerk, report=report, revision=0, texts=Texts("甲"))
    with pytest.raises(OutOfTurn, match="现在是“填写中”，不能填写。可能别人刚刚处理过，请刷新页面看最新情况。"):
        write(actor=head, report=other, revision=0, texts=Texts("乙"))
    assert UnitReport.objects.get(pk=report.pk).narrative == "甲"


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("很多", "指标“公办幼儿园 12所”填的“很多”不是一个数，请填写数字，例如“12.5”或“12.5所”。"),
        ("3万元", "指标“公办幼儿园 12所”的单位是“所”，填的却是“3万元”，请换算后填写。"),
    ],
)
def test_a_figure_that_does_not_fit_is_refused_and_nothing_is_saved(
    report: UnitReport, clerk: User, written: str, sentence: str
) -> None:
    with pytest.raises(Incomplete) as refusal:
        write(actor=clerk, report=report, revision=0, texts=WORDS, figures=given(written))
    assert str(refusal.value) == sentence
    assert UnitReport.objects.get(pk=report.pk).state == ReportState.AWAITING


def test_a_period_that_nobody_understands_is_refused(report: UnitReport, clerk: User) -> None:
    with pytest.raises(Incomplete, match="“公办幼儿园”的数字所属时期“上个月”看不懂"):
        write(actor=clerk, report=report, revision=0, texts=WORDS, figures=given("3", "上个月"))


def test_a_figure_of_a_target_that_is_not_there_is_refused(report: UnitReport, clerk: User) -> None:
    with pytest.raises(Incomplete, match="没有指标“医院 12所”，可能刚刚调整过，请刷新页面。"):
        write(actor=clerk, report=report, revision=0, texts=WORDS, figures=[Given("医院", "12所", "3", "")])


def test_only_the_leading_unit_and_the_office_write(report: UnitReport, outsiders: list[Actor], office: User) -> None:
    for actor in outsiders:
        with pytest.raises(NotAllowed, match=r"^这一事项由“市教育局”填报，您不能填写。$"):
            write(actor=actor, report=report, revision=0, texts=WORDS)
    write(actor=office, report=report, revision=0, texts=WORDS)


def test_nothing_is_written_after_the_period_is_closed(report: UnitReport, clerk: User, office: User) -> None:
    close_period(actor=office, period=report.reporting_period)
    with pytest.raises(Incomplete, match="的填报已截止，不能再改；如需补报，请督查室重新开放。"):
        write(actor=clerk, report=report, revision=0, texts=WORDS)


def test_what_is_typed_is_kept_for_the_writer_alone_until_it_is_saved(
    report: UnitReport, clerk: User, head: User, stranger: User
) -> None:
    keep_unsaved(actor=clerk, report=report, fields={"narrative": "已开"})
    keep_unsaved(actor=clerk, report=report, fields={"narrative": "已开工"})
    assert Unsaved.objects.get(user=clerk).fields == {"narrative": "已开工"}
    assert not Unsaved.objects.filter(user=head).exists()
    with pytest.raises(NotAllowed):
        keep_unsaved(actor=stranger, report=report, fields={})
    write(actor=clerk, report=report, revision=0, texts=WORDS)
    assert not Unsaved.objects.exists()
