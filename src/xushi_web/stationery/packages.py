"""The parts of a Word file that may be a template: plain text and pictures, no programs, nothing fetched, no bombs."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from django.utils.translation import gettext as _
from lxml import etree

from xushi_web.documents.errors import Refused

#: As it is uploaded, and unpacked. A template with a coat of arms and a seal has a tenth of it.
LARGEST, LARGEST_UNPACKED, MOST_PARTS = 2_000_000, 20_000_000, 500
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PROGRAMS = ("vbaproject", "/activex/", "/embeddings/", "afchunk")
_FOREIGN = ("oleObject", "package", "control", "aFChunk", "attachedTemplate", "vbaProject", "subDocument", "frame")
#: Fields that fetch something or start something when the paper is opened.
_FETCHING = re.compile("DDE|INCLUDE|LINK|IMPORT|DATABASE|MACROBUTTON|EMBED|MERGE")
#: Parts with text: the body, and what stands at the edge of the page.
TEXTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")


def opened(name: str, data: bytes) -> dict[str, bytes]:
    """Return the parts of a template by name. Raises `Refused` for what cannot be one, and says why."""
    values = {"name": name}
    if len(data) > LARGEST:
        raise Refused(_("“%(name)s”超过2兆字节，请压缩里面的图片后再上传。") % values)
    parts = _unpacked(name, data)
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types or any(mark in part.lower() for part in parts for mark in _PROGRAMS):
        raise Refused(_("“%(name)s”里有宏或嵌入的对象，不能作模板；请删去后另存为 docx 再上传。") % values)
    if "word/document.xml" not in parts or _MAIN.encode() not in types:
        raise Refused(_("“%(name)s”不是 docx 文档；请用 Word 或 WPS 另存为 docx 后再上传。") % values)
    for part, content in parts.items():
        if part.endswith(".rels"):
            _check_relations(name, content)
        elif part.endswith(".xml"):
            _check_fields(name, parsed(name, content))
    return parts


def parsed(name: str, content: bytes) -> etree._Element:
    """Return the tree of an XML part. Raises `Refused` for one that is damaged or brings definitions of its own."""
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise Refused(_damaged(name)) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise Refused(_damaged(name))
    return root


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return the parts as a file, the same bytes every time."""
    saved = io.BytesIO()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, content)
    return saved.getvalue()


def _unpacked(name: str, data: bytes) -> dict[str, bytes]:
    too_large = Refused(_("“%(name)s”解压后大得反常，没有保存；请另存一份再上传。") % {"name": name})
    parts: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > MOST_PARTS:
                raise too_large
            for part in archive.infolist():
                with archive.open(part) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise too_large
                parts[part.filename] = content
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        message = _("“%(name)s”不是 docx 文档；请用 Word 或 WPS 另存为 docx 后再上传。")
        raise Refused(message % {"name": name}) from error
    return parts


def _check_relations(name: str, content: bytes) -> None:
    for relation in parsed(name, content):
        target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External":
            message = _("“%(name)s”里有指向外部的链接“%(target)s”，不能作模板；请取消链接后再上传。")
            raise Refused(message % {"name": name, "target": target[:80]})
        if kind in _FOREIGN:
            raise Refused(_("“%(name)s”里有宏或嵌入的对象，不能作模板；请删去后另存为 docx 再上传。") % {"name": name})


def _check_fields(name: str, root: etree._Element) -> None:
    told = [element.text or "" for element in root.iter(f"{{{WORD}}}instrText")]
    told += [str(element.get(f"{{{WORD}}}instr", "")) for element in root.iter(f"{{{WORD}}}fldSimple")]
    found = _FETCHING.search("".join("".join(told).split()).upper())
    if found is not None:
        message = _("“%(name)s”里有会读取外部内容的域“%(field)s”，不能作模板；请把域转换为文字后再上传。")
        raise Refused(message % {"name": name, "field": found.group()})


def _damaged(name: str) -> str:
    return _("“%(name)s”打不开，文件可能已损坏；请重新保存后再上传。") % {"name": name}
