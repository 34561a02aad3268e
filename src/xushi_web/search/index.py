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
        """CREATE TABLE search_index (
            entry_id bigint PRIMARY KEY REFERENCES search_searchentry (id) ON DELETE CASCADE,
            tokens tsvector NOT NULL)""",
        "CREATE INDEX search_index_tokens ON search_index USING gin (tokens)",
    ),
}


def create(editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index; called by the migration."""
    for statement in _CREATE[editor.connection.vendor]:
        editor.execute(statement)


def drop(editor: BaseDatabaseSchemaEditor) -> None:
    """Remove the index; called when the migration is undone."""
    editor.execute("DROP TABLE search_index")


def add(rows: Iterable[tuple[int, str]]) -> None:
    """Put entries into the index, as (key, folded text)."""
    if connection.vendor == "sqlite":
        statement = "INSERT INTO search_index (rowid, tokens) VALUES (%s, %s)"
        values = [(key, " ".join(tokens(text))) for key, text in rows]
    else:
        statement = "INSERT INTO search_index (entry_id, tokens) VALUES (%s, %s::tsvector)"
        values = [(key, " ".join(f"'{token}'" for token in tokens(text))) for key, text in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def remove(rows: Iterable[tuple[int, str]]) -> None:
    """Take entries out of the index, as (key, folded text they were added with)."""
    if connection.vendor == "sqlite":
        statement = "INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', %s, %s)"
        values: list[tuple[int | str, ...]] = [(key, " ".join(tokens(text))) for key, text in rows]
    else:
        statement = "DELETE FROM search_index WHERE entry_id = %s"
        values = [(key,) for key, _ in rows]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def matching(folded: str) -> RawSQL | None:
    """Return the keys of entries with all tokens of a folded query, as a subquery; None when it has no token."""
    wanted, characters = pairs(folded), single(folded)
    if not wanted and not characters:
        return None
    if connection.vendor == "sqlite":
        query = " AND ".join([*(f'"{pair}"' for pair in wanted), *(f'"{one}"*' for one in characters)])
        return RawSQL("SELECT rowid FROM search_index WHERE search_index MATCH %s", (query,))
    query = " & ".join([*(f"'{pair}'" for pair in wanted), *(f"'{one}':*" for one in characters)])
    return RawSQL("SELECT entry_id FROM search_index WHERE tokens @@ %s::tsquery", (query,))
