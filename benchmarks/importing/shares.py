"""Where the time of `xushi import` goes: shares of the CPU time, from an empty tracker to the last page's rows.

    python -m benchmarks.importing.shares FILE... [--runs 3]

Every part is timed without the parts it calls (a part inside another stops the other's clock), by CPU time, so that
other programs of the machine do not count. Each run has a new embedded database and a process of its own, so that
what is computed once in a process counts every time; the shares are those of the run that took least.

Of five documents (494 items, 6,921 rows, 448 statements): rows 22-26 %, reading 16 %, rows of matches 11 %, search
6-9 %, the tree as JSON 8-9 %, matching 8 %, checks 6 %, finding targets 5 %, problems 2 %, everything else 9-12 %. So
reading and targets together are a fifth, and the number of statements follows the documents and lists, not the rows.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

#: What each part is: module and function by which it is entered.
PARTS = {
    "reading": ["xushi_web.documents.library:read"],
    "targets": ["xushi.targets:find_targets"],
    "codec": ["xushi_web.documents.actions.receive:encode", "xushi_web.documents.queries:decode"],
    "rows": [
        "xushi_web.documents.recording:record_lists",
        "xushi_web.documents.recording:record_progress",
        "xushi_web.documents.recording:_tell",
    ],
    "search": ["xushi_web.documents.recording:_make_findable"],
    "checks": ["xushi_web.checks.running:check_together"],
    "problems": ["xushi_web.checks.running:keep_problems"],
    "matching": ["xushi_web.matches.comparing:match"],
    "match rows": ["xushi_web.documents.actions.settle:compare_lists"],
}
REST = "the rest"


class Clock:
    """CPU seconds by part; what runs inside a part belongs to the innermost one."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.inside = [REST]
        self.since = time.process_time()

    def switch(self) -> None:
        """Book the time since the last switch on the part that is running."""
        now = time.process_time()
        self.seconds[self.inside[-1]] += now - self.since  # type: ignore[assignment] # seconds, not a count
        self.since = now

    def timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return `function` with its time booked on `part`."""

        @functools.wraps(function)
        def call(*arguments: Any, **named: Any) -> Any:
            self.switch()
            self.inside.append(part)
            try:
                return function(*arguments, **named)
            finally:
                self.switch()
                self.inside.pop()

        return call


def say(line: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{line}\n")


def once(files: Sequence[Path]) -> None:
    """Import into a new database and print the seconds of each part as JSON."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "xushi_web.project.settings"
    importlib.import_module("xushi_web.commands.database").prepare()
    importing = importlib.import_module("xushi_web.commands.importing")
    connection = importlib.import_module("django.db").connection
    clock = Clock()
    for part, places in PARTS.items():
        for place in places:
            module, name = place.split(":")
            owner = importlib.import_module(module)
            setattr(owner, name, clock.timed(part, getattr(owner, name)))
    statements: Counter[str] = Counter()

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        statements[sql.partition(" ")[0]] += 1
        return execute(sql, *rest)

    clock.switch()
    clock.seconds.clear()
    with connection.execute_wrapper(count):
        importing.import_files(files)
    clock.switch()
    models = importlib.import_module("django.apps").apps.get_models()
    rows = sum(model.objects.count() for model in models)
    say(json.dumps({"seconds": clock.seconds, "statements": statements, "rows": rows}))


def main() -> None:
    """Print the shares of the quickest run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        once(given.files)
        return
    best: dict[str, Any] = {}
    command = [sys.executable, "-P", "-m", __spec__.name, "--once", *map(str, given.files)]
    for _ in range(given.runs):
        with tempfile.TemporaryDirectory() as folder:
            environment = os.environ | {"XUSHI_DATA": folder, "PYTHONPATH": str(Path.cwd())}
            environment.pop("XUSHI_DATABASE", None)
            said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
        found = json.loads(said.splitlines()[-1])
        if not best or sum(found["seconds"].values()) < sum(best["seconds"].values()):
            best = found
    whole = sum(best["seconds"].values())
    for part, seconds in sorted(best["seconds"].items(), key=lambda row: -row[1]):
        say(f"{part:<12}{seconds / whole:7.1%}{seconds:8.2f} s")
    statements = best["statements"]
    say(f"{'together':<12}{'':7}{whole:8.2f} s of CPU, {best['rows']} rows, {sum(statements.values())} statements")


if __name__ == "__main__":
    main()
