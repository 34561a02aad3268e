"""Trees as JSON and back, so that a draft can wait in the database: `decode(encode(tree), text)` equals `tree`.

Works from the dataclasses themselves, so that a new field of the tree needs nothing here. Values equal to their
default are left out. The source text is not repeated inside; it is kept beside the tree.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from xushi.document.model import Document, Leaf, LeafKind, Leaves
from xushi.spans import Span


def encode(tree: Document) -> dict[str, Any]:
    """Return `tree` as plain JSON values, without its source text."""
    without_text = replace(tree, source=replace(tree.source, text=""))
    return cast("dict[str, Any]", _encoded(without_text))


def decode(values: Mapping[str, Any], text: str) -> Document:
    """Return the tree that `encode` made `values` of; `text` is its source text."""
    tree = cast("Document", _decoded(values, Document))
    return replace(tree, source=replace(tree.source, text=text))


def _encoded(value: Any) -> Any:
    kind: Any = type(value)
    return _encoder(kind)(value)


@cache
def _encoder(kind: Any) -> Callable[[Any], Any]:
    """Return what makes JSON out of a value, by its class; decided once for each, as in `_decoder`."""
    if kind is Span:
        return list
    if kind is Leaf:
        return lambda leaf: {"kind": leaf.kind.value, "span": list(leaf.span)}
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, (Decimal, date)):
        return str
    if issubclass(kind, Mapping):
        return lambda values: {str(key): _encoded(part) for key, part in values.items()}
    if issubclass(kind, (tuple, list, Leaves)):
        return lambda values: [_encoded(part) for part in values]
    if not is_dataclass(kind):
        return lambda value: value
    defaults = [(field.name, _default(field)) for field in fields(kind)]
    return lambda value: {
        name: _encoded(part) for name, default in defaults if (part := getattr(value, name)) != default
    }


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _decoded(value: Any, hint: Any) -> Any:
    return None if value is None else _decoder(hint)(value)


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    """Return what makes a value out of its JSON, by its type; of ``X | None`` only X, None having no encoding.

    Decided once for each type: a document has tens of thousands of values of a dozen types.
    """
    if get_origin(hint) in {types.UnionType, Union}:
        return _decoder(next(arm for arm in get_args(hint) if arm is not types.NoneType))
    if get_origin(hint) in {tuple, Sequence}:
        part = get_args(hint)[0]
        return lambda values: tuple([_decoded(value, part) for value in values])
    if get_origin(hint) is not None:
        part = get_args(hint)[1]
        return lambda values: {key: _decoded(value, part) for key, value in values.items()}
    return _decoder_of_class(hint)


def _decoder_of_class(kind: Any) -> Callable[[Any], Any]:
    if kind is Span:
        return lambda ends: Span(*ends)
    if kind is Leaf:
        return lambda parts: Leaf(LeafKind(parts["kind"]), Span(*parts["span"]))
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        make = cast("type", kind)
        return lambda values: make(**{name: _decoded(value, hints[name]) for name, value in values.items()})
    if kind is date:
        return date.fromisoformat
    return kind if isinstance(kind, type) and issubclass(kind, (Enum, Decimal)) else lambda value: value
