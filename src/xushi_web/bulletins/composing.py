"""From paragraphs to the text of a document, and from the text to its tree."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xushi.document.model import Document
from xushi.rendering import Frame, frame_of
from xushi.rendering import Urgency as OnPaper
from xushi.rendering.charts import Chart, charts_of
from xushi_web.bulletins.models import Bulletin, Paragraph, Part, Publicity, Urgency, document_number
from xushi_web.documents import library
from xushi_web.documents.queries import tree_of

#: In the language of the document and not of the page.
_PUBLICITY = {Publicity.OPEN: "主动公开", Publicity.ON_REQUEST: "依申请公开"}
_URGENCY: dict[str, str | None] = {"": None, Urgency.MOST: OnPaper.MOST, Urgency.MORE: OnPaper.MORE}

#: The words that counts of a letter are of.
_COUNTED = ("已完成", "超序时", "(?<!未)达序时", "未达序时", "未判定")

#: The lines of `_metadata`, which a disclosure page shows and a paper does not.
_METADATA = re.compile("(?:索引号|文号|发布机构|成文日期|公开属性|紧急程度)：")
_URGENT = re.compile(f"紧急程度：(?P<told>{'|'.join(OnPaper)})")


def compose(
    bulletin: Bulletin,
    paragraphs: Sequence[Paragraph],
    *,
    day: date,
    number: tuple[str, int, int] | None = None,
    index_number: str = "",
) -> str:
    """Return the bulletin as text: what it says of itself, the letter, the list of what is behind, the annex.

    `number` is 代字, year and number; a draft has none yet.
    """
    blocks = ["\n".join(_metadata(bulletin, day, number, index_number)), bulletin.title]
    letter = [row for row in paragraphs if row.part != Part.ITEM]
    blocks += [
        row.text for row in letter if row.part in {Part.OPENING, Part.COUNTS, Part.MOVED, Part.FIELD, Part.CLOSING}
    ]
    blocks += [bulletin.issuing_body, written_day(day)]
    if bulletin.publicity == Publicity.OPEN:
        blocks.append("（此件公开发布）")
    blocks += [row.text for row in letter if row.part in {Part.BEHIND, Part.ENTRY}]
    blocks.append(bulletin.annex_title)
    for row in paragraphs:
        if row.part == Part.ITEM:
            blocks += [row.heading] if row.heading else []
            blocks += row.text.split("\n")
    return "\n\n".join(block.strip() for block in blocks if block.strip()) + "\n"


def read_back(text: str, name: str) -> Document:
    """Return the tree of a composed text, as anybody's reader would find it."""
    return library.read(text.encode(), name)


def charts_of_released(bulletin: Bulletin) -> tuple[Chart, ...]:
    """Return the charts of what was released, counted from its text; none of one that was thrown away."""
    if bulletin.document is not None:
        return charts_of(tree_of(bulletin.document))
    return charts_of(read_back(bulletin.text, f"{bulletin}.txt")) if bulletin.text else ()


def letter_of(tree: Document, *, sealed: bool = False) -> Frame:
    """Return what stands around the list of a composed text when it goes on paper; `sealed` keeps a place for the seal.

    The lines for the web are left out, except that 紧急程度 has its place on the first page. After the counts of the
    letter stand charts of the annex, which are counted from the text itself: they agree with it and are frozen with it.
    """
    frame = frame_of(tree)
    opening = tuple(line for line in frame.opening if not _METADATA.match(line))
    marks = [OnPaper(found["told"]) for found in map(_URGENT.match, frame.opening) if found is not None]
    frame = replace(frame, urgency=next(iter(marks), frame.urgency), sealed=sealed)
    return replace(frame, opening=opening, charts=charts_of(tree), charts_after=_after_counts(opening))


def _after_counts(opening: Sequence[str]) -> int | None:
    """Return behind which paragraph the charts stand: the first that counts by two verdicts or more."""
    counted = (sum(re.search(word + "的?[0-9]+项", line) is not None for word in _COUNTED) for line in opening)
    return next((at for at, count in enumerate(counted, 1) if count > 1), None)


def written_day(day: date) -> str:
    """Return a day as official documents write it: 2025年10月9日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _metadata(bulletin: Bulletin, day: date, number: tuple[str, int, int] | None, index_number: str) -> list[str]:
    lines = [f"索引号：{index_number}"] if index_number else []
    lines += [f"文号：{document_number(*number)}"] if number else []
    lines.append(f"发布机构：{bulletin.issuing_body}")
    lines.append(f"成文日期：{day.isoformat()}")
    lines.append(f"公开属性：{_PUBLICITY[Publicity(bulletin.publicity)]}")
    urgency = _URGENCY[bulletin.urgency]
    lines += [f"紧急程度：{urgency}"] if urgency else []
    return lines
