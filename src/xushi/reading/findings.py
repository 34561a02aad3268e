"""What may be wrong with decoded text: lost characters, control characters, text garbled by a wrong encoding.

Nothing is repaired here. The text stays as it is in the file, and the problem says what can be done.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xushi.problems import Message, Problem, Severity
from xushi.reading.frequency import common_characters
from xushi.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from collections.abc import Set as AbstractSet

    from xushi.reading.encoding import Decoded

#: A suspicious stretch is judged by this many characters from its line.
_CONTEXT = 2_000


@dataclass(frozen=True, slots=True)
class _Trace:
    """Characters that should not be there, and what is said about them: once for all places, pointing at the first."""

    code: str
    severity: Severity
    characters: frozenset[str]
    message: str
    hint: str

    def found_in(self, text: str, **values: object) -> Iterator[Problem]:
        pattern = re.compile(f"[{''.join(map(re.escape, self.characters))}]+")
        first = pattern.search(text)
        if first is None:
            return
        count = sum(1 for _ in pattern.finditer(text, first.start()))
        values |= {"count": count, "line": _line(text, first.start())}
        yield Problem(
            self.code, self.severity, Message(self.message, values), Message(self.hint, values), Span(*first.span())
        )


_UNDECODABLE = _Trace(
    "reading-undecodable-bytes",
    Severity.ERROR,
    frozenset("\ufffd"),
    "按 {encoding} 编码读取时，有 {count} 处字节无法识别，首处在第 {line} 行，已用“�”代替。",
    "请用原软件打开文件核对这些字，另存为 UTF-8 编码后再读取。",
)
_LOST = _Trace(
    "reading-lost-characters",
    Severity.WARNING,
    frozenset("\ufffd"),
    "文中有 {count} 处“�”，首处在第 {line} 行：原来的字在以前转换编码时已经丢失。",
    "请找到转换之前的原文件，或对照原件补正。",
)
_NUL = _Trace(
    "reading-nul-characters",
    Severity.WARNING,
    frozenset("\0"),
    "文中有 {count} 处空字符（NUL），首处在第 {line} 行。",
    "文件可能在传输或导出时损坏，请与原件核对。",
)
_CONTROL = _Trace(
    "reading-control-characters",
    Severity.NOTICE,
    # All of C0 and C1 but NUL, blanks and line ends.
    frozenset(map(chr, (*range(0x01, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)))),
    "文中有 {count} 处不可见的控制字符，首处在第 {line} 行。",
    "识别时按空格处理；如影响阅读，请在原文件中删去。",
)


def flaws(decoded: Decoded) -> Iterator[Problem]:
    """Report what is wrong with decoded text: lost and control characters, and garbling."""
    characters = frozenset(decoded.text)  # so that it is only searched for what it holds
    if not characters.isdisjoint(_LOST.characters):
        if decoded.replaced:
            yield from _UNDECODABLE.found_in(decoded.text, encoding=decoded.encoding.upper())
        else:
            yield from _LOST.found_in(decoded.text)
    for trace in (_NUL, _CONTROL):
        if not characters.isdisjoint(trace.characters):
            yield from trace.found_in(decoded.text)
    yield from _garbling(decoded.text, characters)


def share_of_damage(decoded: Decoded) -> float:
    """Return which share of a text (0 to 1) could not be decoded or is control characters of ASCII.

    Bytes 0x80 to 0x9F read as Latin-1 are not counted: they are garbled text, not an image.
    """
    damaged = {c for c in _NUL.characters | _CONTROL.characters if c.isascii()}
    if decoded.replaced:
        damaged.add("\ufffd")
    return sum(map(decoded.text.count, damaged)) / max(1, len(decoded.text))


def _garbling(text: str, characters: AbstractSet[str]) -> Iterator[Problem]:
    """Report text that was read in a wrong encoding once and saved like that (乱码), one problem for each way."""
    for way in _WAYS:
        found = None if characters.isdisjoint(way.characters) else way.first_in(text)
        if found is None:
            continue
        yield Problem(
            "reading-garbled",
            Severity.ERROR,
            Message(
                "第 {line} 行起有乱码：{was} 编码的文字曾被当作 {taken_for} 打开并保存。",
                {"line": _line(text, found.start), "was": way.was, "taken_for": way.taken_for},
            ),
            Message(
                "可以无损还原：按 {taken_for} 写回字节，再按 {was} 打开。这里没有改动原文，请还原后重新读取。"
                if way.undone(text) is not None
                else "有些字已经丢失，无法完全还原；请重新获取原文件。",
                {"was": way.was, "taken_for": way.taken_for},
            ),
            found,
        )


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of garbling: text in encoding `was` was `taken_for` another; `traces` are what that leaves behind."""

    was: str
    taken_for: str
    characters: frozenset[str]  #: at least one of these occurs
    traces: re.Pattern[str]
    to_bytes: Callable[[str], bytes] | None  #: undoes the wrong reading; None where characters are lost for good

    def first_in(self, text: str) -> Span | None:
        found = self.traces.search(text)
        if found is None:
            return None
        span = Span(*found.span())
        if self.to_bytes is None:
            return span
        stretch = text[span.start : span.start + _CONTEXT].partition("\n")[0]
        restored = self.to_bytes(stretch).decode(self.was, "ignore")
        return span if common_characters(restored) > common_characters(stretch) else None

    def undone(self, text: str) -> str | None:
        """Return the text as it was before the garbling, or None if part of it is lost."""
        if self.to_bytes is None:
            return None
        raw = self.to_bytes(text)
        if raw.count(b"?") != text.count("?"):  # a character that this way of garbling cannot produce
            return None
        try:
            return raw.decode(self.was)
        except UnicodeError:
            return None


@cache
def _western_bytes() -> dict[str, int]:
    """Return the byte of every character that a western reader (Windows-1252 or Latin-1) makes of it."""
    table = {chr(byte): byte for byte in range(256)}
    for byte in range(0x80, 0xA0):
        table[bytes([byte]).decode("cp1252", "ignore") or chr(byte)] = byte
    return table


def _as_western(text: str) -> bytes:
    table = _western_bytes()
    return bytes(table.get(character, 0x3F) for character in text)


def _as_gb18030(text: str) -> bytes:
    return text.encode("gb18030", "replace")


#: Windows-1252 shows the bytes 0x80 to 0xBF as these characters.
_CONTINUATION = "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_WAYS = (
    # U+FFFD twice in UTF-8 is EF BF BD EF BF BD; in pairs of bytes that reads 锟斤拷.
    _Way("UTF-8", "GBK", frozenset("锟"), re.compile("(?:锟斤拷)+"), None),
    # ，。“ in UTF-8 begin with EF BC, E3 80, E2 80; these characters are rare in any real text.
    _Way("UTF-8", "GB18030", frozenset("锛銆鈥"), re.compile("[锛銆鈥]"), _as_gb18030),
    _Way(
        "UTF-8", "Latin-1", frozenset("ãäåæçèéêëìíîï"), re.compile(f"(?:[ã-ï][{_CONTINUATION}]{{2}}){{2}}"), _as_western
    ),
    _Way(
        "GB18030",
        "Latin-1",
        frozenset(map(chr, range(0xC0, 0xF7))),
        re.compile("(?:[\u00b0-\u00f7][\u00a1-\u00fe]){4}"),
        _as_western,
    ),
)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
