"""No page of problems asks the database more often because there are more problems."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from xushi_web.checks.running import check_draft
from xushi_web.documents.models import DocumentProblem, SourceDocument
from xushi_web.programmes.models import Programme

from ..conftest import Take
from ..invented import SCHOOL, breakdown

NAMES = ("document", "problem", "problems", "programme-problems")


def _address(name: str, document: SourceDocument) -> str:
    match name:
        case "document":
            return reverse("workbench:document", args=[document.pk])
        case "problem":
            problem = DocumentProblem.objects.filter(document=document, code="numbering-repeated").first()
            assert problem
            return reverse("workbench:problem", args=[problem.pk])
        case "programme-problems":
            assert document.year
            return reverse("workbench:programme-problems", args=[Programme.objects.get(year=document.year).pk])
    return reverse("workbench:problems")


@pytest.mark.parametrize("name", NAMES)
def test_many_problems_cost_as_many_queries_as_few(name: str, accepted: Take, office_client: Client) -> None:
    counts = []
    for year, size in ((2023, 3), (2024, 40)):
        promises = tuple(replace(SCHOOL, number="1", text=f"建设第{n}号工程{n}处") for n in range(1, size))
        document = accepted(breakdown(year=year, headings=(("各项", promises),), document_number=""))
        assert document.findings.standing().count() >= size - 2
        with CaptureQueriesContext(connection) as queries:
            assert office_client.get(_address(name, document)).status_code == 200
        counts.append(len(queries))
    few, many = counts
    assert many <= few


def test_keeping_many_problems_takes_as_many_statements_as_few(accepted: Take) -> None:
    counts = []
    for year, size in ((2023, 3), (2024, 40)):
        promises = tuple(replace(SCHOOL, number="1", text=f"建设第{n}号工程{n}处") for n in range(1, size))
        document = accepted(breakdown(year=year, headings=(("各项", promises),), document_number=""))
        with CaptureQueriesContext(connection) as queries:
            check_draft(document)
        counts.append(len(queries))
    few, many = counts
    assert many <= few
