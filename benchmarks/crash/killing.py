"""Killing, and waiting until what was killed is really gone: nothing of it writes any more when it is looked at."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path

from django.db import connection

from benchmarks.served import Server

#: How long something that was killed may take to vanish.
PATIENCE = 30.0


def strike(server: Server, *, everything: bool) -> None:
    """Kill the server and start it again, or kill only its processes that answer and that do jobs.

    Of these the server itself starts new ones.
    """
    family = below(server.process.pid)
    parents = {parent for _child, parent in family}
    leaves = [child for child, _parent in family if child not in parents]
    killed = [child for child, _parent in family] if everything else leaves
    talking = backends()
    if everything:
        server.kill()
    else:
        for one in leaves:
            with suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
    _wait("processes", lambda: [one for one in killed if _lives(one)])
    _wait("connections to the database", lambda: sorted(talking & backends()))
    if everything:
        server.start()


def below(top: int) -> list[tuple[int, int]]:
    """Return the processes below one, each with its parent."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int(_stat(int(folder.name))[1])

    def under(parent: int) -> list[tuple[int, int]]:
        children = [child for child, its in parents.items() if its == parent]
        return [one for child in children for one in ((child, parent), *under(child))]

    return under(top)


def backends() -> set[int]:
    """Return who else talks to the database. PostgreSQL finishes what a client asked for that was killed since."""
    if connection.vendor != "postgresql":
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "select pid from pg_stat_activity where datname = current_database()"
            " and backend_type = 'client backend' and pid <> pg_backend_pid()"
        )
        return {row[0] for row in cursor.fetchall()}


def _lives(process: int) -> bool:
    """Tell whether a process can still do something: one that is only waited for cannot."""
    with suppress(OSError):
        return _stat(process)[0] not in {"Z", "X"}
    return False


def _stat(process: int) -> list[str]:
    """Return what the system says of a process, from its state on."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()


def _wait(what: str, left: Callable[[], Collection[int]]) -> None:
    until = time.monotonic() + PATIENCE
    while rest := left():
        if time.monotonic() > until:
            message = f"killed, and still there after {PATIENCE:g} s: {what} {rest}"
            raise RuntimeError(message)
        time.sleep(0.005)
