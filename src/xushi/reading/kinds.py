"""What kind of file some bytes are: by content first, because names lie; by name where the content is mute."""

from __future__ import annotations

import io
import re
from pathlib import PurePath

from xushi.reading import refusals

#: Kinds that have a reader: the name of the module in this package, by kind.
READERS = {"txt": "text", "html": "page", "docx": "docx", "pdf": "pdf", "xlsx": "sheets", "xls": "sheets"}

_ZIP = "zip"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: Streams of the old Office formats, as their directory names them.
_OLE_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
#: A part that only this kind of zip package has.
_PACKAGE_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "pptx"),
    ("OFD.xml", "ofd"),
)
_PACKAGE_TYPES = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
#: How far into the file its kind is looked for. Readers of PDF allow that much before the header.
_HEAD = 1_024
#: How other kinds of file begin.
_OPENINGS = tuple(
    (re.compile(pattern, re.IGNORECASE | re.DOTALL), kind)
    for pattern, kind in (
        (rb"%PDF-", "pdf"),
        (rb"\A\{\\rtf", "rtf"),
        (
            rb"\A(?:\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|II\*\0|MM\0\*|RIFF.{4}WEBP|.{4}ftyp(?:hei[cx]|mif1|avif))",
            "image",
        ),
        (rb"\A(?:Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b\x08)", "archive"),
        (rb"<\?mso-application\s+progid=\"Word|<pkg:package\b", "wordxml"),
        (
            rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]*>\s*)?(?:<!--.{0,900}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
            "html",
        ),
    )
)

_BY_NAME = {".html": "html", ".htm": "html", ".wps": "doc", ".et": "et", ".dps": "ppt", ".ceb": "ceb", ".caj": "caj"}

_IN_WORDS = {
    "doc": ("旧版 Word 或 WPS 文字文件（doc、wps）", "请用 Word 或 WPS 打开，另存为 docx 后再试。"),
    "wordxml": (" Word XML 文件", "请用 Word 打开，另存为 docx 后再试。"),
    "rtf": (" RTF 文件", "请用 Word 或 WPS 打开，另存为 docx 后再试。"),
    "odt": (" OpenDocument 文字文件（odt）", "请用 Word、WPS 或 LibreOffice 打开，另存为 docx 后再试。"),
    "ods": (" OpenDocument 表格文件（ods）", "请用 Excel、WPS 或 LibreOffice 打开，另存为 xlsx 后再试。"),
    "et": (" WPS 表格文件（et）", "请用 WPS 打开，另存为 xlsx 后再试。"),
    "xlsb": ("二进制 Excel 文件（xlsb）", "请用 Excel 打开，另存为 xlsx 后再试。"),
    "ppt": ("旧版演示文稿（ppt、dps）", "请把其中的文字复制到 docx 文件中再试。"),
    "pptx": ("演示文稿（pptx）", "请把其中的文字复制到 docx 文件中再试。"),
    "odp": ("演示文稿（odp）", "请把其中的文字复制到 docx 文件中再试。"),
    "ofd": (" OFD 版式文件", "请用 OFD 阅读器打开，导出为 pdf 或 docx 后再试。"),
    "ceb": (" CEB 版式文件", "请用原阅读器打开，导出为 pdf 后再试。"),
    "caj": (" CAJ 文件", "请用原阅读器打开，导出为 pdf 后再试。"),
    "image": ("图片", "请先做文字识别（OCR），把结果存为 docx 或 txt 后再试。"),
    "archive": ("压缩包", "请先解压，再选择其中的文件。"),
}


def kind_of(data: bytes, name: str) -> str:
    """Return which of `READERS` a file is for.

    Raises `UnreadableFile`, naming what was found and what to save it as, for kinds that have no reader.
    """
    kind = _by_content(data) or _BY_NAME.get(PurePath(name).suffix.lower(), "txt")
    if kind == "encrypted":
        raise refusals.encrypted()
    if kind not in READERS:
        found, hint = _IN_WORDS[kind]
        raise refusals.foreign(found, hint)
    return kind


def _by_content(data: bytes) -> str | None:
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package_kind(data)
    if head.startswith(_OLE):
        return next((kind for stream, kind in _OLE_STREAMS if stream.encode("utf-16-le") in data), "doc")
    return next((kind for pattern, kind in _OPENINGS if pattern.search(head)), None)


def _package_kind(data: bytes) -> str:
    import zipfile  # noqa: PLC0415 - a plain text does not wait for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            kind = next((kind for part, kind in _PACKAGE_PARTS if part in names), None)
            if kind is None and "mimetype" in names and package.getinfo("mimetype").file_size < _HEAD:
                kind = _PACKAGE_TYPES.get(package.read("mimetype").strip())
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        OverflowError,
    ) as broken:
        raise refusals.damaged(_ZIP) from broken
    return kind or "archive"
