"""A document's page shows its text exactly, and the characters a value came from."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from xushi.document.model import LeafKind
from xushi.spans import Span
from xushi_web.documents.models import SourceDocument
from xushi_web.portal.queries import document as parts
from xushi_web.portal.text import Stretch, stretches, without_markup
from xushi_web.programmes.models import Commitment

from ..conftest import Take
from ..invented import breakdown
from .conftest import page

SOURCE = re.compile(r'<div class="source".*?>(.*)</div>', re.DOTALL)


def shown(html: str) -> str:
    """Return the text inside the source box, as a browser would copy it (the numbers of problems left out)."""
    found = SOURCE.search(html)
    assert found
    inside = re.sub(r'<a class="flag".*?</a>', "", found[1], flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", inside.partition("</div>")[0]))


def test_the_whole_text_is_shown_character_for_character(reader: Client, told: SourceDocument) -> None:
    assert shown(page(reader, reverse("portal:document", args=[told.pk]))) == told.reading.text


def test_asked_for_characters_are_marked_and_can_be_gone_to(reader: Client, behind: Commitment) -> None:
    target = behind.targets.in_force().get(text="12所")
    html = page(reader, f"{reverse('portal:document', args=[target.document_id])}?at={target.start}-{target.end}")
    assert re.findall(r'<mark id="at"[^>]*>(.*?)</mark>', html) == ["12所"]


@pytest.mark.parametrize("at", ["", "x", "5", "9-3", "999999998-999999999", "1-2-3"])
def test_a_place_that_is_none_marks_nothing_and_breaks_nothing(reader: Client, told: SourceDocument, at: str) -> None:
    assert "<mark" not in page(reader, f"{reverse('portal:document', args=[told.pk])}?at={at}")


def test_the_number_of_an_item_leads_to_its_page(reader: Client, behind: Commitment) -> None:
    html = page(reader, reverse("portal:document", args=[behind.document_id]))
    assert f'<a class="k-number" href="{reverse("portal:commitment", args=[behind.pk])}">1</a>' in html


def test_problems_are_listed_and_flagged_where_they_stand(reader: Client, behind: Commitment) -> None:
    html = page(reader, reverse("portal:document", args=[behind.document_id]))
    assert '<a href="#p1">第1项没有写明开工时间。</a>' in html
    assert 'id="p1" href="#finding-1"' in html


def test_a_draft_is_not_public(reader: Client, drafted: Take) -> None:
    page(reader, reverse("portal:document", args=[drafted(breakdown()).pk]), status=404)


def test_a_long_document_is_shown_in_parts_and_opens_where_it_was_asked_for(
    reader: Client, told: SourceDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART", 60)
    address = reverse("portal:document", args=[told.pk])
    text = told.reading.text
    count = parts.document_page(told, None, 1).parts
    assert count > 1
    assert "".join(shown(page(reader, f"{address}?part={part}")) for part in range(1, count + 1)) == text
    end = len(text)
    assert f"{count} / {count}" in page(reader, f"{address}?at={end - 2}-{end - 1}")


def test_stretches_have_no_gaps_whatever_is_marked() -> None:
    text = "一二三四五六"
    pieces = stretches(text, Span(0, 6), [(0, 2, "number"), (2, 6, "text")], lit=Span(1, 4), problems=[(3, 1)])
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.lit] == ["二", "三", "四"]
    assert [piece.problems for piece in pieces if piece.text == "四五六"[:1]] == [(1,)]


def test_tags_of_a_web_page_become_lines_and_cells() -> None:
    tag, blank, text = LeafKind.MARKUP, LeafKind.BLANK, LeafKind.TEXT
    pieces = [
        Stretch(0, "<html>\n<p>", tag),
        Stretch(10, "第一句", text),
        Stretch(13, "</p>\n<p>", tag),
        Stretch(21, "\n\n\n", blank),
        Stretch(24, "第二", text),
        Stretch(26, "</td><td>", tag),
        Stretch(35, "格", text),
        Stretch(36, "<b>", tag),
        Stretch(39, "粗", text),
    ]
    assert "".join(piece.text for piece in without_markup(pieces)) == "第一句\n第二\t格粗"
