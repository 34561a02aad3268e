"""Each paper is opened in every format; those that are lists are read back as the same list."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import timedelta

import docx
import pytest
from django.contrib.auth.models import User
from openpyxl import load_workbook

from xushi.rendering import FORMATS
from xushi_web.agencies.models import Government
from xushi_web.papers.brief import brief
from xushi_web.papers.files import TYPES
from xushi_web.papers.kinds import KINDS
from xushi_web.papers.paper import Paper
from xushi_web.programmes.models import Programme
from xushi_web.reporting.actions import open_period

from ..conftest import Take
from ..invented import SCHOOL, breakdown
from .conftest import NOW

#: A word that stands in each paper.
SAYS = {
    "breakdown": "共同责任单位：市财政局",
    "plan": "共同责任单位：市财政局",
    "schedule": "主体完工8所",
    "ballot": "填写说明",
    "ballot-result": "赞成",
    "notice": "黄色督办",
    "tasks": "待办事项",
    "assessment": "填表说明",
    "brief": "总体情况",
    "correction": "特此更正",
}


def test_pages_offer_every_format_there_is() -> None:
    assert TYPES.keys() == FORMATS.keys()


@pytest.mark.parametrize("name", KINDS)
def test_a_paper_opens_in_every_format(papers: dict[str, Paper], name: str) -> None:
    paper, words = papers[name], SAYS[name]
    assert words in paper.file("txt").decode()
    assert words in re.sub("<[^>]+>", "", paper.file("html").decode())
    told = [one.text for one in docx.Document(io.BytesIO(paper.file("docx"))).element.body.iter() if one.text]
    assert words in "\n".join(told)
    sheets = load_workbook(io.BytesIO(paper.file("xlsx"))).worksheets
    assert any(words in str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    assert paper.file("pdf").startswith(b"%PDF-1.7")


@pytest.mark.parametrize("lists", [1, 3, 6])
def test_the_brief_is_one_page_however_much_is_behind(
    accepted: Take, office: User, city: Government, lists: int
) -> None:
    """Up to six lists with everything behind, a long cause each, and more to settle than there is room for."""
    for at in range(lists):
        items = tuple(replace(SCHOOL, number=str(number), text=f"第{number}批{SCHOOL.text}") for number in range(1, 16))
        tree = breakdown(headings=(("教育", items),), document_number=f"云政办发〔2024〕{at}号")
        accepted(replace(tree, masthead=replace(tree.masthead, title=f"2024年第{at}份工作清单")))
    for programme in Programme.objects.filter(government=city):
        period = open_period(
            actor=office,
            programme=programme,
            period="2024-01/2024-09",
            title="前三季度",
            due_at=NOW,
            now=NOW - timedelta(days=1),
        )
        period.reports.update(
            state="judged", verdict="behind", difficulties="征地拆迁尚未完成" * 9, coordination="请协调" * 30
        )
    pdf = brief(city, 2024).file("pdf")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.parametrize("name", ["assessment", "schedule", "tasks"])
def test_a_wide_paper_lies_on_its_side(papers: dict[str, Paper], name: str) -> None:
    section = docx.Document(io.BytesIO(papers[name].file("docx"))).sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", papers[name].file("pdf"))
    assert boxes
    assert all(float(width) > float(height) for width, height in boxes)
