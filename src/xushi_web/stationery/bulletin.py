"""The tags of a bulletin, and their values out of the text as it was read back."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from xushi.document.model import Document
from xushi.rendering import Frame, wording
from xushi.rendering.layout import written_day
from xushi_web.papers.tags import Tag, Values, said
from xushi_web.papers.trees import headed, units_of

TAGS = (
    Tag("标题", _("通报的标题"), "关于2025年民生实事项目前三季度进展情况的通报"),
    Tag("文号", _("发文字号，没有印发时为空"), "通报〔2025〕3号"),
    Tag("索引号", _("信息公开的索引号"), "000000000/2025-00003"),
    Tag("发布机构", _("发布机构全称"), "青禾市人民政府督查室"),
    Tag("成文日期", _("成文日期，如2025年10月9日"), "2025年10月9日"),
    Tag("附注", _("附注，如（此件公开发布）"), "（此件公开发布）"),
    Tag("清单引语", _("未达序时清单前面的一句"), "1项未达序时进度的目标任务为："),
    Tag("附件标题", _("附件的标题"), "2025年民生实事项目进展情况"),
    Tag("紧急程度", _("特急或加急，不标时为空"), "加急"),
    Tag("正文.段落", _("正文，一段一次"), "今年以来，各承担单位按计划推进，总体进展平稳。"),
    Tag("未达.序号", _("未达序时清单：第几条"), "1"),
    Tag("未达.标题", _("未达序时清单：事项名称"), "校舍新建工程"),
    Tag("未达.项号", _("未达序时清单：附件中的编号"), "1"),
    Tag("未达.情况", _("未达序时清单：进度、差距和原因"), "已开工6所，比序时进度落后2所。"),
    Tag("事项.领域", _("附件：领域标题，只在每个领域的第一项出现"), "一、教育惠民"),
    Tag("事项.编号", _("附件：编号"), "1"),
    Tag("事项.内容", _("附件：目标任务"), "新建校舍8所。"),
    Tag("事项.责任", _("附件：括号里的责任分工"), "（牵头单位：市教育局）"),
    Tag("事项.牵头单位", _("附件：牵头或责任单位"), "市教育局"),
    Tag("事项.配合单位", _("附件：配合单位，没有时为空"), "市财政局"),
    Tag("事项.判定", _("附件：序时判定"), "未达序时"),
    Tag("事项.进展", _("附件：进展情况"), "已开工6所。"),
)


def values_of(document: Document, frame: Frame) -> Values:
    """Return the values of a bulletin that was read, with what stands around its list."""
    head = document.masthead
    single = {
        "标题": head.title,
        "文号": head.document_number,
        "紧急程度": frame.urgency,
        "索引号": head.index_number,
        "发布机构": head.issuing_body,
        "成文日期": written_day(head.issued_on) if head.issued_on is not None else None,
        "附注": frame.note,
        "清单引语": frame.introduction if document.behind else None,
        "附件标题": frame.annex,
    }
    behind = [
        {
            "未达.序号": str(entry.number),
            "未达.标题": entry.title,
            "未达.项号": entry.item or "",
            "未达.情况": entry.text,
        }
        for entry in document.behind
    ]
    texts = said("正文.段落", (*frame.opening, *frame.between))
    series = {"正文": texts, "未达": behind, "事项": list(_items(document))}
    return Values({name: value or "" for name, value in single.items()}, series)


def _items(document: Document) -> Iterator[dict[str, str]]:
    for _part, heading, item in headed(document):
        report = item.report
        yield {
            "事项.领域": heading,
            "事项.编号": item.number or "",
            "事项.内容": item.text,
            "事项.责任": wording.clause(item),
            **units_of(item),
            "事项.判定": (wording.verdict(report) or "") if report is not None else "",
            "事项.进展": (report.narrative or "") if report is not None else "",
        }
