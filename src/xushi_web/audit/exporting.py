"""The audit trail as a file: JSON lines for programs, CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from xushi_web.audit.models import AuditEntry

#: A spreadsheet takes a cell that begins like this for a formula (OWASP ASVS 1.2.10).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")

COLUMNS = (
    *("chain", "sequence", "at", "actor", "tag", "outcome", "subject", "address", "details"),
    *("version", "previous", "digest"),
)


def as_record(entry: AuditEntry) -> dict[str, Any]:
    """Return an entry under the names of `COLUMNS`, its time with the offset of the place."""
    return {
        "chain": entry.chain.key,
        "sequence": entry.sequence,
        "at": timezone.localtime(entry.at).isoformat(),
        "actor": entry.actor,
        "tag": entry.tag,
        "outcome": entry.outcome,
        "subject": entry.subject,
        "address": entry.address,
        "details": entry.details,
        "version": entry.version,
        "previous": entry.previous,
        "digest": entry.digest,
    }


def as_json_lines(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Yield one line of JSON for each entry."""
    for entry in entries:
        yield json.dumps(as_record(entry), ensure_ascii=False, sort_keys=False) + "\n"


def as_csv(entries: Iterable[AuditEntry]) -> Iterator[str]:
    """Yield the lines of a CSV file that a spreadsheet opens as it should: marked as UTF-8, nothing a formula."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + _line(COLUMNS)
    for entry in entries:
        values = as_record(entry)
        details = json.dumps(values["details"], ensure_ascii=False, sort_keys=True)
        yield _line([_cell(value) for value in (values | {"details": details}).values()])


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
