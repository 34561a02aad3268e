"""Search for readers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from xushi_web.agencies.models import Government


def found(reader: Client, **parameters: str | int) -> str:
    response = reader.get(reverse("portal:search"), parameters)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.usefixtures("government")
def test_a_word_of_two_characters_finds_commitments_and_documents_with_the_word_marked(reader: Client) -> None:
    text = found(reader, q="养老")
    assert "<mark>养老</mark>" in text.partition("文件 <span")[2]
    assert "<mark>助餐</mark>" in found(reader, q="助餐")


@pytest.mark.usefixtures("government")
def test_units_are_found_too(reader: Client) -> None:
    assert "市<mark>教育局</mark>" in found(reader, q="教育局")


@pytest.mark.usefixtures("government")
def test_a_document_leads_to_the_place_of_the_word(reader: Client) -> None:
    assert "#at" in found(reader, q="危桥", subject="document")


@pytest.mark.usefixtures("government")
def test_one_kind_can_be_asked_for(reader: Client) -> None:
    text = found(reader, q="公路", subject="commitment")
    assert "/commitments/" in text
    assert 'class="src"' not in text.partition("<main")[2]


def test_search_stays_in_a_government_when_asked(reader: Client, government: Government) -> None:
    assert "只在云川市中搜索" in found(reader, q="公路", government=government.slug)


@pytest.mark.usefixtures("government")
@pytest.mark.parametrize("query", ["火箭", "%", "'", '"', "\0", "x" * 500, "《》", "-"])
def test_what_is_not_there_is_said_with_advice(reader: Client, query: str) -> None:
    text = found(reader, q=query)
    assert "没有找到。" in text or "在页首的搜索框里" in text


@pytest.mark.usefixtures("government")
def test_a_query_is_shown_as_text_and_never_as_markup(reader: Client) -> None:
    text = found(reader, q="<script>alert(1)</script>")
    assert "<script>" not in text


@pytest.mark.usefixtures("government")
@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "７"])
def test_a_page_number_that_is_none_is_the_first(reader: Client, number: str) -> None:
    assert "公路" in found(reader, q="公路", subject="commitment", page=number)
