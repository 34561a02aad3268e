"""The invented city's bulletin with figures in its reports, so that there is something to reckon with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from xushi.document.model import Commitment, Document, Report
from xushi.spans import Span
from xushi.targets.model import Comparator, Kind, Target
from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Programme

from ..conftest import Take
from ..invented import breakdown, bulletin, schedule

#: Reported figures by item: as written, value, unit, what is counted.
REPORTED = {"2": ("33个", "33", "个", "助餐点"), "3": ("88公里", "88", "公里", "农村公路")}
#: Planned figures by item and quarter.
PLANNED = {("2", 0): "8", ("2", 1): "20", ("2", 2): "32", ("2", 3): "40"}


@pytest.fixture
def told(accepted: Take) -> SourceDocument:
    """Take in a breakdown, a schedule and a bulletin, and return the bulletin: item 1 reports no figure."""
    accepted(breakdown())
    accepted(_planned(schedule()))
    return accepted(reported(bulletin()))


@pytest.fixture
def programme(told: SourceDocument) -> Programme:
    return Programme.objects.get(government=told.government)


@pytest.fixture
def reader() -> Client:
    return Client()


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return str(response.content.decode())


def reported(tree: Document, figures: dict[str, tuple[str, str, str, str]] | None = None) -> Document:
    """Return a bulletin whose reports have these figures as facts."""
    known = REPORTED if figures is None else figures

    def with_fact(report: Report | None, number: str) -> Report | None:
        if report is None or number not in known:
            return report
        return replace(report, facts=(_target(tree, report.span, known[number]),))

    return _changed(tree, lambda node: replace(node, report=with_fact(node.report, node.number or "")))


def bulletin_that_differs() -> Document:
    """Return a bulletin whose figures support one verdict and contradict another."""
    return reported(bulletin(), {**REPORTED, "2": ("33个", "3", "个", "助餐点")})


def _planned(tree: Document) -> Document:
    def with_figures(node: Commitment) -> Commitment:
        milestones = tuple(
            replace(
                milestone,
                targets=(_target(tree, milestone.span, (f"{value}个", value, "个", "助餐点")),)
                if (value := PLANNED.get((node.number or "", place)))
                else (),
            )
            for place, milestone in enumerate(node.milestones)
        )
        return replace(node, milestones=milestones)

    return _changed(tree, with_figures)


def _target(tree: Document, near: Span | None, figure: tuple[str, str, str, str]) -> Target:
    written, value, unit, of = figure
    start = tree.source.text.index(written, near.start if near else 0)
    return Target(written, Span(start, start + len(written)), Decimal(value), unit, Kind.COUNT, Comparator.EQUAL, of=of)


def _changed(tree: Document, change: Callable[[Commitment], Commitment]) -> Document:
    programme = tree.programmes[0]
    fields = tuple(
        replace(field, commitments=tuple(change(node) for node in field.commitments)) for field in programme.fields
    )
    return replace(tree, programmes=(replace(programme, fields=fields),))
