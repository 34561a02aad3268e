"""The charts of a bulletin agree with its headline and its annex wherever it is shown, and are frozen with its text."""

from __future__ import annotations

import io
import re

import docx
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

import xushi
from xushi.rendering import rendered
from xushi.rendering.charts import WORDS
from xushi_web.bulletins.composing import letter_of, read_back
from xushi_web.bulletins.models import Bulletin, Paragraph, Part
from xushi_web.bulletins.standing import standing_of
from xushi_web.reporting.models import ReportingPeriod

from .conftest import TODAY, texts_of


def stated(text: str) -> dict[str, int]:
    """Return the counts that a headline states."""
    pattern = "(?P<word>已完成|超序时|(?<!未)达序时|未达序时)(?P<count>[0-9]+)项"
    return {found["word"]: int(found["count"]) for found in re.finditer(pattern, text)}


def test_each_chart_sums_to_the_counts_of_the_headline(bulletin: Bulletin) -> None:
    charts = letter_of(standing_of(bulletin, today=TODAY).tree).charts
    (headline,) = texts_of(bulletin, Part.COUNTS)
    assert [chart.about for chart in charts] == ["领域", "单位"]
    for chart in charts:
        assert {word: int(total or 0) for _kind, word, total in chart.legend} == stated(headline)
        assert stated(headline).keys() <= set(WORDS.values())


def test_the_charts_stand_behind_the_counts(bulletin: Bulletin) -> None:
    frame = letter_of(standing_of(bulletin, today=TODAY).tree)
    (headline,) = texts_of(bulletin, Part.COUNTS)
    assert frame.opening[(frame.charts_after or 0) - 1] == headline


def test_without_counts_they_stand_behind_the_letter(bulletin: Bulletin) -> None:
    Paragraph.objects.filter(bulletin=bulletin, part__in=(Part.COUNTS, Part.FIELD)).update(text="进展平稳。")
    frame = letter_of(standing_of(bulletin, today=TODAY).tree)
    assert (frame.charts_after, len(frame.charts)) == (None, 2)


def test_a_released_bulletin_keeps_its_charts_when_the_data_change(released: Bulletin, period: ReportingPeriod) -> None:
    before = letter_of(read_back(released.text, "released.txt")).charts
    period.reports.update(verdict="behind")
    released.refresh_from_db()
    assert letter_of(read_back(released.text, "released.txt")).charts == before
    assert "达序时" in before[0].in_words


def test_a_paper_with_its_charts_is_read_as_the_released_text(released: Bulletin) -> None:
    tree = read_back(released.text, "released.txt")
    for to in ("docx", "pdf", "html"):
        again = xushi.parse_bytes(rendered(tree, to, letter_of(tree)), f"again.{to}", targets=False)
        assert [item.report for item in again.commitments] == [
            xushi.document.model.Report(item.report.verdict, item.report.verdict_text, item.report.narrative)
            for item in tree.commitments
            if item.report
        ]
        assert [entry.text for entry in again.behind] == [entry.text for entry in tree.behind]


def test_office_and_public_see_the_same_rows(client: Client, office_client: Client, released: Bulletin) -> None:
    rows = []
    for reader, address in (
        (office_client, reverse("workbench:bulletin", args=[released.pk])),
        (client, reverse("portal:document", args=[released.document_id])),
    ):
        page = reader.get(address).content.decode()
        assert page.count('<figure class="shares">') == 2
        rows.append(re.findall(r"<figure.*?</figure>", page, re.DOTALL))
    assert rows[0] == rows[1]


def test_the_office_takes_them_away_in_word(office_client: Client, bulletin: Bulletin) -> None:
    data = office_client.get(reverse("workbench:bulletin-file", args=[bulletin.pk, "docx"])).content
    told = [one.get("descr") or "" for one in docx.Document(io.BytesIO(data)).element.body.iter(qn("wp:docPr"))]
    assert [words.partition("（")[0] for words in told] == ["各领域推进情况", "各牵头单位推进情况"]
