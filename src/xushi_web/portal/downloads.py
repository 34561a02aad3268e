"""A list as open data: CSV and XLSX for spreadsheets, JSON and XML for programs, and what its columns mean.

All four hold the same rows. The dictionary has the entries that public data catalogues ask for.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xushi.targets.model import plain
from xushi_web.portal.queries.programme import Row
from xushi_web.portal.spreadsheet import Cell, without_control, workbook
from xushi_web.programmes.models import Programme

#: A spreadsheet takes a cell that begins like this for a formula (OWASP ASVS 1.2.10).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")

#: Every column: its name, and what stands in it.
COLUMNS: dict[str, tuple[str | Promise, str | Promise]] = {
    "year": (_("年度"), _("清单属于哪一年")),
    "programme": (_("清单"), _("清单名称")),
    "field": (_("领域"), _("清单中的领域或类别；未分领域时为空")),
    "number": (_("序号"), _("文件中的序号，例如 26.1")),
    "title": (_("标题"), _("文件另有标题时的标题，否则为空")),
    "text": (_("承诺"), _("承诺的文字，与文件一致")),
    "applicability": (_("实施层级"), _("ours 本级实施，upper_level 上级实施，not_ours 本级不承担")),
    "lead": (_("牵头单位"), _("牵头或责任单位；多个单位以顿号分开")),
    "status": (
        _("判定"),
        _("completed 已完成，ahead 超序时，on_pace 达序时，behind 未达序时，unjudged 尚无判定"),
    ),
    "period": (_("时期"), _("判定所属的时期，例如 2025-Q3；尚无判定时为空")),
    "url": (_("网址"), _("这一承诺的网页，可查看原文")),
}

FORMATS = ("CSV", "XLSX", "JSON", "XML")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the catalogue entry of a data set."""

    code: str
    name: str | Promise
    value: str | Promise


def catalogue_entry(programme: Programme) -> list[Entry]:
    """Return what a catalogue of public data says about a list."""
    issued = programme.document.issued_on
    return [
        Entry("name", _("名称"), programme.title_with_year),
        Entry("code", _("代码"), str(programme.pk)),
        Entry("provider", _("提供方"), programme.document.issuing_body or programme.government.name),
        Entry("summary", _("摘要"), _("清单中每项承诺的文字、牵头单位和最近一次判定")),
        Entry("formats", _("格式"), "、".join(FORMATS)),
        Entry("openness", _("开放属性"), _("无条件开放")),
        Entry("updated", _("更新周期"), _("随文件更新")),
        Entry("issued", _("发布日期"), issued.isoformat() if issued else ""),
    ]


def records(programme: Programme, rows: Iterable[tuple[str, Row, str]]) -> list[dict[str, Any]]:
    """Return the rows, each (field, row, address), as records in the columns of `COLUMNS`, and their figures."""
    return [
        {
            "year": programme.year,
            "programme": programme.title,
            "field": field,
            "number": row.commitment.number,
            "title": row.commitment.title,
            "text": row.commitment.text,
            "applicability": row.commitment.applicability,
            "lead": [unit.name for unit in row.leading],
            "status": row.standing.status,
            "period": row.standing.period,
            "url": url,
            "targets": [
                {"text": t.text, "of": t.of, "comparator": t.comparator, "value": plain(t.value), "unit": t.unit}
                for t in row.promised
            ],
        }
        for field, row, url in rows
    ]


def as_csv(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return records as CSV that a spreadsheet opens as it should: marked as UTF-8, and nothing taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        texts = [str(_flat(row[column])) for column in COLUMNS]
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in texts])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def as_xlsx(rows: Iterable[Mapping[str, Any]], entry: Sequence[Entry]) -> bytes:
    """Return records as a workbook: the data, and its dictionary on a second sheet."""
    data: list[Sequence[Cell]] = [tuple(COLUMNS)]
    data += [[_flat(row[column]) for column in COLUMNS] for row in rows]
    words: list[Sequence[Cell]] = [(str(_("代码")), str(_("名称")), str(_("说明")))]
    words += [(code, str(name), str(meaning)) for code, (name, meaning) in COLUMNS.items()]
    words += [(line.code, str(line.name), str(line.value)) for line in entry]
    return workbook([("data", data), ("dictionary", words)])


def as_xml(rows: Iterable[Mapping[str, Any]], entry: Sequence[Entry]) -> bytes:
    """Return records as XML: a ``commitment`` a row, with a ``lead`` for each unit and a ``target`` for each figure."""
    root = ET.Element("programme", {"schema": "xushi-programme/1"})
    about = ET.SubElement(root, "about")
    for line in entry:
        ET.SubElement(about, line.code).text = without_control(str(line.value))
    for row in rows:
        node = ET.SubElement(root, "commitment")
        for column in COLUMNS:
            value = row[column]
            for part in value if isinstance(value, list) else [value]:
                ET.SubElement(node, column).text = without_control(str(part))
        for target in row["targets"]:
            ET.SubElement(node, "target", {name: without_control(value) for name, value in target.items()})
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _flat(value: object) -> Cell:
    if isinstance(value, list):
        return "、".join(map(str, value))
    return value if isinstance(value, int) else str(value)
