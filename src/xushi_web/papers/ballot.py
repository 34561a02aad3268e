"""The ballot paper (票决票): what deputies mark in the hall, without a number, a name or any trace of a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from xushi.rendering.layout import Block, Layout, Line, Style
from xushi_web.bulletins.build import chinese
from xushi_web.papers.gathering import items_of
from xushi_web.papers.paper import Column, Paper, heading, named, table
from xushi_web.papers.tags import Tag, Values, said
from xushi_web.programmes.models import Applicability, Commitment, Programme

#: Drawn in every format, and large enough for a tick.
BOX = "□"
COLUMNS = (
    Column("序号", 9, figure=True),
    Column("候选项目和主要内容", 61),
    Column("赞成", 10, figure=True),
    Column("反对", 10, figure=True),
    Column("弃权", 10, figure=True),
)
TAGS = (
    Tag("标题", _("标题"), "2025年市民生实事候选项目票决票"),
    Tag("项数", _("候选项目几件、应选几件"), "候选项目12件，应选10件"),
    Tag("候选.序号", _("候选项目：编号"), "1"),
    Tag("候选.内容", _("候选项目：名称和主要内容"), "新建校舍8所。"),
    Tag("说明.条目", _("填写说明，一条一次"), "一、本票无记名，请勿书写姓名或作其他记号。"),
)


def ballot_paper(programme: Programme, choose: int | None = None) -> Paper:
    """Return the ballot paper of a list; `choose` is how many items may be voted for, None for all of them.

    Every item has the three boxes that a vote needs, and the rules of the count stand on the sheet: an item without a
    mark is an abstention, more marks than may be chosen spoil the paper, more papers than were issued void the vote.
    """
    items = [row for row in items_of(programme) if row.applicability == Applicability.OURS]
    most = min(choose, len(items)) if choose else len(items)
    title = named(programme, "候选项目票决票")
    rows = [(row.number, _described(row), BOX, BOX, BOX) for row in items]
    limit = f"候选项目{len(items)}件，应选{most}件" if most < len(items) else f"候选项目{len(items)}件，逐件表决"
    rules = [f"{chinese(at)}、{rule}" for at, rule in enumerate(_rules(len(items), most), 1)]
    blocks: tuple[Block, ...] = (
        Line(title, Style.TITLE),
        Line(limit, Style.SOURCE),
        table(COLUMNS, rows, form=True),
        heading("填写说明"),
        *map(Line, rules),
    )
    candidates = [{"候选.序号": number, "候选.内容": text} for number, text, *_boxes in rows]
    values = Values({"标题": title, "项数": limit}, {"候选": candidates, "说明": said("说明.条目", rules)})
    return Paper(title, Layout(title, blocks), values)


def _described(row: Commitment) -> str:
    """Return what is voted on: the text of the item behind its title, where that is no part of it."""
    return row.text if not row.title or row.text.startswith(row.title) else f"{row.title}：{row.text}"


def _rules(items: int, most: int) -> list[str]:
    rules = [
        "本票无记名，请勿书写姓名或作其他记号。",
        f"每件项目在“赞成”“反对”“弃权”中选一栏，在“{BOX}”内画“√”；未画的按弃权计，画两栏以上的，该件按弃权计。",
    ]
    if most < items:
        rules.append(f"赞成的项目不超过{most}件的，为有效票；超过{most}件的，为无效票。")
    return [*rules, "收回的票数等于或者少于发出的票数，票决有效；多于发出的票数，票决无效，重新票决。"]
