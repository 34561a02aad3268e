"""What a file is, by its content, and whether it may be kept. Nothing of it is trusted, least of all its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext as _

from xushi_web.attachments.errors import Unsuitable
from xushi_web.attachments.models import Kind
from xushi_web.attachments.packages import check_package
from xushi_web.attachments.photos import Copies, copies_of

#: What the name of a file of each kind may end with.
SUFFIXES = {
    Kind.JPEG: (".jpg", ".jpeg"),
    Kind.PNG: (".png",),
    Kind.PDF: (".pdf",),
    Kind.DOCX: (".docx",),
    Kind.XLSX: (".xlsx",),
    Kind.TEXT: (".txt",),
}

#: Names inside a PDF that make it do something when it is opened, or carry other files.
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)(?![A-Za-z])")
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

_LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: a name that can be shown, its kind, and of a photo the copies."""

    name: str
    kind: Kind
    copies: Copies | None = None


def check(name: str, data: bytes) -> Checked:
    """Return what `data` is. Raises `Unsuitable` for what may not be kept."""
    shown = _shown(name)
    if not data:
        raise Unsuitable(_("“%(name)s”是空文件，请重新选择。") % {"name": shown})
    check_size(name, len(data))
    kind = _kind(shown, data)
    suffix = PurePath(shown).suffix.lower()
    if suffix not in SUFFIXES[kind]:
        raise Unsuitable(
            _("“%(name)s”的内容是%(kind)s，与扩展名不符；请把扩展名改为 %(suffix)s 后再上传。")
            % {"name": shown, "kind": kind.label, "suffix": SUFFIXES[kind][0]}
        )
    if kind is Kind.PDF:
        _check_pdf(shown, data)
    photo = copies_of(shown, data, kind) if kind in {Kind.JPEG, Kind.PNG} else None
    return Checked(shown, kind, photo)


def check_size(name: str, size: int) -> None:
    """Raise `Unsuitable` for a file that is too large, before it is read."""
    limit = settings.ATTACHMENT_LIMIT
    if size > limit:
        raise Unsuitable(
            _("“%(name)s”有%(size)sMB，超过上限%(limit)sMB；照片请缩小、扫描件请降低分辨率后再上传。")
            % {"name": _shown(name), "size": -(-size // 100_000) / 10, "limit": limit // 1_000_000}
        )


def _kind(name: str, data: bytes) -> Kind:
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data.startswith(b"%PDF-"):
        return Kind.PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return check_package(name, data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Unsuitable(
            _("“%(name)s”是旧格式或加密的办公文档，里面可能带有宏；请另存为不加密的 docx 或 xlsx 后再上传。")
            % {"name": name}
        )
    if PurePath(name).suffix.lower() == ".txt" and _is_text(data):
        return Kind.TEXT
    raise Unsuitable(
        _("“%(name)s”不是可以上传的文件；可以上传 jpg、png 照片和 pdf、docx、xlsx、txt 文件。") % {"name": name}
    )


def _check_pdf(name: str, data: bytes) -> None:
    """Refuse half a file, and one whose plain objects run something. Packed objects are not looked into."""
    if b"%%EOF" not in data[-2048:]:
        raise Unsuitable(_("“%(name)s”不完整，可能没有传完；请重新导出后再上传。") % {"name": name})
    structure = _STREAM.sub(b"", data)  # packed bytes spell anything
    if _ACTIVE.search(_ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), structure)):
        raise Unsuitable(
            _("“%(name)s”里有脚本或内嵌文件，不能作为佐证材料；请重新打印成 pdf 后再上传。") % {"name": name}
        )


def _is_text(data: bytes) -> bool:
    """Tell whether `data` is text in one of the encodings of the field, without control characters."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return all(character >= " " or character in "\t\r\n\f" for character in text)
    return False


def _shown(name: str) -> str:
    """Return a name without folders and characters that are not seen, as it is shown and offered for saving."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(character for character in last if character.isprintable()).strip(" .") or _("未命名")
    path = PurePath(clean)
    return path.stem[: _LONGEST_NAME - len(path.suffix)] + path.suffix[:_LONGEST_NAME]
