"""Whether a query says whose rows it wants: the rules of docs/decisions/0014, and whom the rows of a model belong to.

It does by a condition on the government, on the person who has signed in, or on the key of a row that the same request
has loaded by such a condition. A key that comes from nowhere but an address or a form says nothing: whoever types
another one gets another government's row. What is looked at is Django's `Query`, before it is SQL.
"""

from __future__ import annotations

from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.auth.models import User
from django.db import models
from django.db.models.expressions import Col, Exists, ResolvedOuterRef, Subquery, Value
from django.db.models.lookups import Exact, In, IsNull
from django.db.models.sql import Query
from django.db.models.sql.subqueries import AggregateQuery, InsertQuery, UpdateQuery
from django.db.models.sql.where import AND, OR, NothingNode, WhereNode

from xushi_web.agencies.models import Government

from .intended import PUBLISHED

Model = type[models.Model]
Field = models.Field[Any, Any]


# -- what belongs to whom ----------------------------------------------------------------------------------------------


@cache
def of_government(model: Model) -> bool:
    """Whether rows of `model` belong to a government: are one, or lead to one over their foreign keys."""
    return _leads_to(model, Government)


@cache
def of_somebody(model: Model) -> bool:
    """Whether rows of `model` belong to a government, or else to a person."""
    return of_government(model) or _leads_to(model, User)


def _leads_to(model: Model, root: Model, above: frozenset[Model] = frozenset()) -> bool:
    if model is root:
        return True
    if model is User or model in above:
        return False
    return any(
        _leads_to(one.related_model, root, above | {model})
        for one in model._meta.concrete_fields  # noqa: SLF001 - the fields of any model
        if one.is_relation and one.related_model
    )


@cache
def referred(column: Field) -> Model | None:
    """Return whose keys a column holds: of rows of somebody, or `models.Model` for a key that may be of any kind."""
    while column.is_relation and column.remote_field:
        column = column.target_field  # type: ignore[attr-defined] # of a foreign key
    if column.primary_key and of_somebody(column.model):
        return column.model
    return models.Model if isinstance(column, models.UUIDField) else None


class Seen:
    """The keys of rows that a request has come by rightly, and who has signed in."""

    def __init__(self) -> None:
        self._keys: set[object] = set()
        self.me: Any = None
        self.comes_in = False  #: whoever is found next has just shown that it is them
        self.slug: str | None = None  #: the government that a public address names
        self.is_public = False
        self.of_all: bool | None = None  #: of the office of all governments; None while nobody has asked

    def add(self, model: Model, key: object) -> None:
        """Remember the key of a row."""
        if self.comes_in and self.me is None and model is User:
            self.me = key
        self._keys.add(key if isinstance(key, UUID) else (model, key))

    def has(self, model: Model, key: object) -> bool:
        return (key if isinstance(key, UUID) else (model, key)) in self._keys


# -- whether a query says whose rows it wants --------------------------------------------------------------------------


def is_scoped(query: Query, seen: Seen) -> bool:
    """Whether `query` reads, changes or deletes rows of somebody only, and hangs new ones on such rows only."""
    if isinstance(query, InsertQuery):
        return all(
            _is_in_scope(column, getattr(row, column.attname), seen)
            for row in query.objs
            for column in row._meta.concrete_fields  # noqa: SLF001 - the fields of any model
        )
    if isinstance(query, UpdateQuery) and not all(
        _is_in_scope(column, value, seen)
        for column, _, value in query.values  # type: ignore[attr-defined] # what is set
    ):
        return False
    return says_whose(query, seen)


def _is_in_scope(column: Field, key: object, seen: Seen) -> bool:
    """Whether a value for a column, if it is the key of a row of a government, is the key of one in scope."""
    model = referred(column) if column.is_relation else None
    if key is None or model is None or model is models.Model or not of_government(model):
        return True
    key = key.pk if isinstance(key, models.Model) else key
    return hasattr(key, "resolve_expression") or seen.has(model, column.get_prep_value(key))


def says_whose(query: Query, seen: Seen, *, inside: bool = False) -> bool:
    """Whether `query` wants rows of somebody only. `inside` another query it may also be bound to the rows of that."""
    if isinstance(query, AggregateQuery):
        return says_whose(query.inner_query, seen, inside=inside)
    if query.combinator:
        return all(says_whose(one, seen, inside=inside) for one in query.combined_queries)
    if not _shows_whose(query, seen):
        return False
    return not of_somebody(query.model) or _narrows(query.where, query, seen, inside=inside)


