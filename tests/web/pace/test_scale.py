"""The scale of a list: who may set it, and what it changes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse

from xushi.pacing import TWO_GRADES
from xushi_web.accounts.actors import NotAllowed
from xushi_web.audit.models import AuditEntry
from xushi_web.documents.models import SourceDocument
from xushi_web.pace.actions import BadScale, set_scale
from xushi_web.pace.models import scale_of
from xushi_web.programmes.models import Programme
from xushi_web.reporting.published import pace_of_list

from .conftest import page


def test_a_list_has_two_grades_until_somebody_sets_others(programme: Programme, office: User) -> None:
    assert scale_of(programme) == TWO_GRADES
    set_scale(actor=office, programme=programme, tolerance="3", ahead="2")
    scale = scale_of(Programme.objects.get(pk=programme.pk))
    assert (scale.tolerance, scale.ahead, scale.completes) == (Decimal(3), Decimal(2), True)
    assert AuditEntry.objects.get(tag="programme:scale_set").details["after"] == {"tolerance": "3", "ahead": "2"}


def test_with_four_grades_what_is_ahead_says_so(programme: Programme, office: User) -> None:
    set_scale(actor=office, programme=programme, tolerance="0", ahead="2.5")
    computed = {pace.commitment.number: pace.computed for pace in pace_of_list(programme)}
    assert computed["2"] == "ahead"
    assert computed["3"] == "completed"


def test_another_office_and_a_visitor_may_not_set_it(
    programme: Programme, other_office: User, visitor: AnonymousUser
) -> None:
    for actor in (other_office, visitor):
        with pytest.raises(NotAllowed):
            set_scale(actor=actor, programme=programme, tolerance="3")
    assert scale_of(programme) == TWO_GRADES


@pytest.mark.parametrize("text", ["many", "-1", "101", "NaN"])
def test_a_threshold_is_a_number_of_points(programme: Programme, office: User, text: str) -> None:
    with pytest.raises(BadScale) as refusal:
        set_scale(actor=office, programme=programme, tolerance=text)
    assert str(refusal.value) == f"“{text}”不是 0 到 100 之间的数，请填写百分点数。"


def test_an_office_sets_it_on_the_workbench(programme: Programme, office_client: Client, other_client: Client) -> None:
    address = reverse("workbench:scale", args=[programme.pk])
    assert other_client.post(address, {"tolerance": "9"}).status_code == 404
    office_client.post(address, {"tolerance": "5", "ahead": ""})
    assert scale_of(Programme.objects.get(pk=programme.pk)).tolerance == Decimal(5)


def test_the_page_of_a_list_shows_lag_formula_and_what_cannot_be_judged(reader: Client, programme: Programme) -> None:
    text = page(reader, reverse("portal:pace", args=[programme.pk]))
    for words in ("33个÷40个=82.5%", "超前 2.5", "不能凭数字判断", "尚无报告", "计划数出自序时进度"):
        assert words in text
    assert "style=" not in text


def test_the_second_opinion_on_a_bulletin_says_where_it_agrees(reader: Client, told: SourceDocument) -> None:
    text = page(reader, reverse("portal:opinion", args=[told.pk]))
    assert "数字支持通报的判定" in text
    assert "这些事项没有可与指标对照的数字，这里不作推测。" in text
