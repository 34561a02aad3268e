"""A tag is replaced, a series repeated, what is empty left out; nothing else is ever done with a template."""

from __future__ import annotations

import io

import pytest
from docx import Document

from xushi_web.documents.errors import Refused
from xushi_web.papers.tags import Values, sample_values
from xushi_web.stationery import filling
from xushi_web.stationery.kinds import FILLABLE
from xushi_web.stationery.models import Kind

from .conftest import said, template_of

OFFERED = FILLABLE[Kind.BULLETIN].offered
ITEMS = [
    {"事项.领域": "一、教育", "事项.编号": "1", "事项.内容": "新建校舍8所。"},
    {"事项.领域": "", "事项.编号": "2", "事项.内容": "改建食堂5个。"},
    {"事项.领域": "二、交通", "事项.编号": "3", "事项.内容": "改造危桥15座。"},
]
VALUES = Values(
    {"标题": "通报", "文号": "", "清单引语": ""},
    {"正文": [{"正文.段落": "进展平稳。"}, {"正文.段落": "请抓紧。"}], "未达": [], "事项": ITEMS},
)
SAMPLE = sample_values(OFFERED.values())


def filled(name: str, data: bytes, values: Values) -> bytes:
    return filling.filled(name, data, values, OFFERED)


def test_a_tag_is_replaced_and_a_paragraph_of_a_series_stands_once_for_each_entry() -> None:
    assert said(filled("a", template_of("{{标题}}：", "{{ 正文.段落 }}", "完"), VALUES)) == [
        "通报：",
        "进展平稳。",
        "请抓紧。",
        "完",
    ]


def test_neighbours_of_a_series_repeat_together_and_a_paragraph_of_empty_tags_is_left_out() -> None:
    made = filled("a", template_of("{{文号}}", "{{事项.领域}}", "{{事项.编号}}.{{事项.内容}}"), VALUES)
    assert said(made) == ["一、教育", "1.新建校舍8所。", "2.改建食堂5个。", "二、交通", "3.改造危桥15座。"]


def test_a_row_of_a_series_is_repeated_under_the_head_of_its_table() -> None:
    made = filled("a", template_of(rows=(("编号", "内容"), ("{{事项.编号}}", "{{事项.内容}}"))), VALUES)
    assert said(made) == ["编号|内容", "1|新建校舍8所。", "2|改建食堂5个。", "3|改造危桥15座。"]


def test_a_series_without_entries_vanishes_with_its_introduction() -> None:
    assert said(filled("a", template_of("甲", "{{清单引语}}", "{{未达.标题}}：{{未达.情况}}", "乙"), VALUES)) == [
        "甲",
        "乙",
    ]


def test_a_table_of_a_series_without_entries_vanishes_and_a_form_keeps_its_rows() -> None:
    heads = template_of("甲", rows=(("序号", "情况"), ("{{未达.序号}}", "{{未达.情况}}")))
    assert said(filled("a", heads, VALUES)) == ["甲"]
    form = template_of("甲", rows=(("文号", "{{文号}}"), ("{{清单引语}}", "")))
    assert said(filled("a", form, VALUES)) == ["甲", "文号|"]


def test_a_tag_that_was_split_over_runs_takes_the_look_of_its_first_character() -> None:
    word = Document()
    paragraph = word.add_paragraph("关于")
    for text, bold in (("{", True), ("{标", False), ("题}}的", False)):
        paragraph.add_run(text).bold = bold
    saved = io.BytesIO()
    word.save(saved)
    (made,) = Document(io.BytesIO(filled("a", saved.getvalue(), VALUES))).paragraphs
    assert [(run.text, run.bold) for run in made.runs if run.text] == [("关于", None), ("通报", True), ("的", False)]


def test_a_text_that_looks_like_a_tag_stays_text() -> None:
    values = Values({"标题": "{{事项.编号}} <w:t>&"}, {"事项": ITEMS})
    assert said(filled("a", template_of("{{标题}}"), values)) == ["{{事项.编号}} <w:t>&"]


def test_what_no_xml_may_hold_is_left_out() -> None:
    assert said(filled("a", template_of("{{标题}}"), Values({"标题": "甲\x0b乙"}, {}))) == ["甲乙"]


def test_single_tags_are_filled_at_the_edge_of_the_page() -> None:
    made = Document(io.BytesIO(filled("a", template_of("{{标题}}", header="{{标题}}"), VALUES)))
    assert made.sections[0].header.paragraphs[0].text == "通报"


def test_the_same_template_and_values_give_the_same_bytes() -> None:
    template = template_of("{{标题}}", "{{正文.段落}}")
    assert filled("a", template, SAMPLE) == filled("a", template, SAMPLE)


def test_a_paper_that_would_grow_beyond_all_measure_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "LARGEST_FILLED", 10_000)
    values = Values({}, {"正文": [{"正文.段落": "长" * 3000}] * 4})
    with pytest.raises(Refused) as refusal:
        filled("模板.docx", template_of("{{正文.段落}}"), values)
    assert str(refusal.value) == "“模板.docx”填入数据后大得反常，没有生成；请删去模板里多余的重复内容。"
