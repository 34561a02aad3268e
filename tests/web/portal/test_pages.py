"""What a reader finds on the public pages."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from xushi_web.agencies.models import Agency, Government
from xushi_web.documents.models import SourceDocument
from xushi_web.programmes.models import Commitment, Programme

from ..conftest import Take
from ..invented import breakdown
from .conftest import page


def test_an_empty_tracker_says_so_and_leads_to_the_workbench(reader: Client, db: None) -> None:  # noqa: ARG001
    text = page(reader, reverse("portal:home"))
    assert "还没有公开的清单。" in text
    assert reverse("workbench:home") in text


def test_the_first_page_of_one_government_is_its_latest_year(
    reader: Client, accepted: Take, government: Government
) -> None:
    accepted(breakdown(year=2023))
    text = page(reader, reverse("portal:home"))
    assert "2024 年的承诺" in text
    assert reverse("portal:year", args=[government.slug, 2023]) in text


def test_the_first_page_of_several_governments_lists_them_with_their_years(
    reader: Client, accepted: Take, government: Government
) -> None:
    accepted(breakdown(city="石桥市", year=2022))
    text = page(reader, reverse("portal:home"))
    assert government.name in text
    assert "石桥市" in text
    assert "2024 年已判定的 3 项里，2 项达序时" in text


def test_a_year_counts_what_is_on_pace_and_names_what_is_behind(reader: Client, government: Government) -> None:
    text = page(reader, reverse("portal:year", args=[government.slug, 2024]))
    assert "共 <b>4</b> 项。" in text
    assert "已有判定的 3 项里，<b>2</b> 项达到或超过序时进度" in text
    assert "<b>1</b> 项落在后面" in text
    assert "已开工6所" in text


def test_a_year_without_anything_is_not_found(reader: Client, government: Government) -> None:
    page(reader, reverse("portal:year", args=[government.slug, 1999]), status=404)


def test_a_list_shows_its_fields_its_units_and_the_verdict_in_words(reader: Client, programme: Programme) -> None:
    text = page(reader, reverse("portal:programme", args=[programme.pk]))
    for words in ("教育惠民", "养老服务", "市教育局", "未达序时", "达序时", "三季度：未达序时"):
        assert words in text


def test_a_list_can_be_narrowed_down_by_verdict_field_unit_and_words(reader: Client, programme: Programme) -> None:
    field = programme.fields.get(title="交通出行")
    unit = Agency.objects.get(name="市民政局")
    for parameters, shown, hidden in (
        ({"status": "behind"}, "幼儿园", "助餐点"),
        ({"field": str(field.pk)}, "公交车", "幼儿园"),
        ({"agency": str(unit.pk)}, "助餐点", "公交车"),
        ({"words": "新能源"}, "公交车", "幼儿园"),
    ):
        response = reader.get(reverse("portal:programme", args=[programme.pk]), parameters)
        rows = response.content.decode().partition('<table class="items')[2]
        assert shown in rows, parameters
        assert hidden not in rows, parameters


def test_a_list_narrowed_down_to_nothing_says_so(reader: Client, programme: Programme) -> None:
    response = reader.get(reverse("portal:programme", args=[programme.pk]), {"words": "火箭"})
    assert "没有符合条件的承诺。" in response.content.decode()


def test_a_commitment_sets_out_figures_units_schedule_and_report(reader: Client, behind: Commitment) -> None:
    text = page(reader, reverse("portal:commitment", args=[behind.pk]))
    for words in (
        "公办幼儿园",
        "牵头单位",
        "市教育局",
        "共同责任单位",
        "累计开工8所",
        "比计划少2所",
        "落实建设用地和资金",
    ):
        assert words in text


def test_every_figure_of_a_commitment_leads_to_its_characters(reader: Client, behind: Commitment) -> None:
    target = behind.targets.in_force().get(text="12所")
    text = page(reader, reverse("portal:commitment", args=[behind.pk]))
    address = f"{reverse('portal:document', args=[target.document_id])}?at={target.start}-{target.end}#at"
    assert f'<a class="fig" href="{address}">12所</a>' in text


def test_a_commitment_names_the_other_documents_that_tell_of_it(reader: Client, behind: Commitment) -> None:
    text = page(reader, reverse("portal:commitment", args=[behind.pk])).partition("也见于")[2]
    assert "2024年市民生实事前三季度推进情况通报" in text
    assert "2024年市民生实事序时进度安排" in text


def test_a_verdict_in_the_report_s_own_words_stands_beside_the_grade(reader: Client, behind: Commitment) -> None:
    address = reverse("portal:commitment", args=[behind.pk])
    assert "“未达序时”" not in page(reader, address)
    behind.reports.update(verdict_text="进展偏慢")
    assert "“进展偏慢”" in page(reader, address)


def test_units_lead_to_the_place_where_they_are_named(reader: Client, behind: Commitment) -> None:
    unit = behind.assignments.in_force()[0]
    where = f"{reverse('portal:document', args=[unit.document_id])}?at={unit.start}-{unit.end}#at"
    assert f'<a class="src" href="{where}">原文</a>' in page(reader, reverse("portal:commitment", args=[behind.pk]))


def test_a_unit_shows_what_it_leads_apart_from_what_it_supports(reader: Client, programme: Programme) -> None:
    unit = Agency.objects.get(government=programme.government, name="市财政局")
    text = page(reader, reverse("portal:agency", args=[unit.pk]))
    assert "参与的承诺" in text
    assert "牵头的承诺" not in text
    lead = Agency.objects.get(government=programme.government, name="市交通运输局")
    assert "牵头的承诺" in page(reader, reverse("portal:agency", args=[lead.pk]))


def test_all_units_of_a_year_are_listed_those_with_most_behind_first(reader: Client, government: Government) -> None:
    text = page(reader, reverse("portal:agencies", args=[government.slug]))
    assert 0 < text.index("市教育局") < text.index("市交通运输局") < text.index("各县区")


def test_all_documents_are_listed_by_year(reader: Client, told: SourceDocument, government: Government) -> None:
    text = page(reader, reverse("portal:documents", args=[government.slug]))
    assert told.title in text
    assert "云政办发〔2024〕8号" in text


def test_a_page_that_does_not_exist_says_so_in_the_reader_s_language(reader: Client) -> None:
    assert "没有这一页" in page(reader, "/nowhere/", status=404)
    reader.cookies["django_language"] = "en"
    assert "There is no such page" in page(reader, "/nowhere/", status=404)


def test_pages_carry_the_metadata_of_government_sites(reader: Client, behind: Commitment) -> None:
    text = page(reader, reverse("portal:commitment", args=[behind.pk]))
    for name in ("SiteName", "ArticleTitle", "PubDate", "ContentSource", "Description", "Url"):
        assert f'<meta name="{name}" content="' in text
