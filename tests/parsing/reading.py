"""What the tests of parsing share: reading a text, and the two laws that every document keeps."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from xushi.document.model import Commitment, Document
from xushi.parsing import parse
from xushi.reading import read_bytes
from xushi.spans import Span
from xushi.targets import find_targets
from xushi.targets.model import Target


def read(text: str, name: str = "文件.txt", *, targets: bool = False) -> Document:
    """Return the document of a text, without its targets unless they are asked for."""
    return parse(read_bytes(text.encode(), name), find_targets if targets else None)


def only(document: Document) -> Commitment:
    """Return the one item of a document."""
    (item,) = document.commitments
    return item


class Placed(NamedTuple):
    """A value of a tree with the place it claims."""

    what: str
    value: str
    span: Span | None
    exact: bool = True  #: the very characters; otherwise parts may have been dropped between the first and the last


def values_of(document: Document) -> Iterator[Placed]:
    """Yield every value of the tree that stands in the source."""
    for name, span in document.masthead.spans.items():
        value = getattr(document.masthead, name, None)
        if isinstance(value, str):
            yield Placed(name, value, span)
    for headline in document.behind:
        yield Placed(f"headline {headline.number}", headline.title + headline.text, headline.span, exact=False)
    for unrecognised in document.unrecognised:
        yield Placed("unrecognised", unrecognised.text, unrecognised.span)
    for programme in document.programmes:
        for field in programme.fields:
            if field.title is not None and field.span is not None:
                yield Placed("field", field.title, field.span, exact=False)
    for place, item in enumerate(document.commitments, 1):
        yield from (Placed(f"item {place} {each.what}", *each[1:]) for each in _values_of_item(item))


def _values_of_item(item: Commitment) -> Iterator[Placed]:
    if item.text_span is not None:
        yield Placed("text", item.text, item.text_span, exact=False)
    for assignment in item.assignments:
        yield Placed("unit", assignment.written, assignment.span, exact=False)
    for measure in item.measures:
        yield Placed("measure", measure.text, measure.span, exact=False)
    for milestone in item.milestones:
        yield Placed(milestone.period, milestone.text, milestone.span, exact=False)
        for step in milestone.steps:
            yield Placed(f"{milestone.period} step", step.text, step.span, exact=False)
    for target in targets_of(item):
        yield Placed("target", target.text, target.span)
    if item.report is not None:
        if item.report.verdict_text is not None:
            yield Placed("verdict", item.report.verdict_text, item.report.verdict_span)
        if item.report.narrative is not None:
            yield Placed("narrative", item.report.narrative, item.report.narrative_span, exact=False)


def targets_of(item: Commitment) -> Iterator[Target]:
    """Yield the targets and facts of an item, its milestones and its report."""
    yield from item.targets
    for milestone in item.milestones:
        yield from milestone.targets
    if item.report is not None:
        yield from item.report.facts


def broken_laws(document: Document) -> list[str]:
    """Return a line for every value that does not stand where it says, and for every character that was lost."""
    source = document.source.text
    wrong = [
        f"{placed.what}: {placed.value[:40]!r} is not {placed.span}: {placed.span and placed.span.of(source)[:60]!r}"
        for placed in values_of(document)
        if not _stands(placed, source)
    ]
    if document.verbatim() != source:
        wrong.append("the leaves together are not the source")
    position = 0
    for leaf in document.leaves:
        if leaf.span.start != position or leaf.span.end <= position:
            wrong.append(f"leaf {leaf} does not go on at {position}")
            break
        position = leaf.span.end
    return wrong


def bare(text: str) -> str:
    """Return `text` without any blanks."""
    return re.sub(r"\s+", "", text)


#: What a reader may drop inside a value: markup, the strokes of a table, a line of the page.
_DROPPED = re.compile(r"[<&|\[\n\f]")


def _stands(placed: Placed, source: str) -> bool:
    if placed.span is None or not 0 <= placed.span.start <= placed.span.end <= len(source):
        return False
    wanted, stretch = bare(placed.value), placed.span.of(source)
    if wanted == bare(stretch):
        return True
    if placed.exact and not _DROPPED.search(stretch):
        return False
    rest = iter(bare(html.unescape(stretch) + stretch))
    return all(character in rest for character in wanted)
