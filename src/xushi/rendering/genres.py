"""From the tree to the blocks: one function a genre, for what an office issues differs by what it is.

A breakdown, a bulletin and a work plan are texts; a schedule and the results of votes are tables. In a workbook
everything is a table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from xushi.document.model import Commitment, Document, Genre, Programme
from xushi.rendering import wording
from xushi.rendering.columns import tabular
from xushi.rendering.frame import Frame, frame_of
from xushi.rendering.layout import (
    Annex,
    Block,
    Figure,
    Flag,
    Imprint,
    Layout,
    Line,
    Signature,
    Style,
)

#: Offices whose name on the head of a paper stands without the word 文件 would be letters; a notice has it.
_PAPER = "文件"


def layout_of(document: Document, frame: Frame | None = None, *, in_tables: bool = False) -> Layout:
    """Return the blocks of a document; `frame` is what stands around its list, by default what the document had.

    `in_tables` asks for tables where the genre would be a text.
    """
    frame = frame_of(document) if frame is None else frame
    make = _table if in_tables else GENRES[document.genre]
    listed = list(make(document, frame))
    blocks = chain(_head(document, frame), _letter(document, frame, listed), _imprint(document, frame))
    return Layout(document.masthead.title or "", tuple(blocks), document.masthead.issued_on, _metadata(document))


def _metadata(document: Document) -> tuple[tuple[str, str], ...]:
    masthead = document.masthead
    pairs = (
        ("索引号", masthead.index_number),
        ("发布机构", masthead.issuing_body),
        ("成文日期", masthead.issued_on.isoformat() if masthead.issued_on is not None else None),
        ("文号", masthead.document_number),
        ("标题", masthead.title),
    )
    if masthead.index_number is None and masthead.document_number is None:
        return ()
    return tuple((name, value) for name, value in pairs if value)


def _head(document: Document, frame: Frame) -> Iterator[Block]:
    """Yield number, title and, where nobody signs, the line of date and origin."""
    masthead = document.masthead
    if masthead.document_number is not None:
        if masthead.issuing_body is not None:
            yield _flag(masthead.issuing_body, masthead.document_number, frame)
        else:
            yield Line(masthead.document_number, Style.SOURCE)
    if masthead.title is not None:
        yield Line(masthead.title, Style.TITLE)
    if masthead.document_number is None:
        told = [masthead.issued_on.isoformat()] if masthead.issued_on is not None else []
        told += [f"来源：{masthead.issuing_body}"] if masthead.issuing_body is not None else []
        if told:
            yield Line(" ".join(told), Style.SOURCE)


def _flag(body: str, number: str, frame: Frame) -> Flag:
    """Return the red head, a joint one where the body is several offices: 市政府办公室、市民政局."""
    mark = frame.urgency or ""
    offices = tuple(body.split("、"))
    return Flag(_PAPER, number, mark, offices) if len(offices) > 1 else Flag(body + _PAPER, number, mark)


def _letter(document: Document, frame: Frame, listed: Sequence[Block]) -> Iterator[Block]:
    """Yield the letter with its signature and the list behind it, as an annex where there is a letter."""
    if frame.addressees is not None:
        yield Line(frame.addressees, Style.ADDRESSEES)
    after = len(frame.opening) if frame.charts_after is None else frame.charts_after
    yield from (Line(text) for text in frame.opening[:after])
    yield from (Figure(chart) for chart in frame.charts)
    yield from (Line(text) for text in frame.opening[after:])
    titled = any(isinstance(block, Annex) for block in listed)  # every list is an annex by itself
    annexed = (frame.annex is not None or titled) and bool(frame.opening)
    if document.behind:
        yield from _behind(document, frame)
        yield from (Line(text) for text in frame.between)
    if frame.attached is not None:
        yield Line(f"附件：{frame.attached}", Style.ATTACHED)
    if annexed:
        yield from _signature(document, frame)
    if titled:
        pass
    elif annexed:
        yield Annex("附件" if frame.attached is not None else "", frame.annex or "")
    elif frame.annex is not None:
        yield Line(frame.annex, Style.TITLE)
    yield from listed
    yield from (Line(text) for text in frame.closing)
    if not annexed:
        yield from _signature(document, frame)


def _signature(document: Document, frame: Frame) -> Iterator[Block]:
    masthead = document.masthead
    if masthead.document_number is not None and masthead.issuing_body is not None:
        yield Signature(masthead.issuing_body, masthead.issued_on, frame.sealed)
    if frame.note is not None:
        yield Line(frame.note, Style.NOTE)


def _imprint(document: Document, frame: Frame) -> Iterator[Block]:
    if frame.printed is not None:
        office = frame.printed_by or document.masthead.issuing_body or ""
        yield Imprint(frame.copies, office, frame.printed)


def _behind(document: Document, frame: Frame) -> Iterator[Block]:
    """Yield the headline list of a bulletin, such as 3.体育馆建设（第22项）：钢结构未到场."""
    yield Line(frame.introduction or f"{len(document.behind)}项未达序时进度的目标任务分别为：")
    for entry in document.behind:
        item = f"（第{entry.item}项）" if entry.item is not None else ""
        yield Line(f"{entry.number}.{entry.title}{item}：{entry.text}", Style.ITEM)


def _headed(document: Document) -> Iterator[tuple[Line | None, Line | None, Sequence[Commitment]]]:
    """Yield the items with the headings that stand before them, list and field."""
    several = any(programme.title is not None for programme in document.programmes)
    fields = 0
    for order, programme in enumerate(document.programmes, 1):
        title = programme.title
        above = Line(f"{wording.chinese(order)}、{title}", Style.LIST) if title is not None else None
        fields = 0 if several else fields
        for field in programme.fields:
            fields += field.title is not None
            count = wording.chinese(fields)
            head = None
            if field.title is not None:
                text = f"（{count}）" if several else f"{count}、"
                head = Line(text + wording.heading(field), Style.FIELD if several else Style.LIST)
            yield above, head, field.commitments
            above = None


def _text(document: Document, _frame: Frame) -> Iterator[Block]:
    """Yield the items as numbered paragraphs, each with its units in brackets and its report below."""
    if _wants_table(document):
        yield from _table(document, _frame)
        return
    for above, head, items in _headed(document):
        yield from (line for line in (above, head) if line is not None)
        for item in items:
            deadline = item.milestones[0].text if item.milestones else None
            told = wording.numbered(item.number, item.text) + wording.clause(item, deadline)
            yield Line(told, Style.ITEM)
            if item.report is not None:
                yield Line(wording.progress(item.report))


def _wants_table(document: Document) -> bool:
    """Tell whether the items carry what a text cannot say in its brackets: several periods, counts of votes."""
    return any(
        len(item.milestones) > 1 or item.ballot is not None or item.satisfaction is not None
        for item in document.commitments
    )


def _table(document: Document, _frame: Frame) -> Iterator[Block]:
    """Yield a table for each list, the fields as rows over all columns."""
    for order, (programme, lines) in enumerate(_lists(document), 1):
        rows: list[Commitment | str] = []
        if programme.title is not None:
            yield Annex(f"附件{order}", programme.title)
        for _, head, items in lines:
            rows += [head.text] if head is not None else []
            rows += items
        yield tabular(document, programme.commitments, rows)


def _lists(
    document: Document,
) -> Iterator[tuple[Programme, list[tuple[Line | None, Line | None, Sequence[Commitment]]]]]:
    headed = iter(_headed(document))
    for programme in document.programmes:
        yield programme, [next(headed) for _ in programme.fields]


GENRES: dict[Genre, Callable[[Document, Frame], Iterator[Block]]] = {
    Genre.BREAKDOWN: _text,
    Genre.SCHEDULE: _table,
    Genre.BULLETIN: _text,
    Genre.BALLOT_RESULT: _text,
    Genre.SATISFACTION: _table,
    Genre.WORK_PLAN: _text,
    Genre.UNKNOWN: _text,
}
