"""Each kind of paper by a template of the office's own: every tag has a value, and nothing of the paper is lost."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from docx import Document

from xushi_web.agencies.models import Government
from xushi_web.documents.errors import Refused
from xushi_web.notices.models import Notice
from xushi_web.papers.kinds import KINDS
from xushi_web.papers.paper import Paper
from xushi_web.papers.tags import Values
from xushi_web.programmes.models import Programme
from xushi_web.stationery.actions import upload_template, use_template, use_usual_layout
from xushi_web.stationery.checking import check
from xushi_web.stationery.filling import filled
from xushi_web.stationery.kinds import FILLABLE
from xushi_web.stationery.marks import paragraphs
from xushi_web.stationery.models import Kind, Template, Use
from xushi_web.stationery.queries import paper_as_word, previewed
from xushi_web.stationery.starting import starting_template

from ..stationery.conftest import said, template_of

#: What a template says in other words than the usual layout: columns that depend on the data, dates of the head.
OTHERWISE = {
    "breakdown": {"2024-02-20 来源：云川市人民政府办公室"},
    "plan": {"2024-02-20 来源：云川市人民政府办公室"},
    "schedule": {"2024-03-15 来源：云川市人民政府办公室"},
    "ballot-result": {"2024-02-20 来源：云川市人民政府办公室", "目标任务"},
    "notice": {"云川市人民政府督查室2024年10月21日印发"},
    "tasks": {"一季度", "二季度", "三季度", "四季度"},
}


def texts(word: bytes) -> list[str]:
    """Return the paragraphs, those in cells of tables too."""
    found = paragraphs(Document(io.BytesIO(word)).element.body)
    return [one.text for one in found if one.text.strip()]


def kept(city: Government, office: User, kind: Kind, data: bytes) -> Template:
    row = upload_template(actor=office, government=city, kind=kind, name="模板.docx", data=data)
    use_template(actor=office, template=row)
    return row


def test_every_paper_can_have_a_template() -> None:
    assert set(Kind.values) == {"bulletin", *KINDS}
    assert {kind.value: str(kind.label) for kind in Kind if kind != Kind.BULLETIN} == {
        name: str(kind.label) for name, kind in KINDS.items()
    }


@pytest.mark.parametrize("name", KINDS)
def test_every_tag_has_a_value_and_its_name_once(papers: dict[str, Paper], name: str) -> None:
    values, tags = papers[name].values, KINDS[name].tags
    assert len({tag.name for tag in tags}) == len(tags)
    assert {tag.name for tag in tags if not tag.series} <= values.single.keys()
    for tag in tags:
        if tag.series:
            assert all(tag.name in entry for entry in values.series[tag.series]), tag.name


@pytest.mark.parametrize("name", KINDS)
def test_the_starting_template_says_all_that_the_paper_says(
    papers: dict[str, Paper], city: Government, name: str
) -> None:
    paper, kind = papers[name], Kind(name)
    data = starting_template(city, kind)
    assert check("a.docx", data, FILLABLE[kind].offered).tags
    made = "\n".join(texts(filled("a.docx", data, paper.values, FILLABLE[kind].offered)))
    assert "{{" not in made
    usual = set(texts(paper.file("docx"))) - OTHERWISE.get(name, set())
    assert [text for text in usual if text not in made] == []


def test_a_paper_is_taken_by_the_version_in_use_and_the_page_says_so(
    notice: Notice, city: Government, office: User, office_client: Client
) -> None:
    kept(city, office, Kind.NOTICE, template_of("督办 {{单位}}", "{{问题.段落}}", rows=(("{{指标.差距}}",),)))
    address = reverse("workbench:paper-file", args=["notice", notice.pk, "docx"])
    assert said(office_client.get(address).content) == [
        "督办 市教育局",
        "建成数比计划少3所。",
        "两处用地没有交付。",
        "33.3",
    ]
    page = office_client.get(reverse("workbench:paper", args=["notice", notice.pk])).content.decode()
    assert "docx 按本单位模板第1版生成，下面的预览、PDF 和其他格式是标准版式。" in page
    assert reverse("workbench:templates", args=[city.pk, "notice"]) in page
    use_usual_layout(actor=office, government=city, kind=Kind.NOTICE, reason="印厂要求")
    assert "督办 市教育局" not in said(office_client.get(address).content)
    assert [(str(use), use.reason) for use in Use.objects.all()] == [("标准版式", "印厂要求"), ("督办单模板第1版", "")]


def test_everybody_gets_a_public_paper_by_the_template_too(
    programme: Programme, city: Government, office: User, client: Client
) -> None:
    kept(city, office, Kind.BREAKDOWN, template_of("{{标题}}", "{{事项.领域}}", "{{事项.编号}}：{{事项.牵头单位}}"))
    answer = client.get(reverse("portal:paper", args=["breakdown", programme.pk, "docx"]))
    assert said(answer.content)[:3] == ["2024年市民生实事任务分解方案", "一、教育惠民（1件）", "1：市教育局"]


def test_a_template_with_too_few_columns_is_refused_before_something_is_lost(
    papers: dict[str, Paper], city: Government, office: User
) -> None:
    row = ("{{事项.编号}}", "{{事项.第1期}}", "{{事项.第2期}}")
    kept(city, office, Kind.SCHEDULE, template_of(rows=(row,)))
    with pytest.raises(Refused) as refusal:
        paper_as_word(city, Kind.SCHEDULE, papers["schedule"])
    assert str(refusal.value) == (
        "序时进度安排表模板第1版没有{{事项.第3期}}、{{事项.第4期}}，这一份有4栏，填出来会缺内容；"
        "请在模板里补上，或改用标准版式。"
    )
    kept(city, office, Kind.SCHEDULE, template_of("{{节点.编号}} {{节点.时期}}：{{节点.计划}}"))
    assert said(paper_as_word(city, Kind.SCHEDULE, papers["schedule"]))[0] == "1 第一季度：完成选址，开工3所"


def test_a_preview_is_of_the_last_paper_or_of_an_invented_one(
    programme: Programme, city: Government, office: User
) -> None:
    assert programme
    schedule = kept(city, office, Kind.SCHEDULE, template_of("{{标题}}"))
    assert previewed(schedule)[0] == "2024年市民生实事序时进度安排表"
    notice = kept(city, office, Kind.NOTICE, template_of("{{标题}}"))
    name, word = previewed(notice)
    assert (name, said(word)) == ("", ["关于校舍新建工程推进滞后的督办单"])


def test_what_a_value_of_a_paper_looks_like_is_no_tag(papers: dict[str, Paper]) -> None:
    values = papers["notice"].values
    odd = replace(values, single={**values.single, "单位": "{{文号}}"})
    assert isinstance(odd, Values)
    made = filled("a.docx", template_of("{{单位}}"), odd, FILLABLE[Kind.NOTICE].offered)
    assert said(made) == ["{{文号}}"]
