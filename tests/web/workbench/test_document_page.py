from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from xushi.document.model import LeafKind
from xushi_web.documents.corrections import items_of
from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Commitment
from xushi_web.workbench import preview
from xushi_web.workbench.preview import page_of, stretches

from ..conftest import Take
from ..invented import HEADINGS, SCHOOL, breakdown, bulletin, bytes_of, schedule


def page(client: Client, document: SourceDocument, name: str = "document") -> str:
    return client.get(reverse(f"workbench:{name}", args=[document.pk])).content.decode()


def posted(client: Client, document: SourceDocument, position: int, **changes: str) -> str:
    """Send the item's form as a browser would, with some fields changed, and return the page that follows."""
    address = reverse("workbench:item", args=[document.pk, position])
    form = client.get(address).context["form"]
    values = {name: form[name].value() or "" for name in form.fields if form[name].value() is not False}
    answer = client.post(address, values | {name.replace("__", "."): v for name, v in changes.items()}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_stretches_of_the_page_are_the_source() -> None:
    tree = breakdown()
    items = items_of(tree, {})
    _, part = page_of(tree, items, 1)
    assert "".join(stretch.text for stretch in stretches(tree, part, [])) == tree.source.text


def test_pages_of_a_long_document_are_the_source_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "ITEMS_A_PAGE", 2)
    tree = breakdown()
    items = items_of(tree, {})
    pages = [page_of(tree, items, number) for number in (1, 2)]
    assert [[item.commitment.number for item in shown] for shown, _ in pages] == [["1", "2"], ["3", "4"]]
    assert "".join(part.of(tree.source.text) for _, part in pages) == tree.source.text


def test_no_page_is_longer_than_a_browser_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "CHARACTERS_A_PAGE", 50)
    tree = breakdown()
    _, part = page_of(tree, items_of(tree, {}), 1)
    assert part == (0, 50)


def test_every_stretch_says_what_it_is() -> None:
    tree = breakdown()
    _, part = page_of(tree, items_of(tree, {}), 1)
    kinds = {stretch.text: stretch.kind for stretch in stretches(tree, part, [])}
    assert kinds["市教育局"] == LeafKind.AGENCY
    assert kinds["教育惠民（1件）"] == LeafKind.HEADING
    assert kinds["注：本表由各单位另行细化。"] == LeafKind.UNRECOGNISED


def test_each_value_points_at_its_characters(office_client: Client, drafted: Take) -> None:
    tree = breakdown()
    html = page(office_client, drafted(tree))
    places = re.findall(r'<a class="v" href="#c(\d+)" data-start="\d+" data-end="(\d+)">([^<]+)</a>', html)
    assert len(places) > 20
    for start, end, value in places:
        assert f'id="c{start}"' in html
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):  # a date is shown in one form however it is written
            assert tree.source.text[int(start) : int(end)] == value


def test_problems_stand_in_the_text_and_in_a_list(office_client: Client, drafted: Take) -> None:
    html = page(office_client, drafted(breakdown()))
    assert html.count("第1项没有写明开工时间。") == 1
    assert 'class="wb-flag wb-warning" href="#problem-1"' in html
    assert 'class="c k-text wb-warning"' in html


def test_a_schedule_and_a_bulletin_are_shown(office_client: Client, drafted: Take) -> None:
    html = page(office_client, drafted(schedule()))
    assert "2024年三季度" in html
    assert "主体完工8所" in html
    html = page(office_client, drafted(bulletin()))
    assert "wb-verdict-behind" in html


def test_the_original_comes_back_as_a_download(office_client: Client, drafted: Take) -> None:
    response = office_client.get(reverse("workbench:original", args=[drafted(breakdown()).pk]))
    assert response.content == bytes_of(breakdown())
    assert response.headers["Content-Disposition"] == 'attachment; filename="breakdown.txt"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_accepting_from_the_page(office_client: Client, drafted: Take) -> None:
    document = drafted(breakdown())
    answer = office_client.post(reverse("workbench:accept", args=[document.pk]), follow=True)
    assert "已采用，公开页面已经更新。" in answer.content.decode()
    assert Commitment.objects.count() == 4


