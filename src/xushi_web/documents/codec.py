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
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        return {f.name: _encoded(part) for f in fields(value) if (part := getattr(value, f.name)) != _default(f)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (Decimal, date)):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): _encoded(part) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_encoded(part) for part in value]
    return value


def _default(field: Field[Any]) -> Any:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decoded(value: Any, hint: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (types.UnionType, Union):
        return _decoded(value, next(arm for arm in get_args(hint) if arm is not types.NoneType))
    if origin is tuple:
        return tuple(_decoded(part, get_args(hint)[0]) for part in value)
    if origin is not None and issubclass(origin, Mapping):
        return {key: _decoded(part, get_args(hint)[1]) for key, part in value.items()}
    if hint is Span:
        return Span(*value)
    if is_dataclass(hint):
        kinds = _hints(cast("type", hint))
        return cast("type", hint)(**{name: _decoded(part, kinds[name]) for name, part in value.items()})
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, (Enum, Decimal)):
        return hint(value)
    return value
