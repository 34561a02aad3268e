"""Describing and discarding drafts."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser, User

from xushi_web.accounts.actors import NotAllowed, System
from xushi_web.audit.models import AuditEntry
from xushi_web.documents.actions import describe_draft, discard_draft
from xushi_web.documents.errors import Refused
from xushi_web.documents.models import SourceDocument, StoredFile

from ..conftest import Take
from ..invented import CITY, breakdown


def test_government_and_year_are_taken_over(drafted: Take, administrator: User) -> None:
    document = drafted(breakdown())
    describe_draft(actor=administrator, document=document, government_name=" 石 桥 市 ", year="2025")
    document.refresh_from_db()
    assert (document.government_name, document.year) == ("石桥市", 2025)


@pytest.mark.parametrize("year", ["24", "二〇二四", "9999"])
def test_a_year_that_is_none_is_refused(drafted: Take, system: System, year: str) -> None:
    with pytest.raises(Refused) as caught:
        describe_draft(actor=system, document=drafted(breakdown()), government_name=CITY, year=year)
    assert str(caught.value) == f"年度“{year}”不对，应为四位年份，例如 2024。"


def test_an_accepted_document_is_not_moved(accepted: Take, system: System) -> None:
    with pytest.raises(Refused, match=r"^这份文件已经采用，不能再改所属政府和年度。$"):
        describe_draft(actor=system, document=accepted(breakdown()), government_name=CITY, year=2025)


def test_an_office_cannot_take_a_draft_of_another(drafted: Take, office: User, other_office: User) -> None:
    document = drafted(breakdown())
    with pytest.raises(NotAllowed):
        describe_draft(actor=other_office, document=document, government_name="石桥市", year=2024)
    describe_draft(actor=office, document=document, government_name=CITY, year=2025)


def test_a_discarded_draft_is_gone_with_its_file_and_the_trail_tells_of_it(drafted: Take, office: User) -> None:
    discard_draft(actor=office, document=drafted(breakdown()))
    assert not SourceDocument.objects.exists()
    assert not StoredFile.objects.exists()
    assert AuditEntry.objects.get(tag="document:discarded").details["file"] == "breakdown.txt"


def test_an_accepted_document_is_not_discarded(accepted: Take, system: System) -> None:
    with pytest.raises(Refused, match=r"^这份文件已经采用，不能丢弃；更正后的新版可以取代它。$"):
        discard_draft(actor=system, document=accepted(breakdown()))


def test_a_visitor_discards_nothing(drafted: Take, visitor: AnonymousUser) -> None:
    with pytest.raises(NotAllowed):
        discard_draft(actor=visitor, document=drafted(breakdown()))
    assert SourceDocument.objects.exists()
