"""Open data of a list."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from xushi_web.portal.downloads import COLUMNS, as_csv
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


def test_the_feed_tells_of_the_reports(reader: Client, programme: Programme) -> None:
    response = reader.get(reverse("portal:programme-feed", args=[programme.pk]))
    feed = etree.fromstring(response.content)
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    assert "前三季度 未达序时" in (entries[0].findtext(f"{ATOM}title") or "")
    assert response.headers["Content-Type"].startswith("application/atom+xml")
