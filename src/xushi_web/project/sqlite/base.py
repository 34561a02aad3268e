"""Django's SQLite backend, told how many variables a statement may really have.

Django assumes 999, the limit of SQLite before 3.32 (2020), and so cuts every `bulk_create` into many statements.
Debian 12 has 3.40, where the limit is 32,766 or more; with it a document's rows are written in one statement a table.
"""

from __future__ import annotations

from django.db.backends.sqlite3 import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    """What this SQLite can do."""

    max_query_params = 32_000


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection with these features."""

    features_class = DatabaseFeatures
