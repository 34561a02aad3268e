"""A list that was imported, written out from the rows, and read again says what it said."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.models import F

import xushi
from xushi.document.model import Document
from xushi.rendering import FORMATS
from xushi_web.accounts.actors import System
from xushi_web.documents.actions import accept_document, receive_file
from xushi_web.documents.models import SourceDocument
from xushi_web.documents.queries import tree_of
from xushi_web.papers.lists import ballot_result, breakdown, schedule
from xushi_web.papers.paper import Paper
from xushi_web.programmes.models import Programme

from .reading import said

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
PAPERS = {
    "2025-02-breakdown.txt": breakdown,
    "2025-03-schedule.pdf": schedule,
    "2025-01-ballot.docx": ballot_result,
}


@pytest.fixture(params=PAPERS)
def document(request: pytest.FixtureRequest, system: System, db: None) -> SourceDocument:  # noqa: ARG001 - opens the database
    path = SAMPLES / request.param
    draft = receive_file(actor=system, name=path.name, data=path.read_bytes(), and_check=False).document
    return accept_document(actor=system, document=draft, and_settle=False)


def papers_of(document: SourceDocument) -> list[Paper]:
    rows = Programme.objects.filter(document=F("document")).order_by("order")
    return [PAPERS[document.file_name](row) for row in rows]


def test_a_list_rebuilt_from_the_rows_is_read_as_what_was_imported(document: SourceDocument) -> None:
    imported = [said(programme) for programme in tree_of(document).programmes]
    papers = papers_of(document)
    assert len(papers) == len(imported) > 0
    for paper, original in zip(papers, imported, strict=True):
        assert isinstance(paper.told, Document)
        assert said(paper.told) == original
        for to in FORMATS:
            again = xushi.parse_bytes(paper.file(to), f"again.{to}", targets=False)
            assert again.masthead.title == paper.title, to
            assert again.genre == paper.told.genre, to
            assert said(again) == original, to
