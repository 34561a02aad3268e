"""Each kind of paper that can have a template: its tags, what it begins with, and what it is tried out on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xushi.rendering.layout import Block
from xushi_web.agencies.models import Government
from xushi_web.bulletins.composing import letter_of, read_back
from xushi_web.bulletins.models import Bulletin, BulletinState
from xushi_web.bulletins.standing import standing_of
from xushi_web.papers.kinds import KINDS, Options
from xushi_web.papers.queries import latest_thing, latest_year
from xushi_web.papers.tags import Tag, Values
from xushi_web.stationery import bulletin, forms
from xushi_web.stationery.models import Kind


@dataclass(frozen=True, slots=True)
class Fillable:
    """A kind of paper.

    `form` are the blocks of the template to begin with, under the name of the issuing office; `latest` are the values
    of the last paper of a government and what that is called, None where there is none yet.
    """

    kind: Kind
    offered: Mapping[str, Tag]
    form: Callable[[str], tuple[Block, ...]]
    latest: Callable[[Government], tuple[str, Values] | None]


def text_of(row: Bulletin) -> str:
    """Return the text of a bulletin: as released, or as the draft would go out today."""
    return row.text or standing_of(row).text


def _latest_bulletin(government: Government) -> tuple[str, Values] | None:
    rows = Bulletin.objects.of(government).exclude(state=BulletinState.WITHDRAWN)
    row = rows.select_related("government", "programme__government", "reporting_period").first()
    if row is None:
        return None
    tree = read_back(text_of(row), f"{row.pk}.txt")
    return str(row), bulletin.values_of(tree, letter_of(tree))


def _latest_of(name: str) -> Callable[[Government], tuple[str, Values] | None]:
    def latest(government: Government) -> tuple[str, Values] | None:
        thing = latest_thing(name, government)
        if thing is None:
            return None
        paper = KINDS[name].paper(thing, Options(latest_year(thing)))
        return paper.title, paper.values

    return latest


def _offered(tags: tuple[Tag, ...]) -> Mapping[str, Tag]:
    return {tag.name: tag for tag in tags}


#: All kinds by their names.
FILLABLE = {
    Kind.BULLETIN: Fillable(Kind.BULLETIN, _offered(bulletin.TAGS), forms.FORMS[Kind.BULLETIN], _latest_bulletin),
    **{
        Kind(name): Fillable(Kind(name), _offered(kind.tags), forms.FORMS[Kind(name)], _latest_of(name))
        for name, kind in KINDS.items()
    },
}
