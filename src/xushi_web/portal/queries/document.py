"""A document's text, in parts that a browser can show, with what was read in it lightly marked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from xushi.document.model import LeafKind
from xushi.spans import Span
from xushi_web.documents.models import SourceDocument, Telling
from xushi_web.portal.text import Stretch, stretches, without_markup

#: Characters on one page; longer documents are cut at a line's end.
PART = 60_000

Leaf = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that reading found, in the reader's language, and the part of the document it stands in."""

    number: int
    severity: str
    message: str
    hint: str
    start: int | None
    part: int


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One part of a document as its page shows it; `part` and `parts` count from 1."""

    stretches: Sequence[Stretch]
    findings: Sequence[Finding]
    part: int
    parts: int
    markup: int  #: characters of tags, which only the curious want to see
    shows_markup: bool

    @property
    def first_lit(self) -> int | None:
        """Where the lit characters begin."""
        return next((stretch.start for stretch in self.stretches if stretch.lit), None)


def document_page(document: SourceDocument, lit: Span | None, part: int, *, markup: bool = False) -> DocumentPage:
    """Return a part of the text: number `part`, or with 0 the one where `lit` begins (two queries).

    Tags of a web page are left out unless `markup` asks for them.
    """
    text = document.reading.text
    cuts = _cuts(text)
    last = len(cuts) - 1
    if not part:
        part = bisect_right(cuts, lit.start) if lit and lit.start < len(text) else 1
    part = min(part, last)
    shown = Span(cuts[part - 1], cuts[part])
    language = get_language() or "zh"
    findings = [
        Finding(
            number,
            problem.severity,
            problem.message_in(language),
            problem.hint_in(language),
            problem.start,
            0 if problem.start is None else min(bisect_right(cuts, problem.start), last),
        )
        for number, problem in enumerate(document.problems.all(), 1)
    ]
    leaves = _leaves(document, shown)
    tellings = Telling.objects.filter(document=document, start__gte=shown.start, start__lt=shown.end)
    links = _links(leaves, list(tellings.order_by().values_list("start", "commitment_id")))
    flags = [(finding.start, finding.number) for finding in findings if finding.start is not None]
    pieces = stretches(text, shown, leaves, lit=lit, links=links, problems=flags)
    is_web_page = document.format == "html"
    tags = sum(len(piece.text) for piece in pieces if piece.kind == LeafKind.MARKUP) if is_web_page else 0
    shown_pieces = without_markup(pieces) if tags and not markup else pieces
    return DocumentPage(shown_pieces, findings, part, last, tags, markup)


def _cuts(text: str) -> list[int]:
    """Return the borders of the parts of a text, the first 0, the last its length."""
    cuts = [0]
    while len(text) - cuts[-1] > PART:
        end = text.rfind("\n", cuts[-1] + PART // 2, cuts[-1] + PART)
        cuts.append(end + 1 if end > 0 else cuts[-1] + PART)
    return [*cuts, len(text)]


def _leaves(document: SourceDocument, shown: Span) -> list[Leaf]:
    """Return the leaves of the tree inside `shown`; the rest of the tree is not needed, so it is not decoded."""
    rows = document.reading.tree.get("leaves", ())
    first = bisect_right(rows, shown.start, key=lambda row: row["span"][1])
    last = bisect_left(rows, shown.end, key=lambda row: row["span"][0])
    return [(*row["span"], row["kind"]) for row in rows[first:last]]


def _links(leaves: Sequence[Leaf], items: Sequence[tuple[int | None, UUID]]) -> dict[int, str]:
    """Return where the number of each item leads, or its first words where it has no number."""
    starts = [start for start, _, _ in leaves]
    result = {}
    for start, commitment in items:
        index = bisect_left(starts, start or 0)
        near = leaves[index : index + 4]
        leaf = next((row for row in near if row[2] == "number"), None) or next(iter(near), None)
        if leaf:
            result[leaf[0]] = reverse("portal:commitment", args=[commitment])
    return result
