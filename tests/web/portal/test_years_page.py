"""Two years side by side."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.test import Client
from django.urls import reverse

from xushi_web.agencies.models import Government
from xushi_web.portal.alignment import Figure, aligned, changes

from ..conftest import Take
from ..invented import BUS, CARE, ROAD, SCHOOL, breakdown
from .conftest import page


def figure(value: str, unit: str = "个", of: str = "") -> Figure:
    return Figure(unit, of, Decimal(value), f"{value}{unit}")


def test_a_renumbered_promise_is_recognised_by_its_words() -> None:
    before = {1: "建成社区助餐点40个", 2: "改造农村公路86公里"}
    after = {"a": "改造农村公路120公里", "b": "建成社区助餐点55个", "c": "开办夜校20所"}
    assert aligned(before, after) == {"a": 2, "b": 1}


def test_a_promise_is_carried_on_only_once() -> None:
    assert len(aligned({1: "建成社区助餐点40个"}, {"a": "建成社区助餐点41个", "b": "建成社区助餐点42个"})) == 1


def test_figures_are_compared_by_unit_and_thing() -> None:
    before = [figure("40", of="助餐点"), figure("10", of="站")]
    after = [figure("55", of="助餐点"), figure("3", "所")]
    assert [(change.before.value, change.after.value, change.direction) for change in changes(before, after)] == [
        (Decimal(40), Decimal(55), "up")
    ]


def test_the_only_figure_of_a_unit_is_compared_whatever_it_counts() -> None:
    assert [change.direction for change in changes([figure("8", "公里", "路")], [figure("6", "公里", "道路")])] == [
        "down"
    ]


def test_the_page_shows_what_goes_on_what_is_new_and_what_was_dropped(
    reader: Client, accepted: Take, government: Government
) -> None:
    fewer = replace(
        CARE, text="建成社区老年助餐点60个，改造困难老年人家庭500户", figures=(("60个", "60", "个", "社区老年助餐点"),)
    )
    lecture = replace(BUS, text="开展科普讲座300场", figures=())
    accepted(breakdown(year=2025, headings=(("全部", (SCHOOL, fewer, lecture)),)))
    text = page(reader, reverse("portal:years", args=[government.slug]))
    assert "2024 与 2025 对照" in text
    raised = text.partition('id="raised"')[2].partition("</section>")[0]
    assert "40个 → <b>60个</b>" in raised
    assert "幼儿园" in text.partition('id="kept"')[2].partition("</section>")[0]
    assert "科普讲座" in text.partition('id="new"')[2].partition("</section>")[0]
    dropped = text.partition('id="dropped"')[2].partition("</section>")[0]
    assert ROAD.text[:6] in dropped


def test_a_government_with_one_year_is_told_so(reader: Client, government: Government) -> None:
    assert "还没有两年以上的同种清单" in page(reader, reverse("portal:years", args=[government.slug]))
