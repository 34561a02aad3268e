"""Small questions about a place in a folded text."""

from __future__ import annotations

from xushi.quantities.units import is_latin

__all__ = ["BLANKS", "begins_item", "is_everything", "is_latin", "skip_blanks"]

BLANKS = " \u00a0\u3000\r\n\t\v\f"
_ITEM_START = frozenset("\n\t；;。>|：:")
_NEAR = 8  #: blanks that may stand before numbering
_CELL = 80  #: characters; a longer text is no cell with one number


def begins_item(text: str, start: int) -> bool:
    """Tell whether an item, a cell or a sentence begins at `start`, where numbering stands."""
    place = start - 1
    while place >= 0 and start - place < _NEAR and text[place] in " \u00a0\u3000\r":
        place -= 1
    return place < 0 or text[place] in _ITEM_START


def skip_blanks(text: str, position: int) -> int:
    """Return the first place from `position` on that holds no blank."""
    while position < len(text) and text[position] in BLANKS:
        position += 1
    return position


def is_everything(text: str, start: int, end: int) -> bool:
    """Tell whether the text is nothing but ``[start, end)``, as in a cell of a table."""
    return len(text) < _CELL and not text[:start].strip() and not text[end:].strip()
