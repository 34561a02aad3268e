"""Files made for a test: honest ones, and others."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def photo(form: str = "JPEG", size: tuple[int, int] = (640, 480), *, gps: bool = False, turned: bool = False) -> bytes:
    image = Image.new("RGB", size, (200, 120, 40))
    image.paste((0, 0, 255), (0, 0, size[0] // 2, size[1] // 2))
    exif = Image.Exif()
    exif[0x010F] = "Phone of the clerk"
    if turned:
        exif[0x0112] = 6
    if gps:
        exif.get_ifd(0x8825)[2] = (23.0, 7.0, 41.5)
        exif.get_ifd(0x8825)[1] = "N"
    target = io.BytesIO()
    image.save(target, form, exif=exif, comment=b"taken at the site") if form == "JPEG" else image.save(
        target, form, exif=exif
    )
    return target.getvalue()


def word(text: str = "新建幼儿园12所") -> bytes:
    document = docx.Document()
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def excel() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "幼儿园"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def packed(parts: dict[str, bytes], onto: bytes = b"") -> bytes:
    """Return an archive of `parts`, added to those of the archive `onto`."""
    target = io.BytesIO(onto)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
