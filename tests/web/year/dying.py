"""Does one thing after the other in children that are killed on the way.

    XUSHI_DATA=EMPTY python -m tests.web.year.dying

Each action is tried again and again. The first child is killed before its first step that changes something (a
statement, a commit, a file written through or renamed), the next before its second, until one lives to the end.
After no death anything may stand in the database that was not there before. Files that nobody names are left to the
nightly clean-up, which has to take them all. Prints JSON: how many children died of each action.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.crash.afterwards import swept
from benchmarks.crash.people import noise
from benchmarks.served import prepare
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, connections, transaction

from xushi_web.attachments.actions import attach, detach
from xushi_web.attachments.models import Attachment
from xushi_web.audit.models import AuditEntry
from xushi_web.audit.queries import verify_all
from xushi_web.progress.models import Grade
from xushi_web.reporting.actions import (
    Texts,
    close_period,
    judge_report,
    pass_up,
    publish_period,
    submit,
    verify,
    write,
)
from xushi_web.reporting.figures import Given
from xushi_web.reporting.models import UnitReport


def actions() -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what happens to a report in a period, each for the person who does it."""
    clerk, head, office = (User.objects.get(username=name) for name in ("clerk-市第1局", "head-市第1局", "office"))

    def report() -> UnitReport:
        return UnitReport.objects.select_related("reporting_period", "commitment", "agency", "government").get()

    texts, figures = Texts("新建公办幼儿园6所。"), [Given("公办幼儿园", "12所", "6所", "")]

    def attached(name: str, data: bytes) -> Callable[[], object]:
        return lambda: attach(actor=clerk, thing=report(), name=name, data=data)

    yield "write", lambda: write(actor=clerk, report=report(), revision=0, texts=texts, figures=figures)
    yield "pass_up", lambda: pass_up(actor=clerk, report=report())
    yield "attach a text", attached("1.txt", b"evidence")
    yield "attach a photo", attached("2.png", noise())
    yield "detach", lambda: detach(actor=clerk, attachment=Attachment.objects.get(name="1.txt"))
    yield "submit", lambda: submit(actor=head, report=report())
    yield "verify", lambda: verify(actor=office, report=report())
    yield "judge", lambda: judge_report(actor=office, report=report(), verdict=Grade.BEHIND, reason="未达时序。")
    yield "close", lambda: close_period(actor=office, period=report().reporting_period)
    yield "publish", lambda: publish_period(actor=office, period=report().reporting_period)


@contextmanager
def killed_after(steps: int) -> Iterator[None]:
    """Kill this process before it takes one step more than `steps`."""
    taken = count()

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            if next(taken) == steps:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*given, **named)

        return call

    def statement(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        return (execute if sql.startswith("SELECT") else counted(execute))(sql, *given)

    with ExitStack() as stack:
        stack.enter_context(connection.execute_wrapper(statement))
        stack.enter_context(patch.object(connection, "commit", counted(connection.commit)))
        stack.enter_context(patch.object(os, "fsync", counted(os.fsync)))
        stack.enter_context(patch.object(Path, "replace", counted(Path.replace)))
        yield


def lives(action: Callable[[], object], steps: int) -> bool:
    """Do something in a child that may take so many steps; tell whether it came to its end."""
    connections.close_all()
    if not (child := os.fork()):
        try:
            with killed_after(steps):
                action()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a child must never return into its parent's code
            sys.excepthook(*sys.exc_info())
        os._exit(1)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status not in {0, -signal.SIGKILL}:
        message = f"the action failed after {steps} steps"
        raise RuntimeError(message)
    return status == 0


def deaths(name: str, action: Callable[[], object], database: sqlite3.Connection) -> int:
    """Do something, killed at each step first; return how many died. Raises `RuntimeError` for what is half done."""
    rehearse(action)
    entries, version, steps = AuditEntry.objects.count(), commits(database), 0
    while not lives(action, steps):
        if commits(database) != version:
            message = f"{name}: killed before step {steps + 1}, and something of it stands in the database"
            raise RuntimeError(message)
        steps += 1
    if (more := AuditEntry.objects.count() - entries) != 1:
        message = f"{name}: {more} entries in the audit trail"
        raise RuntimeError(message)
    return steps


def rehearse(action: Callable[[], object]) -> None:
    """Do something and undo it, so that no child has to import anything or open a catalogue."""
    with transaction.atomic():
        action()
        transaction.set_rollback(True)


def commits(database: sqlite3.Connection) -> int:
    """Return a number that changes whenever anybody else commits something."""
    version: int = database.execute("PRAGMA data_version").fetchone()[0]
    return version


def main() -> None:
    """Try everything and print how many died."""
    prepare(1)
    with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as database:
        died = {name: deaths(name, action, database) for name, action in actions()}
    if wrong := [*swept(), *(f"chain {chain.key}" for chain in verify_all() if not chain.holds)]:
        raise RuntimeError(", ".join(wrong))
    sys.stdout.write(json.dumps(died))


if __name__ == "__main__":
    main()
