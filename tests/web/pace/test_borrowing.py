"""What was reported once counts for every list that holds the promise, once a person has said that it is the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi.document.model import Document
from xushi_web.documents.models import SourceDocument
from xushi_web.matches.actions import decide_match
from xushi_web.matches.models import Decision, Match
from xushi_web.pace.queries import Pace
from xushi_web.programmes.models import Programme
from xushi_web.reporting.published import pace_of_list

from ..conftest import Take
from ..invented import CARE, breakdown, bulletin
from .conftest import page, reported

#: The province asks for more than the city promised.
PROVINCE = replace(CARE, number="7", text="建成社区老年助餐点50个", figures=(("50个", "50", "个", "社区老年助餐点"),))


def province_list() -> Document:
    tree = breakdown(headings=(("养老", (replace(PROVINCE, measures=()),)),), document_number="云政办发〔2024〕9号")
    title = "2024年省民生实事云川市任务清单"
    programme = replace(tree.programmes[0], title=title)
    return replace(tree, masthead=replace(tree.masthead, title=title), programmes=(programme,))


@dataclass
class Case:
    own: SourceDocument
    report: SourceDocument
    match: Match

    @property
    def pace(self) -> Pace:
        return next(iter(pace_of_list(Programme.objects.get(from_above=True))))


@pytest.fixture
def case(accepted: Take) -> Case:
    """A list of the province whose promise is reported on in the bulletin of the city's list only."""
    accepted(breakdown())
    own = accepted(province_list())
    report = accepted(reported(bulletin()))
    return Case(own, report, Match.objects.select_related("government", "left", "right").get(left__number="2"))


def test_a_figure_reported_for_one_list_counts_for_the_other(case: Case, office: User) -> None:
    decide_match(actor=office, match=case.match, decision=Decision.CONFIRMED)
    pace = case.pace
    assert pace.told_by == case.match.left
    assert str(pace.measured[0].judgement.gap.sentence) == (
        "33个÷50个=66%；没有当期计划数，按月均摊，9月30日应完成75%，落后9个百分点。"
    )


def test_its_figures_lead_to_both_documents(case: Case, office: User) -> None:
    decide_match(actor=office, match=case.match, decision=Decision.CONFIRMED)
    measured = case.pace.measured[0]
    assert measured.asked.promised_in == case.own.pk
    assert measured.promised_at
    assert measured.promised_at.of(case.own.reading.text) == "50个"
    actual = measured.judgement.gap.actual.span
    assert actual
    assert actual.of(case.report.reading.text) == "33个"


def test_a_proposal_nobody_confirmed_feeds_nothing(case: Case, office: User) -> None:
    assert case.pace.report is None
    decide_match(actor=office, match=case.match, decision=Decision.REJECTED)
    assert case.pace.report is None


def test_the_page_says_from_which_list_and_sentence_it_comes(case: Case, office: User) -> None:
    decide_match(actor=office, match=case.match, decision=Decision.CONFIRMED)
    text = page(Client(), reverse("portal:pace", args=[case.match.right.programme_id]))
    assert "进展取自同一承诺" in text
    assert reverse("portal:commitment", args=[case.match.left_id]) in text
    assert reverse("portal:document", args=[case.report.pk]) in text


def test_the_list_that_was_reported_on_keeps_its_own_report(case: Case, office: User) -> None:
    decide_match(actor=office, match=case.match, decision=Decision.CONFIRMED)
    paces = {pace.commitment.pk: pace for pace in pace_of_list(Programme.objects.get(from_above=False))}
    assert paces[case.match.left_id].told_by is None
    assert paces[case.match.left_id].report is not None
