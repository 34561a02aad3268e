"""What the figures of reports say of commitments."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from xushi.document.model import VerdictGrade
from xushi.pacing import Basis
from xushi_web.documents.models import SourceDocument
from xushi_web.pace.queries import Pace, pace_in_bulletin
from xushi_web.programmes.models import Programme
from xushi_web.reporting.published import pace_of_list

from ..conftest import Take
from ..invented import breakdown, bulletin
from .conftest import reported


def by_number(paces: list[Pace]) -> dict[str, Pace]:
    return {pace.commitment.number: pace for pace in paces}


def test_actual_is_measured_against_the_schedule_of_another_document(programme: Programme) -> None:
    care = by_number(pace_of_list(programme))["2"]
    measured = care.measured[0]
    assert str(measured.judgement.gap.sentence) == "33个÷40个=82.5%；按计划9月30日应完成目标的80%，超前2.5个百分点。"
    assert measured.judgement.gap.basis is Basis.PLANNED
    assert measured.schedule
    assert [str(planned.figure) for planned in measured.schedule.figures] == ["8个", "20个", "32个", "40个"]


def test_the_figures_of_a_schedule_lead_to_the_schedule(programme: Programme) -> None:
    schedule = by_number(pace_of_list(programme))["2"].measured[0].schedule
    assert schedule
    text = SourceDocument.objects.get(pk=schedule.document).reading.text
    spans = [planned.figure.span for planned in schedule.figures]
    assert [span and span.of(text) for span in spans] == ["8个", "20个", "32个", "40个"]


def test_without_a_schedule_a_share_of_the_year_is_due(accepted: Take) -> None:
    accepted(breakdown())
    document = accepted(reported(bulletin()))
    care = by_number(pace_in_bulletin(document))["2"]
    assert care.measured[0].judgement.gap.basis is Basis.LINEAR
    assert care.lag == Decimal("-7.5")


def test_an_item_without_figures_is_not_judged(programme: Programme) -> None:
    school = by_number(pace_of_list(programme))["1"]
    assert school.report
    assert school.computed is None
    assert school.lag is None


def test_an_item_nobody_reported_on_says_so(programme: Programme) -> None:
    bus = by_number(pace_of_list(programme))["4"]
    assert bus.report is None
    assert bus.opinion is None


def test_a_verdict_that_the_figures_do_not_support_differs(accepted: Take) -> None:
    accepted(breakdown())
    figures = {"2": ("33个", "3", "个", "助餐点")}
    care = by_number(pace_in_bulletin(accepted(reported(bulletin(), figures))))["2"]
    assert care.computed is VerdictGrade.BEHIND
    assert care.differs


def test_what_it_costs_does_not_grow_with_the_list(
    programme: Programme, told: SourceDocument, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(11):
        pace_of_list(programme)
    with django_assert_max_num_queries(8):
        pace_in_bulletin(told)
