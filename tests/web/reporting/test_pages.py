"""The pages of reporting: what each person finds there, and what is refused to whom."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import judge_report, keep_unsaved
from xushi_web.reporting.models import Contribution, ReportingPeriod, ReportState, UnitReport

NARRATIVE = "已建成公办幼儿园3所，其余正在施工。"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(name: str, row: UnitReport | ReportingPeriod | Contribution) -> str:
    return reverse(f"workbench:{name}", args=[row.pk])


def fields(revision: int = 0, **more: str | int) -> dict[str, str | int]:
    return {"revision": revision, "narrative": NARRATIVE, **more}


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.usefixtures("report")
def test_a_clerk_finds_what_is_due_and_nothing_of_other_units(clerk: User) -> None:
    page = text(signed_in(clerk).get(reverse("workbench:desk")))
    assert "新建改扩建公办幼儿园12所" in page
    assert "社区老年助餐点" not in page


def test_the_first_page_of_the_workbench_leads_a_clerk_to_the_tasks(clerk: User) -> None:
    assert signed_in(clerk).get(reverse("workbench:home")).headers["Location"] == reverse("workbench:desk")


def test_a_pasted_paragraph_proposes_its_figures_without_saving(report: UnitReport, clerk: User) -> None:
    page = text(signed_in(clerk).post(address("propose-figures", report), fields()))
    assert 'value="3"' in page
    assert '<span class="wb-unit" data-unit="所">所</span>' in page
    assert "取自文字" in page
    assert UnitReport.objects.get(pk=report.pk).state == ReportState.AWAITING


def test_the_same_for_a_script(report: UnitReport, clerk: User) -> None:
    answer = signed_in(clerk).post(address("propose-figures", report), fields(), headers={"accept": "application/json"})
    found = json.loads(answer.content)
    assert (found["found"], found["fields"]["written-0"]) == (1, "3")


def test_the_clerk_saves_and_passes_up_and_the_head_hands_in(report: UnitReport, clerk: User, head: User) -> None:
    signed_in(clerk).post(address("pass-up-report", report), fields(0, **{"written-0": "3"}))
    report.refresh_from_db()
    assert report.state == ReportState.WITH_HEAD
    page = text(signed_in(head).get(address("report", report)))
    assert "保存并报送" in page
    signed_in(head).post(address("submit-report", report), fields(1, **{"written-0": "3"}))
    report.refresh_from_db()
    assert (report.state, report.figures.get().written) == (ReportState.SUBMITTED, "3所")


def test_what_is_refused_stays_in_the_form(report: UnitReport, clerk: User) -> None:
    response = signed_in(clerk).post(address("write-report", report), fields(0, **{"written-0": "很多"}))
    page = text(response)
    assert response.status_code == 422
    assert "填的“很多”不是一个数" in page
    assert NARRATIVE in page
    assert 'value="很多"' in page


def test_whoever_saves_second_is_told_and_keeps_the_own_words(filled: UnitReport, clerk: User) -> None:
    response = signed_in(clerk).post(address("write-report", filled), fields(0))
    assert response.status_code == 409
    assert "可能别人刚刚处理过" in text(response)
    assert NARRATIVE in text(response)


def test_what_was_typed_and_not_saved_is_there_again(report: UnitReport, clerk: User, head: User) -> None:
    keep_unsaved(actor=clerk, report=report, fields={"narrative": "写了一半", "revision": "0"})
    assert "写了一半" in text(signed_in(clerk).get(address("report", report)))
    assert "写了一半" not in text(signed_in(head).get(address("report", report)))


def test_the_office_sees_the_arithmetic_before_it_judges(verified: UnitReport, office: User) -> None:
    page = text(signed_in(office).get(address("report", verified)))
    assert "3所÷12所=25%" in page
    signed_in(office).post(address("judge-report", verified), {"verdict": "behind"})
    assert UnitReport.objects.get(pk=verified.pk).verdict == ""
    signed_in(office).post(address("judge-report", verified), {"verdict": "behind", "reason": "只打了围挡"})
    assert UnitReport.objects.get(pk=verified.pk).verdict == "behind"


def test_the_board_counts_who_has_not_reported(submitted: UnitReport, office: User) -> None:
    page = text(signed_in(office).get(address("period", submitted.reporting_period)))
    assert "待填报 <b>3</b>" in page
    assert "已报送 <b>1</b>" in page


@pytest.mark.parametrize("name", ["report", "write-report", "submit-report", "propose-figures", "keep-unsaved"])
def test_a_unit_without_a_part_finds_no_report(report: UnitReport, stranger: User, name: str) -> None:
    client = signed_in(stranger)
    response = client.get(address(name, report)) if name == "report" else client.post(address(name, report), fields())
    assert response.status_code == 404


@pytest.mark.parametrize("name", ["verify-report", "return-report", "judge-report"])
def test_a_unit_does_nothing_that_is_the_offices(submitted: UnitReport, head: User, name: str) -> None:
    response = signed_in(head).post(address(name, submitted), {"verdict": "on_pace", "reason": "x"})
    assert response.status_code == 403
    assert UnitReport.objects.get(pk=submitted.pk).state == ReportState.SUBMITTED


@pytest.mark.parametrize("name", ["period", "close-period", "publish-period"])
def test_an_office_of_another_government_finds_no_period(
    period: ReportingPeriod, other_office: User, name: str
) -> None:
    client = signed_in(other_office)
    response = client.get(address(name, period)) if name == "period" else client.post(address(name, period))
    assert response.status_code == 404


def test_a_supporting_unit_adds_its_part(report: UnitReport, supporter: User, clerk: User) -> None:
    part = Contribution.objects.get(report=report, agency__name="市财政局")
    assert "市财政局的配合情况" in text(signed_in(supporter).get(address("contribution", part)))
    signed_in(supporter).post(address("contribution", part), {"text": "资金已拨付。"})
    assert "资金已拨付。" in text(signed_in(clerk).get(address("report", report)))
    assert signed_in(clerk).get(address("contribution", part)).status_code == 404


def test_the_page_of_a_period_asks_the_database_no_more_for_more_items(
    period: ReportingPeriod, office: User, django_assert_max_num_queries: object
) -> None:
    client = signed_in(office)
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        client.get(address("period", period))


def test_the_list_shows_the_last_verdict_before_it_is_published(
    verified: UnitReport, office: User, office_client: Client
) -> None:
    address = reverse("workbench:promises", args=[verified.reporting_period.programme_id])
    assert "wb-verdict-behind" not in office_client.get(address).content.decode()
    judge_report(actor=office, report=verified, verdict=Grade.BEHIND, reason="现场核查")
    assert "wb-verdict-behind" in office_client.get(address).content.decode()


def test_a_figure_in_a_unit_of_its_own_is_shown_as_it_was_written(report: UnitReport, clerk: User) -> None:
    page = text(signed_in(clerk).post(address("propose-figures", report), fields(0, **{"written-0": "0.3万所"})))
    assert 'value="0.3万所"' in page
    assert '<span class="wb-unit" data-unit="所"></span>' in page
