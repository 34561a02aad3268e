"""Rows to lines of JSON and back, the same for SQLite and PostgreSQL, whichever state their tables are in."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Value

#: What ends with the server it was on: nobody stays signed in by a backup, and its workers are not here.
LEFT_OUT = frozenset({"sessions.session", "accounts.opensession", "jobs.worker"})

_BATCH_ROWS, _BATCH_BYTES = 500, 8_000_000


class Tables:
    """The tables as they are after some migrations: `nodes` are ``app.name``, all of them by default."""

    def __init__(self, nodes: Iterable[str] | None = None) -> None:
        self._executor = MigrationExecutor(connection)
        graph = self._executor.loader.graph
        self._known = {f"{app}.{name}": (app, name) for app, name in graph.nodes}
        self.nodes = set(self._known if nodes is None else nodes)
        self.unknown = self.nodes - self._known.keys()
        self.is_current = self.nodes == self._known.keys()

    @classmethod
    def applied(cls) -> Tables:
        """Return the tables of the database as it is now."""
        return cls(f"{app}.{name}" for app, name in MigrationExecutor(connection).loader.applied_migrations)

    def models(self) -> dict[str, type[models.Model]]:
        """Return the model of each table by its label."""
        state = apps if self.is_current else self._executor.loader.project_state(self._ends()).apps
        found = {model._meta.label_lower: model for model in state.get_models(include_auto_created=True)}
        return {
            label: model
            for label, model in sorted(found.items())
            if model._meta.managed and not model._meta.proxy and not model._meta.swapped
        }

    def build(self) -> None:
        """Make these tables in an empty database."""
        MigrationExecutor(connection).migrate(self._ends())

    def _ends(self) -> list[tuple[str, str]]:
        """Return the last of the migrations of each app."""
        nodes = {self._known[node] for node in self.nodes}
        graph = self._executor.loader.graph
        return sorted(
            node
            for node in nodes
            if not any(child.key in nodes and child.key[0] == node[0] for child in graph.node_map[node].children)
        )


def lines_of(model: type[models.Model]) -> Iterator[bytes]:
    """Yield the rows of a table, each a JSON object by the names of its columns."""
    fields = model._meta.concrete_fields
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=500):
        content = {field.attname: _out(field, value) for field, value in zip(fields, row, strict=True)}
        yield json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def load(model: type[models.Model], lines: Iterable[bytes]) -> int:
    """Insert the rows and return how many. Raises `ValueError` and its kin for a line that is no row of this table."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    batch: list[models.Model] = []
    count = size = 0
    for line in lines:
        values = json.loads(line)
        batch.append(model(**{name: _back(fields[name], value) for name, value in values.items()}))
        count, size = count + 1, size + len(line)
        if len(batch) >= _BATCH_ROWS or size >= _BATCH_BYTES:
            model._base_manager.bulk_create(batch)
            batch, size = [], 0
    model._base_manager.bulk_create(batch)
    return count


def empty(found: Iterable[type[models.Model]]) -> None:
    """Delete every row of the tables, which stand without guards."""
    quote = connection.ops.quote_name
    names = [quote(model._meta.db_table) for model in found]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(names)}")
        else:
            for name in names:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables


def count_on(found: Iterable[type[models.Model]]) -> None:
    """Let keys that are counted go on after those that were loaded."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(found))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@contextmanager
def without_guards(found: Iterable[type[models.Model]]) -> Iterator[None]:
    """Take the triggers off the tables: an anchor of the audit trail comes back without the entry it once stood at."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = [connection.ops.quote_name(model._meta.db_table) for model in found]
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # rows refer to rows that come later
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks still to come cannot be altered
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _name, sql in guards:
            cursor.execute(sql)


def _out(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField) or isinstance(value, bool | int | str):
        return value
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _back(field: models.Field[Any, Any], value: Any) -> Any:
    if isinstance(field, models.JSONField):
        return Value(None, models.JSONField()) if value is None and not field.null else value
    if isinstance(field, models.BinaryField):
        return None if value is None else base64.b64decode(value, validate=True)
    return field.to_python(value)
