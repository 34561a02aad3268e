"""The cast of every test: an office, another government's office, the administrator, and a visitor."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import translation

from xushi.document.model import Document
from xushi_web.accounts.actors import System
from xushi_web.accounts.models import Appointment, Post
from xushi_web.agencies.actions import found_government
from xushi_web.agencies.models import Agency, Government
from xushi_web.documents.actions import accept_document, receive_reading
from xushi_web.documents.models import SourceDocument

from .invented import CITY, bytes_of

ROOT = Path(__file__).resolve().parents[2]

Take = Callable[[Document], SourceDocument]


@pytest.fixture(scope="session")
def django_db_modify_db_settings_xdist_suffix(request: pytest.FixtureRequest) -> None:
    """Give each process of a parallel run a PostgreSQL database of its own; one in memory is its own anyway.

    The plug-in does the same for Django's engines; ours for SQLite it takes for a server.
    """
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    database = settings.DATABASES["default"]
    if worker and not database["ENGINE"].endswith("sqlite"):
        database.setdefault("TEST", {})["NAME"] = f"test_{database['NAME']}_{worker}"


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Begin every test in Chinese: a page that was asked for in English leaves its language to the thread."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="session", autouse=True)
def without_limits_and_cache() -> Iterator[None]:
    """Let tests ask as often as they like, and see what is made now; those of limits and kept files set their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "LIMITS", {})
        patch.setattr(settings, "CACHE", Path(os.devnull))  # no folder, so nothing is kept
        yield


OfUnit = Callable[..., User]


@pytest.fixture
def city(db: None) -> Government:  # noqa: ARG001 - opens the database
    return found_government(CITY)


@pytest.fixture
def other_city(db: None) -> Government:  # noqa: ARG001 - opens the database
    return found_government("石桥市")


@pytest.fixture
def office(city: Government) -> User:
    """A person of the city's supervision office."""
    return _person("office", city)


@pytest.fixture
def other_office(other_city: Government) -> User:
    """A person of another city's supervision office, who may do nothing here."""
    return _person("other-office", other_city)


@pytest.fixture
def administrator(db: None) -> User:  # noqa: ARG001 - opens the database
    """The office of whoever hosts the tracker, which works for all governments."""
    user = User.objects.create_user("administrator")
    Appointment.objects.create(user=user, post=Post.OFFICE)
    return user


@pytest.fixture
def of_unit(city: Government) -> OfUnit:
    """Return a person of one of the city's units, its clerk unless another post is named; the same one again."""

    def person(unit: str, post: Post = Post.CLERK) -> User:
        agency = Agency.objects.get(government=city, name=unit)
        user, _ = User.objects.get_or_create(username=f"{unit}-{post}")
        Appointment.objects.get_or_create(user=user, post=post, government=city, agency=agency)
        return user

    return person


@pytest.fixture
def visitor() -> AnonymousUser:
    return AnonymousUser()


@pytest.fixture
def system() -> System:
    return System("test")


@pytest.fixture
def drafted(db: None, system: System) -> Take:  # noqa: ARG001 - opens the database
    """Keep a tree as a draft."""

    def draft(tree: Document) -> SourceDocument:
        return receive_reading(actor=system, name=tree.source.name, data=bytes_of(tree), tree=tree).document

    return draft


@pytest.fixture
def accepted(drafted: Take, system: System) -> Take:
    """Put a tree into the tracker."""

    def accept(tree: Document) -> SourceDocument:
        return accept_document(actor=system, document=drafted(tree))

    return accept


@pytest.fixture
def office_client(office: User) -> Client:
    client = Client()
    client.force_login(office)
    return client


@pytest.fixture
def other_client(other_office: User) -> Client:
    client = Client()
    client.force_login(other_office)
    return client


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser: Chromium, named by CHROMIUM or found by its name."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium was found; set CHROMIUM to its path")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's own loop runs in this thread
        with api.sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            started = playwright.chromium.launch(executable_path=path, args=flags)
            yield started
            started.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The rules of accessibility: ``npm install axe-core`` in the checkout, or AXE names the file."""
    path = Path(os.environ.get("AXE") or ROOT / "node_modules" / "axe-core" / "axe.min.js")
    if not path.is_file():
        pytest.skip(f"axe-core is not there: {path}; npm install axe-core, or set AXE to its file")
    return path.read_text(encoding="utf-8")


def _person(name: str, government: Government) -> User:
    user = User.objects.create_user(name)
    Appointment.objects.create(user=user, post=Post.OFFICE, government=government)
    return user


@pytest.fixture
def auditor(db: None) -> User:  # noqa: ARG001 - opens the database
    """The audit administrator."""
    return _administrator("auditor", Post.AUDIT)


@pytest.fixture
def system_administrator(db: None) -> User:  # noqa: ARG001 - opens the database
    return _administrator("system-administrator", Post.SYSTEM)


@pytest.fixture
def security_administrator(db: None) -> User:  # noqa: ARG001 - opens the database
    return _administrator("security-administrator", Post.SECURITY)


def _administrator(name: str, post: Post) -> User:
    user = User.objects.create_user(name)
    Appointment.objects.create(user=user, post=post)
    return user


def signed_in(user: User) -> Client:
    """Return the browser of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    return client


@contextmanager
def tampering() -> Iterator[None]:
    """Act as somebody who has the database in hand and takes its guards away for a while."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            tables = ("audit_auditentry", "audit_anchor")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks still to come cannot be altered
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%%'")
        guards = cursor.fetchall()
        for name, _sql in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _name, sql in guards:
            cursor.execute(sql)


@pytest.fixture(scope="session", autouse=True)
def the_audit_trail_may_be_emptied_between_tests() -> Iterator[None]:
    """Let Django empty all tables after a test with transactions of its own; the guards stand again afterwards."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def without_guards(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        with tampering():
            flush(operations, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", without_guards)
        yield
