"""Tags, comments and text of a page, each with its place: a tokenizer that survives anything and is linear.

It is no parser: it knows nothing of nesting. What looks like a tag but never ends is text, as it is for a reader
of the page's source, so that nothing vanishes.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A tag ends at the first ``>`` outside quotes, and never reaches past the next ``<``: that keeps the search linear.
#: The possessive ``++`` and ``*+`` forbid going back.
_TOKEN = re.compile(
    r"""<(?: (?P<close>/?) (?P<name>[A-Za-z][A-Za-z0-9:_-]*+)
             (?P<attributes> (?: [\s/] (?: [^<>"']++ | "[^"<]*+" | '[^'<]*+' | ["'] )*+ )? ) >
           | (?P<comment>!--)
           | [!?][^<>]*+> )""",
    re.VERBOSE,
)
_ATTRIBUTE = r"""(?<![\w-]){name}\s{{0,8}}=\s{{0,8}}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""
#: Elements whose content is no text of the page.
_UNSHOWN = {name: re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE) for name in ("script", "style", "title", "template")}


class Token(NamedTuple):
    """A stretch ``[start, end)`` of the page: text if `name` is empty, else a tag (or ``!`` for what is not shown)."""

    start: int
    end: int
    name: str = ""  #: in lower case
    closing: bool = False
    attributes: str = ""

    def attribute(self, name: str) -> str | None:
        """Return the value of an attribute with its entities decoded, or None."""
        if not self.attributes:
            return None
        found = re.search(_ATTRIBUTE.format(name=name), self.attributes, re.IGNORECASE)
        return html.unescape(next(group for group in found.groups() if group is not None)) if found else None


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a page in order; together they are the page."""
    position = scan = 0
    unclosed: set[str] = set()  # looked for once in vain, never again: each search may read to the end of the file
    while found := _TOKEN.search(text, scan):
        name = (found["name"] or "!").lower()
        end = found.end()
        if found["comment"]:
            closed = text.find("-->", end - 2) if "!" not in unclosed else -1
            if closed < 0:
                unclosed.add("!")
                scan = end
                continue
            end = closed + 3
        if found.start() > position:
            yield Token(position, found.start())
        yield Token(found.start(), end, name, bool(found["close"]), found["attributes"] or "")
        position = scan = end
        if name in _UNSHOWN and not found["close"] and name not in unclosed:
            closing = _UNSHOWN[name].search(text, end)
            if closing is None:
                unclosed.add(name)
            else:
                yield Token(end, closing.end(), "!")
                position = scan = closing.end()
    if position < len(text):
        yield Token(position, len(text))
