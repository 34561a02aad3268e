"""The notice that corrects a released bulletin (更正), as it goes out: dated, and naming what changed."""

from __future__ import annotations

from xushi.rendering.layout import Block, Layout, Line, Signature, Style, written_day
from xushi_web.bulletins.build import ensured
from xushi_web.bulletins.models import CorrectionNotice, Publicity
from xushi_web.papers.paper import Paper


def correction_paper(correction: CorrectionNotice) -> Paper:
    """Return the notice; one that was not issued yet has no date."""
    bulletin = correction.bulletin
    title = f"关于《{bulletin.title}》的更正"
    issued = f"（{written_day(bulletin.issued_on)}印发）" if bulletin.issued_on else ""
    blocks: tuple[Block, ...] = (
        Line(title, Style.TITLE),
        Line(f"{bulletin}{issued}中，“{correction.before}”更正为“{correction.after}”。"),
        Line(f"更正原因：{ensured(correction.reason)}"),
        Line("通报其余内容不变。特此更正。"),
        Signature(bulletin.issuing_body, correction.issued_on),
        *((Line("（此件公开发布）", Style.NOTE),) if bulletin.publicity == Publicity.OPEN else ()),
    )
    return Paper(title, Layout(title, blocks, correction.issued_on))
