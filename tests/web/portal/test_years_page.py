"""Two years side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from xushi_web.agencies.models import Government
from xushi_web.matches.actions import decide_match
from xushi_web.matches.models import Decision, Match

from ..conftest import Take
from ..invented import BUS, CARE, ROAD, SCHOOL, breakdown
from .conftest import page


@pytest.fixture
def address(accepted: Take, government: Government) -> str:
    """The page of 2024 and 2025: care is raised, school goes on, roads are dropped, a lecture is new."""
    more = replace(
        CARE, text="建成社区老年助餐点60个，改造困难老年人家庭500户", figures=(("60个", "60", "个", "社区老年助餐点"),)
    )
    lecture = replace(BUS, text="开展科普讲座300场", figures=())
    accepted(breakdown(year=2025, headings=(("全部", (SCHOOL, more, lecture)),)))
    return reverse("portal:years", args=[government.slug])


def section(text: str, outcome: str) -> str:
    return text.partition(f'id="{outcome}"')[2].partition("</section>")[0]


def test_the_page_shows_what_goes_on_what_is_new_and_what_was_dropped(reader: Client, address: str) -> None:
    text = page(reader, address)
    assert "2024 与 2025 对照" in text
    assert "60个" in section(text, "raised")
    assert "幼儿园" in section(text, "equal")
    assert "科普讲座" in section(text, "only_right")
    assert ROAD.text[:6] in section(text, "only_left")


def test_what_a_person_rejected_stands_on_its_own_on_both_sides(reader: Client, address: str, office: User) -> None:
    match = Match.objects.select_related("government", "left", "right").get(outcome="raised")
    decide_match(actor=office, match=match, decision=Decision.REJECTED)
    text = page(reader, address)
    assert "助餐点" in section(text, "only_left")
    assert "助餐点" in section(text, "only_right")
    assert 'id="raised"' not in text


def test_what_nobody_confirmed_is_marked_as_open(reader: Client, address: str, office: User) -> None:
    assert "待确认" in section(page(reader, address), "raised")
    match = Match.objects.select_related("government", "left", "right").get(outcome="raised")
    decide_match(actor=office, match=match, decision=Decision.CONFIRMED)
    assert "待确认" not in section(page(reader, address), "raised")


def test_a_government_with_one_year_is_told_so(reader: Client, government: Government) -> None:
    assert "还没有两年以上的同种清单" in page(reader, reverse("portal:years", args=[government.slug]))
