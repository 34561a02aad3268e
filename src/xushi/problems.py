"""Problems: what reading or checking found, said to the officer who has to mend it.

A problem is a value, never an exception: reading goes on, and all problems are collected. Its message names
the value and the place, its hint says what to do next; both are Chinese with an English translation.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from xushi.language import translated
from xushi.spans import Span


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"  #: the document contradicts itself, or part of it could not be read
    WARNING = "warning"  #: very likely a mistake, to be looked at before the document is issued
    NOTICE = "notice"  #: worth knowing; may well be intended


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with its values apart, so that it can be said in another language.

    `template` is the Chinese sentence in `str.format` style; it is also the key of its translation. A value may be a
    message itself, which is said in the same language.
    """

    template: str
    values: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def __str__(self) -> str:
        return self.template.format_map(self.values)

    def in_language(self, language: str) -> str:
        """Return the sentence in `language` (``"zh"`` or ``"en"``); untranslated ones stay Chinese."""
        values = {name: _spoken(value, language) for name, value in self.values.items()}
        return translated(self.template, language).format_map(values)


def _spoken(value: Any, language: str) -> Any:
    return value.in_language(language) if isinstance(value, Message) else value


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: a stable code, how bad it is, where, what and what to do."""

    code: str
    severity: Severity
    message: Message
    hint: Message
    span: Span | None = None
    item: str | None = None  #: number of the commitment it concerns, as written in the document

    def as_json(self, language: str = "zh") -> dict[str, Any]:
        """Return the PROBLEM object of the command line's JSON."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "item": self.item,
            "span": list(self.span) if self.span is not None else None,
            "message": self.message.in_language(language),
            "hint": self.hint.in_language(language),
        }


def display_width(text: str) -> int:
    """Return the number of terminal columns `text` takes: wide and full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def excerpt(text: str, span: Span, *, before: int = 16, after: int = 16) -> str:
    """Return the line of `text` around `span` with a ``~~~^`` marker under the exact characters.

    Blanks and breaks are shown as single blanks, so that the marker stands right in a terminal.
    """
    start = max(0, span.start - before)
    end = min(len(text), span.end + after)
    head = _one_line(text[start : span.start])
    body = _one_line(span.of(text)) or " "
    tail = _one_line(text[span.end : end])
    marker = " " * display_width(head) + "~" * max(0, display_width(body) - 1) + "^"
    return f"{head}{body}{tail}".rstrip() + "\n" + marker


def _one_line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)
