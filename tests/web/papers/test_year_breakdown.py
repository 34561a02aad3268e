"""The lists of a year as one breakdown: a part for each, read back as the same lists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import xushi
from xushi_web.agencies.models import Government
from xushi_web.bulletins.letterhead import set_phrase
from xushi_web.papers.lists import breakdown as one_list
from xushi_web.papers.lists import year_breakdown
from xushi_web.programmes.models import Programme

from ..conftest import Take
from ..invented import CARE, ROAD, SCHOOL, breakdown
from .reading import said

TITLE = "2024年云川市工作任务分解方案"


@pytest.fixture
def lists(accepted: Take, city: Government) -> list[Programme]:
    """Livelihood projects, and key tasks of another document."""
    accepted(breakdown(headings=(("教育惠民", (SCHOOL,)), ("养老服务", (CARE,)))))
    tasks = breakdown(headings=(("交通出行", (replace(ROAD, number="1"),)),))
    accepted(
        replace(tasks, masthead=replace(tasks.masthead, title="2024年市重点工作任务分解方案", document_number=None))
    )
    return [Programme.objects.get(government=city, title__contains=name) for name in ("民生实事", "重点工作")]


def test_each_list_is_a_part_with_its_own_numbers_behind_an_introduction(
    lists: list[Programme], city: Government
) -> None:
    lines = year_breakdown(city, 2024, [str(row.pk) for row in reversed(lists)]).file("txt").decode().splitlines()
    told = [line for line in lines if line]
    assert told[0] == TITLE
    assert told[2] == "现将2024年市重点工作、2024年市民生实事分解如下，请各牵头单位会同配合单位细化措施，按期完成。"
    assert [line[:12] for line in told[3:]] == [
        "一、2024年市重点工作",
        "（一）交通出行（1件）",
        "1.新改建农村公路86公",
        "二、2024年市民生实事",
        "（一）教育惠民（1件）",
        "1.新建改扩建公办幼儿园",
        "（二）养老服务（1件）",
        "2.建成社区老年助餐点4",
    ]


@pytest.mark.parametrize("to", ["txt", "html", "docx", "pdf"])
def test_it_is_read_back_as_the_lists_it_was_made_of(lists: list[Programme], city: Government, to: str) -> None:
    again = xushi.parse_bytes(year_breakdown(city, 2024).file(to), f"again.{to}", targets=False)
    assert (again.masthead.title, again.genre) == (TITLE, "breakdown")
    assert len(again.programmes) == len(lists)
    for row, part in zip(lists, again.programmes, strict=True):
        assert said(part) == said(one_list(row).told)  # type: ignore[arg-type] # a tree


def test_the_introduction_is_in_the_words_of_the_office(lists: list[Programme], city: Government, office: User) -> None:
    assert lists
    set_phrase(actor=office, government=city, name="plan", text="{年度}年共{份数}份清单。\n请抓紧。")
    told = year_breakdown(city, 2024).file("txt").decode()
    assert "2024年共2份清单。\n\n请抓紧。\n\n一、" in told


def test_the_parts_are_chosen_on_the_page_and_a_year_without_lists_says_so(
    lists: list[Programme], city: Government, office_client: Client
) -> None:
    address = reverse("workbench:paper", args=["plan", city.pk])
    first, second = lists
    query = {"year": "2024", f"place-{first.pk}": "", f"place-{second.pk}": "1"}
    page = office_client.get(address, query).content.decode()
    assert "一、2024年市重点工作" in page
    assert "二、" not in page
    assert "本年度还没有清单。" in office_client.get(address, {"year": "2031"}).content.decode()
