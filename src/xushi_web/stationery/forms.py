"""What a template begins with: the usual layout of each kind of paper, with tags where its texts stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from xushi.rendering.layout import Annex, Block, Flag, Head, Line, Signature, Style, Table
from xushi_web.papers import assessment, ballot, brief, notice
from xushi_web.papers.paper import Column, heading, name_of, table
from xushi_web.papers.tags import written
from xushi_web.stationery.models import Kind

#: Stands where a tag for the date of the signature has to come.
ANY_DAY = date(2000, 1, 1)
_QUARTERS = 4


def _bulletin(office: str) -> tuple[Block, ...]:
    return (
        Flag(f"{office}文件", "{{文号}}", "{{紧急程度}}"),
        Line("{{标题}}", Style.TITLE),
        Line("{{正文.段落}}"),
        Line("{{清单引语}}"),
        Line("{{未达.序号}}.{{未达.标题}}（第{{未达.项号}}项）：{{未达.情况}}", Style.ITEM),
        Signature(office, ANY_DAY),
        Line("{{附注}}", Style.NOTE),
        Annex("附件", "{{附件标题}}"),
        Line("{{事项.领域}}", Style.LIST),
        Line("{{事项.编号}}.{{事项.内容}}{{事项.责任}}", Style.ITEM),
        Line("工作进展：{{事项.判定}}。{{事项.进展}}"),
    )


def _breakdown(_office: str) -> tuple[Block, ...]:
    return (
        Line("{{标题}}", Style.TITLE),
        Line("{{发布机构}}　{{成文日期}}", Style.SOURCE),
        Line("{{事项.部分}}", Style.LIST),
        Line("{{事项.领域}}", Style.LIST),
        Line("{{事项.条目}}", Style.ITEM),
    )


def _plan(_office: str) -> tuple[Block, ...]:
    return (
        Line("{{标题}}", Style.TITLE),
        Line("{{发布机构}}　{{成文日期}}", Style.SOURCE),
        Line("{{引言.段落}}"),
        Line("{{事项.部分}}", Style.LIST),
        Line("{{事项.领域}}", Style.FIELD),
        Line("{{事项.条目}}", Style.ITEM),
    )


def _schedule(_office: str) -> tuple[Block, ...]:
    periods = [f"第{at}期" for at in range(1, _QUARTERS + 1)]
    above = (Head("序号", rows=2), Head("目标任务", rows=2), Head("责任单位", rows=2), Head("序时进度", _QUARTERS))
    row = ["事项.编号", "事项.内容", "事项.责任单位", *(f"事项.{period}" for period in periods), "事项.备注"]
    return (
        Line("{{标题}}", Style.TITLE),
        Line("{{发布机构}}　{{成文日期}}", Style.SOURCE),
        Table(
            heads=((*above, Head("备注", rows=2)), tuple(Head(written(period)) for period in periods)),
            rows=(("{{事项.领域}}",), tuple(map(written, row))),
            shares=(6, 22, 26, *(18,) * _QUARTERS, 10),
            figures=(True, *(False,) * (_QUARTERS + 3)),
        ),
    )


def _ballot_result(_office: str) -> tuple[Block, ...]:
    columns = (Column("序号", 6, figure=True), Column("项目和主要内容", 60))
    votes = [Column(word, 9, figure=True) for word in ("赞成", "反对", "弃权")]
    row = ["事项.编号", "事项.内容", *(f"事项.{column.head}" for column in votes)]
    return (
        Line("{{标题}}", Style.TITLE),
        Line("{{发布机构}}　{{成文日期}}", Style.SOURCE),
        table((*columns, *votes), [("{{事项.领域}}",), tuple(map(written, row))]),
    )


def _ballot(_office: str) -> tuple[Block, ...]:
    row = ("{{候选.序号}}", "{{候选.内容}}", *(ballot.BOX,) * 3)
    return (
        Line("{{标题}}", Style.TITLE),
        Line("{{项数}}", Style.SOURCE),
        table(ballot.COLUMNS, [row], form=True),
        heading("填写说明"),
        Line("{{说明.条目}}"),
    )


def _notice(office: str) -> tuple[Block, ...]:
    return (
        Flag(office, "{{文号}}", "{{等级}}"),
        Line("{{标题}}", Style.TITLE),
        Line("{{单位}}：", Style.ADDRESSEES),
        Line("{{事由}}"),
        heading("一、存在的问题"),
        Line("{{问题.段落}}"),
        Line("{{指标引语}}"),
        _rows("指标", notice.FIGURES),
        heading("二、整改要求"),
        Line("{{要求.段落}}"),
        heading("三、整改期限"),
        Line("请收到后签收，于{{期限}}前完成整改并书面报送整改情况，经核查后销号。"),
        Line(f"附件：{notice.RECEIPT}", Style.ATTACHED),
        Signature(office, ANY_DAY),
        Annex("附件", notice.RECEIPT),
        notice.receipt(
            number="{{文号}}",
            matter="第{{项号}}项 {{事项}}",
            deadline="{{期限}}",
            unit="{{单位}}",
            returned=("{{签收日期}}", "{{整改情况}}", "{{报送日期}}"),
        ),
        Line(f"{office}　{{{{印发}}}}"),  # the imprint of our own layout stands in a frame, which has no tags
    )


def _correction(office: str) -> tuple[Block, ...]:
    return (
        Line("{{标题}}", Style.TITLE),
        Line("{{通报}}{{印发}}中，“{{原文}}”更正为“{{更正为}}”。"),
        Line("更正原因：{{原因}}"),
        Line("通报其余内容不变。特此更正。"),
        Signature(office, ANY_DAY),
        Line("{{附注}}", Style.NOTE),
    )


def _tasks(_office: str) -> tuple[Block, ...]:
    columns = (
        Column("序号", 8, figure=True),
        Column("目标任务", 40),
        Column("职责", 12, figure=True),
        Column("序时进度", 40),
    )
    row = ("{{事项.序号}}", "{{事项.内容}}", "{{事项.职责}}", "{{事项.计划}}")
    return (
        Line("{{标题}}", Style.TITLE),
        Line("{{截至}}", Style.SOURCE),
        Line("{{概况}}"),
        table(columns, [("{{事项.清单}}",), row]),
        heading("{{待办标题}}"),
        Line("{{待办.条目}}", Style.ITEM),
    )


def _assessment(_office: str) -> tuple[Block, ...]:
    return (
        Line("{{标题}}", Style.TITLE),
        Line("{{范围}}", Style.SOURCE),
        _rows("单位", assessment.COLUMNS),
        Line("填表说明", Style.LIST),
        Line("{{说明.条目}}"),
    )


def _brief(_office: str) -> tuple[Block, ...]:
    return (
        Line("{{标题}}", Style.TITLE),
        Line("{{来源}}", Style.SOURCE),
        heading("一、总体情况"),
        Line("{{总体.段落}}"),
        _rows("清单", brief.LISTS),
        Line("{{其余清单}}"),
        heading("{{落后标题}}"),
        _rows("落后", brief.BEHIND),
        Line("{{没有落后}}"),
        heading("{{提请标题}}"),
        Line("{{提请.条目}}"),
    )


def _rows(series: str, columns: Sequence[Column]) -> Table:
    """Return a table with one row, which stands for all."""
    return table(columns, [[written(name_of(series, column)) for column in columns]])


#: The blocks of each kind, under the name of the office that issues it.
FORMS: Mapping[Kind, Callable[[str], tuple[Block, ...]]] = {
    Kind.BULLETIN: _bulletin,
    Kind.BREAKDOWN: _breakdown,
    Kind.PLAN: _plan,
    Kind.SCHEDULE: _schedule,
    Kind.BALLOT: _ballot,
    Kind.BALLOT_RESULT: _ballot_result,
    Kind.NOTICE: _notice,
    Kind.CORRECTION: _correction,
    Kind.TASKS: _tasks,
    Kind.ASSESSMENT: _assessment,
    Kind.BRIEF: _brief,
}
