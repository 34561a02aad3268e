"""A list as open data: CSV for spreadsheets, JSON for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from xushi.targets.model import plain
from xushi_web.portal.queries.programme import Row
from xushi_web.programmes.models import Programme

#: A spreadsheet takes a cell that begins like this for a formula (OWASP ASVS 1.2.10).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")

COLUMNS = ("year", "programme", "field", "number", "title", "text", "applicability", "lead", "status", "period", "url")


def records(programme: Programme, rows: Iterable[tuple[str, Row, str]]) -> list[dict[str, Any]]:
    """Return the rows, each (field, row, address), as records in the columns of `COLUMNS`; JSON adds the figures."""
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


def as_csv(rows: Iterable[dict[str, Any]]) -> str:
    """Return records as CSV that a spreadsheet opens as it should: marked as UTF-8, and nothing taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + out.getvalue()


def _cell(value: object) -> str:
    text = "、".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
