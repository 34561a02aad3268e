"""The cast is assembled once for a file of tests; what a test does with it, it takes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from .cast import Cast, assemble


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001 - makes the database
    """Open the database for a whole file, in one transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cast(db: None) -> Cast:  # noqa: ARG001 - opens the database
    return assemble()


@pytest.fixture
def undone(cast: Cast) -> Iterator[None]:  # noqa: ARG001 - opens the transaction around this one
    """Take everything back that the test changes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
