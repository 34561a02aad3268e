"""Watches the queries of pages, and tells each that does not say whose rows it wants with its page and its place."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import local
from types import FrameType
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.db import models
from django.db.models.expressions import Col
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler
from django.urls import Resolver404, resolve

from xushi_web.accounts.models import Appointment, Post

from .intended import OF_ALL, PUBLISHED
from .scoping import Model, Seen, is_published, is_scoped, label_of, referred
from .tables import ROOT

SOURCE = f"{ROOT / 'src' / 'xushi_web'}/"

_DOING = {"InsertQuery": "adds", "UpdateQuery": "changes", "DeleteQuery": "deletes"}


@dataclass(frozen=True)
class Place:
    """A line of the application: ``portal/queries/overview.py:80 (governments_with_years)``."""

    file: str
    function: str
    line: int

    @property
    def name(self) -> str:
        """What stands for it in `OF_ALL`: its function, which stays when lines move."""
        return f"{self.file}:{self.function}"

    def __str__(self) -> str:
        return f"{self.file}:{self.line} ({self.function})"


def places(frame: FrameType | None) -> Iterator[Place]:
    """Yield where in the application we are, the innermost place first."""
    while frame:
        if frame.f_code.co_filename.startswith(SOURCE):
            function = frame.f_code.co_qualname
            while function.endswith(">"):  # a comprehension or a lambda is in its function
                function = function.rpartition(".<locals>.")[0] or "the module"
            yield Place(frame.f_code.co_filename.removeprefix(SOURCE), function, frame.f_lineno)
        frame = frame.f_back


@dataclass(frozen=True)
class Finding:
    """A query that does not say whose rows it wants, or shows everybody what is not published."""

    place: Place
    doing: str
    model: str
    address: str
    is_unpublished: bool = False

    def __str__(self) -> str:
        if self.is_unpublished:
            needed = " or ".join(sorted(PUBLISHED.get(self.model, ())))
            wanted = f"a condition on {needed}" if needed else "nothing of this kind, unless PUBLISHED lets it"
            return (
                f"{self.address}: {self.place} {self.doing} {self.model} that need not be published. "
                f"Expected on a public page: {wanted}. Ask for what is published only, or say in PUBLISHED of "
                "tests/web/year/intended.py how it is known to be."
            )
        return (
            f"{self.address}: {self.place} {self.doing} {self.model} without saying whose. Expected: a condition on "
            "the government, on the person who has signed in, or on the key of a row that this request has loaded by "
            "such a condition; a key out of an address or a form is none. Narrow the rows first, by within(request, "
            "rows) or .objects.of(government); what is meant for all governments is entered with its reason in OF_ALL "
            "of tests/web/year/intended.py."
        )


class Watch:
    """Looks at every query between the beginning and the end of a request; other threads have requests of their own."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], Finding] = {}
        self._here = local()

    @property
    def seen(self) -> Seen | None:
        """What the request of this thread has come by; None outside of requests."""
        return getattr(self._here, "seen", None)

    def report(self) -> str:
        """Return all findings as lines; empty where every query says whose rows it wants."""
        return "\n".join(sorted(map(str, self.found.values())))

    def begin(self, environ: dict[str, Any], **_: object) -> None:
        """Begin with nothing seen; but the address of a public page names the row or the government it is about."""
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        self._here.address = f"{environ['REQUEST_METHOD']} {path}"
        seen = self._here.seen = Seen()
        seen.is_public = not path.startswith("/workbench/")
        if seen.is_public:
            try:
                named = resolve(path).kwargs
            except Resolver404:
                return
            seen.slug = named.get("slug")
            seen.add(models.Model, named.get("key"))

    def end(self, **_: object) -> None:
        """Forget all."""
        self._here.seen = None

    def look(self, query: Query) -> None:
        """Look at a query that is about to be made."""
        seen = self.seen
        if seen is None:
            return
        if not is_scoped(query, seen):
            self._tell(query, seen)
        elif seen.is_public and not is_published(query, seen):
            self._tell(query, seen, is_unpublished=True)

    def _tell(self, query: Query, seen: Seen, *, is_unpublished: bool = False) -> None:
        frame = sys._getframe(2)  # noqa: SLF001 - whoever asks
        if query.model is User and seen.me is None and (key := _of_the_session(query, frame)):
            seen.me = key
            seen.add(User, key)
            return
        label, around = label_of(query), list(places(frame)) or [Place("outside", "of the application", 0)]
        meant = [OF_ALL[place.name] for place in around if place.name in OF_ALL]
        meant = [one for one in meant if label in one.models]
        seen.comes_in |= any(one.comes_in for one in meant)
        if not meant and not self._is_of_all(seen):
            doing = _DOING.get(type(query).__name__, "reads")
            finding = Finding(around[0], doing, label, self._here.address, is_unpublished)
            self.found.setdefault((finding.place.name, label), finding)

    def _is_of_all(self, seen: Seen) -> bool:
        """Whether the one who has signed in is of the office of all, in whose scope every government is."""
        if seen.of_all is None and seen.me is not None and not seen.is_public:
            self._here.seen = None
            seen.of_all = Appointment.objects.filter(user_id=seen.me, post=Post.OFFICE, government=None).exists()
            self._here.seen = seen
        return bool(seen.of_all)

    def noting(self, rows: Iterable[Any], columns: list[tuple[int, Model]]) -> Iterator[Any]:
        """Remember the keys in `rows` on their way to the page."""
        seen = self.seen or Seen()
        for row in rows:
            for position, model in columns:
                if row[position] is not None:
                    seen.add(model, row[position])
            yield row


def _of_the_session(query: Query, frame: FrameType | None) -> Any:
    """Return the key of the person whose session it is, while Django loads them by it; otherwise None."""
    while frame:
        if frame.f_code.co_name == "get_user" and frame.f_code.co_filename.endswith("auth/backends.py"):
            return query.where.children[0].rhs  # type: ignore[union-attr] # pk = …
        frame = frame.f_back
    return None


@contextmanager
def watching() -> Iterator[Watch]:
    """Watch all requests; what this yields has in `found` what was found."""
    watch = Watch()
    execute, insert, results = SQLCompiler.execute_sql, SQLInsertCompiler.execute_sql, SQLCompiler.results_iter

    def watched(compiler: Any, *given: Any, **named: Any) -> Any:
        watch.look(compiler.query)
        return execute(compiler, *given, **named)

    def watched_insert(compiler: Any, *given: Any, **named: Any) -> Any:
        watch.look(compiler.query)
        rows = insert(compiler, *given, **named)
        if seen := watch.seen:
            for key in [*(row.pk for row in compiler.query.objs), *(row[0] for row in rows)]:
                seen.add(compiler.query.model, key)
        return rows

    def noted(compiler: Any, *given: Any, **named: Any) -> Any:
        rows = results(compiler, *given, **named)
        if watch.seen is None:
            return rows
        shown = enumerate(one for one, *_ in (compiler.select or ())[: compiler.col_count])
        columns = [(at, model) for at, one in shown if isinstance(one, Col) and (model := referred(one.target))]
        return watch.noting(rows, columns) if columns else rows

    request_started.connect(watch.begin)
    request_finished.connect(watch.end)
    try:
        with (
            patch.object(SQLCompiler, "execute_sql", watched),
            patch.object(SQLInsertCompiler, "execute_sql", watched_insert),
            patch.object(SQLCompiler, "results_iter", noted),
        ):
            yield watch
    finally:
        request_started.disconnect(watch.begin)
        request_finished.disconnect(watch.end)
