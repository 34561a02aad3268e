"""A document with known mistakes: an invented breakdown whose second item has the number of the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from xushi.document.model import Document
from xushi_web.documents.models import DocumentProblem, SourceDocument

from ..conftest import Take
from ..invented import BUS, CARE, SCHOOL, breakdown

REPEATED = "numbering-repeated"
SENTENCE = "序号1用了两次。"

Find = Callable[[SourceDocument], DocumentProblem]


def faulty(*, newer: bool = False, mended: bool = False) -> Document:
    """Return the breakdown; a newer version has one more item, a mended one the right number."""
    care = CARE if mended else replace(CARE, number="1")
    more = (replace(BUS, number="3" if mended else "2"),) if newer else ()
    return breakdown(headings=(("民生", (SCHOOL, care, *more)),))


@pytest.fixture
def document(accepted: Take) -> SourceDocument:
    return accepted(faulty())


@pytest.fixture
def repeated() -> Find:
    """Return the problem of the number given twice that stands in a document."""

    def find(document: SourceDocument) -> DocumentProblem:
        return (
            DocumentProblem.objects.standing()
            .select_related("document__government")
            .get(document=document, code=REPEATED)
        )

    return find


@pytest.fixture
def problem(document: SourceDocument, repeated: Find) -> DocumentProblem:
    return repeated(document)
