"""Papers that are a list again: breakdown, schedule and ballot result. What they say is read back as the same list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xushi.document.model import Document, Genre
from xushi.document.model import Programme as Part
from xushi.rendering import Frame, Layout, layout_of
from xushi.rendering.layout import Line, Style
from xushi_web.agencies.models import Government
from xushi_web.bulletins.gathering import list_name, without_kind, wording_of
from xushi_web.papers.gathering import Wanted, list_tree
from xushi_web.papers.paper import Paper, named
from xushi_web.papers.tags import Values, said
from xushi_web.papers.trees import values_of_tree
from xushi_web.programmes.models import Programme


def breakdown(programme: Programme) -> Paper:
    """Return the breakdown (任务分解方案): every item with who leads and who supports."""
    return _paper(programme, Genre.BREAKDOWN, "任务分解方案", Wanted(units=True))


def lists_of(government: Government, year: int) -> list[Programme]:
    """Return the lists of a year that a breakdown of the whole year can be made of, in their order."""
    rows = Programme.objects.of(government).filter(year=year).select_related("government", "document")
    return list(rows.order_by("order", "title"))


def year_breakdown(government: Government, year: int, chosen: Sequence[str] = ()) -> Paper:
    """Return the breakdown of a year's lists as one paper: a part for each, numbered by itself, behind an introduction.

    `chosen` are the keys of the lists in the order of the parts; none means all of them.
    """
    title = f"{year}年{government.name}工作任务分解方案"
    rows = {str(row.pk): row for row in lists_of(government, year)}
    programmes = [rows[key] for key in chosen if key in rows] or list(rows.values())
    if not programmes:
        return _nothing(title)
    parts = [list_tree(row, Genre.BREAKDOWN, title, Wanted(units=True)) for row in programmes]
    names = "、".join(list_name(row) for row in programmes)
    opening = wording_of(government).say("plan", {"年度": year, "清单": names, "份数": len(programmes)})
    tree = _joined(parts, [without_kind(row.title) for row in programmes])
    values = values_of_tree(tree)
    introduction = tuple(opening.splitlines())
    values = replace(values, series={**values.series, "引言": said("引言.段落", introduction)})
    return Paper(title, layout_of(tree, Frame(opening=introduction)), values)


def _nothing(title: str) -> Paper:
    """Return the paper of a year without lists."""
    words = "本年度还没有清单。"
    single = {"标题": title, "发布机构": "", "成文日期": "", "项数": "0"}
    values = Values(single, {"引言": said("引言.段落", [words]), "事项": []})
    return Paper(title, Layout(title, (Line(title, Style.TITLE), Line(words))), values)


def _joined(parts: Sequence[Document], titles: Sequence[str]) -> Document:
    """Return several lists as one document, dated as the last of them; it names who issued them where they agree."""
    heads = [part.masthead for part in parts]
    bodies = {head.issuing_body for head in heads}
    days = [head.issued_on for head in heads if head.issued_on is not None]
    return replace(
        parts[0],
        masthead=replace(
            heads[0],
            issuing_body=bodies.pop() if len(bodies) == 1 else None,
            issued_on=max(days, default=None),
        ),
        programmes=tuple(Part(title, part.programmes[0].fields) for title, part in zip(titles, parts, strict=True)),
    )


def schedule(programme: Programme) -> Paper:
    """Return the schedule (序时进度安排表): every item with its units and what is planned for each period."""
    return _paper(programme, Genre.SCHEDULE, "序时进度安排表", Wanted(units=True, schedule=True))


def ballot_result(programme: Programme) -> Paper:
    """Return the result of the deputies' vote (票决结果), as far as the votes were imported."""
    return _paper(programme, Genre.BALLOT_RESULT, "项目票决结果", Wanted(votes=True))


def _paper(programme: Programme, genre: Genre, kind: str, wanted: Wanted) -> Paper:
    title = named(programme, kind)
    tree = list_tree(programme, genre, title, wanted)
    return Paper(title, tree, values_of_tree(tree))
