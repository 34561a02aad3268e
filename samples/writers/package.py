"""Office files are zip packages that note when they were saved; here is what makes them equal each time."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

MADE = datetime(2025, 1, 1)  # noqa: DTZ001 - both libraries want a naive time; any fixed one will do
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")  # openpyxl writes the time of saving, whatever it is told


def repacked(package: bytes) -> bytes:
    """Return the zip `package` with one fixed time on every part and as its time of change."""
    packed = io.BytesIO()
    stamp = MADE.isoformat().encode() + b"Z"
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = zipfile.ZipInfo(name, date_time=MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(part, _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", source.read(name)))
    return packed.getvalue()
