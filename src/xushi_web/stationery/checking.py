"""Whether a template can be used: which tags it has, and where it has one that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from xushi_web.documents.errors import Refused
from xushi_web.papers.tags import Tag, series_of, written
from xushi_web.stationery.marks import MARK, TR, P, Paragraph, paragraphs
from xushi_web.stationery.packages import TEXTS, WORD, opened, parsed

_BODY = "word/document.xml"
_STRAY = re.compile(r"\{\{|\}\}|\{%|｛｛|｝｝")
_SHOWN = 5  #: so many faults are told at once
_OFFERED = 12  #: so many tags are named that may have been meant


@dataclass(frozen=True, slots=True)
class Checked:
    """The parts of a template that may be kept, and the tags it has, in their order."""

    parts: Mapping[str, bytes]
    tags: tuple[str, ...]


def check(name: str, data: bytes, offered: Mapping[str, Tag]) -> Checked:
    """Return a template that can be filled with the tags that are `offered`.

    Raises `Refused` with what is wrong, where, and what there is instead.
    """
    parts = opened(name, data)
    faults: list[str] = []
    tags: dict[str, None] = {}
    for part in sorted((part for part in parts if TEXTS.fullmatch(part)), key=lambda part: (part != _BODY, part)):
        for number, paragraph in enumerate(paragraphs(parsed(name, parts[part])), 1):
            tags |= dict.fromkeys(paragraph.names)
            faults += [_at(part, number, paragraph, fault) for fault in _faults(part, paragraph, offered)]
    if not faults and not tags:
        faults.append(_("模板里一个标签也没有；请至少写上 {{标题}}，或从起始模板改起。"))
    if faults:
        more = _("另外还有%(count)d处。") % {"count": len(faults) - _SHOWN} if len(faults) > _SHOWN else ""
        raise Refused("".join(faults[:_SHOWN]) + more)
    return Checked(parts, tuple(tags))


def _at(part: str, number: int, paragraph: Paragraph, fault: str) -> str:
    values = {"number": number, "text": _excerpt(paragraph.text), "fault": fault}
    if "header" in part:
        return _("页眉第%(number)d段“%(text)s”：%(fault)s") % values
    if part != _BODY:
        return _("页脚或脚注第%(number)d段“%(text)s”：%(fault)s") % values
    if paragraph.unit.tag == TR:
        return _("第%(number)d段（表格中）“%(text)s”：%(fault)s") % values
    return _("第%(number)d段“%(text)s”：%(fault)s") % values


def _faults(part: str, paragraph: Paragraph, offered: Mapping[str, Tag]) -> Iterator[str]:
    names = paragraph.names
    for name in names:
        if name not in offered:
            message = _("没有“%(tag)s”这个标签，可以用的有：%(offered)s。")
            yield message % {"tag": name, "offered": _instead(name, offered)}
    if _STRAY.search(MARK.sub("", paragraph.text)):
        yield _("括号不成对，或用了标签以外的写法；标签写成 {{标题}}，用半角花括号，不跨段落。")
    series = {series_of(name) for each in paragraphs(paragraph.unit) for name in each.names} - {""}
    if len(series) > 1:
        yield _("同一段或同一行里有“%(series)s”几种重复内容，请分开写。") % {"series": "、".join(sorted(series))}
    inside = sum(1 for _each in paragraph.element.iterancestors(P, TR))
    if names and inside > (paragraph.unit.tag == TR):
        yield _("文本框和表格中的表格里不能有标签，请移到外面。")
    if series and part != _BODY:
        yield _("页眉、页脚里不能有重复的内容。")
    if series and paragraph.element.find(f".//{{{WORD}}}sectPr") is not None:
        yield _("重复的段落里不能有分节符，请在后面另起一段。")


def _instead(name: str, offered: Mapping[str, Tag]) -> str:
    """Return what may have been meant, the likeliest first: tags of the same series, or else those that stand once."""
    series = series_of(name)
    same = [tag for tag in offered if series_of(tag) == series] or [tag for tag in offered if not series_of(tag)]
    same.sort(key=lambda tag: -SequenceMatcher(None, name, tag).ratio())
    return "、".join(map(written, same[:_OFFERED])) + (_("等") if len(same) > _OFFERED else "")


def _excerpt(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
