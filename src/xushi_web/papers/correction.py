"""The notice that corrects a released bulletin (更正), as it goes out: dated, and naming what changed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi.rendering.layout import Block, Layout, Line, Signature, Style, written_day
from xushi_web.bulletins.build import ensured
from xushi_web.bulletins.models import CorrectionNotice, Publicity
from xushi_web.papers.paper import Paper
from xushi_web.papers.tags import Tag, Values

TAGS = (
    Tag("标题", _("标题"), "关于《2025年市民生实事前三季度推进情况通报》的更正"),
    Tag("通报", _("所更正的通报：发文字号"), "通报〔2025〕3号"),
    Tag("印发", _("通报的印发日期，在括号里"), "（2025年10月18日印发）"),
    Tag("原文", _("通报原来的文字"), "33个"),
    Tag("更正为", _("更正后的文字"), "32个"),
    Tag("原因", _("更正的原因"), "重复计算1个。"),
    Tag("发布机构", _("发布机构全称"), "青禾市人民政府督查室"),
    Tag("成文日期", _("成文日期，没有印发时为空"), "2025年10月21日"),
    Tag("附注", _("附注，如（此件公开发布）"), "（此件公开发布）"),
)


def correction_paper(correction: CorrectionNotice) -> Paper:
    """Return the notice; one that was not issued yet has no date."""
    bulletin, day = correction.bulletin, correction.issued_on
    said = {
        "标题": f"关于《{bulletin.title}》的更正",
        "通报": str(bulletin),
        "印发": f"（{written_day(bulletin.issued_on)}印发）" if bulletin.issued_on else "",
        "原文": correction.before,
        "更正为": correction.after,
        "原因": ensured(correction.reason),
        "发布机构": bulletin.issuing_body,
        "成文日期": written_day(day) if day else "",
        "附注": "（此件公开发布）" if bulletin.publicity == Publicity.OPEN else "",
    }
    blocks: tuple[Block, ...] = (
        Line(said["标题"], Style.TITLE),
        Line(f"{said['通报']}{said['印发']}中，“{said['原文']}”更正为“{said['更正为']}”。"),
        Line(f"更正原因：{said['原因']}"),
        Line("通报其余内容不变。特此更正。"),
        Signature(said["发布机构"], day),
        *((Line(said["附注"], Style.NOTE),) if said["附注"] else ()),
    )
    return Paper(said["标题"], Layout(said["标题"], blocks, day), Values(said, {}))
