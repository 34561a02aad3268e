"""Running the rules over one document, or over several that belong together."""

from __future__ import annotations

from collections.abc import Sequence

from xushi.checking.case import Case
from xushi.checking.options import DEFAULT, Options
from xushi.checking.registry import all_rules
from xushi.document.model import Document
from xushi.problems import Problem


def check(document: Document, *, options: Options = DEFAULT) -> list[Problem]:
    """Return what is wrong with a document, in the order of its text; problems of reading are not repeated."""
    return _problems(Case(document, options))


def check_together(documents: Sequence[Document], *, options: Options = DEFAULT) -> list[list[Problem]]:
    """Return for each document what is wrong with it, seen beside the others.

    Reports are judged by the schedule of their year, and lists of one year by each other; a contradiction between two
    documents is reported in the later one.
    """
    return [
        _problems(Case(document, options, tuple(other for other in documents if other is not document)))
        for document in documents
    ]


def _problems(case: Case) -> list[Problem]:
    found = [problem for rule in all_rules() if rule.code not in case.options.off for problem in rule.problems(case)]
    return sorted(found, key=lambda problem: (problem.span is None, problem.span or (0, 0), problem.code))
