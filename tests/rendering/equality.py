"""When two trees say the same: field by field, with the place of the first differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from xushi.document.model import Commitment, Document

#: Quantities are found in the texts, which are compared; what was not understood is no part of a list; the index
#: number belongs to the page of a web site and stands in no paper.
LEFT_OUT = {"targets", "facts", "unrecognised", "index_number"}


def differences(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """Yield what differs between two trees, spans aside."""
    if isinstance(one, Commitment) and isinstance(other, Commitment):
        one, other = titled(one), titled(other)
    if isinstance(one, tuple) and isinstance(other, tuple) and not is_dataclass(one):
        if len(one) != len(other):
            yield f"{place}: {len(one)} and {len(other)} of them"
        for index, (left, right) in enumerate(zip(one, other, strict=False)):
            yield from differences(left, right, f"{place}[{index}]")
    elif is_dataclass(one) and type(one) is type(other):
        for each in fields(one):
            if each.compare and each.name not in LEFT_OUT:
                yield from differences(getattr(one, each.name), getattr(other, each.name), f"{place}.{each.name}")
    elif one != other:
        yield f"{place}: {one!r} and {other!r}"


def titled(item: Commitment) -> Commitment:
    """Return the item without a title that is the whole promise: a line by itself, and no name besides."""
    whole = item.title is not None and item.title.rstrip("。") == item.text.rstrip("。")
    values = {each.name: getattr(item, each.name) for each in fields(item)}
    return Commitment(**values | {"title": None, "measures": ()}) if whole else item


def assert_equal(one: Document, other: Document) -> None:
    found = list(differences(one, other))
    assert not found, "\n".join([f"{len(found)} differences", *found[:8]])
