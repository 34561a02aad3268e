"""Checking the documents of the tracker, and keeping what is found.

All rules run; what rules find that the government has switched off is kept apart, so that switching one on again needs
no checking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from xushi.checking import Options, check_together
from xushi.document.model import Commitment, Document, Field, Programme
from xushi.problems import Problem
from xushi_web.agencies.models import Government
from xushi_web.agencies.queries import known_names
from xushi_web.checks.keeping import keep_problems
from xushi_web.documents.corrections import Corrections, items_of, masthead_of
from xushi_web.documents.models import SourceDocument
from xushi_web.documents.queries import corrections_of, documents_of, earlier_version, tree_of
from xushi_web.programmes.recording import Item


@dataclass(frozen=True)
class Paper:
    """A document on the desk: as it was read, and with its corrections."""

    tree: Document
    corrections: Corrections

    @cached_property
    def items(self) -> list[Item]:
        """The items with their corrections."""
        return items_of(self.tree, self.corrections)

    @cached_property
    def corrected(self) -> Document:
        """The tree with its corrections."""
        if not self.corrections:
            return self.tree
        programmes = tuple(_with_items(programme, self.items) for programme in self.tree.programmes)
        return replace(self.tree, masthead=masthead_of(self.tree, self.corrections), programmes=programmes)


def check_draft(document: SourceDocument, tree: Document | None = None) -> None:
    """Check a document that is not accepted, beside the accepted ones of its government and year.

    Units that the registry does not know are worth a look now: accepting the document brings them in.
    """
    paper = Paper(tree or tree_of(document), corrections_of(document))
    others: list[SourceDocument] = []
    if document.government and document.year:
        earlier = earlier_version(document, document.government, document.year)
        rows = documents_of(document.government, document.year).select_related("reading")
        others = [other for other in rows if other not in (document, earlier)]
    options = Options(known_agencies=known_names(document.government))
    found = problems_of([paper, *map(_paper, others)], options)[0]
    keep_problems(document, paper.tree, found)


def check_year(government: Government, year: int) -> None:
    """Check the accepted documents of one year beside each other."""
    documents = list(documents_of(government, year).select_related("reading", "government"))
    papers = [_paper(document) for document in documents]
    for document, paper, found in zip(documents, papers, problems_of(papers), strict=True):
        keep_problems(document, paper.tree, found)


def problems_of(papers: Sequence[Paper], options: Options | None = None) -> list[list[Problem]]:
    """Return for each document what checking finds in it, its corrections taken into account.

    Figures in words that were typed by hand have not been read. So a correction may make a problem of its item go
    away, but a new one of such an item is no finding: it would only say that a figure is missing.
    """
    options = options or Options()
    read = check_together([paper.tree for paper in papers], options=options)
    if not any(paper.corrections for paper in papers):
        return read
    corrected = check_together([paper.corrected for paper in papers], options=options)
    return [_of_what_was_read(*three) for three in zip(papers, read, corrected, strict=True)]


def _of_what_was_read(paper: Paper, read: list[Problem], corrected: list[Problem]) -> list[Problem]:
    by_hand = [item.commitment.span for item in paper.items if _is_reworded(item) and item.commitment.span]
    known = {(problem.code, problem.span) for problem in read}
    return [
        problem
        for problem in corrected
        if (problem.code, problem.span) in known
        or not any(problem.span and span.contains(problem.span) for span in by_hand)
    ]


def _is_reworded(item: Item) -> bool:
    return any(aspect.partition(".")[0] in {"text", "measure", "milestone", "report"} for aspect in item.by_hand)


def _paper(document: SourceDocument) -> Paper:
    return Paper(tree_of(document), corrections_of(document))


def _with_items(programme: Programme, items: Sequence[Item]) -> Programme:
    """Return a list with the items as corrected, under their headings; a heading made by hand comes last."""
    headings: dict[str | None, Field] = {field.title: field for field in programme.fields}
    below: dict[str | None, list[Commitment]] = {title: [] for title in headings}
    for item in items:
        if item.programme is programme:
            headings.setdefault(item.field.title, item.field)
            below.setdefault(item.field.title, []).append(item.commitment)
    fields = (replace(field, commitments=tuple(below[title])) for title, field in headings.items())
    return replace(programme, fields=tuple(fields))