def test_what_stands_in_the_form_is_accepted_with_the_document(office_client: Client, drafted: Take) -> None:
    document = drafted(breakdown())
    office_client.post(reverse("workbench:accept", args=[document.pk]), {"government": "云川市", "year": "2025"})
    assert set(Commitment.objects.values_list("year", flat=True)) == {2025}


def test_a_draft_of_no_year_asks_for_it(office_client: Client, drafted: Take) -> None:
    document = drafted(breakdown())
    address = reverse("workbench:describe", args=[document.pk])
    html = office_client.post(address, {"government": "云川市", "year": ""}, follow=True).content.decode()
    assert "没有看出这份文件是哪一级政府、哪一年的，请先填写。" in html
    html = office_client.post(address, {"government": "云川市", "year": "24"}, follow=True).content.decode()
    assert "年度“24”不对，应为四位年份，例如 2024。" in html


def test_an_unchanged_form_changes_nothing(office_client: Client, accepted: Take) -> None:
    for document, position in ((accepted(breakdown()), 0), (accepted(schedule()), 1), (accepted(bulletin()), 2)):
        assert "已更正。" not in posted(office_client, document, position)
        assert not document.corrections.exists()


def test_a_value_is_put_right_on_the_page(office_client: Client, accepted: Take) -> None:
    document = accepted(breakdown())
    html = posted(office_client, document, 0, text="新建公办幼儿园12所", supporting="市财政局、市住建局")
    assert "已更正。" in html
    assert "有更正" in html
    assert Commitment.objects.get(number="1").text == "新建公办幼儿园12所"
    units = Commitment.objects.get(number="1").assignments.in_force()
    assert [unit.written for unit in units] == ["市教育局", "市财政局", "市住建局"]
    assert 'class="v wb-by-hand"' in html


def test_an_item_marked_as_none_is_listed_to_be_brought_back(office_client: Client, drafted: Take) -> None:
    document = drafted(breakdown())
    html = posted(office_client, document, 3, removed="on")
    assert "已标为不是事项：" in html
    assert 'id="item-3"' not in html
    assert office_client.get(reverse("workbench:item", args=[document.pk, 3])).status_code == 200


def test_an_item_that_is_not_there_is_not_found(office_client: Client, drafted: Take) -> None:
    assert office_client.get(reverse("workbench:item", args=[drafted(breakdown()).pk, 99])).status_code == 404


def test_the_document_itself_is_put_right_on_the_page(office_client: Client, drafted: Take) -> None:
    document = drafted(breakdown())
    address = reverse("workbench:masthead", args=[document.pk])
    office_client.post(address, {"title": "新的标题", "issued_on": "2024-03-01"})
    document.refresh_from_db()
    assert (document.title, str(document.issued_on)) == ("新的标题", "2024-03-01")


def test_a_newer_version_shows_what_it_changes(office_client: Client, accepted: Take, drafted: Take) -> None:
    accepted(breakdown())
    newer = drafted(breakdown(headings=HEADINGS[:2]))
    html = page(office_client, newer)
    assert "这是已采用的“2024年市民生实事任务分解方案”的新版；采用后取代旧版，旧版留存。" in html
    html = page(office_client, newer, "differences")
    assert "删去 2 项" in html
    assert "<del>新改建农村公路86公里，改造危桥15座</del>" in html


def test_items_that_match_nothing_are_shown(office_client: Client, accepted: Take) -> None:
    accepted(schedule())
    html = page(office_client, accepted(breakdown()))
    assert "1 个事项没有与本年度其他文件对应上" in html
    assert SCHOOL.text in html


def test_the_workbench_speaks_english(office_client: Client, drafted: Take) -> None:
    office_client.cookies["django_language"] = "en"
    html = page(office_client, drafted(breakdown()))
    assert "Lead units" in html
    assert "What was read" in html


@pytest.mark.parametrize("name", ["home", "login"])
def test_pages_load_nothing_from_elsewhere(office_client: Client, name: str) -> None:
    response = office_client.get(reverse(f"workbench:{name}"))
    assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert "no-store" in response.headers["Cache-Control"]
    html = response.content.decode()
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", html)
    assert not re.search(r"<script(?![^>]*src=)|\son\w+=|\sstyle=", html)
