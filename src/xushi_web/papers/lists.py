"""Papers that are a list again: breakdown, schedule and ballot result. What they say is read back as the same list."""

from __future__ import annotations

from xushi.document.model import Genre
from xushi_web.papers.gathering import Wanted, list_tree
from xushi_web.papers.paper import Paper, named
from xushi_web.papers.trees import values_of_tree
from xushi_web.programmes.models import Programme


def breakdown(programme: Programme) -> Paper:
    """Return the breakdown (任务分解方案): every item with who leads and who supports."""
    return _paper(programme, Genre.BREAKDOWN, "任务分解方案", Wanted(units=True))


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
