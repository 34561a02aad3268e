"""Kill the server at random points while units report, and look at what is there afterwards.

    XUSHI_DATA=FOLDER [XUSHI_DATABASE=postgresql:///EMPTY] PYTHONPATH=src:. python -m benchmarks.crash.run [--kills 100]

People save, hand in, return, verify and judge without a pause. At a random moment everything is killed (kill -9), or
only the processes that answer requests, which the server starts again. Then every report has to be in the state that
the last acknowledged request left it in, or, where one was under way, in the one that it would have led to; its text,
its figures and its entries in the audit trail have to be of one revision; and the audit chain has to hold.
"""

from __future__ import annotations

import argparse
import http.client
import os
import random
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

from benchmarks.served import Browser, Server, Unit, database, prepare, say
from xushi_web.agencies.models import Government
from xushi_web.audit.models import AuditEntry
from xushi_web.audit.queries import first_broken
from xushi_web.reporting.models import UnitReport

#: What people do with one report, again and again: the address, who, and the state it leads to.
ROUND = (
    ("write-report", "clerk", "drafting"),
    ("pass-up-report", "clerk", "with_head"),
    ("submit-report", "head", "submitted"),
    ("return-report", "office", "returned"),
    ("write-report", "clerk", "drafting"),
    ("submit-report", "head", "submitted"),
    ("verify-report", "office", "verified"),
    ("unverify-report", "office", "submitted"),
    ("withdraw-report", "head", "drafting"),
)


#: The state of a report after the last entry of the audit trail about it.
STATE_AFTER = {
    "": "awaiting",
    "report:written": "drafting",
    "report:passed_up": "with_head",
    "report:submitted": "submitted",
    "report:returned": "returned",
    "report:verified": "verified",
    "report:unverified": "submitted",
    "report:withdrawn": "drafting",
}


@dataclass
class Known:
    """What was acknowledged of one report, and what was under way when the server died."""

    state: str = "awaiting"
    revision: int = 0
    coming: tuple[str, int] | None = None


def text_of(revision: int) -> str:
    """Return the narrative that is saved as this revision; its figure is the revision itself."""
    return f"截至目前，新建公办幼儿园{revision}所。"


class Person(threading.Thread):
    """Works on one report until the server dies or all is done."""

    def __init__(self, unit: Unit, known: Known, port: int, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.unit, self.known, self.stop = unit, known, stop
        self.browsers = {who: Browser(port, getattr(unit, who)) for who in ("clerk", "head", "office")}
        self.wrong: list[str] = []
        self.done = 0

    def run(self) -> None:
        """Go on from where the report stands."""
        with suppress(OSError, http.client.HTTPException):
            for browser in self.browsers.values():
                browser.open("report", self.unit.report)
            while not self.stop.is_set():
                self.step()

    def step(self) -> None:
        """Take the next step and note that it was acknowledged."""
        address, who, state = self.next()
        writes = address == "write-report"
        revision = self.known.revision + writes
        fields = {"reason": "请补充数字。"} if address == "return-report" else {}
        if writes:
            fields = {"narrative": text_of(revision), "revision": str(revision - 1), "written-0": f"{revision}所"}
        self.known.coming = (state, revision)
        status = self.browsers[who].post(address, self.unit.report, **fields)
        if status == 302:
            self.known.state, self.known.revision = state, revision
            self.done += 1
        else:
            self.wrong.append(f"{address} in {self.known.state}: {status}")
            self.stop.set()
        self.known.coming = None

    def next(self) -> tuple[str, str, str]:
        """Return a step that leads on from the acknowledged state."""
        possible = {
            "awaiting": [0], "drafting": [1, 5, 0], "with_head": [2, 0], "submitted": [3, 6, 8], "returned": [4],
            "verified": [7],
        }  # fmt: skip
        return ROUND[random.choice(possible[self.known.state])]  # noqa: S311 - any of them


def answering(server: Server) -> list[int]:
    """Return the processes below the server that answer requests: those without children of their own."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])

    def below(top: int) -> list[int]:
        children = [child for child, parent in parents.items() if parent == top]
        return [one for child in children for one in (child, *below(child))]

    family = below(server.process.pid)
    return [one for one in family if one not in parents.values()]


def strike(server: Server, everything: bool) -> None:  # noqa: FBT001 - a coin that was tossed
    """Kill the server, or only the processes that answer; afterwards it answers again."""
    if everything:
        server.kill()
        server.start()
        return
    for one in answering(server):
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


def faults(units: list[Unit], known: dict[str, Known]) -> list[str]:
    """Return what is not as it was acknowledged, or half done; and take over what is there."""
    found = []
    rows = {str(row.pk): row for row in UnitReport.objects.prefetch_related("figures")}
    for unit in units:
        row, told = rows[unit.report], known[unit.report]
        stands = (row.state, row.revision)
        if stands not in {(told.state, told.revision), told.coming}:
            found.append(f"{stands}, acknowledged {(told.state, told.revision)}, under way {told.coming}")
        figures = [figure.written for figure in row.figures.all()]
        if row.revision and (row.narrative, figures) != (text_of(row.revision), [f"{row.revision}所"]):
            found.append(f"half written: revision {row.revision}, {row.narrative}, {figures}")
        entries = AuditEntry.objects.filter(subject=unit.report)
        if entries.filter(tag="report:written").count() != row.revision:
            found.append(f"revision {row.revision} without its entry of the audit trail")
        last = entries.order_by("sequence").last()
        if STATE_AFTER.get(last.tag if last else "") != row.state:
            found.append(f"{row.state}, but the last entry of the audit trail is {last and last.tag}")
        if row.state in {"submitted", "verified"} and row.submitted_at is None:
            found.append(f"{row.state} but never handed in")
        if (row.state == "verified") != (row.verified_at is not None):
            found.append(f"{row.state} but verified at {row.verified_at}")
        told.state, told.revision = stands
        told.coming = None
    if (broken := first_broken(Government.objects.get().pk)) is not None:
        found.append(f"the audit chain is broken at {broken}")
    connections.close_all()
    return found


def main() -> int:
    """Kill so often, print what was found, and return 1 when anything was."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--units", type=int, default=4)
    parser.add_argument("--whole", type=int, default=10, help="every so-manieth kill takes the whole server")
    given = parser.parse_args()
    units = prepare(given.units)
    known = {unit.report: Known() for unit in units}
    server, found, done, under_way = Server(), [], 0, 0
    for kill in range(1, given.kills + 1):
        stop = threading.Event()
        people = [Person(unit, known[unit.report], server.port, stop) for unit in units]
        for person in people:
            person.start()
        while not any(person.done for person in people) and any(person.is_alive() for person in people):
            time.sleep(0.01)  # until the server has warmed up
        time.sleep(random.uniform(0, 0.5))  # noqa: S311 - any moment
        strike(server, everything=kill % given.whole == 0)
        stop.set()
        for person in people:
            person.join()
        found += [f"kill {kill}: {fault}" for person in people for fault in person.wrong]
        under_way += sum(one.coming is not None for one in known.values())
        done += sum(person.done for person in people)
        found += [f"kill {kill}: {fault}" for fault in faults(units, known)]
    server.stop()
    say(f"{database()}: {given.kills} kills, {done} requests acknowledged, {under_way} cut off")
    say("\n".join(found) or "nothing acknowledged was lost, nothing is half done")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
