"""Lists and fields: items grouped under the headings they stand under, in the order of the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xushi.document.model import Field, LeafKind, Programme
from xushi.parsing import _responsibility as responsibility
from xushi.parsing._numbering import STATED, marker_at, ordinal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xushi.document.model import Commitment
    from xushi.parsing._drafts import Draft
    from xushi.parsing._outline import Heading, Outline
    from xushi.parsing._page import Page
    from xushi.spans import Span


@dataclass(slots=True)
class _Fields:
    """A field being filled; `key` tells its heading from the next one of the same title."""

    key: object
    title: str | None
    stated: int | None
    span: Span | None
    commitments: list[Commitment] = field(default_factory=list)

    def done(self) -> Field:
        return Field(self.title, self.stated, tuple(self.commitments), self.span)


def programmes_of(page: Page, built: Sequence[tuple[Draft, Commitment]], outline: Outline) -> tuple[Programme, ...]:
    """Group the items under their fields and lists."""
    for heading in outline.headings:
        strip = page.strip(heading.line.range)
        clause = responsibility.LABEL.search(strip.text, heading.title[1])
        strip.mark(LeafKind.HEADING, 0, clause.start() - 1 if clause is not None else len(strip))
    lists: list[tuple[Heading | None, list[_Fields]]] = []
    for draft, commitment in built:
        if not lists or lists[-1][0] is not draft.above:
            lists.append((draft.above, []))
        fields = lists[-1][1]
        if not fields or fields[-1].key != _key_of(draft):
            fields.append(_field_of(page, draft))
        fields[-1].commitments.append(commitment)
    return tuple(
        Programme(
            _heading_text(page, above)[0] if above is not None else None,
            tuple(told.done() for told in fields),
            page.span(*above.line.range) if above is not None else None,
        )
        for above, fields in lists
    )


def _key_of(draft: Draft) -> object:
    """Return what tells the field of an item from the next one."""
    if draft.heading is not None:
        return id(draft.heading)
    return draft.heading_place if draft.heading_place is not None else draft.field_title


def _field_of(page: Page, draft: Draft) -> _Fields:
    if draft.heading is not None:
        return _Fields(_key_of(draft), *_heading_text(page, draft.heading), page.span(*draft.heading.line.range))
    if draft.heading_place is not None:
        place = draft.heading_place
        return _Fields(_key_of(draft), *_heading_row(page, place), page.span(*place))
    return _Fields(_key_of(draft), draft.field_title, None, None)


def _heading_text(page: Page, heading: Heading) -> tuple[str, int | None]:
    return page.strip(heading.line.range).value(*heading.title), heading.stated


def _heading_row(page: Page, place: tuple[int, int]) -> tuple[str, int | None]:
    strip = page.strip(place)
    marker = marker_at(strip.text)
    start = marker.end if marker is not None else 0
    stated = STATED.search(strip.text, start)
    end = stated.start() if stated is not None and stated.start() > start else len(strip)
    page.mark(LeafKind.HEADING, *place)
    return strip.value(start, end).rstrip("。：:"), ordinal(stated["count"]) if stated is not None else None
