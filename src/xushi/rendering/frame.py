"""What stands around the list of a document and is no part of its tree: the letter, the annex, the imprint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import NamedTuple

from xushi.document.model import Document, LeafKind
from xushi.rendering.charts import Chart
from xushi.rendering.layout import Urgency
from xushi.rendering.refusals import Classified


@dataclass(frozen=True, slots=True)
class Frame:
    """The texts around the list; all of them may be missing."""

    urgency: Urgency | None = None  #: 紧急程度
    sealed: bool = False  #: whether the place for a seal is kept free; never read, for a text has none
    addressees: str | None = None  #: 主送机关 with its colon
    opening: tuple[str, ...] = ()  #: the letter
    attached: str | None = None  #: 附件说明: the name of the annex
    note: str | None = None  #: 附注, such as （此件公开发布）
    introduction: str | None = None  #: the sentence before the list of what is behind
    between: tuple[str, ...] = ()  #: after that list
    annex: str | None = None  #: the title over the items
    closing: tuple[str, ...] = ()  #: after the items
    copies: str | None = None  #: 抄送 without the word
    printed_by: str | None = None  #: 印发机关
    printed: str | None = None  #: 印发日期 with the word 印发
    charts: tuple[Chart, ...] = ()  #: in the letter; none is ever read, for a picture says only what the texts say
    charts_after: int | None = None  #: so many paragraphs of the letter stand before them; None: all


class _Told(NamedTuple):
    kind: LeafKind
    start: int
    text: str


_KINDS = {LeafKind.PROSE, LeafKind.MASTHEAD, LeafKind.UNRECOGNISED, LeafKind.BLANK, LeafKind.MARKUP}
_BREAK = re.compile(r"<(?:/?(?:p|div|h\d|tr|td|th|table|li|ul|ol|title|section|article)\b|br\b)", re.IGNORECASE)
_ANNEX = re.compile(r"附件\d{0,2}[:：]?")
_ATTACHED = re.compile(r"附件[:：](?P<name>.+)")
_NOTE = re.compile(r"[（(]此件.{1,12}[)）]")
_COPIES = re.compile(r"抄送[:：](?P<units>.+)")
_PRINTED = re.compile(r"(?P<office>[^\d\s]{0,40})\s*(?P<printed>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日印发)")
_DATED = re.compile(r"[\d年月日〇零一二三四五六七八九十\s/.-]{6,14}")
#: 密级, alone or with the time it holds: 机密★1年.
_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:\s*★.{0,8})?")
_SENTENCE = re.compile(r"[。：:；;！]$")
_LONGEST_TITLE = 40


def frame_of(document: Document) -> Frame:
    """Return what stands around the list of a document that was read; an empty frame for one made by hand.

    Raises `Classified` for a document with a degree of secrecy (密级): such papers have no place in this program.
    """
    lines = [told for told in _lines(document) if not _is_masthead(document, told)]
    first = min((c.span.start for c in document.commitments if c.span is not None), default=len(document.source.text))
    behind = [h.span.start for h in document.behind if h.span is not None]
    top = min([first, *behind])
    before = [told for told in lines if told.start < top]
    between = [told for told in lines if top <= told.start < first]
    after = [told for told in lines if told.start >= first]
    frame, before = _urgent(Frame(), before)
    frame = _imprinted(frame, [*before, *between, *after])
    frame, before = _lettered(frame, before)
    last = between if behind else before
    frame, opening = _annexed(frame, before)
    if frame.annex is None:
        frame, rest = _annexed(frame, between)
    else:
        rest = _plain(between)
    if frame.annex is None and last and _may_be_title(last[-1].text):
        frame = replace(frame, annex=last[-1].text)
        (rest if behind else opening).pop()
    if behind and opening and opening[-1].endswith(("：", ":", "为", "是")):
        frame = replace(frame, introduction=opening.pop())
    return replace(frame, opening=tuple(opening), between=tuple(rest), closing=tuple(_plain(after)))


def _lines(document: Document) -> Iterator[_Told]:
    """Yield the lines outside the items, each with the kind and place of its first words."""
    text = document.source.text
    words, kind, start = "", LeafKind.BLANK, 0
    for leaf in document.leaves:
        said = leaf.span.of(text)
        if leaf.kind is LeafKind.MARKUP:
            said = "\n" if _BREAK.search(said) else ""
        elif leaf.kind not in _KINDS:
            said = "\n"
        for index, part in enumerate(re.split(r"[\n\v\f\t]", said)):
            if index:
                if words.strip():
                    yield _Told(kind, start, words.strip())
                words = ""
            if part.strip() and not words.strip():
                kind, start = leaf.kind, leaf.span.start
            words += part
    if words.strip():
        yield _Told(kind, start, words.strip())


def _is_masthead(document: Document, told: _Told) -> bool:
    """Tell whether a line says what the masthead of the tree knows, or is a row of a table of metadata."""
    if told.kind is not LeafKind.MASTHEAD:
        return False
    if _ATTACHED.fullmatch(told.text) or _NOTE.fullmatch(told.text) or _PRINTED.fullmatch(told.text):
        return False
    masthead = document.masthead
    known = [span for span in masthead.spans.values() if span.start <= told.start < span.end]
    solid = "".join(told.text.split())
    same = solid in (masthead.title, masthead.document_number, masthead.issuing_body, masthead.index_number)
    if known or same or _DATED.fullmatch(told.text):
        return True
    return document.source.format == "html" and "。" not in told.text


def secrecy_of(document: Document) -> str | None:
    """Return the degree of secrecy that a document states in a line of its own before its list, such as 机密★1年."""
    first = min((c.span.start for c in document.commitments if c.span is not None), default=len(document.source.text))
    lines = takewhile(lambda told: told.start < first, _lines(document))
    return next((told.text for told in lines if _SECRECY.fullmatch(told.text)), None)


def _urgent(frame: Frame, lines: list[_Told]) -> tuple[Frame, list[_Told]]:
    """Take 特急 or 加急 out of the lines before the list."""
    for told in lines:
        if _SECRECY.fullmatch(told.text):
            raise Classified(told.text)
        if told.text in tuple(Urgency):
            return replace(frame, urgency=Urgency(told.text)), [one for one in lines if one is not told]
    return frame, lines


def _imprinted(frame: Frame, lines: list[_Told]) -> Frame:
    for told in lines:
        copies, printed = _COPIES.fullmatch(told.text), _PRINTED.fullmatch(told.text)
        if copies is not None:
            frame = replace(frame, copies=copies["units"])
        elif printed is not None:
            frame = replace(frame, printed=printed["printed"], printed_by=printed["office"] or _before(lines, told))
    return frame


def _before(lines: list[_Told], told: _Told) -> str | None:
    index = lines.index(told)
    return lines[index - 1].text if index and len(lines[index - 1].text) <= _LONGEST_TITLE else None


def _lettered(frame: Frame, lines: list[_Told]) -> tuple[Frame, list[_Told]]:
    """Take addressees, the name of the annex and the note out of the lines before the list."""
    rest: list[_Told] = []
    for told in lines:
        attached = _ATTACHED.fullmatch(told.text)
        if attached is not None:
            frame = replace(frame, attached=attached["name"])
        elif _NOTE.fullmatch(told.text):
            frame = replace(frame, note=told.text)
        elif frame.addressees is None and not rest and told.text.endswith(("：", ":")):
            frame = replace(frame, addressees=told.text)
        else:
            rest.append(told)
    return frame, rest


def _annexed(frame: Frame, lines: list[_Told]) -> tuple[Frame, list[str]]:
    """Take the title of the annex out of the lines: what stands under the word 附件."""
    for index, told in enumerate(lines[:-1]):
        if _ANNEX.fullmatch(told.text) and not _SENTENCE.search(lines[index + 1].text):
            return replace(frame, annex=lines[index + 1].text), _plain([*lines[:index], *lines[index + 2 :]])
    return frame, _plain(lines)


def _plain(lines: list[_Told]) -> list[str]:
    """Return paragraphs without what the imprint holds, lines that a page break split put together again."""
    found: list[str] = []
    broken = False
    for told in lines:
        if _COPIES.fullmatch(told.text) or _PRINTED.fullmatch(told.text) or _ANNEX.fullmatch(told.text):
            continue
        if broken and found:
            found[-1] += told.text
        else:
            found.append(told.text)
        broken = not _SENTENCE.search(told.text) and len(told.text) > _LONGEST_TITLE
    return found


def _may_be_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and _SENTENCE.search(text) is None and not text.startswith(("（", "("))
