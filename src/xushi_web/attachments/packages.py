"""Word and Excel files are zip archives: which of the two one is, and what it must not contain."""

from __future__ import annotations

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from xushi_web.attachments.errors import Unsuitable
from xushi_web.attachments.models import Kind

#: Unpacked, an honest document is smaller, and has fewer parts.
LARGEST = 200_000_000
MOST_PARTS = 5_000
#: Text packs well, but not so well.
DENSEST = 100

_MAIN = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
_CHUNK = 1 << 16


def check_package(name: str, data: bytes) -> Kind:
    """Return whether an archive is a Word or an Excel file. Raises `Unsuitable` for anything else and for macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_bounds(name, archive, len(data))
            kinds = [kind for part, kind in _MAIN.items() if part in archive.namelist()]
            if len(kinds) != 1 or "[Content_Types].xml" not in archive.namelist():
                raise Unsuitable(
                    _("“%(name)s”是压缩包或其他文件；请解压后逐个上传 jpg、png、pdf、docx、xlsx、txt 文件。")
                    % {"name": name}
                )
            _check_macros(name, archive)
            for part in archive.namelist():
                _read(name, archive, part)  # to the end, so that what is damaged is found now and not by a reader
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise Unsuitable(_("“%(name)s”打不开，文件可能已损坏；请重新保存后再上传。") % {"name": name}) from error
    return kinds[0]


def _check_bounds(name: str, archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    if any(part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts):
        raise zipfile.BadZipFile  # no office program packs otherwise
    if len(parts) > MOST_PARTS or total > LARGEST or total > max(size * DENSEST, 1_000_000):
        raise Unsuitable(_("“%(name)s”解压后大得反常，没有保存；请另存一份再上传。") % {"name": name})


def _check_macros(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse programs: macros, ActiveX, objects of other programs, and templates fetched from elsewhere."""
    parts = [part.lower() for part in archive.namelist()]
    types = _read(name, archive, "[Content_Types].xml").lower()
    relations = b"".join(
        _read(name, archive, part) for part in archive.namelist() if part.endswith("settings.xml.rels")
    )
    if (
        b"macroenabled" in types
        or b"attachedTemplate" in relations
        or any(part.endswith("vbaproject.bin") or "/activex/" in part or "/embeddings/" in part for part in parts)
    ):
        raise Unsuitable(
            _("“%(name)s”里有宏或嵌入的程序，不能作为佐证材料；请另存为不带宏的 docx 或 xlsx 后再上传。")
            % {"name": name}
        )


def _read(name: str, archive: zipfile.ZipFile, part: str) -> bytes:
    """Return the beginning of a part, after reading all of it; one that is larger than it says is refused."""
    head, left = b"", archive.getinfo(part).file_size
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            head = head or chunk
            left -= len(chunk)
            if left < 0:
                raise Unsuitable(_("“%(name)s”解压后大得反常，没有保存；请另存一份再上传。") % {"name": name})
    return head
