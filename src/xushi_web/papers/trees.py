"""The tags of papers that are a list again, and their values out of the tree that the paper is written from."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from xushi.document.model import Commitment, Document, Role
from xushi.rendering import layout_of, wording
from xushi.rendering.layout import Table, written_day
from xushi_web.papers.tags import Tag, Values

#: So many planned periods have a column of their own; more stand in the series of what is planned.
MOST_PERIODS = 12
_HEAD = (
    Tag("标题", _("标题"), "2025年市民生实事任务分解方案"),
    Tag("发布机构", _("发布机构全称"), "青禾市人民政府办公室"),
    Tag("成文日期", _("成文日期，如2025年10月9日"), "2025年2月20日"),
    Tag("项数", _("一共几项"), "50"),
)
_ITEM = (
    Tag("事项.部分", _("部分的标题，只在每个部分的第一项出现"), ""),
    Tag("事项.领域", _("领域的标题，只在每个领域的第一项出现"), "一、教育惠民"),
    Tag("事项.编号", _("编号"), "1"),
    Tag("事项.名称", _("项目名称，没有时为空"), "校舍新建工程"),
    Tag("事项.内容", _("目标任务"), "新建校舍8所。"),
    Tag("事项.责任", _("括号里的责任分工"), "（牵头单位：市教育局；共同责任单位：市财政局）"),
    Tag("事项.责任单位", _("责任分工，不带括号"), "牵头单位：市教育局；共同责任单位：市财政局"),
    Tag("事项.牵头单位", _("牵头或责任单位"), "市教育局"),
    Tag("事项.配合单位", _("配合单位，没有时为空"), "市财政局"),
    Tag("事项.备注", _("不由本级承担的说明，没有时为空"), ""),
    Tag(
        "事项.条目",
        _("编号、内容和括号里的责任，连成一段"),
        "1.新建校舍8所。（牵头单位：市教育局；共同责任单位：市财政局）",
    ),
)
_PERIODS = tuple(
    Tag(f"第{at}期", format_lazy(_("第{at}个时期的名称"), at=at), f"第{wording.chinese(at)}季度" if at < 5 else "")
    for at in range(1, MOST_PERIODS + 1)
)
_PLANNED = tuple(
    Tag(f"事项.第{at}期", format_lazy(_("到第{at}个时期的计划"), at=at), f"累计建成{2 * at}所" if at < 5 else "")
    for at in range(1, MOST_PERIODS + 1)
)
_STEPS = (
    Tag("节点.编号", _("计划，一项一期一次：编号"), "1"),
    Tag("节点.内容", _("计划，一项一期一次：目标任务"), "新建校舍8所。"),
    Tag("节点.时期", _("计划，一项一期一次：时期"), "第一季度"),
    Tag("节点.计划", _("计划，一项一期一次：计划"), "累计建成2所"),
)
_VOTES = (("赞成", "yes"), ("反对", "no"), ("弃权", "abstain"))

BREAKDOWN_TAGS = (*_HEAD, *_ITEM)
PLAN_TAGS = (*_HEAD, Tag("引言.段落", _("引言，一段一次"), "现将2025年各项任务分解如下。"), *_ITEM)
SCHEDULE_TAGS = (*_HEAD, *_PERIODS, *_ITEM, *_PLANNED, *_STEPS)
RESULT_TAGS = (*_HEAD, *_ITEM, *(Tag(f"事项.{word}", _("票数，没有导入时为空"), "280") for word, _name in _VOTES))


def values_of_tree(document: Document) -> Values:
    """Return what a breakdown, a schedule or the result of a vote says, piece by piece."""
    head = document.masthead
    periods, planned = _plan(document)
    single = {
        "标题": head.title or "",
        "发布机构": head.issuing_body or "",
        "成文日期": written_day(head.issued_on) if head.issued_on is not None else "",
        "项数": str(len(document.commitments)),
        **{f"第{at}期": period for at, period in enumerate(_padded(periods), 1)},
    }
    items = list(_items(document))
    for entry, said in zip(items, planned, strict=True):
        entry |= {f"事项.第{at}期": text for at, text in enumerate(_padded(said), 1)}
    steps = [
        {"节点.编号": entry["事项.编号"], "节点.内容": entry["事项.内容"], "节点.时期": period, "节点.计划": text}
        for entry, said in zip(items, planned, strict=True)
        for period, text in zip(periods, said, strict=True)
        if text
    ]
    columns = tuple(f"事项.第{at}期" for at in range(1, len(periods) + 1))
    return Values(single, {"事项": items, "节点": steps}, columns)


def headed(document: Document) -> Iterator[tuple[str, str, Commitment]]:
    """Yield the items with the headings that stand before them, of the part and of the field, as papers count them."""
    several = any(programme.title is not None for programme in document.programmes)
    fields = 0
    for order, programme in enumerate(document.programmes, 1):
        above = f"{wording.chinese(order)}、{programme.title}" if programme.title is not None else ""
        fields = 0 if several else fields
        for field in programme.fields:
            heading = ""
            if field.title is not None:
                fields += 1
                count = wording.chinese(fields)
                heading = (f"（{count}）" if several else f"{count}、") + wording.heading(field)
            for item in field.commitments:
                yield above, heading, item
                above = heading = ""


def units_of(item: Commitment) -> dict[str, str]:
    """Return who leads and who supports."""
    leads = [unit.written for unit in item.assignments if unit.role is not Role.SUPPORTING]
    others = [unit.written for unit in item.assignments if unit.role is Role.SUPPORTING]
    return {"事项.牵头单位": "、".join(leads), "事项.配合单位": "、".join(others)}


def _items(document: Document) -> Iterator[dict[str, str]]:
    for part, field, item in headed(document):
        deadline = item.milestones[0].text if len(item.milestones) == 1 else None
        yield {
            "事项.部分": part,
            "事项.领域": field,
            "事项.编号": item.number or "",
            "事项.名称": item.title or "",
            "事项.内容": item.text,
            "事项.责任": wording.clause(item),
            "事项.责任单位": wording.roles(item),
            **units_of(item),
            "事项.备注": item.applicability_text or "",
            "事项.条目": wording.numbered(item.number, item.text) + wording.clause(item, deadline),
            **{f"事项.{word}": _count(item, name) for word, name in _VOTES},
        }


def _count(item: Commitment, name: str) -> str:
    count = getattr(item.ballot, name) if item.ballot is not None else None
    return "" if count is None else str(count)


def _plan(document: Document) -> tuple[list[str], list[list[str]]]:
    """Return the planned periods and what is planned for each item: the columns of the paper's own table."""
    periods: list[str] = []
    rows: list[tuple[str, ...]] = []
    before = 0
    for block in layout_of(document).blocks:
        if isinstance(block, Table) and len(block.heads) == 2:  # one heading over all periods
            above, below = block.heads
            before = next(at for at, head in enumerate(above) if head.columns == len(below))
            periods = [head.text for head in below]
            rows += [row for row in block.rows if len(row) > 1]
    if not periods:
        return [], [[] for _item in document.commitments]
    return periods, [list(row[before : before + len(periods)]) for row in rows]


def _padded(texts: list[str]) -> list[str]:
    return [*texts, *[""] * (MOST_PERIODS - len(texts))][:MOST_PERIODS]
