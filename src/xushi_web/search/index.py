"""The full text index of the database: FTS5 on SQLite, tsvector with GIN on PostgreSQL. All SQL of search is here.

Both hold tokens made in Python (`folding`), so neither needs an extension nor depends on a locale. On SQLite the
table is contentless and keeps no positions (a third of the size); it forgets a row only when told its old tokens.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.expressions import RawSQL

from xushi_web.search.folding import pairs, single, tokens

_CREATE = {
    "sqlite": (
        """CREATE VIRTUAL TABLE search_index USING fts5(
            tokens, content='', detail=none, tokenize="unicode61 remove_diacritics 0")""",
    ),
    "postgresql": (
        "ALTER TABLE search_searchentry ADD COLUMN tokens tsvector",
        "CREATE INDEX search_index ON search_searchentry USING gin (tokens)",
    ),
}
_DROP = {
    "sqlite": "DROP TABLE search_index",
    "postgresql": "ALTER TABLE search_searchentry DROP COLUMN tokens",
}


def create(editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index; called by the migration."""
    for statement in _CREATE[editor.connection.vendor]:
        editor.execute(statement)


def drop(editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the index; called when the migration is undone."""
    editor.execute(_DROP[editor.connection.vendor])


def add(rows: Iterable[tuple[int, str]]) -> None:
    """Put entries that are in the table into the index, as (key, folded text)."""
    if connection.vendor == "sqlite":
        statement = "INSERT INTO search_index (tokens, rowid) VALUES (%s, %s)"
        values = [(" ".join(tokens(text)), key) for key, text in rows]
    else:
        statement = "UPDATE search_searchentry SET tokens = %s::tsvector WHERE id = %s"
        values = [(" ".join(f"'{token}'" for token in tokens(text)), key) for key, text in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def remove(rows: Iterable[tuple[int, str]]) -> None:
    """Take entries out of the index, as (key, folded text they were added with), before they leave the table.

    On PostgreSQL the index is a column of the table and goes with the row.
    """
    if connection.vendor == "sqlite":
        statement = "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', %s, %s)"
        with connection.cursor() as cursor:
            cursor.executemany(statement, [(key, " ".join(tokens(text))) for key, text in rows])


def clear() -> None:
    """Take everything out of the index, whatever it was added with."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO search_index (search_index) VALUES ('delete-all')")


def matching(folded: str) -> RawSQL | None:
    """Return the keys of entries with all tokens of a folded query, as a subquery; None when it has no token."""
    wanted, characters = pairs(folded), single(folded)
    if not wanted and not characters:
        return None
    if connection.vendor == "sqlite":
        query = " AND ".join([*(f'"{pair}"' for pair in wanted), *(f'"{one}"*' for one in characters)])
        return RawSQL("SELECT rowid FROM search_index WHERE search_index MATCH %s", (query,))
    query = " & ".join([*(f"'{pair}'" for pair in wanted), *(f"'{one}':*" for one in characters)])
    return RawSQL("SELECT id FROM search_searchentry WHERE tokens @@ %s::tsquery", (query,))