def _shows_whose(query: Query, seen: Seen) -> bool:
    """Whether what is shown beside a row (a subquery as a column) is of somebody, or of that row."""
    return all(
        says_whose(part.query, seen, inside=True)
        for shown in query.annotations.values()
        for part in shown.flatten()
        if isinstance(part, Subquery)
    )


def _narrows(node: Any, query: Query, seen: Seen, *, inside: bool) -> bool:
    if isinstance(node, WhereNode):
        told = (_narrows(child, query, seen, inside=inside) for child in node.children)
        if node.negated or not node.children:
            return False
        return any(told) if node.connector == AND else node.connector == OR and all(told)
    if isinstance(node, NothingNode):
        return True
    if isinstance(node, Exact) and isinstance(node.lhs, Exists) and node.rhs is True:  # Django says: exists = true
        node = node.lhs
    if isinstance(node, Exists):
        return says_whose(node.query, seen) and _is_bound(node.query.where, node.query)
    if not isinstance(node, Exact | In | IsNull) or not isinstance(node.lhs, Col):
        return False
    column = node.lhs.target
    if isinstance(node, IsNull):  # of no government: nobody's rows, which every office may take up
        return bool(node.rhs) and column.related_model is Government
    if column.model is Government and column.name == "slug":
        return seen.slug is not None and node.rhs == seen.slug
    return _is_of(node, query, seen, inside=inside)


def _is_of(node: Any, query: Query, seen: Seen, *, inside: bool) -> bool:
    """Whether a condition on a key binds the rows of `query` to somebody.

    The rows of a person may lie in several governments. So a person binds rows of a government only when it is the one
    who has signed in, and nothing binds them over the table of people.
    """
    model = referred(node.lhs.target)
    in_government = of_government(query.model)
    if model is None or (in_government and _is_beyond_people(query, node.lhs.alias)):
        return False
    by_person = in_government and model is User
    if isinstance(node.rhs, Query | Subquery):
        inner = node.rhs if isinstance(node.rhs, Query) else node.rhs.query
        return not by_person and says_whose(inner, seen, inside=inside)
    if isinstance(node.rhs, Col | ResolvedOuterRef):
        return inside and not by_person and _is_outside(node.rhs, query)
    if hasattr(node.rhs, "resolve_expression") and not isinstance(node.rhs, Value):  # SQL by hand
        return False
    keys = node.rhs if isinstance(node, In) else [node.rhs]
    values = [key.value if isinstance(key, Value) else key for key in keys]
    return all(key == seen.me if by_person else seen.has(model, key) for key in values)


def _is_bound(node: Any, query: Query) -> bool:
    """Whether the rows of an inner query are bound to those of the outer one by a key."""
    if isinstance(node, WhereNode):
        return not node.negated and node.connector == AND and any(_is_bound(one, query) for one in node.children)
    equal = isinstance(node, Exact) and isinstance(node.lhs, Col) and referred(node.lhs.target) is not None
    return equal and isinstance(node.rhs, Col | ResolvedOuterRef) and _is_outside(node.rhs, query)


def _is_outside(value: Col | ResolvedOuterRef, query: Query) -> bool:
    return getattr(value, "alias", None) not in query.alias_map


def _is_beyond_people(query: Query, alias: str | None) -> bool:
    """Whether the table `alias` was reached over that of people."""
    people = User._meta.db_table  # noqa: SLF001 - the name of its table
    while alias and (join := query.alias_map.get(alias)) and (alias := getattr(join, "parent_alias", None)):
        if alias in query.alias_map and query.alias_map[alias].table_name == people:
            return True
    return False


def label_of(query: Query) -> str:
    """Return the name of the model of a query: ``notices.Notice``."""
    return query.model._meta.label  # type: ignore[union-attr] # noqa: SLF001 - the name of any model, and it has one


def is_published(query: Query, seen: Seen) -> bool:
    """Whether a query of a public page wants only what everybody may see (`PUBLISHED`)."""
    if isinstance(query, AggregateQuery):
        return is_published(query.inner_query, seen)
    if query.is_empty():
        return True
    label = label_of(query)
    if not of_somebody(query.model):
        return True
    if label not in PUBLISHED:
        return False
    return not PUBLISHED[label] or _has_condition(query.where, PUBLISHED[label])


def _has_condition(node: Any, columns: frozenset[str]) -> bool:
    """Whether a condition on one of `columns` binds every row, be it that it must not have a value."""
    if isinstance(node, WhereNode):
        told = [_has_condition(child, columns) for child in node.children]
        return any(told) if node.connector == AND else bool(told) and all(told)
    if not isinstance(node, Exact | In) or not isinstance(node.lhs, Col):
        return isinstance(node, NothingNode)
    return str(node.lhs.target) in columns
