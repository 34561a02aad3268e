"""Trees as JSON and back, so that a draft can wait in the database: `decode(encode(tree), text)` equals `tree`.

Works from the dataclasses themselves, so that a new field of the tree needs nothing here. Values equal to their
default are left out. The source text is not repeated inside; it is kept beside the tree.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from xushi.document.model import Document
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
    match value:
        case Span():
            encoded: Any = [value.start, value.end]
        case Enum():
            encoded = value.value
        case Decimal() | date():
            encoded = str(value)
        case Mapping():
            encoded = {str(key): _encoded(part) for key, part in value.items()}
        case tuple() | list():
            encoded = [_encoded(part) for part in value]
        case _ if is_dataclass(value):
            parts = ((f, getattr(value, f.name)) for f in fields(value))
            encoded = {f.name: _encoded(part) for f, part in parts if part != _default(f)}
        case _:
            encoded = value
    return encoded


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decoded(value: Any, hint: Any) -> Any:
    """Return `value` as what `hint` asks for; of ``X | None`` only X is looked at, None having no encoding."""
    if value is None:
        return None
    if get_origin(hint) in {types.UnionType, Union}:
        hint = next(arm for arm in get_args(hint) if arm is not types.NoneType)
    return _decoded_parts(value, hint) if get_origin(hint) else _decoded_value(value, hint)


def _decoded_parts(value: Any, hint: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_decoded(part, get_args(hint)[0]) for part in value)
    return {key: _decoded(part, get_args(hint)[1]) for key, part in value.items()}


def _decoded_value(value: Any, hint: Any) -> Any:
    if hint is Span:
        return Span(*value)
    if is_dataclass(hint):
        kind = cast("type", hint)
        return kind(**{name: _decoded(part, _hints(kind)[name]) for name, part in value.items()})
    if hint is date:
        return date.fromisoformat(value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, (Enum, Decimal)) else value
