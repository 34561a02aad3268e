"""Open data of a list."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree
from openpyxl import load_workbook

from xushi_web.portal.downloads import COLUMNS, as_csv, as_xlsx
from xushi_web.programmes.models import Programme

ATOM = "{http://www.w3.org/2005/Atom}"


def test_csv_opens_in_a_spreadsheet_and_has_every_commitment(reader: Client, programme: Programme) -> None:
    response = reader.get(reverse("portal:programme-csv", args=[programme.pk]))
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row["number"] for row in rows] == ["1", "2", "3", "4"]
    assert rows[0]["lead"] == "市教育局"
    assert rows[0]["status"] == "behind"


def test_csv_and_json_hold_the_same_rows(reader: Client, programme: Programme) -> None:
    table = reader.get(reverse("portal:programme-csv", args=[programme.pk])).content.decode("utf-8-sig")
    data = json.loads(reader.get(reverse("portal:programme-json", args=[programme.pk])).content)
    assert [row["text"] for row in csv.DictReader(io.StringIO(table))] == [r["text"] for r in data["commitments"]]
    assert data["commitments"][0]["targets"][0] == {
        "text": "12所",
        "of": "公办幼儿园",
        "comparator": "=",
        "value": "12",
        "unit": "所",
    }


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\0"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    row = dict.fromkeys(COLUMNS, "") | {"title": f"{start}1+1"}
    assert f"'{start}1+1" in as_csv([row])


def test_a_workbook_holds_the_same_rows_and_explains_them(reader: Client, programme: Programme) -> None:
    content = reader.get(reverse("portal:programme-xlsx", args=[programme.pk])).content
    book = load_workbook(io.BytesIO(content))
    rows = list(book["data"].iter_rows(values_only=True))
    table = reader.get(reverse("portal:programme-csv", args=[programme.pk])).content.decode("utf-8-sig")
    assert [[str(cell or "") for cell in row] for row in rows] == list(csv.reader(io.StringIO(table)))
    explained = [row[0] for row in book["dictionary"].iter_rows(min_row=2, values_only=True)]
    assert explained[: len(COLUMNS)] == list(COLUMNS)
    assert explained[len(COLUMNS) :] == [
        *("name", "code", "provider", "summary", "formats", "openness", "updated", "issued")
    ]


def test_xml_holds_the_same_rows_and_their_figures(reader: Client, programme: Programme) -> None:
    root = etree.fromstring(reader.get(reverse("portal:programme-xml", args=[programme.pk])).content)
    data = json.loads(reader.get(reverse("portal:programme-json", args=[programme.pk])).content)["commitments"]
    rows = root.findall("commitment")
    assert [row.findtext("text") for row in rows] == [row["text"] for row in data]
    assert [[lead.text for lead in row.findall("lead")] for row in rows] == [row["lead"] for row in data]
    assert [[dict(target.attrib) for target in row.findall("target")] for row in rows] == [
        row["targets"] for row in data
    ]
    assert root.findtext("about/issued") == "2024-02-20"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_a_workbook_is_taken_for_a_formula(start: str) -> None:
    row = dict.fromkeys(COLUMNS, "") | {"title": f"{start}1+1\x00"}
    cell = load_workbook(io.BytesIO(as_xlsx([row], [])))["data"]["E2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", f"{start}1+1", True)


def test_the_page_of_the_data_explains_every_column(reader: Client, programme: Programme) -> None:
    text = reader.get(reverse("portal:programme-data", args=[programme.pk])).content.decode()
    for words in (*COLUMNS, "云川市人民政府办公室", "2024-02-20", "无条件开放"):
        assert words in text


def test_the_feed_tells_of_the_reports(reader: Client, programme: Programme) -> None:
    response = reader.get(reverse("portal:programme-feed", args=[programme.pk]))
    feed = etree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    assert "前三季度 未达序时" in (entries[0].findtext(f"{ATOM}title") or "")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
